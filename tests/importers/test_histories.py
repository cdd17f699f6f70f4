"""The histories of browsers: what is measured, what is estimated, what is left out."""

import contextlib
import random
import sqlite3
from contextlib import closing

import pytest
from support import histories
from support.histories import CHAIN_END, FRAME, LINK, chromium, firefox
from support.home import MINUTE, NINE, seen

from unscroll.errors import Exit, Problem, UnscrollError
from unscroll.importers import chromium_history, firefox_history
from unscroll.importers.browser_profiles import profiles
from unscroll.importers.contract import Ask
from unscroll.importers.registry import claim
from unscroll.kinds import Evidence
from unscroll.sighting import Sighting

FEED, PAGE = "https://www.reddit.com/", "https://weather.example/secret?q=1#two"
READERS = {"History": chromium_history, "places.sqlite": firefox_history}


def surface_of(address, title):
    return None if "bank" in address else seen(address.removeprefix("https://"))


ASK = Ask(surface_of=surface_of)


def visits(importer, path):
    """(start, length, most, platform) of what is read, from NINE on."""
    read = [r for r in importer.read(path, ASK) if isinstance(r, Sighting)]
    return [
        (s.span.start_ms - NINE, s.span.length_ms, s.fact.most_ms, s.fact.surface.platform, s.fact.evidence)
        for s in read
    ]


def problems(importer, path):
    return [r for r in importer.read(path, ASK) if isinstance(r, Problem)]


def test_a_visit_lasts_until_the_next_and_three_minutes_at_most(tmp_path) -> None:
    path = chromium(
        tmp_path / "History",
        (NINE, FEED, {"open_ms": 600_000}),
        (NINE + 60_000, PAGE, {"open_ms": 30_000}),
        (NINE + 600_000, FEED, {"open_ms": 999_000}),
        (NINE + 7_200_000, FEED, {"open_ms": 0}),
    )
    guess = Evidence.ESTIMATED
    assert visits(chromium_history, path) == [
        (0, 60_000, 60_000, "reddit", guess),
        (60_000, 30_000, 30_000, "website", guess),
        (600_000, 180_000, 999_000, "reddit", guess),
    ], "the last of no known length says nothing"


def test_frames_redirects_and_other_devices_are_no_visits(tmp_path) -> None:
    path = chromium(
        tmp_path / "History",
        (NINE, FEED, {"open_ms": 90_000}),
        (NINE + 1_000, PAGE, {"how": FRAME | CHAIN_END, "open_ms": 9_000}),
        (NINE + 2_000, PAGE, {"how": LINK, "open_ms": 9_000}),
        (NINE + 3_000, PAGE, {"from_elsewhere": "abc", "open_ms": 9_000}),
    )
    assert [v[:2] for v in visits(chromium_history, path)] == [(0, 90_000)]


@pytest.mark.parametrize("schema", [histories.CHROMIUM_NOW, histories.CHROMIUM_OLD, histories.CHROMIUM_FIRST])
def test_every_version_of_chromium_is_read(tmp_path, schema) -> None:
    path = chromium(tmp_path / "History", (NINE, FEED), (NINE + 45_000, FEED), schema=schema)
    assert claim(path)[0] is chromium_history
    assert [v[:2] for v in visits(chromium_history, path)] == [(0, 45_000)]


def test_who_is_never_watched_ends_the_visit_before(tmp_path) -> None:
    path = chromium(tmp_path / "History", (NINE, FEED), (NINE + 20_000, "https://bank.example/"), (NINE + 99_000, FEED))
    assert [v[:2] for v in visits(chromium_history, path)] == [(0, 20_000)]


def test_firefox_measured_how_long_a_page_was_looked_at(tmp_path) -> None:
    told = {"viewed_ms": 300_000, "until_ms": NINE + 400_000, "typing_ms": 20_000, "keys": 90, "px": 5_000}
    path = firefox(tmp_path / "places.sqlite", (NINE, FEED, {**told, "scrolling_ms": 120_000}))
    (visit,) = firefox_history.read(path, ASK)
    assert (visit.span.start_ms, visit.span.end_ms) == (NINE + 100_000, NINE + 400_000)
    assert (visit.fact.typing_ms, visit.fact.scrolling_ms, visit.count, visit.px) == (20_000, 120_000, 90, 5_000)
    assert visit.fact.evidence is Evidence.MEASURED


def test_days_that_firefox_did_not_measure_are_estimated(tmp_path) -> None:
    day = 24 * 60 * MINUTE
    path = firefox(
        tmp_path / "places.sqlite",
        (NINE, FEED),
        (NINE + 50_000, PAGE, {"how": 8}),
        (NINE + 70_000, PAGE),
        (NINE + day, FEED, {"viewed_ms": 1_000}),
        (NINE + day + 60_000, FEED),
    )
    assert visits(firefox_history, path) == [
        (day, 1_000, 0, "reddit", Evidence.MEASURED),
        (0, 70_000, 70_000, "reddit", Evidence.ESTIMATED),
    ]


def test_without_interactions_all_of_firefox_is_estimated(tmp_path) -> None:
    path = firefox(tmp_path / "places.sqlite", (NINE, FEED), (NINE + 30_000, FEED), schema=histories.FIREFOX_OLD)
    assert claim(path)[0] is firefox_history
    assert [v[:2] for v in visits(firefox_history, path)] == [(0, 30_000)]


