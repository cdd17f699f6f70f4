"""The desktop session: found among what may name it, then followed.

Who may name it, the surest first: `unscroll service attach` inside the session; the environment of the systemd user
manager; the daemon's own environment; last, an X socket that this user owns. The first whose display somebody
listens at is taken. It is looked for again when an X socket comes or goes, when the manager says that the graphical
session changed, at every attach, when a collector has lost its source (`look_again`), and for half a minute after
each of these with growing pauses, because a desktop tells its display later than it opens it.
"""

import asyncio
import contextlib
import re
import socket
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from unscroll.collectors.bus import SYSTEM
from unscroll.collectors.contract import DesktopSession
from unscroll.daemon.folder_watch import FolderWatch
from unscroll.daemon.user_manager import UserManager

X_SOCKETS = Path("/tmp/.X11-unix")

NAMES = ("DISPLAY", "WAYLAND_DISPLAY", "XAUTHORITY", "XDG_SESSION_TYPE", "XDG_SESSION_ID")
"""The names that `attach` may set; others are ignored."""

PAUSES_S = (0.5, 1, 2, 4, 8, 16)
KNOCK_S = 1.0

_DISPLAY = re.compile(r"(?:unix)?:(\d{1,5})(?:\.\d+)?\Z")


def session_of(environment: Mapping[str, str], own: Mapping[str, str]) -> DesktopSession:
    """The session that an environment names; buses, runtime folder and the usual authority file are the daemon's own.

    A type that is neither x11 nor wayland (startx on a console says tty) yields to the displays that are named.
    """
    display, wayland = environment.get("DISPLAY", ""), environment.get("WAYLAND_DISPLAY", "")
    kind = environment.get("XDG_SESSION_TYPE", "")
    if kind not in ("x11", "wayland") or not (display or wayland):
        kind = "wayland" if wayland else "x11" if display else "tty"
    runtime = own.get("XDG_RUNTIME_DIR", "")
    cookie = environment.get("XAUTHORITY", "") or own.get("XAUTHORITY", "")
    home = own.get("HOME", "")
    return DesktopSession(
        kind=kind,
        display=display,
        xauthority=cookie or (f"{home}/.Xauthority" if home else ""),
        wayland_display=wayland,
        runtime_dir=runtime,
        session_bus=own.get("DBUS_SESSION_BUS_ADDRESS", "") or (f"unix:path={runtime}/bus" if runtime else ""),
        system_bus=own.get("DBUS_SYSTEM_BUS_ADDRESS", "") or SYSTEM,
        session_id=environment.get("XDG_SESSION_ID", ""),
    )


def _name(session: DesktopSession) -> str:
    return session.wayland_display if session.kind == "wayland" else session.display


