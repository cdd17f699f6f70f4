"""A tab in which no script of the extension runs, in a real Chromium: told as not seen, without its address."""

import pytest
from browser_stage import CHROMIUM, stage, until
from playwright.sync_api import Error, sync_playwright

pytestmark = [
    pytest.mark.desktop,
    pytest.mark.skipif(not CHROMIUM.exists(), reason="needs Debian's chromium"),
]


def test_a_tab_without_a_script_is_told_as_not_seen(tmp_path):
    """An error page keeps the address of what did not load, and no extension may look into it."""
    with sync_playwright() as play, stage(play, tmp_path) as made:
        seen = made.page("https://www.instagram.com/")
        page = made.context.new_page()
        with pytest.raises(Error, match="net::ERR"):
            page.goto("https://127.0.0.1:9/direct/t/1/")
        page.bring_to_front()
        page.wait_for_timeout(2_000)
        seen.bring_to_front()
        pieces = lambda: [d for d in made.deltas if d["state"].get("unseen")]  # noqa: E731
        (piece, *_) = until(pieces, "the piece", step=seen)
        assert piece["place"] == {}
        assert piece["end"] - piece["start"] >= 1_000
        tab = made.worker.evaluate("chrome.tabs.query({url: 'https://www.instagram.com/*'}).then(t => String(t[0].id))")
        assert {p["tab"] for p in pieces()}.isdisjoint({tab})
