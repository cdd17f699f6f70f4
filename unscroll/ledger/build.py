"""Building: the tables of an empty ledger."""

import sqlite3

from unscroll.ledger.schema import APPLICATION_ID, SCHEMA, VERSION


def build(db: sqlite3.Connection) -> None:
    """Makes all tables in one transaction."""
    db.execute("BEGIN IMMEDIATE")
    for statement in SCHEMA.split(";\n"):
        db.execute(statement)
    db.execute(f"PRAGMA application_id={APPLICATION_ID}")
    db.execute(f"PRAGMA user_version={VERSION}")
    db.execute("COMMIT")
