"""Derived tables: whoever empties them changes no figure."""

import json
import sqlite3

from support.home import DAY, invoke


def figures():
    day = json.loads(invoke("day", DAY, "--json").output)
    return day, invoke("report", DAY, "--year", "--format", "json").output


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
    assert fresh[0]["seconds"]["scroll"] > 0
    assert rows(ledger) > 0
    assert figures() == fresh
    assert rows(ledger, "DELETE FROM day_cache") == 0
    assert figures() == fresh
    rows(ledger, "UPDATE day_cache SET meaning_hash = 'stale', body = replace(body, ':', ': ')")
    assert figures() == fresh
