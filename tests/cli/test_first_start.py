"""The first moments: a ledger that is only being made."""

import sqlite3

from support.home import invoke


def test_a_ledger_that_is_being_made_has_no_data_yet(places) -> None:
    places.make()
    sqlite3.connect(places.ledger).execute("PRAGMA journal_mode=WAL").close()
    assert "no data yet" in invoke("status").output
