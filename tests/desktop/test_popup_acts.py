"""What the popup does to the Day: work, a pause, a forgotten hour, by keyboard alone."""

from collections.abc import Iterator

import pytest
from browser_stage import CHROMIUM, CONFIG, Stage, stage, until
from playwright.sync_api import Page, sync_playwright
from popup_stage import frames, opened

pytestmark = [
    pytest.mark.desktop,
    pytest.mark.skipif(not CHROMIUM.exists(), reason="needs Debian's chromium"),
]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    with sync_playwright() as play, stage(play, tmp_path_factory.mktemp("acts")) as found:
        yield found


def act(popup: Page, name: str) -> None:
    """Reaches an act as a keyboard does, and presses it."""
    popup.focus(f"#acts [data-name={name}]")
    popup.keyboard.press("Enter")


def says(popup: Page, words: str) -> None:
    until(lambda: popup.inner_text("#said") == words, f"{words!r}", step=popup)


def test_this_hour_was_work_and_a_pause_by_keyboard_alone(made):
    popup = opened(made)
    act(popup, "work")
    until(lambda: popup.inner_text("#doing-words") == "What was work?", "the question", step=popup)
    assert popup.locator("#contact").is_hidden()
    popup.keyboard.press("Tab")
    popup.keyboard.press("Enter")
    says(popup, "13:41 to 14:41 is work (42 min counted then).")
    assert frames(made, "work")[-1]["since"] == "hour"
    act(popup, "pause")
    popup.keyboard.press("Tab")
    popup.keyboard.press("Tab")
    popup.keyboard.press("Enter")
    says(popup, "Nothing is watched until 15:26.")
    assert frames(made, "pause")[-1]["minutes"] == 45
    until(lambda: popup.inner_text("#watching") == "Watching is paused", "the pause", step=popup)
    until(lambda: popup.evaluate("document.activeElement.dataset.name") == "work", "the focus", step=popup)
    act(popup, "resume")
    says(popup, "Watching goes on.")
    until(lambda: popup.inner_text("#watching") == "Watching", "the watching", step=popup)
    popup.close()


def test_the_last_hour_goes_only_after_it_was_said_what_goes(made):
    popup = opened(made)
    act(popup, "forget")
    until(lambda: "goes for good: 42 min" in popup.inner_text("#doing-more"), "what goes", step=popup)
    assert popup.evaluate("document.activeElement.id") == "doing-words"  # no key pressed twice forgets
    assert [sorted(frame) for frame in frames(made, "forget")] == [["id"]]
    popup.keyboard.press("Escape")
    assert popup.evaluate("document.activeElement.dataset.name") == "forget"
    assert popup.locator("#doing").is_hidden()
    act(popup, "forget")
    popup.click("#choices [data-name='']")
    says(popup, "13:41 to 14:41 is forgotten.")
    assert frames(made, "forget")[-1]["sure"] == "5a" * 8
    popup.close()


def test_what_is_refused_stands_in_a_line(made):
    popup = opened(made)
    made.daemon.refusal = "no sitting goes on now. Take the last hour"
    act(popup, "work")
    popup.click("text=Since this sitting began")
    says(popup, "Not done: no sitting goes on now. Take the last hour.")
    made.daemon.refusal = ""
    popup.close()


def test_a_service_of_before_offers_no_acts(made):
    made.daemon.push("config", {name: value for name, value in CONFIG.items() if name != "asks"})
    popup = opened(made)
    assert popup.locator("#acts").is_hidden()
    told = popup.evaluate("chrome.runtime.sendMessage({pause: {minutes: 15}})")
    assert told == {"ok": False, "why": "the service is older than the extension: restart it"}
    made.daemon.push("config", CONFIG)
    popup.close()
