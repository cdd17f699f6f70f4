"""Changes of people, with the names of whom they were about."""

from dataclasses import dataclass

from unscroll.cli.roster import open_roster
from unscroll.people.person import Trait

_NAMED = 3
"""So many names are told of a change of many."""


@dataclass(frozen=True, slots=True)
class NamedChange:
    """`names` as those people are called now; of whom nobody knows any more, it has none."""

    id: int
    at_ms: int
    what: str
    source: str
    undone_ms: int | None
    names: tuple[str, ...]

    @property
    def who(self) -> str:
        """`Zoë, Ana`, `Zoë, Ana, Ben and 4,997 more`."""
        more = len(self.names) - _NAMED
        named = ", ".join(self.names[:_NAMED])
        return f"{named} and {more:,} more" if more > 0 else named


def named_changes(most: int) -> list[NamedChange]:
    """The latest, newest first. A part of a merge is told with the one that it is now."""
    with open_roster(Trait.NAME) as roster:
        if roster is None:
            return []
        people = roster.people
        found = []
        for change in roster.reader.people_history(most):
            names, made = [], dict(change.made)
            for number in change.person_ids:
                own = people.called(number) if number in people.names else made.get(number, "")
                now = people.names.get(number, own)
                names.append(own if own == now else f"{own} (now {now})")
            told = tuple(dict.fromkeys(name for name in names if name))
            found.append(NamedChange(change.id, change.at_ms, change.what, change.source, change.undone_ms, told))
        return found
