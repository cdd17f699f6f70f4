"""United: a line on which people who turned out to be one bear one number."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from unscroll.people.touchpoint import Touchpoint

if TYPE_CHECKING:
    from unscroll.line import Line


@dataclass(frozen=True, slots=True)
class Called:
    """`names` by every number that somebody has; `moved`: of the numbers that are somebody else's by now, whose. What
    the service keeps in mind of thousands."""

    names: Mapping[int, str] = field(default_factory=dict)
    moved: Mapping[int, int] = field(default_factory=dict)

    def now(self, number: int) -> int | None:
        """The number of a person by now; None for nobody's."""
        return self.moved.get(number, number) if number in self.names else None


def united(line: "Line", moved: Mapping[int, int]) -> "Line":
    """The line with every person by the number that they have now (`Called.moved`)."""
    if not moved:
        return line
    return replace(
        line,
        pieces=tuple(replace(p, person_id=now) if (now := moved.get(p.person_id or 0)) else p for p in line.pieces),
        calls=tuple(replace(c, person_id=now) if (now := moved.get(c.person_id or 0)) else c for c in line.calls),
        messages=tuple(
            replace(m, who=moved[m.who]) if isinstance(m.who, int) and m.who in moved else m for m in line.messages
        ),
    )


def united_touchpoints(touchpoints: Iterable[Touchpoint], numbers: Mapping[int, int]) -> tuple[Touchpoint, ...]:
    """The same of touchpoints; `numbers` may hold those that did not move (`People.roots`)."""
    return tuple(
        replace(t, person_id=numbers[t.person_id]) if numbers.get(t.person_id, t.person_id) != t.person_id else t
        for t in touchpoints
    )
