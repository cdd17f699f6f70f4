"""The extension in a real Chromium and a real Firefox, on look-alike sites under their real names."""

import os
import re
import signal
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from browser_stage import CHROMIUM, CONFIG, Stage, stage, until
from firefox_stage import FIREFOX, firefox_stage
from playwright.sync_api import Playwright, sync_playwright

from unscroll.acts import Act
from unscroll.collectors.browser import BrowserCollector, BrowserMeans
from unscroll.recognise import recognise_page
from unscroll.rulebook import load_rules
from unscroll.sighting import Page
from unscroll.surface import ThreadKey

pytestmark = [
    pytest.mark.desktop,
    pytest.mark.skipif(not CHROMIUM.exists(), reason="needs Debian's chromium"),
]


@pytest.fixture(scope="module")
def play() -> Iterator[Playwright]:
    with sync_playwright() as made:
        yield made


@pytest.fixture(scope="module", params=["chromium", "firefox"])
def shared(
    request: pytest.FixtureRequest, play: Playwright, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Stage]:
    folder = tmp_path_factory.mktemp(request.param)
    if request.param == "firefox" and FIREFOX is None:
        pytest.skip("needs firefox-esr")
    with stage(play, folder) if request.param == "chromium" else firefox_stage(folder) as made:
        yield made


def of(shared: Stage, host: str, since: int) -> list[dict]:
    return [d for d in shared.deltas if d["place"].get("host") == host and d["start"] >= since]


def now(shared: Stage) -> int:
    return shared.worker.evaluate("Date.now()")


def wheel(page, times: int, by: int = 120, pause: int = 30) -> int:
    """Turns the wheel; gives how often the page itself saw it turn in all: a busy browser merges some."""
    for _ in range(times):
        page.mouse.wheel(0, by)
        page.wait_for_timeout(pause)
    page.wait_for_timeout(300)
    seen = page.evaluate("wheels")
    assert seen > 0
    return seen


def inputs(deltas: list[dict], kind: str) -> int:
    return sum(run[4] for delta in deltas for run in delta["input"] if run[0] == kind)


def test_every_turn_of_the_wheel_is_counted_once(shared: Stage) -> None:
    since = now(shared)
    page = shared.page("https://www.instagram.com/?utm_secret=1#frag")
    turns, way = wheel(page, 25), page.evaluate("scrollY")
    shared.leave(page)
    told = of(shared, "www.instagram.com", since)
    assert inputs(told, "wheel") == turns
    assert sum(delta["px"] for delta in told) == way > 1000
    assert {delta["place"]["path"] for delta in told} == {"/"}
    pieces = sorted((d["start"], d["end"]) for d in told)
    assert all(end <= start for (_, end), (start, _) in pairwise(pieces))


def test_an_inner_scroller_counts_like_the_page(shared: Stage) -> None:
    since = now(shared)
    page = shared.page("https://www.instagram.com/inner/")
    wheel(page, 10)
    way = page.evaluate("document.getElementById('inner').scrollTop")
    shared.leave(page)
    assert sum(delta["px"] for delta in of(shared, "www.instagram.com", since)) == way > 500


def test_short_videos_are_counted_as_items_by_in_page_navigation(shared: Stage) -> None:
    since = now(shared)
    page = shared.page("https://www.instagram.com/reels/")
    wheel(page, 4, pause=600)
    shared.leave(page)
    told = of(shared, "www.instagram.com", since)
    assert max(delta["state"]["item"] for delta in told) == 4
    assert told[-1]["place"]["path"] == "/reels/R4/"


def test_typing_in_a_thread_and_what_was_sent(shared: Stage) -> None:
    since = now(shared)
    page = shared.page("https://www.instagram.com/direct/t/12345/")
    page.click("#box")
    page.keyboard.type("zebra in the fridge")
    page.keyboard.press("Enter")
    page.wait_for_timeout(1200)
    page.keyboard.type("not sent")
    page.wait_for_timeout(300)
    shared.leave(page)
    told = of(shared, "www.instagram.com", since)
    assert [act[:2] for delta in told for act in delta["acts"]] == [["sent", "dm"]]
    assert {run[1] for delta in told for run in delta["input"] if run[0] == "key"} == {"dm"}
    assert inputs(told, "key") == len("zebra in the fridge") + 1 + len("not sent")
    assert "zebra" not in shared.lines


