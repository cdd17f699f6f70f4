"""Peer: one connection to the socket, checked to be the same user's."""

import asyncio
import json
import socket
import struct
from collections.abc import Mapping
from typing import Any

LINE_LIMIT = 1 << 20
"""The longest message, in bytes, without its newline."""

_BACKLOG_LIMIT = 4 * LINE_LIMIT
_CREDENTIALS = struct.Struct("3i")


def credentials(door: socket.socket) -> tuple[int, int]:
    """`(pid, uid)` of whoever connected, as the kernel knows it (SO_PEERCRED)."""
    pid, uid, _gid = _CREDENTIALS.unpack(door.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, _CREDENTIALS.size))
    return pid, uid


class Peer:
    """What a method may know of the one who calls, and the way to push to them."""

    def __init__(self, writer: asyncio.StreamWriter, pid: int) -> None:
        self._writer = writer
        self.pid = pid
        self.only = ""
        """The one method that this peer may call; any where it is empty."""
        self.topics: frozenset[str] = frozenset()
        self.kept: dict[str, Any] = {}
        """What methods keep for the length of the connection, by their own name."""

    def push(self, method: str, params: Mapping[str, Any]) -> None:
        """Sends a JSON-RPC notification; a peer that reads nothing is cut off rather than remembered for ever."""
        self.send({"jsonrpc": "2.0", "method": method, "params": params})

    def send(self, message: Mapping[str, Any]) -> None:
        if self._writer.is_closing():
            return
        if self._writer.transport.get_write_buffer_size() > _BACKLOG_LIMIT:
            self._writer.transport.abort()
            return
        self._writer.write(json.dumps(message, separators=(",", ":")).encode() + b"\n")
