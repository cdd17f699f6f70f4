"""The page of setup in Debian's Chromium: by keyboard alone, light, dark, narrow, with names for screen readers."""

import os
from pathlib import Path

import pytest
from accessible import barriers
from browser_stage import CHROMIUM
from playwright.sync_api import expect, sync_playwright
from support.setting_up import machine
from support.setup_page import opened

from unscroll.cli.setup_views import STEPS
from unscroll.places import Places
from unscroll.settings import load

__all__ = ["machine"]
pytestmark = [
    pytest.mark.desktop,
    pytest.mark.skipif(not CHROMIUM.exists(), reason="needs Debian's chromium"),
]
KEPT = {
    "setup-done-dark", "setup-people-narrow",
    *(f"setup-{step}-light" for step in ("welcome", "never", "work", "people", "phone", "back-fill")),
}  # fmt: skip
"""What `docs/install.md` shows: `make pictures` keeps these."""
LOOKS = (("light", 900), ("dark", 900), ("narrow", 400))


@pytest.fixture
def places(tmp_path, monkeypatch):
    """Where this test's unscroll lives."""
    monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)
    env = {"UNSCROLL_HOME": str(tmp_path / "u"), "XDG_CONFIG_HOME": str(tmp_path / "c"), "HOME": str(tmp_path)}
    for name, value in env.items():
        monkeypatch.setenv(name, value)
    return Places.of(env)


@pytest.fixture
def site(machine, tmp_path, monkeypatch):
    with opened(tmp_path, monkeypatch) as site:
        yield site


@pytest.fixture
def tab(site):
    """A tab that the code has let in; whatever the page complains of on its console fails the test."""
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, chromium_sandbox=False)
        tab = browser.new_context(viewport={"width": 900, "height": 900}).new_page()
        said = []
        tab.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
        tab.on("pageerror", lambda error: said.append(str(error)))
        tab.goto(f"{site.address}#{site.code}")
        tab.wait_for_url("**/welcome")
        yield tab
        browser.close()
        assert [words for words in said if "422" not in words] == []


def test_the_questions_are_answered_by_keyboard_alone(tab, machine):
    reach(tab, "link", "Five questions")
    tab.keyboard.press("Enter")
    reach(tab, "textbox", "Besides these, one on each line")
    tab.keyboard.type("bank.example")
    submit(tab, "never")
    reach(tab, "radio", "No")
    tab.keyboard.press("ArrowDown")
    submit(tab, "work")
    expect(tab.get_by_role("alert")).to_contain_text("profile's name")
    expect(tab.get_by_role("alert")).to_be_focused()
    tab.get_by_role("radio", name="No", exact=True).focus()
    tab.keyboard.press("Space")
    submit(tab, "work")
    tab.wait_for_url("**/people")
    reach(tab, "combobox", "Person 1")
    tab.keyboard.type("ana r")
    expect(tab.locator("#known option")).to_have_attribute("value", "Ana Roth")
    tab.keyboard.type("oth")
    submit(tab, "people")
    tab.wait_for_url("**/phone")
    reach(tab, "radio", "I type its minutes in each morning")
    tab.keyboard.press("ArrowUp")
    submit(tab, "phone")
    tab.wait_for_url("**/back-fill")
    submit(tab, "back-fill")
    tab.wait_for_url("**/done")
    expect(tab.get_by_role("definition").nth(2)).to_contain_text("Ana Roth")
    reach(tab, "button", "Finish")
    tab.keyboard.press("Enter")
    expect(tab.get_by_role("heading", name="That was it")).to_be_visible()
    expect(tab.get_by_role("navigation")).to_be_hidden()
    settings = load(machine.config_file)
    assert (settings.never, settings.phone, settings.people.region) == (("bank.example",), "none", "DE")


def reach(tab, role, name):
    """Tab to it, as somebody without a mouse does."""
    wanted = tab.get_by_role(role, name=name, exact=True)
    wanted.wait_for()
    for _ in range(40):
        if wanted.evaluate("(it) => it === document.activeElement"):
            return
        tab.keyboard.press("Tab")
    raise AssertionError(f"no way to {role} {name} by keyboard")


def submit(tab, step):
    reach(tab, "button", "Keep and go on")
    with tab.expect_response(f"**/answer/{step}"):
        tab.keyboard.press("Enter")


def test_the_address_opens_it_once_and_leaves_no_code_behind(tab, site):
    assert tab.url == f"{site.address}welcome"
    other = tab.context.browser.new_context().new_page()
    other.goto(f"{site.address}#{site.code}")
    expect(other.get_by_role("alert")).to_contain_text("belongs to whoever started it")
    assert site.code not in other.url
    again = tab.context.new_page()
    again.goto(site.address)
    again.wait_for_url("**/welcome")


def test_ticks_and_what_was_put_in_place_follow_the_service(tab):
    expect(tab.locator("[data-name=focus] .state")).to_have_text("seen")
    expect(tab.locator("[data-name=lock] .state")).to_have_text("waiting for the first")
    expect(tab.get_by_role("heading", name="So that pages are seen")).to_be_visible()
    tab.get_by_text("What was put in place").click()
    expect(tab.locator("#steps li")).to_have_count(2)


@pytest.mark.parametrize(("look", "width"), LOOKS)
def test_every_step_fits_and_has_names(tab, tmp_path, look, width):
    tab.set_viewport_size({"width": width, "height": 600})
    tab.emulate_media(color_scheme="dark" if look == "dark" else "light")
    for step in STEPS:
        tab.goto(f"{tab.url.rsplit('/', 1)[0]}/{step}")
        tab.wait_for_load_state("networkidle" if step not in ("welcome", "back-fill") else "load")
        if step == "welcome":
            tab.wait_for_function("document.querySelector('#ticks .state').textContent !== ''")
        name = f"setup-{step}-{look}"
        folder = os.environ.get("PICTURES", tmp_path) if name in KEPT else tmp_path
        tab.screenshot(path=Path(folder) / f"{name}.png", full_page=True)
        assert tab.evaluate("document.documentElement.scrollWidth") <= width, step
        assert tab.locator("h1:visible").count() == 1, step
        assert barriers(tab) == [], step
