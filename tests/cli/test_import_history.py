"""unscroll import of browsers' histories: what a Day says of them, and nothing that it should not."""

import json
import shutil
from contextlib import closing

import pytest
from support.histories import chromium, firefox
from support.home import DAY, MINUTE, NINE, invoke

from unscroll.cli.forget import command as forget
from unscroll.errors import Exit, UnscrollError
from unscroll.files import write_private
from unscroll.ledger import check, open_reader, read_key, thread_keys
from unscroll.people.told_touchpoint import TELLING
from unscroll.sighting import Track
from unscroll.span import Span
from unscroll.visits import HISTORIES

HOUR = 60 * MINUTE
FEED, DM = "https://www.reddit.com/r/cats/comments/zq1/sekret_title/", "https://www.instagram.com/direct/t/4417099/"
SECRETS = ("zq1", "sekret", "4417099", "hushhush", "diagnosis", "clinic", "verysecretbank", "weather")
WEEK_BEFORE = "2026-11-13"
BEFORE = NINE - 7 * 24 * HOUR


def imported(*args):
    return json.loads(invoke("import", *map(str, args), "--json").stdout)


def day(of=DAY):
    return json.loads(invoke("day", of, "--json").stdout)


def history(places):
    with closing(open_reader(places)) as reader:
        return list(reader.stretches(Track.HISTORY, Span(0, 2 * NINE)))


@pytest.fixture
def fox(tmp_path):
    """A week before the small ledger: a feed for 20 min, a thread for 5, a site for 10; and a feed while it ran."""
    return firefox(
        tmp_path / "fox" / "places.sqlite",
        (BEFORE, FEED, {"viewed_ms": 20 * MINUTE, "typing_ms": 4_000, "scrolling_ms": 60_000, "title": "hushhush"}),
        (BEFORE + 20 * MINUTE, DM, {"viewed_ms": 5 * MINUTE, "title": "hushhush"}),
        (BEFORE + HOUR, "https://weather.example/clinic?diagnosis=1", {"viewed_ms": 10 * MINUTE}),
        (BEFORE + 2 * HOUR, "https://verysecretbank.example/", {"viewed_ms": 10 * MINUTE}),
        (NINE + 5 * MINUTE, FEED, {"viewed_ms": 10 * MINUTE}),
    )


@pytest.fixture
def crow(tmp_path):
    return chromium(
        tmp_path / "crow" / "History",
        (BEFORE + 5 * MINUTE, FEED, {"open_ms": 2 * MINUTE}),
        (BEFORE + 4 * HOUR, FEED, {"open_ms": 30 * MINUTE}),
        (BEFORE + 4 * HOUR + 10 * MINUTE, FEED, {"open_ms": 50 * MINUTE}),
        (BEFORE + 5 * HOUR, FEED, {"open_ms": 2 * MINUTE}),
    )


@pytest.fixture
def never(places):
    places.config_file.parent.mkdir(parents=True, exist_ok=True)
    write_private(places.config_file, b'never = ["verysecretbank.example"]\n')


def test_what_firefox_measured_is_on_the_line(ledger, fox, never) -> None:
    told = imported(fox)
    assert (told["source"], told["read"], told["new"], told["usage_s"]) == ("firefox-history", 4, 4, 2_700)
    of = day(WEEK_BEFORE)
    assert of["seconds"]["scroll"] == 1_200
    assert of["seconds"]["private"] == 300
    assert of["seconds"]["other"] == 600
    assert {(p["device"], p["evidence"]) for p in of["timeline"]} == {("history", "measured")}
    assert of["history"] == {
        "measured_s": 2_100,
        "typing_s": 4,
        "scrolling_s": 60,
        "estimated_s": 0,
        "estimated_scroll_s": 0,
    }
    assert (of["spent_s"], of["attended_s"], of["coverage"]["valid"]) == (1_200, 0, False)


def test_what_was_watched_live_wins(ledger, fox, never) -> None:
    before = day()
    imported(fox)
    assert day() == before


