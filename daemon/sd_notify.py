"""sd_notify: what systemd is told of the service; silent where systemd did not start it."""

import socket
from collections.abc import Mapping


class SystemdNotifier:
    """Speaks to `NOTIFY_SOCKET` of the environment handed in; `watchdog_ms` is 0 where no watchdog waits for us."""

    def __init__(self, environment: Mapping[str, str], pid: int) -> None:
        address = environment.get("NOTIFY_SOCKET", "")
        self._address = "\0" + address[1:] if address.startswith("@") else address
        ours = environment.get("WATCHDOG_PID", str(pid)) == str(pid)
        micros = environment.get("WATCHDOG_USEC", "")
        self.watchdog_ms = int(micros) // 1000 if ours and micros.isdecimal() else 0

    def ready(self, status: str) -> None:
        self._send(f"READY=1\nSTATUS={status}")

    def alive(self) -> None:
        """Feeds the watchdog."""
        if self.watchdog_ms:
            self._send("WATCHDOG=1")

    def status(self, line: str) -> None:
        self._send(f"STATUS={line}")

    def stopping(self) -> None:
        self._send("STOPPING=1\nSTATUS=writing what is left")

    def _send(self, message: str) -> None:
        if not self._address:
            return
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC) as door:
            try:
                door.sendto(message.encode(), self._address)
            except OSError:
                # The manager went away; the service goes on without it and is not restarted for that.
                self._address = ""


def clean_environment(environment: Mapping[str, str]) -> dict[str, str]:
    """The environment for a child process: without systemd's own words, which are for the service alone."""
    ours = {"NOTIFY_SOCKET", "WATCHDOG_USEC", "WATCHDOG_PID", "LISTEN_FDS", "LISTEN_PID"}
    return {name: value for name, value in environment.items() if name not in ours}
