"""unscroll export: everything, out again."""

import csv
import json
from collections.abc import Iterable
from pathlib import Path
from typing import IO, Any

import click


@click.command()
@click.option("--format", "form", type=click.Choice(("jsonl", "csv")), default="jsonl", show_default=True)
@click.option("--json", "as_json", is_flag=True, help="The same as --format jsonl.")
@click.option("--since", metavar="DATE", help="From this Day on.")
@click.option("--until", metavar="DATE", help="Up to this Day, included.")
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path, allow_dash=True), default="-", metavar="FILE"
)
def command(form: str, as_json: bool, since: str | None, until: str | None, output: Path) -> None:
    """Everything that is stored, a record a line; instants are UTC.

    The key that threads are hashed with is not in it (unscroll backup takes that along).

    \b
    Examples:
      unscroll export > everything.jsonl
      unscroll export --format csv --since monday -o week.csv
    """
    from unscroll.cli.desk import desk
    from unscroll.cli.reading import open_ledger
    from unscroll.cli.records import people, records
    from unscroll.span import Span

    now = desk()
    start = now.zones.span_of(now.day(since)).start_ms if since else 0
    end = now.zones.span_of(now.day(until)).end_ms if until else now.now_ms + 366 * 86_400_000
    if end <= start:
        raise click.UsageError("--until comes before --since")
    form = "jsonl" if as_json else form
    with open_ledger() as reader, click.open_file(str(output), "w", encoding="utf-8", lazy=False) as out:
        write(out, form, (*people(reader), *records(reader, Span(start, end), now.today)))


def write(out: IO[str], form: str, rows: Iterable[dict[str, Any]]) -> None:
    """The rows as JSON lines, or as CSV whose last column holds what a record has of its own, as JSON."""
    if form == "jsonl":
        for row in rows:
            out.write(json.dumps(row, ensure_ascii=False) + "\n")
        return
    from unscroll.cli.records import COLUMNS

    table = csv.writer(out, lineterminator="\n")
    table.writerow([*COLUMNS, "more"])
    for row in rows:
        more = {name: value for name, value in row.items() if name not in COLUMNS}
        table.writerow([*(row.get(name, "") for name in COLUMNS), json.dumps(more, ensure_ascii=False)])
