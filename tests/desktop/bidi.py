"""WebDriver BiDi over a WebSocket: as much of both as drives a Firefox in a test."""

import base64
import json
import os
import socket
import struct
from itertools import count
from typing import Any

TIMEOUT_S = 30


class Bidi:
    """One session; `send` waits for the answer to its command and passes events over."""

    def __init__(self, port: int) -> None:
        self._line = socket.create_connection(("127.0.0.1", port), TIMEOUT_S)
        self._numbers = count(1)
        key = base64.b64encode(os.urandom(16)).decode()
        self._line.sendall(
            (
                f"GET /session HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                f"Sec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n\r\n"
            ).encode()
        )
        self._bytes = self._line.makefile("rb")
        if b" 101 " not in self._bytes.readline():
            raise OSError("no WebSocket")
        while self._bytes.readline().strip():
            pass

    def send(self, method: str, **params: Any) -> dict[str, Any]:
        number = next(self._numbers)
        self._frame(1, json.dumps({"id": number, "method": method, "params": params}).encode())
        while True:
            told = json.loads(self._message())
            if told.get("id") == number:
                assert told["type"] == "success", f"{method}: {told.get('error')}: {told.get('message')}"
                result: dict[str, Any] = told["result"]
                return result

    def close(self) -> None:
        self._bytes.close()
        self._line.close()

    def _frame(self, kind: int, body: bytes) -> None:
        size = len(body)
        head = bytes([0x80 | kind])
        if size < 126:
            head += bytes([0x80 | size])
        elif size < 1 << 16:
            head += bytes([0x80 | 126]) + struct.pack(">H", size)
        else:
            head += bytes([0x80 | 127]) + struct.pack(">Q", size)
        mask = os.urandom(4)
        self._line.sendall(head + mask + bytes(byte ^ mask[i % 4] for i, byte in enumerate(body)))

    def _message(self) -> bytes:
        whole = b""
        while True:
            first, second = self._bytes.read(2)
            size = second & 0x7F
            if size == 126:
                (size,) = struct.unpack(">H", self._bytes.read(2))
            elif size == 127:
                (size,) = struct.unpack(">Q", self._bytes.read(8))
            body = self._bytes.read(size)
            if first & 0x0F == 9:
                self._frame(10, body)
            elif first & 0x0F in (0, 1):
                whole += body
                if first & 0x80:
                    return whole
