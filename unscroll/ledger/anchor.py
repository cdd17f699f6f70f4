"""Anchor: whether the files that a connection writes to still lie where they were opened."""

from pathlib import Path

from unscroll.errors import Exit
from unscroll.ledger.connect import BESIDE
from unscroll.ledger.faults import LedgerGone


class Anchor:
    """Made when the ledger was opened. A file that is removed or replaced stays writable to whoever has it open: all
    that is committed from then on is gone when it is closed."""

    def __init__(self, path: Path) -> None:
        self._parts = [part for end in BESIDE if (part := path.with_name(path.name + end)).exists()]
        self._path = path
        self._known = self._now()

    @property
    def holds(self) -> bool:
        return self._now() == self._known

    def hold(self) -> None:
        """LedgerGone where a file was removed or replaced."""
        if not self.holds:
            raise LedgerGone(f"{self._path} was taken away while it was open", "Free some disk space", Exit.IO)

    def _now(self) -> list[tuple[int, int] | None]:
        return [_identity(part) for part in self._parts]


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
