"""A blocking client of the daemon's socket: JSON-RPC 2.0, a message a line."""

import contextlib
import json
import socket
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from unscroll.errors import Exit, UnscrollError

_MOST = 64 * 1024 * 1024
_NOT_KNOWN = (-32601, -32602)
"""JSON-RPC's codes for a method or params that the other side does not have."""
RESTART = "Restart the service: unscroll service install, or systemctl --user restart unscroll"


class NoDaemon(UnscrollError):
    """Nobody answers at the socket; commands that can read the ledger themselves do so."""

    def __init__(self) -> None:
        super().__init__(
            "the daemon is not running", "Start it: unscroll service install, or unscroll run", Exit.NO_DAEMON
        )


class Client:
    """One connection. `call` raises UnscrollError with what the daemon said, NoDaemon where it went away."""

    def __init__(self, path: Path, timeout_ms: int = 5_000) -> None:
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self._socket.settimeout(timeout_ms / 1000)
        self._calls = 0
        try:
            self._socket.connect(str(path))
        except (FileNotFoundError, ConnectionRefusedError, NotADirectoryError):
            self._socket.close()
            raise NoDaemon from None
        except OSError as refused:
            self._socket.close()
            raise UnscrollError(
                f"cannot reach the daemon at {path}: {refused.strerror or refused}", "See unscroll doctor", Exit.IO
            ) from refused
        self._lines = self._socket.makefile("rb")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None
    ) -> None:
        self._lines.close()
        self._socket.close()

    def call(self, method: str, **params: Any) -> Any:
        """The result of one method; pushes that arrive in between are skipped."""
        self._calls += 1
        request = {"jsonrpc": "2.0", "id": self._calls, "method": method, "params": params}
        try:
            # Who is refused at the door may find it shut already: why was said before, and waits to be read.
            with contextlib.suppress(BrokenPipeError, ConnectionResetError):
                self._socket.sendall(json.dumps(request, separators=(",", ":")).encode() + b"\n")
            answer = self._answer()
        except TimeoutError:
            raise UnscrollError("the daemon does not answer", RESTART, Exit.IO) from None
        except ConnectionResetError:
            raise NoDaemon from None
        if "error" in answer:
            raise _told(answer["error"])
        return answer.get("result")

    def _answer(self) -> dict[str, Any]:
        while line := self._lines.readline(_MOST):
            try:
                message = json.loads(line)
            except (ValueError, RecursionError):
                break
            if isinstance(message, dict) and (message.get("id") == self._calls or "error" in message):
                return message
        if line:
            raise unreadable()
        raise NoDaemon


def unreadable() -> UnscrollError:
    """Something answers, but not as the daemon does."""
    return UnscrollError("the daemon's answer cannot be read", RESTART, Exit.IO)


def _told(error: Any) -> UnscrollError:
    """The daemon's refusal, or what a daemon of another version says of a request that it does not know."""
    body = error if isinstance(error, dict) else {}
    code, message = body.get("code"), str(body.get("message", "the daemon refused"))
    if code in _NOT_KNOWN:
        return UnscrollError(f"the daemon does not know this request ({message})", RESTART, Exit.IO)
    data = body.get("data")
    hint = str(data.get("hint", "")) if isinstance(data, dict) else ""
    return UnscrollError(message, hint, Exit(code) if code in set(Exit) else Exit.NO)
