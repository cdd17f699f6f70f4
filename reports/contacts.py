"""Contacts: with whom, over what, for how long; from the line with what stands beside it (METRICS 2.3, 3)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from unscroll.kinds import Evidence, Kind
from unscroll.line import Line, Piece
from unscroll.surface import Surface, ThreadKey

_CHANNELS = {"call": "call", "mail_thread": "mail", "mail_compose": "mail"}


@dataclass(frozen=True, slots=True)
class Beside:
    """A contact that is not on the line: an exchange known by its timestamps only. low <= shown <= high."""

    person_id: int
    channel: str
    platform: str
    low_ms: int
    shown_ms: int
    high_ms: int
    kind: Kind = Kind.ONE_TO_ONE
    evidence: Evidence = Evidence.ESTIMATED


@dataclass(frozen=True, slots=True)
class Contact:
    """One person over one channel with one evidence; `person` is "" for a thread that nobody has named."""

    person: str
    person_id: int | None
    thread: str
    channel: str
    platform: str
    kind: Kind
    evidence: Evidence
    low_ms: int
    shown_ms: int
    high_ms: int
    on_line: bool = True
    """False for what stands beside the line: it is in no sum of kinds."""

    @property
    def has_length(self) -> bool:
        """Whether any length is known: a letter or a call may be logged without one, which is not zero."""
        return self.on_line or self.high_ms > 0


@dataclass(frozen=True, slots=True)
class Unresolved:
    """Private time of unknown size on one thread; `thread` is "" where even the thread is not known."""

    thread: ThreadKey | None
    platform: str
    view: str
    length_ms: int
    last_ms: int


def channel_of(piece: Piece) -> str:
    """`call`, `mail` or `message` for what was measured; the logged channel (`coffee`) for a meeting."""
    if piece.evidence is Evidence.LOGGED:
        return piece.surface.view.replace("_", " ")
    return _CHANNELS.get(piece.contact.view, "message")


def contacts(line: Line, beside: Iterable[Beside], names: Mapping[int, str]) -> tuple[Contact, ...]:
    """Everyone met, longest first; several pieces of one person, channel and evidence are one row."""
    rows: dict[tuple[str, ...], Contact] = {}
    for piece in line.pieces:
        if piece.verdict.kind is Kind.ONE_TO_ONE or (piece.person_id is not None and piece.verdict.kind is Kind.GROUP):
            _add(rows, _of_piece(piece, names))
    for b in beside:
        _add(rows, _of_beside(b, names))
    return tuple(sorted(rows.values(), key=lambda c: (-c.shown_ms, c.person, c.thread, c.channel)))


def unresolved(line: Line) -> tuple[Unresolved, ...]:
    """The threads of unknown size, longest first: labelling the first settles most."""
    found: dict[tuple[ThreadKey | None, str, str], Unresolved] = {}
    for p in line.pieces:
        if p.verdict.kind is not Kind.PRIVATE:
            continue
        view = p.contact.view if p.contact.thread is None else ""
        key = (p.contact.thread, p.contact.platform, view)
        known = found.get(key)
        length = p.length_ms + (known.length_ms if known else 0)
        found[key] = Unresolved(p.contact.thread, p.contact.platform, p.contact.view, length, p.end_ms)
    return tuple(sorted(found.values(), key=lambda u: -u.length_ms))


def _of_piece(piece: Piece, names: Mapping[int, str]) -> Contact:
    name = names.get(piece.person_id, "") if piece.person_id is not None else ""
    thread = _thread(piece.contact) if piece.person_id is None else ""
    length = piece.length_ms
    return Contact(
        name,
        piece.person_id,
        thread,
        channel_of(piece),
        piece.contact.platform,
        piece.verdict.kind,
        piece.evidence,
        length,
        length,
        length,
    )


def _of_beside(b: Beside, names: Mapping[int, str]) -> Contact:
    return Contact(
        names.get(b.person_id, ""),
        b.person_id,
        "",
        b.channel,
        b.platform,
        b.kind,
        b.evidence,
        b.low_ms,
        b.shown_ms,
        b.high_ms,
        on_line=False,
    )


def _thread(surface: Surface) -> str:
    return str(surface.thread) if surface.thread else ""


def _add(rows: dict[tuple[str, ...], Contact], new: Contact) -> None:
    key = (str(new.person_id), new.thread, new.channel, new.platform, new.kind, new.evidence, str(new.on_line))
    old = rows.get(key)
    rows[key] = (
        new
        if old is None
        else replace(
            new,
            low_ms=old.low_ms + new.low_ms,
            shown_ms=old.shown_ms + new.shown_ms,
            high_ms=old.high_ms + new.high_ms,
        )
    )
