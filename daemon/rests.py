"""Rests: a pause or a guest, until when; they outlive a restart of the daemon."""

import json
from pathlib import Path

from unscroll.errors import Exit, UnscrollError
from unscroll.files import read_plain, write_private
from unscroll.sighting import SessionState

LONGEST_MS = 31 * 24 * 3_600_000

_NAMES = ("pause", "guest")


class Rests:
    """Instants are ledger time in milliseconds; 0: not in force. Kept in a small file of the state folder."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._until = dict.fromkeys(_NAMES, 0)
        try:
            kept = json.loads(read_plain(file))
        except FileNotFoundError:
            return
        except (ValueError, RecursionError):
            kept = {}
        if isinstance(kept, dict):
            self._until.update({n: v for n, v in kept.items() if n in _NAMES and type(v) is int})

    def set(self, name: str, until_ms: int, now_ms: int) -> None:
        """`pause` or `guest` until then; UnscrollError (2) for one of no length or over a month."""
        if not now_ms < until_ms <= now_ms + LONGEST_MS:
            raise UnscrollError("a rest lasts from a moment to 31 days", "Such as unscroll pause 45m", Exit.USAGE)
        self._until[name] = until_ms
        self._keep()

    def end(self) -> None:
        """Ends the pause and the guest."""
        self._until = dict.fromkeys(_NAMES, 0)
        self._keep()

    def resting(self, now_ms: int) -> SessionState | None:
        """What the watching rests for now; a guest goes before a pause, since it is not missing."""
        if now_ms < self._until["guest"]:
            return SessionState.GUEST
        return SessionState.PAUSED if now_ms < self._until["pause"] else None

    def next_end_ms(self, now_ms: int) -> int | None:
        """The first end ahead; None where nothing is in force."""
        return min((until for until in self._until.values() if until > now_ms), default=None)

    def _keep(self) -> None:
        try:
            write_private(self._file, json.dumps(self._until).encode())
        except OSError as error:
            told = f"it holds, but not across a restart: {self._file} cannot be written ({error.strerror})"
            raise UnscrollError(told, "Free some disk space, or make it writable", Exit.IO) from error
