"""Derived tables: whoever empties them changes no figure."""

import json
import sqlite3

from support.home import DAY, invoke


def test_deleting_the_derived_tables_changes_no_figure(ledger):
    def day():
        return json.loads(invoke("day", DAY, "--json").output)

    before = day()
    assert before["seconds"]["scroll"] > 0
    db = sqlite3.connect(ledger.ledger)
    db.execute("INSERT INTO day_cache VALUES(?, 'totals', 'stale', 1, '{\"scroll\": 1}')", (DAY,))
    db.commit()
    assert day() == before
    db.execute("DELETE FROM day_cache")
    db.commit()
    db.close()
    assert day() == before
