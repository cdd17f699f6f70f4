"""Meetings in calendars (iCalendar): when somebody was met alone, by what was planned; a file, or a folder of them."""

from collections import Counter
from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path

from unscroll.errors import Problem, UnscrollError
from unscroll.importers.calendar_event import ALL_DAY, CALLED_OFF, NO_EVENT, Event, Occurrences, event_of, why_none
from unscroll.importers.contract import Ask, Claim, Passed, Record
from unscroll.importers.lines import head_of, lines_of, mended
from unscroll.people.handles import Handle, HandleKind
from unscroll.people.told_touchpoint import CALENDAR, ToldTouchpoint
from unscroll.people.touchpoint import Direction

name = CALENDAR

NOT_YOURS = "whose calendar it is is not known: nothing was read; --me says so"
SEVERAL = "with several people, or with nobody"
_BEGIN, _END = "BEGIN:VEVENT", "END:VEVENT"
_ZONE_BEGIN, _ZONE_END = "BEGIN:VTIMEZONE", "END:VTIMEZONE"
_MOST = 5_000
"""Lines of an event; nobody has more, but a file without an end to its events may."""


def claims(path: Path) -> Claim | None:
    if path.is_dir():
        count = len(_files(path))
        return Claim(name, f"a folder of {count} calendar files") if count else None
    if not head_of(path).lstrip("\ufeff \t\r\n").upper().startswith("BEGIN:VCALENDAR"):
        return None
    return Claim(name, "a calendar")


def read(path: Path, ask: Ask) -> Iterator[Record]:
    own = frozenset(handle for handle in ask.own if handle.kind is HandleKind.EMAIL)
    if not own and claims(path):
        yield Problem(path.name, NOT_YOURS)
        return
    passed = Counter[str]()
    for file in _files(path) if path.is_dir() else [path]:
        try:
            yield from _read_file(file, own, passed)
        except UnscrollError as why:
            if not path.is_dir():
                raise
            yield Problem(file.name, why.message)
    yield from (Passed(why, passed[why]) for why in (SEVERAL, ALL_DAY, CALLED_OFF) if passed[why])


def _files(folder: Path) -> list[Path]:
    """Those of the folder, then those one deeper: vdirsyncer has a folder per calendar."""
    found = [*sorted(folder.glob("*.ics")), *sorted(folder.glob("*/*.ics"))]
    return [p for p in found if not p.name.startswith(".") and p.is_file()]


def _read_file(path: Path, own: frozenset[Handle], passed: Counter[str]) -> Iterator[Record]:
    """Twice: what an occurrence was moved to may stand before the series that it is of."""
    moved = {
        (event.uid, event.instead_of_ms)
        for _, event in _events(path, "RECURRENCE-ID")
        if event is not None and event.instead_of_ms is not None
    }
    for number, event in _events(path):
        if event is None:
            yield Problem(f"{path.name}:{number}", NO_EVENT)
        else:
            yield from _meetings(event, own, moved, passed, f"{path.name}:{number}")


def _events(path: Path, field: str = "") -> Iterator[tuple[int, Event | None]]:
    """Each with the number of its line, or those with a field; None for one that cannot be read."""
    zones: list[str] = []
    block: list[str] = []
    begin, end = 0, ""
    for line in lines_of(path):
        told = line.text.strip().upper()
        if told in (_BEGIN, _ZONE_BEGIN):
            block, begin, end = [], line.number, _END if told == _BEGIN else _ZONE_END
        if end and len(block) < _MOST:
            block.append(mended(line.text))
        if end and told == end:
            if told != _END:
                zones += block
            elif not field or any(text.upper().startswith(field) for text in block):
                yield begin, event_of(block, zones)
            end = ""


def _meetings(
    event: Event, own: frozenset[Handle], moved: set[tuple[str, int]], passed: Counter[str], where: str
) -> Iterator[Record]:
    others = [guest for guest in event.guests if guest.handle not in own]
    if len(others) != 1 or event.crowd:
        passed[SEVERAL] += 1
        return
    if why := why_none(event):
        passed[why] += 1
        return
    other = others[0]
    occurrences = Occurrences(event, frozenset(at_ms for uid, at_ms in moved if uid == event.uid))
    for of_ms, start_ms in occurrences.starts():
        key = _key(event, other.handle, of_ms)
        end_ms = start_ms + event.length_ms
        yield ToldTouchpoint(key, other.handle, other.name, start_ms, end_ms, "meeting", Direction.BOTH)
    if occurrences.broken:
        yield Problem(where, "a rule of repetition that cannot be read: only its first day was")


def _key(event: Event, other: Handle, of_ms: int | None) -> str:
    """Of a series an occurrence goes by its instant in the plan; whatever is moved keeps its key."""
    told = event.uid or f"{event.start_ms}{other}"
    return blake2b(f"{told}\0{of_ms or ''}".encode("utf-8", "replace"), digest_size=16).hexdigest()
