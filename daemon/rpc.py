"""RpcServer: JSON-RPC 2.0, one message a line, over a unix socket of the same user only (CONTRACT 5)."""

import asyncio
import contextlib
import json
import os
import socket
import sqlite3
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from typing import Any

from unscroll.daemon.bugs import to_journal
from unscroll.daemon.peers import LINE_LIMIT, Peer, credentials
from unscroll.errors import Exit, UnscrollError
from unscroll.files import make_folder
from unscroll.ledger import LedgerDamaged, told

CONNECTION_LIMIT = 64

UNANSWERED_LIMIT = 256
"""How many requests of one connection may be under way; then its lines wait in the kernel."""

PARSE_ERROR, INVALID_REQUEST, NO_METHOD, INVALID_PARAMS, BUG = -32700, -32600, -32601, -32602, -32603
"""JSON-RPC's own codes; errors of unscroll carry the exit code instead."""

Method = Callable[[Mapping[str, Any], Peer], Awaitable[Any]]


class RpcServer:
    """Serves `methods`. `gone(peer)` is called when a connection ends, `damaged()` when a method could not read the
    ledger."""

    def __init__(
        self, methods: Mapping[str, Method], gone: Callable[[Peer], None], damaged: Callable[[], None] = lambda: None
    ) -> None:
        self._methods, self._gone, self._damaged = methods, gone, damaged
        self._peers: dict[Peer, asyncio.Task[None]] = {}
        self._server: asyncio.Server | None = None
        self._path: Path | None = None

    async def open(self, path: Path) -> None:
        """Binds `path` (0600 in a folder of 0700). A socket that nobody listens on is replaced; one that somebody
        serves raises UnscrollError (75); a folder of somebody else's too (74)."""
        await asyncio.to_thread(_own_folder, path.parent)
        if path.is_socket():
            if await _answers(path):
                raise UnscrollError("another daemon serves this socket", f"stop it first: {path}", Exit.SECOND_DAEMON)
            path.unlink()
        door = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM | socket.SOCK_NONBLOCK | socket.SOCK_CLOEXEC)
        before = os.umask(0o177)
        try:
            door.bind(str(path))
        except OSError as refused:
            door.close()
            raise UnscrollError(f"the socket {path} cannot be made: {refused.strerror}", code=Exit.IO) from refused
        finally:
            os.umask(before)
        self._server = await asyncio.start_unix_server(self._serve, sock=door, limit=LINE_LIMIT)
        self._path = path

    def push(self, topic: str, params: Mapping[str, Any]) -> None:
        """Sends a notification to every peer that subscribed to `topic`."""
        for peer in self._peers:
            if topic in peer.topics:
                peer.push(topic, params)

    def wanted(self, topic: str) -> bool:
        """Whether anybody subscribed to `topic`."""
        return any(topic in peer.topics for peer in self._peers)

    async def close(self) -> None:
        """Ends the connections and removes the socket."""
        if self._server is None or self._path is None:
            return
        self._server.close()
        for task in tuple(self._peers.values()):
            task.cancel()
        await asyncio.gather(*self._peers.values(), return_exceptions=True)
        self._path.unlink(missing_ok=True)
        self._server = None

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        pid, uid = credentials(writer.get_extra_info("socket"))
        peer = Peer(writer, pid)
        task = asyncio.current_task()
        if uid != os.getuid() or len(self._peers) >= CONNECTION_LIMIT or task is None:
            why = "too many connections" if uid == os.getuid() else "another user's socket"
            peer.send(_error(None, Exit.IO, why, "close programs that follow the service, or restart it"))
            await _shut(writer)
            return
        self._peers[peer] = task
        try:
            await self._lines(reader, peer)
        except (ConnectionError, asyncio.CancelledError):
            pass
        finally:
            del self._peers[peer]
            self._gone(peer)
            await _shut(writer)

    async def _lines(self, reader: asyncio.StreamReader, peer: Peer) -> None:
        """Requests of a connection begin in order and are answered as they are done: one may wait for a commit."""
        under_way: set[asyncio.Task[None]] = set()
        try:
            while (line := await self._line(reader, peer)) is not None:
                if line.strip():
                    task = asyncio.create_task(self._reply(line, peer))
                    under_way.add(task)
                    task.add_done_callback(under_way.discard)
                if len(under_way) >= UNANSWERED_LIMIT:
                    await asyncio.wait(under_way, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in tuple(under_way):
                task.cancel()

    async def _line(self, reader: asyncio.StreamReader, peer: Peer) -> bytes | None:
        try:
            return await reader.readuntil(b"\n")
        except asyncio.IncompleteReadError:
            return None
        except asyncio.LimitOverrunError:
            # The rest of the message cannot be told from the next one: answer, then end the connection.
            peer.send(_error(None, INVALID_REQUEST, f"a message is longer than {LINE_LIMIT} bytes"))
            return None

    async def _reply(self, line: bytes, peer: Peer) -> None:
        if (answer := await self._answer(line, peer)) is not None:
            peer.send(answer)

    async def _answer(self, line: bytes, peer: Peer) -> dict[str, Any] | None:
        try:
            request = json.loads(line)
        except (ValueError, RecursionError):
            return _error(None, PARSE_ERROR, "not JSON")
        if not isinstance(request, dict) or not isinstance(request.get("method"), str):
            return _error(None, INVALID_REQUEST, "not a JSON-RPC request")
        answer = await self._call(request["method"], request.get("params", {}), request.get("id"), peer)
        return answer if "id" in request else None

    async def _call(self, name: str, params: Any, request_id: Any, peer: Peer) -> dict[str, Any]:
        method = self._methods.get(name)
        if method is None:
            return _error(request_id, NO_METHOD, f"no method {name[:40]}")
        if not isinstance(params, dict):
            return _error(request_id, INVALID_PARAMS, "params must be an object")
        # A task of its own: what a bug raises is looked at, answered and logged, and the connection lives on.
        call = asyncio.ensure_future(_run(name, method, params, peer))
        try:
            await asyncio.wait({call})
        except asyncio.CancelledError:
            call.cancel()
            raise
        raised = call.exception()
        if raised is None:
            return {"jsonrpc": "2.0", "id": request_id, "result": call.result()}
        if isinstance(raised, sqlite3.Error):
            raised = told(raised, "the ledger")
        if isinstance(raised, LedgerDamaged):
            self._damaged()
        if isinstance(raised, UnscrollError):
            return _error(request_id, raised.code, raised.message, raised.hint)
        if isinstance(raised, ParamError):
            return _error(request_id, INVALID_PARAMS, str(raised))
        to_journal(raised, f"the method {name}")
        return _error(request_id, BUG, f"a bug in the service: {type(raised).__name__}", "see its log")


async def _run(name: str, method: Method, params: Mapping[str, Any], peer: Peer) -> Any:
    """Looks at what the peer may when its turn comes: the line before may have bounded it."""
    if peer.only not in ("", name):
        raise ParamError(f"this connection is for {peer.only} alone")
    return await method(params, peer)


class ParamError(Exception):
    """Params of the wrong shape; the message names which."""


def number_of(params: Mapping[str, Any], name: str) -> int:
    """The whole number under `name`, not negative; ParamError otherwise."""
    value = params.get(name)
    if type(value) is not int or value < 0:
        raise ParamError(f"{name} must be a whole number, not negative")
    return value


def text_of(params: Mapping[str, Any], name: str) -> str:
    """The text under `name`; ParamError otherwise."""
    value = params.get(name)
    if not isinstance(value, str):
        raise ParamError(f"{name} must be a text")
    return value


def _error(request_id: Any, code: int, message: str, hint: str = "") -> dict[str, Any]:
    error = {"code": int(code), "message": message, "data": {"hint": hint}}
    return {"jsonrpc": "2.0", "id": request_id, "error": error}


async def _shut(writer: asyncio.StreamWriter) -> None:
    with contextlib.suppress(ConnectionError, asyncio.CancelledError):
        writer.close()
        await writer.wait_closed()


async def _answers(path: Path) -> bool:
    try:
        _, writer = await asyncio.open_unix_connection(str(path))
    except OSError:
        return False
    await _shut(writer)
    return True


def _own_folder(folder: Path) -> None:
    if folder.is_symlink():  # whoever made the link decides where the socket lies
        raise UnscrollError(f"the folder {folder} is a link", "remove it", Exit.IO)
    make_folder(folder)