@pytest.mark.parametrize(
    ("make", "name", "schema"),
    [
        (chromium, "History", histories.CHROMIUM_UNKNOWN),
        (firefox, "places.sqlite", histories.FIREFOX_UNKNOWN),
    ],
)
def test_an_unknown_version_is_one_line(tmp_path, make, name, schema) -> None:
    path = make(tmp_path / name, schema=schema)
    with pytest.raises(UnscrollError, match="version not known here") as caught:
        list(claim(path)[0].read(path, ASK))
    assert caught.value.code is Exit.IO


def test_a_profile_is_found_by_its_folder(tmp_path) -> None:
    firefox(tmp_path / "f" / "places.sqlite", (NINE, FEED, {"viewed_ms": 9_000}))
    chromium(tmp_path / "c" / "History", (NINE, FEED, {"open_ms": 9_000}))
    for folder, importer in (("f", firefox_history), ("c", chromium_history)):
        assert claim(tmp_path / folder)[0] is importer
        assert [v[1] for v in visits(importer, tmp_path / folder)] == [9_000]


def test_a_live_database_is_read_with_its_log_and_left_as_it_is(tmp_path) -> None:
    path = chromium(tmp_path / "History")
    with closing(sqlite3.connect(path, isolation_level=None)) as browser:
        browser.execute("PRAGMA journal_mode=WAL")
        browser.execute("PRAGMA locking_mode=EXCLUSIVE")
        browser.execute("PRAGMA wal_autocheckpoint=0")
        browser.execute("INSERT INTO urls(url, title, last_visit_time) VALUES(?, '', 0)", (FEED,))
        browser.execute(
            "INSERT INTO visits(url, visit_time, transition, visit_duration) VALUES(1, ?, ?, 30000000)",
            (NINE * 1000 + 11_644_473_600_000_000, CHAIN_END),
        )
        before = {p.name: p.read_bytes() for p in tmp_path.iterdir()}
        assert claim(path)[0] is chromium_history
        assert [v[:2] for v in visits(chromium_history, path)] == [(0, 30_000)]
        assert {p.name: p.read_bytes() for p in tmp_path.iterdir()} == before


def test_a_damaged_file_is_read_as_far_as_it_goes(tmp_path) -> None:
    path = chromium(tmp_path / "History", *((NINE + n * 1_000, f"{FEED}r/{n}{'x' * 300}") for n in range(2_000)))
    whole = path.read_bytes()
    assert len(visits(chromium_history, path)) == 1_999
    path.write_bytes(whole[: len(whole) // 2])
    (problem,) = problems(chromium_history, path)
    assert problem.where == "History"
    assert "damaged" in problem.what


def test_times_that_make_no_sense_are_problems(tmp_path) -> None:
    path = firefox(tmp_path / "places.sqlite", (NINE, FEED, {"viewed_ms": -5, "until_ms": NINE}))
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("UPDATE moz_historyvisits SET visit_date = 'yesterday'")
    assert [p.where for p in problems(firefox_history, path)] == ["places.sqlite:1"] * 2, (
        "the interaction, and the visit"
    )
    path = chromium(tmp_path / "History", (NINE, FEED, {"open_ms": -4}), (NINE + 1_000, FEED))
    assert [p.where for p in problems(chromium_history, path)] == ["History:1"]


def test_a_copy_has_the_same_keys_and_nothing_of_an_address(tmp_path) -> None:
    for make, name in ((chromium, "History"), (firefox, "places.sqlite")):
        told = ((NINE, FEED, {"viewed_ms": 9_000}), (NINE + 9_000, PAGE, {"viewed_ms": 1_000}))
        one, other = make(tmp_path / "a" / name, *told), make(tmp_path / "b" / "c" / name, *told)
        first = list(READERS[name].read(one, ASK))
        assert [s.fact.key for s in first] == [s.fact.key for s in READERS[name].read(other, ASK)]
        assert len({s.fact.key for s in first}) == len(first) > 0
        assert "secret" not in repr(first)


def test_profiles_of_a_home_are_found_once_each(tmp_path) -> None:
    home = tmp_path / "home"
    for n in range(20):
        chromium(home / ".config/chromium" / f"Profile {n}" / "History")
    chromium(home / "snap/chromium/common/chromium/Default/History")
    chromium(home / ".config/BraveSoftware/Brave-Browser/Default/History")
    firefox(home / ".mozilla/firefox/abc.default-esr/places.sqlite")
    firefox(home / ".librewolf/x.default/places.sqlite")
    (home / ".waterfox").symlink_to(home / ".librewolf")
    found = profiles(home, home / ".config")
    names = [profile.browser for profile in found]
    assert [names.count(n) for n in ("Chromium", "Chromium (snap)", "Brave", "Firefox", "LibreWolf")] == [
        20,
        1,
        1,
        1,
        1,
    ]
    assert len(found) == 24
    moved = tmp_path / "config"
    (home / ".config").rename(moved)
    assert [p.browser for p in profiles(home, moved)].count("Chromium") == 20


@pytest.mark.parametrize("name", READERS)
def test_damaged_bytes_raise_nothing_but_a_line(tmp_path, name) -> None:
    make = {"History": chromium, "places.sqlite": firefox}[name]
    whole = make(tmp_path / name, *((NINE + n * 9_000, FEED, {"viewed_ms": 900}) for n in range(60))).read_bytes()
    chance = random.Random(4711)
    for _ in range(60):
        broken = bytearray(whole)
        for _ in range(chance.randrange(1, 60)):
            broken[chance.randrange(16, len(broken))] = chance.randrange(256)
        (tmp_path / name).write_bytes(bytes(broken))
        READERS[name].claims(tmp_path / name)
        with contextlib.suppress(UnscrollError):
            list(READERS[name].read(tmp_path / name, ASK))
