"""What dpkg is told of the package: name, needs, licences, history."""

import hashlib
from collections.abc import Iterator
from email.message import Message
from importlib.metadata import PathDistribution
from pathlib import Path

from unscroll import __version__

MAINTAINER = "The unscroll authors <unscroll@localhost>"
"""Policy wants an address; whoever publishes the package puts theirs here."""
_CONTROL = """Package: unscroll
Version: {version}
Section: utils
Priority: optional
Architecture: {architecture}
Maintainer: {maintainer}
Installed-Size: {kib}
Depends: python3 (>= {major}.{minor}~), python3 (<< {major}.{after}~), libc6 (>= 2.36), libgcc-s1, libstdc++6
Recommends: dbus-user-session, xdg-utils
Suggests: chromium | firefox-esr
Description: passive scrolling against one-to-one contact, every day
 Reports how long you passively scrolled feeds, and how long you were really in
 touch with one other person, on this computer alone. It holds the feeds under
 a daily cap, and writes one quiet page.
 .
 The service belongs to each user and watches nothing before "unscroll setup"
 was run. The extension for Chromium and Firefox comes along, and keeps nothing
 before the service of its user has spoken to it.
 .
 All libraries lie in /usr/lib/unscroll: nothing is compiled or fetched.
"""
_COPYRIGHT = """Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
Upstream-Name: unscroll

Files: *
Copyright: the unscroll authors
License: MPL-2.0
 The text is in /usr/share/common-licenses/MPL-2.0.
"""


def control(architecture: str, python: tuple[int, int], kib: int) -> str:
    """The control file."""
    major, minor = python
    return _CONTROL.format(
        version=__version__,
        architecture=architecture,
        maintainer=MAINTAINER,
        kib=kib,
        major=major,
        minor=minor,
        after=minor + 1,
    )


def changelog(date: str) -> str:
    """The history as Debian writes it; the real one lies beside it."""
    said = "  * See CHANGELOG.md.gz beside this file."
    return f"unscroll ({__version__}) unstable; urgency=medium\n\n{said}\n\n -- {MAINTAINER}  {date}\n"


def copyright_of(libraries: Path) -> str:
    """Our licence, and that of each library that lies in the package."""
    return _COPYRIGHT + "".join(_licences(libraries))


def _licences(libraries: Path) -> Iterator[str]:
    for folder in sorted(libraries.glob("*.dist-info")):
        told = PathDistribution(folder).metadata
        name = str(told["Name"])
        if name != "unscroll":
            place = f"usr/lib/unscroll/lib/*/site-packages/{folder.name}/*"
            whose = told["Author"] or told["Author-email"] or f"the authors of {name}"
            words = f" {name} {told['Version']}, unchanged; its own words are in its folder, where it brings them."
            yield f"\nFiles: {place}\nCopyright: {whose}\nLicense: {_licence(told)}\n{words}\n"


def _licence(told: Message) -> str:
    expression = told["License-Expression"] or told["License"] or ""
    if expression and "\n" not in expression and len(expression) < 60:
        return str(expression)
    named = [line.rsplit(" :: ", 1)[1] for line in told.get_all("Classifier", []) if line.startswith("License :: ")]
    return ", ".join(named) or "see its folder"


def sums(root: Path) -> str:
    """The checksums by which `dpkg --verify` sees what changed."""
    files = sorted(path for path in root.rglob("*") if path.is_file() and not path.is_symlink())
    digests = ((hashlib.md5(path.read_bytes(), usedforsecurity=False).hexdigest(), path) for path in files)
    return "".join(f"{digest}  {path.relative_to(root)}\n" for digest, path in digests)
