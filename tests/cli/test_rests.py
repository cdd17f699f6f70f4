"""unscroll pause and guest: until when."""

import pytest
from support.home import invoke

from unscroll.cli import pause


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (("pause", "4w"), "nothing is watched until Mon 21 Dec 12:00; unscroll resume ends it\n"),
        (("guest", "90"), "nothing counts until Mon 23 Nov 13:30; unscroll resume ends it\n"),
    ],
)
def test_a_rest_says_its_end(args, says, places, monkeypatch):
    monkeypatch.setattr(pause, "ask", lambda method, **params: {"flags": []})
    assert invoke(*args).stdout == says
