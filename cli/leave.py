"""unscroll leave: whom one would lose with a platform."""

from typing import TYPE_CHECKING

import click

from unscroll.cli.options import json_option
from unscroll.cli.show import clean, echo_json, table
from unscroll.reports.words import count
from unscroll.reports.words import platform as platform_name

if TYPE_CHECKING:
    from unscroll.daemon.following import Leaving

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
    from unscroll.cli.roster import open_roster
    from unscroll.daemon.following import Leaving, leaving
    from unscroll.reports.people_json import SCHEMA, moment

    named = platform.strip().lower()
    known_platforms([named])
    with open_roster() as roster:
        found, now_ms = (leaving(roster, named), roster.now_ms) if roster else (Leaving((), 0), 0)
    if as_json:
        rows = [{"person": p.name, "id": p.id, "last_two_way": moment(at_ms)} for p, at_ms in found.lost]
        echo_json({"schema": SCHEMA, "platform": named, "lose": rows, "others": found.kept})
    elif not found.lost and not found.kept:
        click.echo(f"nobody is known on {clean(platform_name(named, {}))}")
    else:
        _say(found, clean(platform_name(named, {})), now_ms)


def _say(found: "Leaving", shown: str, now_ms: int) -> None:
    from unscroll.span import DAY_MS

    talked = [(p.name, (now_ms - at_ms) // DAY_MS) for p, at_ms in found.lost if at_ms is not None]
    if talked:
        click.echo(f"without {shown} you would have no address of:")
        click.echo(
            table([(name, f"{count(days, 'day')} ago" if days > 0 else "today") for name, days in talked[:_SHOWN]])
        )
    else:
        click.echo(f"everybody on {shown} with whom you have talked has another address")
    if len(talked) > _SHOWN:
        click.echo(f"  and {len(talked) - _SHOWN} more: --json lists them")
    if rest := len(found.lost) - len(talked):
        click.echo(
            f"{count(rest, 'person', 'people')} there you have not talked with, both ways, and know no other way"
        )
    if found.kept:
        click.echo(f"{count(found.kept, 'person', 'people')} there can be reached elsewhere too")
