"""The made-up Days of the demo are possible ones."""

from bench import ledger
from unscroll.ledger import Batch
from unscroll.sighting import Session, SessionState, Stretch


class Kept:
    """Stands in for the writer."""

    def __init__(self) -> None:
        self.stretches: list[Stretch] = []

    def commit(self, batch: Batch) -> None:
        self.stretches += batch.stretches


def test_the_demo_sees_nothing_while_nobody_watches() -> None:
    kept = Kept()
    ledger.make_demo(kept)  # type: ignore[arg-type]
    watched = [s for s in kept.stretches if isinstance(s.fact, Session) and s.fact.state is SessionState.WATCHING]
    seen = [s for s in kept.stretches if not isinstance(s.fact, Session)]
    assert len(seen) > 10_000
    covered = {second for s in watched for second in range(s.start_ms // 1_000, s.end_ms // 1_000 + 1)}
    assert [s for s in seen if not {s.start_ms // 1_000, s.end_ms // 1_000} <= covered] == []
