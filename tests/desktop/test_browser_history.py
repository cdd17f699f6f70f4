"""Histories that a real browser wrote by really being used, beside the script it was used by."""

import json
import time
from pathlib import Path

import pytest
from browser_stage import CHROMIUM, until
from playwright.sync_api import BrowserContext, sync_playwright
from support.home import invoke

from bench.sites import sites
from unscroll.files import write_private
from unscroll.places import Places

pytestmark = [
    pytest.mark.desktop,
    pytest.mark.skipif(not CHROMIUM.exists(), reason="needs Debian's chromium"),
]
SCRIPT = (
    ("https://www.reddit.com/r/cats/comments/s3cr3t/", 4.0),
    ("https://www.instagram.com/reels/", 6.0),
    ("https://verysecretbank.example/", 2.0),
    ("https://clinic.example/d1agnosis?why=1", 3.0),
)
SECRETS = (b"s3cr3t", b"d1agnosis", b"verysecretbank", b"clinic")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Places:
    env = {"UNSCROLL_HOME": str(tmp_path / "u"), "HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path / ".config")}
    for name, value in env.items():
        monkeypatch.setenv(name, value)
    places = Places.of(env)
    places.config_file.parent.mkdir(parents=True, exist_ok=True)
    write_private(places.config_file, b'never = ["verysecretbank.example"]\n')
    return places


def browse(context: BrowserContext) -> dict[str, float]:
    """Plays the script in one tab; for how long each page was in it."""
    page, took = context.new_page(), {}
    for address, seconds in SCRIPT:
        began = time.monotonic()
        page.goto(address)
        page.wait_for_timeout(seconds * 1000)
        took[address] = time.monotonic() - began
    page.goto("about:blank")
    page.close()
    return took


def estimated(told: dict) -> dict[str, float]:
    return {row["platform"]: row["seconds"]["shown"] for row in told["unplaced"]}


def test_chromium_s_history_says_how_long_each_page_was_open(home: Places, tmp_path: Path) -> None:
    profile = tmp_path / ".config/chromium"
    with sync_playwright() as play, sites(tmp_path) as switches:
        context = play.chromium.launch_persistent_context(
            str(profile),
            executable_path=str(CHROMIUM),
            chromium_sandbox=False,
            args=["--disable-gpu", "--disable-quic", "--no-first-run", *switches],
        )
        try:
            took = browse(context)

            def live() -> bool:
                """Beside the running browser, which holds the file and writes it some seconds late."""
                told = json.loads(invoke("import", "--from-this-computer", "--yes", "--dry-run", "--json").stdout)
                return bool(told["new"] == 3)

            until(live, "the history of a running browser", seconds=40)
        finally:
            context.close()
    told = json.loads(invoke("import", "--from-this-computer", "--yes", "--json").stdout)
    assert (told["source"], told["new"], told["problems"]) == ("chromium-history", 3, [])
    shown = estimated(json.loads(invoke("day", "--json").stdout))
    for platform, (address, _) in zip(
        ("reddit", "instagram", "website"), (SCRIPT[0], SCRIPT[1], SCRIPT[3]), strict=True
    ):
        assert shown[platform] == pytest.approx(took[address], abs=1.0), platform
    again = json.loads(invoke("import", "--from-this-computer", "--yes", "--json").stdout)
    assert (again["new"], again["changed"], again["already"]) == (0, 0, 3)
    files = [file for file in home.data.rglob("*") if file.is_file()]
    assert files
    assert [(file, secret) for file in files for secret in SECRETS if secret in file.read_bytes()] == []
