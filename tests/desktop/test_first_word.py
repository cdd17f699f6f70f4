"""Before the service has said a word in a browser's profile, the extension keeps nothing, in a real Chromium."""

import pytest
from browser_stage import CHROMIUM, CONFIG, stage, until
from playwright.sync_api import sync_playwright

from unscroll.daemon.native_hosts import EXTENSION_ID

pytestmark = [
    pytest.mark.desktop,
    pytest.mark.skipif(not CHROMIUM.exists(), reason="needs Debian's chromium"),
]


def test_what_was_before_the_first_word_is_nobodys(tmp_path):
    """A system may bring the extension to everybody; each user asks for the service alone."""
    with sync_playwright() as play, stage(play, tmp_path, silent=True) as made:
        page = made.page("https://www.instagram.com/")
        for _ in range(5):
            page.mouse.wheel(0, 120)
            page.wait_for_timeout(30)
        assert made.worker.evaluate("chrome.storage.session.get(null).then(all => all.runs ?? [])") == []
        popup = made.context.new_page()
        popup.goto(f"chrome-extension://{EXTENSION_ID}/popup.html")
        until(lambda: "run unscroll setup" in popup.inner_text("#absent"), "what to do", step=popup)
        assert "counted later" not in popup.inner_text("#absent")
        popup.close()
        page.bring_to_front()
        page.wait_for_timeout(1_000)
        made.daemon.silent = False
        began_ms = made.worker.evaluate("Date.now()")
        made.daemon.push("config", CONFIG)
        until(lambda: made.worker.evaluate("chrome.storage.local.get('config').then(k => !!k.config)"), "the word")
        page.wait_for_timeout(500)
        before = page.evaluate("wheels")
        for _ in range(4):
            page.mouse.wheel(0, 120)
            page.wait_for_timeout(30)
        page.wait_for_timeout(300)
        after = page.evaluate("wheels") - before
        made.leave(page)
        told = [delta for delta in made.deltas if delta["place"].get("host") == "www.instagram.com"]
        assert made.count("wheel", host="www.instagram.com") == after > 0
        assert min(delta["start"] for delta in told) >= began_ms
