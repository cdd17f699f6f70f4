"""Month: what a month brought between people (METRICS 4)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from unscroll.people.tie import Tie
from unscroll.people.touchpoint import Touchpoint
from unscroll.span import Span


@dataclass(frozen=True, slots=True)
class Month:
    """`gave`, `got`: favours. `new`: the numbers of those with the first contact ever in that month."""

    gave: int
    got: int
    new: tuple[int, ...]


def month_of(touchpoints: Iterable[Touchpoint], ties: Mapping[int, Tie], month: Span) -> Month:
    """What began inside the month, whose span the caller takes from its Days. First is as far as is known: an export
    that comes later may know an earlier one."""
    of = [t for t in touchpoints if month.holds(t.start_ms)]
    new = (number for number, tie in ties.items() if tie.first_contact_ms is not None)
    return Month(
        gave=sum(len(t.gave) for t in of),
        got=sum(len(t.got) for t in of),
        new=tuple(sorted(n for n in new if month.holds(ties[n].first_contact_ms or 0))),
    )
