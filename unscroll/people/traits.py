"""Traits: what a fact about a person may say."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from unscroll.bounds import FIRST_DAY, LAST_DAY, LAST_MS, YEARS
from unscroll.errors import Exit, UnscrollError
from unscroll.people.birthday import read_birthday
from unscroll.people.card import LONGEST_CADENCE_DAYS
from unscroll.people.circles import Circle
from unscroll.people.handles import told_handle
from unscroll.people.person import Knows, Trait
from unscroll.plain import LONGEST_NAME, LONGEST_NOTE, one_line

_SHORT = frozenset({Trait.NAME, Trait.HANDLE, Trait.TAG, Trait.COMPANY})


def check_fact(told: Mapping[str, Any], now_ms: int) -> tuple[Trait, str, bool]:
    """Trait, value, whether it holds, of a fact as a command carries it. UnscrollError (2) where it says nothing, or
    that somebody will be born."""
    try:
        trait = Trait(told["trait"])
        value, holds = told["value"], told.get("holds", True)
    except (KeyError, TypeError, ValueError) as wrong:
        raise UnscrollError("malformed fact about a person", str(wrong), Exit.USAGE) from wrong
    if not isinstance(value, str) or not isinstance(holds, bool) or len(value) > LONGEST_NOTE:
        raise UnscrollError(f"malformed {trait} of a person", code=Exit.USAGE)
    if trait in _SHORT and len(value) > LONGEST_NAME:
        raise UnscrollError(f"a {trait} of more than {LONGEST_NAME} letters", "Shorten it", Exit.USAGE)
    if trait is not Trait.NOTE:
        value = one_line(value)
    if holds and (hint := _wrong(trait, value)):
        raise UnscrollError(f"{value[:60]!r} is no {trait}", hint, Exit.USAGE)
    if holds and trait is Trait.BIRTHDAY and (born := read_birthday(value)) and born.lies_ahead(now_ms):
        raise UnscrollError(f"{value[:60]!r} is no birthday", "That day lies ahead", Exit.USAGE)
    return trait, value, holds


def _wrong(trait: Trait, value: str) -> str:
    """What a value should be; "" where it is."""
    rule = _RULES.get(trait, (_some, "it is empty"))
    try:
        return "" if rule[0](value) else rule[1]
    except ValueError:
        return rule[1]


def _some(value: str) -> bool:
    return bool(value.strip())


_RULES: Mapping[Trait, tuple[Callable[[str], Any], str]] = {
    Trait.HANDLE: (told_handle, "an e-mail address, a number, a profile's address or an id"),
    Trait.TAG: (lambda v: v == v.strip().lower() and "," not in v and v, "one word in small letters"),
    Trait.CIRCLE: (Circle, f"one of {', '.join(Circle)}"),
    Trait.CADENCE: (lambda v: 0 <= int(v) <= LONGEST_CADENCE_DAYS, "days, 0 to ten years"),
    Trait.BIRTHDAY: (read_birthday, "1990-02-28, or --02-28 where the year is not known"),
    Trait.MUTED: (lambda v: v == "yes", "yes"),
    Trait.NEVER: (lambda v: v == "yes", "yes"),
    Trait.KNOWS: (Knows, f"one of {', '.join(Knows)}"),
    Trait.KNOWN: (lambda v: v in ("yes", "no"), "yes or no"),
    Trait.MET_ON: (lambda v: FIRST_DAY <= date.fromisoformat(v) <= LAST_DAY, f"a date such as 2026-11-22, {YEARS}"),
    Trait.SNOOZED: (lambda v: 0 <= int(v) <= LAST_MS, f"an instant, {YEARS}"),
    Trait.JOINED: (lambda v: False, "people are joined by a merge"),
    Trait.APART: (lambda v: int(v) > 0, "the number of a person"),
    Trait.DECLINED: (lambda v: int(v.split(" ", 1)[0]) > 0 and " " in v, "the number of a person, then the evidence"),
    Trait.PASSED: (lambda v: 0 <= int(v) < 1 << 52, "an instant"),
}
