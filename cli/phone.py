"""unscroll phone: the phone's minutes of a day, typed in."""

from datetime import date

import click

from unscroll.cli.options import json_option
from unscroll.cli.show import echo_json, length
from unscroll.reports.words import platform as platform_name
from unscroll.reports.words import short_date
from unscroll.spoken import parse_duration


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
    from unscroll.cli.desk import desk
    from unscroll.cli.naming import known_platforms
    from unscroll.cli.writing import apply
    from unscroll.commands import TypePhone

    if len(parts) % 2:
        raise click.UsageError("each platform needs its duration: instagram 40m")
    now = desk()
    on = now.day(day)
    if on > now.today:
        raise click.BadParameter("a day that has begun", param_hint="--day")
    names = [platform.lower() for platform in parts[::2]]
    if twice := [name for name in dict.fromkeys(names) if names.count(name) > 1]:
        raise click.UsageError(f"{twice[0]} is named twice: give its whole duration once")
    named = {platform.lower(): parse_duration(text) for platform, text in zip(parts[::2], parts[1::2], strict=True)}
    total = parse_duration(duration)
    if total > (room_ms := now.zones.span_of(on).length_ms):
        raise click.BadParameter(f"at most {length(room_ms / 1000)}, which that Day has", param_hint="DURATION")
    if sum(named.values()) > total:
        raise click.UsageError(f"the platforms add up to more than {length(total / 1000)}")
    known_platforms(named)
    cleared = dict.fromkeys(typed_before(on), 0)
    results = apply(*(TypePhone(on.isoformat(), name, took) for name, took in {**cleared, "": total, **named}.items()))
    if as_json:
        echo_json(results)
    else:
        each = [f"{length(took / 1000)} {platform_name(name, {})}" for name, took in named.items()]
        of_it = f", of it {', '.join(each)}" if each else ""
        click.echo(f"phone on {short_date(on)}: {length(total / 1000)}{of_it}")


def typed_before(on: date) -> list[str]:
    """The platforms that were typed in for the Day before; typing it anew takes them back."""
    from unscroll.cli.reading import maybe_ledger

    with maybe_ledger() as reader:
        return [typed.platform for typed in reader.phone(on)] if reader else []
