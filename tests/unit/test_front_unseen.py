"""A page that the extension may not look into is time not seen, though its browser is connected (METRICS 2.5)."""

from unscroll.front import UNSEEN, Scene
from unscroll.sighting import Focus, Page, Stretch
from unscroll.surface import BROWSER, Surface


def scene(*facts):
    made = Scene()
    for fact in facts:
        made.enter(Stretch(0, 1_000, fact, "browser"))
    return made


def test_a_page_without_a_script_is_not_seen():
    window = Focus(Surface(BROWSER, "window", "browser/window", "chromium"), pid=7)
    page = Page("b" * 16, 7, "1", UNSEEN)
    made = scene(window, page)
    front = made.front()
    assert (front.unseen, front.page, front.surface.view) == ("chromium", None, "unseen")
    assert made.beside(front) == ()
    assert scene(page).front().unseen == "?"
