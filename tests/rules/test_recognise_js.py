"""What the extension asks of the rules: what it may tell, what is social, what is never watched."""

import json
import subprocess
from pathlib import Path

import pytest

from unscroll.never import Never, never_matches
from unscroll.rulebook import load_rules
from unscroll.settings import parse

pytestmark = pytest.mark.desktop

MODULE = (Path(__file__).parent.parent.parent / "extension" / "recognise.js").as_uri()


def node(expression):
    script = f"""
      import {{ readFileSync }} from "node:fs";
      import * as rules from {json.dumps(MODULE)};
      const json = JSON.parse(readFileSync(new URL("./surfaces.json", {json.dumps(MODULE)}), "utf8"));
      const own = [{{ host: "forum.example", title: "bees" }}];
      const book = rules.load(json, {{ never: ["Diary.example"], rules: own }});
      process.stdout.write(JSON.stringify({expression}));
    """
    run = subprocess.run(["node", "--input-type=module", "-e", script], capture_output=True, text=True, check=True)
    return json.loads(run.stdout)


def told(url, title=""):
    return node(f"rules.disclose(book, new URL({json.dumps(url)}), {{ title: {json.dumps(title)} }})")


def test_a_query_that_no_rule_needs_stays():
    assert told("https://www.facebook.com/reel/1?fbclid=secret#f") == {
        "path": "/reel/1",
        "query": "",
        "fragment": "",
        "title": "",
    }


def test_a_query_that_names_the_thread_goes_without_the_fragment():
    answer = told("https://vk.com/im?sel=7#secret", "a secret")
    assert (answer["query"], answer["fragment"], answer["title"]) == ("?sel=7", "", "")


def test_a_fragment_goes_without_the_query():
    answer = told("https://web.telegram.org/k/?secret=1#777")
    assert (answer["query"], answer["fragment"]) == ("", "#777")


def test_a_title_goes_only_where_it_settles_something():
    assert told("https://discord.com/channels/@me/1", "Discord | @Zoë")["title"] == "Discord | @Zoë"
    assert told("https://discord.com/channels/1/2", "Discord | @Zoë")["title"] == ""


def test_a_rule_of_the_user_on_titles_is_told_the_title_on_its_host_alone():
    assert told("https://www.forum.example/x?q=1", "bees") == {
        "path": "/x",
        "query": "",
        "fragment": "",
        "title": "bees",
    }
    assert told("https://other.example/x", "bees")["title"] == ""


def test_what_a_platform_needs():
    found = node('["facebook", "signal", "discord", "x", "unknown"].map((id) => rules.needsTitle(book, id))')
    assert found == [True, True, True, True, False]


def test_social_and_never():
    hosts = ["www.x.com.", "notx.com", "forum.example", "chase.com", "my.diary.example", "mychart.clinic.org", "x.com"]
    social = node(f"{json.dumps(hosts)}.map((host) => rules.isSocial(book, host))")
    never = node(f"{json.dumps(hosts)}.map((host) => rules.isNever(book, host))")
    assert social == [True, False, True, False, False, False, True]
    assert never == [False, False, False, True, True, True, False]


def test_selectors_and_hints():
    assert node('rules.pageSelectors(book, "linkedin").dm_popup') == ".msg-overlay-conversation-bubble"
    assert node('rules.pageSelectors(book, "unknown")') == {}
    assert sorted(hint for hint, _ in node("rules.hints(book)")) == ["element", "jitsi", "mastodon", "mattermost"]


def test_both_sides_bar_the_same_by_what_the_settings_made_of_never():
    told = [
        "https://bank.example/login",
        "bänk.example",
        "*.clinic.example",
        "a.example:8080",
        "intranet.*",
        "[::1]:80",
    ]
    never = list(parse(f"never = {json.dumps(told)}").never)
    hosts = ["www.bank.example", "xn--bnk-qla.example", "clinic.example", "a.example", "intranet.b.example", "[::1]"]
    others = ["notbank.example", "example", "intranet", "xn--bnk-qla.test"]
    asked = json.dumps([*hosts, *others])
    expected = [True] * len(hosts) + [False] * len(others)
    loaded = f"rules.load(json, {{ never: {json.dumps(never)} }})"
    assert node(f"{asked}.map((host) => rules.isNever({loaded}, host))") == expected
    assert [never_matches(Never.of(load_rules().never, never), host) for host in [*hosts, *others]] == expected
