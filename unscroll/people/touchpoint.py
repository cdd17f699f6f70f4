"""Touchpoint: a span in which we were in touch with somebody."""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from unscroll.evidence import Evidence
from unscroll.people.folding import fold


class Direction(StrEnum):
    OUT = "out"
    IN = "in"
    BOTH = "both"


WRITTEN = frozenset({"message", "email", "letter"})
SPOKEN = frozenset({"phone", "video", "call"})
IN_PERSON = frozenset({"coffee", "lunch", "dinner", "visit", "walk", "meeting"})
CHANNELS = ("coffee", "lunch", "dinner", "visit", "phone", "video", "message", "email", "letter", "other")
"""The channels that are offered; any other word is kept as it is told, and is neither written, spoken nor in person."""
CALL_MS = 60_000
"""A call below a minute reached nobody (METRICS 2.3)."""
LIVE = "live"
"""The source of a touchpoint that was seen: messages, calls of threads that the user has labelled with a person."""
FAVOURS = ("help", "advice", "introduction", "referral")
"""What may be given or got."""


_VIEW = "[a-z0-9_]{1,40}"


@lru_cache(maxsize=256)
def view_of(channel: str) -> str:
    """The view of a surface that a channel becomes on the time line: `video_call` of `video call`, `cafe` of `café`,
    `other` of what has no letter of these."""
    if re.fullmatch(_VIEW, channel):
        return channel
    return re.sub(r"[^a-z0-9]+", "_", fold(channel)).strip("_")[:40] or "other"


@dataclass(frozen=True, slots=True)
class Touchpoint:
    """`[start_ms, end_ms)` in touch with a person; equal where no length is known.

    `genuine` is False for what moves nobody's last contact: a blast, what a machine sent, a call that did not connect
    (METRICS 3). `note` and `ask` are the user's own texts; `ask` is what to come back to next time. `gave` and `got`
    are favours. `via_id` is who brought the two together. `sent` and `received` count messages where an export told
    them. `source` and `key` name the record that it came from; both are empty for what was typed in.
    """

    id: int
    start_ms: int
    end_ms: int
    person_id: int
    channel: str
    direction: Direction
    evidence: Evidence
    note: str = ""
    genuine: bool = True
    ask: str = ""
    gave: tuple[str, ...] = ()
    got: tuple[str, ...] = ()
    via_id: int | None = None
    sent: int = 0
    received: int = 0
    source: str = ""
    key: str = ""

    @property
    def messages(self) -> tuple[int | None, int | None]:
        """Theirs, mine; None where nobody told: what was typed in counts none, what they write is never seen live."""
        if not self.source:
            return None, None
        return (None if self.source == LIVE else self.received), self.sent

    @property
    def in_person(self) -> bool:
        return self.channel in IN_PERSON

    @property
    def written(self) -> bool:
        return self.channel in WRITTEN
