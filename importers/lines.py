"""The lines of a text file, whatever its encoding, one at a time."""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from unscroll.errors import Exit, UnscrollError

LONGEST = 256 * 1024
"""Characters of a line that are read; the rest of it is passed over."""
HEAD = 64 * 1024
"""Bytes or characters in which a file must show what it is."""
_TEXT_CODECS = re.compile(r"(iso8859|iso2022|cp|utf|koi8|shiftjis|euc|gb|big5|mac|hz|johab|tis|latin|ascii)")
"""Python's other codecs, such as `unicode_escape`, are no charsets of an address book."""
_ESCAPING = re.compile(r"(iso2022|hz|utf_?-?(7|16|32))")
"""Charsets whose bytes may pass for UTF-8."""


@dataclass(frozen=True, slots=True)
class Line:
    """`text` has a lone surrogate for each byte that is no UTF-8 (see `mended`); `cut` where it was longer."""

    number: int
    text: str
    cut: bool = False


def cannot_read(path: Path, why: OSError) -> UnscrollError:
    return UnscrollError(f"{path} cannot be read: {why.strerror or why}", code=Exit.IO)


def encoding_of(head: bytes) -> str:
    """By the mark, else by the NULs between Latin letters, else UTF-8."""
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    for name, nuls in (("utf-16-le", head[1:200:2]), ("utf-16-be", head[0:200:2])):
        if len(nuls) > 1 and nuls.count(0) > len(nuls) * 0.8:
            return name
    return "utf-8-sig"


def open_text(path: Path) -> TextIO:
    """UnscrollError (74) where the file cannot be opened."""
    try:
        with path.open("rb") as raw:
            encoding = encoding_of(raw.read(200))
        # Bytes that are no UTF-8 wait for `mended`: only the record says what they are. UTF-16 has no such bytes.
        return path.open(encoding=encoding, errors="replace" if "16" in encoding else "surrogateescape")
    except OSError as why:
        raise cannot_read(path, why) from None


def head_of(path: Path) -> str:
    """The first characters of a file; "" where it is no file."""
    if not path.is_file():
        return ""
    with open_text(path) as file:
        try:
            return file.read(HEAD)
        except OSError as why:
            raise cannot_read(path, why) from None


def lines_of(path: Path) -> Iterator[Line]:
    """All lines without their ends, be those LF, CRLF or CR."""
    with open_text(path) as file:
        number = 0
        try:
            while text := file.readline(LONGEST):
                number += 1
                cut = len(text) == LONGEST and not text.endswith("\n")
                if cut:
                    while (rest := file.readline(LONGEST)) and not rest.endswith("\n"):
                        pass
                yield Line(number, text.removesuffix("\n").lstrip("\ufeff"), cut)
        except OSError as why:
            raise cannot_read(path, why) from None


def fallback(raw: bytes) -> str:
    """The charset that is taken where none is declared: few bytes are none in cp1252."""
    try:
        raw.decode("cp1252")
    except UnicodeError:
        return "latin-1"
    return "cp1252"


def mended(text: str, charset: str = "") -> str:
    """The text with its stray bytes decoded: UTF-8, else as declared, else cp1252, else Latin-1."""
    if text.isascii() or not any("\udc80" <= c <= "\udcff" for c in text):
        return text
    return decoded(text.encode("utf-8", "surrogateescape"), charset)


def decoded(raw: bytes, charset: str = "") -> str:
    """UTF-8 before what is declared, as many a declaration is wrong and few other texts pass for UTF-8."""
    declared = _codec(charset)
    order = [declared, "utf-8"] if _ESCAPING.match(declared) else ["utf-8", declared]
    for name in order:
        try:
            return raw.decode(name)
        except UnicodeError:
            continue
    return raw.decode(fallback(raw))


def _codec(charset: str) -> str:
    """Python's name of a charset, "cp1252" where it has none."""
    try:
        name = codecs.lookup(charset.strip().strip('"')).name if charset.strip() else "cp1252"
    except (LookupError, ValueError):  # ValueError: a NUL in the name
        return "cp1252"
    return name if _TEXT_CODECS.match(name.replace("-", "").replace("_", "")) else "cp1252"
