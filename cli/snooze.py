"""unscroll snooze: nobody is asked about for a while."""

import click

from unscroll.cli.options import json_option
from unscroll.cli.show import clean, echo_json
from unscroll.spoken import parse_duration


@click.command()
@click.argument("who")
@click.argument("duration")
@json_option
def command(who: str, duration: str, as_json: bool) -> None:
    """Let WHO rest for DURATION: neither reach nor a digest names them. `0` ends it.

    \b
    Examples:
      unscroll snooze Zoë 2w
      unscroll snooze Zoë 0
    """
    from unscroll.cli.roster import desk_of, open_roster
    from unscroll.cli.who import person_of
    from unscroll.cli.writing import apply
    from unscroll.commands import ChangePerson
    from unscroll.errors import UnscrollError
    from unscroll.people.person import Trait
    from unscroll.reports.values import instant
    from unscroll.reports.words import clock, long_date

    length_ms = parse_duration(duration)
    with open_roster(Trait.SNOOZED) as roster:
        if roster is None:
            raise UnscrollError("nobody is known yet", "unscroll people add NAME keeps somebody")
        person, now = person_of(roster, clean(who)), desk_of(roster)
    until_ms = now.now_ms + length_ms if length_ms else 0
    if until_ms or person.snoozed_until_ms > now.now_ms:
        fact = {"trait": str(Trait.SNOOZED), "value": str(until_ms or person.snoozed_until_ms), "holds": bool(until_ms)}
        apply(ChangePerson("snooze" if until_ms else "end of a snooze", [fact], person.id))
    name, at = clean(person.name), now.zones.local(until_ms)
    if as_json:
        until = instant(until_ms) if until_ms else None
        echo_json({"schema": 1, "person": person.name, "id": person.id, "until": until})
    elif until_ms:
        click.echo(f"{name} rests until {long_date(at.date())}, {clock(at)}")
    else:
        click.echo(f"{name} rests no more")
