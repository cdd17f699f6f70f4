"""The daemon as a whole, with fake sources and a real socket."""

import asyncio
import time

import pytest
from support.served import Sources, environment_of, served

from unscroll.clock import SystemClock
from unscroll.daemon.service import Service
from unscroll.errors import Exit, UnscrollError
from unscroll.ledger import open_reader
from unscroll.places import Places
from unscroll.sighting import Focus, InputKind, Session, SessionState, Track
from unscroll.span import Span
from unscroll.surface import Surface

REDDIT = Focus(Surface("reddit", "feed", "reddit/default"))
EDITOR = Focus(Surface("none", "window", "none", app="Emacs"))


def windows():
    return Sources(windows=Track.FOCUS)


def everything(places):
    reader = open_reader(places)
    try:
        return reader.facts(Span(0, 2**42)), reader.acts(Span(0, 2**42))
    finally:
        reader.close()


def test_status_is_true_to_the_moment_and_the_ledger_gets_it_at_the_end(tmp_path):
    async def play():
        async with served(tmp_path, windows()) as it:
            it.sources["windows"].becomes(EDITOR)
            it.sources["windows"].instant(InputKind.KEY)
            began = time.monotonic()
            await asyncio.sleep(0.25)
            status = await it.wire.ask("status")
            passed = time.monotonic() - began
            assert 0.2 <= status["seconds"]["other"] <= passed + 0.01
            assert status["daemon"]["running"] is True
            assert status["collectors"][0] == {"name": "windows", "track": "focus", "state": "running", "why": ""}
            assert status["flags"] == []

    asyncio.run(play())
    facts, _ = everything(Places.of(environment_of(tmp_path)))
    assert {s.fact for s in facts.focus} == {EDITOR}
    assert facts.session
    assert facts.input


def test_what_is_decided_over_the_socket_holds_at_once(tmp_path):
    async def play():
        async with served(tmp_path, windows()) as it:
            status = await it.wire.ask("status")
            now_ms = time.time_ns() // 1_000_000
            body = {"do": "log", "person": "Zoë", "channel": "coffee", "note": ""}
            if time.gmtime().tm_hour == 4 and time.gmtime().tm_min < 31:
                pytest.skip("the Day turned less than half an hour ago")
            command = {**body, "start_ms": now_ms - 1_800_000, "end_ms": now_ms}
            answer = await it.wire.ask("apply", version=status["daemon"]["version"], commands=[command])
            assert answer["results"][0]["ok"] is True
            after = await it.wire.ask("status")
            assert after["seconds"]["one_to_one"] == pytest.approx(1_800, abs=5)
            assert after["people_reached"] == 1
            wrong = await it.wire.answer("apply", version="0.0.0", commands=[command])
            assert "Restart" in wrong["error"]["data"]["hint"]

    asyncio.run(play())


def test_a_pause_counts_nothing_until_it_is_ended(tmp_path):
    async def play():
        async with served(tmp_path, windows()) as it:
            it.sources["windows"].becomes(EDITOR)
            it.sources["windows"].instant(InputKind.KEY)
            await asyncio.sleep(0.1)
            answer = await it.wire.ask("pause", duration_ms=600_000)
            assert answer["flags"] == ["paused"]
            paused = await it.wire.ask("status")
            await asyncio.sleep(0.3)
            still = await it.wire.ask("status")
            assert still["seconds"]["other"] == pytest.approx(paused["seconds"]["other"], abs=0.02)
            await it.wire.ask("resume")
            it.sources["windows"].instant(InputKind.KEY)
            await asyncio.sleep(0.2)
            after = await it.wire.ask("status")
            assert after["flags"] == []
            assert after["seconds"]["other"] > still["seconds"]["other"] + 0.15

    asyncio.run(play())


def test_a_pause_outlives_a_restart(tmp_path):
    async def play():
        async with served(tmp_path, windows()) as it:
            await it.wire.ask("pause", duration_ms=600_000)
        async with served(tmp_path, windows()) as it:
            assert (await it.wire.ask("status"))["flags"] == ["paused"]

    asyncio.run(play())


def test_today_goes_on_after_a_restart(tmp_path):
    async def play():
        async with served(tmp_path, windows()) as it:
            it.sources["windows"].becomes(EDITOR)
            it.sources["windows"].instant(InputKind.KEY)
            await asyncio.sleep(0.2)
        async with served(tmp_path, windows()) as it:
            assert (await it.wire.ask("status"))["seconds"]["other"] >= 0.2

    asyncio.run(play())


def test_a_second_daemon_is_refused_with_75(tmp_path):
    async def play():
        async with served(tmp_path, windows()):
            env = environment_of(tmp_path)
            second = Service(Places.of(env), env, None, (), SystemClock(), tmp_path)
            with pytest.raises(UnscrollError) as refused:
                await second.run()
            assert refused.value.code == Exit.SECOND_DAEMON

    asyncio.run(play())


def test_settings_change_what_holds_while_it_runs_and_bad_ones_are_told(tmp_path):
    async def play():
        async with served(tmp_path, windows()) as it:
            config = it.service.places.config_file
            config.write_text('cap = "45m"\nmode = "nudge"\n')
            await it.until(lambda: it.service.parts.settings.cap_ms == 2_700_000, "the new cap")
            assert (await it.wire.ask("status"))["cap_s"] == 2_700
            assert (await it.wire.ask("config"))["mode"] == "nudge"
            config.write_text('capp = "5m"\n')
            await it.until(lambda: it.service.parts.watch.trouble, "the trouble")
            status = await it.wire.ask("status")
            assert status["cap_s"] == 2_700
            assert status["flags"] == ["degraded"]
            assert any("cap" in line for line in status["troubles"])
            config.write_text('cap = "45m"\n')
            await it.until(lambda: not it.service.parts.watch.trouble, "the end of the trouble")
            assert (await it.wire.ask("status"))["flags"] == []

    asyncio.run(play())


