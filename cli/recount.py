"""Counts past Days anew for the daemon: a row a line on standard output, newest Day first.

Started by the daemon as `python -m unscroll.cli.recount`; the daemon alone writes to the ledger.
"""

import json
import os
from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta

from unscroll.cli.reading import Reading, open_reading
from unscroll.daemon.kept_days import KeptDays
from unscroll.ledger import CachedDay


def rows(reading: Reading) -> Iterator[CachedDay]:
    """The Days since the first fact that are over and not kept yet, newest first."""
    reader = reading.reader
    if reader is None:
        return
    kept = KeptDays(reader, reading.given, reading.changes)
    if kept.first_ms is None:
        return
    first, last = reading.given.zones.day_of(kept.first_ms), reading.desk.today - timedelta(days=1)
    known = kept.kept(first, last)
    for ago in range((last - first).days + 1):
        day = last - timedelta(days=ago)
        if day not in known:
            yield kept.count(day, reading.now_ms)


def main() -> None:
    with suppress(PermissionError):  # the hardened unit lets nobody change priorities
        os.nice(19)
    with open_reading() as reading:
        for row in rows(reading):
            print(json.dumps(row.to_json(), separators=(",", ":")), flush=True)


if __name__ == "__main__":
    main()
