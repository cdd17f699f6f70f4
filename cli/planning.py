"""Planning: what `unscroll plan` asks of the ledger, what it says back."""

import sys
from pathlib import Path
from typing import Any

import click

from unscroll.cli.asking import places
from unscroll.cli.desk import Desk, desk, timeless
from unscroll.cli.log_contact import check_length, said
from unscroll.cli.roster import desk_of, open_roster
from unscroll.cli.show import clean, echo_json
from unscroll.cli.who import number_or_name
from unscroll.cli.writing import apply
from unscroll.commands import AddPlan, ChangePerson, SettlePlan
from unscroll.errors import Exit, UnscrollError
from unscroll.files import make_folder, write_private
from unscroll.ledger.people_records import Plan
from unscroll.people.handles import HandleKind
from unscroll.people.invitation import Invitation, ics
from unscroll.people.person import Person, Trait
from unscroll.reports.values import instant

_TIMELESS = "a time too, such as 'next tue 10:00'"
_ANSWERS = {"y": "happened", "n": "fell_through", "later": ""}


def plan(channel: str, who: str, when: str, took_ms: int, out: Path | None, as_json: bool) -> None:
    """Keeps a plan, and writes its invitation."""
    with open_roster(Trait.HANDLE) as roster:
        now = desk_of(roster) if roster else desk()
        number, name = number_or_name(roster, who.strip())
        person = roster.people.of(number) if roster else None
    start = _ahead(now, when)
    check_length(took_ms)
    if out is not None and out.exists():
        raise UnscrollError(f"{out} is there already", "name another file", Exit.USAGE)
    if not number:
        number = int(apply(ChangePerson("add", [], 0, name))[0]["data"]["person_id"])
    (result,) = apply(AddPlan(number, channel, start, start + took_ms))
    plan_id = int(result["data"]["plan"])
    told = Invitation(
        *(_uid(), now.now_ms, start, start + took_ms, f"{channel} with {clean(name)}"),
        guest=clean(name),
        email=_email(person),
    )
    file = _write(told, plan_id, out)
    if as_json:
        echo_json(
            {"schema": 1, **_row(Plan(plan_id, 0, number, channel, start, start + took_ms, "open"), name, now)}
            | {"file": str(file)}
        )
    else:
        click.echo(f"planned: {said(channel, name, start, start + took_ms, now.zones)}")
        click.echo(f"for your calendar: {file}")


def settle(number: int, state: str, as_json: bool) -> None:
    """Says of a plan whether it happened."""
    (result,) = apply(SettlePlan(number, state))
    _invitation(number).unlink(missing_ok=True)
    if as_json:
        echo_json({"schema": 1, **result})
    else:
        click.echo(clean(result["message"]))


def show(as_json: bool) -> None:
    """What is planned; of what is over it asks where there is a terminal."""
    with open_roster(Trait.NAME) as roster:
        now = desk_of(roster) if roster else desk()
        names = roster.people.names if roster else {}
        told = [(p, names.get(p.person_id, "somebody")) for p in (roster.reader.plans() if roster else ())]
    if as_json:
        echo_json({"schema": 1, "plans": [_row(p, name, now) for p, name in told]})
        return
    if not told:
        click.echo("nothing is planned")
    asks = sys.stdin.isatty() and sys.stdout.isatty()
    for p, name in told:
        line = f"{p.id:>4}  {said(p.channel, name, p.start_ms, p.end_ms, now.zones)}"
        if p.end_ms > now.now_ms:
            click.echo(line)
        elif asks:
            click.echo(line)
            _ask(p.id)
        else:
            click.echo(f"{line}: did it happen? unscroll plan --done {p.id}, or --off {p.id}")


def _ask(number: int) -> None:
    answer = click.prompt("      did it happen?", type=click.Choice(tuple(_ANSWERS)), default="later")
    if state := _ANSWERS[answer]:
        settle(number, state, as_json=False)


def _ahead(now: Desk, when: str) -> int:
    """The instant that is meant. UnscrollError (2) where it is over, or only a day."""
    start = now.when(when, ahead=True)
    if timeless(when):
        raise UnscrollError(f"{when!r} is a day", _TIMELESS, Exit.USAGE)
    if start <= now.now_ms:
        raise UnscrollError("that is over already", "unscroll log keeps what has been", Exit.USAGE)
    return start


def _email(person: Person | None) -> str:
    found = (h.value for h in person.handles if h.kind is HandleKind.EMAIL) if person else iter(())
    return next(found, "")


def _uid() -> str:
    from uuid import uuid4

    return f"{uuid4()}@unscroll"


def _invitation(number: int) -> Path:
    return places().plans / f"plan-{number}.ics"


def _write(told: Invitation, number: int, out: Path | None) -> Path:
    file = out or _invitation(number)
    try:
        if out is None:
            make_folder(file.parent)
        write_private(file, ics(told).encode())
    except OSError as error:
        hint = f"the plan is kept: unscroll plan --off {number} takes it back"
        raise UnscrollError(f"cannot write {file}: {error.strerror}", hint, Exit.IO) from error
    return file


def _row(p: Plan, name: str, now: Desk) -> dict[str, Any]:
    told = {"plan": p.id, "person": name, "person_id": p.person_id, "channel": p.channel}
    return told | {"start": instant(p.start_ms), "end": instant(p.end_ms), "over": p.end_ms <= now.now_ms}
