"""Resolve: the kind of a surface as the user's labels, the rules, the people on it give it (METRICS 2.2)."""

from dataclasses import dataclass

from unscroll.kinds import Kind, Verdict
from unscroll.meaning import Label, Meaning, Size
from unscroll.surface import Surface

_OF_SIZE = {Size.ONE: Kind.ONE_TO_ONE, Size.GROUP: Kind.GROUP, Size.NOBODY: Kind.OTHER}
_THREADS = frozenset({Kind.PRIVATE, Kind.ONE_TO_ONE})


@dataclass(frozen=True, slots=True)
class Resolved:
    """A verdict, and the person it is with where the user said who. `thread` is the thread that gave the verdict where
    it is not the one in front."""

    verdict: Verdict
    person_id: int | None = None
    thread: Surface | None = None


def label_of(meaning: Meaning, surface: Surface) -> Label | None:
    """The user's word on the thread of a surface."""
    return meaning.labels.get(surface.thread) if surface.thread is not None else None


def by_number(others: int, rule: str) -> Verdict:
    """The verdict of a thread or call by its size, me and bots excluded."""
    kind = Kind.OTHER if others == 0 else Kind.ONE_TO_ONE if others == 1 else Kind.GROUP
    return Verdict(kind, rule)


def resolve(meaning: Meaning, surface: Surface, participants: int | None) -> Resolved:
    """What a surface in front is: labels, then rules; a private one by its participants, None of them known stays
    private. A call surface is `other` here: only a live call is contact, and the time line knows which is live."""
    label = label_of(meaning, surface)
    if surface.view == "call":
        return Resolved(Verdict(Kind.OTHER, "call/not_live"))
    if label is not None:
        return Resolved(Verdict(_OF_SIZE[label.size], "label"), label.person_id if label.size is Size.ONE else None)
    verdict = meaning.kinds.verdict(surface)
    if participants is not None and (
        verdict.kind is Kind.PRIVATE or (participants == 0 and verdict.kind is Kind.ONE_TO_ONE)
    ):
        return Resolved(by_number(participants, "participants"))
    return Resolved(verdict)


def resolve_call(meaning: Meaning, surface: Surface, others: int | None, microphone: bool) -> Resolved:
    """What a live call is: a webinar is listening, or broadcast where I speak; else by the others, labels first."""
    if surface.view == "webinar":
        return Resolved(Verdict(Kind.BROADCAST if microphone else Kind.OTHER, "call/webinar"))
    label = label_of(meaning, surface)
    person_id = label.person_id if label is not None and label.size is Size.ONE else None
    if others is not None:
        verdict = by_number(others, "call/participants")
        return Resolved(verdict, person_id if verdict.kind is Kind.ONE_TO_ONE else None)
    if label is not None:
        return Resolved(Verdict(_OF_SIZE[label.size], "label"), person_id)
    return Resolved(meaning.kinds.verdict(surface))


def is_contact(kind: Kind) -> bool:
    """Whether a kind is time with particular people, their number known or not."""
    return kind in _THREADS or kind is Kind.GROUP
