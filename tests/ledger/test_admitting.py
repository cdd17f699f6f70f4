"""What commands may bring into the ledger, whoever sends them."""

import json
from dataclasses import fields
from typing import Any, get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from unscroll.bounds import LAST_MS, LONGEST_CONTACT_MS
from unscroll.commands import (
    AddCards,
    AddPlan,
    ChangePerson,
    Command,
    Correct,
    Forget,
    LabelThread,
    LogTouchpoint,
    SettlePlan,
    TypeFollowers,
    TypePhone,
    from_json,
)
from unscroll.day import Zones
from unscroll.errors import Exit, UnscrollError
from unscroll.kinds import Kind
from unscroll.ledger import Batch, Writer, check
from unscroll.ledger.batch import CommandResult
from unscroll.meaning import Meaning
from unscroll.places import Places
from unscroll.sighting import Focus, Page, Session, SessionState, Stretch
from unscroll.span import Span
from unscroll.surface import Surface, ThreadKey
from unscroll.timeline import timeline

T = 1_780_000_000_000
HOUR = 3_600_000
DAY = Span(T - 12 * HOUR, T + 12 * HOUR)
THREAD = Surface("instagram", "dm_thread", "r", thread=ThreadKey(b"0123456789abcdef"))


def do(writer: Writer, command: Command) -> CommandResult:
    (result,) = writer.commit(Batch(commands=(command,)))
    return result


@pytest.mark.parametrize(
    ("told", "kept", "view"),
    [
        ("video call", "video call", "video_call"),
        ("café", "café", "cafe"),
        ("кофе", "кофе", "other"),
        ("walk/run", "walk/run", "walk_run"),
        (" 1:1 ", "1:1", "1_1"),
        ("x" * 60, "x" * 60, "x" * 40),
        ("a_b", "a_b", "a_b"),
        ("---", "---", "other"),
    ],
)
def test_a_channel_is_any_word_that_a_person_uses(
    writer: Writer, meaning: Meaning, told: str, kept: str, view: str
) -> None:
    assert do(writer, LogTouchpoint("Zoe", told, T - HOUR, T)).ok
    assert writer.reader.touchpoints(DAY)[0].channel == kept
    (piece,) = timeline(writer.reader.facts(DAY), meaning, DAY, Zones.only("UTC")).pieces
    assert (piece.surface.view, piece.verdict.kind) == (view, Kind.ONE_TO_ONE)


def test_a_sentence_is_no_channel(writer: Writer) -> None:
    assert do(writer, LogTouchpoint("Zoe", "x" * 81, T - HOUR, T)).code is Exit.USAGE


@pytest.mark.parametrize("told", [" " * 32, "ab " * 10 + "ab", "ab" * 15 + "  ", "é" * 32, "ab" * 17, "x-", ""])
def test_what_is_no_whole_key_names_no_thread(writer: Writer, told: str) -> None:
    writer.commit(Batch((Stretch(T, T + HOUR, Page("b", 4, "t2", THREAD), "browser"),)))
    assert not do(writer, LabelThread(told, "one", "Q")).ok
    assert writer.reader.changes() == ()


OUTSIDE = [2**62, LAST_MS + 1, -1, 0, 2**51, 2**70, -(10**40)]


@pytest.mark.parametrize("at_ms", OUTSIDE)
def test_an_instant_outside_the_years_that_can_be_told_is_refused(writer: Writer, places: Places, at_ms: int) -> None:
    do(writer, LogTouchpoint("Zoe", "call", T, T))
    low, high = min(at_ms, T), max(at_ms, T)
    refused = [
        do(writer, LogTouchpoint("Zoe", "call", low, high)),
        do(writer, LogTouchpoint("Zoe", "call", at_ms, at_ms)),
        do(writer, AddPlan(1, "call", T + 1, at_ms)),
        do(writer, Correct(low, high, kind="other")),
    ]
    if at_ms:  # 0: the snooze is taken back
        snoozed = {"trait": "snoozed", "value": str(at_ms), "holds": True}
        refused.append(do(writer, ChangePerson("snooze", [snoozed], 1)))
    assert not any(result.ok for result in refused)
    assert do(writer, Forget(start_ms=at_ms, platform="nothing")).ok is (abs(at_ms) <= 2**62)
    assert len(writer.reader.touchpoints(DAY)) == 1
    assert writer.reader.plans() == writer.reader.changes() == check(places) == ()


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01", "1970-12-31", "2200-01-01", "x" * 99])
def test_a_day_outside_the_years_that_can_be_told_is_refused(writer: Writer, day: str) -> None:
    refused = do(writer, TypePhone(day, "", 1)), do(writer, TypeFollowers("x", day, 1))
    assert {result.code for result in refused} == {Exit.USAGE}


