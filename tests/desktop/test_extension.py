"""The extension in a real Chromium, on look-alike sites under their real names."""

import os
import re
import signal
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from browser_stage import CHROMIUM, Stage, stage, until
from playwright.sync_api import Playwright, sync_playwright

pytestmark = [
    pytest.mark.desktop,
    pytest.mark.skipif(not CHROMIUM.exists(), reason="needs Debian's chromium"),
]


@pytest.fixture(scope="module")
def play() -> Iterator[Playwright]:
    with sync_playwright() as made:
        yield made


@pytest.fixture(scope="module")
def shared(play: Playwright, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    with stage(play, tmp_path_factory.mktemp("browser")) as made:
        yield made


def of(shared: Stage, host: str, since: int) -> list[dict]:
    return [d for d in shared.deltas if d["place"].get("host") == host and d["start"] >= since]


def now(shared: Stage) -> int:
    return shared.worker.evaluate("Date.now()")


def wheel(page, times: int, by: int = 120, pause: int = 30) -> None:
    for _ in range(times):
        page.mouse.wheel(0, by)
        page.wait_for_timeout(pause)


def inputs(deltas: list[dict], kind: str) -> int:
    return sum(run[4] for delta in deltas for run in delta["input"] if run[0] == kind)


def test_every_turn_of_the_wheel_is_counted_once(shared: Stage) -> None:
    since = now(shared)
    page = shared.page("https://www.instagram.com/?utm_secret=1#frag")
    wheel(page, 25)
    page.wait_for_timeout(300)
    shared.leave(page)
    told = of(shared, "www.instagram.com", since)
    assert inputs(told, "wheel") == 25
    assert sum(delta["px"] for delta in told) == 25 * 120
    assert {delta["place"]["path"] for delta in told} == {"/"}
    pieces = sorted((d["start"], d["end"]) for d in told)
    assert all(end <= start for (_, end), (start, _) in pairwise(pieces))


def test_an_inner_scroller_counts_like_the_page(shared: Stage) -> None:
    since = now(shared)
    page = shared.page("https://www.instagram.com/inner/")
    wheel(page, 10)
    page.wait_for_timeout(300)
    shared.leave(page)
    assert sum(delta["px"] for delta in of(shared, "www.instagram.com", since)) == 10 * 120


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


def test_nothing_that_a_rule_does_not_need_is_in_any_frame(shared: Stage) -> None:
    assert not re.search(r"utm_secret|frag|zebra|fridge|illness|not sent", shared.lines)
    assert "An article" not in shared.lines


def test_nothing_is_lost_or_doubled_when_daemon_and_host_are_killed(play: Playwright, tmp_path: Path) -> None:
    with stage(play, tmp_path) as own:
        page = own.page("https://www.instagram.com/")
        wheel(page, 10)
        own.daemon.acknowledge = False
        page.goto("https://www.reddit.com/")
        page.mouse.move(310, 310)
        wheel(page, 7)
        page.goto("https://www.instagram.com/explore/")
        until(lambda: own.count("wheel", host="www.reddit.com") == 7, "the unacknowledged piece")
        own.daemon.kill()
        page.mouse.move(300, 300)
        wheel(page, 5)
        page.goto("https://x.com/home")
        own.restart_daemon()
        own.worker.evaluate("chrome.alarms.create('link', {when: Date.now()})")
        until(lambda: own.daemon.pids, "the new host", 60)
        own.settle()
        assert {k: own.count("wheel", host=k) for k in ("www.instagram.com", "www.reddit.com")} == {
            "www.instagram.com": 15,
            "www.reddit.com": 7,
        }
        again = {(d["run"], d["seq"]) for d in own.daemons[0].deltas} & {
            (d["run"], d["seq"]) for d in own.daemon.deltas
        }
        assert again, "what was not acknowledged comes again under its number"
        os.kill(until(lambda: hosts_of(own), "the host's pid")[0], signal.SIGKILL)
        page.mouse.move(320, 320)
        wheel(page, 4)
        page.goto("about:blank")
        own.worker.evaluate("chrome.alarms.create('link', {when: Date.now()})")
        until(lambda: own.count("wheel", host="x.com") == 4, "the pieces after the host died", 60)


def test_nothing_is_lost_when_the_worker_is_stopped(shared: Stage) -> None:
    since = now(shared)
    page = shared.page("https://www.reddit.com/")
    wheel(page, 6)
    cdp = shared.context.new_cdp_session(page)
    cdp.send("ServiceWorker.enable")
    before = len(shared.daemon.pids)
    cdp.send("ServiceWorker.stopAllWorkers")
    wheel(page, 5)
    until(lambda: len(shared.daemon.pids) > before, "a new host of a new worker: the page woke it", step=page)
    page.goto("https://x.com/home")
    until(lambda: inputs(of(shared, "www.reddit.com", since), "wheel") == 11, "the pieces of before and after")
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
