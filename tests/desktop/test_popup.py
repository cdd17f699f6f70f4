"""The popup in a real Chromium: what it says, what it sends, that it needs no mouse."""

import time
from collections.abc import Iterator

import pytest
from browser_stage import CHROMIUM, Stage, stage, until
from playwright.sync_api import Page, sync_playwright
from popup_stage import frames, opened

pytestmark = [
    pytest.mark.desktop,
    pytest.mark.skipif(not CHROMIUM.exists(), reason="needs Debian's chromium"),
]
SECONDS = {"scroll": 4728, "broadcast": 120, "one_to_one": 1500, "group": 0, "private": 320, "other": 9000}
KEY = "3f2a" * 8
BUDGET = {"cap_s": 7200, "spent_s": 4728, "left_s": 2472, "state": "ok", "flags": [], "at_least": True}
KINDS = {"scroll": 79, "broadcast": 2, "one_to_one": 25, "group": 0, "private": 5, "other": 150}
MINUTES = {"cap": 120, "spent": 79, "left": 41, "kinds": KINDS}

NAMES = ("Zoë Müller", "Zoran Ivić", "<b>Eve</b> " + "with a name too long for one line " * 3)
PEOPLE = [{"id": number, "name": name} for number, name in enumerate(NAMES, 1)]


def given_names(made: Stage, popup: Page) -> None:
    asked = len(frames(made, "people"))
    until(lambda: len(frames(made, "people")) >= max(1, asked), "that names are asked for", step=popup)
    popup.wait_for_timeout(100)


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Stage, Page]]:
    """The popup beside an open thread."""
    with sync_playwright() as play, stage(play, tmp_path_factory.mktemp("popup")) as made:
        made.daemon.thread = {"thread": True, "key": KEY, "size": "", "person": ""}
        made.daemon.people = PEOPLE
        made.daemon.push("budget", BUDGET | {"seconds": SECONDS, "minutes": MINUTES})
        made.page("https://www.instagram.com/direct/t/12345/")
        tab = made.worker.evaluate("chrome.tabs.query({url: 'https://www.instagram.com/*'}).then(t => t[0].id)")
        popup = made.context.new_page()
        popup.goto(f"{made.worker.url.rsplit('/', 1)[0]}/popup.html?tab={tab}")
        popup.wait_for_selector("#thread:not([hidden])")
        yield made, popup


def test_it_says_what_is_left_and_that_it_is_at_least(shown):
    _, popup = shown
    assert popup.inner_text(".left") == "At most 41 min of feeds left"
    assert popup.inner_text("#cap-words") == "at least 1 h 19 min of 2 h"
    rows = [row.split("\t") for row in popup.inner_text("#kinds").split("\n")]
    assert rows[:2] == [["Feeds", "at least 1 h 19 min"], ["One to one", "at least 25 min"]]
    assert rows[2] == ["Not resolved yet", "5 min"]
    assert popup.get_attribute("#cap", "aria-valuenow") == "65"


def test_a_thread_is_named_by_keyboard_alone(shown):
    made, popup = shown
    popup.focus("input[value=one]")
    popup.keyboard.press("Space")
    popup.keyboard.press("Tab")
    popup.keyboard.type("Bo")
    popup.keyboard.press("Enter")
    until(lambda: popup.inner_text("#done").startswith("Remembered"), "that it is remembered", step=popup)
    (label,) = until(lambda: [f["label"] for f in made.daemon.frames if "label" in f], "the label")
    assert (label["size"], label["person"], label["thread"]) == ("one", "Bo", KEY)
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


def test_a_thread_is_labelled_by_the_beginning_of_a_name(shown):
    made, popup = shown
    made.daemon.refusal = ""
    popup.fill("#who", "")
    popup.focus("#who")
    popup.keyboard.type("zo")
    assert popup.locator("#who-list [role=option]").all_inner_texts() == [*NAMES[:2], "“zo”, somebody new"]
    popup.keyboard.press("ArrowDown")
    popup.keyboard.press("Enter")
    until(lambda: popup.inner_text("#done").startswith("Remembered"), "that it is remembered", step=popup)
    label = frames(made, "label")[-1]
    assert (label["person"], label["person_id"]) == ("Zoran Ivić", 2)


