"""unscroll run: the daemon in the foreground."""

import click

from unscroll.cli.options import json_option
from unscroll.cli.running import run_daemon


@click.command()
@json_option
def command(as_json: bool) -> None:
    """Run the daemon in the foreground, until Ctrl-C or SIGTERM.

    What systemd and `make run` start. It says what it watches, what it cannot watch and why; with --json on one
    line, when it is ready.

    \b
    Examples:
      unscroll run
      unscroll run --json
    """
    raise click.exceptions.Exit(run_daemon(as_json))
