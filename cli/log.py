"""unscroll log: a contact typed in."""

from typing import Any

import click

from unscroll.cli.options import json_option
from unscroll.cli.show import clean, echo_json
from unscroll.people.touchpoint import FAVOURS
from unscroll.spoken import parse_duration

_favour = click.Choice(FAVOURS, case_sensitive=False)


@click.command()
@click.argument("channel", required=False)
@click.argument("who", required=False)
@click.argument("duration", required=False)
@click.option("--at", "when", metavar="WHEN", help="When it began: 15:00, yesterday, 'last tue 15:00', '3 days ago'.")
@click.option("--note", default="", metavar="TEXT", help="A few words of your own.")
@click.option("--next", "ask", default="", metavar="TEXT", help="What to ask about next time; shown when it is time.")
@click.option("--gave", type=_favour, multiple=True, help="A favour that you gave; several times for several.")
@click.option("--got", type=_favour, multiple=True, help="A favour that you got.")
@click.option("--via", metavar="WHO", help="Who brought the two of you together.")
@click.option("--out", "out", is_flag=True, help="It came from you alone: a letter not answered yet, a call not taken.")
@click.option("--in", "into", is_flag=True, help="It came from them alone.")
@click.option("--undo", "undo", is_flag=True, help="Take back what was typed in last, within a day.")
@json_option
def command(
    channel: str | None,
    who: str | None,
    duration: str | None,
    when: str | None,
    out: bool,
    into: bool,
    undo: bool,
    as_json: bool,
    **more: Any,
) -> None:
    """Type in a contact by CHANNEL with WHO that nothing here could see.

    Without --at it has just ended. It counts as logged, never as measured. WHO is a name or a part of it, an address, a
    number such as #12; somebody who is not known yet is made. A call that only one side made reached nobody: it is
    kept, and moves no last contact. A day alone, without a time, is for what has no DURATION.

    \b
    Examples:
      unscroll log coffee "Zoë" 45m --at "yesterday 15:00" --next Lyon
      unscroll log call Ana 20m --gave advice --via Bo
      unscroll log --undo
    """
    if undo:
        if channel or when or out or into or any(more.values()):
            raise click.UsageError("--undo goes alone")
        _undo(as_json)
        return
    if not clean(channel or "").strip() or not clean(who or "").strip():
        raise click.UsageError("a channel and a name, such as: unscroll log coffee Zoë 45m")
    if out and into:
        raise click.UsageError("--out or --in; without either it came from both")
    from unscroll.cli.log_contact import Told, log

    told = Told(way="out" if out else "in" if into else "both", **more)
    log(str(channel), str(who), parse_duration(duration) if duration else 0, when, told, as_json)


def _undo(as_json: bool) -> None:
    from unscroll.cli.desk import desk
    from unscroll.cli.log_contact import said
    from unscroll.cli.writing import apply
    from unscroll.commands import UndoLog

    (result,) = apply(UndoLog())
    if as_json:
        echo_json({"schema": 1, **result})
        return
    data = result["data"]
    told = said(data["channel"], data["person"], data["start_ms"], data["end_ms"], desk().zones)
    click.echo(f"took back: {told}")
