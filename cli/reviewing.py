"""Reviewing: the cards of `people review`, and the counts that come of them."""

from dataclasses import asdict

import click

from unscroll.cli.answers import END, answer
from unscroll.cli.roster import open_roster
from unscroll.cli.show import clean
from unscroll.cli.who import names_apart
from unscroll.cli.writing import apply
from unscroll.commands import ChangePerson
from unscroll.people.knowing import ladder
from unscroll.people.person import Knows, Person, Trait
from unscroll.people.review import cards, connected, open_known
from unscroll.reports.people_words import silence_words

_ANSWERS = {"1": Knows.KNOW, "2": Knows.WOULD_LIKE, "3": Knows.LET_GO}
_KNOWN = {"y": "yes", "n": "no"}
_KEYS = "1 I know them, 2 would like to, 3 let go, s skip, q quit"


def counts() -> dict[str, int]:
    """The rungs of the ladder, by the user's own answers."""
    with open_roster() as roster:
        if roster is None:
            return asdict(ladder((), {}, 0))
        some = connected(roster.people.everybody)
        return asdict(ladder(some, roster.ties_of_a_year(), roster.now_ms))


def review() -> None:
    """Asks about ten people, then, of whom the user knows, whether they know them; then tells the counts."""
    if _first() and _second():
        _tell()


def _first() -> bool:
    """False where the user has enough."""
    with open_roster() as roster:
        last, now_ms = (roster.last_contact, roster.now_ms) if roster else ({}, 0)
        found = cards(roster.people.everybody, last) if roster else ()
        asked = [(person, _card(person, last.get(person.id), now_ms)) for person in found]
    click.echo(_KEYS if asked else "nobody was brought who is not asked yet", err=bool(asked))
    for number, (person, card) in enumerate(asked, 1):
        click.echo(f"\n{number} of {len(asked)}  {card}")
        key = answer("You", ("1", "2", "3", "s", "q"))
        if key in (END, "q"):
            return False
        if key == "s":
            _keep(person, "passed over", Trait.PASSED, str(now_ms))
        else:
            _keep(person, "review", Trait.KNOWS, str(_ANSWERS[key]))
    return True


def _second() -> bool:
    with open_roster() as roster:
        asked = () if roster is None else open_known(roster.people.everybody)
        called = names_apart(roster, asked) if roster else {}
    for person in asked:
        key = answer(f"\nDoes {clean(called[person.id])} know you? y, n, s skip, q quit", ("y", "n", "s", "q"))
        if key in (END, "q"):
            return False
        if key != "s":
            _keep(person, "review", Trait.KNOWN, _KNOWN[key])
    return True


def _keep(person: Person, what: str, trait: Trait, value: str) -> None:
    apply(ChangePerson(what, [{"trait": str(trait), "value": value, "holds": True}], person.id))


def _card(person: Person, last_ms: int | None, now_ms: int) -> str:
    told = [person.name, person.company, *(h.value for h in person.handles if h.strong)][:4]
    told += [f"connected on {person.met_on}"] if person.met_on else []
    told += [f"last contact {silence_words(last_ms, now_ms)} ago"] if last_ms is not None else []
    return clean(", ".join(word for word in told if word))


def _tell() -> None:
    """Counts, and nothing to reach (METRICS 4)."""
    told = counts()
    click.echo(
        f"\n{told['connected']:,} connected, {told['i_know']:,} you know, {told['they_know']:,} know you, "
        f"{told['talked']:,} talked this year, {told['not_asked']:,} not asked yet"
    )
