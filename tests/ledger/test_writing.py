"""What is committed is there, once, for every reader."""

from datetime import date
from pathlib import Path

import pytest

from unscroll.acts import Act, ActKind
from unscroll.clock import FakeClock
from unscroll.commands import Correct, LabelThread, LogTouchpoint, TypePhone
from unscroll.errors import Exit, UnscrollError
from unscroll.journal import Change, ChangeKind, meanings
from unscroll.kinds import Evidence, Kind
from unscroll.ledger import Batch, Crossing, Writer, open_reader, open_writer
from unscroll.meaning import Label, Size
from unscroll.people.person import Person
from unscroll.places import Places
from unscroll.sighting import Focus, Logged, Session, SessionState, Stretch
from unscroll.span import Span
from unscroll.surface import Surface, ThreadKey
from unscroll.typed_phone import TypedPhone

T = 1_780_000_000_000
REDDIT = Surface("reddit", "feed", "reddit/default")
THREAD = Surface("instagram", "dm_thread", "r", thread=ThreadKey(b"0123456789abcdef"))


def stretch(start: int, end: int, surface: Surface = REDDIT) -> Stretch:
    return Stretch(T + start, T + end, Focus(surface, 7), "x11")


def test_a_grown_stretch_is_the_same_row(writer: Writer) -> None:
    writer.commit(Batch((stretch(0, 1_000),)))
    writer.commit(Batch((stretch(0, 9_000),)))
    assert writer.reader.facts(Span(T, T + 10_000)).focus == (stretch(0, 9_000),)


def test_an_older_state_written_late_shrinks_nothing(writer: Writer) -> None:
    writer.commit(Batch((stretch(0, 9_000),)))
    writer.commit(Batch((stretch(0, 1_000),)))
    assert writer.reader.facts(Span(T, T + 10_000)).focus == (stretch(0, 9_000),)


def test_facts_reach_half_an_hour_back_but_no_further(writer: Writer) -> None:
    minute = 60_000
    before, lead_in, inside = stretch(-40 * minute, -31 * minute), stretch(-31 * minute, -29 * minute), stretch(0, 5)
    writer.commit(Batch((inside, before, lead_in, stretch(minute, 2 * minute))))
    assert writer.reader.facts(Span(T, T + minute)).focus == (lead_in, inside)


def test_a_stretch_that_began_days_ago_is_found(writer: Writer) -> None:
    day = 86_400_000
    presence = Stretch(T - 9 * day, T + 5, Session(SessionState.WATCHING, "boot"), "daemon")
    writer.commit(Batch((presence,)))
    assert writer.reader.facts(Span(T, T + 10)).session == (presence,)
    assert writer.reader.facts(Span(T + day, T + 2 * day)).session == ()


def test_another_process_reads_beside_the_writer(writer: Writer, places: Places) -> None:
    reader = open_reader(places)
    writer.commit(Batch((stretch(0, 1_000),)))
    assert reader.facts(Span(T, T + 1)).focus == (stretch(0, 1_000),)
    writer.commit(Batch((stretch(2_000, 3_000, THREAD),)))
    assert reader.facts(Span(T, T + 9_000)).focus == (stretch(0, 1_000), stretch(2_000, 3_000, THREAD))
    reader.close()


def test_acts_come_back_once_and_in_order(writer: Writer) -> None:
    acts = (Act(T + 5, ActKind.SENT, "browser", THREAD, person_id=3), Act(T, ActKind.BEND, "cli", value="cap"))
    writer.commit(Batch(acts=acts))
    writer.commit(Batch(acts=acts))
    assert writer.reader.facts(Span(T, T + 10)).acts == (acts[1], acts[0])


def test_zones_are_acts(writer: Writer) -> None:
    assert writer.reader.zones("Asia/Tokyo").history == ((0, "Asia/Tokyo"),)
    for at, name in ((0, "Europe/Paris"), (10, "Europe/Paris"), (20, "America/Lima")):
        writer.commit(Batch(acts=(Act(T + at, ActKind.ZONE, "daemon", value=name),)))
    assert writer.reader.zones().history == ((T, "Europe/Paris"), (T + 20, "America/Lima"))


def test_a_logged_contact_makes_person_touchpoint_and_stretch(writer: Writer) -> None:
    hour = 3_600_000
    (result,) = writer.commit(Batch(commands=(LogTouchpoint("Zoë  Müller", "Coffee", T, T + hour, "sunny"),)))
    assert result.ok
    assert writer.reader.people().everybody == (Person(1, "Zoë Müller", ids=(1,)),)
    (point,) = writer.reader.touchpoints(Span(T, T + 1))
    assert (point.person_id, point.channel, point.evidence, point.note) == (1, "coffee", Evidence.LOGGED, "sunny")
    assert writer.reader.facts(Span(T, T + 1)).log == (Stretch(T, T + hour, Logged(1, "coffee"), "log"),)
    writer.commit(Batch(commands=(LogTouchpoint("zoë müller", "call", T, T),)))
    assert len(writer.reader.people()) == 1


