"""The first report of a newcomer: 30 days of feeds, of people, from what lies on the computer already."""

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from support.histories import chromium, firefox
from support.home import MINUTE, NINE, invoke
from support.mailboxes import ME, ZOE, calendar, event, letter, thunderbird, thunderbird_book, vcard_of
from support.outline import outline

from unscroll.clock import Reading, SystemClock
from unscroll.errors import UnscrollError
from unscroll.ledger import check
from unscroll.places import Places
from unscroll.span import from_ms

HOUR, DAY_MS = 60 * MINUTE, 24 * 60 * MINUTE
FEED, SHORTS = "https://www.reddit.com/r/cats/", "https://www.instagram.com/reels/"
THREAD = "https://www.instagram.com/direct/t/4417099/"
MORNINGS = tuple(NINE - days * DAY_MS for days in range(30))
NOW = NINE + 10 * HOUR
LAST = f"{from_ms(NINE):%Y-%m-%d}"
FIRST = f"{from_ms(NINE) - timedelta(days=29):%Y-%m-%d}"
MONTHS = (FIRST, LAST)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Places:
    """Two browsers, Thunderbird with mail and an address book, a calendar; nothing of unscroll."""
    for name in ("XDG_RUNTIME_DIR", "DISPLAY", "WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS"):
        monkeypatch.delenv(name, raising=False)
    env = {"UNSCROLL_HOME": str(tmp_path / "u"), "XDG_CONFIG_HOME": str(tmp_path / ".config"), "HOME": str(tmp_path)}
    for name, value in env.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(SystemClock, "read", lambda _: Reading(NOW, NOW, NOW))
    firefox(tmp_path / ".mozilla/firefox/a.default/places.sqlite", *(visit for at in MORNINGS for visit in _fox(at)))
    chromium(
        tmp_path / ".config/chromium/Default/History",
        *((at + 3 * HOUR, SHORTS, {"open_ms": 30 * MINUTE}) for at in MORNINGS),
    )
    got = [letter(ZOE, ME, at + HOUR, key=f"in{at}") for at in MORNINGS[::3]]
    sent = [letter(ME, ZOE, at + 2 * HOUR, key=f"out{at}") for at in MORNINGS[::3]]
    profile = thunderbird(tmp_path, got, sent)
    thunderbird_book(profile / "abook.sqlite", ("u1", {"_vCard": vcard_of("Ben Ode", "ben@example.org")}))
    guests = ("ana@example.org", "ben@example.org")
    calendar(
        tmp_path / ".local/share/evolution/calendar/system/calendar.ics",
        *(event(uid=f"e{at}", start=at + 5 * HOUR, guests=guests) for at in MORNINGS[2::7]),
    )
    return Places.of(env)


def _fox(at_ms: int) -> Iterator[tuple[int, str, dict[str, int]]]:
    yield at_ms, FEED, {"viewed_ms": 20 * MINUTE, "scrolling_ms": 5 * MINUTE}
    yield at_ms + 30 * MINUTE, THREAD, {"viewed_ms": 5 * MINUTE, "typing_ms": MINUTE}


def read_in() -> list[dict[str, int]]:
    return json.loads(invoke("import", "--from-this-computer", "--yes", "--json").stdout)


def reports(form: str) -> str:
    return "".join(invoke("report", day, "--month", "--format", form, "-o", "-").stdout for day in MONTHS)


def days() -> list[dict[str, object]]:
    """Those of both months, which the 30 days lie in."""
    told = [json.loads(invoke("report", day, "--month", "--format", "json").stdout) for day in MONTHS]
    return [day for month in told for day in month["days"]]


def facts() -> list[str]:
    return sorted(invoke("export").stdout.splitlines())


def test_thirty_days_of_both_halves_each_figure_with_its_evidence(home: Places) -> None:
    assert [one["new"] for one in read_in()] == [30, 60, 1, 20, 4]
    found = days()
    assert {day["date"] for day in found} >= {f"{from_ms(at):%Y-%m-%d}" for at in MORNINGS}
    assert {(d["feeds_min"], d["history_min"], d["at_least"], d["valid"]) for d in found} == {(20, 25, True, False)}
    met = {row["person"]: row["evidence"] for day in found for row in day["people"]}
    assert met == {"Zoë Müller": ["estimated"]}, "a meeting of a calendar is no contact until it is logged"
    assert json.loads(invoke("people", "show", "Ben", "--json").stdout)["touchpoints"][0]["evidence"] == "estimated"
    assert all(row["minutes"] is None for day in found for row in day["people"]), "no guess is shown as minutes"
    told = reports("md")
    assert "from the browser's history, as it measured them" in told
    assert "estimated from browsers' histories" in told
    assert "- Zoë Müller (estimated from timestamps)" in told
    assert "## To settle" in told, "all of it is unresolved"
    assert "estimated from timestamps" in "\n".join(outline(reports("html")).lines)


def test_reading_it_all_again_changes_nothing(home: Places) -> None:
    read_in()
    once = (facts(), reports("md"))
    assert {(one["new"], one["changed"]) for one in read_in()} == {(0, 0)}
    assert (facts(), reports("md")) == once
    assert check(home) == ()


def test_who_reads_nothing_in_has_an_empty_report_that_says_so(home: Places) -> None:
    with pytest.raises(UnscrollError, match="nothing was read"):
        invoke("import", "--from-this-computer", text="n\n" * 9)
    assert days() == []
    assert "missing is not zero" in reports("md")
