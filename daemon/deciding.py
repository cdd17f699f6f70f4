"""Deciding: carries out what the user decided, wherever they said so."""

from collections.abc import Iterable

from unscroll.commands import Command, Forget, LabelThread, LogTouchpoint
from unscroll.daemon.days import reread
from unscroll.daemon.parts import Parts
from unscroll.ledger import Batch, CommandResult
from unscroll.people.nobody import Owner


async def decide(parts: Parts, command: Command) -> CommandResult:
    """What came of it, on disk, with all that hangs on it read again. UnscrollError where nothing can be written, and
    for a contact with the user."""
    refuse_owner(parts, (command,))
    (result,) = await parts.writer.do(lambda writer: writer.commit(Batch(commands=(command,))))
    await reread(parts)
    return result


async def carry_out(parts: Parts, commands: tuple[Command, ...]) -> tuple[CommandResult, ...]:
    """What came of each, as `decide`; what was seen until now is on disk first, so that they mean it too."""
    refuse_owner(parts, commands)
    await parts.recorder.look()
    if any(isinstance(command, Forget) for command in commands):
        # A stretch that grows is written again from its start: what is forgotten must not come back with it.
        parts.recorder.intake.break_off()
    await parts.recorder.write(always=True)
    results = await parts.writer.do(lambda writer: writer.commit(Batch(commands=commands)))
    await reread(parts)
    parts.recorder.stir()
    return tuple(results)


def refuse_owner(parts: Parts, commands: Iterable[Command]) -> None:
    """UnscrollError (2) where a contact or a thread would be with the user themselves, by the settings."""
    me = Owner.named(parts.settings.people.me)
    called = parts.notes.called
    for command in commands:
        if isinstance(command, LabelThread | LogTouchpoint):
            told = [(command.person, command.person_id)]
            told += [(command.via, command.via_id)] if isinstance(command, LogTouchpoint) else []
            for name, person_id in told:
                number = called.now(person_id) if person_id else None
                me.refuse(name if number is None else called.names[number])