def test_a_contact_is_logged_by_keyboard_alone_in_five_seconds(shown):
    made, _ = shown
    began = time.monotonic()
    popup = opened(made)
    until(lambda: popup.evaluate("document.activeElement.name") == "channel", "the focus", step=popup)
    given_names(made, popup)
    popup.keyboard.press("Space")
    popup.keyboard.press("Tab")
    popup.keyboard.type("zoe")
    popup.keyboard.press("Enter")
    until(lambda: popup.inner_text("#kept") == "Kept: coffee with Zoë Müller.", "that it is kept", step=popup)
    assert time.monotonic() - began < 5
    log = frames(made, "log")[-1]
    assert (log["channel"], log["person_id"], log["minutes"]) == ("coffee", 1, 0)
    popup.check("[value=phone]")
    popup.fill("#met", "Somebody New")
    popup.fill("[name=minutes]", "25")
    popup.keyboard.press("Enter")
    until(lambda: popup.inner_text("#kept") == "Kept: phone with Somebody New.", "the second", step=popup)
    log = frames(made, "log")[-1]
    assert (log["channel"], log["person_id"], log["minutes"]) == ("phone", 0, 25)
    popup.close()


def test_a_contact_that_is_not_kept_stays_in_the_form(shown):
    made, _ = shown
    popup = opened(made)
    made.daemon.refusal = "the disk is full"
    popup.check("[value=visit]")
    popup.fill("#met", "Ana")
    popup.keyboard.press("Enter")
    until(lambda: popup.inner_text("#kept") == "Not kept: the disk is full.", "the reason", step=popup)
    assert popup.input_value("#met") == "Ana"
    made.daemon.refusal = ""
    popup.close()


def test_names_are_text_and_are_kept_nowhere(shown):
    made, _ = shown
    popup = opened(made)
    given_names(made, popup)
    popup.set_viewport_size({"width": 320, "height": 600})
    popup.click("#met")
    assert popup.locator("#met-list [role=option]").all_text_contents() == list(NAMES)
    assert popup.locator("#met-list b").count() == 0
    assert popup.evaluate("document.documentElement.scrollWidth") <= 320
    kept = "Promise.all([chrome.storage.session.get(null), chrome.storage.local.get(null)]).then(JSON.stringify)"
    assert "Zor" not in made.worker.evaluate(kept)
    popup.close()


def test_a_labelled_thread_shows_the_open_question_and_can_be_changed(shown):
    made, first = shown
    made.daemon.thread = {"thread": True, "key": KEY, "size": "one", "person": "Zoë", "person_id": 1}
    made.daemon.thread |= {"ask": "Lyon", "last_days": 31}
    tab = int(first.url.partition("tab=")[2])
    popup = opened(made, tab)
    assert popup.inner_text("#thread-words") == "This conversation: Zoë"
    assert popup.inner_text("#last") == "You wanted to ask about Lyon; last contact 31 days ago."
    assert popup.locator("#answers").is_hidden()
    popup.set_viewport_size({"width": 320, "height": 600})
    assert popup.evaluate("document.documentElement.scrollHeight") <= 600
    popup.click("#change")
    assert popup.input_value("#who") == "Zoë"
    popup.click("#thread [type=submit]")
    until(lambda: popup.inner_text("#done").startswith("Remembered"), "that it is remembered", step=popup)
    assert frames(made, "label")[-1]["person_id"] == 1  # by number, whoever else is called Zoë
    popup.close()


def test_a_service_of_before_gives_no_names_and_labels_all_the_same(shown):
    made, first = shown
    made.daemon.people = None
    made.daemon.thread = {"thread": True, "key": KEY, "size": "", "person": ""}
    popup = opened(made, int(first.url.partition("tab=")[2]))
    popup.check("[value=one]")
    popup.fill("#who", "Ana")
    popup.keyboard.press("Enter")
    until(lambda: popup.inner_text("#done").startswith("Remembered"), "that it is remembered", step=popup)
    made.daemon.people = PEOPLE
    popup.close()


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
    [("ok", "of feeds left", "0"), ("over", "of feeds left: the cap is reached", "100")],
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
