"""Forgets: how often something was forgotten, so that whoever read before it can tell."""

import sqlite3

FORGETS = "forgets"
"""The mark's name. It counts, without a word on whom or what it was about."""


def count_forget(db: sqlite3.Connection) -> None:
    """Raises the mark, in the transaction that deletes."""
    db.execute(
        "INSERT INTO mark VALUES(?, '1') ON CONFLICT(name) DO UPDATE SET value = CAST(value AS INTEGER) + 1", (FORGETS,)
    )
