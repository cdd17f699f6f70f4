"""Every field that a source may say something in has words."""

from enum import StrEnum

import pytest

from unscroll.cli.signal_words import signal_words
from unscroll.sighting import Composer, Entry, InputKind, InputSource, SessionState


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("kind", InputKind),
        ("source", InputSource),
        ("composer", set(Composer) - {Composer.NONE}),
        ("entry", set(Entry) - {Entry.UNKNOWN}),
        ("state", set(SessionState) - {SessionState.WATCHING, SessionState.BROWSER}),
    ],
)
def test_no_raw_field_name_is_said(field, values):
    said = {signal_words({field: str(value)}) for value in values if isinstance(value, StrEnum)}
    assert len(said) == len(values)
    assert not [words for words in said if words.startswith(f"{field} ")]


def test_words_read_as_one():
    assert signal_words({"kind": "wheel", "source": "page"}) == "scrolling, seen by the page"
    assert signal_words({"kind": "key", "composer": "dm"}) == "typing, into a message"
    page = {"focused": False, "entry": "link", "participants": 1, "item": 3}
    assert signal_words(page) == "not in focus, from a link, 1 other person, number 3 in a row"
    assert signal_words({"state": "locked", "subject": "boot-1"}) == "locked"
