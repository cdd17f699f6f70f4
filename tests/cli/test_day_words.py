"""The terminal says a Day's figures as its page does."""

import json
from dataclasses import replace

from support.home import DAY, THREAD, invoke
from support.synthetic_days import no_data, normal_day, over_the_cap, piece

from unscroll.acts import Act, ActKind
from unscroll.cli.bars import FORMATS
from unscroll.cli.day_text import day_text
from unscroll.cli.status_text import status_text
from unscroll.kinds import Kind
from unscroll.reports.documents import day_json, status_json
from unscroll.reports.headline import headlines
from unscroll.reports.inputs import Bend
from unscroll.reports.minutes import day_minutes
from unscroll.reports.summary import summarise

MIN = 60_000


def said(inputs):
    return day_text(day_json(summarise(inputs)), lambda at: at[11:16]).splitlines()


def test_headlines_are_those_of_the_page_and_of_the_table_below():
    summary = summarise(normal_day())
    heads = headlines(summary, day_minutes(summary))
    lines = said(normal_day())
    assert lines[1:5] == [
        f"  {heads.feeds.figure} on feeds on this computer",
        "  + 12 min on feeds for work, beside the cap",
        "  + 20 min on the phone, typed in",
        "  1 h 38 min of the cap of 2 h; 22 min left",
    ]
    rows = [
        line.strip().split("  ") for line in lines[lines.index("The day's time") + 1 : lines.index("Where it went")]
    ]
    table = {row[0]: row[-1].strip() for row in rows}
    assert (table["feeds"], table["one-to-one"]) == ("1 h 30 min", heads.people.figure)
    status = status_text(status_json(summary))
    assert "\n".join(lines[1:5]) in status


def test_rounding_is_one_wherever_the_figure_stands():
    """Six kinds of 20 s and more, that each by itself would round another way."""
    pieces = [
        piece("10:00", "10:10:29", Kind.SCROLL, "reddit", "feed"),
        piece("11:00", "11:10:29", Kind.ONE_TO_ONE, "whatsapp", "dm_thread", key="k"),
        piece("12:00", "12:10:29", Kind.OTHER, "none", "window"),
    ]
    day = normal_day()
    day = replace(day, line=replace(day.line, pieces=tuple(pieces), calls=(), overlays=()), beside=())
    summary = summarise(day)
    heads = headlines(summary, day_minutes(summary))
    status = status_json(summary)
    assert heads.feeds.figure == "11 min"
    assert said(day)[1] == "  11 min on feeds on this computer"
    assert "  11 min on feeds on this computer\n" in status_text(status)
    assert FORMATS["plain"](status).startswith(heads.feeds.caption.split("; ")[1].split(" of ")[0])


def test_what_is_at_least_leaves_at_most():
    day = replace(over_the_cap(), budget=replace(over_the_cap().budget, cap_ms=180 * MIN))
    assert said(day)[3] == "  at least 2 h 49 min of the cap of 3 h; at most 11 min left"
    assert any(line.split("  ")[1] == "one-to-one" and "at least" in line for line in words(day))


def words(day):
    return [line for line in status_text(status_json(summarise(day))).splitlines() if line.startswith("  one-to-one")]


def test_the_bars_say_what_was_typed_in():
    bar = FORMATS["waybar"](status_json(summarise(normal_day())))
    assert "1 h 38 min of 2 h on feeds (20 min of it typed in), 1 h 30 min one to one" in bar

    nothing = json.loads(FORMATS["waybar"](status_json(summarise(no_data()))))
    assert (nothing["text"], nothing["tooltip"]) == ("no data", "no data yet")


def test_a_revised_day_with_a_bend_and_what_the_ratchet_holds():
    day = normal_day()
    bends = (Bend(day.line.window.start_ms + MIN, "re-labelled"),)
    lines = said(
        replace(day, revised=True, bends=bends, budget=replace(day.budget, spent_ms=day.budget.spent_ms + 8 * MIN))
    )
    assert lines[0] == "Sunday, 22 November 2026, revised since it ended"
    assert "  8 min of it by how the Day was counted before a change" in lines
    assert lines[lines.index("Bends") + 1].endswith("re-labelled")
    assert "LinkedIn" in "\n".join(lines[lines.index("Unresolved") :])


def test_a_clock_that_was_set_is_no_data():
    day = normal_day()
    for what, some in ((ActKind.ZONE, False), (ActKind.CLOCK_STEP, False), (ActKind.SENT, True)):
        acts = (Act(day.line.window.start_ms, what, "daemon"),)
        bare = replace(
            day,
            line=replace(day.line, pieces=(), calls=(), overlays=(), acts=acts),
            session=(),
            beside=(),
            phone=type(day.phone)(),
        )
        assert summarise(bare).has_data is some


def test_a_doubt_is_told():
    long = piece("05:00", "18:00", Kind.OTHER, "none", "window")
    day = replace(normal_day(), line=replace(normal_day().line, pieces=(long,), calls=(), overlays=()))
    assert day_json(summarise(day))["doubts"] == ["13 h at the desk in one day."]
    assert any(line.startswith("  this looks wrong: 13 h at the desk in one day.") for line in said(day))


def test_a_past_day_is_revised_only_where_its_figures_changed(ledger):
    def revised():
        return json.loads(invoke("day", DAY, "--json").stdout)["revised"]

    assert revised() is False
    assert invoke("correct", f"{DAY}T22:00Z/{DAY}T22:10Z", "work").exit_code in (0, 1)
    assert revised() is False  # nothing was counted then
    invoke("label", str(THREAD), "one", "Zoë")
    assert revised() is True
