"""Files of unscroll's own, which no output may be written over."""

import os
from pathlib import Path

from unscroll.cli.asking import places
from unscroll.errors import Exit, UnscrollError

_OF_DATA = ("ledger.", "thread.key", "ballast")


def refuse_own(output: str) -> None:
    """UnscrollError (2) where `output` names the ledger, its log, the key, the settings or a backup."""
    found, file = places(), Path(os.path.realpath(output))
    data, backups = (Path(os.path.realpath(folder)) for folder in (found.data, found.backups))
    of_data = file.parent == data and file.name.startswith(_OF_DATA)
    if of_data or file.is_relative_to(backups) or file == Path(os.path.realpath(found.config_file)):
        raise UnscrollError(f"{output} is a file of unscroll's own", "Name another one", Exit.USAGE)
