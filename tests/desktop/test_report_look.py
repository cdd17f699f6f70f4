"""The report in a real browser: narrow, dark, without JavaScript, under the door's content policy."""

import shutil
from pathlib import Path

import pytest
from accessible import barriers
from support.synthetic_days import ZONE, normal_day

from unscroll.day import Zones
from unscroll.reports.pages import Reader, write_day
from unscroll.reports.summary import summarise

CHROMIUM = shutil.which("chromium")
pytestmark = [
    pytest.mark.desktop,
    pytest.mark.skipif(CHROMIUM is None, reason="needs the Debian package chromium"),
]
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "connect-src 'self'; frame-ancestors 'none'"
)
DRAWN = ".plot .barlayer path"


@pytest.fixture(scope="module")
def browser():
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as p:
        found = p.chromium.launch(executable_path=CHROMIUM, chromium_sandbox=False)
        yield found
        found.close()


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    day = normal_day()
    return write_day(summarise(day), tmp_path_factory.mktemp("reports"), Reader(Zones.only(ZONE), day.as_of_ms))


def opened(browser, address, **how):
    """The page and what it said or asked for that it should not have."""
    page = browser.new_context(**how).new_page()
    said = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda asked: asked.url.startswith(("file:", "data:", "blob:")) or said.append(asked.url))
    page.goto(address)
    return page, said


def test_it_fits_a_phone_and_asks_nobody(browser, report):
    page, said = opened(browser, report.as_uri(), viewport={"width": 390, "height": 844})
    page.wait_for_selector(DRAWN, state="attached")
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    assert said == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_barrier(browser, report, scheme):
    page, _ = opened(browser, report.as_uri(), color_scheme=scheme)
    page.wait_for_selector(DRAWN, state="attached")
    assert barriers(page) == []


def test_the_figure_turns_dark_with_the_page(browser, report):
    page, _ = opened(browser, report.as_uri(), color_scheme="light")
    colour = "getComputedStyle(document.querySelector('.plot .xtick text')).fill"
    page.wait_for_selector(DRAWN, state="attached")
    light = page.evaluate(colour)
    page.emulate_media(color_scheme="dark")
    page.wait_for_function(f"{colour} !== '{light}'")
    assert page.evaluate(colour) == "rgb(160, 164, 170)"


def test_without_javascript_the_line_and_the_tables_are_there(browser, report):
    page, _ = opened(browser, report.as_uri(), java_script_enabled=False)
    assert page.locator(".strip rect.scroll").first.is_visible()
    assert not page.locator(".plot").is_visible()
    page.locator("summary").first.click()
    assert page.locator("table").first.is_visible()


def test_it_draws_under_the_content_policy_of_the_door(browser, report):
    page = browser.new_context().new_page()
    said = []
    page.on("console", lambda message: said.append(message.text))

    def serve(route):
        file = report.parent / Path(route.request.url).name
        kind = "text/html" if file.suffix == ".html" else "text/javascript"
        headers = {"content-security-policy": POLICY, "content-type": kind}
        route.fulfill(status=200, headers=headers, body=file.read_bytes())

    page.route("http://report.test/**", serve)
    page.goto(f"http://report.test/{report.name}")
    page.wait_for_selector(DRAWN, state="attached")
    assert said == []


def test_a_standalone_page_draws(browser, tmp_path):
    day = normal_day()
    path = write_day(summarise(day), tmp_path, Reader(Zones.only(ZONE), day.as_of_ms), standalone=True)
    page, said = opened(browser, path.as_uri())
    page.wait_for_selector(DRAWN, state="attached")
    assert said == []
