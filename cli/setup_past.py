"""SetupPast: what this computer has to read in, each behind a tick of its own, read by `unscroll import`."""

import hashlib
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from unscroll.cli import units
from unscroll.cli.mail_owner import is_mail, proposals
from unscroll.errors import Exit, UnscrollError


@dataclass(frozen=True, slots=True)
class Offer:
    """`told` names it for people, `question` is what its tick answers; `key` names it to a page: no path is taken from
    there."""

    key: str
    told: str
    question: str
    path: Path


def offers() -> list[Offer]:
    """What `unscroll import --from-this-computer` finds."""
    from unscroll.cli.import_here import found_here

    return [_offer(find.told, find.question, find.path) for find in found_here()]


def _offer(told: str, question: str, path: Path) -> Offer:
    key = hashlib.blake2s(str(path).encode("utf-8", "surrogateescape"), digest_size=8).hexdigest()
    return Offer(key, told, question, path)


def chosen(keys: Iterable[str]) -> list[Offer]:
    """The offers that were ticked. UnscrollError (2) for what was never offered."""
    found = {offer.key: offer for offer in offers()}
    try:
        return [found[key] for key in dict.fromkeys(keys)]
    except KeyError:
        raise UnscrollError("this is not there any more", "Load the page again", Exit.USAGE) from None


def reading(offer: Offer, ticked: Iterable[Offer]) -> "subprocess.Popen[str]":
    """Begins to read one in, of all that were `ticked`; begun again, it goes on where it was. Its words come on
    standard output and error."""
    me = [word for address in _own(offer, ticked) for word in ("--me", address)]
    return subprocess.Popen(
        [*units.command_line(), "import", "--yes", *me, "--", str(offer.path)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    )


def _own(offer: Offer, ticked: Iterable[Offer]) -> list[str]:
    """A calendar does not say whose it is: mail that was ticked, too, does. Mail itself says it to the import."""
    if is_mail(offer.path):
        return []
    with_mail = [other.path for other in ticked if is_mail(other.path)]
    return list(dict.fromkeys(handle.value for path in with_mail for handle in proposals(path, True)))
