"""SetupQuestions: the five things that setup asks, in the words of both its faces."""

from dataclasses import dataclass
from enum import StrEnum


class Question(StrEnum):
    NEVER = "never"
    WORK = "work"
    FIVE = "people"
    PHONE = "phone"
    PAST = "back-fill"


@dataclass(frozen=True, slots=True)
class Asked:
    """`title` names it, `text` asks it."""

    title: str
    text: str


ASKED = {
    Question.NEVER: Asked(
        "Never watched", "Is there anything else that is never to be watched? Sites (all below them too) or programs."
    ),
    Question.WORK: Asked("Work", "Is some of what you scroll your job? Scrolling at work does not count on the cap."),
    Question.FIVE: Asked(
        "Five people",
        "Which five people do you not want to lose? You hear of each when a month went by without contact.",
    ),
    Question.PHONE: Asked("The phone", "Do you scroll on a phone too? It cannot be seen from this computer."),
    Question.PAST: Asked(
        "Before today", "This computer knows a part of it already. Read it in? Only what you tick is opened."
    ),
}
PROMISE = (
    "unscroll counts how long you scroll feeds, and how long you are in touch with one other person.",
    "Once a day it shows you the one beside the other; nothing of it ever leaves this computer.",
)
KEPT = (
    "Of histories: which site, what kind of page, when. Of mail and meetings: with whom, and when. Of people: what "
    "their card says. Never a title or a text."
)
WORK_WAYS = {"no": "No", "profile": "Yes, in a browser profile of its own", "hours": "Yes, at certain hours"}
PHONES = {
    "typed": "I type its minutes in each morning",
    "later": "Leave it for later: figures say “at least” until then",
    "none": "There is none, or it has no feeds",
}
CIRCLE_MOST = 5
"""So many people are asked for."""
