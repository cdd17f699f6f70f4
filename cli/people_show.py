"""unscroll people show: everything known of one person."""

import click

from unscroll.cli.options import json_option
from unscroll.cli.show import clean, echo_json, table


@click.command("show")
@click.argument("who")
@json_option
def command(who: str, as_json: bool) -> None:
    """Everything known of WHO: how to reach them, the last contact, when the next is due, how it began.

    \b
    Examples:
      unscroll people show Zoë
      unscroll people show zoe@example.org --json
    """
    from unscroll.cli.known import open_known
    from unscroll.people.due import due_of
    from unscroll.people.tie import tie_of
    from unscroll.reports.person_text import MOST

    with open_known(who) as (roster, person):
        roster = roster.around(person)
        if as_json:
            touchpoints = tuple(t for t in roster.touchpoints(person) if t.start_ms <= roster.now_ms)
            tie = tie_of(touchpoints, roster.now_ms, roster.zones)
        else:
            tie, touchpoints = roster.tie_and_latest(person, MOST)
        via = {t.via_id for t in touchpoints if t.via_id}
        names = roster.reader.finder.around(via).names if via else {}
    due = due_of(person, tie.last_contact_ms, roster.now_ms)
    parts = [(number, roster.people.called(number)) for number in person.ids[1:]]
    if as_json:
        from unscroll.reports.people_json import show_json

        echo_json(show_json(person, tie, due, parts, touchpoints, names))
        return
    from unscroll.plain import shown_name
    from unscroll.reports.person_text import Shown, facts, latest

    vias = {t.via_id: name for t in touchpoints if t.via_id and (name := names.get(t.via_id))}
    shown = Shown(person, tie, due, tuple(parts), roster.now_ms, roster.zones, vias)
    click.echo(f"{clean(shown_name(person.name))}  #{person.id}")
    click.echo(table(facts(shown)))
    if rows := latest(touchpoints, shown):
        click.echo("\nLast contacts\n" + table(rows))