def test_a_message_sent_by_a_click_on_a_button(shared: Stage) -> None:
    since = now(shared)
    page = shared.page("https://x.com/compose/post")
    page.click("#box")
    page.keyboard.type("hello")
    page.click("#send")
    page.wait_for_timeout(1200)
    shared.leave(page)
    told = of(shared, "x.com", since)
    assert [act[:2] for delta in told for act in delta["acts"]] == [["sent", "public"]]


def test_what_stays_in_its_box_was_not_sent(shared: Stage) -> None:
    since = now(shared)
    page = shared.page("https://www.reddit.com/")
    page.evaluate("document.body.prepend(document.createElement('textarea'))")
    page.click("textarea")
    page.keyboard.type("draft")
    page.keyboard.press("Enter")
    page.click(".bar")
    page.wait_for_timeout(1200)
    shared.leave(page)
    told = of(shared, "www.reddit.com", since)
    assert inputs(told, "key") == 6
    assert {run[1] for delta in told for run in delta["input"] if run[0] == "key"} == {"public"}
    assert [act for delta in told for act in delta["acts"]] == []


def test_a_page_that_floods_is_cut_rarely(shared: Stage) -> None:
    since = now(shared)
    page = shared.page("https://www.reddit.com/")
    page.evaluate("(async()=>{for(let i=0;i<300;i++){history.pushState({},'','/r/'+i);if(i%50===0)await 0}})()")
    wheel(page, 3)
    shared.leave(page)
    assert 0 < len(of(shared, "www.reddit.com", since)) <= 120


@pytest.mark.parametrize("url", ["https://www.facebook.com/", "https://www.linkedin.com/feed/"])
def test_a_conversation_floating_over_a_feed_is_contact(shared: Stage, url: str) -> None:
    since = now(shared)
    page = shared.page(url)
    page.click("#box")
    page.keyboard.type("hi")
    page.keyboard.press("Enter")
    page.wait_for_timeout(1200)
    shared.leave(page)
    told = of(shared, url.split("/")[2], since)
    assert {run[1] for delta in told for run in delta["input"] if run[0] == "key"} == {"dm"}
    assert [act[:2] for delta in told for act in delta["acts"]] == [["sent", "dm"]]


def test_events_that_a_script_makes_are_not_counted(shared: Stage) -> None:
    since = now(shared)
    page = shared.page("https://www.instagram.com/robot/")
    page.wait_for_timeout(1500)
    assert page.evaluate("scrollY") > 0
    shared.leave(page)
    told = of(shared, "www.instagram.com", since)
    assert told
    assert inputs(told, "wheel") == inputs(told, "key") == inputs(told, "click") == 0
    assert sum(delta["px"] for delta in told) == 0


def test_a_page_outside_the_rules_tells_no_address(shared: Stage) -> None:
    since = now(shared)
    page = shared.page("https://clinic.example.org/my-illness?name=me")
    wheel(page, 3)
    shared.leave(page)
    told = [d for d in shared.deltas if d["start"] >= since and inputs([d], "wheel")]
    assert told
    assert all(delta["place"] == {} for delta in told)
    assert "clinic" not in shared.lines
    assert "illness" not in shared.lines


def test_self_hosted_software_is_known_by_its_page(shared: Stage) -> None:
    page = shared.page("https://social.example.org/home")
    turns = wheel(page, 3)
    shared.leave(page)
    told = [delta for delta in shared.deltas if delta["place"].get("hint") == "mastodon"]
    assert inputs(told, "wheel") == turns
    assert {delta["place"]["host"] for delta in told} == {"social.example.org"}


def test_participants_of_a_call_are_counted_without_me(shared: Stage) -> None:
    since = now(shared)
    page = shared.page("https://meet.google.com/abc-defg-hij")
    wheel(page, 2)
    shared.leave(page)
    told = of(shared, "meet.google.com", since)
    assert told[-1]["state"]["participants"] == 2


def test_the_never_list_holds_at_once(shared: Stage) -> None:
    page = shared.page("https://www.reddit.com/")
    wheel(page, 2)
    shared.daemon.push("config", {**CONFIG, "never": ["reddit.com"]})
    stored = "chrome.storage.local.get('config').then(kept => kept.config.never.length)"
    until(lambda: shared.worker.evaluate(stored) == 1, "the pushed list")
    since = now(shared)
    wheel(page, 20)
    page.goto("https://www.reddit.com/r/all/")
    wheel(page, 3)
    shared.leave(page)
    assert not [delta for delta in of(shared, "www.reddit.com", 0) if delta["end"] > since + 200]
    shared.daemon.push("config", CONFIG)
    until(lambda: shared.worker.evaluate(stored) == 0, "the pushed list")


