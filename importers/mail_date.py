"""MailDate: when a message was sent, as its header has it."""

import re
from calendar import timegm
from email.utils import parsedate_tz

from unscroll.bounds import FIRST_MS, LAST_MS
from unscroll.importers.lines import decoded
from unscroll.importers.mail_header import Fields

_LATE_MS = 86_400_000
"""A message that was sent so long after it came was sent by a clock that was wrong."""
_HOURS = {
    "UT": 0, "WET": 0, "WEST": 1, "CET": 1, "MET": 1, "MEZ": 1, "CEST": 2, "MEST": 2, "MESZ": 2,
    "EET": 2, "SAST": 2, "EEST": 3, "MSK": 3, "HKT": 8, "SGT": 8, "AWST": 8, "JST": 9, "KST": 9, "AEST": 10, "AEDT": 11,
    "NZST": 12, "NZDT": 13, "AKST": -9, "AKDT": -8, "HST": -10,
}  # fmt: skip
"""Names of zones beside those of RFC 5322; such as two countries use for different ones (IST, BST) are left out."""
_ZONE = re.compile(r"(?:[+-]\d{4}|\b[A-Z]{2,5})(?=[^+\d]*$)")
_FOREIGN = re.compile(r"\([^)]*\)")


def sent_ms(fields: Fields) -> int | None:
    """The instant of the Date; of the delivery where that has no zone, no sense, or lies a day after it. None where
    neither tells."""
    sent, came = _instant(fields.get(b"date", b"")), _instant(fields.get(b"received", b"").rpartition(b";")[2])
    if sent is None or (came is not None and sent > came + _LATE_MS):
        return came
    return sent


def _instant(raw: bytes) -> int | None:
    text = decoded(raw[:200])
    try:
        told = parsedate_tz(text)
        if told is None:
            return None
        offset = _offset_s(text) if told[9] is None else told[9]
        if offset is None:
            return None
        at_ms = (timegm((*told[:6], 0, 0, 0)) - offset) * 1000
    except (ValueError, OverflowError, IndexError, TypeError):
        return None
    return at_ms if FIRST_MS <= at_ms < LAST_MS else None


def _offset_s(text: str) -> int | None:
    """Of what the standard library has no offset for: -0000, which is UTC, and names of zones. A time without a zone
    is nobody's to guess."""
    found = _ZONE.search(_FOREIGN.sub("", text.upper()))
    if found is None:
        return None
    if found[0] == "-0000":
        return 0
    hours = _HOURS.get(found[0])
    return None if hours is None else hours * 3_600
