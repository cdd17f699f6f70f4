"""A ledger that no service has written to knows where the desk is, or `forget` would go by other Days."""

import pytest
from support.home import invoke

from unscroll.cli.writing import applying
from unscroll.commands import ChangePerson
from unscroll.daemon.days import NO_TURN
from unscroll.ledger import open_reader
from unscroll.ledger.people_reading import PeopleReader


@pytest.mark.parametrize("zone", ["Asia/Tokyo", "Pacific/Kiritimati"])
def test_what_is_logged_without_a_service_is_forgotten_with_its_page(places, monkeypatch, zone):
    monkeypatch.setenv("TZ", zone)
    invoke("log", "coffee", "Anna", "30m", "--at", "2026-11-20 05:00")
    invoke("phone", "1h", "--day", "2026-11-20")
    invoke("report", "2026-11-20")
    monkeypatch.setenv("TZ", "UTC")
    said = invoke("forget", "--span", "2026-11-20", "--yes").stdout
    assert "forgot 3 rows" in said
    assert [file.name for file in places.reports.glob("2026-11-20.html")] == []


def test_it_is_noted_once(places):
    for _ in range(2):
        invoke("log", "coffee", "Anna", "30m", "--at", "yesterday 12:00")
    reader = open_reader(places)
    try:
        assert reader._db.execute("SELECT count(*) FROM act").fetchone() == (2,)
    finally:
        reader.close()


def test_the_ledger_is_asked_once_where_the_desk_is(places, monkeypatch):
    asked = []
    zones = PeopleReader.zones
    monkeypatch.setattr(PeopleReader, "zones", lambda *args: asked.append(args[1:]) or zones(*args))
    with applying() as do:
        do(ChangePerson("add", [], 0, "Anna"))
    assert asked == [("", NO_TURN)]
