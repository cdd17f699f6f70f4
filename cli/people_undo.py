"""unscroll people undo: the latest change of people, taken back."""

import click

from unscroll.cli.options import json_option
from unscroll.cli.show import clean, echo_json


@click.command("undo")
@json_option
def command(as_json: bool) -> None:
    """Take the latest change that you made of people back: a merge, a split, a circle, anything but forget.

    Again takes the one before back. Contacts that were logged stay.

    \b
    Example: unscroll people undo
    """
    from unscroll.cli.people_changes import named_changes
    from unscroll.cli.writing import apply
    from unscroll.commands import UndoPeople
    from unscroll.people.person import YOU

    latest = next((c for c in named_changes(200) if c.undone_ms is None and c.source == YOU), None)
    (result,) = apply(UndoPeople(latest.id if latest else 0))
    if as_json:
        echo_json({"schema": 1, **result})
    else:
        click.echo(clean(result["message"] + (f", {latest.who}" if latest else "")))
