"""Pages: written reports, invitations, that tell of forgotten facts."""

import re
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path

from unscroll.commands import Forget
from unscroll.day import Zones
from unscroll.ledger.reader import LEAD_IN_MS
from unscroll.span import Span

_NAME = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?|-W(\d\d))?\.html")


def drop_pages(folder: Path, forgotten: Iterable[Forget], zones: Zones) -> tuple[Path, ...]:
    """Deletes the pages that show a forgotten span, all of them for a person or platform; the scripts beside them stay.

    Gives those that could not be deleted. A page of another name, or left half written, is taken to show everything.
    """
    forgotten = tuple(forgotten)
    stayed = []
    for file in sorted(folder.glob("*.html*")) if forgotten else ():
        shown = _shown(file.name, zones)
        if shown is None or any(_touches(command, shown) for command in forgotten):
            try:
                file.unlink(missing_ok=True)
            except OSError:
                stayed.append(file)
    return tuple(stayed)


def drop_invitations(folder: Path, plans: Iterable[int]) -> tuple[Path, ...]:
    """Deletes the invitations to all but these plans: they bear the name of whom they are with."""
    kept = {f"plan-{number}.ics" for number in plans}
    stayed = []
    for file in sorted(folder.glob("plan-*.ics")):
        if file.name not in kept:
            try:
                file.unlink(missing_ok=True)
            except OSError:
                stayed.append(file)
    return tuple(stayed)


def _touches(command: Forget, shown: Span) -> bool:
    if command.picks:
        return True
    after = command.end_ms != -1 and command.end_ms <= shown.start_ms - LEAD_IN_MS
    return not after and command.start_ms < shown.end_ms


def _shown(name: str, zones: Zones) -> Span | None:
    """The span of a page by its name: `2026-11-22`, `2026-W47`, `2026-11`, `2026`; None for any other."""
    found = _NAME.fullmatch(name)
    if found is None:
        return None
    year, month, day, week = (int(part) if part else 0 for part in found.groups())
    try:
        if week:
            first, following = (date.fromisocalendar(year, week, 1) + timedelta(days=7 * n) for n in range(2))
        elif day:
            first = date(year, month, day)
            following = first + timedelta(days=1)
        elif month:
            first, following = date(year, month, 1), date(year + month // 12, month % 12 + 1, 1)
        else:
            first, following = date(year, 1, 1), date(year + 1, 1, 1)
    except (ValueError, OverflowError):
        return None
    return Span(zones.start_ms(first), max(zones.start_ms(first), zones.start_ms(following)))
