"""unscroll status: today at a glance."""

import click

from unscroll.cli.glance import status_now
from unscroll.cli.options import at_most_one, json_option
from unscroll.cli.show import echo_json


@click.command()
@json_option
@click.option(
    "--line",
    metavar="FORMAT",
    type=click.Choice(("waybar", "polybar", "i3blocks", "tmux", "plain")),
    help="For bars and prompts: waybar, polybar, i3blocks, tmux or plain.",
)
def command(as_json: bool, line: str | None) -> None:
    """Today at a glance: the cap, the kinds, whom you reached.

    Asks the daemon; without one it reads the ledger and says so.

    \b
    Examples:
      unscroll
      unscroll status --json
      unscroll status --line waybar
    """
    at_most_one({"line": bool(line), "json": as_json})
    if line:
        from unscroll.cli.bars import FORMATS

        click.echo(FORMATS[line](status_now()))
    elif as_json:
        echo_json(status_now())
    else:
        from unscroll.cli.status_text import status_text

        click.echo(status_text(status_now()))
