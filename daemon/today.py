"""Today: the time line of the present Day, kept by the hour so that asking for it is cheap."""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field, fields, replace
from datetime import date

from unscroll.acts import Act
from unscroll.budget import Reading
from unscroll.daemon.pending import key_of
from unscroll.day import Zones
from unscroll.journal import InForce
from unscroll.line import Facts, Line, LiveCall
from unscroll.meaning import Meaning
from unscroll.sighting import Stretch
from unscroll.span import Span

HOUR_MS = 3_600_000
LEAD_IN_MS = 1_800_000
"""Facts reach this far back before the window of a line: the longest limit of METRICS 2.2."""

MakeLine = Callable[[Facts, Meaning, Span, Zones], Line]


@dataclass(slots=True)
class _Kept:
    """The hours of the Day under one meaning; `sound_until_ms`: up to there they hold whatever is known."""

    held: InForce
    hours: dict[int, Line] = field(default_factory=dict)
    sound_until_ms: int = 0


class Today:
    """Holds the Day's facts in memory, as written or waiting to be. A fact changes the line from its own start on, so
    only the hours since the earliest news are made again: usually the present one.

    The last of `meanings` is today's; the former ones, in force earlier this Day, hold the ratchet.
    """

    def __init__(self, make_line: MakeLine) -> None:
        self._make = make_line
        self._readings: list[_Kept] = []
        self._stretches: dict[Hashable, Stretch] = {}
        self._acts: list[Act] = []
        self._latest_ms = 0
        self.day = date.min
        self.span = Span(0, 0)
        self.zones = Zones.only("UTC")

    def begin(self, day: date, zones: Zones, facts: Facts, meanings: Iterable[InForce]) -> None:
        """Starts from what the ledger holds of the Day: at start, at its turn, after something was forgotten."""
        self.day, self.span, self.zones = day, zones.span_of(day), zones
        tracks = (getattr(facts, f.name) for f in fields(facts) if f.name != "acts")
        self._stretches = {key_of(s): s for track in tracks for s in track}
        self._acts = list(facts.acts)
        self._latest_ms = max((s.end_ms for s in self._stretches.values()), default=0)
        self._readings = []
        self.mean(meanings)

    def mean(self, meanings: Iterable[InForce]) -> None:
        """The meanings in force since the Day began; hours already read under one of them stay."""
        known = self._readings
        found = []
        for held in meanings:
            same = next((kept for kept in known if kept.held.meaning == held.meaning), None)
            found.append(same or _Kept(held, sound_until_ms=self.span.start_ms))
        self._readings = found

    def add(self, stretches: Iterable[Stretch], acts: Iterable[Act]) -> None:
        """News, in ledger time; late news of an earlier hour is as good."""
        for stretch in stretches:
            former = self._stretches.get(key_of(stretch))
            self._stretches[key_of(stretch)] = stretch
            self._latest_ms = max(self._latest_ms, stretch.end_ms)
            self._unsound(former.end_ms if former is not None else stretch.start_ms)
        for act in acts:
            self._acts.append(act)
            self._unsound(act.at_ms)

    @property
    def meaning(self) -> Meaning:
        """The meaning in force now."""
        return self._readings[-1].held.meaning

    def line(self, now_ms: int) -> Line:
        """The line from the Day's start to `now_ms`, under today's meaning."""
        return self._line(self._readings[-1], now_ms)

    def facts(self, window: Span) -> Facts:
        """What is known of `window` and the half hour before it."""
        reach = Span(window.start_ms - LEAD_IN_MS, window.end_ms)
        tracks: dict[str, list[Stretch]] = {}
        for stretch in self._stretches.values():
            if stretch.start_ms < reach.end_ms and stretch.end_ms >= reach.start_ms:
                tracks.setdefault(str(stretch.fact.track), []).append(stretch)
        ordered = {track: tuple(sorted(found, key=_start)) for track, found in tracks.items()}
        return Facts(**ordered, acts=tuple(sorted((a for a in self._acts if reach.holds(a.at_ms)), key=_at)))

    def readings(self, now_ms: int) -> tuple[Reading, ...]:
        """The line under every meaning in force since the Day began, the present one last: what the ratchet needs."""
        return tuple(
            Reading(reading.held.from_ms, self._line(reading, now_ms), reading.held.meaning.contexts.counts)
            for reading in self._readings
        )

    def _unsound(self, since_ms: int) -> None:
        for reading in self._readings:
            reading.sound_until_ms = min(reading.sound_until_ms, since_ms)

    def _line(self, reading: _Kept, now_ms: int) -> Line:
        # Where the clock was set back, facts of the run before lie after now; they count all the same.
        end_ms = max(self.span.start_ms, min(max(now_ms, self._latest_ms), self.span.end_ms))
        starts = list(range(self.span.start_ms, end_ms, HOUR_MS))
        hours = []
        for start_ms in starts:
            window = Span(start_ms, min(start_ms + HOUR_MS, end_ms))
            kept = reading.hours.get(start_ms)
            if kept is None or kept.window != window or reading.sound_until_ms < window.end_ms:
                kept = self._make(self.facts(window), reading.held.meaning, window, self.zones)
                reading.hours[start_ms] = kept
            hours.append(kept)
        reading.sound_until_ms = max(reading.sound_until_ms, end_ms)
        return joined(Span(self.span.start_ms, end_ms), hours)


def joined(window: Span, hours: Iterable[Line]) -> Line:
    """One line of lines that follow each other."""
    hours = tuple(hours)
    return Line(
        window,
        pieces=tuple(p for h in hours for p in h.pieces),
        overlays=tuple(o for h in hours for o in h.overlays),
        calls=tuple(_whole_calls(c for h in hours for c in h.calls)),
        unseen=tuple(u for h in hours for u in h.unseen),
        acts=tuple(a for h in hours for a in h.acts),
        messages=tuple(m for h in hours for m in h.messages),
    )


def _whole_calls(parts: Iterable[LiveCall]) -> list[LiveCall]:
    """Calls that went on across an hour are one again: a minute of them counts by its whole length."""
    found: list[LiveCall] = []
    for call in parts:
        if (
            found
            and found[-1].end_ms == call.start_ms
            and replace(found[-1], start_ms=call.start_ms, end_ms=call.end_ms) == call
        ):
            found[-1] = replace(found[-1], end_ms=call.end_ms)
        else:
            found.append(call)
    return found


def _start(stretch: Stretch) -> int:
    return stretch.start_ms


def _at(act: Act) -> int:
    return act.at_ms
