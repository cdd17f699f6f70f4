"""Ledger: facts on disk, one writer at a time."""

from unscroll.ledger.backup import backup, restore
from unscroll.ledger.batch import Batch, CommandResult, Crossing
from unscroll.ledger.checking import Finding, check
from unscroll.ledger.day_cache import CachedDay
from unscroll.ledger.faults import LedgerBusy, LedgerDamaged, LedgerFull, LedgerReadOnly, told
from unscroll.ledger.opening import open_reader, open_writer
from unscroll.ledger.reader import Reader
from unscroll.ledger.telling import export, what_you_know
from unscroll.ledger.threads import ensure_key, read_key, thread_keys
from unscroll.ledger.writer import Writer

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
    "Reader",
    "Writer",
    "backup",
    "check",
    "ensure_key",
    "export",
    "open_reader",
    "open_writer",
    "read_key",
    "restore",
    "thread_keys",
    "told",
    "what_you_know",
]