def test_a_correction_reaches_no_further_than_now(writer: Writer) -> None:
    """In advance it would void the ratchet, and leave no bend; a clock a few seconds ahead is no reason to refuse."""
    ahead = (Correct(T, T + 5_000, kind="other"), Correct(T - 9, T + 3_600_000, context="work"))
    slightly = Correct(T - 60_000, T + 5_000, kind="other")
    *refused, done = writer.commit(Batch(commands=(*ahead, slightly)))
    assert [(r.ok, r.code, r.message) for r in refused] == [(False, Exit.USAGE, "that time has not come yet")] * 2
    assert done.ok
    assert [(c.body["start_ms"], c.body["end_ms"]) for c in writer.reader.changes()] == [(T - 60_000, T)]


def test_labels_and_corrections_become_the_meaning(writer: Writer) -> None:
    writer.commit(Batch((stretch(0, 5, THREAD),)))
    (label, correct) = writer.commit(
        Batch(commands=(LabelThread("x-3031", "one", "Ana"), Correct(T - 5, T, kind="one_to_one")))
    )
    assert label.ok
    assert correct.ok
    meaning = meanings(writer.reader.changes(), T, {})[-1].meaning
    assert meaning.labels == {THREAD.thread: Label(Size.ONE, 1)}
    assert [c.kind for c in meaning.corrections] == [Kind.ONE_TO_ONE]


@pytest.mark.parametrize(
    "command",
    [
        LabelThread("x-9999", "one"),
        LabelThread("30313233343536373839616263646566", "several"),
        Correct(T, T, kind="scroll"),
        Correct(T, T + 1, kind="scroll", context="work"),
        Correct(T, T + 1, kind="fun"),
        LogTouchpoint("", "coffee", T, T),
        LogTouchpoint("Ana", "coffee", T + 1, T),
        TypePhone("tomorrow", "", 1),
        TypePhone("2026-11-22", "", 99 * 3_600_000),
    ],
)
def test_a_refused_command_leaves_the_rest_of_its_batch(writer: Writer, command: object) -> None:
    good = LogTouchpoint("Ana", "call", T, T)
    refused, done = writer.commit(Batch((stretch(0, 5),), commands=(command, good)))  # type: ignore[arg-type]
    assert (refused.ok, refused.code, done.ok) == (False, Exit.USAGE, True)
    assert writer.reader.facts(Span(T, T + 1)).focus
    assert writer.reader.changes() == ()


def test_typed_phone_replaces_what_was_typed(writer: Writer) -> None:
    day = date(2026, 11, 22)
    for platform, length in (("", 100), ("reddit", 40), ("", 120)):
        writer.commit(Batch(commands=(TypePhone(day.isoformat(), platform, length),)))
    assert writer.reader.phone(day) == (TypedPhone(day, "", 120, T), TypedPhone(day, "reddit", 40, T))


def test_changes_acks_marks_crossings(writer: Writer) -> None:
    day = date(2026, 11, 22)
    change = Change(T, ChangeKind.SETTINGS, {"budget": {"cap_ms": 1}})
    for _ in range(2):
        writer.commit(Batch(changes=(change,), acks={"run": 7}))
    writer.commit(Batch(acks={"run": 3, "other": 1}))
    assert [(c.at_ms, c.body) for c in writer.reader.changes()] == [(T, change.body)]
    assert writer.reader.acks() == {"run": 7, "other": 1}
    assert writer.record_crossing(day, Crossing(80, "", T))
    assert not writer.record_crossing(day, Crossing(80, "", T + 5))
    assert writer.reader.crossings(day) == (Crossing(80, "", T),)
    writer.set_mark("day", "2026-11-22")
    assert writer.reader.mark("day") == "2026-11-22"


def test_a_second_writer_is_told_the_pid(writer: Writer, places: Places) -> None:
    import os

    with pytest.raises(UnscrollError, match=f"pid {os.getpid()}") as refused:
        open_writer(places, FakeClock.at(T))
    assert refused.value.code == Exit.SECOND_DAEMON


def test_nobody_else_may_read_the_files(writer: Writer, places: Places) -> None:
    writer.commit(Batch((stretch(0, 5),)))
    modes = {p.name: p.stat().st_mode & 0o777 for p in places.data.iterdir() if p.is_file()}
    assert {"ledger.db", "ledger.db-wal", "ledger.lock"} <= set(modes)
    assert set(modes.values()) == {0o600}
    assert Path(places.data).stat().st_mode & 0o777 == 0o700