def test_a_contact_lasts_a_day_at_most(writer: Writer) -> None:
    assert do(writer, LogTouchpoint("Zoe", "visit", T, T + LONGEST_CONTACT_MS)).ok
    assert not do(writer, LogTouchpoint("Zoe", "visit", T, T + LONGEST_CONTACT_MS + 1)).ok
    assert not do(writer, AddPlan(1, "visit", T + 1, T + LONGEST_CONTACT_MS + 2)).ok


@pytest.mark.parametrize("span", [(T - HOUR, 2**62), (-1, -1)])
def test_a_plan_from_before_that_no_contact_is_like_cannot_happen(writer: Writer, span: tuple[int, int]) -> None:
    do(writer, LogTouchpoint("Zoe", "call", T, T))
    writer._db.execute("INSERT INTO plan VALUES(1, 0, 1, 'call', ?, ?, 'open')", span)
    assert not do(writer, SettlePlan(1, "happened")).ok
    assert do(writer, SettlePlan(1, "fell_through")).ok


ESCAPE = "\x1b]0;owned\x07Zo\u202eë\u2066\r\n\u200b  M\u200c"


def test_what_cannot_be_seen_does_not_get_in(writer: Writer) -> None:
    card = {"key": "1", "name": ESCAPE, "company": ESCAPE, "note": ESCAPE, "tags": [ESCAPE], "handles": ["id:a:\x1b1"]}
    facts = [
        {"trait": "company", "value": ESCAPE},
        {"trait": "note", "value": ESCAPE},
        {"trait": "tag", "value": "a\x07b"},
    ]
    for command in (
        LogTouchpoint(ESCAPE, ESCAPE, T, T, ESCAPE, ask=ESCAPE, via=ESCAPE + "2"),
        ChangePerson("new", facts, name=ESCAPE + "3"),
        AddCards(ESCAPE, [card]),
        TypePhone("2026-05-01", ESCAPE, 1),
        TypeFollowers(ESCAPE, "2026-05-01", 1),
    ):
        assert do(writer, command).ok
    texts = [str(cell) for table in ("person", "person_fact", "touchpoint", "card", "typed_phone", "followers")
             for row in writer._db.execute(f"SELECT * FROM {table}") for cell in row]  # fmt: skip
    assert not [text for text in texts if set(text) & set("\x1b\x07\r\u202e\u2066\u200b")]
    assert "]0;ownedZoë M" in texts  # a name, on one line
    assert "]0;ownedZoë\n  M" in texts  # a note
    assert {p.name for p in writer.reader.people().everybody} >= {"]0;ownedZoë M", "]0;ownedZoë M\u200c2"}


def test_letters_are_held_together_as_they_are_written(writer: Writer) -> None:
    for name in ("نرگس\u200cخانم", "👩\u200d🔧 Ana", "Zoë O’Brien-Müller", "क्\u200dष"):
        do(writer, LogTouchpoint(name, "call", T, T))
        assert name in writer.reader.people().names.values()


@pytest.mark.parametrize(
    "command",
    [
        LogTouchpoint("\ud800", "call", T, T),
        LogTouchpoint("Zoe", "call", T, T, note="\udc80"),
        LabelThread("ab" * 16, "one", "\ud800"),
        LabelThread("ab" * 16, "one", "  "),
        Forget(person="\ud800"),
        ChangePerson("x", [{"trait": "name", "value": "\ud800"}], name="Q"),
        ChangePerson("x", [{"trait": "name", "value": " \u200d "}], name="Q"),
        ChangePerson("x", [], name="\u202e"),
        AddCards("csv", [{"key": "\ud800", "name": "Q"}]),
        AddCards("csv", [{"key": "1", "name": "Q", "cadence_days": 2**64}]),
        AddCards("csv", [{"key": "1", "name": "Q", "cadence_days": float("inf")}]),
    ],
)
def test_halves_of_characters_and_names_of_nothing_are_refused(writer: Writer, command: Command) -> None:
    result = do(writer, command)
    assert (result.ok, result.code) == (False, Exit.USAGE)
    assert writer.reader.people().everybody == ()


