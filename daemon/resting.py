"""Resting: begins a pause or a guest, ends them, wherever that was asked."""

from unscroll.daemon.parts import Parts


async def begin_rest(parts: Parts, name: str, length_ms: int) -> None:
    """`pause` or `guest`. What was seen until now still counts: it is let in before the rest begins. UnscrollError as
    `Rests.set`; where it holds but is not kept, everything else is done all the same."""
    await parts.recorder.look()
    now_ms = parts.now_ms()
    try:
        parts.rests.set(name, now_ms + length_ms, now_ms)
    finally:
        await _turned(parts)


async def end_rest(parts: Parts) -> None:
    """Ends both."""
    await parts.recorder.look()
    try:
        parts.rests.end()
    finally:
        await _turned(parts)


async def _turned(parts: Parts) -> None:
    await parts.recorder.write(always=True)
    parts.recorder.stir()
