"""A home folder of its own for each test, with a small ledger where one is wanted."""

from pathlib import Path

import pytest
from support.home import DAY, MINUTE, NINE, TODAY, stretches
from support.importing import table, vcf

from unscroll.clock import FakeClock, Reading, SystemClock
from unscroll.commands import LogTouchpoint, TypePhone
from unscroll.files import write_private
from unscroll.ledger import Batch, open_writer
from unscroll.places import Places


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
    with open_writer(places, FakeClock.at(NINE + 165 * MINUTE)) as writer:
        coffee = LogTouchpoint("Zoë", "coffee", NINE + 120 * MINUTE, NINE + 165 * MINUTE, "by the river")
        results = writer.commit(Batch(stretches(), commands=(coffee, TypePhone(DAY, "", 30 * MINUTE))))
        assert all(result.ok for result in results)
    write_private(places.thread_key, bytes(32))
    return places


@pytest.fixture
def books(tmp_path: Path) -> list[str]:
    """One human in four programs, each with what it knows of her."""
    card = vcf(tmp_path / "a.vcf", ("Zoë Müller", "EMAIL:zoe@example.org\nTEL:+49 170 1234567\nNICKNAME:Zo\n"))
    google = table(
        tmp_path / "google.csv",
        "First Name,Last Name,Labels,Phone 1 - Value,E-mail 1 - Value",
        ["Zoe", "Mueller", "Friends", "0170 1234567", "zoe@home.example"],
    )
    linkedin = table(
        tmp_path / "Connections.csv",
        "First Name,Last Name,URL,Email Address,Company,Position,Connected On",
        ["Zoë", "Müller", "https://www.linkedin.com/in/zoe-m", "zoe@acme.example", "Acme", "", "05 Sep 2024"],
    )
    hubspot = table(
        tmp_path / "hubspot.csv",
        "Record ID,First Name,Last Name,Email,Additional email addresses",
        ["101", "Z.", "Müller", "zoe@acme.example", "zoe@home.example"],
    )
    return [card, google, linkedin, hubspot]
