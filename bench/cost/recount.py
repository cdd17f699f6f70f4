"""Counts a year anew from facts, newest Day first, timed: `python -m bench.cost.recount HOME [DAYS]`."""

import json
import sys
import time
from contextlib import closing
from datetime import timedelta
from pathlib import Path

from bench.ledger import LAST_DAY
from unscroll.journal import meanings
from unscroll.ledger import open_reader
from unscroll.places import Places
from unscroll.rulebook import load_rules
from unscroll.timeline import timeline


def recount(home: Path, days: int = 365) -> dict[str, float]:
    """Facts of every Day read and resolved; what a changed label or rule costs in the background."""
    places = Places.of({"UNSCROLL_HOME": str(home)})
    with closing(open_reader(places)) as reader:
        zones = reader.zones()
        began, cpu_s = time.perf_counter(), time.process_time()
        meaning = meanings(reader.changes(), zones.start_ms(LAST_DAY), load_rules().kinds)[-1].meaning
        pieces = accounted_ms = 0
        for n in range(days):
            span = zones.span_of(LAST_DAY - timedelta(days=n))
            line = timeline(reader.facts(span), meaning, span, zones)
            pieces += len(line.pieces)
            accounted_ms += line.accounted_ms
        took_s, cpu_s = time.perf_counter() - began, time.process_time() - cpu_s
    return {"took_s": took_s, "cpu_s": cpu_s, "days": days, "pieces": pieces, "accounted_ms": accounted_ms}


if __name__ == "__main__":
    print(json.dumps(recount(Path(sys.argv[1]), *(int(more) for more in sys.argv[2:]))))
