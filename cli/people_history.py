"""unscroll people history: the latest changes of people."""

import click

from unscroll.cli.options import json_option
from unscroll.cli.show import echo_json, table


@click.command("history")
@click.option("-n", "most", default=20, type=click.IntRange(1, 1_000), help="How many; 20 without it.")
@json_option
def command(most: int, as_json: bool) -> None:
    """The latest changes of people, the newest first, also those that were taken back; each begins with its number.

    \b
    Example: unscroll people history -n 5
    """
    from unscroll.cli.desk import desk
    from unscroll.cli.people_changes import named_changes
    from unscroll.reports.people_json import moment
    from unscroll.reports.values import instant
    from unscroll.reports.words import clock, short_date

    changes = named_changes(most)
    if as_json:
        rows = [
            {
                "id": c.id,
                "at": instant(c.at_ms),
                "what": c.what,
                "source": c.source,
                "people": list(c.names),
                "undone": moment(c.undone_ms),
            }
            for c in changes
        ]
        echo_json({"schema": 1, "changes": rows})
        return
    zones = desk().zones
    shown = []
    for c in changes:
        at = zones.local(c.at_ms)
        undone = "" if c.undone_ms is None else "taken back"
        shown.append((str(c.id), f"{short_date(at.date())} {clock(at)}", c.what, c.who, undone))
    click.echo(table(shown, right=(0,)) if shown else "nothing was changed yet")
