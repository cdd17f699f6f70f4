"""unscroll pause: the watching rests."""

from typing import Any

import click

from unscroll.cli.asking import ask
from unscroll.cli.options import json_option
from unscroll.cli.show import echo_json
from unscroll.spoken import parse_duration


@click.command()
@click.argument("duration")
@json_option
def command(duration: str, as_json: bool) -> None:
    """Rest the watching for DURATION (45m, 1h30, 90, 2w). The gap shows in the coverage.

    Needs the daemon. End it early: unscroll resume.

    \b
    Example: unscroll pause 45m
    """
    rest(method="pause", duration=duration, as_json=as_json, words="nothing is watched")


def rest(method: str, duration: str, as_json: bool, words: str) -> None:
    """Asks the daemon for a rest of `duration` and says until when."""
    wanted = parse_duration(duration)
    if not wanted:
        raise click.BadParameter("a length above zero, such as 45m", param_hint="DURATION")
    answer: Any = ask(method, duration_ms=wanted)
    if as_json:
        echo_json(answer)
    else:
        from unscroll.cli.desk import desk
        from unscroll.reports.words import clock, short_date

        now = desk()
        until = now.zones.local(now.now_ms + wanted)
        click.echo(f"{words} until {short_date(until.date())} {clock(until)}; unscroll resume ends it")
