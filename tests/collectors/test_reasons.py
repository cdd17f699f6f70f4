"""Why a source cannot be reached, as doctor tells it: no error number, no bytes, no library's words."""

import asyncio
from pathlib import Path

import pytest

from unscroll.collectors.bus import Bus
from unscroll.collectors.contract import DesktopSession
from unscroll.collectors.reasons import reason_of
from unscroll.collectors.xconnection import XConnection
from unscroll.errors import Unavailable


def refusal_of_display(display: str) -> str:
    with pytest.raises(Unavailable) as refused:
        asyncio.run(XConnection.open(DesktopSession("x11", display)))
    return refused.value.message


@pytest.mark.parametrize(
    ("display", "reason"),
    [
        (":6543", "nothing listens there"),
        ("garbage", "that is no name of a display"),
    ],
)
def test_a_display_that_cannot_be_opened(display: str, reason: str) -> None:
    assert refusal_of_display(display) == f"the X display {display} cannot be opened ({reason})"


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("unix:path={}/nowhere", "nothing listens there"),
        ("unix:path={}/file", "nothing listens there"),
        ("tcp:host=127.0.0.1,port=1", "nothing listens there"),
        ("garbage", "its address is malformed"),
        ("foo:bar=baz", "its address is malformed"),
    ],
)
def test_a_bus_that_cannot_be_reached(address: str, reason: str, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(Unavailable) as refused:
        asyncio.run(Bus.open(address.format(tmp_path), "session bus"))
    assert refused.value.message == f"the session bus cannot be reached ({reason})"


def test_what_a_server_answers_is_told_in_plain_words() -> None:
    assert reason_of(ValueError("b'Authorization required, but no protocol'"), "x") == "it does not let us in"
    assert reason_of(OSError(5, "Input/output error"), "x") == "input/output error"
    assert reason_of(TimeoutError("[Errno 110]"), "x") == "no answer"
    assert reason_of(EOFError(), "it closed the connection") == "it closed the connection"
