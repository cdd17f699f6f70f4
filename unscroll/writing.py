"""Writing: what became of a composer that was emptied by sending (METRICS 2.3, *sent*)."""

from collections.abc import Iterable
from dataclasses import replace

from unscroll.acts import Act, ActKind
from unscroll.kinds import Kind
from unscroll.line import Message, Who
from unscroll.meaning import Meaning
from unscroll.resolve import Resolved, is_contact, resolve
from unscroll.sighting import Composer, Page, Stretch
from unscroll.surface import Surface

_WRITTEN = {Kind.SCROLL: ActKind.COMMENT, Kind.BROADCAST: ActKind.POST}
_ADDRESSED = frozenset({Composer.DM, Composer.LIVE_CHAT})


def read_acts(
    acts: Iterable[Act], pages: Iterable[Stretch], meaning: Meaning
) -> tuple[tuple[Act, ...], tuple[Message, ...]]:
    """The acts as they are meant today, and those of them that are a message to one person.

    On conversations what was sent is a message, on scroll surfaces a comment, on compose a post; elsewhere it is none
    of these. `Act.value` is the composer it was typed into.
    """
    read: list[Act] = []
    messages: list[Message] = []
    pages = tuple(pages)
    for act in acts:
        if act.what is not ActKind.SENT or act.surface is None:
            read.append(act)
            continue
        resolved = resolve(meaning, act.surface, _participants(act, act.surface, pages))
        kind = resolved.verdict.kind
        if is_contact(kind) or act.value in _ADDRESSED:
            read.append(act)
            if kind is Kind.ONE_TO_ONE:
                messages.append(Message(act.at_ms, _who(act, act.surface, resolved)))
        elif kind in _WRITTEN:
            read.append(replace(act, what=_WRITTEN[kind]))
    return tuple(read), tuple(messages)


def _participants(act: Act, surface: Surface, pages: Iterable[Stretch]) -> int | None:
    """How many others the page said there were when it was sent."""
    for s in pages:
        if s.start_ms <= act.at_ms <= s.end_ms and isinstance(s.fact, Page) and s.fact.surface == surface:
            return s.fact.participants
    return None


def _who(act: Act, surface: Surface, resolved: Resolved) -> Who:
    return act.person_id or resolved.person_id or surface.thread or surface.platform
