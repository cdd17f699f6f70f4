"""The user units of systemd, as `service` and `setup` handle them."""

import os
import subprocess
import sys
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from unscroll.errors import Exit, UnscrollError
from unscroll.places import absolute_home, home_folder

if TYPE_CHECKING:
    from unscroll.daemon.native_hosts import Bases

UNIT = "unscroll.service"
AUTOSTART = "unscroll.desktop"
LINKS = "unscroll-links.desktop"
PACKAGE = Path("/usr/lib/unscroll")
PACKAGED_UNIT = Path("/usr/lib/systemd/user", UNIT)
_SLOW_S = 60


def command_line() -> list[str]:
    """How this very installation is started, for units and autostart files."""
    if packaged():
        return ["/usr/bin/unscroll"]
    script = Path(sys.executable).with_name("unscroll")
    return [str(script)] if os.access(script, os.X_OK) else [sys.executable, "-m", "unscroll"]


def packaged() -> bool:
    """Whether this is the Debian package, which brings unit, extension and what browsers start for everybody."""
    return Path(sys.prefix) == PACKAGE


def brought(env: Mapping[str, str]) -> Path | None:
    """The unit that the system has already; None where a user needs one that says more."""
    return PACKAGED_UNIT if packaged() and not env.get("UNSCROLL_HOME") else None


def user_systemd(env: Mapping[str, str]) -> bool:
    """Whether a systemd user manager runs here."""
    runtime = env.get("XDG_RUNTIME_DIR", "")
    return bool(runtime) and Path(runtime, "systemd", "private").exists()


def systemctl(*words: str) -> str:
    """The output of `systemctl --user ...`; UnscrollError (74) with its own words where it refuses."""
    try:
        done = subprocess.run(
            ["systemctl", "--user", *words], capture_output=True, text=True, timeout=_SLOW_S, check=False
        )
    except (FileNotFoundError, subprocess.TimeoutExpired) as missing:
        raise UnscrollError("systemctl does not answer", "Start it by hand: unscroll run", Exit.IO) from missing
    if done.returncode:
        said = done.stderr.strip().splitlines()
        raise UnscrollError(f"systemctl {words[0]}: {said[0] if said else 'refused'}", "See systemctl --user", Exit.IO)
    return done.stdout


def config_home(env: Mapping[str, str]) -> Path:
    """The user's XDG configuration folder."""
    value = env.get("XDG_CONFIG_HOME", "")
    return Path(value) if value.startswith("/") else home_folder(env.get("HOME") or str(Path.home())) / ".config"


def bases(env: Mapping[str, str]) -> "Bases":
    """Below which folders this user's browsers lie."""
    from unscroll.daemon.native_hosts import Bases

    return Bases(config_home(env), home_folder(env.get("HOME") or str(Path.home())))


def unit_file(env: Mapping[str, str]) -> Path:
    return config_home(env) / "systemd" / "user" / UNIT


def installed_unit(env: Mapping[str, str]) -> Path | None:
    """The unit that starts with this user's sessions: their own, or the package's where they asked for it."""
    own = unit_file(env)
    if own.exists():
        return own
    asked = config_home(env) / "systemd" / "user" / "default.target.wants" / UNIT
    return PACKAGED_UNIT if asked.is_symlink() and PACKAGED_UNIT.exists() else None


def autostart_file(env: Mapping[str, str]) -> Path:
    return config_home(env) / "autostart" / AUTOSTART


def data_home(env: Mapping[str, str]) -> Path:
    """The user's XDG data folder."""
    value = env.get("XDG_DATA_HOME", "")
    told = env.get("HOME") or str(Path.home())
    return Path(value) if value.startswith("/") else home_folder(told) / ".local" / "share"


def links_file(env: Mapping[str, str]) -> Path:
    """What opens `unscroll:` links."""
    return data_home(env) / "applications" / LINKS


def unit_text(env: Mapping[str, str]) -> str:
    """The shipped unit with this installation's command, and UNSCROLL_HOME where it is set."""
    shipped = files("unscroll").joinpath("systemd", UNIT).read_text(encoding="utf-8")
    home = absolute_home(env)
    lines = []
    for line in shipped.splitlines():
        if line.startswith("ExecStart="):
            if home:
                lines.append(f"Environment={_systemd_word(f'UNSCROLL_HOME={home}')}")
            line = "ExecStart=" + " ".join(map(_systemd_word, [*command_line(), "run"]))
        lines.append(line)
    return "\n".join(lines) + "\n"


def autostart_text() -> str:
    """The shipped autostart entry with this installation's command."""
    shipped = files("unscroll").joinpath("systemd", AUTOSTART).read_text(encoding="utf-8")
    command = command_line()
    start = " ".join(map(_desktop_word, [*command, "service", "attach"]))
    program = command[0].replace("\\", "\\\\")
    said = {"Exec": start, "TryExec": program}
    keys = ((line.partition("=")[0], line) for line in shipped.splitlines())
    return "".join(f"{key}={said[key]}\n" if key in said else f"{line}\n" for key, line in keys)


def links_text(env: Mapping[str, str]) -> str:
    """The shipped entry for links with this installation's command, and UNSCROLL_HOME where it is set."""
    shipped = files("unscroll").joinpath("systemd", LINKS).read_text(encoding="utf-8")
    home = env.get("UNSCROLL_HOME")
    words = [*(["env", f"UNSCROLL_HOME={home}"] if home else []), *command_line(), "open", "--desktop"]
    start = " ".join([*map(_desktop_word, words), "%u"])
    return "".join(f"Exec={start}\n" if line.startswith("Exec=") else f"{line}\n" for line in shipped.splitlines())


def _systemd_word(word: str) -> str:
    quoted = word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%").replace("$", "$$")
    return f'"{quoted}"' if any(c in word for c in " \t'\"\\") else quoted


def _desktop_word(word: str) -> str:
    quoted = word.replace("%", "%%")
    for special in ("\\", '"', "`", "$"):
        quoted = quoted.replace(special, "\\\\" + special)
    return f'"{quoted}"' if any(c in word for c in " \t'\"\\`$<>~|&;*?#()") else quoted
