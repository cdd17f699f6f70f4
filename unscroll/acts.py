"""Act: a fact at an instant."""

from dataclasses import dataclass
from enum import StrEnum

from unscroll.sighting import HERE
from unscroll.surface import Surface


class ActKind(StrEnum):
    SENT = "sent"
    """A message left a composer (METRICS 2.3, *sent*)."""
    RECEIVED = "received"
    POST = "post"
    COMMENT = "comment"
    CLICK = "click"
    """A like, repost or reaction: a click, never seconds."""
    SHOWN = "shown"
    LEFT = "left"
    WENT_ON = "went_on"
    TIMED_OUT = "timed_out"
    LINK_OPENED = "link_opened"
    """A person's link was opened from an intercept; no contact yet (METRICS 2.6, row 55)."""
    BEND = "bend"
    ZONE = "zone"
    """The zone of the desk changed; `value` is its tz database name."""
    TURN = "turn"
    """Days turn at another local time, from the next turn on; `value` is the time, `04:00`."""
    CLOCK_STEP = "clock_step"
    """The wall clock was stepped; `value` is the step in milliseconds."""


@dataclass(frozen=True, slots=True)
class Act:
    """`what` happened at `at_ms` (UTC). `value` holds what the kind says, never a text of the user's."""

    at_ms: int
    what: ActKind
    source: str
    surface: Surface | None = None
    value: str = ""
    person_id: int | None = None
    device: str = HERE
    clock_run: int = 0
