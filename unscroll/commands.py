"""Commands: what may be asked of the ledger, as values that travel as JSON."""

import re
from dataclasses import asdict, dataclass
from typing import Any, ClassVar

from unscroll.errors import Exit, UnscrollError

_NO_TEXT = re.compile("[\ud800-\udfff]")
"""Half a character: JSON may hold one, a ledger cannot."""


@dataclass(frozen=True, slots=True)
class LogTouchpoint:
    """A contact typed in: `start_ms`/`end_ms` bound it (equal where no length was given)."""

    do: ClassVar[str] = "log"
    person: str
    channel: str
    start_ms: int
    end_ms: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class LabelThread:
    """`thread` is the key's hex; `size` one, group or nobody; `person` the name of whom it is."""

    do: ClassVar[str] = "label"
    thread: str
    size: str
    person: str = ""


@dataclass(frozen=True, slots=True)
class Correct:
    """`kind` or `context`, the other stays empty."""

    do: ClassVar[str] = "correct"
    start_ms: int
    end_ms: int
    kind: str = ""
    context: str = ""


@dataclass(frozen=True, slots=True)
class TypePhone:
    """Phone use typed in for `day` (ISO date); an empty `platform` is all of it. Replaces what was typed before."""

    do: ClassVar[str] = "phone"
    day: str
    platform: str
    length_ms: int


@dataclass(frozen=True, slots=True)
class Forget:
    """Deletes facts of a span and of every filter given, and all that was derived; -1 is an open end."""

    do: ClassVar[str] = "forget"
    start_ms: int = -1
    end_ms: int = -1
    person: str = ""
    platform: str = ""


Command = LogTouchpoint | LabelThread | Correct | TypePhone | Forget
_BY_NAME: dict[str, type[Command]] = {c.do: c for c in (LogTouchpoint, LabelThread, Correct, TypePhone, Forget)}


def to_json(command: Command) -> dict[str, Any]:
    """The command as a JSON object with its name under `do`."""
    return {"do": command.do, **asdict(command)}


def from_json(body: Any) -> Command:
    """The command of a JSON object; UnscrollError where it is none of them."""
    kind = _BY_NAME.get(body.get("do", "")) if isinstance(body, dict) else None
    if kind is None:
        raise UnscrollError("unknown command", "the service may be of another version: restart it", Exit.USAGE)
    values = {k: v for k, v in body.items() if k != "do"}
    names = {n: t for n, t in kind.__annotations__.items() if n != "do"}
    if not set(values) <= set(names) or any(type(v) is not names[k] for k, v in values.items()):
        raise UnscrollError(f"malformed command {kind.do}", code=Exit.USAGE)
    if any(isinstance(v, str) and _NO_TEXT.search(v) for v in values.values()):
        raise UnscrollError(f"malformed command {kind.do}", "a text in it is no Unicode", Exit.USAGE)
    try:
        return kind(**values)
    except TypeError as missing:
        raise UnscrollError(f"malformed command {kind.do}", str(missing), Exit.USAGE) from missing
