"""SetupSaid: the answers as they stand, a sentence each."""

from unscroll.cli.setup_answers import Present
from unscroll.cli.setup_questions import PHONES, Question

_SHOWN = 6


def said(question: Question, now: Present, near: list[str], found: int) -> str:
    """`near` are the people in the inner circles, `found` counts what there is to read in."""
    match question:
        case Question.NEVER:
            own = f", and {_listed(now.never)}" if now.never else ""
            return f"private windows, banking, health ({now.shipped} sites){own}"
        case Question.WORK:
            ways = {"no": "no", "profile": f"browser profile {_listed(now.profiles)}", "hours": _listed(now.hours)}
            return ways[now.work]
        case Question.FIVE:
            return _listed(near) or "nobody yet"
        case Question.PHONE:
            return PHONES[now.phone]
        case Question.PAST:
            return f"{found} found on this computer" if found else "nothing was found on this computer"


def _listed(words: "list[str] | tuple[str, ...]") -> str:
    more = len(words) - _SHOWN
    return ", ".join(words[:_SHOWN]) + (f", {more} more" if more > 0 else "")