async def somebody_listens(path: Path) -> bool:
    """Whether a socket accepts, within `KNOCK_S`."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as knock:
        knock.setblocking(False)
        try:
            async with asyncio.timeout(KNOCK_S):
                await asyncio.get_running_loop().sock_connect(knock, str(path))
        except (OSError, TimeoutError):
            return False
    return True


class Desktop:
    """Follows the session. `own` is the daemon's environment, handed in; `sockets` the folder of X sockets."""

    def __init__(self, own: Mapping[str, str], uid: int, sockets: Path = X_SOCKETS) -> None:
        self._own = dict(own)
        self._uid = uid
        self._sockets = sockets
        self._attached: dict[str, str] = {}
        self._anew = True
        self._look = asyncio.Event()
        self._look.set()
        self._watch: FolderWatch | None = None
        self._watched: Path | None = None
        self._manager = UserManager(session_of({}, own).session_bus, self.look_again)
        self._current = DesktopSession()
        self.trouble = ""
        """A display was named that does not answer, and one that nobody named is watched in its place."""

    def attach(self, environment: Mapping[str, str]) -> None:
        """The session tells its own environment; only `NAMES` are taken."""
        self._attached = {name: environment[name] for name in NAMES if environment.get(name)}
        self.look_again()

    def look_again(self) -> None:
        """Something may have changed, e.g. a collector lost its source."""
        self._look.set()

    async def sessions(self) -> AsyncIterator[DesktopSession]:
        """The session at the start and at every change; the same value again: its display was started anew."""
        try:
            step = 0
            while True:
                await self._pause(PAUSES_S[step - 1] if 0 < step <= len(PAUSES_S) else None)
                step = 1 if self._look.is_set() else step + 1
                self._look.clear()
                self._follow_sockets()
                found = await self.find()
                if self._anew or found != self._current:
                    self._anew = False
                    self._current = found
                    yield found
        finally:
            await self.close()

    async def close(self) -> None:
        """Ends the following; may be called twice."""
        if self._watch is not None:
            self._watch.close()
            self._watch = None
        await self._manager.close()

    async def find(self) -> DesktopSession:
        """The first session named whose display answers; without one `tty`, where the buses still may tell.

        That one keeps the name of a display that does not answer, so that this can be said.
        """
        dead: DesktopSession | None = None
        for environment in (self._attached, await self._manager.environment(), self._own):
            session = session_of(environment, self._own)
            if session.kind == "tty":
                continue
            if await self._answers(session):
                self.trouble = ""
                return session
            dead = dead or session
        named = _name(dead) if dead is not None else ""
        for environment in self._own_sockets():
            session = session_of(environment, self._own)
            if await self._answers(session):
                instead = f"the display {named} does not answer: {_name(session)} is watched instead"
                self.trouble = instead if named else ""
                return session
            dead = dead or session
        self.trouble = ""
        none = session_of({}, self._own)
        return replace(none, display=dead.display, wayland_display=dead.wayland_display) if dead else none

    async def _answers(self, session: DesktopSession) -> bool:
        if session.kind == "wayland":
            return await somebody_listens(Path(session.runtime_dir or "/") / session.wayland_display)
        local = _DISPLAY.match(session.display)
        return local is None or await somebody_listens(self._sockets / f"X{local[1]}")

    def _own_sockets(self) -> Sequence[dict[str, str]]:
        """Displays of this user that nobody has named; a compositor's before its XWayland's."""
        runtime = self._own.get("XDG_RUNTIME_DIR", "")
        wayland = sorted(Path(runtime).glob("wayland-*")) if runtime else []
        compositors = [{"WAYLAND_DISPLAY": path.name} for path in wayland if path.is_socket()]
        return (*compositors, *self._own_x_sockets())

    def _own_x_sockets(self) -> Sequence[dict[str, str]]:
        try:
            found = sorted(path for path in self._sockets.glob("X*") if path.name[1:].isdigit())
            return [{"DISPLAY": f":{path.name[1:]}"} for path in found if path.stat().st_uid == self._uid]
        except OSError:
            return []

    async def _pause(self, pause_s: float | None) -> None:
        """Waits until something changes, but no longer than the pause (None: any time)."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(pause_s):
                await self._look.wait()

    def _follow_sockets(self) -> None:
        """Watches the folder of the sockets, or its parent until it is there."""
        wanted = self._sockets if self._sockets.is_dir() else self._sockets.parent
        if wanted == self._watched and self._watch is not None:
            return
        if self._watch is not None:
            self._watch.close()
        try:
            self._watch = FolderWatch(wanted, self._socket_changed)
            self._watched = wanted
        except OSError:
            self._watch = None

    def _socket_changed(self, name: str) -> None:
        if not name and self._watch is not None:
            # The folder itself is gone, and the watch with it.
            self._watch.close()
            self._watch = None
            self._look.set()
            return
        if self._watched != self._sockets:
            if name == self._sockets.name:
                self._look.set()
            return
        local = _DISPLAY.match(self._current.display)
        self._anew = self._anew or (local is not None and name == f"X{local[1]}")
        self._look.set()
