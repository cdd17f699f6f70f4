"""SettingsWatch: the settings in force, read anew when config.toml changes."""

from collections.abc import Callable
from pathlib import Path

from unscroll.daemon.folder_watch import CLOSE_WRITE, DELETE, MOVED_TO, FolderWatch
from unscroll.errors import UnscrollError
from unscroll.settings import Settings, load

_WRITTEN = CLOSE_WRITE | MOVED_TO | DELETE
"""Not at its making: a file that is still empty says that everything is as by default."""


class SettingsWatch:
    """`changed(settings)` is called for each change that can be read and says something else; what cannot be read
    leaves the old settings in force, and `trouble` says why until it can."""

    def __init__(self, file: Path, settings: Settings, changed: Callable[[Settings], None]) -> None:
        self.settings = settings
        self.trouble = ""
        self._file, self._changed = file, changed
        self._watch: FolderWatch | None = None

    def open(self) -> None:
        """Starts watching; OSError where the machine gives no watch."""
        self._watch = FolderWatch(self._file.parent, self._look, _WRITTEN)

    def read(self) -> None:
        """Looks at the file now."""
        try:
            fresh = load(self._file)
        except UnscrollError as wrong:
            self.trouble = f"the settings before this change still hold: {wrong}"
            return
        self.trouble = ""
        if fresh != self.settings:
            self.settings = fresh
            self._changed(fresh)

    def _look(self, name: str) -> None:
        if name == self._file.name:
            self.read()

    def close(self) -> None:
        if self._watch is not None:
            self._watch.close()
