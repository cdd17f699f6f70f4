"""MailOwner: asks whether the addresses that mail is sent from are the user's own."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from unscroll.errors import Exit, UnscrollError

if TYPE_CHECKING:
    from unscroll.people.handles import Handle


def own_addresses(paths: Sequence[Path], me: Sequence[str], yes: bool) -> tuple[str, ...]:
    """Those that the user says yes to, or all with `yes`, beside what the settings and `me` tell. Asks once for each
    path with mail, and not where `me` says it; a mere guess is never taken without asking. UnscrollError (2) where none
    is known then, and there is nothing but mail: whose it is says which way it went."""
    from unscroll.cli.owner import owner
    from unscroll.people.handles import HandleKind

    known = {handle for handle in owner(me).handles if handle.kind is HandleKind.EMAIL}
    with_mail = [path for path in paths if is_mail(path)]
    said: dict[Handle, None] = {}
    for path in with_mail:
        news = [handle for handle in proposals(path, bool(known) or yes) if handle not in known and handle not in said]
        if news and (yes or _theirs(path, news, bool(me), bool(known))):
            said.update(dict.fromkeys(news))
    if with_mail and len(with_mail) == len(paths) and not known and not said:
        raise UnscrollError("whose mail this is is not known", "Say so: --me ana@example.org", Exit.USAGE)
    if said:
        _say_how_to_keep(said)
    return tuple(handle.value for handle in said)


def is_mail(path: Path) -> bool:
    """Whether it holds mail. What cannot be read is told when it is imported."""
    from unscroll.importers import mail

    try:
        return path.exists() and mail.claims(path) is not None
    except UnscrollError:
        return False


def proposals(path: Path, known: bool) -> "Iterator[Handle]":
    """Whose mail it may be; where it cannot be read, nobody's."""
    from unscroll.importers.mail_owner import proposed

    try:
        yield from proposed(path, known)
    except UnscrollError:
        return


def _theirs(path: Path, news: "Sequence[Handle]", told: bool, known: bool) -> bool:
    """Whether the user says so; where some address is `known`, nobody need be there to answer."""
    from unscroll.cli.forget import answered
    from unscroll.cli.show import clean, note

    shown = ", ".join(handle.value for handle in news)
    if told:
        note(f"{path.name} has mail from {shown} too: --me says that it is yours")
        return False
    are = "Is this address yours" if len(news) == 1 else "Are all of these addresses yours"
    try:
        return answered(clean(f"{are}, as {path.name} has it: {shown}?"))
    except UnscrollError:
        if not known:
            raise
        return False


def _say_how_to_keep(said: "Iterable[Handle]") -> None:
    from unscroll.cli.show import note

    told = ", ".join(f'"{handle.value}"' for handle in said)
    note(f"yours for this import: {told}. To have it kept, add them to me under [people] in config.toml")
