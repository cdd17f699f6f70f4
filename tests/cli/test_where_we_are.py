"""A ledger that no service has written to knows where the desk is, or `forget` would go by other Days."""

import pytest
from support.home import invoke

from unscroll.ledger import open_reader


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
