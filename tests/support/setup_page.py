"""The page of setup with somebody's answers, for a browser."""

from contextlib import contextmanager

from support.histories import firefox
from support.home import NINE, invoke
from support.page import served

from unscroll.cli import setup_views, setup_work
from unscroll.cli.page_token import Tokens
from unscroll.cli.setup_site import SetupSite
from unscroll.cli.setup_ticks import ABSENT, READY, SEEN, Tick
from unscroll.cli.setup_work import Work

TICKS = [
    Tick("focus", SEEN, "which program is in front"),
    Tick("idle", SEEN, "whether somebody is there"),
    Tick("lock", READY, "whether the screen is locked"),
    Tick("scrolling", READY, "that something is scrolled, never what"),
    Tick("browser", ABSENT, "no browser's extension is connected"),
]
STEPS_DONE = ["wrote ~/.config/systemd/user/unscroll.service", "the service is enabled and started"]


@contextmanager
def opened(home, monkeypatch):
    """The page on a home with two histories and three people; `page.address` opens it."""
    for name in ("abc.default-release", "work"):
        folder = home / ".mozilla/firefox" / name
        folder.mkdir(parents=True)
        firefox(folder / "places.sqlite", (NINE, "https://www.reddit.com/", {"viewed_ms": 60_000}))
    for told in (("Zoë Müller", "--circle", "close"), ("Ana Roth",), ("Anatole Duval",)):
        invoke("people", "add", *told)
    monkeypatch.setattr(setup_work, "ticks", lambda: TICKS)
    monkeypatch.setattr(setup_views, "extension_folder", lambda: "/usr/lib/unscroll/extension")
    tokens = Tokens()
    with served(lambda port, life: SetupSite(port, tokens, life, Work(lambda: STEPS_DONE)).app()) as page:
        page.address = f"http://127.0.0.1:{page.port}/"
        page.code = tokens.code
        yield page
