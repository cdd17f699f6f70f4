"""Python and the extension's JavaScript give the same answer to the same address."""

import csv
import json
import re
import subprocess
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from unscroll.cli.classify import parse
from unscroll.recognise import NOTHING, PagePlace, find_page
from unscroll.rulebook import load_rules, shipped_book

pytestmark = pytest.mark.desktop

HERE = Path(__file__).parent
CASES = HERE.parent / "golden" / "classify_cases.csv"
HOSTS = [host for platform in shipped_book()["platforms"] for host in platform["hosts"]]
HINTS = ["", "mastodon", "jitsi", "element", "mattermost", "lemmy", "nonsense"]


def in_node(cases):
    run = subprocess.run(
        ["node", HERE / "recognise_batch.mjs"],
        input=json.dumps({"cases": cases}),
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(run.stdout)


def plain(found):
    return {"platform": found.platform, "view": found.view, "kind": found.kind.value} | {
        "rule": found.rule,
        "partner": found.partner,
    }


def here(rules, case):
    place = parse(case["url"], case["title"], case["hint"])
    return plain(find_page(rules, place) if place else NOTHING)


def compare(cases):
    rules = load_rules()
    for case, answer in zip(cases, in_node(cases), strict=True):
        ours = here(rules, case)
        assert (answer["found"] if answer else plain(NOTHING)) == ours, case
        if answer and ours["platform"] != "none":
            told = answer["told"]
            parts = answer["parts"]
            less = PagePlace(
                parts["protocol"],
                parts["hostname"],
                told["path"],
                told["query"],
                told["fragment"],
                told["title"],
                case["hint"],
            )
            assert plain(find_page(rules, less)) == ours, case


def test_the_golden_cases_agree():
    rows = list(csv.DictReader(CASES.read_text("utf-8").splitlines()))
    pages = [row for row in rows if row["url"]]
    assert len(pages) > 180
    answers = in_node(pages)
    for row, answer in zip(pages, answers, strict=True):
        found = answer["found"] if answer else plain(NOTHING)
        expected = (row["platform"], row["surface"], row["kind"], row["rule"])
        assert (found["platform"], found["view"], found["kind"], found["rule"]) == expected, row
    compare(pages)


word = st.text("abcdefghijtuvxyz0123456789-_.@!%:~+=", min_size=1, max_size=12)
SEGMENTS = """messages t direct inbox i chat status reel reels watch feed groups posts client T01234567 D01234567
  C01234567 channels @me im convo room conversations search compose p u story share mail id home #x login stories
  explore"""
KEYS = "v u uid sel phone ig_thread_id compose view users itemId to_uid q"
TITLES = """Discord | @Zoë;(3) Discord | Club;Discord;Zoë (DM) - Acme - Slack;Chat | A, B | Microsoft Teams;Meet – bees;
  Inbox (2) - a@b.org - Gmail;\u200e* Element [2] | 🐝;Telegram Web;WhatsApp - Chromium"""
segment = st.one_of(
    st.sampled_from(SEGMENTS.split()),
    st.integers(0, 10**12).map(str),
    word,
    st.sampled_from(["", ".", "..", "%2e", "a b", "é", "\\", "\t", "ſ", "\u212a"]),
)
path = st.lists(segment, max_size=6).map("/".join)
pair = st.tuples(st.sampled_from(KEYS.split()), word)
query = st.one_of(st.just(""), st.lists(pair, max_size=3).map(lambda ps: "?" + "&".join("=".join(p) for p in ps)))
fragment = st.one_of(st.just(""), path.map(lambda p: "#" + p), path.map(lambda p: "#/" + p))
host = st.one_of(
    st.tuples(st.sampled_from(["", "www.", "m.", "web.", "app.", "evil-", "t."]), st.sampled_from(HOSTS)).map("".join),
    st.sampled_from(HOSTS).map(lambda h: h + "."),
    st.sampled_from(HOSTS).map(lambda h: h + ".evil.example"),
    st.sampled_from(HOSTS).map(lambda h: f"{h}@evil.example"),
    st.sampled_from(HOSTS).map(str.upper),
    word,
)
scheme = st.sampled_from(
    ["https://", "https://", "http://", "HTTPS://", "https:\\\\", "https:", "ftp://", "javascript:", ""]
)
url = st.tuples(scheme, host, st.sampled_from(["", ":443", ":8080"]), st.just("/"), path, query, fragment).map("".join)
title = st.one_of(
    st.just(""),
    st.sampled_from(TITLES.split(";")),
    st.text(max_size=40).filter(lambda t: t.isprintable()),
    st.sampled_from("x🐝").map(lambda c: "Discord | @" + c * 3000),
)
case = st.fixed_dictionaries({"url": url, "title": title, "hint": st.sampled_from(HINTS)})


@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck), print_blob=True)
@given(st.lists(case, min_size=40, max_size=60))
def test_generated_addresses_agree(cases):
    compare(cases)


def test_every_rule_agrees_on_an_address_made_for_it():
    """Each page pattern's first alternative, spelled out, on hosts of its platform."""
    cases = []
    for platform in shipped_book()["platforms"]:
        for host_pattern, pattern, *_ in platform["rules"]:
            hosts = [spelled(host_pattern)] if host_pattern else platform["hosts"][:2]
            for tail in tails(pattern):
                cases += [{"url": f"https://{host}{tail}", "title": "", "hint": ""} for host in hosts]
    assert len(cases) > 1000
    compare(cases)


def spelled(pattern):
    """The plain text that the first alternative of a pattern starts with."""
    first = pattern.replace("(?:^|\\.)", "").replace("(?:www\\.)?", "").replace("(?:", "(").split("|")[0]
    closing = pattern.rpartition(")")[2] if "|" in pattern else ""
    return re.sub(r"[()^$\\]", "", first).split("[")[0] + re.sub(r"[()^$?\\]", "", closing).split("[")[0]


def tails(pattern):
    text = spelled(pattern).rstrip("/")
    text = text if text.startswith("/") else f"/{text}"
    return [text, f"{text}/123456789012", f"{text}?v=1&u=2"]
