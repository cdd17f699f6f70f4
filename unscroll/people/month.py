"""Month: what a month brought between people (METRICS 4)."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from unscroll.people.touchpoint import Touchpoint
from unscroll.span import Span


@dataclass(frozen=True, slots=True)
class Month:
    """`gave`, `got`: favours, one word each, in the order of their instants. `new`: the numbers of those with the
    first contact ever in that month."""

    gave: tuple[str, ...] = ()
    got: tuple[str, ...] = ()
    new: tuple[int, ...] = ()


def month_of(touchpoints: Iterable[Touchpoint], before: Collection[int], after: Collection[int], month: Span) -> Month:
    """What began inside the month, whose span the caller takes from its Days. `before` and `after` are the numbers of
    those with whom there was contact at all when it began, when it ended (`latest.last_contacts`): new is as far as is
    known, for an export that comes later may know an earlier contact."""
    of = [t for t in touchpoints if month.holds(t.start_ms)]
    return Month(
        gave=tuple(favour for t in of for favour in t.gave),
        got=tuple(favour for t in of for favour in t.got),
        new=tuple(sorted(set(after) - set(before))),
    )
