"""What axe-core finds wrong with a page, for people who use it by ear, by keyboard or with weak eyes."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page


def barriers(page: Page) -> list[str]:
    """Each rule of axe-core that the page breaks, with the first place; empty where there is none.

    All its rules at their defaults, WCAG 2.2 AA and best practices (https://github.com/dequelabs/axe-core).
    """
    found = Axe().run(page).response["violations"]
    return [f"{rule['id']}: {rule['help']}: {rule['nodes'][0]['html']}" for rule in found]
