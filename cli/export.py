"""unscroll export: everything, out again."""

from pathlib import Path

import click

from unscroll.cli.options import json_option
from unscroll.cli.show import note
from unscroll.places import open_private


@click.command()
@click.option("--format", "form", type=click.Choice(("jsonl", "csv")), default="jsonl", show_default=True)
@json_option
@click.option("--since", metavar="DATE", help="From this Day on.")
@click.option("--until", metavar="DATE", help="Up to this Day, included.")
@click.option("-o", "--output", type=click.Path(dir_okay=False, allow_dash=True), default="-", metavar="FILE")
def command(form: str, as_json: bool, since: str | None, until: str | None, output: str) -> None:
    """Everything that is stored, a row a line; instants are UTC. --json is --format jsonl.

    The key that threads are hashed with is not in it (unscroll backup takes that along). FILE is yours alone to
    read (0600), also where it was there before.

    \b
    Examples:
      unscroll export > everything.jsonl
      unscroll export --format csv --since monday -o week.csv
    """
    from unscroll.cli.desk import desk
    from unscroll.cli.reading import maybe_ledger
    from unscroll.ledger import export
    from unscroll.span import Span

    now = desk()
    start_ms = now.zones.span_of(now.day(since)).start_ms if since else 0
    end_ms = now.zones.span_of(now.day(until) if until else now.today).end_ms
    if end_ms <= start_ms:
        raise click.UsageError("--until comes before --since")
    with maybe_ledger() as reader:
        if reader is None:
            note("nothing is recorded yet" + ("" if output == "-" else f": {output} was not written"))
            return
        with click.open_file("-", "w") if output == "-" else open_private(Path(output)) as out:
            out.writelines(export(reader, "jsonl" if as_json else form, Span(start_ms, end_ms)))
