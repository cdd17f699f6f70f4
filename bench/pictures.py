"""`make pictures`: the screens of the documentation, from the demo ledger: light, dark, narrow."""

import sys
import tempfile
from datetime import date
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from bench.ledger import demo_ledger
from unscroll.clock import FakeClock
from unscroll.daemon.figures import Given, read_day
from unscroll.ledger import open_reader
from unscroll.places import Places
from unscroll.recognise import usual_kind
from unscroll.reports.pages import Reader, write_day
from unscroll.reports.summary import summarise
from unscroll.rulebook import load_rules
from unscroll.settings import Settings
from unscroll.span import EPOCH, to_ms

CHROMIUM = "/usr/bin/chromium"
LAST = date(2026, 11, 22)
SHOWN = date(2026, 11, 8)
"""A day of the demo that has a bit of everything."""
SCREENS = (("day-light", 1000, "light"), ("day-dark", 1000, "dark"), ("day-narrow", 390, "light"))


def render(home: Path) -> Path:
    """The day page of a fresh demo ledger."""
    places = Places.of({"UNSCROLL_HOME": str(home), "HOME": str(home)})
    places.make()
    clock = FakeClock.at(to_ms(EPOCH.replace(year=2026, month=11, day=23, hour=8)))
    demo_ledger(places, last=LAST, now_ms=clock.read().wall_ms)
    rules = load_rules()
    reader = open_reader(places)
    zones = reader.zones()
    given = Given(Settings(), zones, rules.kinds, lambda platform: usual_kind(rules, platform))
    summary = summarise(read_day(reader, SHOWN, given, clock.read().wall_ms))
    reader.close()
    return write_day(summary, places.reports, Reader(zones, clock.read().wall_ms))


def shoot(browser: Browser, page: Path, target: Path, width: int, scheme: str) -> None:
    """One screen of the whole page."""
    context = browser.new_context(
        viewport={"width": width, "height": 800}, color_scheme="dark" if scheme == "dark" else "light"
    )
    shown = context.new_page()
    shown.goto(page.as_uri())
    shown.wait_for_selector(".plot .barlayer path", state="attached")
    shown.screenshot(path=str(target), full_page=True)
    context.close()


def main(folder: Path) -> None:
    """Writes the pictures into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="unscroll-pictures-") as home, sync_playwright() as play:
        page = render(Path(home))
        browser = play.chromium.launch(executable_path=CHROMIUM, chromium_sandbox=False)
        for name, width, scheme in SCREENS:
            shoot(browser, page, folder / f"{name}.png", width, scheme)
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "docs/pictures"))
