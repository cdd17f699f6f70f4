"""unscroll people circle: how near people are meant to be."""

import click

from unscroll.cli.options import json_option
from unscroll.cli.show import clean, echo_json
from unscroll.people.circles import CADENCE_DAYS, Circle

NONE = "none"


@click.command("circle")
@click.argument("circle", type=click.Choice([*map(str, Circle), NONE]))
@click.argument("who", nargs=-1, required=True, metavar="WHO...")
@json_option
def command(circle: str, who: tuple[str, ...], as_json: bool) -> None:
    """Put people into a circle: inner (contact every 7 days), close (30), friends (180), active (365), or none.

    Only who is in a circle, or has a cadence of their own, is ever due.

    \b
    Examples:
      unscroll people circle close Zoë "Ana Roth"
      unscroll people circle none Ben
    """
    from unscroll.cli.known import all_known
    from unscroll.cli.people_options import AS_BEFORE
    from unscroll.cli.writing import apply
    from unscroll.commands import ChangePerson

    people = all_known(who)
    fact = {"trait": "circle", "value": "" if circle == NONE else circle, "holds": circle != NONE}
    results = apply(*(ChangePerson("circle", [fact], person_id=person.id) for person in people))
    if as_json:
        echo_json({"schema": 1, "results": results})
        return
    when = "" if circle == NONE else f", every {CADENCE_DAYS[Circle(circle)]} days"
    for changed, before in ((True, ""), (False, AS_BEFORE)):
        told = [
            clean(p.name) for p, of in zip(people, results, strict=True) if changed is bool(of["data"]["change_id"])
        ]
        if told:
            click.echo(f"{circle}{when}: {', '.join(told)}{before}")
