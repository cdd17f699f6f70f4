"""unscroll people undo: the latest change of people, taken back."""

import click

from unscroll.cli.options import json_option
from unscroll.cli.show import clean, echo_json

_MOST = 1_000
"""Changes that are looked through for their names."""


@click.command("undo")
@click.argument("change", required=False, type=click.IntRange(1, (1 << 62) - 1))
@json_option
def command(change: int | None, as_json: bool) -> None:
    """Take the latest change that you made of people back: a merge, a split, a circle, anything but forget.

    Again takes the one before back; CHANGE is a number that unscroll people history shows. Contacts that were logged
    stay.

    \b
    Examples:
      unscroll people undo
      unscroll people undo 12
    """
    from unscroll.cli.people_changes import named_changes
    from unscroll.cli.writing import apply
    from unscroll.commands import UndoPeople
    from unscroll.people.person import YOU

    changes = (c for c in named_changes(_MOST) if c.undone_ms is None)
    meant = next((c for c in changes if (c.id == change if change else c.source == YOU)), None)
    (result,) = apply(UndoPeople(change or (meant.id if meant else 0)))
    if as_json:
        echo_json({"schema": 1, **result})
    else:
        click.echo(clean(result["message"] + (f", {meant.who}" if meant else "")))
