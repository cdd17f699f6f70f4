"""A daemon in the test's own process: fake sources, a real socket, a real ledger in a folder of its own."""

import asyncio
import io
import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

from unscroll.clock import Clock, SystemClock
from unscroll.collectors.fake import FakeCollector
from unscroll.collectors.registry import Entry as Source
from unscroll.daemon.service import Service
from unscroll.places import Places
from unscroll.sighting import Track

PATIENCE_S = 10.0


class Sources:
    """Fake sources by name, as they were last opened."""

    def __init__(self, **tracks: Track) -> None:
        self.opened: dict[str, FakeCollector] = {}
        self.entries = tuple(self._entry(name, track) for name, track in tracks.items())

    def _entry(self, name: str, track: Track) -> Source:
        async def opens(session, means):
            self.opened[name] = FakeCollector(means, name, track, name)
            return self.opened[name]

        return Source(name, track, name, opens)

    def __getitem__(self, name: str) -> FakeCollector:
        return self.opened[name]


class Wire:
    """A connection to the socket; answers come by id, pushes are kept apart."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.reader, self.writer, self.pushes, self._id = reader, writer, [], 0

    @classmethod
    async def to(cls, path: Path) -> "Wire":
        return cls(*await asyncio.open_unix_connection(str(path), limit=1 << 26))

    def send(self, method: str, **params) -> int:
        self._id += 1
        request = {"jsonrpc": "2.0", "id": self._id, "method": method, "params": params}
        self.writer.write(json.dumps(request).encode() + b"\n")
        return self._id

    async def next(self) -> dict:
        line = await asyncio.wait_for(self.reader.readline(), PATIENCE_S)
        assert line, "the daemon hung up"
        return json.loads(line)

    async def ask(self, method: str, **params):
        """The result; an error is raised as AssertionError with its body."""
        answer = await self.answer(method, **params)
        assert "error" not in answer, answer["error"]
        return answer["result"]

    async def answer(self, method: str, **params) -> dict:
        wanted = self.send(method, **params)
        while (message := await self.next()).get("id") != wanted:
            self.pushes.append(message)
        return message

    async def close(self) -> None:
        self.writer.close()
        await self.writer.wait_closed()


class Served:
    """`service`, its `sources`, a `wire` to it, and what it printed."""

    def __init__(self, service: Service, sources: Sources, wire: Wire, printed: io.StringIO) -> None:
        self.service, self.sources, self.wire, self.printed = service, sources, wire, printed

    async def until(self, condition, what: str):
        deadline = asyncio.get_running_loop().time() + PATIENCE_S
        while not (found := condition()):
            assert asyncio.get_running_loop().time() < deadline, f"not in time: {what}"
            await asyncio.sleep(0.01)
        return found


def environment_of(home: Path, **more: str) -> dict[str, str]:
    return {"UNSCROLL_HOME": str(home), "TZ": "UTC", "HOME": str(home), "PATH": "/usr/bin:/bin", **more}


@asynccontextmanager
async def served(
    home: Path, sources: Sources, clock: Clock | None = None, environment: Mapping[str, str] | None = None
) -> AsyncIterator[Served]:
    """Starts the daemon, ends it as SIGTERM does."""
    env = dict(environment or environment_of(home))
    printed = io.StringIO()
    service = Service(Places.of(env), env, printed, sources.entries, clock or SystemClock(), home / "no-x")
    running = asyncio.create_task(service.run())
    ready = asyncio.create_task(service.ready.wait())
    await asyncio.wait({running, ready}, return_when=asyncio.FIRST_COMPLETED)
    ready.cancel()
    if running.done():
        running.result()
    wire = await Wire.to(service.places.socket)
    try:
        yield Served(service, sources, wire, printed)
    finally:
        await wire.close()
        service.stop()
        await asyncio.wait_for(running, PATIENCE_S)
