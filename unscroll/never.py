"""Never: what is dropped before anything is counted (METRICS 2.4, *Never watched*)."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self


@dataclass(frozen=True, slots=True)
class Never:
    """Compiled entries: `host` (with all below it) or program id, and `label.*` (any host that has the label)."""

    names: frozenset[str]
    labels: frozenset[str]

    @classmethod
    def of(cls, *lists: Iterable[str]) -> Self:
        """The shipped entries (`Rules.never`) and the user's `never` together."""
        entries = {entry.strip().lower().removesuffix(".") for entries in lists for entry in entries} - {""}
        labels = {entry.removesuffix(".*") for entry in entries if entry.endswith(".*")}
        return cls(frozenset(entry for entry in entries if not entry.endswith(".*")), frozenset(labels))


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
