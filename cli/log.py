"""unscroll log: a contact typed in."""

import click

from unscroll.cli.options import json_option
from unscroll.cli.show import clean, echo_json, length
from unscroll.reports.words import clock, short_date
from unscroll.spoken import parse_duration


@click.command()
@click.argument("channel")
@click.argument("who")
@click.argument("duration", required=False)
@click.option("--at", "when", metavar="WHEN", help="When it began: 15:00, yesterday, 'monday 15:00'.")
@click.option("--note", default="", metavar="TEXT", help="A few words of your own.")
@json_option
def command(channel: str, who: str, duration: str | None, when: str | None, note: str, as_json: bool) -> None:
    """Type in a contact by CHANNEL with WHO that nothing here could see.

    Without --at it has just ended. It counts as logged, never as measured.

    \b
    Examples:
      unscroll log coffee "Zoë" 45m --at "yesterday 15:00"
      unscroll log call Ana 20m
    """
    from unscroll.cli.desk import desk
    from unscroll.cli.writing import apply
    from unscroll.commands import LogTouchpoint

    took = parse_duration(duration) if duration else 0
    now = desk()
    start = now.when(when) if when else now.now_ms - took
    if start + took > now.now_ms:
        raise click.BadParameter("a contact that is over; this one ends after now", param_hint="--at")
    person, word = clean(who).strip(), clean(channel).strip().lower()
    if not person or not word:
        raise click.BadParameter("a channel and a name, such as: coffee Zoë")
    results = apply(LogTouchpoint(person, word, start, start + took, clean(note)))
    if as_json:
        echo_json(results)
    else:
        at = now.zones.local(start)
        for_long = f", {length(took / 1000)}" if took else ""
        click.echo(f"logged: {word} with {person}, {short_date(at.date())} {clock(at)}{for_long}")
