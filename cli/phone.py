"""unscroll phone: the phone's minutes of a day, typed in."""

import click

from unscroll.cli.options import json_option
from unscroll.cli.show import echo_json, length
from unscroll.cli.when import parse_date, parse_duration


@click.command()
@click.argument("duration")
@click.argument("parts", nargs=-1, metavar="[PLATFORM DURATION]...")
@click.option("--day", "day", default="today", metavar="DATE", help="The Day it belongs to; today without it.")
@json_option
def command(duration: str, parts: tuple[str, ...], day: str, as_json: bool) -> None:
    """Type in the phone's DURATION of a Day, and what of it went to which platform.

    It counts on its day as logged time, beside the time line. Typing a Day again replaces what was typed.

    \b
    Examples:
      unscroll phone 1h30
      unscroll phone 1h30 instagram 40m whatsapp 20m --day yesterday
    """
    from unscroll.cli.reading import desk
    from unscroll.cli.writing import apply
    from unscroll.commands import TypePhone

    if len(parts) % 2:
        raise click.UsageError("each platform needs its duration: instagram 40m")
    on = parse_date(day, desk().today)
    if on > desk().today:
        raise click.BadParameter("a day that has begun", param_hint="--day")
    named = {platform.lower(): parse_duration(text) for platform, text in zip(parts[::2], parts[1::2], strict=True)}
    total = parse_duration(duration)
    if sum((took for took in named.values()), total * 0) > total:
        raise click.UsageError(f"the platforms add up to more than {length(total.total_seconds())}")
    known_platforms(named)
    typed = {"": total, **named}
    results = apply(*(TypePhone(on.isoformat(), name, round(took.total_seconds() * 1000)) for name, took in typed.items()))
    if as_json:
        echo_json(results)
    else:
        click.echo(f"phone on {on:%A %-d %B}: {length(total.total_seconds())}")


def known_platforms(named: dict[str, object]) -> None:
    """UsageError where a name is none of the rules' platforms, with the nearest ones."""
