"""Caps held: which caps are in force, which easings wait."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from unscroll.budget import UNCAPPED, CapInForce, cap_in_force, ever_capped, held_cap
from unscroll.cli.reading import Reading, open_reading
from unscroll.cli.show import length
from unscroll.daemon.easing import ALL, SCOPES, held_words
from unscroll.day import Zones
from unscroll.reports.values import instant, seconds
from unscroll.reports.words import platform


@dataclass(frozen=True, slots=True)
class Caps:
    """The caps of now. `scopes` hold those that have a cap of their own, or had one that still holds."""

    today_ms: int
    asked: dict[str, int | None]
    """By scope, as the settings have it."""
    asked_platforms: Mapping[str, int]
    in_force: dict[str, CapInForce]
    """Of every scope: its own, or the one behind it."""
    scopes: dict[str, CapInForce]
    platforms: dict[str, CapInForce]
    zones: Zones


def caps_held() -> Caps:
    """The caps of now, from the journal as completed by the settings."""
    with open_reading() as reading:
        told = reading.given.settings
        today = cap_in_force(reading.changes, reading.desk.today, reading.given.zones, reading.now_ms)
        asked = {"cap": told.cap_ms, "weekday": told.caps.weekday_ms, "weekend": told.caps.weekend_ms}
        in_force = dict(_in_force(reading))
        scopes = dict(_scopes(in_force, asked))
        platforms = dict(_platforms(reading))
        zones = reading.given.zones
    return Caps(today.cap_ms, asked, told.caps.platform_ms, in_force, scopes, platforms, zones)


def caps_json(caps: Caps) -> dict[str, Any]:
    """The `cap --json` document: `set` has what config.toml says, `in_force` what holds now, `waiting` what comes.

    Outside of the three, `cap_s`, `weekday_s`, `weekend_s` are as set, `today_s` and `platforms` as they hold."""
    asked = {f"{name}_s": None if ms is None else seconds(ms) for name, ms in caps.asked.items()}
    platforms = {name: seconds(held.cap_ms) for name, held in caps.platforms.items()}
    waiting = [_waiting({"scope": name}, held) for name, held in caps.scopes.items() if held.waits]
    waiting += [_waiting({"platform": name}, held) for name, held in caps.platforms.items() if held.waits]
    of_platforms = {name: seconds(ms) for name, ms in caps.asked_platforms.items()}
    in_force = {f"{name}_s": seconds(held.cap_ms) for name, held in caps.in_force.items()}
    return {
        **{"today_s": seconds(caps.today_ms), **asked, "platforms": platforms, "waiting": waiting},
        "set": {**asked, "platforms": of_platforms},
        "in_force": {"today_s": seconds(caps.today_ms), **in_force, "platforms": platforms},
    }


def caps_rows(caps: Caps) -> Iterator[tuple[str, str]]:
    """What each is called, what it is now, and what comes."""
    yield "today", length(caps.today_ms / 1000)
    for name, held in caps.scopes.items():
        yield name, held_words(held, caps.zones)
    for name, held in caps.platforms.items():
        yield platform(name), held_words(held, caps.zones)


def _in_force(reading: Reading) -> Iterator[tuple[str, CapInForce]]:
    for name, cap_of in SCOPES.items():
        held = held_cap(reading.changes, cap_of, reading.given.zones, reading.now_ms)
        assert held is not None  # the settings of now are in the journal
        yield name, held


def _scopes(in_force: dict[str, CapInForce], asked: dict[str, int | None]) -> Iterator[tuple[str, CapInForce]]:
    common = in_force[ALL]
    for name, held in in_force.items():
        if asked[name] is not None or (held.cap_ms, held.waits) != (common.cap_ms, common.waits):
            yield name, held


def _platforms(reading: Reading) -> Iterator[tuple[str, CapInForce]]:
    for name in ever_capped(reading.changes):
        held = cap_in_force(reading.changes, reading.desk.today, reading.given.zones, reading.now_ms, name)
        if held.cap_ms != UNCAPPED:
            yield name, held


def _waiting(named: dict[str, str], held: CapInForce) -> dict[str, Any]:
    assert held.waits is not None
    then_s = None if held.waits.cap_ms == UNCAPPED else seconds(held.waits.cap_ms)
    return {**named, "now_s": seconds(held.cap_ms), "then_s": then_s, "from": instant(held.waits.from_ms)}
