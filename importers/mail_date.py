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
    "Z": 0, "GMT": 0, "UTC": 0, "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7,
    "UT": 0, "WET": 0, "WEST": 1, "CET": 1, "MET": 1, "MEZ": 1, "CEST": 2, "MEST": 2, "MESZ": 2,
    "EET": 2, "SAST": 2, "EEST": 3, "MSK": 3, "HKT": 8, "SGT": 8, "AWST": 8, "JST": 9, "KST": 9, "AEST": 10, "AEDT": 11,
    "NZST": 12, "NZDT": 13, "AKST": -9, "AKDT": -8, "HST": -10,
}  # fmt: skip
"""Names of zones, of RFC 5322 and beside it; such as two countries use for different ones (IST, BST) are left out."""
_ZONE = re.compile(r"(?:\d:\d\d(?:\.\d+)?\s*|\s)(?:([+-])(\d\d):?(\d\d)|([A-Z]{1,5}))(?=\s*(?:\d{4}\s*)?$)")
_REMARK = re.compile(r"\([^)]*\)")


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
        told, offset = parsedate_tz(text), _offset_s(text)
        if told is None or offset is None:
            return None
        at_ms = (timegm((*told[:6], 0, 0, 0)) - offset) * 1000
    except (ValueError, OverflowError, IndexError, TypeError):
        return None
    return at_ms if FIRST_MS <= at_ms < LAST_MS else None


def _offset_s(text: str) -> int | None:
    """The standard library takes a time without a zone, or with a name that it does not know, for UTC: it is nobody's
    to guess."""
    found = _ZONE.search(_REMARK.sub("", text.upper()).strip())
    if found is None:
        return None
    sign, hours, minutes, name = found.groups()
    if name is not None:
        return _HOURS[name] * 3_600 if name in _HOURS else None
    length = int(hours) * 3_600 + int(minutes) * 60
    return None if length >= 86_400 else -length if sign == "-" else length
