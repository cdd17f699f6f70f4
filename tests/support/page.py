"""Page: a page of this computer served in a thread, and HTTP spoken to it."""

import asyncio
import http.client
import json
import socket
import threading
from contextlib import contextmanager
from typing import NamedTuple

from unscroll.cli.page_server import Life, bound, serve

PATIENCE_S = 30


class Said(NamedTuple):
    status: int
    headers: http.client.HTTPMessage
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()

    @property
    def json(self):
        return json.loads(self.body)


class Page:
    """`headers` go along with every request."""

    def __init__(self, port: int) -> None:
        self.port, self.headers = port, {}

    def ask(self, method: str, path: str, body: bytes | None = None, **headers: str) -> Said:
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE_S)
        try:
            told = self.headers | {name.replace("_", "-"): value for name, value in headers.items()}
            line.request(method, path, body, told)
            answer = line.getresponse()
            return Said(answer.status, answer.headers, answer.read())
        finally:
            line.close()

    def get(self, path: str, **headers: str) -> Said:
        return self.ask("GET", path, **headers)

    def post(self, path: str, told: object, **headers: str) -> Said:
        body = told if isinstance(told, bytes) else json.dumps(told).encode()
        return self.ask("POST", path, body, **{"Content_Type": "application/json"} | headers)

    def raw(self, sent: bytes) -> bytes:
        """Everything that comes back for some bytes until the other side closes."""
        with socket.create_connection(("127.0.0.1", self.port), PATIENCE_S) as line:
            line.sendall(sent)
            heard = b""
            while part := line.recv(65_536):
                heard += part
        return heard


@contextmanager
def served(make, idle_s: float = 600):
    """`make(port, life)` gives the application; gives the page and a way to wait for its end."""
    door = bound()
    port = door.getsockname()[1]
    door.listen()
    end = []

    async def run() -> None:
        life = Life(idle_s)
        loop = asyncio.get_running_loop()
        end.append(lambda: loop.call_soon_threadsafe(life.over.set))
        await serve(make(port, life), door, life)

    thread = threading.Thread(target=lambda: asyncio.run(run()), daemon=True)
    thread.start()
    page = Page(port)
    page.join = lambda: (thread.join(PATIENCE_S), thread.is_alive())[1]
    try:
        yield page
    finally:
        if thread.is_alive():
            end[0]()
        thread.join(PATIENCE_S)
        assert not thread.is_alive()


def let_in(page, code):
    """The page as the browser has it that the code was given to."""
    told = page.post("/enter", {"code": code})
    assert told.status == 200
    page.headers["Cookie"] = told.headers["Set-Cookie"].partition(";")[0]
    return page
