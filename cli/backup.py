"""unscroll backup: the ledger with its key in one file."""

from pathlib import Path

import click

from unscroll.cli.asking import places
from unscroll.cli.options import json_option
from unscroll.cli.show import echo_json


@click.command()
@click.argument("target", type=click.Path(path_type=Path), default=".")
@json_option
def command(target: Path, as_json: bool) -> None:
    """Write the ledger, with the key of its threads, to TARGET: a file or a folder.

    It may be done while the service runs. Keep the file as private as the ledger.

    \b
    Example: unscroll backup ~/unscroll-backup.tar
    """
    from unscroll.ledger import backup

    file = backup(places(), target)
    if as_json:
        echo_json({"schema": 1, "file": str(file)})
    else:
        click.echo(f"wrote {file}")
