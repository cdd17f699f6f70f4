"""unscroll resume: the watching goes on."""

import click

from unscroll.cli.asking import ask
from unscroll.cli.options import json_option
from unscroll.cli.show import echo_json


@click.command()
@json_option
def command(as_json: bool) -> None:
    """End a pause or a guest's time. Needs the daemon.

    \b
    Example: unscroll resume
    """
    answer = ask("resume")
    if as_json:
        echo_json(answer)
    else:
        click.echo("watching again")
