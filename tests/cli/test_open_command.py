"""unscroll open: a link of a report, asked first; who opens it."""

import json
import os

import pytest
from support.home import DAY, THREAD, invoke

from unscroll.cli import link_handler, units
from unscroll.errors import Exit, UnscrollError

LABEL = f"unscroll:label/{THREAD}/group"
WORK = f"unscroll:correct/{DAY}T09:00Z/{DAY}T09:20Z/work"


def changes():
    rows = invoke("export", "--format", "jsonl").stdout.splitlines()
    return [row for row in map(json.loads, rows) if row.get("what") in ("label", "correction")]


def test_a_link_settles_a_thread_once_it_is_answered(ledger):
    asked = invoke("open", LABEL, text="y\n")
    assert asked.stderr.startswith(f"Thread {THREAD} is with a group, for ever? [y/N]")
    assert asked.stdout == f"{THREAD} is group\n"
    day = json.loads(invoke("day", DAY, "--json").stdout)
    assert day["seconds"]["group"] == 600


def test_a_link_corrects_a_span_once_it_is_answered(ledger):
    asked = invoke("open", WORK, text="y\n")
    assert asked.stderr.startswith(f"{DAY} 09:00 to 09:20 was work? [y/N]")
    assert json.loads(invoke("day", DAY, "--json").stdout)["work_scroll_s"] == 1_200


@pytest.mark.parametrize("answer", ["n\n", "\n"])
def test_without_a_yes_nothing_happens(ledger, answer):
    with pytest.raises(UnscrollError, match="nothing was changed") as refused:
        invoke("open", LABEL, text=answer)
    assert refused.value.code is Exit.NO
    assert json.loads(invoke("day", DAY, "--json").stdout)["seconds"]["group"] == 0


def test_where_nobody_can_answer_it_is_refused(ledger):
    with pytest.raises(UnscrollError, match="nobody is there to answer") as refused:
        invoke("open", LABEL)
    assert "--yes" not in str(refused.value), "open has no such option"


@pytest.mark.parametrize("uri", ["unscroll:forget/all", "unscroll:correct/2030-01-01T00:00Z/2030-01-01T01:00Z/work"])
def test_anything_else_is_refused_before_it_is_asked(ledger, uri):
    with pytest.raises(UnscrollError) as refused:
        invoke("open", uri, text="y\n")
    assert refused.value.code is Exit.USAGE


def test_the_report_offers_the_links_of_what_it_names(ledger, tmp_path):
    page = tmp_path / "day.html"
    invoke("report", DAY, "-o", str(page))
    text = page.read_text()
    for size in ("one", "group", "nobody"):
        assert f'href="unscroll:label/{THREAD}/{size}"' in text


def test_installing_registers_the_links_and_removing_takes_that_back(places, monkeypatch):
    monkeypatch.setattr(units, "user_systemd", lambda env: False)
    invoke("service", "install")
    entry, listed = units.links_file(os.environ), units.config_home(os.environ) / "mimeapps.list"
    assert "MimeType=x-scheme-handler/unscroll;" in entry.read_text()
    (start,) = [line for line in entry.read_text().splitlines() if line.startswith("Exec=")]
    assert start.endswith("open --desktop %u")
    assert listed.read_text() == "[Default Applications]\nx-scheme-handler/unscroll=unscroll-links.desktop\n"
    invoke("service", "install")
    assert listed.read_text().count("unscroll") == 2
    invoke("service", "remove")
    assert not entry.exists()
    assert not listed.exists()


def test_a_list_of_the_user_keeps_all_else(tmp_path):
    listed = tmp_path / "mimeapps.list"
    mine = "[Added Associations]\na/b=c.desktop;\n\n[Default Applications]\ntext/html=firefox.desktop\n"
    listed.write_text(mine)
    link_handler.open_links(tmp_path)
    assert "[Default Applications]\nx-scheme-handler/unscroll=unscroll-links.desktop\ntext/html" in listed.read_text()
    link_handler.close_links(tmp_path)
    assert listed.read_text() == mine
    listed.write_text("[Default Applications]\nx-scheme-handler/unscroll=other.desktop\n")
    link_handler.open_links(tmp_path)
    link_handler.close_links(tmp_path)
    assert listed.read_text() == "[Default Applications]\nx-scheme-handler/unscroll=other.desktop\n"
