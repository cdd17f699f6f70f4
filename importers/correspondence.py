"""Correspondence: which messages between two people are kept, and which of them went to many (METRICS 3)."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from math import floor, log
from typing import NamedTuple

from unscroll.people.folding import fold
from unscroll.people.handles import Handle
from unscroll.people.told_touchpoint import ToldTouchpoint
from unscroll.people.touchpoint import Direction

BLAST_PEOPLE, BLAST_MS = 3, 86_400_000
"""The same to so many people within a day is a blast."""
_ALIKE = 1.2
"""So many times as large as the smallest may a copy be: recipients' names have other lengths."""
_AGAIN = re.compile(r"^\s*((re|aw|fw|fwd|wg|sv|vs|antw|tr|rv|r)\s*(\[\d+\])?\s*:\s*)+", re.IGNORECASE)
_MASKED = re.compile(r"\d+|[^\w\s]")


class Message(NamedTuple):
    """A message of the user and one other person. `topic` is a digest of what it is about, 0 for nothing or for an
    answer; the words themselves are never kept."""

    key: bytes
    at_ms: int
    other: Handle
    out: bool
    reply: bool
    topic: int
    size: int


def topic_of(subject: str, name: str) -> int:
    """The same for copies of a text that differ by number and by the recipient's name; 0 for none."""
    told = fold(_MASKED.sub(" ", _AGAIN.sub("", subject)))
    left = " ".join(word for word in told.split() if word not in fold(name).split())
    return int.from_bytes(blake2b(left.encode(), digest_size=7).digest(), "big") | 1 if left else 0


class Correspondence:
    """Takes messages in any order; a message that lies in several folders is one."""

    def __init__(self) -> None:
        self._messages: dict[bytes, Message] = {}
        self._names: dict[tuple[Handle, str], int] = {}

    def add(self, message: Message, name: str) -> bool:
        """False for a message that is there already."""
        known = self._messages.get(message.key)
        if known is not None:
            self._messages[message.key] = min(known, message)
            return False
        self._messages[message.key] = message
        if name:
            self._names[message.other, name] = self._names.get((message.other, name), 0) + 1
        return True

    def touchpoints(self) -> Iterator[ToldTouchpoint]:
        """In the order of time. Somebody becomes a person where both have written, or the user has answered: a sender
        whom nobody ever answered is none (METRICS 4)."""
        called, both, blasts = self._called(), self._both(), blasts_of(self._messages.values())
        for message in sorted(self._messages.values(), key=lambda one: (one.at_ms, one.key)):
            yield ToldTouchpoint(
                message.key.hex(),
                message.other,
                called.get(message.other, ""),
                message.at_ms,
                message.at_ms,
                "email",
                Direction.OUT if message.out else Direction.IN,
                message.key not in blasts,
                message.other in both,
            )

    def _both(self) -> set[Handle]:
        wrote = {message.other for message in self._messages.values() if not message.out}
        got = {message.other for message in self._messages.values() if message.out}
        return wrote & got | {one.other for one in self._messages.values() if one.out and one.reply}

    def _called(self) -> dict[Handle, str]:
        """The name that most messages give, the first in the alphabet of several."""
        best: dict[Handle, tuple[int, str]] = {}
        for (handle, name), times in self._names.items():
            best[handle] = min(best.get(handle, (0, "")), (-times, name))
        return {handle: name for handle, (_, name) in best.items()}


def blasts_of(messages: Iterable[Message]) -> frozenset[bytes]:
    """Keys of those that went alike to three people or more within 24 h. The text is not read: alike is the same
    subject, and about the same size, in what answers nobody."""
    groups: dict[tuple[int, int], list[Message]] = {}
    for message in messages:
        if message.out and message.topic:
            step = 2 * log(max(message.size, 1)) / log(_ALIKE)
            for size in (2 * floor(step / 2), 2 * floor((step + 1) / 2) - 1):  # two rulers: none parts two neighbours
                groups.setdefault((message.topic, size), []).append(message)
    return frozenset(key for alike in groups.values() for key in _crowded(alike))


def _crowded(alike: list[Message]) -> Iterator[bytes]:
    """Of a window of 24 h that slides over them, all wherever it holds enough people."""
    alike.sort(key=lambda one: (one.at_ms, one.key))
    held: Counter[Handle] = Counter()
    first = told = 0
    for n, message in enumerate(alike):
        held[message.other] += 1
        while message.at_ms - alike[first].at_ms > BLAST_MS:
            held[alike[first].other] -= 1
            if not held[alike[first].other]:
                del held[alike[first].other]
            first += 1
        if len(held) >= BLAST_PEOPLE:
            yield from (one.key for one in alike[max(first, told) : n + 1])
            told = n + 1
