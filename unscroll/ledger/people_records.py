"""Records of people: dates with them, the history of what is known of them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Plan:
    """A date with somebody; `state` is open, happened or fell_through."""

    id: int
    made_ms: int
    person_id: int
    channel: str
    start_ms: int
    end_ms: int
    state: str


@dataclass(frozen=True, slots=True)
class PersonChange:
    """An entry of the history of people: `person_ids` are whom it is about, `made` the names of those it made, also
    where that was taken back."""

    id: int
    at_ms: int
    what: str
    source: str
    undone_ms: int | None
    person_ids: tuple[int, ...]
    made: tuple[tuple[int, str], ...] = ()
