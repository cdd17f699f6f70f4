"""SetupMemory: which questions of setup were answered, so that one that was left goes on where it was."""

import json
from dataclasses import dataclass, replace
from typing import Any

from unscroll.cli.asking import places
from unscroll.cli.setup_questions import PHONES, Question
from unscroll.errors import UnscrollError
from unscroll.files import make_folder, read_plain, write_private


@dataclass(frozen=True, slots=True)
class Memory:
    """`phone` is the word of the answer: the settings do not tell "later" from "each morning"."""

    answered: frozenset[Question] = frozenset()
    phone: str = ""

    @property
    def whole(self) -> bool:
        return self.answered == frozenset(Question)

    @property
    def next(self) -> Question | None:
        """The first that is open."""
        return next((question for question in Question if question not in self.answered), None)


def remembered() -> Memory:
    """What was answered; nothing where the file is missing or broken: questions are asked again then, no more."""
    try:
        told = json.loads(read_plain(places().state / _FILE))
    except (OSError, ValueError, RecursionError, UnscrollError):
        return Memory()
    return _read(told) if isinstance(told, dict) else Memory()


def remember(question: Question, phone: str = "") -> None:
    """Marks a question as answered. OSError or UnscrollError (74) where that cannot be written."""
    known = remembered()
    now = replace(known, answered=known.answered | {question}, phone=phone or known.phone)
    folder = places().state
    make_folder(folder)
    told = {"schema": 1, "answered": [str(q) for q in Question if q in now.answered], "phone": now.phone}
    write_private(folder / _FILE, json.dumps(told).encode() + b"\n")


_FILE = "setup.json"


def _read(told: dict[str, Any]) -> Memory:
    names, phone = told.get("answered"), told.get("phone")
    listed = names if isinstance(names, list) else []
    return Memory(
        frozenset(q for q in Question if str(q) in listed),
        phone if isinstance(phone, str) and phone in PHONES else "",
    )
