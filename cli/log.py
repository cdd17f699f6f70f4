"""unscroll log: a contact typed in."""

from datetime import timedelta

import click

from unscroll.cli.options import json_option
from unscroll.cli.show import clean, echo_json, length
from unscroll.cli.when import parse_duration
from unscroll.span import to_ms


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
    from unscroll.cli.reading import desk
    from unscroll.cli.writing import apply
    from unscroll.commands import LogTouchpoint

    took = parse_duration(duration) if duration else timedelta()
    now = desk()
    start = now.when(when) if when else now.now - took
    if start + took > now.now:
        raise click.BadParameter("a contact that is over; this one ends after now", param_hint="--at")
    person, word = clean(who).strip(), clean(channel).strip().lower()
    if not person or not word:
        raise click.BadParameter("a channel and a name, such as: coffee Zoë")
    results = apply(LogTouchpoint(person, word, to_ms(start), to_ms(start + took), clean(note)))
    if as_json:
        echo_json(results)
    else:
        at = now.zones.local(to_ms(start))
        click.echo(f"logged: {word} with {person}, {at:%A %-d %B %H:%M}" + (f", {length(took.total_seconds())}" if took else ""))
