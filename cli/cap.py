"""unscroll cap: the daily cap."""

import click

from unscroll.cli.options import json_option
from unscroll.cli.show import echo_json, length, table
from unscroll.errors import Exit, UnscrollError
from unscroll.platforms import platform as platform_name
from unscroll.spoken import parse_duration


@click.command()
@click.argument("duration", required=False)
@click.option("--weekday", is_flag=True, help="Mondays to Fridays.")
@click.option("--weekend", is_flag=True, help="Saturdays and Sundays; with --weekday both, each by itself.")
@click.option("--platform", metavar="PLATFORM", help="One platform, within the cap of the Day.")
@json_option
def command(duration: str | None, weekday: bool, weekend: bool, platform: str | None, as_json: bool) -> None:
    """Show the cap, or set it to DURATION; `none` takes a cap of its own back.

    Tightening holds at once. Easing holds from the next Day's start, or after easing_wait where that is set; a newer
    one takes the place of one that still waits.

    \b
    Examples:
      unscroll cap
      unscroll cap 1h30
      unscroll cap 2h30 --weekend
      unscroll cap 30m --platform reddit
    """
    from unscroll.cli.capping import set_cap
    from unscroll.daemon.easing import ALL

    scopes = tuple(name for name, on in (("weekday", weekday), ("weekend", weekend)) if on)
    if scopes and platform:
        raise click.UsageError("--platform has one cap for all days")
    if duration is None:
        if scopes or platform:
            raise click.UsageError("set it to what? Give a duration, such as 1h30")
        _show(as_json)
        return
    wanted = None if duration == "none" else parse_duration(duration)
    if wanted is None and not (scopes or platform):
        raise UnscrollError("there is always a cap of the Day", "Set a large one: unscroll cap 24h", Exit.USAGE)
    if platform:
        from unscroll.cli.naming import known_platforms

        known_platforms((platform,))
    said = set_cap(scopes or (ALL,), platform or "", wanted)
    if as_json:
        echo_json({"schema": 1, **said})
        return
    value = "none of its own" if wanted is None else length(wanted / 1000)
    for scope, told in (said.get("scopes") or {"".join(scopes): said}).items():
        keep = ", ".join(f"{name}s keep their own {length(own_s)}" for name, own_s in said["keeps"].items())
        click.echo(f"cap{_of(scope, platform)}: {value}, {told['holds']}{'; ' if keep else ''}{keep}")


def _of(scope: str, platform: str | None) -> str:
    return f" of {platform_name(platform)}" if platform else f" of {scope}s" if scope else ""


def _show(as_json: bool) -> None:
    from unscroll.cli.caps_held import caps_held, caps_json, caps_rows

    caps = caps_held()
    if as_json:
        echo_json({"schema": 1, **caps_json(caps)})
    else:
        click.echo(table(caps_rows(caps), indent=0))
