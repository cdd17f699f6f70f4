"""unscroll classify: what is typed is answered, or refused in one line."""

import pytest
from support.home import invoke

from unscroll.errors import UnscrollError

SUCH_AS = "Such as https://instagram.com/reels/"


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("mailto:x", SUCH_AS),
        ("javascript:alert(1)", SUCH_AS),
        ("https:///foo", SUCH_AS),
        ("https:///reddit.com/r/x", "Did you mean https://reddit.com/r/x?"),
        ("https:reddit.com", "Did you mean https://reddit.com?"),
        ("//host/path", SUCH_AS),
        ("//reddit.com/r/x", "Did you mean https://reddit.com/r/x?"),
        ("...", SUCH_AS),
        ("1.2", SUCH_AS),
        ("somebody@mail.com", SUCH_AS),
        ("reddit.com:443/r/x", "Did you mean https://reddit.com:443/r/x?"),
    ],
)
def test_what_is_no_address_is_refused_with_what_may_be_meant(places, typed, hint):
    with pytest.raises(UnscrollError, match=r"no http\(s\) address") as refused:
        invoke("classify", typed)
    assert (refused.value.code, refused.value.hint) == (2, hint)


@pytest.mark.parametrize("typed", ["https://reddit.com/", " HTTPS://reddit.com", "https:\\\\reddit.com/"])
def test_what_a_browser_reads_so_is_answered(places, typed):
    assert "platform  reddit" in invoke("classify", typed).stdout
