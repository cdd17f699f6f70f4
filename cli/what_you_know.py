"""unscroll what-you-know: every row stored in a time, in plain words."""

from typing import Any

import click

from unscroll.cli.options import json_option
from unscroll.cli.show import clean, clock_time, echo_json

_DULL = {"record", "start", "end", "source", "device", "clock_run", "thread"}
"""Shown in the sentence's head, or not worth a word when empty."""


@click.command()
@click.argument("duration", default="1h")
@json_option
def command(duration: str, as_json: bool) -> None:
    """Every row that was stored in the last DURATION (one hour without it), in plain words.

    This is all there is: no titles, no addresses, no texts, no keys. People you typed in are listed last.

    \b
    Examples:
      unscroll what-you-know
      unscroll what-you-know 10m --json
    """
    from unscroll.cli.desk import desk
    from unscroll.cli.reading import open_ledger
    from unscroll.cli.records import people, records
    from unscroll.span import Span
    from unscroll.spoken import parse_duration

    now = desk()
    since = now.now_ms - parse_duration(duration)
    with open_ledger() as reader:
        rows = [*records(reader, Span(since, now.now_ms + 1), now.today), *people(reader)]
    if as_json:
        echo_json({"schema": 1, "rows": rows})
        return
    for row in rows:
        click.echo(sentence(row))
    if not rows:
        click.echo("nothing was stored in that time")


def sentence(row: dict[str, Any]) -> str:
    """One row as one line: when, what, and each value that says something."""
    if row["record"] == "person":
        return clean(f"person  {row['person']}")
    at = clock_time(row["start"], seconds=True)
    until = f" to {clock_time(row['end'], seconds=True)}" if "end" in row else ""
    source = f", seen by {row['source']}" if row.get("source") else ""
    values = [
        _words(name, value) for name, value in row.items() if name not in _DULL and value not in ("", 0, None, False)
    ]
    thread = f", thread x-{row['thread'][:4]}" if row.get("thread") else ""
    return clean(f"{at}{until}  {row['record'].replace('_', ' ')}: {', '.join(values)}{thread}{source}")


def _words(name: str, value: Any) -> str:
    return name.replace("_", " ") if value is True else f"{name.replace('_', ' ')} {value}"
