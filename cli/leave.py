"""unscroll leave: whom one would lose with a platform."""

import click

from unscroll.cli.options import json_option
from unscroll.cli.show import clean, echo_json, table
from unscroll.reports.words import count
from unscroll.reports.words import platform as platform_name

_SHOWN = 50


@click.command()
@click.argument("platform")
@json_option
def command(platform: str, as_json: bool) -> None:
    """Whom you would lose by leaving PLATFORM: people of whom no other address is known, the latest contact first.

    \b
    Examples:
      unscroll leave instagram
      unscroll leave linkedin --json
    """
    from unscroll.cli.naming import known_platforms
    from unscroll.cli.roster import desk_of, open_roster
    from unscroll.daemon.following import Leaving, leaving
    from unscroll.reports.values import instant
    from unscroll.span import DAY_MS

    named = platform.strip().lower()
    known_platforms([named])
    with open_roster() as roster:
        found = leaving(roster, named) if roster else Leaving((), 0)
        now = desk_of(roster) if roster else None
    if as_json:
        rows = [
            {"person": p.name, "id": p.id, "last_two_way": None if at_ms is None else instant(at_ms)}
            for p, at_ms in found.lost
        ]
        echo_json({"schema": 1, "platform": named, "lose": rows, "others": found.kept})
        return
    shown = platform_name(named, {})
    talked = [(p, at_ms) for p, at_ms in found.lost if at_ms is not None]
    rest = len(found.lost) - len(talked)
    if not found.lost and not found.kept:
        click.echo(f"nobody is known on {clean(shown)}")
        return
    if talked and now:
        click.echo(f"without {clean(shown)} you would have no address of:")
        days = [(p, (now.now_ms - at_ms) // DAY_MS) for p, at_ms in talked]
        click.echo(table([(p.name, f"{count(n, 'day')} ago" if n > 0 else "today") for p, n in days[:_SHOWN]]))
        if len(days) > _SHOWN:
            click.echo(f"  and {len(days) - _SHOWN} more: --json lists them")
    else:
        click.echo(f"everybody on {clean(shown)} with whom you have talked has another address")
    if rest:
        click.echo(
            f"{count(rest, 'person', 'people')} there you have not talked with, both ways, and know no other way"
        )
    if found.kept:
        click.echo(f"{count(found.kept, 'person', 'people')} there can be reached elsewhere too")
