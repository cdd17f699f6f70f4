"""unscroll reach: whom to reach out to."""

import click

from unscroll.cli.options import json_option
from unscroll.cli.show import clean, echo_json, table
from unscroll.people.reach import MOST, Pick

_MORE = 20
"""Beyond a handful it is a list to work off; so many at the most."""


@click.command()
@click.option(
    "-n", "most", default=MOST, type=click.IntRange(1, _MORE), help=f"How many at the most; {MOST} without it."
)
@click.option("--new", "new", is_flag=True, help="Connected, yet never talked.")
@json_option
def command(most: int, new: bool, as_json: bool) -> None:
    """Whom to reach out to: a handful, each with the reason.

    Only people in a circle, or with a cadence, are named; one of them is not the most overdue. With --new those whom a
    platform or an export brought, and with whom there was no contact yet.

    \b
    Examples:
      unscroll reach
      unscroll reach -n 3 --json
      unscroll reach --new
    """
    from unscroll.cli.asking import places
    from unscroll.cli.roster import open_roster
    from unscroll.cli.who import names_apart
    from unscroll.daemon.reaching import TRAITS, reach, reach_new
    from unscroll.daemon.uses import note_reach
    from unscroll.people.person import Trait

    found: tuple[Pick, ...] = ()
    called: dict[int, str] = {}
    asked = False
    with open_roster(*((Trait.NAME,) if new else TRAITS)) as roster:
        if roster is not None:
            found = reach_new(roster, most) if new else reach(roster, most)
            called = names_apart(roster, (pick.person for pick in found))
            asked = bool(roster.people.asked)
            note_reach(places(), roster.now_ms)
    if as_json:
        echo_json({"schema": 1, "reach": [_row(pick) for pick in found]})
    elif found:
        click.echo(table([(called[pick.person.id], pick.text) for pick in found]))
    else:
        click.echo(_nobody(new, asked))


def _row(pick: Pick) -> dict[str, object]:
    overdue = None if pick.ratio is None else round(pick.ratio, 2)
    reasons = [clean(reason) for reason in pick.reasons]
    return {"person": pick.person.name, "id": pick.person.id, "reasons": reasons, "days": pick.days, "overdue": overdue}


def _nobody(new: bool, asked: bool) -> str:
    if new:
        return "nobody new: nobody was brought with whom there was no contact"
    if asked:
        return "nobody today"
    return "nobody is in a circle yet, so nobody is named. Put somebody in: unscroll people circle close NAME"
