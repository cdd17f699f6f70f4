"""United: a line on which people who turned out to be one bear one number."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from unscroll.people.touchpoint import Touchpoint

if TYPE_CHECKING:
    from unscroll.line import Line


def moved_numbers(roots: Mapping[int, int]) -> dict[int, int]:
    """Only those numbers that are somebody else's by now."""
    return {number: root for number, root in roots.items() if number != root}


def united(line: "Line", roots: Mapping[int, int]) -> "Line":
    """The line with every person by the number that they have now (`People.roots`)."""
    moved = moved_numbers(roots)
    if not moved:
        return line
    return replace(
        line,
        pieces=tuple(replace(p, person_id=moved[p.person_id]) if p.person_id in moved else p for p in line.pieces),
        calls=tuple(replace(c, person_id=moved[c.person_id]) if c.person_id in moved else c for c in line.calls),
        messages=tuple(
            replace(m, who=moved[m.who]) if isinstance(m.who, int) and m.who in moved else m for m in line.messages
        ),
    )


def united_touchpoints(touchpoints: Iterable[Touchpoint], roots: Mapping[int, int]) -> tuple[Touchpoint, ...]:
    """The same of touchpoints."""
    return tuple(
        replace(t, person_id=roots[t.person_id]) if roots.get(t.person_id, t.person_id) != t.person_id else t
        for t in touchpoints
    )
