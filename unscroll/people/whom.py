"""Whom: the person that somebody at the terminal means by what they type.

It must answer while a person waits, so that names are folded all at once and looked through as lines of text.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from unscroll.errors import Exit, UnscrollError
from unscroll.people.circles import Circle
from unscroll.people.everybody import People
from unscroll.people.folding import fold
from unscroll.people.handles import Handle, HandleKind, email, platform_id, profile
from unscroll.people.naming import SPELLED_OUT, unspaced
from unscroll.people.person import Person

LISTED = 5
"""So many names at the most stand in a hint."""
NEAR_FROM = 57
"""Names of less likeness (`fuzz.ratio`, of 100) are not offered either; Ana / Anne has 57."""
_ONE_LETTER_FROM = 5
_TWO_LETTERS_FROM = 10
"""A name of so many letters may have one or two wrong: four letters are a name of their own (Anna, Anne, Hanna)."""
_NUMBER_DIGITS = 6
_NUMBER = re.compile(r"[+\d(][\d\s()./-]*", re.ASCII)
_ORDINAL = re.compile(r"#\s?(\d{1,18})", re.ASCII)
_CIRCLES = tuple(Circle)


@dataclass(frozen=True, slots=True)
class _Called:
    """All spellings of all names, folded, between spaces; those from `others` on are not the name that is shown."""

    persons: Sequence[Person]
    lines: Sequence[str]
    others: int


def fits(people: People, told: str) -> tuple[Person, ...]:
    """Those who may be meant, the best first; a fit of one sort excludes the weaker sorts.

    The name that is shown, another name, either in other letters (case, accents, umlauts, order of words), a handle,
    `#12`, whole words of a name, the first letters of its words, a user name, a slip of the fingers.
    """
    wanted = " ".join(told.split())
    for found in _sorts(people, wanted) if wanted else ():
        if found:
            return tuple(dict.fromkeys(found))
    return ()


def one(people: People, told: str) -> Person:
    """The person that is meant. UnscrollError (2) names up to five who may be, or come near."""
    found = fits(people, told)
    if len(found) == 1:
        return found[0]
    if found:
        named = "; ".join(f"#{p.id} {told_apart(p, found)}" for p in found[:LISTED])
        more = f", {len(found) - LISTED} more" if len(found) > LISTED else ""
        raise UnscrollError(f"{told!r} may be {len(found)} people", f"say a number: {named}{more}", Exit.USAGE)
    near = nearest(people, told)
    hint = f"near names: {'; '.join(f'#{p.id} {told_apart(p, near)}' for p in near)}" if near else ""
    raise UnscrollError(f"nobody is known as {told!r}", hint or "`unscroll people` lists everybody", Exit.USAGE)


def told_apart(person: Person, among: Iterable[Person]) -> str:
    """The name; where others share it, with the first thing that none of them has: `Alex Kim (Acme)`."""
    namesakes = [p for p in among if p.id != person.id and fold(p.name) == fold(person.name)]
    taken = {fold(word) for p in namesakes for word in _marks(p)}
    mark = next((word for word in _marks(person) if fold(word) not in taken), "") if namesakes else ""
    return f"{person.name} ({mark})" if mark else person.name


def _marks(person: Person) -> Iterator[str]:
    if person.company:
        yield person.company
    yield from (handle.value for handle in sorted(person.handles))
    if person.circle:
        yield person.circle.value
    yield from person.tags


def nearest(people: People, told: str) -> tuple[Person, ...]:
    """Up to five whose names look most like it, for a hint and never to act on."""
    from rapidfuzz import fuzz, process

    called = _called(people.everybody, _other_names(people))
    parts = [(part, at) for at, line in enumerate(called.lines) for part in dict.fromkeys((line[1:-1], *line.split()))]
    names = [part for part, _ in parts]
    found = process.extract(fold(told), names, scorer=fuzz.ratio, score_cutoff=NEAR_FROM, limit=4 * LISTED)
    return tuple(dict.fromkeys(called.persons[parts[at][1]] for _, _, at in found))[:LISTED]


def _sorts(people: People, wanted: str) -> Iterator[list[Person]]:
    """The sorts of fit from the surest on, each worked out when those before it found nobody."""
    everybody = people.everybody
    yield _inner_first([p for p in everybody if p.name == wanted])
    if found := _ORDINAL.fullmatch(wanted):
        yield [person] if (person := people.of(int(found[1]))) else []
        return
    if wanted.startswith("@"):
        yield _inner_first(_by_user_name(everybody, wanted))
    others = _other_names(people)
    yield _inner_first([p for p, name in others if name == wanted])
    called, told = _called(everybody, others), _lines([wanted])
    numbered = list(enumerate(called.lines))
    same = [n for n, line in numbered if line in told]
    yield _inner_first([called.persons[n] for n in same if n < called.others])
    yield _inner_first([called.persons[n] for n in same])
    words = [line.split() for line in told]
    orders, lengths = [sorted(each) for each in words], {len(line) for line in told}
    turned = [n for n, line in numbered if len(line) in lengths and sorted(line.split()) in orders]
    yield _inner_first([called.persons[n] for n in turned])
    yield _inner_first(_by_handle(everybody, wanted))
    yield _inner_first([p for each in words for p in _having(called, [f" {word} " for word in each])])
    begun = [[word if unspaced(word) else f" {word}" for word in each] for each in words]
    yield _inner_first([p for each in begun for p in _having(called, each)])
    yield _inner_first(_by_user_name(everybody, wanted))
    yield _slips(called, told)


def _inner_first(persons: list[Person]) -> list[Person]:
    """Those of the inner circle, then of the next ones, then of none."""
    return sorted(persons, key=lambda p: _CIRCLES.index(p.circle) if p.circle else len(_CIRCLES))


def _other_names(people: People) -> list[tuple[Person, str]]:
    name = HandleKind.NAME
    return [(p, h.value) for p in people.everybody for h in p.handles if h.kind is name]


def _called(everybody: Sequence[Person], others: Sequence[tuple[Person, str]]) -> _Called:
    persons: list[Person] = []
    lines: list[str] = []
    shown = 0
    for named in ([(p, p.name) for p in everybody], others):
        shown = len(lines)
        spelled = [(p, out) for p, name in named if not name.isascii() and (out := _spelled_out(name))]
        persons += (p for p, _ in (*named, *spelled))
        lines += [f" {line} " for line in (fold(name) for _, name in (*named, *spelled))]
    return _Called(persons, lines, shown)


def _spelled_out(name: str) -> str:
    """The name with `ae`, `oe`, `ue`; "" where there is no umlaut."""
    composed = unicodedata.normalize("NFC", name)
    spelled = composed.translate(SPELLED_OUT)
    return "" if spelled == composed else spelled


def _lines(names: Sequence[str]) -> list[str]:
    out = (_spelled_out(name) for name in names)
    return [f" {line} " for line in (fold(name) for name in (*names, *(spelled for spelled in out if spelled)))]


def _having(called: _Called, parts: Sequence[str]) -> list[Person]:
    """Those in whose line each part stands, at a place of its own."""
    longest = sorted(parts, key=len, reverse=True)
    first = longest[0]
    likely = [n for n, line in enumerate(called.lines) if first in line]
    return [called.persons[n] for n in likely if _each_in(longest, called.lines[n])]


def _each_in(parts: Sequence[str], line: str) -> bool:
    for part in parts:
        if part not in line:
            return False
        at = line.index(part)
        end = line.index(" ", at + 1)
        line = line[:at] + line[end:]
    return True


def _by_handle(people: Sequence[Person], wanted: str) -> list[Person]:
    if _NUMBER.fullmatch(wanted):
        return _by_number(people, wanted)
    if " " in wanted:
        return []
    platform, _, number = wanted.partition(":")
    read = (email(wanted), profile(wanted), platform_id(platform, number))
    values = {handle.value for handle in read if handle is not None}
    return [p for p in people for h in p.handles if h.value in values] if values else []


def _by_user_name(people: Sequence[Person], wanted: str) -> list[Person]:
    user = wanted.lstrip("@").casefold()
    return [
        p for p in people for h in p.handles if user and h.value.casefold().endswith(user) and _user_name(h) == user
    ]


def _user_name(handle: Handle) -> str:
    """The last part of a profile's address or of an id."""
    if handle.kind not in (HandleKind.PROFILE, HandleKind.ID):
        return ""
    return handle.value.replace(":", "/").rpartition("/")[2].lstrip("@").casefold()


