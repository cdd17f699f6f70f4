"""What is said of bugs, and what is not."""

import asyncio

from support.served import Sources, served

from unscroll import __version__
from unscroll.daemon.bugs import stray, told
from unscroll.errors import Exit


def raised(error: Exception) -> Exception:
    try:
        raise error
    except type(error) as caught:
        return caught


def test_a_bug_is_told_by_types_and_places_alone():
    name = "".join(["Z", "oë"])
    error = raised(ValueError(name))
    error.__cause__ = raised(KeyError(name))
    text = told(error)
    assert text.count("in raised") == 2
    assert text.index("builtins.ValueError") < text.index("after:") < text.index("builtins.KeyError")
    assert name not in text


def test_errors_that_name_each_other_come_to_an_end():
    first, second = ValueError(), KeyError()
    first.__cause__, second.__cause__ = second, first
    assert told(first).count("after:") == 1


def test_what_nobody_awaited_is_told_without_its_words(tmp_path, capsys):
    async def play():
        async with served(tmp_path, Sources()):
            asyncio.get_running_loop().call_soon(raises, "".join(["a ti", "tle"]))
            await asyncio.sleep(0)
            await asyncio.sleep(0)
            assert asyncio.get_running_loop().get_exception_handler() is stray

    asyncio.run(play())
    logged = capsys.readouterr().err
    assert "ValueError" in logged
    assert "a title" not in logged


def raises(title: str) -> None:
    raise ValueError(title)


def test_half_a_character_in_a_command_is_a_wrong_use(tmp_path):
    async def play():
        async with served(tmp_path, Sources()) as it:
            body = {"do": "log", "person": "Zo\ud800", "channel": "coffee", "start_ms": 0, "end_ms": 0, "note": ""}
            answer = await it.wire.answer("apply", version=__version__, commands=[body])
            assert answer["error"]["code"] == Exit.USAGE

    asyncio.run(play())
