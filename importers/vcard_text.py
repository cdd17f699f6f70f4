"""The text of vCards: lines unfolded, properties parsed, values decoded."""

import binascii
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from unscroll.importers.lines import LONGEST, Line, decoded, mended

_FRAME = re.compile(r"(BEGIN|END)\s*:\s*VCARD\s*", re.IGNORECASE)
_VERSION = re.compile(r"\s*VERSION\s*:\s*([\d.]+)\s*", re.IGNORECASE)
_QUOTED = re.compile(r"[;=]\s*QUOTED-PRINTABLE\s*[;:]", re.IGNORECASE)
_HEAD = re.compile(
    r"""(?:(?P<group>[A-Za-z0-9_-]+)\.)?(?P<name>[A-Za-z0-9_-]+)\s*
        (?P<params>(?:;(?:[^":;]|"[^"]*")*)*):(?P<value>.*)""",
    re.VERBOSE | re.DOTALL,
)
_PARAM = re.compile(r';\s*((?:[^";]|"[^"]*")*)')
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_ENCODINGS = frozenset({"QUOTED-PRINTABLE", "BASE64", "B", "8BIT", "7BIT"})


@dataclass(frozen=True, slots=True)
class Property:
    """`value` is decoded; its escapes stay until it is split. `types` are lower case."""

    name: str
    value: str
    group: str = ""
    types: frozenset[str] = frozenset()
    params: tuple[tuple[str, str], ...] = ()
    old: bool = False
    """Of a 2.1 card, which knows fewer escapes."""

    def param(self, name: str) -> str:
        return next((value for key, value in self.params if key == name), "")

    @property
    def text(self) -> str:
        return _unescaped(self.value, self.old)

    def split(self, mark: str) -> list[str]:
        """Parts of a list (`,`) or a structure (`;`)."""
        parts = re.split(rf"(?<!\\)((?:\\\\)*){mark}", self.value)
        whole = [left + right for left, right in zip(parts[::2], [*parts[1::2], ""], strict=True)]
        return [_unescaped(part, self.old).strip() for part in whole]


def unfolded(lines: Iterable[Line]) -> Iterator[Line]:
    """Logical lines, each with the number of its first. A 2.1 card keeps the space that it is folded before, and
    breaks a quoted-printable value after `=`."""
    open_: list[str] = []
    first, length, cut, soft, old = 0, 0, False, False, False
    for line in lines:
        frame = _FRAME.fullmatch(line.text)
        folded = line.text[:1] in (" ", "\t") and not frame
        if open_ and (folded or (soft and not frame)):
            part = line.text if soft else _continuation(line.text, old)
            if soft:
                open_[-1] = open_[-1][:-1]
        else:
            if open_:
                yield Line(first, "".join(open_), cut)
            open_, first, length, cut, part = [], line.number, 0, False, line.text
        if found := _VERSION.fullmatch(line.text):
            old = found[1].startswith("2")
        elif frame:
            old = False
        cut = cut or line.cut or length + len(part) > LONGEST
        if not cut or not open_:
            open_.append(part)
            length += len(part)
        soft = open_[-1].endswith("=") and not cut and _QUOTED.search(open_[0]) is not None
    if open_:
        yield Line(first, "".join(open_), cut)


def _continuation(text: str, old: bool) -> str:
    return f" {text.lstrip()}" if old else text[1:]


def frame_of(text: str) -> str:
    """`BEGIN` or `END`; "" for any other line."""
    found = _FRAME.fullmatch(text)
    return found[1].upper() if found else ""


def version_of(text: str) -> str:
    """`2.1`; "" for any other line."""
    found = _VERSION.fullmatch(text)
    return found[1] if found else ""


def parse(text: str, old: bool = False) -> Property | None:
    """The property of a logical line; None where it is none."""
    text = text.strip()
    found = _HEAD.fullmatch(text) or _HEAD.fullmatch(text.replace('"', ""))  # a quote that is never closed
    if found is None:
        return None
    params = tuple(_params(found["params"]))
    given = {key: value for key, value in reversed(params)}
    value = found["value"]
    charset = given.get("CHARSET", "")
    if given.get("ENCODING", "").upper() == "QUOTED-PRINTABLE":
        value = decoded(binascii.a2b_qp(value.encode("utf-8", "surrogateescape")), charset)
    value = mended(value, charset)
    types = frozenset(t.strip().lower() for key, told in params if key == "TYPE" for t in told.split(","))
    return Property(found["name"].upper(), value, (found["group"] or "").lower(), types, params, old)


def _params(text: str) -> Iterator[tuple[str, str]]:
    """`TYPE=home`; a bare one, as 2.1 has it, is an encoding or a type."""
    for told in _PARAM.findall(text):
        name, equals, value = told.partition("=")
        name = name.strip()
        if equals:
            yield name.upper(), value.strip().replace('"', "")
        elif name:
            yield ("ENCODING" if name.upper() in _ENCODINGS else "TYPE"), name


def _unescaped(text: str, old: bool) -> str:
    """A 2.1 card escapes `;` alone, so that a backslash there is mostly one."""

    def plain(found: re.Match[str]) -> str:
        c = found[1]
        if c in ";,:\\":
            return c
        return "\n" if c in "nN" and not old else found[0]

    return _ESCAPE.sub(plain, text)