def test_bad_settings_at_the_start_are_an_error_of_78(tmp_path):
    env = environment_of(tmp_path)
    places = Places.of(env)
    places.make()
    places.config_file.write_text("capp = 1\n")

    async def play():
        with pytest.raises(UnscrollError) as refused:
            await Service(places, env, None, (), SystemClock(), tmp_path).run()
        assert refused.value.code == Exit.CONFIG

    asyncio.run(play())


def test_explain_and_day_answer_from_what_was_just_seen(tmp_path):
    async def play():
        async with served(tmp_path, windows()) as it:
            it.sources["windows"].becomes(EDITOR)
            it.sources["windows"].instant(InputKind.KEY)
            await asyncio.sleep(0.1)
            now_ms = time.time_ns() // 1_000_000
            rows = await it.wire.ask("explain", start_ms=now_ms - 60_000, end_ms=now_ms + 1_000)
            assert rows[-1]["rule"] == "none"
            assert {s["source"] for s in rows[-1]["sightings"]} == {"windows"}
            today = await it.wire.ask("day")
            assert today["accounted_s"] > 0
            past = await it.wire.ask("day", day="2020-02-02")
            assert past["no_data"] is True
            wrong = await it.wire.answer("day", day="soon")
            assert wrong["error"]["code"] == -32602

    asyncio.run(play())


def test_subscribers_are_pushed_the_budget_when_it_changes(tmp_path):
    async def play():
        async with served(tmp_path, windows()) as it:
            await it.wire.ask("subscribe", topics=["budget"])
            it.service.places.config_file.write_text('cap = "30m"\n')
            message = it.wire.pushes.pop() if it.wire.pushes else await it.wire.next()
            assert message["method"] == "budget"
            assert message["params"]["cap_s"] == 1_800
            wrong = await it.wire.answer("subscribe", topics=["everything"])
            assert "error" in wrong

    asyncio.run(play())


def test_without_a_desktop_it_says_so_and_serves(tmp_path):
    async def play():
        async with served(tmp_path, Sources()) as it:
            printed = it.printed.getvalue()
            assert "no graphical session" in printed
            assert "not browser: no browser's extension is connected. Run unscroll setup\n" in printed
            assert [c["name"] for c in (await it.wire.ask("status"))["collectors"]] == ["browser"]

    asyncio.run(play())


def test_presence_is_written_at_each_checkpoint_though_nothing_is_in_front(tmp_path):
    async def play():
        async with served(tmp_path, Sources()) as it:
            pulse = it.service._checkpoints
            reader = open_reader(it.service.places)

            async def present_until_ms():
                await pulse.check()
                await pulse.settled()
                return max(s.end_ms for s in reader.facts(Span(0, 2**42)).session)

            try:
                before_ms = await present_until_ms()
                await asyncio.sleep(0.2)
                assert await present_until_ms() >= before_ms + 200
            finally:
                reader.close()

    asyncio.run(play())


def test_what_is_forgotten_does_not_come_back_with_what_still_grows(tmp_path):
    async def play():
        async with served(tmp_path, windows()) as it:
            it.sources["windows"].becomes(EDITOR)
            it.sources["windows"].instant(InputKind.KEY)
            await asyncio.sleep(0.4)
            version = (await it.wire.ask("status"))["daemon"]["version"]
            now_ms = time.time_ns() // 1_000_000
            span = {"start_ms": now_ms - 3_600_000, "end_ms": now_ms, "person": "", "platform": ""}
            answer = await it.wire.ask("apply", version=version, commands=[{"do": "forget", **span}])
            assert answer["results"][0]["ok"] is True
            await asyncio.sleep(0.1)
            assert (await it.wire.ask("status"))["forgotten"]

    asyncio.run(play())
    facts, _ = everything(Places.of(environment_of(tmp_path)))
    assert facts.focus
    assert sum(s.end_ms - s.start_ms for s in facts.focus) < 390


def test_a_lock_is_committed_at_once(tmp_path):
    async def play():
        async with served(tmp_path, Sources(windows=Track.FOCUS, locker=Track.SESSION)) as it:
            it.sources["windows"].becomes(EDITOR)
            it.sources["windows"].instant(InputKind.KEY)
            await asyncio.sleep(0.2)
            it.sources["locker"].becomes(Session(SessionState.LOCKED))
            reader = open_reader(it.service.places)
            try:
                await it.until(
                    lambda: {s.fact for s in reader.facts(Span(0, 2**42)).session} >= {Session(SessionState.LOCKED)},
                    "the lock in the ledger",
                )
                assert reader.facts(Span(0, 2**42)).focus[-1].end_ms - reader.first_sighting_ms() >= 200
            finally:
                reader.close()

    asyncio.run(play())


def test_a_mistyped_platform_is_told_and_the_watching_goes_on(tmp_path):
    async def play():
        async with served(tmp_path, windows()) as it:
            it.service.places.config_file.write_text('cap = "45m"\n[caps]\nplatform = {redit = "5m"}\n')
            await it.until(lambda: it.service.parts.settings.cap_ms == 2_700_000, "the new cap")
            status = await it.wire.ask("status")
            assert status["troubles"] == ["caps.platform: no platform is called redit; did you mean reddit?"]
            assert (status["flags"], status["collectors"][0]["state"]) == ([], "running")

    asyncio.run(play())
