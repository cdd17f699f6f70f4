"""Options: what an options page shows of config.toml, what it changes there.

Imported when a page first asks: the running daemon does without the editing of TOML.
"""

import hashlib
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import fields
from typing import Any

from unscroll.budget import UNCAPPED, held_cap
from unscroll.collectors.options_frames import OPTIONS
from unscroll.daemon.easing import ALL, SCOPES, held_words, set_holds
from unscroll.daemon.parts import Parts
from unscroll.errors import Exit, UnscrollError
from unscroll.files import make_folder, write_private
from unscroll.platforms import platform as platform_name
from unscroll.settings import Settings, parse, strays
from unscroll.settings.editing import edited
from unscroll.settings.reading import text_of

_NAME = "config.toml"
_PLATFORM = "caps.platform"


def shown(parts: Parts) -> dict[str, Any]:
    """The settings of the page: `values` as the file has them (null: it says nothing), `defaults`, what still waits,
    why the file does not read. `stamp` names the file as it was shown."""
    text, trouble, body = "", "", {}
    try:
        text = text_of(parts.places.config_file)
        parse(text, _NAME)
        body = tomllib.loads(text)
    except UnscrollError as wrong:
        trouble = f"the settings before still hold: {wrong}"
    return {
        "stamp": _stamp(text),
        "file": str(parts.places.config_file),
        "trouble": trouble,
        "values": {key: _within(body, key) for key in OPTIONS},
        "defaults": {key: _default(key) for key in OPTIONS},
        "waits": dict(_waits(parts)),
        "platforms": {name: platform_name(name) for name in sorted(_known(parts))},
        "mode": str(parts.settings.mode_at(parts.now_ms(), parts.first_ms)),
    }


async def change(parts: Parts, stamp: str, changes: Mapping[str, Any]) -> str:
    """Writes settings into the file, all or none, and has them hold; says from when. UnscrollError (78) with the key
    or line, before anything is written; (1) where the file changed since it was shown."""
    file = parts.places.config_file
    try:
        text = text_of(file)
        if _stamp(text) != stamp:
            raise UnscrollError(f"{_NAME} was changed meanwhile", "This is how it stands now: set it once more")
        before = parse(text, _NAME)
        grown = edited(text, {tuple(key.split(".")): value for key, value in _edits(changes, before)})
        after = parse(grown, _NAME)
        _refuse_strays(parts, before, after)
        if grown != text:
            make_folder(file.parent)
            write_private(file.resolve(), grown.encode())
    except OSError as error:
        raise UnscrollError(f"{_NAME}: {error.strerror}", "Nothing was changed", Exit.IO) from error
    parts.watch.read()
    await parts.recorder.write(always=True)
    return "; ".join(_said(parts, changes)) or f"Kept in {_NAME}"


def _edits(changes: Mapping[str, Any], before: Settings) -> Iterator[tuple[str, Any]]:
    """A table of platforms by its entries: the comments beside the others stay."""
    for key, value in changes.items():
        if key == _PLATFORM:
            wanted = value or {}
            gone = {name: None for name in before.caps.platform_ms if name not in wanted}
            yield from ((f"{key}.{name}", cap) for name, cap in (gone | wanted).items())
        else:
            yield key, value


def _refuse_strays(parts: Parts, before: Settings, after: Settings) -> None:
    """A name that no rule knows would never hold. What the file had of them before is no reason to refuse."""
    rules = parts.door.rules
    known = set(strays(before, rules))
    for stray in strays(after, rules):
        if stray not in known:
            raise UnscrollError(f"{_NAME}: {stray}", "Nothing was changed", Exit.CONFIG)


def _said(parts: Parts, changes: Mapping[str, Any]) -> Iterator[str]:
    """From when each cap holds that was set."""
    today, zones, now_ms, journal = parts.recorder.today.day, parts.zones, parts.now_ms(), parts.meaning.journal
    for key in changes:
        if key == ALL or (key.startswith("caps.") and key != _PLATFORM):
            scope = key.rpartition(".")[2]
            holds = set_holds(journal, scope, "", today, zones, now_ms)[1]
            yield f"The cap{'' if scope == ALL else f' of {scope}s'} holds {holds}"
    if _PLATFORM in changes:
        waits = [name for name, _ in _waits(parts) if name.startswith(f"{_PLATFORM}.")]
        yield "Caps of platforms hold at once" if not waits else "An eased cap of a platform waits"


def _waits(parts: Parts) -> Iterator[tuple[str, str]]:
    """What is set and does not hold yet, by its key: `now 2 h; 3 h from Wed 25 Nov 04:00`."""
    journal, zones, now_ms = parts.meaning.journal, parts.zones, parts.now_ms()
    for scope, cap_of in SCOPES.items():
        held = held_cap(journal, cap_of, zones, now_ms)
        if held is not None and held.waits is not None:
            yield (ALL if scope == ALL else f"caps.{scope}"), held_words(held, zones)
    today = parts.recorder.today.day
    for name in sorted(_known(parts)):
        held = held_cap(journal, lambda caps, name=name: caps.of(today, name), zones, now_ms)  # type: ignore[misc]
        if held is not None and held.waits is not None and held.cap_ms != UNCAPPED:
            yield f"{_PLATFORM}.{name}", held_words(held, zones)


def _known(parts: Parts) -> set[str]:
    from unscroll.naming import views_of

    return set(views_of(parts.door.rules))


def _stamp(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _within(body: Mapping[str, Any], key: str) -> Any:
    """The value under a dotted key; None where there is none."""
    value: Any = body
    for name in key.split("."):
        if not isinstance(value, dict) or name not in value:
            return None
        value = value[name]
    return value


def _default(key: str) -> Any:
    """What holds where the file is silent, as it would be written there."""
    kind: type[Any] = Settings
    *tables, last = key.split(".")
    for name in tables:
        kind = next(f.metadata["table"] for f in fields(kind) if f.metadata["key"] == name)
    field = next(f for f in fields(kind) if f.metadata["key"] == last)
    written = field.metadata["words"].write(getattr(kind(), field.name))
    return tomllib.loads(f"it = {written}")["it"] if written else None
