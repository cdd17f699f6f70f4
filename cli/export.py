"""unscroll export: everything, out again."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from unscroll.cli.options import json_option
from unscroll.cli.own_files import refuse_own
from unscroll.cli.show import note
from unscroll.files import open_private

if TYPE_CHECKING:
    from unscroll.cli.desk import Desk

_FILE = click.Path(dir_okay=False, allow_dash=True)
Dates = tuple[str | None, str | None]
_FORMATS = ("jsonl", "csv", "vcard", "hubspot")


@click.command()
@click.option("--format", "form", type=click.Choice(_FORMATS), default="jsonl", show_default=True)
@json_option
@click.option("--since", metavar="DATE", help="From this Day on.")
@click.option("--until", metavar="DATE", help="Up to this Day, included.")
@click.option("-o", "--output", type=_FILE, default="-", metavar="FILE")
@click.option("--engagements", type=_FILE, metavar="FILE", help="With hubspot: what there was with people goes here.")
def command(
    form: str, as_json: bool, since: str | None, until: str | None, output: str, engagements: str | None
) -> None:
    """Everything that is stored, a row a line; instants are UTC. --json is --format jsonl.

    vcard and hubspot are people, for address books and for HubSpot's import; --since and --until are for the
    engagements then. Columns named Unscroll are for properties of your own in HubSpot: by its Unscroll id somebody
    is known again who comes back with nothing but a name. The key that threads are hashed with is not in it
    (unscroll backup takes that along). FILE is yours alone to read (0600), also where it was there before.

    \b
    Examples:
      unscroll export > everything.jsonl
      unscroll export --format csv --since monday -o week.csv
      unscroll export --format vcard -o people.vcf
      unscroll export --format hubspot -o contacts.csv --engagements activities.csv
    """
    if as_json and form != "jsonl":
        raise click.UsageError(f"--json is --format jsonl: it does not go with {form}")
    if engagements and (form != "hubspot" or engagements == output):
        raise click.UsageError("--engagements is a file of its own beside --format hubspot")
    for file in (output, engagements or "-"):
        if file != "-":
            refuse_own(file)
    if form in ("vcard", "hubspot"):
        if (since or until) and not engagements:
            raise click.UsageError("--since and --until are for rows: people are written out whole")
        _people(form, output, engagements, (since, until))
    else:
        _rows(form, output, (since, until))


def _rows(form: str, output: str, dates: Dates) -> None:
    from unscroll.cli.desk import desk
    from unscroll.cli.reading import maybe_ledger
    from unscroll.ledger import export
    from unscroll.span import Span

    span = Span(*_bounds(desk(), dates))
    with maybe_ledger() as reader:
        if reader is None:
            _nothing(output)
        else:
            _write(output, export(reader, form, span))


def _people(form: str, output: str, engagements: str | None, dates: Dates) -> None:
    from unscroll.cli.roster import desk_of, open_roster
    from unscroll.importers import hubspot_contacts, vcard
    from unscroll.people.own_uid import looks_own
    from unscroll.reports.hubspot import contacts_csv, engagements_csv
    from unscroll.reports.vcards import vcards

    with open_roster() as roster:
        if roster is None:
            _nothing(output)
            return
        people, start_ms, end_ms = roster.people, *_bounds(desk_of(roster), dates)
        own = dict(roster.reader.own_ids(people))
        if form == "vcard":
            _write(output, vcards(people.everybody, {**own, **dict(roster.reader.card_keys(vcard.name))}))
            return
        keys = roster.reader.card_keys(hubspot_contacts.name)
        record_ids = {number: key for number, key in keys if key.isdecimal()}
        own |= {number: key for number, key in keys if looks_own(key)}  # another ledger's, which knows them by it
        _write(output, contacts_csv(people.everybody, record_ids, own))
        if engagements:
            with_each = (
                (person, (t for t in roster.touchpoints(person) if start_ms <= t.start_ms < end_ms))
                for person in people.everybody
            )
            _write(engagements, engagements_csv(with_each, record_ids, people.names))


def _bounds(desk: "Desk", dates: Dates) -> tuple[int, int]:
    """From when, until when, in milliseconds."""
    since, until = dates
    start_ms = desk.zones.span_of(desk.day(since)).start_ms if since else 0
    end_ms = desk.zones.span_of(desk.day(until) if until else desk.today).end_ms
    if end_ms <= start_ms:
        raise click.UsageError("--until comes before --since")
    return start_ms, end_ms


def _nothing(output: str) -> None:
    note("nothing is recorded yet" + ("" if output == "-" else f": {output} was not written"))


def _write(output: str, lines: Iterable[str]) -> None:
    with click.open_file("-", "w") if output == "-" else open_private(Path(output)) as out:
        out.writelines(lines)
