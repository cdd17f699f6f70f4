"""MailHeader: the few fields of a message's header that tell who wrote to whom, and when."""

import re
from email.errors import HeaderParseError
from email.header import decode_header
from email.utils import getaddresses
from functools import lru_cache
from typing import NamedTuple

from unscroll.importers.draft import one_line
from unscroll.importers.lines import decoded
from unscroll.people.handles import Handle, email, told_handle
from unscroll.plain import one_line as shown_line

LONGEST_FIELD = 16 * 1024
"""Bytes of a field; a longer list of addresses is of a crowd."""
LONGEST_NAME = 120
_LISTED = (b"from", b"to", b"cc", b"bcc")
_TOLD = frozenset(
    {
        *_LISTED,
        b"date",
        b"received",
        b"message-id",
        b"in-reply-to",
        b"subject",
        b"precedence",
        b"auto-submitted",
        b"return-path",
        b"content-type",
        b"x-gmail-labels",
        b"x-mozilla-status",
    }
)
_MARKS = frozenset(
    {
        b"list-id",
        b"list-post",
        b"list-unsubscribe",
        b"feedback-id",
        b"x-autoreply",
        b"x-autorespond",
        b"x-mozilla-draft-info",
    }
)
"""Fields that say enough by being there."""
_FIELD = re.compile(rb"^([!-9;-~]+)[ \t]*:((?:.*\n?)(?:[ \t].*\n?)*)", re.MULTILINE)

Fields = dict[bytes, bytes]


class Address(NamedTuple):
    """`name` is "" where there is none but the address."""

    handle: Handle
    name: str


def fields_of(head: bytes) -> Fields:
    """The fields that are looked at, unfolded, in small letters; the first of each, but all that list addresses."""
    found: Fields = {}
    for told in _FIELD.finditer(head.replace(b"\r", b"")):
        name = told[1].lower()
        if name in _TOLD or name in _MARKS:
            value = told[2].replace(b"\n", b"").strip()[: LONGEST_FIELD + 1]
            if name in _LISTED and name in found:
                found[name] = found[name] + b", " + value
            else:
                found.setdefault(name, value)
    return found


def by_machine(fields: Fields) -> bool:
    """Whether a list, a newsletter or a program sent it (METRICS 2.4)."""
    if not _MARKS.isdisjoint(fields):
        return True
    if fields.get(b"precedence", b"").strip().lower() in (b"bulk", b"list", b"junk", b"auto_reply"):
        return True
    submitted = fields.get(b"auto-submitted", b"no").partition(b";")[0].strip().lower()
    report = fields.get(b"content-type", b"").lower().startswith(b"multipart/report")
    return submitted not in (b"no", b"") or report or fields.get(b"return-path") == b"<>"


def addresses(fields: Fields, *names: bytes) -> list[Address] | None:
    """All addresses in these fields, once each; None for more than anybody would write to by name, and where one
    cannot be read: nobody knows then how many there were."""
    found: dict[Handle, Address] = {}
    for name in names:
        value = fields.get(name, b"")
        if len(value) > LONGEST_FIELD:
            return None
        for told, address in getaddresses([decoded(value)]) if value else ():
            handle = address_of(address)
            if handle is None and "@" in address:
                return None
            if handle is not None:
                found.setdefault(handle, Address(handle, told))
    return list(found.values())


def shown_name(address: Address) -> str:
    """The name beside an address in plain words; "" where it is the address once more, or nothing."""
    told = words(address.name).strip("'\"")
    return "" if "@" in told else told[:LONGEST_NAME]


def words(text: str) -> str:
    """A text with its encoded words (RFC 2047) decoded, however they are broken."""
    if "=?" not in text:
        return _line(text)
    try:
        parts = decode_header(text)
    except (HeaderParseError, ValueError):
        return _line(text)
    told = (decoded(part, charset or "") if isinstance(part, bytes) else part for part, charset in parts)
    return _line("".join(told))


@lru_cache(maxsize=1024)
def address_of(text: str) -> Handle | None:
    """The handle of an address; None for what the ledger would take for none, such as one with letters unseen."""
    handle = email(one_line(text))
    try:
        return told_handle(str(handle)) if handle else None
    except ValueError:
        return None


def _line(text: str) -> str:
    return shown_line(one_line(text))  # without half characters, then without what turns the direction
