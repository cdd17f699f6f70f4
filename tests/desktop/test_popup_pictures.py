"""The popup's pictures for the documentation: `make pictures` keeps them, any other run looks whether they fit."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from accessible import barriers
from browser_stage import CHROMIUM, Stage, stage
from playwright.sync_api import sync_playwright

pytestmark = [
    pytest.mark.desktop,
    pytest.mark.skipif(not CHROMIUM.exists(), reason="needs Debian's chromium"),
]
KINDS = {"scroll": 78, "broadcast": 2, "one_to_one": 25, "group": 0, "private": 5, "other": 150}
BUDGET = {
    **{"cap_s": 7200, "spent_s": 4680, "left_s": 2520, "state": "ok", "flags": [], "at_least": True},
    "seconds": {kind: 60 * minutes for kind, minutes in KINDS.items()},
    "minutes": {"cap": 120, "spent": 78, "left": 42, "kinds": KINDS},
}
OPEN = {"thread": True, "key": "3f2a" * 8, "size": "", "person": ""}
NAMED = OPEN | {"size": "one", "person": "Zoë Müller", "person_id": 1, "ask": "Lyon", "last_days": 31}
TALLEST = 600
"""What Chromium gives a popup at most, in CSS px."""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """A browser with a conversation open, on a day of which the phone is not known."""
    with sync_playwright() as play, stage(play, tmp_path_factory.mktemp("pictures")) as found:
        found.daemon.push("budget", BUDGET)
        found.page("https://www.instagram.com/direct/t/12345/")
        yield found


@pytest.mark.parametrize(
    ("name", "scheme", "thread"),
    [
        ("popup-light", "light", NAMED),
        ("popup-dark", "dark", NAMED),
        ("popup-asks", "light", OPEN),
        ("popup-asks-dark", "dark", OPEN),
    ],
)
def test_a_picture_of_the_popup(made, tmp_path, name, scheme, thread):
    made.daemon.thread = thread
    tab = made.worker.evaluate("chrome.tabs.query({url: 'https://www.instagram.com/*'}).then(t => t[0].id)")
    popup = made.context.new_page()
    popup.set_viewport_size({"width": 320, "height": 400})
    popup.emulate_media(color_scheme=scheme)
    popup.goto(f"{made.worker.url.rsplit('/', 1)[0]}/popup.html?tab={tab}")
    popup.wait_for_selector("#contact:not([hidden])")
    popup.wait_for_selector("#acts:not([hidden])")
    popup.evaluate("document.activeElement.blur()")
    popup.screenshot(path=Path(os.environ.get("PICTURES", tmp_path)) / f"{name}.png", full_page=True)
    sizes = popup.evaluate("[document.documentElement.scrollWidth, document.documentElement.scrollHeight]")
    found = barriers(popup)
    popup.close()
    assert sizes[0] <= 320
    assert sizes[1] <= TALLEST
    assert found == []


@pytest.mark.parametrize("name", ["work", "pause", "forget"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_picture_of_a_panel(made, tmp_path, name, scheme):
    popup = made.context.new_page()
    popup.set_viewport_size({"width": 320, "height": 400})
    popup.emulate_media(color_scheme=scheme)
    popup.goto(f"{made.worker.url.rsplit('/', 1)[0]}/popup.html?tab=0")
    popup.click(f"#acts [data-name={name}]")
    popup.wait_for_selector("#doing:not([hidden])")
    popup.screenshot(path=Path(os.environ.get("PICTURES", tmp_path)) / f"popup-{name}-{scheme}.png", full_page=True)
    assert popup.evaluate("document.documentElement.scrollWidth") <= 320
    assert barriers(popup) == []
    popup.close()
