"""Requests that no client of ours sends: each gets its answer, and none is a bug."""

import asyncio

import pytest
from support.served import Sources, served

from unscroll import __version__

BUG = -32603
HALF = "\ud800"
REQUESTS = [
    ("subscribe", {"topics": [[]]}),
    ("subscribe", {"topics": [{}, 1, None]}),
    ("subscribe", {"topics": ["budget", HALF]}),
    ("day", {"day": "9999-12-31"}),
    ("day", {"day": "0001-01-01"}),
    ("day", {"day": HALF}),
    ("explain", {"start_ms": 2**62, "end_ms": 2**62}),
    ("explain", {"start_ms": 2**62 - 1, "end_ms": 2**62}),
    ("explain", {"start_ms": 0, "end_ms": 2**70}),
    ("pause", {"duration_ms": 2**70}),
    ("guest", {"duration_ms": 0}),
    ("sighting", {"hello": {"pid": 2**31}}),
    ("sighting", {"hello": []}),
    ("sighting", {"hello": {"pid": 1}, "frame": {}}),
]
COMMANDS = [
    {"do": []},
    {"do": {}},
    {"do": None},
    {},
    [],
    {"do": "forget", "start_ms": 2**70},
    {"do": "forget", "person": HALF},
    {"do": "log", "person": HALF, "channel": "call", "start_ms": 2**40, "end_ms": 2**40},
    {"do": "log", "person": "Q", "channel": "call", "start_ms": 2**40, "end_ms": 2**40, "note": HALF},
    {"do": "log", "person": "Q", "channel": "call", "start_ms": 0, "end_ms": 2**62},
    {"do": "label", "thread": "ab" * 16, "size": "one", "person": HALF},
    {"do": "label", "thread": "ab" * 16, "size": "one", "person": "  "},
    {"do": "label", "thread": " " * 32, "size": "one", "person": "Q"},
    {"do": "phone", "day": "9999-12-31", "platform": "", "length_ms": 1},
    {"do": "followers", "day": "9999-12-31", "platform": "x", "count": 1},
    {"do": "correct", "start_ms": -(10**40), "end_ms": 2**40, "kind": "other"},
    {"do": "plan", "person_id": 1, "channel": "call", "start_ms": 2**61, "end_ms": 2**61},
    {"do": "person", "what": "x", "facts": [1], "person_id": 0, "name": "Q"},
    {"do": "person", "what": "x", "facts": [{"trait": [], "value": "1"}], "person_id": 0, "name": "Q"},
    {"do": "split", "person_id": 1, "handles": [1], "name": "Q"},
    {"do": "cards", "source": "csv", "cards": [None]},
]


def test_each_gets_its_answer(tmp_path, capsys):
    async def play():
        async with served(tmp_path, Sources()) as it:
            for method, params in REQUESTS:
                answer = await it.wire.answer(method, **params)
                assert answer["error"]["code"] != BUG, (method, params)
            for body in COMMANDS:
                answer = await it.wire.answer("apply", version=__version__, commands=[body])
                told = answer.get("error") or answer["result"]["results"][0]
                assert told["code"] not in (0, BUG), body
            assert (await it.wire.ask("status"))["troubles"] == []
            assert not await it.service.parts.writer.do(lambda writer: writer.reader.people().everybody)

    asyncio.run(play())
    assert "Traceback" not in capsys.readouterr().err


@pytest.mark.parametrize(
    ("channel", "shown"),
    [
        ("video call", "video call"),
        ("café", "cafe"),
        ("кофе", "other"),
        ("walk/run", "walk run"),
        ("1:1", "1 1"),
        ("x" * 60, "x" * 40),
    ],
)
def test_a_channel_of_any_word_is_on_the_line_at_once(tmp_path, channel, shown):
    async def play():
        async with served(tmp_path, Sources()) as it:
            today = it.service.parts.recorder.today
            start = today.span.start_ms
            body = {"do": "log", "person": "Zoe", "channel": channel, "start_ms": start, "end_ms": start + 1_000}
            (result,) = (await it.wire.ask("apply", version=__version__, commands=[body]))["results"]
            assert result["ok"]
            it.service._checkpoints.stir()
            day = await it.wire.ask("day")
            assert day["seconds"]["one_to_one"] >= 1
            assert [contact["channel"] for contact in day["people"]] == [shown]

    asyncio.run(play())
