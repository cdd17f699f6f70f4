"""Mbox: the headers in a file of messages, one at a time; a body is passed over unread."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, NamedTuple

from unscroll.importers.lines import cannot_read

HEAD_MOST = 64 * 1024
"""Bytes of a header that are looked at; what is longer ends there."""
_CHUNK = 1 << 20
_LINE = re.compile(rb"From (?:[^\r\n]*\d\d:\d\d[^\r\n]*|-?[ \t]*)\r?\n(?:>From [^\n]*\n)*[!-9;-~]{1,76}[ \t]*:")
"""The line that begins a message is followed by a header; a sentence that begins with `From ` is not. Programs write
the sender with the date, `-` with the date, or nothing after it."""
_LINE_MOST = 2_048
_BLANK = re.compile(rb"\r?\n\r?\n")


class Head(NamedTuple):
    """`number` counts the messages of a file or folder from 1; `size` is that of the whole message, in bytes."""

    number: int
    raw: bytes
    size: int


def is_mbox(path: Path) -> bool:
    """Whether the file begins as one. UnscrollError (74) where it cannot be read."""
    if not path.is_file():
        return False
    try:
        with path.open("rb") as file:
            return _LINE.match(file.read(_LINE_MOST).lstrip(b"\r\n")) is not None
    except OSError as why:
        raise cannot_read(path, why) from None


def heads_of(path: Path) -> Iterator[Head]:
    """The headers, in bounded memory whatever the file; one that grows meanwhile is read as far as it had grown.
    UnscrollError (74) where it cannot be read."""
    try:
        with path.open("rb") as file:
            window = _Window(file)
            number, at = 0, window.separator(0)
            while at is not None:
                number += 1
                head = window.take(at, HEAD_MOST)
                after = window.separator(at + 1)
                yield Head(number, _header(head), (window.end if after is None else after) - at)
                at = after
    except OSError as why:
        raise cannot_read(path, why) from None


def _header(block: bytes) -> bytes:
    """Without the line that begins it, up to the blank line."""
    start = block.find(b"\n") + 1
    blank = _BLANK.search(block, max(0, start - 1))
    return block[start : blank.start() if blank else len(block)]


class _Window:
    """A part of a file, which moves on."""

    def __init__(self, file: BinaryIO) -> None:
        self._file, self._held, self._base = file, b"\n", -1
        self._over = False

    @property
    def end(self) -> int:
        return self._base + len(self._held)

    def take(self, at: int, size: int) -> bytes:
        """What stands there; it must not lie before what was looked for last."""
        while self.end < at + size and self._more(at):
            pass
        return self._held[at - self._base : at - self._base + size]

    def separator(self, at: int) -> int | None:
        """Where the next message begins, from there on."""
        looked = at - 1
        while True:
            found = self._held.find(b"\nFrom ", max(0, looked - self._base))
            if found < 0:
                looked = max(looked, self.end - 5)
                if not self._more(looked):
                    return None
                continue
            looked = self._base + found
            if _LINE.match(self.take(looked + 1, _LINE_MOST)):
                return looked + 1
            looked += 1

    def _more(self, keep: int) -> bool:
        """Reads on, and drops what lies before `keep`; False at the end of the file."""
        chunk = b"" if self._over else self._file.read(_CHUNK)
        self._over = not chunk
        if chunk:
            drop = max(0, min(keep, self.end) - 1 - self._base)
            self._held = self._held[drop:] + chunk
            self._base += drop
        return bool(chunk)
