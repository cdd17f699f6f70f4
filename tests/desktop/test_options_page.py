"""The settings page in a real Chromium, through the native host, with the real service behind it."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from accessible import barriers
from browser_stage import CHROMIUM, CONFIG, Stage, stage, until
from playwright.sync_api import Page, sync_playwright
from running import Running, environment

from unscroll.settings import parse

pytestmark = [
    pytest.mark.desktop,
    pytest.mark.skipif(not CHROMIUM.exists(), reason="needs Debian's chromium"),
]
HAND = '# by hand\ncap = "2h"  # enough\n\n[caps]\nplatform = { reddit = "30m" }\n'


class Desk:
    def __init__(self, made: Stage, service: Running) -> None:
        self.made, self.service = made, service
        self.config = service.places.config_file

    def page(self) -> Page:
        page = self.made.context.new_page()
        page.goto(f"{self.made.worker.url.rsplit('/', 1)[0]}/options.html")
        page.wait_for_selector("#all:not([hidden])", timeout=10_000)
        page.wait_for_selector("#people:not([hidden])", timeout=10_000)
        return page


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    folder = tmp_path_factory.mktemp("options")
    with sync_playwright() as play, stage(play, folder) as made:
        made.daemon.kill()
        service = Running(environment(folder))
        service.places.config_file.parent.mkdir(parents=True, exist_ok=True)
        service.places.config_file.write_text(HAND)
        service.start()
        try:
            service.cli("people", "add", "Zoë Müller", "--circle", "close")
            service.cli("people", "add", "<b>Eve</b>")
            yield Desk(made, service)
        finally:
            service.end()


def says(page: Page, section: str, words: str) -> None:
    line = f"[data-section={section}] .foot p"
    until(lambda: words in page.inner_text(line), f"{words!r}, not {page.inner_text(line)!r}", step=page)


def test_what_the_file_says_is_in_the_fields(desk):
    page = desk.page()
    assert page.input_value("#day") == "2h"
    assert page.input_value("#platforms select") == "reddit"
    assert page.input_value("#platforms input") == "30m"
    assert page.is_checked("[name=mode][value='']")
    assert str(desk.config) in page.inner_text("#home")
    page.close()


def test_a_cap_and_a_list_are_kept_by_keyboard_alone(desk):
    page = desk.page()
    page.focus("#day")
    page.keyboard.press("Control+A")
    page.keyboard.type("1h30")
    page.keyboard.press("Enter")
    says(page, "caps", "The cap holds at once.")
    page.focus("#never")
    page.keyboard.type("https://bank.example/login")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    says(page, "never", "Kept in config.toml.")
    text = desk.config.read_text()
    assert text.startswith('# by hand\ncap = "1h30"  # enough\n')
    assert parse(text).never == ("bank.example",)
    assert desk.service.json("cap")["cap_s"] == 5_400
    page.close()


def test_an_easing_waits_and_the_page_says_so(desk):
    page = desk.page()
    page.fill("#platforms input", "2h")
    page.click("text=Keep caps")
    says(page, "caps", "waits")
    until(lambda: page.inner_text("#platforms .quiet").startswith("Now: 30 min; 2 h from "), "the note", step=page)
    waiting = desk.service.json("cap")["waiting"]
    assert [row["platform"] for row in waiting] == ["reddit"]
    page.close()


def contexts(desk: Desk) -> set[str]:
    """Of what was in front today."""
    return {piece["context"] for piece in desk.service.json("day")["timeline"]}


def test_a_profile_that_is_called_as_the_settings_say_is_work(desk):
    page = desk.page()
    page.fill("#profiles", "Work")
    page.fill("#called", " Work ")
    page.click("text=Keep work")
    says(page, "work", "Kept in config.toml.")
    assert parse(desk.config.read_text()).work.profiles == ("Work",)
    page.reload()
    until(lambda: page.input_value("#called") == "Work", "the name, kept", step=page)
    feed = desk.made.page("https://www.reddit.com/")
    feed.mouse.wheel(0, 300)
    until(lambda: contexts(desk) == {"work"}, "time at work", step=feed)
    desk.made.leave(feed)
    page.close()


def test_what_does_not_fit_stays_in_its_field_and_is_said(desk):
    page = desk.page()
    before = desk.config.read_text()
    page.fill("#hours", "9 to 5")
    page.click("text=Keep work")
    says(page, "work", "Not kept: config.toml: work.hours: ")
    assert page.input_value("#hours") == "9 to 5"
    assert desk.config.read_text() == before
    page.close()


def test_a_change_by_hand_shows_without_a_reload_and_spares_what_is_being_written(desk):
    page = desk.page()
    page.fill("#quiet", "22:00-08:00")
    text = desk.config.read_text().replace('cap = "1h30"', 'cap = "1h"')
    desk.config.write_text(text)
    until(lambda: page.input_value("#day") == "1h", "the cap of the file", step=page)
    assert page.input_value("#quiet") == "22:00-08:00"
    page.click("text=Keep notifications")
    says(page, "mode", "Kept in config.toml.")
    page.close()


def test_circles_are_changed_and_names_are_text(desk):
    page = desk.page()
    assert page.inner_text("#circles span") == "Zoë Müller"
    page.select_option("#circle", "inner")
    page.fill("#whom", "<b>e")
    page.press("#whom", "Enter")
    until(lambda: page.locator("#circles li").count() == 2, "the second", step=page)
    assert page.inner_text("#circled") == "<b>Eve</b>: inner."
    assert page.locator("#circles b").count() == 0
    page.select_option("[aria-label='Circle of Zoë Müller']", "")
    until(lambda: page.locator("#circles li").count() == 1, "one left", step=page)
    circles = {p["person"]: p.get("circle") for p in desk.service.json("people", "list")}
    assert circles["<b>Eve</b>"] == "inner"
    page.close()


def test_every_field_has_a_name_and_nothing_runs_over(desk):
    page = desk.page()
    unnamed = """[...document.querySelectorAll("input, select, textarea, button")].filter(
      (it) => !(it.ariaLabel || it.labels?.length || it.textContent.trim())).map((it) => it.outerHTML)"""
    assert page.evaluate(unnamed) == []
    for width in (1000, 360):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()


@pytest.mark.parametrize(
    ("name", "width", "scheme"),
    [("options", 720, "light"), ("options-dark", 720, "dark"), ("options-narrow", 360, "light")],
)
def test_a_picture_of_the_page(desk, tmp_path, name, width, scheme):
    desk.service.cli("people", "circle", "none", "<b>Eve</b>")
    desk.service.cli("people", "circle", "close", "Zoë Müller")
    desk.config.write_text(desk.config.read_text().replace("https://bank.example/login", "bank.example"))
    page = desk.page()
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=scheme)
    page.evaluate("document.activeElement.blur()")
    home = page.inner_text("#home")
    page.evaluate(
        "at => at.textContent = at.textContent.replace(/in \\S+,/, 'in ~/.config/unscroll/config.toml,')",
        page.query_selector("#home"),
    )
    assert "config.toml" in home
    page.screenshot(path=Path(os.environ.get("PICTURES", tmp_path)) / f"{name}.png", full_page=True)
    assert barriers(page) == []
    page.close()


def test_without_the_service_it_says_so(desk):
    desk.service.end()
    page = desk.made.context.new_page()
    page.goto(f"{desk.made.worker.url.rsplit('/', 1)[0]}/options.html")
    words = "The settings are with the service, and the service does not run."
    until(lambda: page.inner_text("#home") == words, f"{words!r}, not {page.inner_text('#home')!r}", step=page)
    assert page.locator("#all").is_hidden()
    page.close()


def test_a_service_of_before_is_told(desk):
    desk.made.restart_daemon(**{"asks": CONFIG["asks"][:2]})
    page = desk.made.context.new_page()
    page.goto(f"{desk.made.worker.url.rsplit('/', 1)[0]}/options.html")
    words = "The service is older than this page: restart it."
    until(lambda: page.inner_text("#home") == words, f"{words!r}, not {page.inner_text('#home')!r}", step=page)
