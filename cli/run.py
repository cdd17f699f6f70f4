"""unscroll run: the daemon in the foreground."""

import click

from unscroll.cli.running import run_daemon


@click.command()
def command() -> None:
    """Run the daemon in the foreground, until Ctrl-C or SIGTERM.

    What systemd and `make run` start. It says what it watches, what it cannot watch and why.

    \b
    Example: unscroll run
    """
    raise click.exceptions.Exit(run_daemon())
