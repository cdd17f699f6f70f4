"""unscroll day: one day in the terminal."""

import click

from unscroll.cli.asking import ask_or_none
from unscroll.cli.options import json_option
from unscroll.cli.show import echo_json


@click.command()
@click.argument("date", default="today")
@json_option
def command(date: str, as_json: bool) -> None:
    """A day in the terminal: kinds, platforms, surfaces, people, runs, coverage.

    DATE is today, yesterday, a weekday (the latest one) or 2026-11-22. A Day turns at 04:00.

    \b
    Examples:
      unscroll day
      unscroll day yesterday --json
    """
    from unscroll.cli.day_text import day_text
    from unscroll.cli.desk import desk
    from unscroll.cli.reading import read_day

    now = desk()
    day = now.day(date)
    document = ask_or_none("day", day=day.isoformat()) or read_day(day)
    if as_json:
        echo_json(document)
    else:
        click.echo(day_text(document, now.clock))