def test_chromium_is_estimated_beside_the_line_and_in_no_sum(ledger, crow) -> None:
    imported(crow)
    of = day(WEEK_BEFORE)
    assert (of["spent_s"], of["accounted_s"], of["contact_ratio"]) == (0, 0, None)
    (row,) = of["unplaced"]
    assert (row["platform"], row["kind"], row["evidence"]) == ("reddit", "scroll", "estimated")
    assert row["seconds"] == {"low": 0, "shown": 600, "high": 60 * (2 + 10 + 30 + 2)}
    assert of["at_least"]
    text = invoke("day", WEEK_BEFORE).stdout
    assert "10 min more, estimated from browsers' histories" in text
    assert "Typed in" not in text


def test_both_families_share_the_clock(ledger, fox, crow, never) -> None:
    imported(fox, crow)
    of = day(WEEK_BEFORE)
    assert of["history"]["measured_s"] == 2_100
    assert of["history"]["estimated_s"] == 480, "two minutes lie in what was measured"


def test_twice_is_once_and_a_copy_is_the_same(ledger, fox, crow, never, tmp_path) -> None:
    imported(fox, crow)
    once, of = history(ledger), day(WEEK_BEFORE)
    copy = shutil.copytree(fox.parent, tmp_path / "elsewhere")
    again = [*imported(fox, crow), imported(copy)]
    assert [(one["new"], one["changed"], one["already"]) for one in again] == [(0, 0, 4), (0, 0, 4), (0, 0, 4)]
    assert (history(ledger), day(WEEK_BEFORE)) == (once, of)


def test_a_visit_that_went_on_is_one_visit(ledger, tmp_path) -> None:
    told = {"viewed_ms": 60_000, "guid": "g"}
    early = firefox(tmp_path / "a/places.sqlite", (BEFORE, FEED, told))
    late = firefox(
        tmp_path / "b/places.sqlite", (BEFORE, FEED, {**told, "viewed_ms": 90_000, "until_ms": BEFORE + 99_000})
    )
    imported(early)
    assert (imported(late)["changed"], imported(early)["already"]) == (1, 1)
    (visit,) = history(ledger)
    assert (visit.start_ms, visit.end_ms) == (BEFORE + 9_000, BEFORE + 99_000)


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_what_firefox_measured_once_is_not_estimated_later(ledger, tmp_path, order) -> None:
    """It drops what it measured after 60 days, and keeps the bare visits."""
    measured = firefox(tmp_path / "a/places.sqlite", (BEFORE, FEED, {"viewed_ms": 60_000}), (BEFORE + HOUR, FEED))
    bare = firefox(tmp_path / "b/places.sqlite", (BEFORE, FEED), (BEFORE + HOUR, FEED))
    for n in order:
        imported((measured, bare)[n])
    assert [v.end_ms - v.start_ms for v in history(ledger)] == [60_000]


def test_nothing_but_platform_view_and_rule_is_kept(ledger, fox, crow, never) -> None:
    imported(fox, crow)
    raw = b"".join(path.read_bytes() for path in ledger.data.rglob("*") if path.is_file())
    assert [secret for secret in SECRETS if secret.encode() in raw] == []
    said = invoke("export").stdout + invoke("what-you-know", "2w").stdout
    assert "a browser's history: reddit/post (measured)" in said
    assert [secret for secret in SECRETS if secret in said] == []


def test_a_thread_is_the_one_of_the_live_door(ledger, fox) -> None:
    imported(fox)
    (thread,) = {v.fact.surface.thread for v in history(ledger)} - {None}
    assert thread == thread_keys(read_key(ledger.thread_key))("instagram", "4417099")


