"""Suggestions of whom to merge, listed or asked one by one."""

import click

from unscroll.cli.answers import END, answer
from unscroll.cli.roster import open_roster
from unscroll.cli.show import clean, echo_json, table
from unscroll.cli.writing import apply
from unscroll.commands import ChangePerson, MergePeople
from unscroll.people.alike import Suggestion
from unscroll.people.asking import Asking, open_suggestions
from unscroll.people.person import Person


def _found() -> tuple[Suggestion, ...]:
    with open_roster() as roster:
        return () if roster is None else open_suggestions(roster.people)


def list_all(as_json: bool) -> None:
    """Who may be one, the most certain first; a script gets all, a terminal the first."""
    found = _found()
    if as_json:
        rows = [{"one": _told(s.one), "other": _told(s.other), "evidence": s.evidence} for s in found]
        echo_json({"schema": 1, "suggestions": rows})
    elif found:
        click.echo(table([(*map(_line, (s.one, s.other)), s.evidence) for s in found]))
    else:
        click.echo("nobody looks like somebody else")


def ask_all() -> None:
    """Each in turn, until the last, `quit` or the end of the input. Every answer is kept at once."""
    asking = Asking(_found())
    merged = 0
    for s in asking:
        click.echo(f"\n{clean(s.evidence)}\n{table([(_line(person),) for person in (s.one, s.other)])}")
        word = answer("One person?", ("y", "n", "never", "quit"))
        if word in (END, "quit"):
            break
        if word == "y":
            apply(MergePeople(s.one.id, s.other.id, s.evidence))
            asking.merged(s)
            merged += 1
        elif word == "never":
            apply(_fact("kept apart", s.one, "apart", str(s.other.id)))
            asking.kept_apart(s)
        else:
            apply(_fact("not merged", s.one, "declined", f"{s.other.id} {s.evidence}"))
    else:
        click.echo("nobody else looks like somebody" if len(asking) else "nobody looks like somebody else")
    if merged:
        click.echo(f"merged: {merged}. unscroll people undo takes the latest back")


def _fact(what: str, person: Person, trait: str, value: str) -> ChangePerson:
    return ChangePerson(what, [{"trait": trait, "value": value, "holds": True}], person.id)


def _told(person: Person) -> dict[str, object]:
    return {"id": person.id, "person": person.name, "handles": [h.value for h in person.handles if h.strong]}


def _line(person: Person) -> str:
    """Name, number, company, handles."""
    handles = [h.value for h in person.handles if h.strong][:3]
    return "  ".join((f"{person.name} (#{person.id})", *filter(None, (person.company, *handles))))
