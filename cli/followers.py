"""unscroll followers: followers beside people."""

from typing import TYPE_CHECKING, Any

import click

from unscroll.cli.options import json_option
from unscroll.cli.show import echo_json, table
from unscroll.reports.words import platform as platform_name
from unscroll.reports.words import short_date

if TYPE_CHECKING:
    from unscroll.people.knowing import Funnel

_HEAD = ("", "followers", "ever", "12 months", "90 days", "spoke or met")


@click.command()
@click.argument("platform", required=False)
@click.argument("count", required=False, type=click.IntRange(0, 1 << 39))
@click.option("--day", "day", default="today", metavar="DATE", help="When it was so many; today without it.")
@json_option
def command(platform: str | None, count: int | None, day: str, as_json: bool) -> None:
    """Type in how many followers or connections a PLATFORM shows; alone, see them beside people.

    Of those on a platform: who ever wrote or talked with you, both ways in 12 months, in 90 days, and by voice or in
    person in 90 days.

    \b
    Examples:
      unscroll followers linkedin 843
      unscroll followers x 120 --day 2026-11-01
      unscroll followers
    """
    if platform is None:
        _show(as_json)
        return
    if count is None:
        raise click.UsageError("how many? Such as: unscroll followers linkedin 843")
    from unscroll.cli.desk import desk
    from unscroll.cli.naming import known_platforms
    from unscroll.cli.writing import apply
    from unscroll.commands import TypeFollowers

    now, named = desk(), platform.strip().lower()
    on = now.day(day)
    if on > now.today:
        raise click.BadParameter("a day that has begun", param_hint="--day")
    known_platforms([named])
    (result,) = apply(TypeFollowers(named, on.isoformat(), count))
    if as_json:
        echo_json({"schema": 1, **result})
    else:
        click.echo(f"{platform_name(named)} on {short_date(on)}: {count}")


def _show(as_json: bool) -> None:
    from unscroll.cli.roster import open_roster
    from unscroll.daemon.following import funnels
    from unscroll.naming import views_of
    from unscroll.rulebook import load_rules

    with open_roster() as roster:
        found = funnels(roster, views_of(load_rules()).keys()) if roster else ()
    if as_json:
        from unscroll.people.circles import LAYERS

        layers = {str(circle): size for circle, size in LAYERS.items()}
        echo_json({"schema": 1, "platforms": [_row(f) for f in found], "layers": layers})
    elif found:
        click.echo(table([_HEAD, *(_cells(f) for f in found)], right=(1, 2, 3, 4, 5)))
        click.echo("\nFor comparison: people usually keep 5 very close, 15 close, 50 as friends, 150 in all (Dunbar).")
    else:
        click.echo("no count is known yet. Type one in: unscroll followers linkedin 843")


def _cells(f: "Funnel") -> tuple[str, ...]:
    followers = "" if f.followers is None else str(f.followers)
    return (platform_name(f.platform), followers, str(f.genuine), str(f.year), str(f.quarter), str(f.live))


def _row(f: "Funnel") -> dict[str, Any]:
    told = {"platform": f.platform, "followers": f.followers, "ever": f.genuine, "two_way_365d": f.year}
    return told | {"two_way_90d": f.quarter, "live_90d": f.live}
