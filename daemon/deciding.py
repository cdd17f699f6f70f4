"""Deciding: carries out what the user decided, wherever they said so."""

from unscroll.commands import Command
from unscroll.daemon.days import reread
from unscroll.daemon.parts import Parts
from unscroll.ledger import Batch, CommandResult


async def decide(parts: Parts, command: Command) -> CommandResult:
    """What came of it, on disk, with all that hangs on it read again. UnscrollError where nothing can be written."""
    (result,) = await parts.writer.do(lambda writer: writer.commit(Batch(commands=(command,))))
    await reread(parts)
    return result
