"""The user's `[[rule]]` tables, sorted by what they need: an address or a title at the door, or only stored facts."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from unscroll.errors import Exit, UnscrollError
from unscroll.kinds import Kind, UserRule
from unscroll.nearest import nearest
from unscroll.rules import FLAGS, DoorRule

AT_THE_DOOR = ("host", "path", "title")
LATER = ("platform", "view", "app")
_NAME = re.compile(r"[\w./ -]{1,120}\Z")
_GIVEN = re.compile(
    r"(?:[a-z0-9_]+/[a-z0-9_]+/[0-9a-f]{6}|[a-z0-9_]+/default|[a-z0-9_]+/app/[a-z0-9_]+|none|browser/.*)\Z"
)


def read_rules(tables: Iterable[Mapping[str, Any]]) -> tuple[UserRule | DoorRule, ...]:
    """The rules in file order: a `DoorRule` counts from now on, a `UserRule` re-reads the past.

    UnscrollError with exit code 78 where a table is malformed.
    """
    rules: list[UserRule | DoorRule] = []
    for table in tables:
        values = _checked(table)
        name, kind = values["name"], Kind(values["kind"])
        if any(rule.name == name for rule in rules):
            raise _bad(name, "another rule has this name", "give each [[rule]] its own name")
        conditions = {key: values[key] for key in (*AT_THE_DOOR, *LATER) if values.get(key)}
        at_the_door = conditions.keys() & set(AT_THE_DOOR)
        rules.append(DoorRule(name, kind, **conditions) if at_the_door else UserRule(name, kind, **conditions))
    return tuple(rules)


def _checked(table: Mapping[str, Any]) -> dict[str, str]:
    keys = ("name", "kind", *AT_THE_DOOR, *LATER)
    name = str(table.get("name", ""))
    for key, value in table.items():
        if key not in keys:
            near = nearest(key, keys)
            raise _bad(name, f"unknown key {key}", f"did you mean {near}?" if near else f"known: {', '.join(keys)}")
        if not isinstance(value, str):
            raise _bad(name, f"{key} is not a text", "put it in quotes")
    if not _NAME.match(name) or _GIVEN.match(name):
        raise _bad(name, "it needs a name of its own", "letters, digits, spaces and . / - _ make a name")
    if table.get("kind") not in list(Kind):
        raise _bad(name, f"unknown kind {table.get('kind', '')!s}".rstrip(), f"known: {', '.join(Kind)}")
    if not any(table.get(key) for key in keys[2:]):
        raise _bad(name, "it fits everything", f"give one of {', '.join(keys[2:])}")
    if table.get("app") and (table.get("host") or table.get("path")):
        raise _bad(name, "a window has no address", "use app with title, or host with path")
    for key in ("path", "title"):
        try:
            re.compile(table.get(key, ""), FLAGS)
        except re.error as wrong:
            raise _bad(name, f"{key} is no pattern: {wrong}", "a regular expression, such as ^/forum/") from wrong
    return dict(table)


def _bad(name: str, what: str, hint: str) -> UnscrollError:
    return UnscrollError(f"rule {name or '(without a name)'}: {what}", hint, Exit.CONFIG)
