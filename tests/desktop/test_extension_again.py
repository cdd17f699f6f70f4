"""Open pages in a real Chromium whose extension is reloaded, or switched off and on."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from browser_stage import CHROMIUM, Stage, stage, until
from playwright.sync_api import Page, Playwright, sync_playwright

pytestmark = [
    pytest.mark.desktop,
    pytest.mark.skipif(not CHROMIUM.exists(), reason="needs Debian's chromium"),
]
AGAIN = {
    "reloaded": "id => chrome.developerPrivate.reload(id, {failQuietly: true})",
    "switched off and on": "async id => { const set = on => new Promise(done => "
    "chrome.management.setEnabled(id, on, done)); await set(false); await set(true); }",
}


@pytest.fixture(scope="module")
def play() -> Iterator[Playwright]:
    with sync_playwright() as made:
        yield made


def turned(page: Page, times: int) -> int:
    """Turns the wheel; how often the page saw it turn in all."""
    for _ in range(times):
        page.mouse.wheel(0, 120)
        page.wait_for_timeout(30)
    return page.evaluate("wheels")


@pytest.mark.parametrize("how", list(AGAIN))
def test_an_open_page_is_watched_on_by_one_watch(play: Playwright, tmp_path: Path, how: str) -> None:
    with stage(play, tmp_path) as own:
        page = own.page("https://www.instagram.com/")
        before = turned(page, 5)
        until(lambda: own.deltas, "that the page is watched", step=page)
        again(own, how)
        page.bring_to_front()
        page.mouse.move(310, 310)
        told = {delta["run"] for delta in own.deltas}
        page.wait_for_timeout(1500)
        seen = turned(page, 6) - before
        page.goto("about:blank")

        def after() -> int:
            fresh = [d for d in own.deltas if d["run"] not in told]
            assert len({d["run"] for d in fresh}) <= 1, "two watches count one page twice"
            return sum(run[4] for d in fresh for run in d["input"] if run[0] == "wheel")

        until(lambda: after() == seen, "what was scrolled since", step=page)


def again(own: Stage, how: str) -> None:
    """Reloads the extension as a person does on chrome://extensions; returns when its new worker said hello."""
    hosts = len(own.daemon.pids)
    settings = own.context.new_page()
    settings.goto("chrome://extensions")
    settings.evaluate("chrome.developerPrivate.updateProfileConfiguration({inDeveloperMode: true})")
    settings.evaluate(AGAIN[how], own.worker.url.split("/")[2])
    until(lambda: len(own.daemon.pids) > hosts, "the hello of the new worker", step=settings)
    settings.close()
