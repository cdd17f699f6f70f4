"""Ledger: facts on disk, one writer at a time.

Its names are loaded when they are first used: a command that reads does not pay for repair, backup and migrations.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from unscroll.ledger.batch import Batch, CommandResult, Crossing
    from unscroll.ledger.checking import Finding, check
    from unscroll.ledger.copying import backup, restore
    from unscroll.ledger.day_cache import CachedDay
    from unscroll.ledger.faults import LedgerBusy, LedgerDamaged, LedgerFull, LedgerReadOnly, NoLedger, told
    from unscroll.ledger.opening import open_writer
    from unscroll.ledger.people_reading import PeopleReader
    from unscroll.ledger.reader import Reader
    from unscroll.ledger.reading import open_people, open_reader
    from unscroll.ledger.telling import export, sentence, what_you_know
    from unscroll.ledger.threads import ensure_key, read_key, thread_keys
    from unscroll.ledger.trying import open_trial
    from unscroll.ledger.writer import Writer

_HOMES = {
    "copying": ("backup", "restore"),
    "batch": ("Batch", "CommandResult", "Crossing"),
    "checking": ("Finding", "check"),
    "day_cache": ("CachedDay",),
    "faults": ("LedgerBusy", "LedgerDamaged", "LedgerFull", "LedgerReadOnly", "NoLedger", "told"),
    "opening": ("open_writer",),
    "reader": ("Reader",),
    "people_reading": ("PeopleReader",),
    "reading": ("open_people", "open_reader"),
    "telling": ("export", "sentence", "what_you_know"),
    "threads": ("ensure_key", "read_key", "thread_keys"),
    "trying": ("open_trial",),
    "writer": ("Writer",),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}

__all__ = [
    "Batch",
    "CachedDay",
    "CommandResult",
    "Crossing",
    "Finding",
    "LedgerBusy",
    "LedgerDamaged",
    "LedgerFull",
    "LedgerReadOnly",
    "NoLedger",
    "PeopleReader",
    "Reader",
    "Writer",
    "backup",
    "check",
    "ensure_key",
    "export",
    "open_people",
    "open_reader",
    "open_trial",
    "open_writer",
    "read_key",
    "restore",
    "sentence",
    "thread_keys",
    "told",
    "what_you_know",
]


def __getattr__(name: str) -> Any:
    home = _HOME_OF.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"unscroll.ledger.{home}"), name)
