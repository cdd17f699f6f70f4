"""Mending: a ledger that was found damaged while the daemon runs."""

import sys

from unscroll.daemon.parts import Parts
from unscroll.ledger import Batch, open_reader


async def mend(parts: Parts) -> Batch:
    """Puts another ledger in the place of the damaged one and says so; what it may lack of today is given back.

    UnscrollError (74) where that cannot be written: then everything stays in memory, as with a full disk.
    """
    notices = await parts.writer.do(lambda writer: writer.mend())
    await parts.reader.reopen(lambda: open_reader(parts.places))
    parts.notices += notices
    for notice in notices:
        print(f"note: {notice}", file=sys.stderr, flush=True)
    today = parts.recorder.today
    facts = today.facts(today.span)
    seen = (facts.focus, facts.page, facts.input, facts.session, facts.call, facts.media, facts.phone)
    # What was typed in hangs on persons, who may be gone with the damage: only what was seen is written again.
    return Batch(
        tuple(stretch for track in seen for stretch in track),
        tuple(act for act in facts.acts if act.person_id is None),
        tuple(parts.meaning.journal),
    )
