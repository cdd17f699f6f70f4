"""Ledger: facts on disk, one writer at a time."""

from unscroll.ledger.batch import Batch, CommandResult, Crossing
from unscroll.ledger.faults import LedgerBusy, LedgerFull, LedgerReadOnly
from unscroll.ledger.opening import open_reader, open_writer
from unscroll.ledger.reader import Reader
from unscroll.ledger.threads import ensure_key, read_key, thread_keys
from unscroll.ledger.writer import Writer

__all__ = [
    "Batch",
    "CommandResult",
    "Crossing",
    "LedgerBusy",
    "LedgerFull",
    "LedgerReadOnly",
    "Reader",
    "Writer",
    "ensure_key",
    "open_reader",
    "open_writer",
    "read_key",
    "thread_keys",
]
