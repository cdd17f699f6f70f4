"""Out of the ledger: forgotten, exported, told, backed up."""

import csv
import json
from datetime import date
from pathlib import Path

import pytest

from unscroll.acts import Act, ActKind
from unscroll.cli.desk import Desk
from unscroll.clock import FakeClock
from unscroll.commands import Correct, Forget, LabelThread, LogTouchpoint, TypePhone
from unscroll.day import Zones
from unscroll.errors import Exit, UnscrollError
from unscroll.ledger import (
    Batch,
    CachedDay,
    Writer,
    backup,
    check,
    ensure_key,
    export,
    open_writer,
    restore,
    what_you_know,
)
from unscroll.ledger.forget import _BEARERS
from unscroll.places import Places
from unscroll.sighting import Focus, Page, Stretch
from unscroll.span import Span
from unscroll.surface import Surface, ThreadKey

T = 1_780_000_000_000
HOUR = 3_600_000
ALL = Span(T - 90 * 24 * HOUR, T + 90 * 24 * HOUR)
REDDIT = Surface("reddit", "feed", "reddit/default", host="old.reddit.com")
THREAD = Surface("instagram", "dm_thread", "r", thread=ThreadKey(b"0123456789abcdef"))
EDITOR = Surface("none", "window", "none", app="secretprogram")


@pytest.fixture
def filled(writer: Writer, clock: FakeClock) -> Writer:
    clock.sleep(6 * HOUR)
    writer.commit(
        Batch(
            (
                Stretch(T, T + HOUR, Focus(EDITOR), "x11"),
                Stretch(T, T + HOUR, Page("chromium:1", 4, "t1", REDDIT), "browser", px=70),
                Stretch(T + HOUR, T + 2 * HOUR, Page("chromium:1", 4, "t2", THREAD), "browser"),
            ),
            (Act(T, ActKind.ZONE, "daemon", value="UTC"), Act(T + HOUR, ActKind.SENT, "browser", THREAD)),
            commands=(
                LogTouchpoint("Ana", "coffee", T + 5 * HOUR, T + 6 * HOUR, "=sum"),
                LabelThread(b"0123456789abcdef".hex(), "one", "Ana"),
                Correct(T - HOUR, T, kind="other"),
                TypePhone("2026-05-01", "", HOUR),
            ),
        )
    )
    return writer


def files(places: Places) -> bytes:
    return b"".join(p.read_bytes() for p in places.data.rglob("*") if p.is_file())


def left(writer: Writer) -> tuple[int, int, int]:
    facts = writer.reader.facts(ALL)
    return len(facts.focus) + len(facts.page), len(facts.acts), len(writer.reader.touchpoints(ALL))


def test_a_forgotten_span_is_gone_from_every_file(filled: Writer, places: Places) -> None:
    day = date(2026, 5, 28)
    filled.begin_caching()
    filled.cache_days([CachedDay(day, Span(T, T + 1), "totals", "h", 1, {})])
    assert filled.reader.cached_days(day, day, "totals", 1)
    filled.snapshot()
    assert b"secretprogram" in files(places)
    (result,) = filled.commit(Batch(commands=(Forget(T, T + 1),)))
    assert result.data == {"rows": 2}
    assert left(filled) == (1, 2, 1)
    assert b"secretprogram" not in files(places)
    assert b"old.reddit.com" not in files(places)
    assert not filled.reader.cached_days(day, day, "totals", 1)
    assert check(places)[0].what.startswith("thread.key")


def test_a_platform_alone_is_forgotten(filled: Writer) -> None:
    filled.commit(Batch(commands=(Forget(platform="instagram"),)))
    assert left(filled) == (2, 1, 1)


def test_a_person_goes_with_threads_contacts_labels(filled: Writer) -> None:
    filled.commit(Batch(commands=(Forget(person="Ana"),)))
    assert left(filled) == (2, 1, 0)
    assert filled.reader.people().everybody == ()
    assert [str(c.what) for c in filled.reader.changes()] == ["correction", "forgotten"]


def test_before_a_date_takes_the_days_before_it(filled: Writer) -> None:
    filled.commit(Batch(commands=(Forget(end_ms=T + HOUR),)))
    assert left(filled) == (1, 2, 1)
    assert filled.reader.typed_phone() == ()
    assert "correction" not in {str(c.what) for c in filled.reader.changes()}


PAGES = (
    *("2026-05-27", "2026-05-28", "2026-05-29", "2026-W21", "2026-W22", "2026-W23"),
    *("2026-04", "2026-05", "2026-06", "2025", "2026", "2027"),
)


@pytest.mark.parametrize(
    ("forgotten", "kept"),
    [
        (Forget(T, T + 1), {"2026-05-27", "2026-05-29", "2026-W21", "2026-W23", "2026-04", "2026-06", "2025", "2027"}),
        (Forget(end_ms=T + 1), {"2026-05-29", "2026-W23", "2026-06", "2027"}),
        (Forget(start_ms=T), {"2026-05-27", "2026-W21", "2026-04", "2025"}),
        (Forget(person="Ana"), set()),
        (Forget(platform="reddit"), set()),
        (Forget(T, T + 1, platform="reddit"), set()),
        (Forget(person="Nobody"), set(PAGES) | {"other", ".2026-05-27"}),
    ],
)
def test_the_pages_that_show_it_are_forgotten_with_it(
    filled: Writer, places: Places, forgotten: Forget, kept: set[str]
) -> None:
    places.make()
    for name in (*(f"{page}.html" for page in PAGES), "other.html", ".2026-05-27.html.x1", "figures.js", "plotly.js"):
        (places.reports / name).write_text("Ana")
    filled.commit(Batch(commands=(forgotten,)))
    left = {file.name for file in places.reports.iterdir()}
    assert {"figures.js", "plotly.js"} <= left
    assert {name.split(".html")[0] for name in left if ".html" in name} == kept


