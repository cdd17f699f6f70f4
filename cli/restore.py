"""unscroll restore: a backup in the ledger's place."""

from pathlib import Path

import click

from unscroll.cli.asking import places
from unscroll.cli.forget import confirm
from unscroll.cli.options import json_option, yes_option
from unscroll.cli.show import clean, echo_json


@click.command()
@click.argument("source", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@yes_option
@json_option
def command(source: Path, yes: bool, as_json: bool) -> None:
    """Put a backup, or a snapshot of backups/, in the place of the ledger. Asks first; the service must be stopped.

    What was there is put aside, never deleted.

    \b
    Example: unscroll restore ~/unscroll-backup.tar
    """
    from unscroll.clock import SystemClock
    from unscroll.ledger import restore

    if not yes:
        confirm(f"Put {clean(source.name)} in the ledger's place?")
    said = restore(places(), source, SystemClock().read().wall_ms)
    if as_json:
        echo_json({"schema": 1, "steps": list(said)})
    else:
        click.echo("\n".join(said))