def test_export_tells_it_check_finds_it_whole_forget_takes_it_back(ledger, fox, crow) -> None:
    before = day(WEEK_BEFORE)
    imported(fox, crow)
    rows = [json.loads(line) for line in invoke("export").stdout.splitlines()]
    told = [row for row in rows if row["row"] == "history"]
    assert {row["source"] for row in told} == {"firefox-history", "chromium-history"}
    assert {row["evidence"] for row in told} == {"measured", "estimated"}
    assert check(ledger) == ()
    said = invoke("forget", "--source", "firefox-history", "--yes").stdout.splitlines()
    assert (
        said[1] == "what was watched stays; the browser's own history is as it was, and importing it brings this back"
    )
    assert len(invoke("forget", "--source", "firefox-history", "--yes").stdout.splitlines()) == 1, "nothing was there"
    assert {v.source for v in history(ledger)} == {"chromium-history"}
    invoke("forget", "--source", "chromium-history", "--yes")
    assert history(ledger) == []
    assert day(WEEK_BEFORE) == before
    assert day()["seconds"]["scroll"] == 1_200, "what was seen live stays"


def test_forget_knows_every_source() -> None:
    (source,) = [option for option in forget.params if option.name == "source"]
    assert tuple(source.type.choices) == (*HISTORIES, *TELLING)


def test_a_dry_run_says_what_would_come_and_writes_nothing(places, fox, crow) -> None:
    told = imported(fox, crow, "--dry-run")
    assert [one["new"] for one in told] == [5, 4]
    assert not places.ledger.exists()
    assert not places.thread_key.exists()


def test_it_makes_a_ledger_where_there_is_none(places, fox) -> None:
    imported(fox)
    assert day(WEEK_BEFORE)["seconds"]["scroll"] == 1_200
    assert "from the browser's history" in invoke("day", WEEK_BEFORE).stdout


def test_it_is_unfit_for_trends_and_the_page_says_where_it_is_from(ledger, fox, crow, tmp_path) -> None:
    imported(fox, crow)
    page = tmp_path / "page.html"
    invoke("report", WEEK_BEFORE, "-o", str(page))
    text = page.read_text()
    assert "from the browser&#39;s history" in text
    assert "estimated from browsers&#39; histories" in text


def test_a_week_says_what_of_it_is_from_histories(ledger, fox, crow, tmp_path) -> None:
    imported(fox, crow)
    sums = day(WEEK_BEFORE)["history"]
    page = tmp_path / "week.html"
    for _ in ("counted", "kept"):
        invoke("report", WEEK_BEFORE, "--week", "-o", str(page))
        assert "of the week&#39;s time are from the browser&#39;s history" in page.read_text()
        assert "About 8 min more, estimated from browsers&#39; histories" in page.read_text()
        text = invoke("report", WEEK_BEFORE, "--week", "--format", "md").stdout
        assert "About 8 min more, estimated from browsers' histories, 8 min of it on feeds: in no sum." in text
        days = json.loads(invoke("report", WEEK_BEFORE, "--week", "--format", "json").stdout)["days"]
        (of,) = [d for d in days if d["date"] == WEEK_BEFORE]
        assert (of["history_min"], of["estimated_min"], of["estimated_feeds_min"]) == (
            sums["measured_s"] // 60,
            sums["estimated_s"] // 60,
            sums["estimated_scroll_s"] // 60,
        )


def test_a_week_without_histories_does_not_speak_of_them(ledger, tmp_path) -> None:
    page = tmp_path / "week.html"
    invoke("report", "--week", "-o", str(page))
    assert "histor" not in page.read_text()


def test_of_this_computer_each_is_asked_for(places, tmp_path) -> None:
    firefox(tmp_path / ".mozilla/firefox/a.default/places.sqlite", (BEFORE, FEED, {"viewed_ms": MINUTE}))
    chromium(tmp_path / "c/chromium/Default/History", (BEFORE, FEED, {"open_ms": MINUTE}))
    said = invoke("import", "--from-this-computer", text="n\ny\n")
    assert "Firefox's history, profile a.default" in said.output
    assert [v.source for v in history(places)] == ["firefox-history"]
    assert len(imported("--from-this-computer", "--yes")) == 2
    assert len(history(places)) == 2
    with pytest.raises(UnscrollError, match="nothing was read"):
        invoke("import", "--from-this-computer", text="n\nn\n")


def test_an_empty_home_is_one_line(places) -> None:
    with pytest.raises(UnscrollError, match="no browser's history") as caught:
        invoke("import", "--from-this-computer", "--yes")
    assert caught.value.code is Exit.NO
