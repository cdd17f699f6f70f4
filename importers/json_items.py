"""The items of the lists in a JSON file, one at a time, so that a file of any size is read in little memory."""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from unscroll.errors import Problem
from unscroll.importers.lines import cannot_read, open_text

LARGEST = 64 * 1024 * 1024
"""Characters of one item; photos are items too."""
_DEEPEST = 200
_CHUNK = 64 * 1024
_SPACE = re.compile(r"[ \t\r\n]*")
_DECODER = json.JSONDecoder()


class _Broken(Exception):
    """The text is no JSON from here on, or it ends too early."""


@dataclass(frozen=True, slots=True)
class Item:
    """`path` are the keys down to its list; `kind` what `"type"` said beside the list, before it."""

    path: tuple[str, ...]
    kind: str
    value: object
    line: int


@dataclass(slots=True)
class _Frame:
    """An object or a list that is open; `key` is the last key of an object."""

    closes: str
    path: tuple[str, ...]
    key: str = ""
    kind: str = ""


def items_of(path: Path, wanted: Callable[[tuple[str, ...]], bool]) -> Iterator[Item | Problem]:
    """The items of each list whose path is wanted; a Problem at the end where the file breaks off."""
    with open_text(path) as file:
        text = _Text(file)
        try:
            yield from _walk(text, wanted)
        except _Broken:
            yield Problem(f"{path.name}:{text.line}", "the file breaks off, or is damaged from here on")
        except OSError as why:
            raise cannot_read(path, why) from None


def _walk(text: "_Text", wanted: Callable[[tuple[str, ...]], bool]) -> Iterator[Item]:
    frames: list[_Frame] = []
    _open(text, frames, ())
    while frames:
        top = frames[-1]
        mark = text.peek()
        if mark == top.closes:
            text.take(mark)
            frames.pop()
        elif mark == ",":
            text.take(mark)
        elif top.closes == "]":
            if wanted(top.path):
                line = text.line
                kind = frames[-2].kind if len(frames) > 1 else ""
                yield Item(top.path, kind, text.value(), line)
            else:
                _open(text, frames, top.path)
        else:
            key = text.value()
            text.take(":")
            top.key = str(key)
            told = _open(text, frames, (*top.path, top.key))
            if top.key == "type" and isinstance(told, str):
                top.kind = told


def _open(text: "_Text", frames: list[_Frame], path: tuple[str, ...]) -> object:
    """Enters an object or a list; any other value is read, and given."""
    mark = text.peek()
    if mark not in ("{", "["):
        return text.value()
    if len(frames) == _DEEPEST:
        raise _Broken
    text.take(mark)
    frames.append(_Frame("}" if mark == "{" else "]", path))
    return None


class _Text:
    """A window of the file that is moved on."""

    def __init__(self, file: TextIO) -> None:
        self._file = file
        self._text = ""
        self._at = 0
        self.line = 1

    def peek(self) -> str:
        """The next character that is no space. _Broken at the end of the file."""
        while True:
            found = _SPACE.match(self._text, self._at)
            self._to(found.end() if found else self._at)
            if self._at < len(self._text):
                return self._text[self._at]
            if not self._more(_CHUNK):
                raise _Broken

    def take(self, mark: str) -> None:
        if self.peek() != mark:
            raise _Broken
        self._at += 1

    def value(self) -> object:
        """The whole value that begins here."""
        self.peek()
        while True:
            try:
                value, end = _DECODER.raw_decode(self._text, self._at)
            except (ValueError, RecursionError):  # ValueError: also a number of thousands of digits
                end = len(self._text)
            if end < len(self._text):  # else a number may go on
                self._to(end)
                return value
            size = len(self._text) - self._at
            if size > LARGEST or not self._more(max(_CHUNK, size)):
                raise _Broken

    def _to(self, end: int) -> None:
        self.line += self._text.count("\n", self._at, end)
        self._at = end

    def _more(self, size: int) -> bool:
        fresh = self._file.read(size)
        self._text, self._at = self._text[self._at :] + fresh, 0
        return bool(fresh)
