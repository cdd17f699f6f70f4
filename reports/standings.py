"""Standings: collectors that do not run, told in as few sentences as there are reasons."""

from collections.abc import Iterable

SPARE = "not needed"
"""How the reason of a collector begins that rests because another one sees the same."""


def unwatched(standings: Iterable[tuple[str, str, str]]) -> tuple[tuple[str, str, str], ...]:
    """Of `(name, state, why)`, those that do not run: names that share state and reason are joined by commas, in
    order; spare ones are left out."""
    together: dict[tuple[str, str], list[str]] = {}
    for name, state, why in standings:
        if state != "running" and not why.startswith(SPARE):
            together.setdefault((state, why), []).append(name)
    return tuple((", ".join(names), state, why) for (state, why), names in together.items())
