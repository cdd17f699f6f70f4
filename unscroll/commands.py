"""Commands: what may be asked of the ledger, as values that travel as JSON."""

import re
from dataclasses import asdict, dataclass, field
from typing import Any, ClassVar, get_args, get_origin

from unscroll.errors import Exit, UnscrollError

_NO_TEXT = re.compile("[\ud800-\udfff]")
"""Half a character: JSON may hold one, a ledger cannot."""


@dataclass(frozen=True, slots=True)
class LogTouchpoint:
    """A contact typed in: `start_ms`/`end_ms` bound it (equal where no length was given).

    `person_id` says which person, where it is not 0; else `person` does, by name, and is made where nobody has it.
    `ask` is what to come back to; `gave` and `got` are favours, several with a comma; `via` names who brought the two
    together, `via_id` too where it is not 0.
    """

    do: ClassVar[str] = "log"
    person: str
    channel: str
    start_ms: int
    end_ms: int
    note: str = ""
    person_id: int = 0
    direction: str = "both"
    ask: str = ""
    gave: str = ""
    got: str = ""
    via: str = ""
    via_id: int = 0


@dataclass(frozen=True, slots=True)
class UndoLog:
    """Takes the latest contact that was typed in within a day back."""

    do: ClassVar[str] = "undo_log"


@dataclass(frozen=True, slots=True)
class LabelThread:
    """`thread` is the key's hex; `size` one, group or nobody; `person` the name of whom it is, or `person_id`."""

    do: ClassVar[str] = "label"
    thread: str
    size: str
    person: str = ""
    person_id: int = 0


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
    """Deletes facts of a span and of every filter given, and all that was derived; -1 is an open end. `source` is
    who told of the facts, such as `firefox-history`."""

    do: ClassVar[str] = "forget"
    start_ms: int = -1
    end_ms: int = -1
    person: str = ""
    platform: str = ""
    source: str = ""

    @property
    def picks(self) -> bool:
        """Whether it takes some of a span's facts, not all of them."""
        return bool(self.person or self.platform or self.source)


@dataclass(frozen=True, slots=True)
class ChangePerson:
    """Facts about a person, all or none: `facts` are objects of `trait`, `value`, `holds` (`unscroll.people.person`).

    A `person_id` of 0 makes somebody new by the name of `name`. `what` says in a word what was done, for the history.
    """

    do: ClassVar[str] = "person"
    what: str
    facts: list[dict[str, Any]]
    person_id: int = 0
    name: str = ""


@dataclass(frozen=True, slots=True)
class MergePeople:
    """`other_id` turned out to be `kept_id`; `why` is the evidence in words."""

    do: ClassVar[str] = "merge"
    kept_id: int
    other_id: int
    why: str = ""


@dataclass(frozen=True, slots=True)
class SplitPerson:
    """Takes `part_id`, a number that was joined to somebody, away again; or, where it is 0, the `handles` of
    `person_id` (as `str(handle)`), which go to somebody new by the name of `name`. The two are kept apart for ever."""

    do: ClassVar[str] = "split"
    person_id: int
    part_id: int = 0
    handles: list[str] = field(default_factory=list)
    name: str = ""


@dataclass(frozen=True, slots=True)
class UndoPeople:
    """Takes the user's latest change of people back; a certain one where `change_id` is not 0."""

    do: ClassVar[str] = "undo"
    change_id: int = 0


@dataclass(frozen=True, slots=True)
class AddCards:
    """Cards of an export by the name of `source`, as `card_to_json` gives them. Known ones add nothing.

    A `change_id` that is not 0 goes on with the import that it was answered for, so that one undo takes back all of it.
    """

    do: ClassVar[str] = "cards"
    source: str
    cards: list[dict[str, Any]]
    change_id: int = 0


@dataclass(frozen=True, slots=True)
class AddVisits:
    """Visits of a browser's history by the name of `source`, as `visit_to_json` gives them. Known ones add nothing."""

    do: ClassVar[str] = "visits"
    source: str
    visits: list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class AddTouchpoints:
    """Messages and meetings of an export by the name of `source` (`unscroll.people.told_touchpoint.TELLING`), as
    `touchpoint_to_json` gives them. Known ones add nothing. `change_id` is as in `AddCards`."""

    do: ClassVar[str] = "touchpoints"
    source: str
    touchpoints: list[dict[str, Any]]
    change_id: int = 0


@dataclass(frozen=True, slots=True)
class AddPlan:
    """A date with somebody that lies ahead."""

    do: ClassVar[str] = "plan"
    person_id: int
    channel: str
    start_ms: int
    end_ms: int


@dataclass(frozen=True, slots=True)
class SettlePlan:
    """Whether a plan happened: `happened` (then it is logged) or `fell_through`."""

    do: ClassVar[str] = "settle"
    plan_id: int
    state: str


@dataclass(frozen=True, slots=True)
class TypeFollowers:
    """How many followers or connections a platform shows on `day` (ISO date). A `change_id` that is not 0 is the import
    that it came with, which takes it along when it is undone."""

    do: ClassVar[str] = "followers"
    platform: str
    day: str
    count: int
    source: str = "you"
    change_id: int = 0


Command = (
    LogTouchpoint
    | UndoLog
    | LabelThread
    | Correct
    | TypePhone
    | Forget
    | ChangePerson
    | MergePeople
    | SplitPerson
    | UndoPeople
    | AddCards
    | AddVisits
    | AddTouchpoints
    | AddPlan
    | SettlePlan
    | TypeFollowers
)
_BY_NAME: dict[str, type[Command]] = {c.do: c for c in get_args(Command)}


def to_json(command: Command) -> dict[str, Any]:
    """The command as a JSON object with its name under `do`."""
    return {"do": command.do, **asdict(command)}


def from_json(body: Any) -> Command:
    """The command of a JSON object; UnscrollError where it is none of them."""
    named = body.get("do") if isinstance(body, dict) else None
    kind = _BY_NAME.get(named) if isinstance(named, str) else None
    if kind is None:
        raise UnscrollError("unknown command", "the service may be of another version: restart it", Exit.USAGE)
    values = {k: v for k, v in body.items() if k != "do"}
    names = {n: t for n, t in kind.__annotations__.items() if n != "do"}
    if not set(values) <= set(names) or any(
        type(v) is not (get_origin(names[k]) or names[k]) for k, v in values.items()
    ):
        raise UnscrollError(f"malformed command {kind.do}", code=Exit.USAGE)
    if any(isinstance(v, str) and _NO_TEXT.search(v) for v in values.values()):
        raise UnscrollError(f"malformed command {kind.do}", "a text in it is no Unicode", Exit.USAGE)
    try:
        return kind(**values)
    except TypeError as missing:
        raise UnscrollError(f"malformed command {kind.do}", str(missing), Exit.USAGE) from missing
