"""Databases of browsers' histories, small and made up, in several versions of their tables."""

import sqlite3
from contextlib import closing

_TO_1601_US = 11_644_473_600_000_000
LINK, TYPED, FRAME = 0, 1, 3
CHAIN_END = 0x20000000 | 0x10000000

CHROMIUM_NOW = """
CREATE TABLE meta(key LONGVARCHAR NOT NULL UNIQUE PRIMARY KEY, value LONGVARCHAR);
INSERT INTO meta VALUES('version', '72');
CREATE TABLE urls(id INTEGER PRIMARY KEY AUTOINCREMENT, url LONGVARCHAR, title LONGVARCHAR,
 visit_count INTEGER DEFAULT 0 NOT NULL, typed_count INTEGER DEFAULT 0 NOT NULL, last_visit_time INTEGER NOT NULL,
 hidden INTEGER DEFAULT 0 NOT NULL);
CREATE TABLE visits(id INTEGER PRIMARY KEY AUTOINCREMENT, url INTEGER NOT NULL, visit_time INTEGER NOT NULL,
 from_visit INTEGER, transition INTEGER DEFAULT 0 NOT NULL, segment_id INTEGER,
 visit_duration INTEGER DEFAULT 0 NOT NULL, originator_cache_guid TEXT, originator_visit_id INTEGER);
"""
CHROMIUM_OLD = CHROMIUM_NOW.replace(", originator_cache_guid TEXT, originator_visit_id INTEGER", "").replace("72", "42")
CHROMIUM_FIRST = CHROMIUM_OLD.replace(",\n visit_duration INTEGER DEFAULT 0 NOT NULL", "").replace("42", "20")
CHROMIUM_UNKNOWN = CHROMIUM_NOW.replace("transition INTEGER DEFAULT 0 NOT NULL, ", "")

FIREFOX_OLD = """
CREATE TABLE moz_places(id INTEGER PRIMARY KEY, url LONGVARCHAR, title LONGVARCHAR, guid TEXT);
CREATE TABLE moz_historyvisits(id INTEGER PRIMARY KEY, from_visit INTEGER, place_id INTEGER, visit_date INTEGER,
 visit_type INTEGER, session INTEGER);
"""
FIREFOX_NOW = (
    FIREFOX_OLD
    + """
CREATE TABLE moz_places_metadata(id INTEGER PRIMARY KEY, place_id INTEGER NOT NULL, referrer_place_id INTEGER,
 created_at INTEGER NOT NULL DEFAULT 0, updated_at INTEGER NOT NULL DEFAULT 0,
 total_view_time INTEGER NOT NULL DEFAULT 0, typing_time INTEGER NOT NULL DEFAULT 0,
 key_presses INTEGER NOT NULL DEFAULT 0, scrolling_time INTEGER NOT NULL DEFAULT 0,
 scrolling_distance INTEGER NOT NULL DEFAULT 0, document_type INTEGER NOT NULL DEFAULT 0, search_query_id INTEGER);
"""
)
FIREFOX_UNKNOWN = FIREFOX_OLD.replace("visit_type INTEGER", "kind INTEGER")


def chromium(path, *visits, schema=CHROMIUM_NOW):
    """A History of (start_ms, address) or (start_ms, address, {open_ms, how, from_elsewhere, title})."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(path)) as db, db:
        db.executescript(schema)
        for start_ms, address, *more in visits:
            told = more[0] if more else {}
            url = db.execute(
                "INSERT INTO urls(url, title, last_visit_time) VALUES(?, ?, 0)", (address, told.get("title", ""))
            ).lastrowid
            row = {
                "url": url,
                "visit_time": start_ms * 1000 + _TO_1601_US,
                "transition": told.get("how", LINK | CHAIN_END),
                "visit_duration": told.get("open_ms", 0) * 1000,
                "originator_cache_guid": told.get("from_elsewhere", ""),
            }
            row = {name: value for name, value in row.items() if name in schema}
            db.execute(f"INSERT INTO visits({','.join(row)}) VALUES({','.join('?' * len(row))})", tuple(row.values()))
    return path


def firefox(path, *visits, schema=FIREFOX_NOW):
    """A places.sqlite of (start_ms, address) or (start_ms, address, {viewed_ms, until_ms, typing_ms, how, ...})."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(path)) as db, db:
        db.executescript(schema)
        for start_ms, address, *more in visits:
            told = more[0] if more else {}
            guid = told.get("guid", f"guid{start_ms}")
            place = db.execute(
                "INSERT INTO moz_places(url, title, guid) VALUES(?, ?, ?)", (address, told.get("title", ""), guid)
            ).lastrowid
            db.execute(
                "INSERT INTO moz_historyvisits(place_id, visit_date, visit_type) VALUES(?, ?, ?)",
                (place, start_ms * 1000, told.get("how", 1)),
            )
            if "viewed_ms" in told:
                until_ms = told.get("until_ms", start_ms + told["viewed_ms"])
                counts = [told.get(name, 0) for name in ("typing_ms", "keys", "scrolling_ms", "px")]
                db.execute(
                    "INSERT INTO moz_places_metadata(place_id, created_at, updated_at, total_view_time, typing_time,"
                    " key_presses, scrolling_time, scrolling_distance) VALUES(?, ?, ?, ?, ?, ?, ?, ?)",
                    (place, start_ms, until_ms, told["viewed_ms"], *counts),
                )
    return path
