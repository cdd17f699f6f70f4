"""Timeline: the only definition of time spent (METRICS 2.5): tracks of all devices become one line per person."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import NamedTuple

from unscroll.attention import Attended, Attention, attend
from unscroll.calls import live_calls
from unscroll.context import Contexts
from unscroll.day import Zones
from unscroll.history import unwatched
from unscroll.intervals import Cursor, covers, last_instant, meets, merged
from unscroll.kinds import Context, Evidence, Kind, Verdict
from unscroll.line import Facts, Line, LiveCall, Overlay, OverlayKind, Piece, joined
from unscroll.meaning import Correction, Meaning
from unscroll.people.touchpoint import view_of
from unscroll.resolve import resolve
from unscroll.sighting import HERE, Entry, Input, InputKind, Logged, Phone, Stretch, Visited
from unscroll.span import Span
from unscroll.surface import Surface
from unscroll.writing import read_acts

WHEEL_TAIL_MS = 10_000
"""In a call, each wheel event makes the feed in front scroll until this long after it (METRICS 2.5.4)."""


def timeline(facts: Facts, meaning: Meaning, window: Span, zones: Zones) -> Line:
    """The line of `window`. `facts` reach 30 min further back, so that lines of adjoining windows add up.

    Each clock run is resolved by itself: where the clock was set back, its pieces lie beside those of the run before,
    durations unchanged.
    """
    facts = unwatched(facts)
    runs = sorted({s.clock_run for track in _tracks(facts) for s in track})
    if len(runs) <= 1:
        line = _Resolver(facts, meaning, zones, window).line()
        return replace(line, pieces=tuple(replace(p, clock_run=runs[0]) for p in line.pieces)) if any(runs) else line
    lines = [(run, _Resolver(_of_run(facts, run), meaning, zones, window).line()) for run in runs]
    return Line(
        window,
        tuple(sorted((replace(p, clock_run=r) for r, ln in lines for p in ln.pieces), key=lambda p: p.start_ms)),
        tuple(o for _, ln in lines for o in ln.overlays),
        tuple(c for _, ln in lines for c in ln.calls),
        tuple(u for _, ln in lines for u in ln.unseen),
        *read_acts((a for a in facts.acts if window.holds(a.at_ms)), facts.page, meaning),
    )


def _tracks(f: Facts) -> tuple[tuple[Stretch, ...], ...]:
    return (f.focus, f.page, f.input, f.session, f.call, f.media, f.phone, f.log, f.history)


def _of_run(facts: Facts, run: int) -> Facts:
    focus, page, input_, session, call, media, phone, log, history = (
        tuple(s for s in track if s.clock_run == run) for track in _tracks(facts)
    )
    return Facts(focus, page, input_, session, call, media, phone, log, history)


@dataclass(frozen=True, slots=True)
class _Seat:
    """A device at an instant: what it shows, and when it was last touched."""

    device: str
    record: Attended
    touched_ms: int

    @property
    def scrolls(self) -> bool:
        return self.record.resolved.verdict.kind is Kind.SCROLL


class _Resolver:
    """One clock run of one person."""

    def __init__(self, facts: Facts, meaning: Meaning, zones: Zones, window: Span) -> None:
        self.meaning, self.window, self.facts = meaning, window, facts
        self.contexts = Contexts(meaning.contexts, zones, window)
        self.calls = live_calls(facts.call, facts.page, facts.session, meaning)
        self.logs = [(s, s.fact) for s in facts.log if isinstance(s.fact, Logged)]
        self.devices: dict[str, list[Attended]] = {}
        self.attention = Attention()
        for device in sorted({s.device for track in (facts.focus, facts.page) for s in track}):
            found = attend(self._desk(device), meaning)
            self.devices[device] = found.attended
            self.attention.overlays.extend(found.overlays)
            self.attention.unseen.extend(found.unseen)
        self.imported = frozenset(s.device for s in (*facts.phone, *facts.history))
        for s in (*facts.phone, *facts.history):
            if isinstance(s.fact, Phone) or (isinstance(s.fact, Visited) and s.fact.evidence is Evidence.MEASURED):
                resolved = resolve(meaning, s.fact.surface, None)
                record = Attended(s.start_ms, s.end_ms, resolved, s.fact.surface, None)
                self.devices.setdefault(s.device, []).append(record)
        self.wheels = merged((s for s in facts.input if _is_wheel(s)), WHEEL_TAIL_MS) if self.calls else []
        rivals = self.devices if len(self.devices) > 1 else ()
        self.inputs = {d: merged((s for s in facts.input if s.device == d), 0) for d in rivals}
        self.corrections = sorted((c for c in meaning.corrections if c.span.clip(window)), key=_decided)
        self.overlays: list[Overlay] = []

    def _desk(self, device: str) -> Iterator[list[Stretch]]:
        f = self.facts
        for track in (f.focus, f.page, f.input, f.session, f.media):
            yield [s for s in track if s.device == device]

    def line(self) -> Line:
        pieces = list(self._pieces())
        overlays = [o for o in (*self.attention.overlays, *self.overlays) if meets(o, self.window)]
        clip = self.window
        return Line(
            clip,
            tuple(pieces),
            joined(
                replace(o, start_ms=max(o.start_ms, clip.start_ms), end_ms=min(o.end_ms, clip.end_ms)) for o in overlays
            ),
            tuple(
                replace(c, start_ms=max(c.start_ms, clip.start_ms), end_ms=min(c.end_ms, clip.end_ms))
                for c in self.calls
                if meets(c, clip)
            ),
            tuple(
                replace(u, start_ms=max(u.start_ms, clip.start_ms), end_ms=min(u.end_ms, clip.end_ms))
                for u in self.attention.unseen
                if meets(u, clip)
            ),
            *read_acts((a for a in self.facts.acts if clip.holds(a.at_ms)), self.facts.page, self.meaning),
        )

    def _pieces(self) -> Iterator[Piece]:
        """Walks the elementary intervals between all edges; equal neighbours become one piece."""
        cursors = [(device, Cursor(records)) for device, records in self.devices.items()]
        calls, logs = Cursor(self.calls), Cursor([s for s, _ in self.logs])
        open_: _Label | None = None
        open_start = open_end = 0
        for start, end in pairwise(self._edges()):
            seats = [
                _Seat(device, record, self._touched_ms(device, start))
                for device, cursor in cursors
                if (record := cursor.at(start)) is not None
            ]
            label = self._label(start, end, seats, calls.at(start), logs.at(start))
            if label == open_ and open_end == start:
                open_end = end
                continue
            if open_ is not None:
                yield Piece(open_start, open_end, *open_)
            open_, open_start, open_end = label, start, end
        if open_ is not None:
            yield Piece(open_start, open_end, *open_)

    def _edges(self) -> list[int]:
        spans: list[tuple[int, int]] = [(r.start_ms, r.end_ms) for records in self.devices.values() for r in records]
        spans += [(c.start_ms, c.end_ms) for c in self.calls]
        spans += [(s.start_ms, s.end_ms) for s, _ in self.logs]
        spans += [(c.span.start_ms, c.span.end_ms) for c in self.corrections]
        spans += self.wheels
        if len(self.devices) > 1:
            spans += [run for runs in self.inputs.values() for run in runs]
        low, high = self.window.start_ms, self.window.end_ms
        edges = {low, high, *self.contexts.edges}
        edges.update(at for span in spans for at in span if low < at < high)
        return sorted(edges)

    def _touched_ms(self, device: str, at_ms: int) -> int:
        if len(self.devices) == 1 or device in self.imported:
            return at_ms  # an imported stretch is use at every instant
        return last_instant(self.inputs[device], at_ms)

    def _label(
        self, start: int, end: int, seats: list[_Seat], call: LiveCall | None, log: Stretch | None
    ) -> "_Label | None":
        """The one label of an elementary interval (METRICS 2.5, steps 1 to 8)."""
        seat = max(seats, key=lambda s: (s.touched_ms, s.scrolls)) if len(seats) > 1 else seats[0] if seats else None
        if call is not None:
            scrolling = seat is not None and seat.scrolls and self._hands_on(seat, start)
            if not scrolling:
                return self._of_call(start, call, attended=seat is not None)
            self.overlays.append(Overlay(start, end, OverlayKind.SPLIT_ATTENTION, call.surface))
        elif log is not None and not (seat is not None and seat.scrolls) and isinstance(log.fact, Logged):
            return self._of_log(start, log.fact, attended=seat is not None)
        return self._of_seat(start, seat) if seat is not None else None

    def _hands_on(self, seat: _Seat, at_ms: int) -> bool:
        return seat.device in self.imported or covers(self.wheels, at_ms)

    def _of_seat(self, at_ms: int, seat: _Seat) -> "_Label":
        record, page = seat.record, seat.record.page
        resolved, surface = record.resolved, record.surface
        verdict, context = self._corrected(at_ms, resolved.verdict, surface, page.profile if page else "")
        mine = verdict is resolved.verdict
        person_id, opened_from = (resolved.person_id, resolved.thread) if mine else (None, None)
        on_desk = seat.device not in self.imported
        entry, item, tab = (page.entry, page.item, page.tab) if page is not None else (Entry.UNKNOWN, 1, "")
        device, how = seat.device, Evidence.MEASURED
        return _Label(verdict, surface, context, how, device, person_id, entry, item, tab, on_desk, opened_from)

    def _of_call(self, at_ms: int, call: LiveCall, attended: bool) -> "_Label":
        verdict, context = self._corrected(at_ms, call.verdict, call.surface)
        person_id = call.person_id if verdict is call.verdict else None
        return _Label(verdict, call.surface, context, person_id=person_id, attended=attended)

    def _of_log(self, at_ms: int, fact: Logged, attended: bool) -> "_Label":
        surface = Surface("meeting", view_of(fact.channel), "logged")
        verdict, context = self._corrected(at_ms, _LOGGED, surface)
        return _Label(verdict, surface, context, Evidence.LOGGED, HERE, fact.person_id, attended=attended)

    def _corrected(self, at_ms: int, verdict: Verdict, surface: Surface, profile: str = "") -> tuple[Verdict, Context]:
        """The latest correction first, of the kind and of the context each (DESIGN.md 4)."""
        context = self.contexts.of(surface, profile, at_ms)
        for c in self.corrections:
            if c.span.holds(at_ms):
                verdict = Verdict(c.kind, "correction") if c.kind is not None else verdict
                context = c.context if c.context is not None else context
        return verdict, context


class _Label(NamedTuple):
    """Everything of a Piece but its span."""

    verdict: Verdict
    surface: Surface
    context: Context = Context.PERSONAL
    evidence: Evidence = Evidence.MEASURED
    device: str = HERE
    person_id: int | None = None
    entry: Entry = Entry.UNKNOWN
    item: int = 1
    tab: str = ""
    attended: bool = True
    opened_from: Surface | None = None


_LOGGED = Verdict(Kind.ONE_TO_ONE, "logged")


def _decided(correction: Correction) -> tuple[int, int]:
    return correction.at_ms, correction.id


def _is_wheel(s: Stretch) -> bool:
    return isinstance(s.fact, Input) and s.fact.kind is InputKind.WHEEL
