"""unscroll backup: a copy of the ledger."""

from pathlib import Path

import click

from unscroll.cli.asking import places
from unscroll.cli.options import json_option
from unscroll.cli.show import echo_json
from unscroll.errors import Exit, UnscrollError

BACKUP_NAME = "unscroll-backup.tar"
"""The file that a folder gets."""


@click.command()
@click.argument("target", type=click.Path(path_type=Path), required=False)
@click.option("--force", is_flag=True, help="Replace TARGET where it is there already.")
@json_option
def command(target: Path | None, force: bool, as_json: bool) -> None:
    """Copy the ledger: a snapshot in the backups folder, or with TARGET, a file or a folder, one to take away.

    The latest seven snapshots are kept. TARGET also holds the key of the threads: keep it as private as the
    ledger. Both may be done while the service runs; unscroll restore takes both.

    \b
    Examples:
      unscroll backup
      unscroll backup ~/unscroll-backup.tar
    """
    from unscroll.cli.own_files import refuse_own
    from unscroll.ledger import backup

    if target is not None:
        aim = target / BACKUP_NAME if target.is_dir() else target
        refuse_own(aim)
        if not force:
            _refuse_to_replace(aim)
    file = _snapshot() if target is None else backup(places(), target)
    if as_json:
        echo_json({"schema": 1, "file": str(file)})
    else:
        click.echo(f"wrote {file}")


def _refuse_to_replace(file: Path) -> None:
    if file.exists():
        raise UnscrollError(f"{file} is there already", "Name another file, or add --force", Exit.NO)


def _snapshot() -> Path:
    import sqlite3
    from contextlib import closing

    from unscroll.cli.reading import open_ledger
    from unscroll.clock import SystemClock
    from unscroll.ledger.connect import connect_reader
    from unscroll.ledger.faults import told
    from unscroll.ledger.snapshots import snapshot

    found = places()
    with open_ledger():  # refuses a missing, a foreign or a newer ledger in its own words
        pass
    try:
        with closing(connect_reader(found.ledger)) as db:
            return snapshot(db, found.backups, SystemClock().read().wall_ms)
    except sqlite3.Error as error:
        raise told(error, found.backups) from error