def test_every_frame_becomes_what_was_seen(shared: Stage) -> None:
    rules, at_ms = load_rules(), now(shared)
    means = BrowserMeans(
        now_ms=lambda: at_ms,
        wall_ms=lambda: at_ms,
        recognise_page=lambda place: recognise_page(rules, place, lambda platform, partner: ThreadKey(bytes(16))),
        version="0.1.0",
    )
    link = BrowserCollector(means).link(shared.daemon.pids[0])
    receipts = [link.receive(frame) for frame in shared.daemon.frames]
    assert [problem for receipt in receipts for problem in receipt.problems] == []
    seen = [one for receipt in receipts for one in receipt.seen]
    views = {
        (one.fact.surface.platform, one.fact.surface.view)
        for one in seen
        if isinstance(getattr(one, "fact", None), Page)
    }
    assert {
        ("instagram", "feed"),
        ("instagram", "shorts"),
        ("instagram", "dm_thread"),
        ("x", "compose"),
        ("facebook", "feed"),
        ("linkedin", "feed"),
        ("mastodon", "feed"),
        ("google_meet", "call"),
        ("website", "page"),
    } <= views
    acts = sorted(str(act.what) for act in seen if isinstance(act, Act))
    assert acts == ["sent"] * 4


def test_nothing_that_a_rule_does_not_need_is_in_any_frame(shared: Stage) -> None:
    assert not re.search(r"utm_secret|frag|zebra|fridge|illness|not sent", shared.lines)
    assert "An article" not in shared.lines


def test_nothing_is_lost_or_doubled_when_daemon_and_host_are_killed(play: Playwright, tmp_path: Path) -> None:
    with stage(play, tmp_path) as own:
        page = own.page("https://www.instagram.com/")
        first = wheel(page, 10)
        own.daemon.acknowledge = False
        page.goto("https://www.reddit.com/")
        page.mouse.move(310, 310)
        reddit = wheel(page, 7)
        page.goto("https://www.instagram.com/explore/")
        until(lambda: own.count("wheel", host="www.reddit.com") == reddit, "the unacknowledged piece")
        own.daemon.kill()
        page.mouse.move(300, 300)
        second = wheel(page, 5)
        page.goto("https://x.com/home")
        own.restart_daemon()
        own.worker.evaluate("chrome.alarms.create('link', {when: Date.now()})")
        until(lambda: own.daemon.pids, "the new host", 60)
        own.settle()
        assert {k: own.count("wheel", host=k) for k in ("www.instagram.com", "www.reddit.com")} == {
            "www.instagram.com": first + second,
            "www.reddit.com": reddit,
        }
        again = {(d["run"], d["seq"]) for d in own.daemons[0].deltas} & {
            (d["run"], d["seq"]) for d in own.daemon.deltas
        }
        assert again, "what was not acknowledged comes again under its number"
        os.kill(until(lambda: hosts_of(own), "the host's pid")[0], signal.SIGKILL)
        page.mouse.move(320, 320)
        third = wheel(page, 4)
        page.goto("about:blank")
        own.worker.evaluate("chrome.alarms.create('link', {when: Date.now()})")
        until(lambda: own.count("wheel", host="x.com") == third, "the pieces after the host died", 60)


def test_nothing_is_lost_when_the_worker_is_stopped(shared: Stage) -> None:
    if not hasattr(shared.context, "new_cdp_session"):
        pytest.skip("only Chromium's debugger stops a worker")
    since = now(shared)
    page = shared.page("https://www.reddit.com/")
    wheel(page, 6)
    cdp = shared.context.new_cdp_session(page)
    cdp.send("ServiceWorker.enable")
    before = len(shared.daemon.pids)
    cdp.send("ServiceWorker.stopAllWorkers")
    turns = wheel(page, 5)
    until(lambda: len(shared.daemon.pids) > before, "a new host of a new worker: the page woke it", step=page)
    page.goto("https://x.com/home")
    until(lambda: inputs(of(shared, "www.reddit.com", since), "wheel") == turns, "the pieces of before and after")
    page.close()


def hosts_of(own: Stage) -> list[int]:
    """Native hosts of this stage's browser: children of the pid that its host said."""
    browser = own.daemon.pids[-1]
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            stat = (process / "stat").read_text().rsplit(")", 1)[1].split()
            command = (process / "cmdline").read_bytes()
        except OSError:
            continue
        if int(stat[1]) == browser and b"native_host.py" in command:
            found.append(int(process.name))
    return found
