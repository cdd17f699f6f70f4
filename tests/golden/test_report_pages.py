"""Pages of a Day, compared as structure. `UNSCROLL_GOLDEN=write pytest tests/golden` writes them anew."""

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from support.outline import outline
from support.synthetic_days import (
    ANA,
    ZONE,
    all_unresolved,
    dst_day,
    no_data,
    normal_day,
    only_phone,
    over_the_cap,
)

from unscroll.day import Zones
from unscroll.kinds import Evidence
from unscroll.links import parse_link
from unscroll.reports.contacts import Beside
from unscroll.reports.formats import as_csv, as_json, as_markdown
from unscroll.reports.inputs import Bend
from unscroll.reports.pages import Reader, render_day, write_day
from unscroll.reports.summary import summarise

GOLDEN = Path(__file__).parent / "pages"
DAYS = [no_data, normal_day, over_the_cap, all_unresolved, only_phone, dst_day]
HOSTILE = "</script><img src=x onerror=alert(1)>"


def reader(inputs):
    return Reader(Zones.only(ZONE), inputs.as_of_ms + 3_600_000)


def page_of(inputs, standalone=False):
    return render_day(summarise(inputs), reader(inputs), standalone)


@pytest.mark.parametrize("day", DAYS, ids=lambda d: d.__name__)
def test_the_page_reads_as_agreed(day):
    lines = "\n".join(outline(page_of(day())).lines) + "\n"
    target = GOLDEN / f"{day.__name__}.txt"
    if os.environ.get("UNSCROLL_GOLDEN") == "write":
        target.write_text(lines, "utf-8")
    assert lines == target.read_text("utf-8")


@pytest.mark.parametrize("day", DAYS, ids=lambda d: d.__name__)
def test_the_page_asks_nobody_and_its_ids_are_its_own(day):
    found = outline(page_of(day()))
    for link in found.links:  # what asks first, by name, is on this machine too
        assert link == "data:," or "/" not in link or str(parse_link(link)) == link
    assert len(found.ids) == len(set(found.ids))


def test_a_day_without_data_never_says_zero():
    page = page_of(no_data())
    assert "No data" in page
    assert "0 min" not in page


def test_every_figure_has_its_table():
    found = outline(page_of(normal_day()))
    assert found.tags["figure"] == 1
    assert found.tags["table"] == 3
    assert found.tags["svg"] == 1


def test_hostile_names_stay_text():
    day = normal_day()
    bends = (Bend(day.line.window.start_ms, HOSTILE),)
    hostile = replace(day, names={ANA: HOSTILE, 2: HOSTILE}, bends=bends)
    for standalone in (False, True):
        page = page_of(hostile, standalone)
        assert HOSTILE not in page
        assert "&lt;img src=x onerror=alert(1)&gt;" in page
    found = outline(page_of(hostile))
    assert "img" not in found.tags
    assert found.tags["script"] == outline(page_of(day)).tags["script"]
    markdown = as_markdown(summarise(hostile), reader(hostile))
    assert "<img" not in markdown.replace("\\<img", "")


def test_a_formula_in_a_name_is_text_in_csv():
    day = replace(normal_day(), names={ANA: "=1+1"})
    assert ",'=1+1\n" in as_csv(summarise(day))


def test_what_cannot_be_seen_of_a_name_reaches_no_terminal():
    """Names are cleaned where they come in; a ledger may hold one from before that."""
    day = replace(normal_day(), names={ANA: "\x1b]0;\x07\u202e=1+1"})
    for told in (as_csv(summarise(day)), as_markdown(summarise(day), reader(day))):
        assert not set(told) & set("\x1b\x07\u202e")
    hidden = replace(day, names={ANA: "\u202e=1+1"})
    assert ",'=1+1\n" in as_csv(summarise(hidden))


def test_csv_has_a_row_for_each_piece_and_empty_cells_for_nobody():
    rows = as_csv(summarise(normal_day())).splitlines()
    assert len(rows) == 1 + len(normal_day().line.pieces)
    assert rows[1].endswith(",measured,personal,,")


def test_markdown_says_what_the_page_says():
    day = normal_day()
    letter = Beside(ANA, "letter", "", 0, 0, 0, evidence=Evidence.LOGGED)
    long = replace(day.line.pieces[-2], start_ms=day.line.window.start_ms, end_ms=day.line.pieces[0].start_ms)
    told = replace(
        day,
        line=replace(day.line, pieces=(long, *day.line.pieces)),
        names={ANA: "Ingrid Solberg"},
        beside=(letter,),
        bends=(Bend(day.line.window.start_ms, "re-labelled"),),
        revised=True,
    )
    text = as_markdown(summarise(told), reader(told))
    assert "  - letter, logged by you\n" in text
    assert not [line for line in text.splitlines() if line.endswith((": ", " ")) or " ," in line]
    assert "## Bends\n\n- 04:00 re-labelled\n" in text
    assert "Revised since the day ended." in text
    assert "Revised" in page_of(told)
    wrong = "3 h 41 min on one page of YouTube without a change."
    assert f"This looks wrong: {wrong}" in text
    assert wrong in page_of(told)


@pytest.mark.parametrize("day", DAYS, ids=lambda d: d.__name__)
def test_other_formats_say_no_data_or_the_figures(day):
    summary = summarise(day())
    assert as_json(summary).startswith('{\n "schema": 1,')
    text = as_markdown(summary, reader(day()))
    assert ("No data" in text) is not summary.has_data
    assert "What this cannot see" in text


def test_write_day_is_whole_private_and_brings_its_scripts_once(tmp_path):
    folder = tmp_path / "reports"
    day = normal_day()
    path = write_day(summarise(day), folder, reader(day))
    assert path == folder / "2026-11-22.html"
    scripts = sorted(p for p in folder.iterdir() if p.suffix == ".js")
    assert [p.name.split("-")[0] for p in scripts] == ["figures.js", "plotly"]
    assert {p.stat().st_mode & 0o777 for p in folder.iterdir()} == {0o600}
    assert folder.stat().st_mode & 0o777 == 0o700
    before = scripts[1].stat().st_mtime_ns
    write_day(summarise(day), folder, reader(day))
    assert scripts[1].stat().st_mtime_ns == before
    assert len(list(folder.iterdir())) == 3


def test_a_standalone_page_needs_no_other_file(tmp_path):
    day = normal_day()
    path = write_day(summarise(day), tmp_path, reader(day), standalone=True)
    assert list(tmp_path.iterdir()) == [path]
    assert "Plotly" in path.read_text("utf-8")


def test_a_page_is_light_without_plotly():
    assert len(page_of(normal_day()).encode()) < 40_000


def test_rendering_imports_neither_daemon_nor_ledger_nor_plotly():
    code = (
        "import sys, unscroll.reports.pages, unscroll.reports.formats\n"
        "bad = [m for m in sys.modules if m.split('.')[:2] in (['unscroll', 'daemon'], ['unscroll', 'ledger'],"
        " ['unscroll', 'settings'], ['unscroll', 'cli']) or m.split('.')[0] in ('plotly', 'sqlite3', 'click')]\n"
        "sys.exit(chr(32).join(bad) or 0)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
