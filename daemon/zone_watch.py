"""Zone watch: hears that the machine's time zone was changed."""

from collections.abc import Callable
from pathlib import Path

from unscroll.daemon.folder_watch import CLOSE_WRITE, CREATE, DELETE, MOVED_TO, FolderWatch
from unscroll.daemon.zone import LOCALTIME


def watch_zone(changed: Callable[[], None], localtime: Path = LOCALTIME) -> FolderWatch:
    """Calls `changed` when the machine's zone file is replaced; OSError where that cannot be watched."""
    names = {localtime.name, "timezone"}

    def look(name: str) -> None:
        if name in names:
            changed()

    return FolderWatch(localtime.parent, look, CREATE | CLOSE_WRITE | MOVED_TO | DELETE)
