"""Driver: what takes an export from its file to the ledger, in commands of bounded size (DESIGN.md 4)."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from unscroll.commands import AddCards, AddTouchpoints, AddVisits
from unscroll.errors import Problem, UnscrollError
from unscroll.importers.contract import Ask, Claim, Followers, Importer, Passed, Record
from unscroll.importers.draft import NO_REGION
from unscroll.importers.guessing import guesses
from unscroll.importers.touch_batch import TouchBatch, Touched
from unscroll.importers.visit_batch import VisitBatch, Visits
from unscroll.people.card import Card, card_to_json
from unscroll.people.folding import fold
from unscroll.people.nobody import Owner, nobody_because
from unscroll.people.told_touchpoint import TELLING, ToldTouchpoint
from unscroll.sighting import Sighting
from unscroll.visits import HISTORIES

BATCH = 400
"""Cards of a command."""
BATCH_BYTES = 400_000
"""Bytes of a command's cards: the daemon takes messages of a mebibyte."""
KEPT = 1_000
"""Problems that are kept; the others are counted."""
_SET_REGION = 'set the region: --region DE, or region = "DE" under [people] in config.toml'

Send = Callable[[AddCards | AddVisits | AddTouchpoints], Mapping[str, Any]]
"""Has a command done; what came of it (`CommandResult.data`)."""


@dataclass(slots=True)
class Imported:
    """What came of a file. `read` cards were there; each is of somebody `new`, or `joined` somebody known, or `changed`
    what it had said before, or was there `already`; the rest is of nobody."""

    source: str
    what: str
    read: int = 0
    new: int = 0
    joined: int = 0
    changed: int = 0
    already: int = 0
    rhythms: int = 0
    """Cards that bring a cadence of their own."""
    change_id: int = 0
    """What an undo takes back; 0 where nothing had to be written."""
    followers: Followers | None = None
    visits: Visits | None = None
    """Of a browser's history."""
    touched: Touched | None = None
    """Of mail and calendars; `passed` is what was read and is of no use."""
    passed: list[Passed] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    problem_count: int = 0
    joins: list[Mapping[str, Any]] = field(default_factory=list)
    """Who became one with whom, by which handle (`CardDoer.add`)."""
    partings: list[Mapping[str, Any]] = field(default_factory=list)
    """Who is two again, whom this import or an earlier one had joined."""

    @property
    def contacts(self) -> int:
        return self.new + self.joined + self.changed + self.already

    def tell(self, problem: Problem) -> None:
        self.problem_count += 1
        if len(self.problems) < KEPT:
            self.problems.append(problem)


def import_file(path: Path, claimed: tuple[Importer, Claim], ask: Ask, owner: Owner, send: Send) -> Imported:
    """Reads the file to its end, and sends what it says as it goes. UnscrollError (74) where nothing of it can be read,
    and what `send` raises; what was sent before that is kept."""
    importer, claim = claimed
    done = Imported(claim.source, claim.what)
    batch, visits = _Batch(done, send), VisitBatch(claim.source, send)
    touches = TouchBatch(claim.source, send)
    first_of, count = "", 0
    for record in _records(path, importer, ask, done):
        if isinstance(record, Followers):
            done.followers = record
        elif isinstance(record, Card):
            _take(record, done, batch, owner)
        elif isinstance(record, Sighting):
            visits.add(record)
        elif isinstance(record, ToldTouchpoint):
            touches.add(_of_nobody(record, owner))
        elif isinstance(record, Passed):
            done.passed.append(record)
        elif record.what == NO_REGION:
            first_of, count = first_of or record.where, count + 1
        else:
            done.tell(record)
    batch.flush()
    visits.flush()
    touches.flush()
    if claim.source in TELLING:
        _told(done, touches, path)
    if claim.source in HISTORIES:
        done.visits = visits.done
        if visits.done.ahead:
            done.tell(Problem(path.name, f"{visits.done.ahead} visits that lie ahead: left out"))
    if claim.in_lines:
        guessed = list(guesses(path))
        done.problems[:0] = guessed
        done.problem_count += len(guessed)
    if count:
        done.problems.insert(0, Problem(first_of, _without_region(count)))
        done.problem_count += 1
    return done


def _of_nobody(told: ToldTouchpoint, owner: Owner) -> ToldTouchpoint:
    """A bot or a firm becomes nobody by its mail; whom the user knows by that address is known."""
    why = nobody_because(told.name, (told.handle,), owner, fold(told.name)) if told.makes else ""
    return replace(told, makes=False) if why else told


def _told(done: Imported, touches: TouchBatch, path: Path) -> None:
    done.touched = touches.done
    done.joins += touches.joins
    done.partings += touches.partings
    if touches.done.ahead:
        done.tell(Problem(path.name, f"{touches.done.ahead} that lie ahead, or in no year: left out"))


def _records(path: Path, importer: Importer, ask: Ask, done: Imported) -> Iterator[Record]:
    """What is read; a file that fails on the way has said what it said."""
    try:
        yield from importer.read(path, ask)
    except UnscrollError as broken:
        if not done.read and not done.passed:
            raise
        yield Problem(path.name, broken.message)


def _without_region(count: int) -> str:
    """One sentence for all of them."""
    numbers = "a telephone number" if count == 1 else f"{count} telephone numbers"
    return f"{numbers} without a country: left out; {_SET_REGION}"


def _take(card: Card, done: Imported, batch: "_Batch", owner: Owner) -> None:
    done.read += 1
    why = nobody_because(card.name, card.handles, owner, fold(card.name))
    if why:
        done.tell(Problem(card.where, f"{why}: left out"))
    elif not batch.add(card):
        done.tell(Problem(card.where, "a card of more than anybody's would hold: left out"))
    elif card.cadence_days is not None:
        done.rhythms += 1


class _Batch:
    """Cards on their way."""

    def __init__(self, done: Imported, send: Send) -> None:
        self._done, self._send = done, send
        self._cards: list[dict[str, Any]] = []
        self._bytes = 0

    def add(self, card: Card) -> bool:
        """False for a card that is too long for any message."""
        told = card_to_json(card)
        size = len(json.dumps(told))
        if size > BATCH_BYTES:
            return False
        if self._bytes + size > BATCH_BYTES or len(self._cards) == BATCH:
            self.flush()
        self._cards.append(told)
        self._bytes += size
        return True

    def flush(self) -> None:
        if not self._cards:
            return
        came = self._send(AddCards(self._done.source, self._cards, self._done.change_id))
        self._cards, self._bytes = [], 0
        self._done.change_id = came["change_id"]
        self._done.new += came["new"]
        self._done.joined += came["joined"]
        self._done.changed += came["changed"]
        self._done.already += came["already"]
        self._done.joins += came["joins"]
        self._done.partings += came["partings"]
