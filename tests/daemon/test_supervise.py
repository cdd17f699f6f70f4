"""Collectors are opened by group, restarted, and never taken at their silence."""

import asyncio

import pytest

from unscroll.clock import FakeClock
from unscroll.collectors.contract import DesktopSession, Means
from unscroll.collectors.fake import FakeCollector
from unscroll.collectors.registry import Entry
from unscroll.daemon import supervise
from unscroll.daemon.supervise import State, Supervisor
from unscroll.errors import Unavailable
from unscroll.sighting import Focus, Track
from unscroll.surface import Surface

EDITOR = Focus(Surface("none", "window", "none", app="Emacs"))
X11 = DesktopSession("x11", ":1")


class Bench:
    def __init__(self):
        self.clock = FakeClock.at(1_795_424_400_000)
        self.means = Means(self.clock, lambda: self.clock.read().wall_ms, lambda app, title: None)
        self.seen, self.opened, self.refuse, self.changes = [], {}, {}, 0

    def entry(self, name, group):
        async def opens(session, means):
            if name in self.refuse:
                raise self.refuse[name]
            self.opened.setdefault(name, []).append(FakeCollector(means, name, Track.FOCUS, group))
            return self.opened[name][-1]

        return Entry(name, Track.FOCUS, group, opens)

    def supervisor(self, *names):
        entries = [self.entry(*name.split(":")) for name in names]
        return Supervisor(entries, self.means, self.seen.append, self.changed)

    def changed(self):
        self.changes += 1


def states(supervisor):
    return {s.name: (s.state, s.why) for s in supervisor.standings()}


@pytest.fixture
def bench(monkeypatch):
    monkeypatch.setattr(supervise, "_FIRST_BACKOFF_S", 0.01)
    monkeypatch.setattr(supervise, "AGAIN_S", (0.01, 0.01))
    monkeypatch.setattr(supervise, "PROOF_TIMEOUT_S", 0.05)
    return Bench()


async def until(condition):
    async with asyncio.timeout(5):
        while not condition():
            await asyncio.sleep(0.005)


def test_the_first_of_a_group_that_opens_wins(bench):
    async def play():
        bench.refuse["a"] = Unavailable("no such server")
        supervisor = bench.supervisor("a:g", "b:g", "c:g", "d:h")
        await supervisor.follow(X11)
        found = states(supervisor)
        assert found["a"] == (State.UNAVAILABLE, "no such server.")
        assert found["b"] == (State.RUNNING, "")
        assert found["c"] == (State.UNAVAILABLE, "not needed: b runs")
        assert found["d"] == (State.RUNNING, "")
        await supervisor.close()

    asyncio.run(play())


def test_proof_lets_everything_in_before_it_returns(bench):
    async def play():
        supervisor = bench.supervisor("a:g", "b:h")
        await supervisor.follow(X11)
        for name in "ab":
            bench.opened[name][0].becomes(EDITOR)
        bench.clock.run(5_000)
        await supervisor.prove()
        assert sorted((s.source, s.span.length_ms) for s in bench.seen) == [
            ("a", 0),
            ("a", 5_000),
            ("b", 0),
            ("b", 5_000),
        ]
        await supervisor.close()

    asyncio.run(play())


def test_a_source_that_dies_is_opened_again(bench):
    async def play():
        supervisor = bench.supervisor("a:g")
        await supervisor.follow(X11)
        bench.opened["a"][0].dies()
        await until(lambda: len(bench.opened["a"]) == 2)
        await until(lambda: states(supervisor)["a"][0] is State.RUNNING)
        await supervisor.close()

    asyncio.run(play())


def test_a_bug_in_a_collector_is_logged_once_without_what_it_saw(bench, capsys):
    async def play():
        supervisor = bench.supervisor("a:g")
        bench.refuse["a"] = KeyError("the title of a private window")
        await supervisor.follow(X11)
        await asyncio.sleep(0.1)
        assert states(supervisor)["a"] == (State.FAILED, "KeyError: a bug, see the log")
        await supervisor.close()

    asyncio.run(play())
    logged = capsys.readouterr().err
    assert logged.count("collector a failed: KeyError") == 1
    assert "private window" not in logged


def test_a_silent_source_is_told_and_believed_again_when_it_answers(bench):
    async def play():
        supervisor = bench.supervisor("a:g")
        await supervisor.follow(X11)
        bench.opened["a"][0].answers = False
        await supervisor.prove()
        assert states(supervisor)["a"][0] is State.FAILED
        bench.opened["a"][0].answers = True
        await supervisor.prove()
        assert states(supervisor)["a"] == (State.RUNNING, "")
        await supervisor.close()

    asyncio.run(play())


def test_another_session_opens_everything_anew(bench):
    async def play():
        bench.refuse["a"] = Unavailable("no display")
        supervisor = bench.supervisor("a:g", "b:h")
        await supervisor.follow(DesktopSession())
        assert states(supervisor)["a"][0] is State.UNAVAILABLE
        bench.refuse.clear()
        await supervisor.follow(X11)
        assert states(supervisor)["a"][0] is State.RUNNING
        assert len(bench.opened["b"]) == 2
        await supervisor.close()

    asyncio.run(play())


def test_a_window_manager_that_comes_after_its_server_is_found(bench):
    async def play():
        bench.refuse["a"] = Unavailable("no window manager")
        supervisor = bench.supervisor("a:g")
        await supervisor.follow(X11)
        bench.refuse.clear()
        await until(lambda: states(supervisor)["a"][0] is State.RUNNING)
        await supervisor.close()

    asyncio.run(play())