def test_a_page_that_stays_is_named(filled: Writer, places: Places) -> None:
    (places.reports / "2026.html").mkdir(parents=True)
    (result,) = filled.commit(Batch(commands=(Forget(person="Ana"),)))
    assert result.ok
    assert f"delete {places.reports / '2026.html'} by hand" in result.message
    assert filled.reader.people().everybody == ()


def test_forgetting_nothing_in_particular_is_refused(filled: Writer) -> None:
    results = filled.commit(Batch(commands=(Forget(), Forget(person="Nobody"))))
    assert [r.ok for r in results] == [False, False]
    assert left(filled) == (3, 2, 1)
    assert filled._db.execute("PRAGMA foreign_keys").fetchone() == (1,)


def test_the_columns_that_bear_names_are_all_known(writer: Writer) -> None:
    found: dict[str, set[str]] = {table: set() for table in _BEARERS}
    tables = [r[0] for r in writer._db.execute("SELECT name FROM sqlite_schema WHERE type='table'")]
    for table in tables:
        for row in writer._db.execute(f"PRAGMA foreign_key_list({table})"):
            if row[2] in found:
                found[row[2]].add(f"{table}.{row[3]}")
    found["surface"].add("act_what.surface")
    assert found == {table: set(columns) for table, columns in _BEARERS.items()}


def test_jsonl_holds_every_row_once(filled: Writer) -> None:
    told = [json.loads(line) for line in export(filled.reader, "jsonl", ALL)]
    rows = [t["row"] for t in told]
    assert sorted(rows) == sorted(
        ["focus", "page", "page", "act", "act", "log", "touchpoint", "person", "typed_phone", "change", "change"]
    )
    page = next(t for t in told if t.get("platform") == "reddit")
    assert (page["seconds"], page["px"], page["view"], page["tab"]) == (3_600, 70, "feed", "t1")
    assert page["start"] == "2026-05-28T20:26:40.000Z"


def test_csv_has_one_shape_and_no_formula(filled: Writer) -> None:
    filled.commit(Batch(commands=(LogTouchpoint("Bo", "call", T, T),)))
    lines = list(csv.DictReader(export(filled.reader, "csv", ALL)))
    assert {line["row"] for line in lines} >= {"focus", "page", "touchpoint", "change"}
    assert not any(cell.startswith(("=", "+", "-", "@")) for line in lines for cell in line.values())
    with pytest.raises(UnscrollError, match="jsonl, csv"):
        export(filled.reader, "xml", ALL)


def test_what_is_known_is_said_in_words(filled: Writer) -> None:
    lines = list(what_you_know(filled.reader, Span(T, T + 1), Zones.only("UTC")))
    assert len(lines) == 3
    assert any("in front: none/window, program secretprogram; by x11" in line for line in lines)
    assert any(line.startswith("2026-05-28 20:26:40 to 21:26:40  page: reddit/feed, host old") for line in lines)


def test_what_goes_across_a_change_of_zone_is_told_with_both_offsets(filled: Writer) -> None:
    moved = Zones(((0, "Europe/Berlin"), (T + 1, "Europe/London")))
    lines = list(what_you_know(filled.reader, Span(T, T + 1), moved))
    assert any(line.startswith("2026-05-28 22:26:40 +0200 to 22:26:40 +0100  page") for line in lines)
    assert Desk(T, moved).between(Span(T, T + 3_600_000)) == "2026-05-28 22:26 +0200 to 22:26 +0100"


def test_a_backup_brings_ledger_and_key_back(places: Places, tmp_path: Path) -> None:
    with open_writer(places, FakeClock.at(T)) as writer:
        writer.commit(Batch((Stretch(T, T + 1, Focus(EDITOR), "x11"),)))
        key = ensure_key(places.thread_key)
        file = backup(places, tmp_path)
        with pytest.raises(UnscrollError) as refused:
            restore(places, file, T)
        assert refused.value.code == Exit.SECOND_DAEMON
    assert file.stat().st_mode & 0o777 == 0o600
    other = Places.of({"UNSCROLL_HOME": str(tmp_path / "other")})
    with open_writer(other, FakeClock.at(T)) as writer:
        writer.commit(Batch((Stretch(T, T + 9, Focus(EDITOR), "x11"),)))
        ensure_key(other.thread_key)
    said = restore(other, file, T)
    assert any("put aside" in line for line in said)
    assert other.thread_key.read_bytes() == key
    with open_writer(other, FakeClock.at(T)) as writer:
        assert [s.end_ms for s in writer.reader.facts(ALL).focus] == [T + 1]


def test_what_is_no_backup_is_refused_and_changes_nothing(filled: Writer, places: Places, tmp_path: Path) -> None:
    filled.close()
    wrong = tmp_path / "wrong.tar"
    wrong.write_bytes(b"not a ledger")
    before = places.ledger.read_bytes()
    with pytest.raises(UnscrollError, match="no whole ledger"):
        restore(places, wrong, T)
    assert places.ledger.read_bytes() == before
