"""Never: what is dropped before anything is counted (METRICS 2.4, *Never watched*)."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Self

from unscroll.errors import Exit, UnscrollError

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*://(?:[^/?#@]*@)?")
_BEHIND_HOST = re.compile(r"(?::\d*)?(?:[/?#].*)?\Z")
_HOST = re.compile(r"[a-z0-9_-]+(?:\.[a-z0-9_-]+)*|\[[0-9a-f:.]+\]")
_APP = re.compile(r"(?!.*\.\.)[^\x00-\x1f\x7f*/\\?#@:,;\"<>|%=]+")


@dataclass(frozen=True, slots=True)
class Never:
    """Compiled entries: `host` (with all below it) or program id, and `label.*` (any host that has the label)."""

    names: frozenset[str]
    labels: frozenset[str]

    @classmethod
    def of(cls, *lists: Iterable[str]) -> Self:
        """The shipped entries (`Rules.never`) and the user's `never` (`never_entry`) together."""
        entries = {entry.strip().lower().removesuffix(".") for entries in lists for entry in entries} - {""}
        labels = {entry.removesuffix(".*") for entry in entries if entry.endswith(".*")}
        return cls(frozenset(entry for entry in entries if not entry.endswith(".*")), frozenset(labels))


def never_entry(told: str, to_ascii: Callable[[str], str]) -> str:
    """A user's entry in the form that hosts and program ids are compared in, here and in the extension: a pasted
    address is cut to its host, without `*.` and port, in ASCII as browsers write it. UnscrollError (78) where nothing
    could ever match.

    `to_ascii` gives a host's IDNA form, "" where it is none; it is asked of names beyond ASCII alone.
    """
    entry = told.strip().lower()
    scheme = _SCHEME.match(entry)
    name = _BEHIND_HOST.sub("", entry[scheme.end() :] if scheme else entry)
    plain = name == entry
    bare = name.removeprefix("*.").lstrip(".").removesuffix(".")
    label, any_end, _ = bare.partition(".*")
    host = label if label.isascii() else to_ascii(label)
    if any_end:
        if bare == f"{label}.*" and _HOST.fullmatch(host) and "." not in host:
            return f"{host}.*"
    elif plain and "." not in host and _APP.fullmatch(bare):
        return bare  # one word is a program's id too, in whichever script it has
    elif _HOST.fullmatch(host):
        return host
    elif plain and _APP.fullmatch(bare):
        return bare
    raise UnscrollError(
        f"{told[:80]!r} would match nothing",
        "Write a host such as bank.example, which holds all below it, or an app id such as org.keepassxc.KeePassXC",
        Exit.CONFIG,
    )


def never_matches(never: Never, host_or_app: str) -> bool:
    """Whether a host or a program id is never to be watched."""
    rest = host_or_app.lower().removesuffix(".")
    while rest:
        if rest in never.names:
            return True
        label, dot, rest = rest.partition(".")
        if dot and label in never.labels:
            return True
    return False
