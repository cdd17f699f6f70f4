"""SetupFive: the people whom the user does not want to lose, found among those known or new."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from unscroll.cli.owner import refuse_owner
from unscroll.cli.roster import open_roster
from unscroll.cli.show import clean
from unscroll.cli.writing import apply
from unscroll.commands import ChangePerson
from unscroll.errors import Exit, UnscrollError
from unscroll.people.circles import Circle
from unscroll.people.folding import fold
from unscroll.people.handles import email
from unscroll.people.person import Person, Trait
from unscroll.people.regions import region_code
from unscroll.people.whom import one, surely

_LONGEST = 120
_NEAR = (Circle.INNER, Circle.CLOSE)
_LISTED = 8


@dataclass(frozen=True, slots=True)
class Kept:
    """Somebody as kept; `new` where nobody known was meant."""

    name: str
    new: bool


def near_people() -> list[str]:
    """The names of those who are in the circles inner and close."""
    with open_roster(Trait.NAME, Trait.CIRCLE) as roster:
        return [p.name for p in roster.people.everybody if p.circle in _NEAR] if roster else []


def completions(begun: str, most: int = _LISTED) -> list[str]:
    """Names of people known that have a word which begins so."""
    wanted = fold(clean(begun)).strip()
    if not wanted:
        return []
    with open_roster(Trait.NAME) as roster:
        names = sorted({p.name for p in roster.people.everybody}) if roster else []
    return [name for name in names if f" {wanted}" in f" {fold(name)}"][:most]


def keep_people(told: Sequence[str]) -> list[Kept]:
    """Puts each into the circle close, all or nobody; who is nearer already stays so. UnscrollError (2) where a name
    may be several people, or is none."""
    names = list(dict.fromkeys(filter(None, (" ".join(clean(name).split()) for name in told))))
    with open_roster(Trait.NAME, Trait.CIRCLE, Trait.HANDLE) as roster:
        people = roster.people if roster else None
        found = [(name, one(people, name) if people and surely(people, name) else None) for name in names]
    for name, person in found:
        if person is None:
            _refuse(name)
    changes = [change for name, person in found if (change := _change(name, person))]
    if changes:
        apply(*changes)
    return [Kept(person.name if person else name, person is None) for name, person in found]


def _change(name: str, person: Person | None) -> ChangePerson | None:
    facts = [{"trait": str(Trait.CIRCLE), "value": str(Circle.CLOSE), "holds": True}]
    if person is None:
        return ChangePerson("add", facts, name=name)
    return None if person.circle in _NEAR else ChangePerson("circle", facts, person_id=person.id)


def _refuse(name: str) -> None:
    """Whom nobody can be new by."""
    if len(name) > _LONGEST:
        raise UnscrollError(f"{name[:40]!r}… is no name", f"{_LONGEST} characters at most", Exit.USAGE)
    if email(name) or not any(c.isalpha() for c in name):
        raise UnscrollError(f"nobody is known as {name!r}", "A new person needs a name", Exit.USAGE)
    refuse_owner(name, told=name)


def region_preset(env: Mapping[str, str] = os.environ) -> str:
    """The country of the locale: DE of de_DE.UTF-8; "" where it names none."""
    for variable in ("LC_ALL", "LC_TELEPHONE", "LC_ADDRESS", "LANG"):
        country = env.get(variable, "").partition(".")[0].partition("@")[0].partition("_")[2]
        if len(country) == 2:
            try:
                return region_code(country)
            except ValueError:
                continue
    return ""
