"""The popup in a real Chromium: what it says, what it sends, that it needs no mouse."""

from collections.abc import Iterator

import pytest
from browser_stage import CHROMIUM, Stage, stage, until
from playwright.sync_api import Page, sync_playwright

pytestmark = [
    pytest.mark.desktop,
    pytest.mark.skipif(not CHROMIUM.exists(), reason="needs Debian's chromium"),
]
SECONDS = {"scroll": 4680, "broadcast": 120, "one_to_one": 1500, "group": 0, "private": 320, "other": 9000}
KEY = "3f2a" * 8
BUDGET = {"cap_s": 7200, "spent_s": 4680, "left_s": 2520, "state": "ok", "flags": [], "at_least": True}


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Stage, Page]]:
    """The popup beside an open thread."""
    with sync_playwright() as play, stage(play, tmp_path_factory.mktemp("popup")) as made:
        made.daemon.thread = {"thread": True, "key": KEY, "size": "", "person": ""}
        made.daemon.push("budget", BUDGET | {"seconds": SECONDS})
        made.page("https://www.instagram.com/direct/t/12345/")
        tab = made.worker.evaluate("chrome.tabs.query({url: 'https://www.instagram.com/*'}).then(t => t[0].id)")
        popup = made.context.new_page()
        popup.goto(f"{made.worker.url.rsplit('/', 1)[0]}/popup.html?tab={tab}")
        popup.wait_for_selector("#thread:not([hidden])")
        yield made, popup


def test_it_says_what_is_left_and_that_it_is_at_least(shown):
    _, popup = shown
    assert popup.inner_text("#left") == "42 min"
    assert popup.inner_text("#cap-words") == "at least 1 h 18 min of 2 h"
    assert popup.inner_text("#kinds").split("\n")[0].split("\t") == ["Feeds", "1 h 18 min"]
    assert popup.get_attribute("#cap", "aria-valuenow") == "65"


def test_a_thread_is_named_by_keyboard_alone(shown):
    made, popup = shown
    popup.focus("input[value=one]")
    popup.keyboard.press("Space")
    popup.keyboard.press("Tab")
    popup.keyboard.type("Zoë")
    popup.keyboard.press("Enter")
    until(lambda: popup.inner_text("#done").startswith("Remembered"), "that it is remembered", step=popup)
    (label,) = until(lambda: [f["label"] for f in made.daemon.frames if "label" in f], "the label")
    assert (label["size"], label["person"], label["thread"]) == ("one", "Zoë", KEY)
    asks = [f["ask"] for f in made.daemon.frames if "ask" in f]
    assert asks[-1]["place"] == {"scheme": "https", "host": "www.instagram.com", "path": "/direct/t/12345/"}


def test_a_refusal_is_told_with_its_reason(shown):
    made, popup = shown
    made.daemon.refusal = "the disk is full"
    popup.click("#thread [type=submit]")
    until(lambda: popup.inner_text("#done") == "Not remembered: the disk is full.", "the reason", step=popup)


@pytest.mark.parametrize("url", ["https://www.instagram.com/", "https://clinic.example.org/", "chrome://version/"])
def test_a_tab_that_left_its_conversation_asks_nothing_of_it(shown, url):
    made, popup = shown
    page = made.page("https://www.instagram.com/direct/t/777/")
    tab = made.worker.evaluate("chrome.tabs.query({url: 'https://*/direct/t/777/'}).then(t => t[0].id)")
    page.goto(url)
    another = made.context.new_page()
    another.goto(f"{popup.url.partition('?')[0]}?tab={tab}")
    another.wait_for_selector("#watching:not(:empty)")
    ask = [f["ask"] for f in made.daemon.frames if "ask" in f][-1]
    assert (ask["tab"], "place" in ask) == (str(tab), False)
    assert another.locator("#thread").is_hidden()
    another.close()
    page.close()


def test_it_fits_in_both_colour_schemes(shown):
    _, popup = shown
    popup.set_viewport_size({"width": 320, "height": 600})
    colours = []
    for scheme in ("light", "dark"):
        popup.emulate_media(color_scheme=scheme)
        colours.append(popup.evaluate("getComputedStyle(document.body).backgroundColor"))
        assert popup.evaluate("document.documentElement.scrollWidth") <= 320
    assert colours[0] != colours[1]


@pytest.mark.parametrize(
    ("state", "words", "share"),
    [("ok", "of feeds left today", "0"), ("over", "of feeds left: the cap is reached", "100")],
)
def test_a_cap_of_nothing_is_reached_where_the_service_says_so(shown, state, words, share):
    made, popup = shown
    made.daemon.push("budget", BUDGET | {"cap_s": 0, "spent_s": 0, "left_s": 0, "state": state, "seconds": SECONDS})
    kept = "chrome.storage.session.get('budget').then(kept => `${kept.budget.cap_s} ${kept.budget.state}`)"
    until(lambda: made.worker.evaluate(kept) == f"0 {state}", "the budget")
    popup.reload()
    popup.wait_for_selector("#left-words:not(:empty)")
    assert popup.inner_text("#left-words") == words
    assert popup.get_attribute("#cap", "aria-valuenow") == share


def test_without_the_service_it_says_so_and_shows_no_minutes(shown):
    made, popup = shown
    made.daemon.kill()

    def says_absent() -> bool:
        """The page fills itself after its load: an answer, whichever, is waited for before it is judged."""
        popup.reload()
        popup.wait_for_selector("#watching:not(:empty)")
        return popup.locator("#absent").is_visible()

    until(says_absent, "the sentence")
    assert "Nothing is counted for now" in popup.inner_text("#absent")
    assert popup.inner_text("#watching") == "Not watching"
    assert popup.locator("#today").is_hidden()
