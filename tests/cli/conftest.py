"""A home folder of its own for each test, with a small ledger where one is wanted."""

from pathlib import Path

import pytest
from support.home import DAY, MINUTE, NINE, TODAY, stretches

from unscroll.clock import FakeClock, Reading, SystemClock
from unscroll.commands import LogTouchpoint, TypePhone
from unscroll.ledger import Batch, open_writer
from unscroll.places import Places, write_private


@pytest.fixture
def places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Places:
    """Where this test's unscroll lives; nothing is there yet, and commands in this process begin at TODAY."""
    for name in ("XDG_RUNTIME_DIR", "DISPLAY", "WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS"):
        monkeypatch.delenv(name, raising=False)
    env = {"UNSCROLL_HOME": str(tmp_path / "u"), "XDG_CONFIG_HOME": str(tmp_path / "c"), "HOME": str(tmp_path)}
    for name, value in env.items():
        monkeypatch.setenv(name, value)
    ahead_ms = TODAY - SystemClock().read().wall_ms
    monkeypatch.setattr(SystemClock, "read", lambda _: _later(_system_read(_), ahead_ms))
    return Places.of(env)


_system_read = SystemClock.read


def _later(reading: Reading, ms: int) -> Reading:
    return Reading(reading.wall_ms + ms, reading.boot_ms, reading.mono_ms)


@pytest.fixture
def ledger(places: Places) -> Places:
    """A ledger with one Day: a feed, a private thread, a coffee, the phone."""
    with open_writer(places, FakeClock.at(NINE + 60 * MINUTE)) as writer:
        coffee = LogTouchpoint("Zoë", "coffee", NINE + 120 * MINUTE, NINE + 165 * MINUTE, "by the river")
        results = writer.commit(Batch(stretches(), commands=(coffee, TypePhone(DAY, "", 30 * MINUTE))))
        assert all(result.ok for result in results)
    write_private(places.thread_key, bytes(32))
    return places
