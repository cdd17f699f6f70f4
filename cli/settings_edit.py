"""SettingsEdit: changes config.toml for a command, leaving the rest of the file as the user wrote it."""

from collections.abc import Mapping
from typing import Any

from unscroll.cli.asking import ask, places
from unscroll.cli.client import NoDaemon
from unscroll.cli.reading import Reading, open_reading
from unscroll.clock import SystemClock
from unscroll.files import make_folder, write_private
from unscroll.ledger import Batch, open_writer
from unscroll.settings import Settings, parse
from unscroll.settings.editing import Key, edited
from unscroll.settings.reading import text_of


def change_settings(edits: Mapping[Key, Any]) -> None:
    """Writes settings by their keys (`unscroll.settings.editing`); nothing where they are so already. UnscrollError
    (78) where the file cannot be read, or would not be understood afterwards."""
    file = places().config_file
    text = text_of(file)
    changed = edited(text, edits)
    if changed == text:
        return
    after = parse(changed, str(file))
    with open_reading() as reading:
        before = reading.given.settings
        if before.change_body() != after.change_body():
            journalled(before, after, reading)
    make_folder(file.parent)
    write_private(file.resolve(), changed.encode())


def journalled(before: Settings, after: Settings, reading: Reading) -> None:
    """Where no daemon watches the file, the decision and its instant are written down here."""
    try:
        ask("config")
    except NoDaemon:
        if reading.reader is None:
            return
        told = [before.change(reading.now_ms - 1), after.change(reading.now_ms)]
        with open_writer(places(), SystemClock()) as writer:
            writer.commit(Batch(changes=tuple(told)))
