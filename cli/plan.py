"""unscroll plan: a date with somebody."""

from pathlib import Path

import click

from unscroll.cli.options import json_option
from unscroll.cli.show import clean
from unscroll.spoken import parse_duration

_USUAL = "1h"


@click.command()
@click.argument("channel", required=False)
@click.argument("who", required=False)
@click.argument("when", required=False)
@click.argument("duration", required=False)
@click.option("-o", "out", metavar="FILE", type=click.Path(path_type=Path), help="Where the invitation is written.")
@click.option("--done", type=int, metavar="N", help="The plan of that number happened: it is logged.")
@click.option("--off", type=int, metavar="N", help="It fell through.")
@json_option
def command(
    channel: str | None,
    who: str | None,
    when: str | None,
    duration: str | None,
    out: Path | None,
    done: int | None,
    off: int | None,
    as_json: bool,
) -> None:
    """Plan CHANNEL with WHO, and write an invitation (.ics) for the calendar; of an hour where no DURATION is told.

    Without a channel it lists what is planned, and asks of what is over whether it happened. Confirmed, it is logged.

    \b
    Examples:
      unscroll plan coffee Zoë "next tue 10:00"
      unscroll plan dinner Ana "tomorrow 18:30" 2h -o dinner.ics
      unscroll plan
      unscroll plan --done 3
    """
    from unscroll.cli import planning

    if done is not None or off is not None:
        if channel or out or (done is not None and off is not None):
            raise click.UsageError("--done and --off go alone, one at a time")
        number, state = (done, "happened") if done is not None else (off or 0, "fell_through")
        planning.settle(number, state, as_json)
    elif channel is None:
        if out:
            raise click.UsageError("a channel, a name and a time, such as: unscroll plan coffee Zoë 'next tue 10:00'")
        planning.show(as_json)
    elif not who or not when or not clean(channel).strip():
        raise click.UsageError("a channel, a name and a time, such as: unscroll plan coffee Zoë 'next tue 10:00'")
    else:
        planning.plan(
            clean(channel).strip().lower(), clean(who), when, parse_duration(duration or _USUAL), out, as_json
        )
