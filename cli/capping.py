"""Capping: edits the caps in config.toml, leaving the rest of the file as the user wrote it."""

from collections.abc import Sequence
from typing import Any

import tomlkit
from tomlkit.items import Table

from unscroll.budget import held_cap
from unscroll.cli.asking import places
from unscroll.cli.caps_held import ALL, SCOPES
from unscroll.cli.reading import Reading, open_reading
from unscroll.cli.settings_edit import journalled
from unscroll.files import make_folder, write_private
from unscroll.reports.rounding import to_minutes
from unscroll.reports.values import seconds
from unscroll.reports.words import clock, duration, short_date
from unscroll.settings import Settings, parse
from unscroll.settings.reading import text_of
from unscroll.spoken import say_duration


def set_cap(scopes: Sequence[str], platform: str, wanted_ms: int | None) -> dict[str, Any]:
    """Writes one cap, or those of several `scopes`; `holds` says from when, `easing` whether it has to wait, `keeps`
    which days have their own."""
    file = places().config_file
    with open_reading() as reading:
        text = text_of(file)
        for scope in scopes:
            text = _edited(text, scope, platform, wanted_ms)
        after = parse(text, str(file))
        told = [_told(reading, after, scope, platform) for scope in scopes]
        journalled(reading.given.settings, after, reading)
    make_folder(file.parent)
    write_private(file.resolve(), text.encode())
    keeps = _own(after) if list(scopes) == [ALL] and not platform else {}
    waits = next((one for one in told if one["easing"]), told[0])
    several = {"scopes": dict(zip(scopes, told, strict=True))} if len(scopes) > 1 else {}
    return {"cap_s": _seconds(wanted_ms), **waits, "keeps": keeps, **several}


def _told(reading: Reading, after: Settings, scope: str, platform: str) -> dict[str, Any]:
    """Whether what is set waits, by what holds and not by what was set last: an easing may wait already."""
    changes, zones = (*reading.changes, after.change(reading.now_ms)), reading.given.zones
    cap_of = SCOPES[scope] if not platform else lambda caps: caps.of(reading.desk.today, platform)
    held = held_cap(changes, cap_of, zones, reading.now_ms)
    waits = held.waits if held else None
    return {"easing": waits is not None, "holds": _holds(reading, waits.from_ms) if waits else "at once"}


def _own(settings: Settings) -> dict[str, float]:
    """The days that the cap of all does not reach, since they have one; seconds."""
    own = {"weekday": settings.caps.weekday_ms, "weekend": settings.caps.weekend_ms}
    return {name: seconds(ms) for name, ms in own.items() if ms is not None}


def _edited(text: str, scope: str, platform: str, wanted_ms: int | None) -> str:
    document = tomlkit.parse(text)
    if scope == ALL and not platform:
        _put(document, "cap", wanted_ms)
        return tomlkit.dumps(document)
    caps = document.setdefault("caps", tomlkit.table())
    if platform:
        _put(caps.setdefault("platform", tomlkit.inline_table()), platform, wanted_ms)
    else:
        _put(caps, scope, wanted_ms)
    return tomlkit.dumps(document)


def _put(table: "Table | tomlkit.TOMLDocument", key: str, wanted_ms: int | None) -> None:
    if wanted_ms is None:
        table.pop(key, None)
    else:
        table[key] = say_duration(wanted_ms)


def _holds(reading: Reading, from_ms: int) -> str:
    zones = reading.given.zones
    start, next_ms = zones.local(from_ms), zones.span_of(reading.desk.today).end_ms
    if from_ms == next_ms:
        return f"from the next Day's start, {short_date(start.date())} {clock(start)}"
    on = "at" if from_ms < next_ms else f"on {short_date(start.date())}"
    return f"after {duration(to_minutes(from_ms - reading.now_ms), True)}, {on} {clock(start)}"


def _seconds(length_ms: int | None) -> float | None:
    return None if length_ms is None else seconds(length_ms)
