"""Messages and meetings as commands: what the ledger takes, and how fast it finds them again."""

import sqlite3
from contextlib import closing

import pytest
from support.home import NINE

from unscroll.commands import AddTouchpoints
from unscroll.errors import UnscrollError
from unscroll.ledger import open_people
from unscroll.ledger.schema import SCHEMA
from unscroll.ledger.touch_adding import KNOWN
from unscroll.people.handles import Handle, HandleKind
from unscroll.people.told_touchpoint import ToldTouchpoint, touchpoint_to_json
from unscroll.people.touchpoint import Direction


def test_a_record_is_looked_up_by_its_index() -> None:
    """Without it 100,000 messages would take minutes."""
    with closing(sqlite3.connect(":memory:")) as db:
        db.executescript(SCHEMA)
        (plan,) = db.execute(f"EXPLAIN QUERY PLAN {KNOWN}", ("mail", "k")).fetchall()
    assert "touchpoint_record" in plan[3]


@pytest.mark.parametrize(
    "wrong",
    [
        {"key": ""},
        {"key": "k" * 65},
        {"start_ms": "now"},
        {"end_ms": 0},
        {"handle": "zoe"},
        {"handle": "name:Zoë"},
        {"direction": "up"},
        {"channel": ""},
        {"channel": 7},
    ],
)
def test_the_ledger_refuses_what_is_no_touchpoint(places, wrong) -> None:
    from unscroll.cli.writing import apply

    told = ToldTouchpoint("k", Handle(HandleKind.EMAIL, "a@b.example"), "", NINE, NINE, "email", Direction.OUT)
    with pytest.raises(UnscrollError, match="malformed touchpoints"):
        apply(AddTouchpoints("mail", [touchpoint_to_json(told) | wrong]))
    with pytest.raises(UnscrollError, match="name of their source"):
        apply(AddTouchpoints("you", [touchpoint_to_json(told)]))
    (result,) = apply(AddTouchpoints("mail", [touchpoint_to_json(told)]))
    assert result["data"]["unknown"] == 1
    with closing(open_people(places)) as reader:
        assert reader.people().everybody == ()
