"""Own ids: by what this ledger's exports are known again, in this ledger alone."""

import sqlite3
from collections.abc import Mapping

from unscroll.people.everybody import People

_LEDGER = "ledger_id"
"""The mark's name. Its 16 random bytes say nothing; a backup keeps them."""


def make_ledger_id(db: sqlite3.Connection) -> None:
    """Gives a ledger an id, in the transaction of its first change of people."""
    db.execute("INSERT OR IGNORE INTO mark VALUES(?, lower(hex(randomblob(16))))", (_LEDGER,))


def own_ids(db: sqlite3.Connection, people: People) -> Mapping[int, str]:
    """Of every number the UID that an export gives it; of none in a ledger from before that has no id yet."""
    from unscroll.people.own_uid import own_uid

    row = db.execute("SELECT value FROM mark WHERE name = ?", (_LEDGER,)).fetchone()
    return {} if row is None else {n: own_uid(row[0], n, people.first_name(n)) for n in people.roots}
