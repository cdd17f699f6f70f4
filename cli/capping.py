"""Capping: edits the caps in config.toml, leaving the rest of the file as the user wrote it."""

from collections.abc import Sequence
from typing import Any

from unscroll.cli.asking import places
from unscroll.cli.reading import Reading, open_reading
from unscroll.cli.settings_edit import journalled
from unscroll.daemon.easing import ALL, set_holds
from unscroll.files import make_folder, write_private
from unscroll.reports.values import seconds
from unscroll.settings import Settings, parse
from unscroll.settings.editing import Key, edited
from unscroll.settings.reading import text_of
from unscroll.spoken import say_duration


def set_cap(scopes: Sequence[str], platform: str, wanted_ms: int | None) -> dict[str, Any]:
    """Writes one cap, or those of several `scopes`; `holds` says from when, `easing` whether it has to wait, `keeps`
    which days have their own."""
    file = places().config_file
    with open_reading() as reading:
        value = None if wanted_ms is None else say_duration(wanted_ms)
        text = edited(text_of(file), {_key(scope, platform): value for scope in scopes})
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
    changes = (*reading.changes, after.change(reading.now_ms))
    easing, holds = set_holds(changes, scope, platform, reading.desk.today, reading.given.zones, reading.now_ms)
    return {"easing": easing, "holds": holds}


def _own(settings: Settings) -> dict[str, float]:
    """The days that the cap of all does not reach, since they have one; seconds."""
    own = {"weekday": settings.caps.weekday_ms, "weekend": settings.caps.weekend_ms}
    return {name: seconds(ms) for name, ms in own.items() if ms is not None}


def _key(scope: str, platform: str) -> Key:
    """Where a cap stands in config.toml."""
    if platform:
        return ("caps", "platform", platform)
    return (ALL,) if scope == ALL else ("caps", scope)


def _seconds(length_ms: int | None) -> float | None:
    return None if length_ms is None else seconds(length_ms)
