"""The [platform.page] selectors, each on a page made like the site's, in a real browser."""

from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from unscroll.rulebook import shipped_book

pytestmark = pytest.mark.desktop

PAGES = Path(__file__).parent / "pages"
SELECTORS = {table["id"]: table["page"] for table in shipped_book()["platforms"] if table["page"]}
OTHERS = """([selector, key, self]) =>
  new Set([...document.querySelectorAll(selector)].map((element) => element.getAttribute(key))).size - self"""


@pytest.fixture(scope="module")
def tab():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        yield browser.new_page()
        browser.close()


def visit(tab, name):
    tab.goto((PAGES / f"{name}.html").as_uri())


@pytest.mark.parametrize("platform", sorted(SELECTORS))
def test_a_selector_finds_its_own_page_and_no_other(tab, platform):
    for part in ("hint", "dm_popup", "participants", "composer", "like", "author"):
        if selector := SELECTORS[platform].get(part):
            visit(tab, platform)
            assert tab.locator(selector).count() > 0
            for other in PAGES.glob("*.html"):
                if other.stem != platform:
                    visit(tab, other.stem)
                    assert tab.locator(selector).count() == 0, other.stem


@pytest.mark.parametrize("platform", sorted(p for p, page in SELECTORS.items() if "dm_popup" in page))
def test_a_popup_holds_its_own_composer_and_not_the_comment_box(tab, platform):
    visit(tab, platform)
    inside = tab.locator(f"{SELECTORS[platform]['dm_popup']} [contenteditable]")
    assert [inside.nth(n).get_attribute("id") for n in range(inside.count())] == ["inside"]


def test_participants_are_counted_once_and_without_me(tab):
    page = SELECTORS["google_meet"]
    visit(tab, "google_meet")
    assert tab.evaluate(OTHERS, [page["participants"], page["participants_key"], page["participants_self"]]) == 1
