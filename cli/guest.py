"""unscroll guest: somebody else sits at this desk."""

import click

from unscroll.cli.options import json_option
from unscroll.cli.pause import rest


@click.command()
@click.argument("duration")
@json_option
def command(duration: str, as_json: bool) -> None:
    """Somebody else sits here for DURATION: nothing counts, nothing is missing.

    Needs the daemon. End it early: unscroll resume.

    \b
    Example: unscroll guest 1h
    """
    rest(method="guest", duration=duration, as_json=as_json, words="nothing counts")
