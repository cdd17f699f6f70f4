"""SettingsWatch: the settings in force, read anew when config.toml changes."""

from collections.abc import Callable
from pathlib import Path

from unscroll.daemon.inotify import FolderWatch
from unscroll.errors import UnscrollError
from unscroll.settings import Settings, load


class SettingsWatch:
    """`changed(settings)` is called for each change that can be read and says something else; what cannot be read
    leaves the old settings in force, and `trouble` says why until it can."""

    def __init__(self, file: Path, settings: Settings, changed: Callable[[Settings], None]) -> None:
        self.settings = settings
        self.trouble = ""
        self._file, self._changed = file, changed
        self._watch: FolderWatch | None = None

    def open(self) -> None:
        """Starts watching; `Unavailable` where the machine gives no watch."""
        self._watch = FolderWatch(self._file.parent, frozenset({self._file.name}), lambda _: self.read())

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

    def close(self) -> None:
        if self._watch is not None:
            self._watch.close()
