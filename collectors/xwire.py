"""Wire: python-xlib's side of opening a connection, without its waiting."""

import os
import select
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from Xlib import error
from Xlib.protocol import display as wire
from Xlib.support import connect

from unscroll.collectors.contract import DesktopSession

OPEN_S = 1.5
"""How long a server may take to greet; nothing else runs meanwhile."""


@contextmanager
def worn(session: DesktopSession) -> Iterator[None]:
    """DISPLAY and XAUTHORITY of the session while a connection opens: python-xlib has no other door for its cookie."""
    wanted = {"DISPLAY": session.display, "XAUTHORITY": session.xauthority}
    former = {key: os.environ.get(key) for key in wanted}
    os.environ.update({key: value for key, value in wanted.items() if value})
    try:
        yield
    finally:
        for key, value in former.items():
            if value is None:
                os.environ.pop(key, None)
            else:
                os.environ[key] = value


def reach(display: str) -> None:
    """Knocks at a local display; OSError where nobody listens. (python-xlib's own attempt would leak its socket.)"""
    _, _, host, number, _ = connect.get_display(display)
    if host not in ("", "unix", None):
        return
    path = f"/tmp/.X11-unix/X{number}"
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as knock:
        knock.settimeout(OPEN_S)
        knock.connect(path if Path(path).exists() else f"\0{path}")


class Wire(wire.Display):  # type: ignore[misc]  # python-xlib has no types
    """The protocol without python-xlib's own loop: no call waits, but the greeting for at most `OPEN_S`."""

    resource_classes: dict[str, type] = {}  # noqa: RUF012  (ids stay plain numbers)

    def __init__(self, display: str) -> None:
        try:
            super().__init__(display)
        except (error.DisplayError, error.ConnectionClosedError, OSError):
            if hasattr(self, "socket"):
                self.socket.close()
            raise

    def send_and_recv(
        self, flush: bool = False, event: bool = False, request: int | None = None, recv: bool = False
    ) -> None:
        if request != -1:
            super().send_and_recv(flush, event, request, recv)
            return
        deadline = time.monotonic() + OPEN_S
        super().send_and_recv(request=-1, recv=True)
        while self.sent_requests:
            left_s = deadline - time.monotonic()
            if left_s <= 0 or not select.select([self.socket], [], [], left_s)[0]:
                self.close_internal("client")
                raise TimeoutError(f"no greeting within {OPEN_S:g} s")
            self.send_recv_lock.acquire()
            super().send_and_recv(request=-1, recv=True)
