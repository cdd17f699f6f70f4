"""Reasons: why somebody is named, in words (METRICS 6: no guilt, no score, no streak, no guess at a gender)."""

from datetime import date

from unscroll.people.due import Band, Due
from unscroll.people.person import Person
from unscroll.people.tie import Tie
from unscroll.people.touchpoint import Direction

BIRTHDAY_DAYS = 7
"""How many days ahead a birthday is named."""
CALL_DAYS = 30
CALL_TIMES = 2
"""A call is suggested after a silence of more than 30 days and twice the usual gap, or once drifted: after a longer
gap the next call is longer (Bhattacharya et al. 2016)."""
CALL = "a call may do more than a text"
REST = "you could give it a rest"
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_LAST_WORD = {Direction.IN: "they wrote last", Direction.OUT: "you wrote last"}


def reasons(
    person: Person, tie: Tie, due: Due | None, days: int | None, birthday_in: int | None, today: date
) -> tuple[str, ...]:
    """Why a person is named. `days` (24 h) since the last contact; `due` is None where only the birthday is why;
    `birthday_in` days, None where it is not near. The word "overdue" is nobody's: the days tell it (METRICS 5)."""
    told = [] if birthday_in is None else [birthday_words(birthday_in, today)]
    usual = tie.rhythm_days or person.cadence_days
    if due is not None:
        told.append(_silence(days, tie.rhythm_days, person.cadence_days))
        told += [_LAST_WORD[tie.last_word]] if tie.last_word else []
    if tie.ask:
        told.append(f"ask about {tie.ask}")
    if tie.starts.one_sided:
        told.append(REST)
    elif due is not None and days is not None and usual is not None:
        long = days > CALL_DAYS and days > CALL_TIMES * usual
        told += [CALL] if long or tie.drifted or due.band is Band.DRIFTED else []
    return tuple(told)


def reasons_of_new(person: Person, tie: Tie) -> tuple[str, ...]:
    """Why somebody is named with whom there was no contact yet."""
    told = [f"connected on {person.met_on}, not talked yet" if person.met_on else "not talked yet"]
    told += [_LAST_WORD[tie.last_word]] if tie.last_word else []
    return (*told, REST) if tie.starts.one_sided else tuple(told)


def birthday_words(days: int, today: date) -> str:
    """`birthday on Friday`, of one that comes in 0 to 7 days."""
    if days <= 1:
        return "birthday tomorrow" if days else "birthday today"
    if days >= BIRTHDAY_DAYS:
        return "birthday in a week"
    return f"birthday on {_WEEKDAYS[(today.weekday() + days) % 7]}"


def _silence(days: int | None, rhythm_days: float | None, cadence_days: int | None) -> str:
    """`31 days, usually 12` by the own rhythm; else `31 days, you chose every 30`."""
    if days is None:
        return "no contact noted yet"
    silent = "1 day" if days == 1 else f"{days} days"
    if rhythm_days is not None:
        return f"{silent}, usually {max(1, round(rhythm_days))}"
    return f"{silent}, you chose every {cadence_days}" if cadence_days else silent
