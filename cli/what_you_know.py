"""unscroll what-you-know: every row stored in a time, in plain words."""

import json

import click

from unscroll.cli.options import json_option
from unscroll.cli.show import clean, echo_json, note


@click.command()
@click.argument("duration", default="1h")
@json_option
def command(duration: str, as_json: bool) -> None:
    """Every row that was stored in the last DURATION (one hour without it), in plain words.

    This is all there is: no titles, no addresses, no texts, no keys. --json adds people, typed minutes and the
    journal, whole.

    \b
    Examples:
      unscroll what-you-know
      unscroll what-you-know 10m --json
    """
    from unscroll.cli.desk import desk
    from unscroll.cli.reading import maybe_ledger
    from unscroll.ledger import export, what_you_know
    from unscroll.span import Span
    from unscroll.spoken import parse_duration

    now = desk()
    span = Span(now.now_ms - parse_duration(duration), now.now_ms + 1)
    with maybe_ledger() as reader:
        if reader is None:
            note("nothing is recorded yet")
        if as_json:
            rows = [json.loads(line) for line in export(reader, "jsonl", span)] if reader else []
            echo_json({"schema": 1, "rows": rows})
            return
        told = [clean(line) for line in what_you_know(reader, span, now.zones)] if reader else []
    if reader is None:
        return
    click.echo("\n".join(told) or "nothing was stored in that time")
