"""What is said of people by the daemon, on a real bus to a notification server that answers."""

import asyncio
import time

import pytest
from desktop.notification_server import tiny_server
from support.served import Sources, environment_of, served

from bench.dbus import buses
from unscroll.clock import FakeClock
from unscroll.commands import AddPlan, ChangePerson, LogTouchpoint
from unscroll.ledger import Batch, open_reader, open_writer
from unscroll.places import Places
from unscroll.sighting import Focus, InputKind, Session, SessionState, Stretch, Track
from unscroll.span import Span
from unscroll.surface import Surface

pytestmark = pytest.mark.desktop

HOUR, DAY = 3_600_000, 86_400_000
EDITOR = Focus(Surface("none", "window", "none", app="Emacs"))


def ten_days_ago(places, now_ms):
    """A ledger that began ten days ago with Zoë, who was met a month before, and a coffee planned for this morning."""
    places.make()
    began_ms = now_ms - 10 * DAY
    circle = [{"trait": "circle", "value": "inner", "holds": True}]
    with open_writer(places, FakeClock.at(began_ms)) as writer:
        seen = Stretch(began_ms, began_ms + HOUR, Session(SessionState.WATCHING, "boot"), "unscroll")
        (made,) = writer.commit(Batch((seen,), commands=(ChangePerson("circle", circle, name="Zoë"),)))
        zoe, met_ms = made.data["person_id"], began_ms - 30 * DAY
        coffee = AddPlan(zoe, "coffee", now_ms - 2 * HOUR, now_ms - HOUR)
        met = LogTouchpoint("", "lunch", met_ms, met_ms + HOUR, person_id=zoe, ask="Lyon")
        assert all(result.ok for result in writer.commit(Batch(commands=(met, coffee))))


def test_the_digest_then_the_question_after_a_plan_whose_answer_settles_it(tmp_path):
    now_ms = time.time_ns() // 1_000_000
    ten_days_ago(Places.of(environment_of(tmp_path)), now_ms)

    async def play(bus, shown):
        env = environment_of(tmp_path, DBUS_SESSION_BUS_ADDRESS=bus.session)
        async with served(tmp_path, Sources(windows=Track.FOCUS), environment=env) as it:
            parts = it.service.parts
            await it.until(lambda: not parts.turn.due(parts.recorder.today.day), "the turn of the Day")
            it.sources["windows"].becomes(EDITOR)
            it.sources["windows"].instant(InputKind.KEY)
            it.service._checkpoints.stir()
            lines = [await asyncio.to_thread(shown.readline) for _ in range(2)]
            named = "Zoë: 39 days, you chose every 7; ask about Lyon"
            assert lines[0].startswith(f"unscroll|In case you want to reach out|{named}")
            assert lines[1].startswith("unscroll|Did the coffee with Zoë")
            assert lines[1].endswith("|unscroll plan|happened|It happened|fell_through|It did not\n")
            while await parts.reader.do(lambda reader: reader.plans()):
                await asyncio.sleep(0.05)

    with buses() as bus, tiny_server(bus.session, "press=happened") as shown:
        asyncio.run(asyncio.wait_for(play(bus, shown), 30))
    reader = open_reader(Places.of(environment_of(tmp_path)))
    _, coffee = reader.touchpoints(Span(0, 2**42))
    assert (coffee.channel, coffee.start_ms, coffee.end_ms) == ("coffee", now_ms - 2 * HOUR, now_ms - HOUR)
    assert len(reader.digests()) == 1
    reader.close()
