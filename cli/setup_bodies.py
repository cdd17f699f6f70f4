"""SetupBodies: what the forms of the page send, taken strictly, and kept."""

from collections.abc import Mapping
from typing import Any

from unscroll.cli.setup_answers import keep_never, keep_phone, keep_region, keep_work
from unscroll.cli.setup_five import keep_people
from unscroll.cli.setup_memory import remember
from unscroll.cli.setup_past import chosen
from unscroll.cli.setup_questions import CIRCLE_MOST, Question
from unscroll.cli.setup_work import Work
from unscroll.errors import Exit, UnscrollError

_MOST = 500


def kept(question: Question, body: Mapping[str, Any], work: Work) -> list[str]:
    """Keeps an answer; what there is to say of it. UnscrollError (2) where it is none."""
    match question:
        case Question.NEVER:
            keep_never(_texts(_only(body, "entries")["entries"]))
        case Question.WORK:
            told = _only(body, "work", "value")
            keep_work(_text(told["work"]), _text(told["value"]))
        case Question.FIVE:
            return _people(_only(body, "people", "region"))
        case Question.PHONE:
            keep_phone(_text(_only(body, "phone")["phone"]))
        case Question.PAST:
            work.read(chosen(_texts(_only(body, "sources")["sources"])))
            remember(question)
    return []


def one_text(body: Mapping[str, Any], key: str) -> str:
    """The text that is all of a body."""
    return _text(_only(body, key)[key])


def _people(told: Mapping[str, Any]) -> list[str]:
    names = _texts(told["people"])
    if len(names) > CIRCLE_MOST:
        raise UnscrollError(f"{len(names)} people", f"{CIRCLE_MOST} at most", Exit.USAGE)
    keep_region(_text(told["region"]))
    people = keep_people(names)
    remember(Question.FIVE)
    return [f"{person.name} (new)" if person.new else person.name for person in people]


def _only(body: Mapping[str, Any], *keys: str) -> Mapping[str, Any]:
    if set(body) != set(keys):
        raise UnscrollError("this is no answer", f"It has {', '.join(keys)}", Exit.USAGE)
    return body


def _text(told: Any) -> str:
    if not isinstance(told, str):
        raise UnscrollError("a text is wanted", code=Exit.USAGE)
    return told


def _texts(told: Any) -> list[str]:
    if not isinstance(told, list) or len(told) > _MOST:
        raise UnscrollError("a list is wanted", f"{_MOST} at most", Exit.USAGE)
    return [_text(one) for one in told]
