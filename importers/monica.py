"""Contacts of Monica 4 as JSON, in either nesting that it has had."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from unscroll.errors import Problem
from unscroll.importers.contract import Ask, Claim, Record
from unscroll.importers.draft import DECEASED, Draft, full_name
from unscroll.importers.json_items import items_of
from unscroll.importers.lines import head_of
from unscroll.people.handles import email, phone, profile

name = "monica"

_HEAD = re.compile(
    r'\s*\{(?=.*"account"\s*:\s*\{)(?:.*"version"\s*:\s*"1\.0-preview|\s*"account"\s*:\s*\{\s*"uuid")', re.DOTALL
)
_DAYS = re.compile(r"[1-9]\d{0,3}", re.ASCII)
_CONTACTS = "contact"
_TYPES = "contact_field_types"
_FIELDS = ("contact_field", "contact_fields", "contactFields")
_PARTIAL = "known only as somebody's relative: left out"

Told = Mapping[str, object]


def claims(path: Path) -> Claim | None:
    return Claim(name, "contacts of Monica") if _HEAD.match(head_of(path)) else None


def read(path: Path, ask: Ask) -> Iterator[Record]:
    types = _field_types(path)
    for item in items_of(path, _is_list):
        if isinstance(item, Problem):
            yield item
        elif _CONTACTS in (item.kind, item.path[-1].rstrip("s"), item.path[-2].rstrip("s")):
            yield from _records(f"{path.name}:{item.line}", item.value, types, ask)


def _is_list(path: tuple[str, ...]) -> bool:
    """The lists of an account: `account.data[].values` as of 4.0, `account.contacts.values` before it."""
    return path[:1] == ("account",) and len(path) > 1 and (path[-1] in ("values", _TYPES) or path[-1:] == ("contacts",))


def _field_types(path: Path) -> dict[str, str]:
    """What kind of field a uuid stands for: `email`, `phone`, or the name of a platform."""
    found: dict[str, str] = {}
    for item in items_of(path, lambda p: _is_list(p) and _TYPES in p):
        told = _told(item.value) if not isinstance(item, Problem) else {}
        kind = _text(told, "type") or _text(told, "name")
        if uuid := _text(told, "uuid"):
            found[uuid] = kind.lower()
    return found


def _records(where: str, value: object, types: Mapping[str, str], ask: Ask) -> Iterator[Record]:
    told = _told(value)
    called = full_name(_text(told, "first_name"), _text(told, "middle_name"), _text(told, "last_name"))
    draft = Draft(where, ask)
    if not isinstance(value, dict) or not (called or _text(told, "uuid")):
        yield Problem(where, "no contact: it has neither name nor id: left out")
    elif _yes(told, "is_dead"):
        yield Problem(where, DECEASED)
    elif _yes(told, "is_partial"):
        yield Problem(where, _PARTIAL)
    else:
        _add(draft, told, types)
        yield from draft.records(_text(told, "uuid"), called or _text(told, "nickname"))


def _add(draft: Draft, told: Told, types: Mapping[str, str]) -> None:
    for field in _values(told, _FIELDS):
        _add_field(draft, _told(field), types)
    draft.alias(_text(told, "nickname"))
    for tag in _list(told.get("tags")):
        draft.tag(tag if isinstance(tag, str) else _text(_told(tag), "name"))
    draft.works_at(_text(told, "company"))
    draft.annotate(_text(told, "description"))
    date = _told(told.get("birthdate"))
    if _text(date, "date") and not _yes(date, "is_age_based"):  # the day of an age is the day when it was typed in
        draft.birthday(_text(date, "date"))
        if draft.day and _yes(date, "is_year_unknown"):
            draft.forget_year()
    days = _text(told, "stay_in_touch_frequency")
    if _DAYS.fullmatch(days):
        draft.cadence_days = int(days)


def _add_field(draft: Draft, field: Told, types: Mapping[str, str]) -> None:
    text, told = _text(field, "data"), _text(field, "type") or _text(field, "contact_field_type")
    kind = types.get(told) or (told.lower() if told.isalpha() else "")  # a uuid says nothing by itself
    if kind == "email" or (not kind and email(text)):
        draft.email(text)
    elif kind == "phone" or (not kind and phone(text, draft.ask.region)):
        draft.phone(text)
    elif profile(text):
        draft.web(text)
    elif kind:
        draft.on_platform(kind, text)


def _told(value: object) -> Told:
    """The columns and the properties of a record, as one."""
    if not isinstance(value, dict):
        return {}
    inner = value.get("properties")
    return {**value, **inner} if isinstance(inner, dict) else value


def _values(told: Told, names: tuple[str, ...]) -> Iterator[object]:
    """A list within a record: `data: [{type, values}]` as of 4.0, `name: {count, values}` before it."""
    for part in _list(told.get("data")):
        if isinstance(part, dict) and part.get("type") in names:
            yield from _list(part)
    for key in names:
        yield from _list(told.get(key))


def _list(value: object) -> list[object]:
    if isinstance(value, dict):
        value = value.get("values", [])
    return list(value) if isinstance(value, list) else []


def _text(told: Told, key: str) -> str:
    value = told.get(key)
    return str(value).strip() if isinstance(value, str | int) and not isinstance(value, bool) else ""


def _yes(told: Told, key: str) -> bool:
    """Exports of a database have 1 for true."""
    return told.get(key) in (True, 1, "1")
