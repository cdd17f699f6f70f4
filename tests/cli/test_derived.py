"""Derived tables: whoever empties them changes no figure."""

import json
import sqlite3
from datetime import date, timedelta

from support.home import DAY, invoke

from unscroll.cli import kept
from unscroll.cli.reading import open_reading

DAYS = [date.fromisoformat(DAY) + timedelta(days=n) for n in (-2, -1, 0)]


def figures():
    with open_reading() as reading:
        return kept.figures(reading, DAYS), json.loads(invoke("day", DAY, "--json").output)


def rows(ledger, change=""):
    db = sqlite3.connect(ledger.ledger)
    if change:
        db.execute(change)
        db.commit()
    (number,) = db.execute("SELECT count(*) FROM day_cache").fetchone()
    db.close()
    return number


def test_deleting_the_derived_tables_changes_no_figure(ledger):
    fresh = figures()
    assert fresh[1]["seconds"]["scroll"] > 0
    assert rows(ledger) == len(DAYS)
    assert figures() == fresh
    assert rows(ledger, "DELETE FROM day_cache") == 0
    assert figures() == fresh
    rows(ledger, "UPDATE day_cache SET meaning_hash = 'stale', body = '{\"scroll\": 1}'")
    assert figures() == fresh
