"""Errors are a line that reads as one."""

from unscroll.errors import UnscrollError


def test_a_question_is_not_ended_twice():
    assert str(UnscrollError("forget what?", "name a span")) == "forget what? Name a span"
    assert str(UnscrollError("forget what?")) == "forget what?"
    assert str(UnscrollError("nothing there", "look again")) == "nothing there. Look again"
