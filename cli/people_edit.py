"""unscroll people edit: what is known of somebody, changed."""

from typing import Any

import click

from unscroll.cli.options import json_option
from unscroll.cli.people_options import AS_BEFORE, Facts, facts_of, handles_in, region, taken_back_options, told_options
from unscroll.cli.show import clean, echo_json
from unscroll.errors import Exit, UnscrollError
from unscroll.people.person import Person


@click.command("edit")
@click.argument("who")
@click.option("--name", metavar="NAME", help="What they are called from now on.")
@told_options
@taken_back_options
@json_option
def command(who: str, name: str | None, as_json: bool, **told: Any) -> None:
    """Change what is known of WHO. What you say goes before any import; unscroll people undo takes it back.

    \b
    Examples:
      unscroll people edit Zoë --circle inner --note "moved to Lyon"
      unscroll people edit Ana --no-phone "+33 6 12 34 56 78" --no-cadence
    """
    from unscroll.cli.known import open_known
    from unscroll.cli.owner import refuse_owner
    from unscroll.cli.writing import apply
    from unscroll.commands import ChangePerson

    facts = facts_of(told, region())
    if name is not None:
        called = " ".join(clean(name).split())
        if not called:
            raise click.BadParameter("a name that can be read", param_hint="--name")
        facts.append({"trait": "name", "value": called, "holds": True})
    if not facts:
        raise click.UsageError("change what? Such as --circle close or --no-note")
    refuse_owner(clean(name or ""), handles_in(facts))
    with open_known(who) as (roster, found):
        person = roster.reader.people_of(found.ids).of(found.id) or found
    _refuse_unheld(person, facts)
    (result,) = apply(ChangePerson("edit", facts, person_id=person.id))
    if as_json:
        echo_json({"schema": 1, **result})
        return
    if not result["data"]["change_id"]:
        click.echo(f"{clean(person.name)}: all of it{AS_BEFORE}")
        return
    click.echo(f"changed: {clean(name or person.name)}")
    if result["data"]["joined"]:
        click.echo("That address or number was somebody's: they are one now. unscroll people undo takes it back")


def _refuse_unheld(person: Person, facts: Facts) -> None:
    """UnscrollError (2) for what cannot be taken back, as they do not have it: most likely it is misspelled."""
    held = {*map(str, person.handles), *person.tags, ""}
    for fact in facts:
        if not fact["holds"] and fact["value"] not in held:
            value = fact["value"].partition(":")[2] if fact["trait"] == "handle" else fact["value"]
            raise UnscrollError(
                f"{person.name} has no {value}", "unscroll people show lists what they have", Exit.USAGE
            )
