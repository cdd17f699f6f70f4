"""Log contact: what `unscroll log` asks of the ledger, what it says back."""

import re
from dataclasses import dataclass

import click

from unscroll.bounds import LONGEST_CONTACT_MS
from unscroll.cli.desk import Desk, desk, timeless
from unscroll.cli.roster import desk_of, open_roster
from unscroll.cli.show import clean, echo_json, length, note
from unscroll.cli.who import near_words, number_or_name
from unscroll.cli.writing import apply
from unscroll.commands import LogTouchpoint
from unscroll.daemon.reaching import TRAITS
from unscroll.day import Zones
from unscroll.errors import Exit, UnscrollError
from unscroll.nearest import nearest
from unscroll.people.due import due_of
from unscroll.people.touchpoint import CHANNELS, IN_PERSON, SPOKEN, WRITTEN
from unscroll.reports.words import clock, count, short_date
from unscroll.span import DAY_MS


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of a contact beside channel, person and time; `way` is out, in or both."""

    note: str
    ask: str
    gave: tuple[str, ...]
    got: tuple[str, ...]
    via: str | None
    way: str


def log(channel: str, who: str, took_ms: int, when: str | None, told: Told, as_json: bool) -> None:
    """Logs one contact. UnscrollError (2) where it cannot have been."""
    with open_roster(*TRAITS) as roster:
        now = desk_of(roster) if roster else desk()
        person_id, name = number_or_name(roster, clean(who).strip())
        via_id, via = number_or_name(roster, clean(told.via).strip()) if told.via else (0, "")
        new = [near_words(roster, person_id, name), near_words(roster, via_id, via)]
    check_length(took_ms)
    start = _start(now, when, took_ms)
    if start + took_ms > now.now_ms:
        raise click.BadParameter("a contact that is over; unscroll plan is for what lies ahead", param_hint="--at")
    word = clean(channel).strip().lower()
    if told.way != "both" and word in IN_PERSON:
        raise click.UsageError(f"{word}: both were there; leave --{told.way} away")
    _hint(word)
    contact = LogTouchpoint(
        *(name, word, start, start + took_ms, clean(told.note), person_id, told.way, _asked(told.ask)),
        gave=",".join(told.gave),
        got=",".join(told.got),
        via=via,
        via_id=via_id,
    )
    (result,) = apply(contact)
    due_ms = _next_due_ms(result["data"]["person_id"])
    if as_json:
        from unscroll.reports.values import instant

        result["data"]["next_due"] = None if due_ms is None else instant(due_ms)
        echo_json({"schema": 1, **result})
        return
    click.echo(f"logged: {said(word, name, start, start + took_ms, now.zones)}")
    for words in filter(None, new):
        click.echo(f"{words}{'; unscroll log --undo takes it back' if '. Near: ' in words else ''}")
    if due_ms is not None:
        click.echo(_due_words(due_ms - now.now_ms))


def _start(now: Desk, when: str | None, took_ms: int) -> int:
    """When it began. A Day without a time holds a contact of no length, at its noon; one of a length has to lie
    somewhere on the time line."""
    if not when:
        return now.now_ms - took_ms
    start = now.when(when)
    if not timeless(when):
        return start
    if took_ms:
        raise click.BadParameter(f'a time too, such as "{clean(when)} 15:00"', param_hint="--at")
    noon = now.when(f"{now.zones.day_of(start)} 12:00")
    return noon if now.zones.day_of(start) != now.today else max(start, min(noon, now.now_ms))


def check_length(took_ms: int) -> None:
    """UnscrollError (2) for what no contact is, nor a plan for one, before anything is kept of it."""
    if took_ms > LONGEST_CONTACT_MS:
        raise UnscrollError("a contact lasts a day at most", "type in each day by itself", Exit.USAGE)


def said(channel: str, name: str, start_ms: int, end_ms: int, zones: Zones) -> str:
    """`coffee with Zoë, Thu 19 Nov 15:00, 45 min`."""
    at = zones.local(start_ms)
    for_long = f", {length((end_ms - start_ms) / 1000)}" if end_ms > start_ms else ""
    return f"{clean(channel)} with {clean(name)}, {short_date(at.date())} {clock(at)}{for_long}"


def _asked(text: str) -> str:
    """What is to be asked about; the reason of `reach` begins with these words."""
    return re.sub(r"^ask about\s+", "", clean(text).strip(), flags=re.IGNORECASE)


def _hint(channel: str) -> None:
    """Any word is a channel; one that nothing is known of is said to be so."""
    known = {*CHANNELS, *WRITTEN, *SPOKEN, *IN_PERSON}
    if channel in known:
        return
    near = nearest(channel, known)
    told = f"did you mean {near}?" if near else "it counts as neither written, spoken nor in person"
    note(f"{channel} is kept as you told it: {told}{' unscroll log --undo takes it back' if near else ''}")


def _next_due_ms(person_id: int) -> int | None:
    """When contact is asked for next; None where nothing is asked."""
    with open_roster(*TRAITS) as roster:
        person = roster.people.of(person_id) if roster else None
        if roster is None or person is None:
            return None
        due = due_of(person, roster.tie(person).last_contact_ms, roster.now_ms)
        return due.due_ms if due else None


def _due_words(left_ms: int) -> str:
    days = -(-left_ms // DAY_MS)
    return f"next due in {count(days, 'day')}" if days > 0 else "next due: now"
