"""A ledger of another user is no damage, and is left as it is."""

import os
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from test_faults import CLOCK, many

from unscroll.errors import Exit, UnscrollError
from unscroll.ledger import Batch, check, checking, open_people, open_reader, open_writer
from unscroll.places import Places

NOBODY = 65_534


@pytest.fixture
def kept(places: Places) -> Places:
    with open_writer(places, CLOCK) as writer:
        writer.commit(Batch(many(10)))
        writer.snapshot()
        left = {end: Path(f"{places.ledger}{end}").read_bytes() for end in ("-wal", "-shm")}
    for end, content in left.items():
        Path(f"{places.ledger}{end}").write_bytes(content)
    return places


@pytest.fixture
def closed(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """Names of files that this user may not open: the root of a test may open all."""
    names: set[str] = set()
    real = os.access

    def access(path: Path, mode: int, **how: bool) -> bool:
        return Path(path).name not in names and real(path, mode, **how)

    monkeypatch.setattr(os, "access", access)
    return names


OPENS: tuple[Callable[[Places], object], ...] = (
    check,
    open_people,
    open_reader,
    lambda places: open_writer(places, CLOCK),
)


@pytest.mark.parametrize("opens", OPENS)
@pytest.mark.parametrize("end", ["", "-wal", "-shm"])
def test_files_of_another_user_are_called_that(
    kept: Places, closed: set[str], monkeypatch: pytest.MonkeyPatch, end: str, opens: Callable[[Places], object]
) -> None:
    before = sorted(file.name for file in kept.data.iterdir())
    closed.add(f"ledger.db{end}")
    with monkeypatch.context() as patch:
        patch.setattr(os, "geteuid", lambda: NOBODY)
        with pytest.raises(UnscrollError) as refused:
            opens(kept)
    assert refused.value.code == Exit.IO
    assert refused.value.message == f"{kept.ledger}{end} belongs to another user"
    assert refused.value.hint == f"Give it back: sudo chown $USER {kept.ledger}{end}"
    with pytest.raises(UnscrollError, match="may not be read"):
        opens(kept)
    assert sorted(file.name for file in kept.data.iterdir()) == before


def test_a_snapshot_of_another_user_is_not_called_damaged(
    kept: Places, closed: set[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (snapshot,) = kept.backups.glob("*.db")
    closed.add(snapshot.name)
    monkeypatch.setattr(os, "geteuid", lambda: NOBODY)
    (finding,) = check(kept)
    assert finding.what == f"the snapshot {snapshot.name} belongs to another user"
    assert finding.mend == f"Give it back: sudo chown $USER {snapshot}"


@pytest.mark.parametrize("code", [sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_BUSY])
def test_what_cannot_be_opened_is_not_called_damaged(kept: Places, monkeypatch: pytest.MonkeyPatch, code: int) -> None:
    def cannot(_: Path) -> None:
        error = sqlite3.OperationalError("unable to open database file")
        error.sqlite_errorcode = code
        raise error

    monkeypatch.setattr(checking, "connect_reader", cannot)
    with pytest.raises(UnscrollError) as refused:
        check(kept)
    assert "damaged" not in refused.value.message
