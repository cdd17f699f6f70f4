"""Rows: puts facts into their tables, so that the same fact written again adds nothing."""

import json
import sqlite3
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from unscroll.acts import Act
from unscroll.journal import Change
from unscroll.ledger.batch import Batch
from unscroll.ledger.codec import FORMS, key_of
from unscroll.ledger.names import Giver
from unscroll.ledger.schema import TICK
from unscroll.sighting import Fact, Stretch, Track

_Row = TypeVar("_Row")

_COLUMNS = {t: ("what", *f.row) for t, f in FORMS.items()}
_FIND = {
    t: f"SELECT id, dur_ms, count, px, {', '.join(_COLUMNS[t])} FROM {f.table} WHERE id BETWEEN ? AND ?"
    for t, f in FORMS.items()
}
_GROW = {
    t: f"UPDATE {f.table} SET dur_ms=max(dur_ms, ?), count=max(count, ?), px=max(px, ?) WHERE id=?"
    for t, f in FORMS.items()
}
_ADD = {
    t: f"INSERT INTO {f.table}(id, dur_ms, count, px, {', '.join(_COLUMNS[t])})"
    f" VALUES(?, ?, ?, ?, {', '.join('?' * len(_COLUMNS[t]))})"
    for t, f in FORMS.items()
}


HOUR_MS = 3_600_000
_GROWS_MS = 180_000
"""What lasts longer than this, such as presence or a window nobody uses, goes on growing."""


class RowWriter:
    """Writes within the transaction that its caller began; `forget` follows a rolled back one.

    `news` are the spans in which a fact is new or grew, in milliseconds, for the caller to take.
    """

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self.names = Giver(db)
        self._longest: dict[Track, int] = {}
        self._cuts: dict[tuple[Fact, str, str, int], tuple[int | None, ...]] = {}
        self.news: list[tuple[int, int]] = []
        self.crowded = 0
        """Facts left out, because their millisecond had no number left for them."""
        self.unfit = 0
        """Facts left out, because a number or a text in them fits no column: they must not cost the others."""

    def forget(self) -> None:
        self.names.forget()
        self.news.clear()
        self._longest.clear()
        self._cuts.clear()

    def put(self, batch: Batch, now_ms: int) -> None:
        """All of a batch but its commands."""
        self._each(self.stretch, batch.stretches)
        self._each(self.act, batch.acts)
        self._each(self.change, batch.changes)
        self._each(lambda ack: self.ack(*ack, now_ms), batch.acks.items())

    def _each(self, put: Callable[[_Row], None], rows: Iterable[_Row]) -> None:
        for row in rows:
            try:
                put(row)
            except (OverflowError, UnicodeError):
                self.unfit += 1

    def stretch(self, stretch: Stretch) -> None:
        """Adds a stretch, or grows the one with this start, fact, device and source; nothing ever shrinks."""
        track = stretch.fact.track
        known = self.cut(stretch)
        first = key_of(stretch.start_ms)
        length = stretch.end_ms - stretch.start_ms
        beside = self._db.execute(_FIND[track], (first, first + TICK - 1)).fetchall()
        for key, dur_ms, count, px, *row in beside:
            if tuple(row) == known:
                if length > dur_ms or stretch.count > count or stretch.px > px:
                    self._db.execute(_GROW[track], (length, stretch.count, stretch.px, key))
                    self.news.append((stretch.start_ms + dur_ms, stretch.end_ms))
                break
        else:
            key = free_key(first, [row[0] for row in beside])
            if key is None:
                self.crowded += 1
                return
            self._db.execute(_ADD[track], (key, length, stretch.count, stretch.px, *known))
            self.news.append((stretch.start_ms, stretch.end_ms))
        self._reach(track, length)

    def cut(self, stretch: Stretch) -> tuple[int | None, ...]:
        """The columns that tell one fact from another: `what`, then the track's own."""
        same = (stretch.fact, stretch.source, stretch.device, stretch.clock_run)
        known = self._cuts.get(same)
        if known is None:
            form = FORMS[stretch.fact.track]
            what, row = form.cut(stretch.fact)
            origin = self.names.origin(stretch.source, stretch.device, stretch.clock_run)
            number = self.names.what(form.table, form.what, origin, self.names.plain(what))
            if len(self._cuts) > 4_096:
                self._cuts.clear()
            known = self._cuts[same] = (number, *self.names.plain(row))
        return known

    def _reach(self, track: Track, length_ms: int) -> None:
        """Keeps how far back from their window readers of a track look: its longest stretch, and some more. One
        that grows all day, such as presence, would else cost a page of its own at each write."""
        if track not in self._longest:
            row = self._db.execute("SELECT value FROM mark WHERE name=?", (f"longest.{track}",)).fetchone()
            self._longest[track] = int(row[0]) if row else 0
        if length_ms > self._longest[track]:
            ahead_ms = HOUR_MS if length_ms > _GROWS_MS else 0
            self._longest[track] = reach_ms = length_ms + max(length_ms // 4, ahead_ms)
            self._db.execute("INSERT OR REPLACE INTO mark VALUES(?, ?)", (f"longest.{track}", str(reach_ms)))

    def act(self, act: Act) -> None:
        """Adds an act; the same one again adds nothing."""
        origin = self.names.origin(act.source, act.device, act.clock_run)
        surface = self.names.surface(act.surface) if act.surface else 0
        what = self.names.what("act", ("kind", "surface"), origin, (self.names.word(str(act.what)), surface))
        known = (what, act.value, act.person_id)
        first = key_of(act.at_ms)
        beside = self._db.execute(
            "SELECT id, what, value, person FROM act WHERE id BETWEEN ? AND ?", (first, first + TICK - 1)
        ).fetchall()
        if any(tuple(row[1:]) == known for row in beside):
            return
        key = free_key(first, [row[0] for row in beside])
        if key is None:
            self.crowded += 1
            return
        self._db.execute("INSERT INTO act(id, what, value, person) VALUES(?, ?, ?, ?)", (key, *known))
        self.news.append((act.at_ms, act.at_ms))

    def change(self, change: Change) -> None:
        """Adds to the journal; the same change of the same instant again adds nothing."""
        self._db.execute(
            "INSERT INTO change(at_ms, what, body) VALUES(?, ?, ?) ON CONFLICT DO NOTHING",
            (change.at_ms, str(change.what), canonical(change.body)),
        )

    def ack(self, run: str, seq: int, now_ms: int) -> None:
        self._db.execute(
            "INSERT INTO ack VALUES(?, ?, ?)"
            " ON CONFLICT(run) DO UPDATE SET seq=max(seq, excluded.seq), at_ms=excluded.at_ms",
            (run, seq, now_ms),
        )


def free_key(first: int, taken: list[int]) -> int | None:
    """The next rowid of a millisecond; None where 4,096 facts of a track start in it: no machine sees that many."""
    key = max(taken, default=first - 1) + 1
    return key if key < first + TICK else None


def canonical(body: Any) -> str:
    """JSON that is equal for equal values."""
    return json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
