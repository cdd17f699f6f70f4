"""Mending: a ledger that was found damaged while the daemon runs."""

import contextlib
import sys

from unscroll.daemon.parts import Parts
from unscroll.errors import UnscrollError
from unscroll.ledger import Batch, open_reader
from unscroll.streams import say


async def mend(parts: Parts) -> Batch:
    """Puts another ledger in the place of the damaged one and says so; what it may lack of today is given back.

    UnscrollError (74) where that cannot be written: then everything stays in memory, as with a full disk.
    """
    notices = await parts.writer.do(lambda writer: writer.mend())
    parts.notices += notices
    say(sys.stderr, *(f"note: {notice}" for notice in notices))
    await parts.reader.reopen(lambda: open_reader(parts.places))
    parts.recount.want()
    with contextlib.suppress(UnscrollError):  # what was counted before is of other facts
        await parts.writer.do(lambda writer: writer.drop_caches())
    today = parts.recorder.today
    facts = today.facts(today.span)
    seen = [facts.focus, facts.page, facts.input, facts.session, facts.call, facts.media, facts.phone, facts.history]
    # What was typed in hangs on persons, who may be gone with the damage: only what was seen is written again.
    return Batch(
        tuple(stretch for track in seen for stretch in track),
        tuple(act for act in facts.acts if act.person_id is None),
        tuple(parts.meaning.journal),
    )
