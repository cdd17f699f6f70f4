"""The native-messaging host: a relay between a browser's extension and the daemon's socket.

Run as `python -I -S native_host.py`, one process per browser profile, so it imports next to nothing: `socket` alone
would cost 1.3 MB. It reads no message; a frame of the extension becomes one JSON-RPC line, a line one frame.
"""

import os
import select
import sys
from _socket import AF_UNIX, SOCK_STREAM
from _socket import socket as Socket

LIMIT = 1 << 20
"""Bytes of one message; Chromium itself refuses longer ones from a host."""
LONGEST_FRAME = LIMIT - 128
"""So that the line it becomes, with what is put around it, is within the daemon's limit."""
READ = 1 << 16
VERSION = 1
_HEAD = b'{"jsonrpc":"2.0","method":"sighting","params":'


def socket_path(env: "os._Environ[str] | dict[str, str]") -> str:
    """Where the daemon listens (CONTRACT.md 2; `Places` is not imported, for its cost)."""
    if home := env.get("UNSCROLL_HOME"):
        return f"{os.path.abspath(os.path.expanduser(home))}/run/api.sock"  # noqa: PTH100, PTH111
    if (runtime := env.get("XDG_RUNTIME_DIR", "")).startswith("/"):
        return f"{runtime}/unscroll/api.sock"
    temporary = next((env[name] for name in ("TMPDIR", "TEMP", "TMP") if env.get(name)), "/tmp")
    return f"{temporary}/unscroll-{os.getuid()}/api.sock"


def tell(message: bytes) -> None:
    """One message to the extension."""
    frame = len(message).to_bytes(4, sys.byteorder) + message
    while frame:
        frame = frame[os.write(1, frame) :]


def connect(path: str) -> Socket | None:
    """The daemon, or None where nobody listens or the folder is somebody else's."""
    door = Socket(AF_UNIX, SOCK_STREAM)
    try:
        if os.stat(os.path.dirname(path)).st_uid != os.getuid():  # noqa: PTH116, PTH120
            return None
        door.connect(path)
    except OSError:
        door.close()
        return None
    return door


class FromBrowser:
    """Cuts the browser's bytes into frames; one that is too long or no object is answered once and passed over."""

    def __init__(self, door: Socket) -> None:
        self._door = door
        self._held = b""
        self._skip = 0
        self._number = 1

    def take(self, data: bytes) -> None:
        if self._skip:
            skipped = min(self._skip, len(data))
            self._skip -= skipped
            data = data[skipped:]
        self._held += data
        while len(self._held) >= 4:
            size = int.from_bytes(self._held[:4], sys.byteorder)
            if size > LONGEST_FRAME:
                self._skip = max(0, size - len(self._held) + 4)
                self._held = self._held[4 + size :]
                tell(b'{"error":{"message":"a frame is longer than %d bytes"}}' % LONGEST_FRAME)
                continue
            if len(self._held) < 4 + size:
                return
            self._relay(self._held[4 : 4 + size])
            self._held = self._held[4 + size :]

    def _relay(self, frame: bytes) -> None:
        if not (frame[:1] == b"{" and frame[-1:] == b"}") or b"\n" in frame or b"\r" in frame:
            tell(b'{"error":{"message":"a frame is not a JSON object"}}')
            return
        self._number += 1
        self._door.sendall(_HEAD + b'{"frame":' + frame + b'},"id":%d}\n' % self._number)


class FromDaemon:
    """Cuts the daemon's bytes into lines, each of which is one message."""

    def __init__(self) -> None:
        self._held = b""
        self._skipping = False

    def take(self, data: bytes) -> None:
        *lines, self._held = (self._held + data).split(b"\n")
        for line in lines:
            if self._skipping or len(line) > LIMIT:
                self._skipping = False
            elif line:
                tell(line)
        if len(self._held) > LIMIT:
            self._held, self._skipping = b"", True


def relay(door: Socket) -> None:
    """Until either side ends; a daemon that went away is told to the extension, which comes back by itself."""
    hello = b'{"hello":{"pid":%d,"version":%d}},"id":1}\n' % (os.getppid(), VERSION)
    door.sendall(_HEAD + hello)
    browser, daemon = FromBrowser(door), FromDaemon()
    while True:
        ready, _, _ = select.select([0, door.fileno()], [], [])
        if 0 in ready:
            data = os.read(0, READ)
            if not data:
                return
            browser.take(data)
        if door.fileno() in ready:
            line = door.recv(READ)
            if not line:
                tell(b'{"daemon":"gone"}')
                return
            daemon.take(line)


def main() -> None:
    door = connect(socket_path(os.environ))
    try:
        if door is None:
            tell(b'{"daemon":"absent"}')
        else:
            relay(door)
    except ConnectionError:
        # The browser or the daemon went away in the middle of a message: nothing is lost, unacknowledged frames are
        # sent again by the extension.
        sys.exit(0)


if __name__ == "__main__":
    main()
