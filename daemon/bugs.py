"""Bugs: where something broke, never what was said."""

import asyncio
import sys
import traceback
from typing import Any

from unscroll.streams import say


def told(error: BaseException) -> str:
    """Types and source lines, of the causes too. Messages are left out: they may hold a title, an address or a name."""
    lines: list[str] = []
    seen: set[int] = set()
    while True:
        seen.add(id(error))
        lines += traceback.format_tb(error.__traceback__)
        lines.append(f"{type(error).__module__}.{type(error).__qualname__}\n")
        cause = error.__cause__ or error.__context__
        if cause is None or id(cause) in seen:
            return "".join(lines)
        error = cause
        lines.append("after:\n")


def to_journal(error: BaseException, where: str) -> None:
    """Says on standard error, which is the journal's, that something broke."""
    say(sys.stderr, f"{where} failed: {type(error).__name__}", told(error).rstrip("\n"))


def stray(_loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    """The event loop's handler of what nobody awaited; its own would print messages and the arguments of callbacks."""
    error = context.get("exception")
    if error is not None:
        to_journal(error, "a task beside the pulse")