def _by_number(people: Sequence[Person], wanted: str) -> list[Person]:
    """A whole number, or the end of one as it is dialled at home: 06 12 34 56 78 of +33612345678."""
    digits = "".join(c for c in wanted.replace("(0)", "") if c.isdigit())
    home = digits.lstrip("0")
    if len(home) < _NUMBER_DIGITS:
        return []
    numbers = ((p, h.value) for p in people for h in p.handles if h.kind is HandleKind.PHONE)
    return [p for p, value in numbers if (value == f"+{digits}" if wanted.startswith("+") else value.endswith(home))]


def _slips(called: _Called, told: Sequence[str]) -> list[Person]:
    """Whole names with a letter or two wrong, the nearest first; never a part of a name."""
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    letters = max(len(line.replace(" ", "")) for line in told)
    slips = (letters >= _ONE_LETTER_FROM) + (letters >= _TWO_LETTERS_FROM)
    found: dict[int, int] = {}
    ordered = [" ".join(sorted(line.split())) for line in called.lines] if slips else []
    for line in told if slips else ():
        for wanted, lines in ((line, called.lines), (" ".join(sorted(line.split())), ordered)):
            for _, off, at in process.extract(wanted, lines, scorer=OSA.distance, score_cutoff=slips, limit=None):
                found[at] = min(int(off), found.get(at, slips))
    return [called.persons[at] for at in sorted(found, key=lambda at: (found[at], at))]
