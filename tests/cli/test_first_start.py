"""The first moments: a ledger that is only being made."""

import sqlite3

import pytest
from support.home import invoke

from unscroll.errors import UnscrollError


def test_a_ledger_that_is_being_made_has_no_data_yet(places) -> None:
    places.make()
    sqlite3.connect(places.ledger).execute("PRAGMA journal_mode=WAL").close()
    assert "no data yet" in invoke("status").output


def test_an_empty_one_beside_snapshots_was_cut_off(ledger) -> None:
    assert invoke("backup").exit_code == 0
    ledger.ledger.write_bytes(b"")
    for beside in ledger.data.glob("ledger.db-*"):
        beside.unlink()
    with pytest.raises(UnscrollError, match=r"is empty\. Restart the service"):
        invoke("day")
