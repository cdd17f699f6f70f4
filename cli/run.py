"""unscroll run: the daemon in the foreground."""

import os
import sys

import click

from unscroll.cli.asking import places


@click.command()
def command() -> None:
    """Run the daemon in the foreground, until Ctrl-C or SIGTERM.

    What systemd and `make run` start. It says what it watches, what it cannot watch and why.

    \b
    Example: unscroll run
    """
    from unscroll.daemon.service import run

    raise click.exceptions.Exit(run(places(), os.environ, sys.stdout))
