"""kill -9 at any instant: the ledger is whole, all that was acknowledged is there."""

import random
import signal
import subprocess
import sys
from pathlib import Path

from unscroll.clock import FakeClock
from unscroll.ledger import check, open_writer
from unscroll.places import Places
from unscroll.span import Span

T = 1_780_000_000_000

CHILD = """
import sys
from unscroll.clock import FakeClock
from unscroll.ledger import Batch, open_writer
from unscroll.places import Places
sys.path.insert(0, {tests!r})
from test_faults import many
writer = open_writer(Places.of({{"UNSCROLL_HOME": {home!r}}}), FakeClock.at(0))
n = int({start})
while True:
    writer.commit(Batch(many(20, n)))
    n += 20
    print(n, flush=True)
"""


def test_killed_at_any_instant_nothing_acknowledged_is_lost(places: Places) -> None:
    seed = random.randrange(1 << 30)
    print("seed", seed)
    rng = random.Random(seed)
    done = 0
    for _ in range(5):
        code = CHILD.format(tests=str(Path(__file__).parent), home=str(places.data.parent), start=done)
        child = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
        assert child.stdout is not None
        acknowledged = [int(child.stdout.readline()) for _ in range(rng.randrange(1, 60))][-1]
        child.send_signal(signal.SIGKILL)
        acknowledged = max([acknowledged, *(int(line) for line in child.stdout if line.endswith("\n"))])
        child.stdout.close()
        child.wait()
        assert check(places) == ()
        with open_writer(places, FakeClock.at(T)) as writer:
            assert writer.notices == ()
            kept = len(writer.reader.facts(Span(0, 2 * T)).focus)
        assert acknowledged <= kept <= acknowledged + 20
        done = kept
