"""unscroll people split: what was merged, taken apart."""

from collections.abc import Sequence

import click

from unscroll.cli.options import json_option
from unscroll.cli.show import clean, echo_json, table
from unscroll.errors import Exit, UnscrollError
from unscroll.people.everybody import People
from unscroll.people.person import Person


@click.command("split")
@click.argument("who")
@click.argument("part", required=False)
@click.option("--handle", "handles", multiple=True, metavar="HANDLE", help="An address or number that is not theirs.")
@click.option("--name", metavar="NAME", help="Whose the handles are.")
@json_option
def command(who: str, part: str | None, handles: tuple[str, ...], name: str | None, as_json: bool) -> None:
    """Take a PART that was merged into WHO away again, and keep the two apart for ever.

    Without a part it lists them. With --handle and --name, addresses and numbers of WHO go to somebody new. Contact
    noted under the part goes with it; what came with a handle stays.

    \b
    Examples:
      unscroll people split Zoë
      unscroll people split Zoë "#45"
      unscroll people split Zoë --handle zk@example.org --name "Zoë Kim"
    """
    from unscroll.cli.known import open_known
    from unscroll.cli.writing import apply
    from unscroll.commands import SplitPerson

    if bool(handles) != bool(name) or (handles and part):
        raise click.UsageError("a part, or --handle with --name")
    with open_known(who) as (roster, found):
        people = roster.reader.people_of(found.ids)
    person = people.of(found.id) or found
    if handles:
        wanted = SplitPerson(person.id, handles=_held(person, handles), name=clean(name or "").strip())
    elif part is None:
        _list(people, person, as_json)
        return
    else:
        wanted = SplitPerson(person.id, part_id=_part(people, person, part))
    (result,) = apply(wanted)
    if as_json:
        echo_json({"schema": 1, **result})
    else:
        new = clean(name or "") or clean(people.called(wanted.part_id))
        click.echo(f"split: {new} (#{result['data']['person_id']}) is not {clean(person.name)}, and stays apart")


def _list(people: People, person: Person, as_json: bool) -> None:
    parts = [(number, people.called(number)) for number in person.ids[1:]]
    if as_json:
        echo_json({"schema": 1, "id": person.id, "parts": [{"id": number, "name": called} for number, called in parts]})
    elif parts:
        click.echo(table([(f"#{number}", called) for number, called in parts]))
    else:
        click.echo(f"nothing was merged into {clean(person.name)}")


def _part(people: People, person: Person, told: str) -> int:
    """The number of a part, by `#12`, `12` or the name it bears. UnscrollError (2) where none or several fit."""
    parts = {number: people.called(number) for number in person.ids[1:]}
    number = told.strip().removeprefix("#")
    if number.isdecimal() and int(number) in parts:
        return int(number)
    found = [number for number, called in parts.items() if called.casefold() == told.strip().casefold()]
    if len(found) != 1:
        known = ", ".join(f"#{number} {called}" for number, called in parts.items()) or "nothing was merged"
        raise UnscrollError(f"{told!r} is no part of {person.name}", known, Exit.USAGE)
    return found[0]


def _held(person: Person, told: Sequence[str]) -> list[str]:
    """The handles as they are kept, of their values or as they are typed. UnscrollError (2) for one they lack."""
    from unscroll.cli.people_options import region
    from unscroll.people.handles import spoken_handle

    by_value = {handle.value: handle for handle in person.handles if handle.strong}
    return [str(by_value.get(text.strip()) or spoken_handle(text, region())) for text in told]
