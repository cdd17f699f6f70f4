"""Reading settings: config.toml into the tree, or one line that says what is wrong."""

import tomllib
from collections.abc import Mapping
from dataclasses import Field, fields
from pathlib import Path
from typing import Any

from unscroll.errors import Exit, UnscrollError
from unscroll.files import read_plain
from unscroll.kinds import UserRule
from unscroll.nearest import nearest
from unscroll.rules import DoorRule
from unscroll.settings.tree import Settings
from unscroll.userrules import read_rules


def load(path: Path) -> Settings:
    """The settings of a file; the defaults where there is none. UnscrollError (78) names key, line or nearest key."""
    return parse(text_of(path), str(path))


def text_of(path: Path) -> str:
    """The text of a config.toml, without a byte order mark; empty where there is none. UnscrollError (78) where it is
    no text."""
    try:
        return read_plain(path).decode("utf-8-sig")
    except FileNotFoundError:
        return ""
    except UnscrollError as odd:
        raise UnscrollError(odd.message, odd.hint, Exit.CONFIG) from odd
    except UnicodeDecodeError as wrong:
        raise UnscrollError(f"{path}: not UTF-8", "save it as UTF-8", Exit.CONFIG) from wrong
    except OSError as error:
        raise UnscrollError(f"{path}: {error.strerror}", code=Exit.IO) from error


def parse(text: str, where: str = "config.toml") -> Settings:
    """The settings of a TOML text; `where` names it in errors (UnscrollError 78)."""
    try:
        body = tomllib.loads(text)
    except tomllib.TOMLDecodeError as wrong:
        last = len(text.splitlines())
        told = str(wrong).replace("at end of document", f"at the end, line {last}")
        raise UnscrollError(f"{where}: {told}", "unscroll config --example shows one", Exit.CONFIG) from wrong
    except (RecursionError, ValueError) as wrong:
        # Not of tomllib's own: lists in lists without an end, a number of thousands of digits.
        told = "too deeply nested" if isinstance(wrong, RecursionError) else "a number is too long"
        raise UnscrollError(f"{where}: {told}", "unscroll config --example shows one", Exit.CONFIG) from wrong
    settings: Settings = _Reading(where).table(Settings, body, "")
    return settings


class _Reading:
    def __init__(self, where: str) -> None:
        self._where = where

    def _wrong(self, what: str, hint: str = "") -> UnscrollError:
        return UnscrollError(f"{self._where}: {what}", hint, Exit.CONFIG)

    def table(self, kind: type[Any], body: Any, path: str) -> Any:
        """A dataclass of the tree, of its TOML table."""
        if not isinstance(body, dict):
            raise self._wrong(f"{path.rstrip('.')} is a table", f"write [{path.rstrip('.')}] above its keys")
        known = {f.metadata["key"]: f for f in fields(kind)}
        self._refuse_unknown(body, tuple(known), path)
        return kind(**{known[key].name: self._value(known[key], raw, path + key) for key, raw in body.items()})

    def _refuse_unknown(self, body: Mapping[str, Any], known: tuple[str, ...], path: str) -> None:
        for key in body:
            if key not in known:
                near = nearest(key, known, likeness=0.5)
                hint = f"did you mean {path}{near}?" if near else f"known here: {', '.join(known)}"
                raise self._wrong(f"unknown key {path}{key}", hint)

    def _value(self, field: "Field[Any]", raw: Any, path: str) -> Any:
        told = field.metadata
        if "table" in told:
            return self.table(told["table"], raw, f"{path}.")
        if "rules" in told:
            return self._rules(raw)
        try:
            return told["words"].read(raw)
        except UnscrollError as wrong:
            raise self._wrong(f"{path}: {wrong.message}", wrong.hint) from wrong
        except ValueError as wrong:
            raise self._wrong(f"{path}: {wrong}", f"it takes: {told['words'].form}") from wrong

    def _rules(self, raw: Any) -> tuple[UserRule | DoorRule, ...]:
        if not isinstance(raw, list) or not all(isinstance(rule, dict) for rule in raw):
            raise self._wrong("rule is a list of tables", "write [[rule]] above each")
        try:
            return read_rules(raw)
        except UnscrollError as wrong:
            raise self._wrong(wrong.message, wrong.hint) from wrong
