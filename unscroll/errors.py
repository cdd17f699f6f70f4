"""The errors that people and machines are told of.

    UnscrollError        one line for a person, with a hint and an exit code
      Unavailable        what this machine lacks, in a sentence fit for `unscroll doctor`
    Problem              a bad record: a value beside the good ones, never raised

Anything else is a bug and crashes to the one boundary in `unscroll.cli`.
"""

from enum import IntEnum
from typing import NamedTuple


class Exit(IntEnum):
    """Exit codes (CONTRACT.md 3)."""

    OK = 0
    NO = 1
    """The command says no, e.g. `check` found damage."""
    USAGE = 2
    NO_DAEMON = 69
    IO = 74
    SECOND_DAEMON = 75
    CONFIG = 78


class UnscrollError(Exception):
    """`unscroll: message. Hint` on standard error, and `code` as the exit status.

    `hint` becomes a sentence with a capital, but a hint that begins with the command's own name keeps it as typed.
    """

    def __init__(self, message: str, hint: str = "", code: Exit = Exit.NO) -> None:
        super().__init__(message)
        self.message = message
        self.hint = sentence(hint)
        self.code = code

    def __str__(self) -> str:
        said = self.message if self.message.endswith("?") else f"{self.message}."
        return f"{said} {self.hint}".rstrip()


def sentence(words: str) -> str:
    """`words` with a capital at the start, unless they start with the command's own name."""
    return words if words.startswith("unscroll ") else words[:1].upper() + words[1:]


class Unavailable(UnscrollError):
    """This machine lacks something; `message` says what, `hint` the mend."""


class Problem(NamedTuple):
    """A bad record: where it stands and what is wrong with it."""

    where: str
    what: str