@pytest.mark.parametrize("blank", [" ", "\u202e", "\u200d"])
def test_a_filter_of_which_nothing_shows_is_not_left_out(writer: Writer, blank: str) -> None:
    do(writer, LogTouchpoint("Zoe", "call", T, T))
    assert not do(writer, Forget(T - HOUR, T + HOUR, person=blank)).ok
    assert not do(writer, Forget(T - HOUR, T + HOUR, platform=blank)).ok
    assert len(writer.reader.touchpoints(DAY)) == 1


def test_what_fits_no_column_costs_the_others_nothing(writer: Writer) -> None:
    good = Stretch(T, T + HOUR, Focus(THREAD), "x11")
    bad = Stretch(T, T + HOUR, Session(SessionState.BROWSER, "b", 2**70), "browser")
    half = Stretch(T, T + HOUR, Page("b", 4, "t", THREAD, profile="\ud800"), "browser")
    (logged,) = writer.commit(Batch((bad, half, good), commands=(LogTouchpoint("Zoe", "call", T, T),)))
    assert logged.ok
    assert writer.unfit == 2
    facts = writer.reader.facts(DAY)
    assert (facts.focus, facts.page, facts.session) == ((good,), (), ())
    writer.commit(Batch((good, bad)))
    assert writer.reader.facts(DAY).focus == (good,)


def test_a_command_that_does_not_fit_is_refused_alone(writer: Writer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("unscroll.ledger.doing.admit", lambda command: command)
    phone, odd = TypePhone("2026-05-01", "", 1), LogTouchpoint("Zoe", "call", T, T, note="\ud800")
    results = writer.commit(
        Batch(commands=(LogTouchpoint("Bo", "call", T, T), odd, TypeFollowers("x\udc80", "2026-05-01", 1), phone))
    )
    assert [result.ok for result in results] == [True, False, False, True]
    assert [p.name for p in writer.reader.people().everybody] == ["Bo"]


WORDS = st.sampled_from(["", "1", "-1", "Zoe", "one", "other", "call", "out", "happened", "2026-05-01", "9" * 5_000,
                         "id:a:1", "email:", "\ud800", "x-", "0" * 32, "name", "joined", "cadence"])  # fmt: skip
NUMBERS = st.sampled_from([0, 1, -1, 2, T, T + 1, T + HOUR, 2**31, 2**62, 2**63, 2**70, -(2**64), True])
JUNK: Any = st.recursive(
    st.none() | st.floats() | WORDS | NUMBERS,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["trait", "value", "holds", "key", "name", "handles", "tags", "birthday", "cadence_days"])
            | WORDS,
            inner,
            max_size=4,
        )
    ),
    max_leaves=8,
)


@st.composite
def bodies(draw: st.DrawFn) -> Any:
    kind = draw(st.sampled_from(get_args(Command)))
    body: dict[str, Any] = {"do": draw(st.just(kind.do) | JUNK)}
    for field in fields(kind):
        shape = {"str": WORDS, "int": NUMBERS}.get(str(getattr(field.type, "__name__", field.type)))
        lists = st.lists(JUNK, max_size=2)
        body[field.name] = draw(st.one_of(shape, JUNK) if shape is not None else lists)
    return body


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(bodies())
def test_whatever_is_asked_is_answered_and_can_be_read(writer: Writer, body: Any) -> None:
    try:
        command = from_json(json.loads(json.dumps(body)))
    except UnscrollError:
        return
    do(writer, command)
    reader = writer.reader
    assert reader.people().everybody is not None
    assert reader.touchpoints(DAY) is not None
    assert (reader.labelled(), reader.plans(), reader.followers(), reader.typed_phone()) is not None
