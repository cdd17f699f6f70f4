"""PeopleNotes: what stands on a page about people beside the line (METRICS 4, 6)."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from unscroll.plain import shown_name
from unscroll.reports.words import count

MOST_NEW = 8


@dataclass(frozen=True, slots=True)
class PeopleNotes:
    """`next`: whom to reach out to, each with the reason, as of when the page was made. `gave` and `got` are favours of
    the period, one word each; `new` those with the first contact ever in it, each with who brought them
    together, "" where nobody did."""

    next: tuple[tuple[str, str], ...] = ()
    gave: tuple[str, ...] = ()
    got: tuple[str, ...] = ()
    new: tuple[tuple[str, str], ...] = ()


def next_lines(notes: PeopleNotes) -> tuple[str, ...]:
    """`Zoë: 31 days, usually 12; ask about Lyon`."""
    return tuple(f"{name}: {why}" for name, why in notes.next)


def period_sentences(notes: PeopleNotes) -> tuple[str, ...]:
    """What the period brought between people; nothing where nothing was told."""
    return tuple(_sentences(notes))


def favours(words: Iterable[str]) -> tuple[tuple[str, int], ...]:
    """Each with how many times, the most frequent first."""
    return tuple(sorted(Counter(words).items(), key=lambda pair: (-pair[1], pair[0])))


def _sentences(notes: PeopleNotes) -> Iterator[str]:
    if notes.new:
        shown = [_came(shown_name(name), shown_name(via)) for name, via in notes.new[:MOST_NEW]]
        more = len(notes.new) - MOST_NEW
        rest = f" and {more} more" if more > 0 else ""
        yield f"New: {', '.join(shown)}{rest}. First contact, as far as is known."
    if notes.gave:
        yield f"You gave {_favours(notes.gave)}."
    if notes.got:
        yield f"You got {_favours(notes.got)}."


def _came(name: str, via: str) -> str:
    return f"{name} (via {via})" if via else name


def _favours(words: Iterable[str]) -> str:
    """`advice 2 times, help once`."""
    return ", ".join(f"{word} {'once' if times == 1 else count(times, 'time')}" for word, times in favours(words))
