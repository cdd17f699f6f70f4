"""unscroll import: exports of other programs, read in."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

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
@click.argument("paths", nargs=-1, metavar="PATH...", type=click.Path(path_type=Path))
@click.option("--region", default="", metavar="CC", help="Where numbers without a country are from, such as DE.")
@click.option("--me", multiple=True, metavar="NAME", help="Your own name, address or number; may be repeated.")
@click.option(
    "--from-this-computer",
    "here",
    is_flag=True,
    help="Find browsers' histories, address books, mail, calendars in your home; asks for each.",
)
@click.option(
    "--yes",
    is_flag=True,
    help="Read all that is found, and take the addresses that mail was sent from for yours, without asking.",
)
@click.option("--dry-run", is_flag=True, help="Write nothing; say what would come of it.")
@json_option
def command(
    paths: tuple[Path, ...], region: str, me: tuple[str, ...], here: bool, yes: bool, dry_run: bool, as_json: bool
) -> None:
    """Read contacts, mail, calendars, browsers' histories in from files or folders. Their content tells what they are.

    Of people: vCard, Google Contacts, HubSpot, LinkedIn's Connections.csv, Monica, Thunderbird, GNOME. Importing again,
    or a newer export, adds only what is new. Equal addresses, profiles, and numbers under names that agree, join people
    by themselves.
    --json has, beside the counts, `joins` (who became one person with whom) and `partings` ({person, person_id, of,
    of_id}: an earlier import had made them one, what this one says makes them two again).

    Of a browser's history (a profile, places.sqlite, History) only platform, kind of page, and time are kept, as of
    pages that are watched; the never-watch list holds. It counts where nothing was watched: Firefox measured how long
    a page was looked at; of Chromium's visits the length is estimated, shown beside, and in no sum.

    Of mail (mbox, Maildir, a profile of Thunderbird) the header alone is read, and kept is with whom, when, which way:
    of messages between you and one other, whom you know, or who wrote and whom you wrote to. Lists, newsletters,
    machines count as nobody. Name the folder that holds both inbox and sent mail, so that both sides are seen. Of a
    calendar (.ics) it is a past meeting with one other; it is no contact until you log it.

    \b
    Examples:
      unscroll import contacts.vcf
      unscroll import ~/.contacts Connections.csv --region DE
      unscroll import hubspot.csv --me "Ana Roth" --dry-run
      unscroll import ~/.thunderbird/abcd1234.default --me ana@example.org
      unscroll import --from-this-computer
    """
    from unscroll.cli.import_text import imported_json, refused_json, shown
    from unscroll.cli.mail_owner import own_addresses

    if not paths and not here:
        raise click.UsageError("import what? Give a PATH, or --from-this-computer")
    if here:
        from unscroll.cli.import_here import chosen

        paths = (*paths, *chosen(yes))
    ask, owner = _asked(region, (*me, *own_addresses(paths, me, yes)), dry_run)
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
    elif not dry_run:
        _say_more(told)
    if refusals:
        raise UnscrollError(f"{len(refusals)} of {len(paths)} could not be read", code=max(refusals))


def _say_more(told: list[dict[str, Any]]) -> None:
    """What to do next with what was new, and who may be there twice."""
    from unscroll.cli.import_text import after_touchpoints, after_visits, afterwards, twice
    from unscroll.people.told_touchpoint import TELLING
    from unscroll.visits import HISTORIES

    news = [one for one in told if one["new"] + one["joined"] + one["changed"]]
    if any(one["source"] in HISTORIES for one in news):
        click.echo(after_visits())
    if telling := sorted({one["source"] for one in news if one["source"] in TELLING}):
        click.echo(after_touchpoints(telling))
    if any(one["source"] not in HISTORIES for one in news):
        click.echo(afterwards(sum(one["rhythms"] for one in told)))
        for line in twice(_namesakes()):
            click.echo(line)


def _namesakes() -> "list[tuple[Person, Person]]":
    from unscroll.cli.roster import open_roster
    from unscroll.people.namesakes import in_pairs, namesakes
    from unscroll.people.person import Trait

    with open_roster(Trait.NAME) as roster:
        return namesakes(roster.reader.people_of(in_pairs(roster.people))) if roster else []


def _asked(region: str, me: tuple[str, ...], dry_run: bool) -> "tuple[Ask, Owner]":
    """What exports do not say, from the command line, else from the settings."""
    from unscroll.cli.asking import places
    from unscroll.cli.import_door import import_door
    from unscroll.cli.owner import owner
    from unscroll.clock import SystemClock
    from unscroll.importers.contract import Ask
    from unscroll.people.regions import region_code
    from unscroll.settings import load

    try:
        of = region_code(region) or load(places().config_file).people.region
    except ValueError as unknown:
        raise click.BadParameter(str(unknown), param_hint="--region") from None
    who = owner(me, of)
    return Ask(of, import_door(dry_run), SystemClock().read().wall_ms, who.handles), who


def _import(path: Path, ask: "Ask", owner: "Owner", send: "Send") -> "Imported":
    from dataclasses import replace

    from unscroll.cli.ticking import ticking
    from unscroll.importers.driver import import_file
    from unscroll.importers.registry import claim

    with ticking(f"records of {path.name} read") as tick:
        return import_file(path, claim(path), replace(ask, tick=tick), owner, send)


@contextmanager
def _sending(dry_run: bool) -> "Iterator[tuple[Send, Callable[[TypeFollowers], object]]]":
    """Where cards and counts of followers go."""
    if dry_run:
        from unscroll.cli.asking import places
        from unscroll.clock import SystemClock
        from unscroll.ledger import open_trial

        with open_trial(places(), SystemClock().read().wall_ms) as trial:
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
