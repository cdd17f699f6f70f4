"""Mail: who wrote to whom and when, by the headers of mbox files, Maildirs, profiles of Thunderbird.

Bodies are passed over; a subject is compared with others in memory, and is kept nowhere.
"""

from collections import Counter
from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path

from unscroll.errors import Problem, UnscrollError
from unscroll.importers.contract import Ask, Claim, Passed, Record
from unscroll.importers.correspondence import Correspondence, Message, topic_of
from unscroll.importers.lines import decoded
from unscroll.importers.mail_date import sent_ms
from unscroll.importers.mail_folders import folders_of, holds_mail, thunderbird_roots
from unscroll.importers.mail_header import Address, Fields, addresses, by_machine, fields_of, shown_name, words
from unscroll.importers.mbox import Head, is_mbox
from unscroll.people.handles import Handle, HandleKind
from unscroll.people.nobody import role_address
from unscroll.people.told_touchpoint import MAIL

name = MAIL

NOT_YOURS = "whose mail it is is not known: nothing was read; --me says so"
NO_TIME = "a message without a time that makes sense: left out"
DELETED, LISTS, SEVERAL = "deleted, or never sent", "of lists and machines", "with several people, or with nobody"
AGAIN = "that lie in another folder too"
_TICK = 1_000
"""Messages after which somebody who waits is told."""
_EXPUNGED = 0x0008
"""Of Thunderbird's flags: deleted, and there until the folder is compacted."""


def claims(path: Path) -> Claim | None:
    if path.is_dir():
        if not holds_mail(path) or not (folders := folders_of(path)):
            return None
        of = "mail of Thunderbird" if thunderbird_roots(path) else "mail"
        return Claim(name, f"{of}, {len(folders)} folder{'' if len(folders) == 1 else 's'}")
    return Claim(name, "mail in an mbox file") if is_mbox(path) else None


def read(path: Path, ask: Ask) -> Iterator[Record]:
    """The touchpoints come last: only all of the mail tells whom both have written to, and what went to many."""
    folders = folders_of(path)
    if not folders:
        return
    own = frozenset(handle for handle in ask.own if handle.kind is HandleKind.EMAIL)
    if not own:
        yield Problem(path.name, NOT_YOURS)
        return
    found, passed, count = Correspondence(), Counter[str](), 0
    for folder in folders:
        try:
            for head in folder.heads():
                count += 1
                if count % _TICK == 0:
                    ask.tick(count)
                yield from _head(folder.path, head, own, found, passed)
        except UnscrollError as broken:
            if not path.is_dir():
                raise
            yield Problem(folder.path.name, broken.message)
    yield from (Passed(why, passed[why]) for why in (LISTS, SEVERAL, DELETED, AGAIN) if passed[why])
    yield from found.touchpoints()


def _head(
    path: Path, head: Head, own: frozenset[Handle], found: Correspondence, passed: Counter[str]
) -> Iterator[Problem]:
    told = _message(fields_of(head.raw), head, own)
    if isinstance(told, str):
        passed[told] += 1
    elif told is None:
        yield Problem(f"{path.name}:{head.number}", NO_TIME)
    elif not found.add(*told):
        passed[AGAIN] += 1


def _message(fields: Fields, head: Head, own: frozenset[Handle]) -> tuple[Message, str] | str | None:
    """A message between the user and one other, with what the other is called; why it is none; None without a time."""
    if _gone(fields):
        return DELETED
    if by_machine(fields):
        return LISTS
    senders, listed = addresses(fields, b"from"), addresses(fields, b"to", b"cc", b"bcc")
    if not senders or not listed:
        return SEVERAL
    sender, others = senders[0], _others(senders, listed, own)
    out = sender.handle in own
    if len(others) != 1 or not (out or any(address.handle in own for address in listed)):
        return SEVERAL
    other = others[0]
    if role_address(other.handle):
        return LISTS
    at_ms = sent_ms(fields)
    if at_ms is None:
        return None
    called, reply = shown_name(other), b"in-reply-to" in fields
    topic = topic_of(words(decoded(fields.get(b"subject", b""))), called) if out and not reply else 0
    return Message(_key(fields), at_ms, other.handle, out, reply, topic, head.size), called


def _others(senders: list[Address], listed: list[Address], own: frozenset[Handle]) -> list[Address]:
    """Everybody but the user, once each."""
    found = {address.handle: address for address in (*listed, *senders) if address.handle not in own}
    return list(found.values())


def _gone(fields: Fields) -> bool:
    """What the user deleted, never sent, or never asked for."""
    if b"x-mozilla-draft-info" in fields:
        return True
    labels = {label.strip().lower() for label in decoded(fields.get(b"x-gmail-labels", b"")).split(",")}
    if labels & {"draft", "drafts", "spam", "chat"}:
        return True
    try:
        return bool(int(fields.get(b"x-mozilla-status", b"0"), 16) & _EXPUNGED)
    except ValueError:
        return False


def _key(fields: Fields) -> bytes:
    """A digest of the Message-ID; of the fields that every copy has where there is none."""
    told = [fields.get(b"message-id", b"").strip()]
    if not told[0]:
        told = [fields.get(name, b"") for name in (b"date", b"from", b"to", b"subject")]
    return blake2b(b"\0".join(told), digest_size=16).digest()
