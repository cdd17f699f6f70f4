"""Every meaning since a Day began is replayed from the journal."""

from dataclasses import replace

import pytest
from support.desk import T0, THREAD, Desk

from unscroll.commands import Correct, LogTouchpoint, from_json, to_json
from unscroll.errors import UnscrollError
from unscroll.journal import Change, ChangeKind, contexts_body, contexts_from, meaning_body, meanings
from unscroll.kinds import Context, Kind, UserRule
from unscroll.meaning import ContextRules, Limits, Size, WorkHours

SHIPPED = {"instagram/feed/aaaaaa": Kind.SCROLL}
WORK = ContextRules(frozenset({"job"}), (WorkHours(frozenset({0, 4}), 540, 1020),), frozenset({"linkedin"}), True)


def test_changes_before_the_day_are_one_meaning():
    label = Change(T0 - 5, ChangeKind.LABEL, {"thread": THREAD.thread.digest.hex(), "size": "one", "person_id": 3})
    (only,) = meanings([label], T0, SHIPPED)
    assert only.meaning.labels[THREAD.thread].size is Size.ONE
    assert only.from_ms == T0


def test_each_change_within_the_day_begins_a_meaning():
    correction = Change(T0 + 9, ChangeKind.CORRECTION, {"start_ms": T0, "end_ms": T0 + 5, "context": "work"}, id=4)
    first, second = meanings([correction], T0, SHIPPED)
    assert (first.meaning.corrections, second.from_ms) == ((), T0 + 9)
    assert second.meaning.corrections[0].context is Context.WORK


def test_a_change_that_means_nothing_new_is_no_new_meaning():
    same = Change(T0 + 1, ChangeKind.SETTINGS, {"meaning": meaning_body((), ContextRules(), Limits()), "budget": {}})
    assert len(meanings([same], T0, SHIPPED)) == 1


def test_settings_and_kinds_are_replayed():
    rule = UserRule("mine", Kind.OTHER, platform="instagram")
    body = {"meaning": meaning_body([rule], WORK, Limits(1, 2, 3))}
    kinds = Change(T0 - 2, ChangeKind.KINDS, {"a/b": "group"})
    (only,) = meanings([kinds, Change(T0 - 1, ChangeKind.SETTINGS, body)], T0, SHIPPED)
    assert only.meaning.kinds.user == (rule,)
    assert only.meaning.kinds.shipped == {"a/b": Kind.GROUP}
    assert (only.meaning.contexts, only.meaning.limits) == (WORK, Limits(1, 2, 3))


def test_contexts_travel_as_json():
    assert contexts_from(contexts_body(WORK)) == WORK


def test_commands_travel_as_json():
    for command in (LogTouchpoint("Zoë", "coffee", T0, T0 + 5), Correct(T0, T0 + 5, kind="other")):
        assert from_json(to_json(command)) == command


@pytest.mark.parametrize("body", [None, {}, {"do": "rm"}, {"do": "correct"}, {"do": "correct", "start_ms": "x"}])
def test_malformed_commands_are_refused(body):
    with pytest.raises(UnscrollError):
        from_json(body)


def test_working_hours_make_work():
    desk = Desk().page(0, 60).hands_on(0, 60)
    assert {p.context for p in desk.line().pieces} == {Context.PERSONAL}
    hours = ContextRules(hours=(WorkHours(frozenset({0}), 540, 541),))
    desk.meaning = replace(desk.meaning, contexts=hours)  # Monday 09:00 to 09:01
    assert {p.context for p in desk.line().pieces} == {Context.WORK}


def test_a_past_day_is_not_bound_by_what_was_decided_after_it():
    one = Change(T0 + 5, ChangeKind.LABEL, {"thread": THREAD.thread.digest.hex(), "size": "one"})
    two = Change(T0 + 50, ChangeKind.LABEL, {"thread": THREAD.thread.digest.hex(), "size": "group"})
    three = Change(T0 + 60, ChangeKind.LABEL, {"thread": THREAD.thread.digest.hex(), "size": "nobody"})
    found = meanings([one, two, three], T0, SHIPPED, until_ms=T0 + 40)
    sizes = [held.meaning.labels[THREAD.thread].size if held.meaning.labels else None for held in found]
    assert sizes == [None, Size.ONE, Size.NOBODY]  # the last is how the past is read today
