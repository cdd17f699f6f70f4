"""The popup of a staged browser: opened, and what it said to the service."""

from typing import Any

from browser_stage import Stage
from playwright.sync_api import Page


def opened(made: Stage, tab: int = 1) -> Page:
    """The popup; without a tab beside a page that is no conversation."""
    popup = made.context.new_page()
    popup.goto(f"{made.worker.url.rsplit('/', 1)[0]}/popup.html?tab={tab}")
    popup.wait_for_selector("#contact:not([hidden])")
    return popup


def frames(made: Stage, name: str) -> list[dict[str, Any]]:
    return [frame[name] for frame in list(made.daemon.frames) if name in frame]
