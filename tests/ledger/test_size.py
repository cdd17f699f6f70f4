"""Rows are as small as CONTRACT.md 6 says: focus and input 25 bytes, page 50, on 100,000 rows each."""

import random
import sqlite3

import pytest

from unscroll.ledger import Batch, Writer
from unscroll.sighting import Entry, Fact, Focus, Input, InputKind, InputSource, Page, Stretch
from unscroll.surface import Surface

T = 1_780_000_000_000
ROWS = 100_000


def facts(track: str, rng: random.Random) -> list[Fact]:
    places = [Surface("none", "window", "none", app=f"app{n}") for n in range(40)]
    pages = [Surface(f"p{n % 20}", "feed", f"p{n % 20}/default") for n in range(300)]
    match track:
        case "focus":
            return [Focus(rng.choice(places), rng.randrange(1_000, 40_000)) for _ in range(500)]
        case "input":
            return [Input(k, s) for k in InputKind for s in InputSource]
        case _:
            return [
                Page(f"chromium:{n % 9}", 4_100, f"tab {n}", rng.choice(pages), entry=Entry.LINK, item=1 + n % 7)
                for n in range(2_000)
            ]


@pytest.mark.parametrize(("track", "limit"), [("focus", 25), ("input", 25), ("page", 50)])
def test_bytes_a_row(writer: Writer, track: str, limit: int) -> None:
    rng = random.Random(5)
    known = facts(track, rng)
    at = T
    empty = pages(writer._db)
    for _ in range(ROWS // 10_000):
        batch = []
        for _ in range(10_000):
            length = rng.randrange(300, 90_000)
            px = rng.randrange(0, 9_000) if track == "page" else 0
            count = rng.randrange(1, 120) if track == "input" else 0
            batch.append(Stretch(at, at + length, rng.choice(known), "source", count=count, px=px))
            at += length + rng.randrange(5_000)
        writer.commit(Batch(tuple(batch)))
    size = (pages(writer._db) - empty) * 4_096 / ROWS
    print(f"{track}: {size:.1f} bytes a row, names included")
    assert size <= limit


def pages(db: sqlite3.Connection) -> int:
    return int(db.execute("PRAGMA page_count").fetchone()[0])
