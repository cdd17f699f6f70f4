"""Admitting: what a command tells is made plain and bounded before anything is written.

Commands come over a socket from any program of the user's: this is the one place where texts, numbers, instants are
looked at whatever the command.
"""

from dataclasses import fields, replace
from typing import Any

from unscroll.bounds import FIRST_MS, LAST_MS, YEARS
from unscroll.commands import Command, Forget
from unscroll.errors import Exit, UnscrollError
from unscroll.plain import LONGEST_NAME, LONGEST_NOTE, plain

_LARGEST = 1 << 62
"""SQLite holds twice as much."""
_DEEPEST = 4
"""A command holds a list of objects that hold lists."""
_NAMES = frozenset({"person", "name", "via", "platform", "channel", "thread", "source"})
"""Texts that stand for somebody or something: where one is told, something of it must show."""
_SHORT = _NAMES | {"what", "gave", "got"}


def admit(command: Command) -> Command:
    """The command with plain texts. UnscrollError (2) for half a character, a name of which nothing shows, an instant
    outside the years that can be told, a number that no ledger holds."""
    told = {f.name: _admitted(getattr(command, f.name), _DEEPEST) for f in fields(command)}
    for name, value in told.items():
        if name in _NAMES and getattr(command, name) and not value:
            raise UnscrollError(f"nothing shows of this {name}", "write a word", Exit.USAGE)
        if name in _SHORT and len(value) > LONGEST_NAME:
            raise UnscrollError(f"a {name} of more than {LONGEST_NAME} letters", "Shorten it", Exit.USAGE)
        if isinstance(value, str) and len(value) > LONGEST_NOTE:
            raise UnscrollError(f"a {name} of more than {LONGEST_NOTE} letters", "Shorten it", Exit.USAGE)
        if name in ("start_ms", "end_ms"):
            told[name] = _open_ended(value) if isinstance(command, Forget) else _instant(value)
    return replace(command, **told)


def _open_ended(at_ms: int) -> int:
    """To forget from before the first year is to forget from it on; -1 is an open end."""
    return at_ms if at_ms == -1 else max(FIRST_MS, min(at_ms, LAST_MS))


def _instant(at_ms: int) -> int:
    if not FIRST_MS <= at_ms <= LAST_MS:
        raise UnscrollError("that instant is too far away", YEARS, Exit.USAGE)
    return at_ms


def _admitted(value: Any, deepest: int) -> Any:
    if isinstance(value, str):
        try:
            return plain(value)
        except ValueError as half:
            raise UnscrollError("a text is not UTF-8", "type it anew", Exit.USAGE) from half
    if isinstance(value, int | float):
        if not -_LARGEST <= value <= _LARGEST:  # nor what is no number at all
            raise UnscrollError("a number is out of all bounds", code=Exit.USAGE)
        return value
    if value is not None and not deepest:
        raise UnscrollError("malformed command", "it is too deep", Exit.USAGE)
    if isinstance(value, dict):
        return {_admitted(k, 1): _admitted(v, deepest - 1) for k, v in value.items()}
    return [_admitted(v, deepest - 1) for v in value] if isinstance(value, list) else value
