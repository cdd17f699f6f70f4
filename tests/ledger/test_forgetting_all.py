"""No table that tells when or where is out of the reach of `forget`."""

import pytest

from unscroll.commands import AddPlan, Correct, Forget, LogTouchpoint, TypeFollowers, TypePhone
from unscroll.ledger import Batch, Writer
from unscroll.ledger.codec import FORMS
from unscroll.places import Places

T = 1_780_000_000_000
HOUR = 3_600_000
DAY = "2026-05-28"
NEXT_DAY = T + 24 * HOUR

_NAMES = "a name, which goes with the last fact that bears it (drop_orphans)"
_SEEN = {"act", *(form.table for form in FORMS.values())}
_TYPED = {
    "typed_phone": "platform",
    "followers": "platform",
    "crossing": "cap",
    "digest": "",
    "plan": "",
    "touchpoint": "",
    "change": "",
}
"""The column that a platform is in, where there is one."""
EXEMPT = {
    **dict.fromkeys(("word", "surface", "origin"), _NAMES),
    "act_what": _NAMES,
    **{f"{form.table}_what": _NAMES for form in FORMS.values()},
    **dict.fromkeys(("person", "person_change", "person_fact", "card"), "who somebody is, which goes with the person"),
    "mark": "notes of the machinery's own, without content",
    "sqlite_sequence": "the highest number that each table used",
    "ack": "which pieces of an extension's run came, for a day",
    "day_cache": "what was computed, dropped whole by every forgetting",
}


@pytest.fixture
def typed(writer: Writer, places: Places) -> Writer:
    """Every table that is not of sightings holds a row of the Day, where it names a platform one of another too."""
    places.make()
    results = writer.commit(
        Batch(
            commands=(
                LogTouchpoint("Ana", "coffee", T - HOUR, T, ""),
                Correct(T - HOUR, T, kind="other"),
                *(TypePhone(DAY, platform, HOUR) for platform in ("instagram", "x")),
                *(TypeFollowers(platform, DAY, 843) for platform in ("instagram", "x")),
                AddPlan(1, "coffee", T + HOUR, T + 2 * HOUR),
            )
        )
    )
    assert all(result.ok for result in results), results
    for cap in ("instagram", "x"):
        writer._db.execute("INSERT INTO crossing VALUES(?, ?, 80, ?)", (DAY, cap, T))
    writer._db.execute("INSERT INTO digest VALUES(?, ?, '[]')", (T, DAY))
    return writer


def left(writer: Writer) -> dict[str, int]:
    """That a part of today was forgotten stays, without what (docs/decisions/0018-what-a-forget-leaves.md)."""
    told = {**dict.fromkeys(_TYPED, ""), "change": "WHERE what <> 'forgotten'"}
    return {table: writer._db.execute(f"SELECT count(*) FROM {table} {of}").fetchone()[0] for table, of in told.items()}


def forget(writer: Writer, **what: object) -> int:
    (result,) = writer.commit(Batch(commands=(Forget(**what),)))  # type: ignore[arg-type]
    assert result.ok
    return int(result.data["rows"])


def test_every_table_is_reached_or_exempt_for_a_reason(writer: Writer) -> None:
    tables = [row[0] for row in writer._db.execute("SELECT name FROM sqlite_schema WHERE type='table'")]
    assert set(tables) == _SEEN | set(_TYPED) | set(EXEMPT)


@pytest.mark.parametrize("start_ms", [-1, T - 48 * HOUR])
def test_a_span_takes_whatever_was_typed_in_of_it(typed: Writer, start_ms: int) -> None:
    assert all(left(typed).values())
    assert forget(typed, start_ms=start_ms, end_ms=NEXT_DAY) > len(_TYPED)
    assert left(typed) == dict.fromkeys(_TYPED, 0)


def test_what_lies_outside_the_span_stays(typed: Writer) -> None:
    before = left(typed)
    assert forget(typed, start_ms=NEXT_DAY, end_ms=NEXT_DAY + 48 * HOUR) == 0
    assert forget(typed, start_ms=-1, end_ms=T - 48 * HOUR) == 0
    assert left(typed) == before


def test_a_platform_takes_its_own_rows_of_every_table_that_names_one(typed: Writer) -> None:
    before = left(typed)
    assert forget(typed, platform="instagram") == 3
    assert left(typed) == {table: before[table] - bool(column) for table, column in _TYPED.items()}
    assert typed._db.execute("SELECT platform FROM followers").fetchall() == [("x",)]


def test_a_span_of_a_person_takes_the_plans_of_it(typed: Writer) -> None:
    assert forget(typed, person="Ana", start_ms=NEXT_DAY, end_ms=NEXT_DAY + HOUR) == 0
    forget(typed, person="Ana", start_ms=T - 3 * HOUR, end_ms=T + 3 * HOUR)
    assert (left(typed)["plan"], left(typed)["touchpoint"]) == (0, 0)
    assert typed._db.execute("SELECT name FROM person").fetchall() == [("Ana",)]
