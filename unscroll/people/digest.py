"""Digest: when the quiet note of whom to reach out to comes (METRICS 5)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from unscroll.people.touchpoint import Touchpoint

MOST = 3
"""People that a digest names."""
QUIET_DAYS = 7
"""Nothing comes in the first seven days, that of the first sighting included (METRICS 5)."""
IGNORED = 3
"""Digests ignored in a row, after which they come weekly."""
SLOWED = "weekly from now on, as you did not use it"


class Rate(StrEnum):
    DAILY = "daily"
    WEEKLY = "weekly"


_DAYS = {Rate.DAILY: 1, Rate.WEEKLY: 7}


@dataclass(frozen=True, slots=True)
class Digest:
    """One that was sent on a Day, at `at_ms` (UTC). `person_ids` are those that it named."""

    day: date
    person_ids: tuple[int, ...]
    at_ms: int


@dataclass(frozen=True, slots=True)
class Use:
    """The user snoozed or muted `person_id`, or ran `reach` (None), at an instant (UTC)."""

    at_ms: int
    person_id: int | None = None


@dataclass(frozen=True, slots=True)
class Pace:
    """`just_slowed`: the next digest is the first at the weekly rate, so it says `SLOWED`."""

    rate: Rate = Rate.DAILY
    just_slowed: bool = False


def pace(
    past: Iterable[Digest], uses: Iterable[Use], touchpoints: Iterable[Touchpoint], now_ms: int, today: date
) -> Pace:
    """How often digests come, told from those that were sent alone.

    One is ignored when, before the next, `reach` was not run and nobody whom it named had a contact (a genuine
    touchpoint that began by then), a snooze or a mute. The latest is judged from the Day after on: until then there
    was no time. Each use ends the row, so that digests are daily again. Persons are by one number each, also where two
    were joined.
    """
    sent = _sent(past, today)
    row = _ignored_row(sent, _answers(uses, touchpoints), now_ms, today)
    if row < IGNORED:
        return Pace()
    return Pace(Rate.WEEKLY, just_slowed=row == IGNORED and sent[-1].day < today)


def digest_due(
    past: Iterable[Digest],
    uses: Iterable[Use],
    touchpoints: Iterable[Touchpoint],
    first_day: date | None,
    now_ms: int,
    today: date,
) -> bool:
    """Whether one is to come today, if there is anybody to name. `first_day` is the Day of the first sighting, None
    before it: the eighth Day is the first with a digest. After the third ignored one, the next comes in a week."""
    if first_day is None or (today - first_day).days < QUIET_DAYS:
        return False
    sent = _sent(past, today)
    if not sent:
        return True
    return (today - sent[-1].day).days >= _DAYS[pace(sent, uses, touchpoints, now_ms, today).rate]


def _sent(past: Iterable[Digest], today: date) -> list[Digest]:
    """In order. Those of days to come were sent before the clock was set back: they neither count nor wait."""
    return sorted((d for d in past if d.day <= today), key=lambda d: (d.day, d.at_ms))


_Answer = tuple[int, int | None]
"""An instant with the person whom it was about; None: anybody."""


def _answers(uses: Iterable[Use], touchpoints: Iterable[Touchpoint]) -> list[_Answer]:
    found: list[_Answer] = [(use.at_ms, use.person_id) for use in uses]
    found += [(t.start_ms, t.person_id) for t in touchpoints if t.genuine]
    return sorted(found, key=lambda a: a[0])


def _ignored_row(sent: Sequence[Digest], answers: Sequence[_Answer], now_ms: int, today: date) -> int:
    """How many of the latest, one after the other, were ignored."""
    row, i = 0, 0
    for n, digest in enumerate(sent):
        last = n + 1 == len(sent)
        until_ms = now_ms + 1 if last else sent[n + 1].at_ms
        used = False
        while i < len(answers) and answers[i][0] < until_ms:
            at_ms, who = answers[i]
            used = used or (at_ms >= digest.at_ms and (who is None or who in digest.person_ids))
            i += 1
        if used:
            row = 0
        elif not last or digest.day < today:
            row += 1
    return row
