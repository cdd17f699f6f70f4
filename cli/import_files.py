"""unscroll import: exports of other programs, read in."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from unscroll.cli.options import json_option
from unscroll.cli.show import echo_json, note
from unscroll.errors import UnscrollError

if TYPE_CHECKING:
    from unscroll.commands import TypeFollowers
    from unscroll.importers.contract import Ask
    from unscroll.importers.driver import Imported, Send
    from unscroll.people.nobody import Owner
    from unscroll.people.person import Person


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...", type=click.Path(path_type=Path))
@click.option("--region", default="", metavar="CC", help="Where numbers without a country are from, such as DE.")
@click.option("--me", multiple=True, metavar="NAME", help="Your own name, address or number; may be repeated.")
@click.option("--dry-run", is_flag=True, help="Write nothing; say what would come of it.")
@json_option
def command(paths: tuple[Path, ...], region: str, me: tuple[str, ...], dry_run: bool, as_json: bool) -> None:
    """Read contacts in from files, or from folders of vCards. Their content tells what they are.

    vCard, Google Contacts, HubSpot, LinkedIn's Connections.csv, Monica. Importing again, or a newer export, adds only
    what is new. Equal addresses, profiles, and numbers under names that agree, join people by themselves.
    --json has, beside the counts, `joins` (who became one person with whom) and `partings` ({person, person_id, of,
    of_id}: an earlier import had made them one, what this one says makes them two again).

    \b
    Examples:
      unscroll import contacts.vcf
      unscroll import ~/.contacts Connections.csv --region DE
      unscroll import hubspot.csv --me "Ana Roth" --dry-run
    """
    from unscroll.cli.import_text import imported_json, refused_json, shown

    ask, owner = _asked(region, me)
    told, refusals = [], []
    with _sending(dry_run) as (send, follow):
        for path in paths:
            try:
                done = _import(path, ask, owner, send)
            except UnscrollError as refused:
                if len(paths) == 1:
                    raise
                note(str(refused))
                told.append(refused_json(path, refused, dry_run))
                refusals.append(refused.code)
                continue
            counted = _followers(path, done)
            if counted:
                follow(counted)
            told.append(imported_json(path, done, dry_run))
            if not as_json:
                click.echo("\n".join(shown(path, done, counted, dry_run)))
    if as_json:
        echo_json(told[0] if len(told) == 1 else told)
    elif not dry_run and any(one["new"] + one["joined"] + one["changed"] for one in told):
        _say_more(sum(one["rhythms"] for one in told))
    if refusals:
        raise UnscrollError(f"{len(refusals)} of {len(paths)} could not be read", code=max(refusals))


def _say_more(rhythms: int) -> None:
    """What to do next, and who may be there twice."""
    from unscroll.cli.import_text import afterwards, twice

    click.echo(afterwards(rhythms))
    for line in twice(_namesakes()):
        click.echo(line)


def _namesakes() -> "list[tuple[Person, Person]]":
    from unscroll.cli.roster import open_roster
    from unscroll.people.namesakes import in_pairs, namesakes
    from unscroll.people.person import Trait

    with open_roster(Trait.NAME) as roster:
        return namesakes(roster.reader.people_of(in_pairs(roster.people))) if roster else []


def _asked(region: str, me: tuple[str, ...]) -> "tuple[Ask, Owner]":
    """What exports do not say, from the command line, else from the settings."""
    from unscroll.cli.asking import places
    from unscroll.cli.owner import owner
    from unscroll.clock import SystemClock
    from unscroll.importers.contract import Ask
    from unscroll.people.regions import region_code
    from unscroll.settings import load

    try:
        of = region_code(region) or load(places().config_file).people.region
    except ValueError as unknown:
        raise click.BadParameter(str(unknown), param_hint="--region") from None
    return Ask(of, SystemClock().read().wall_ms), owner(me, of)


def _import(path: Path, ask: "Ask", owner: "Owner", send: "Send") -> "Imported":
    from unscroll.importers.driver import import_file
    from unscroll.importers.registry import claim

    return import_file(path, claim(path), ask, owner, send)


@contextmanager
def _sending(dry_run: bool) -> "Iterator[tuple[Send, Callable[[TypeFollowers], object]]]":
    """Where cards and counts of followers go."""
    if dry_run:
        from unscroll.cli.asking import places
        from unscroll.ledger import open_trial

        with open_trial(places()) as trial:
            yield lambda command: trial(command).data, lambda counted: None
    else:
        from unscroll.cli.writing import applying

        with applying() as do:
            yield lambda command: do(command)[0]["data"], do


def _followers(path: Path, done: "Imported") -> "TypeFollowers | None":
    """The count holds for the Day when the platform wrote the file, which an archive's date tells."""
    if done.followers is None:
        return None
    from unscroll.cli.desk import desk
    from unscroll.commands import TypeFollowers

    now = desk()
    written_ms = min(now.now_ms, path.stat().st_mtime_ns // 1_000_000)
    day = now.zones.day_of(written_ms).isoformat()
    told = done.followers
    return TypeFollowers(told.platform, day, told.count, told.platform, done.change_id)
