"""Streams: standard input, output and error, which may be closed, full, or gone with their terminal."""

import contextlib
import os
import sys
from typing import TextIO


def fill_closed() -> None:
    """Puts the null device where one of the three was closed at the start: Python has None there, and the next file
    that is opened, the ledger too, would get its number and what is printed."""
    while (handle := os.open(os.devnull, os.O_RDWR)) <= 2:
        os.set_inheritable(handle, True)
    os.close(handle)
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        if getattr(sys, name) is None:
            setattr(sys, name, os.fdopen(number, "w" if number else "r", encoding="utf-8", closefd=False))


def silence(out: TextIO) -> None:
    """From now on what is written there goes nowhere, what still waits in its buffer too."""
    with contextlib.suppress(OSError, ValueError):
        null = os.open(os.devnull, os.O_WRONLY | os.O_CLOEXEC)
        os.dup2(null, out.fileno())
        os.close(null)
        out.flush()


def takes_nothing(out: TextIO) -> bool:
    """Whether what waits in its buffer cannot be written; then it is silenced, so that the end of Python says nothing
    of it either."""
    try:
        out.flush()
    except OSError:
        silence(out)
        return True
    return False


def say(out: TextIO, *lines: str) -> None:
    """Writes lines to a terminal or a journal. Where it takes nothing they are lost: that must end no service."""
    try:
        for line in lines:
            print(line, file=out)
        out.flush()
    except OSError:
        silence(out)
