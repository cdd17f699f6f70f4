"""unscroll people add: somebody new."""

from typing import Any

import click

from unscroll.cli.options import json_option
from unscroll.cli.people_options import facts_of, handles_in, region, told_options
from unscroll.cli.show import clean, echo_json


@click.command("add")
@click.argument("name")
@told_options
@json_option
def command(name: str, as_json: bool, **told: Any) -> None:
    """Keep somebody by the name of NAME. An address or number that somebody has already makes the two one.

    Nobody is ever due before you give them a circle or a cadence.

    \b
    Examples:
      unscroll people add "Zoë Müller" --email zoe@example.org --circle close
      unscroll people add Ana --phone "+33 6 12 34 56 78" --cadence 2w --birthday=--02-29
    """
    from unscroll.cli.known import same_name
    from unscroll.cli.owner import refuse_owner
    from unscroll.cli.writing import apply
    from unscroll.commands import ChangePerson

    wanted = " ".join(clean(name).split())
    if not wanted:
        raise click.BadParameter("a name that can be read", param_hint="NAME")
    facts = facts_of(told, region())
    refuse_owner(wanted, handles_in(facts))
    others = same_name(wanted)
    (result,) = apply(ChangePerson("add", facts, name=wanted))
    data = result["data"]
    if as_json:
        echo_json({"schema": 1, **result})
        return
    click.echo(f"added: {wanted}  #{data['person_id']}")
    if data["joined"]:
        click.echo("That address or number was known: they are one now. unscroll people undo takes it back")
    elif others:
        named = ", ".join(f"#{number}" for number in others)
        click.echo(f"Another {wanted} is known ({named}). One and the same? unscroll people merge")
