"""PageRules: the rules of every page served on this computer (CONTRACT.md 5), before any of its code sees a request."""

import asyncio
import os
import re
from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from typing import Any

from unscroll.cli.page_peer import Peers, peers

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[MutableMapping[str, Any], Receive, Send], Awaitable[None]]

BODY_LIMIT, CONNECTIONS, PATIENCE_S = 1 << 20, 32, 10.0
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
)
_HEADERS = (
    (b"cache-control", b"no-store"),
    (b"x-content-type-options", b"nosniff"),
    (b"content-security-policy", POLICY.encode()),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
)
_JSON = re.compile(r"application/json(?:\s*;\s*charset=utf-8)?", re.IGNORECASE)
_WORDS = {
    403: "not from here",
    405: "only GET and POST",
    408: "too slow",
    413: "too large",
    415: "only application/json",
    421: "not the name of this page",
    503: "too many connections",
    505: "only HTTP/1.1",
}


class PageRules:
    """Wraps an application; a request that breaks a rule gets its status and nothing else."""

    def __init__(self, app: App, look: Callable[[tuple[str, int], tuple[str, int]], Peers] = peers) -> None:
        self._app, self._look = app, look

    async def __call__(self, scope: MutableMapping[str, Any], receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            await send({"type": "websocket.close", "code": 1008})
            return
        guarded = _with_headers(send)
        status = self._refusal(scope)
        if status == 0 and scope["method"] == "POST":
            status, receive = await _whole_body(receive)
        if status:
            await _refuse(guarded, status)
        else:
            await self._app(scope, receive, guarded)

    def _refusal(self, scope: Mapping[str, Any]) -> int:
        """The status by which a request is refused before its body is read; 0 where it may come in."""
        found: dict[bytes, list[str]] = {}
        for name, value in scope["headers"]:
            found.setdefault(name.lower(), []).append(value.decode("latin-1"))
        hosts = found.get(b"host", [])
        port = scope["server"][1]
        if len(hosts) != 1 or hosts[0].lower() not in {
            f"{name}:{port}" for name in ("127.0.0.1", "localhost", "[::1]")
        }:
            return 421
        if scope["http_version"] not in ("1.0", "1.1"):
            return 505
        known = self._look(tuple(scope["server"]), tuple(scope["client"]))
        if known.uid != os.getuid():
            return 403
        if known.connections > CONNECTIONS:
            return 503
        return _from_elsewhere(found, hosts[0]) or _unfit(scope["method"], found)


def _from_elsewhere(found: Mapping[bytes, list[str]], host: str) -> int:
    origins, sites = found.get(b"origin", []), found.get(b"sec-fetch-site", [])
    if origins:
        return 0 if [origin.lower() for origin in origins] == [f"http://{host.lower()}"] else 403
    return 403 if any(site in ("cross-site", "same-site") for site in sites) else 0


def _unfit(method: str, found: Mapping[bytes, list[str]]) -> int:
    if method in ("GET", "HEAD"):
        return 0
    if method != "POST":
        return 405
    kinds, lengths = found.get(b"content-type", []), found.get(b"content-length", [])
    if len(kinds) != 1 or not _JSON.fullmatch(kinds[0].strip()):
        return 415
    return 413 if any(length.isdecimal() and int(length) > BODY_LIMIT for length in lengths) else 0


async def _whole_body(receive: Receive) -> tuple[int, Receive]:
    """The body, read within its time and size; the application gets it as one message."""
    body = bytearray()
    try:
        async with asyncio.timeout(PATIENCE_S):
            while True:
                message = await receive()
                if message["type"] != "http.request":
                    return 408, receive
                body += message.get("body", b"")
                if len(body) > BODY_LIMIT:
                    return 413, receive
                if not message.get("more_body", False):
                    break
    except TimeoutError:
        return 408, receive
    left = [{"type": "http.request", "body": bytes(body), "more_body": False}]

    async def again() -> Message:
        return left.pop() if left else await receive()

    return 0, again


def _with_headers(send: Send) -> Send:
    async def guarded(message: Message) -> None:
        if message["type"] == "http.response.start":
            names = {name for name, _ in _HEADERS}
            kept = [(name, value) for name, value in message.get("headers", ()) if name.lower() not in names]
            message = {**message, "headers": [*kept, *_HEADERS]}
        await send(message)

    return guarded


async def _refuse(send: Send, status: int) -> None:
    words = f"{_WORDS[status]}\n".encode()
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", str(len(words)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": [*headers, (b"connection", b"close")]})
    await send({"type": "http.response.body", "body": words})
