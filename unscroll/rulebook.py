"""The rulebook: the shipped rule file read from the package."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from unscroll.kinds import UserRule
from unscroll.rulefile import book
from unscroll.rules import DoorRule, Rules

_HERE = Path(__file__).parent


def load_rules(user_rules: Iterable[UserRule | DoorRule] = ()) -> Rules:
    """The shipped rules with the user's own (`userrules.read_rules`), which come first."""
    return Rules.of(shipped_book(), user_rules)


@cache
def shipped_book() -> Mapping[str, Any]:
    """The document of surfaces.toml (`rulefile.book`).

    The extension's generated copy carries the digest of the file it was made from: where that still fits, it is read
    instead, in a fraction of the time.
    """
    copy = _HERE / "extension" / "surfaces.json"
    if copy.is_file():
        made: dict[str, Any] = json.loads(copy.read_bytes())
        if made["source"] == _digest(_rule_file()):
            return made
    return fresh_book()


def fresh_book() -> Mapping[str, Any]:
    """The document made from surfaces.toml itself, as the generator of the extension's copy writes it."""
    import tomllib

    raw = _rule_file()
    return book(tomllib.loads(raw.decode()), _digest(raw))


def _rule_file() -> bytes:
    return (_HERE / "surfaces.toml").read_bytes()


def _digest(raw: bytes) -> str:
    return hashlib.sha256(raw).hexdigest()
