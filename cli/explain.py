"""unscroll explain: what was counted, from what, by which rule."""

from typing import TYPE_CHECKING, Any

import click

from unscroll.cli.asking import ask_or_none
from unscroll.cli.options import json_option
from unscroll.cli.show import clean, echo_json
from unscroll.cli.signal_words import signal_words
from unscroll.errors import Exit, UnscrollError
from unscroll.reports.words import EVIDENCE, KINDS, platform, view

if TYPE_CHECKING:
    from unscroll.cli.desk import Desk

LONGEST_MS = 31 * 86_400_000


@click.command()
@click.argument("words", nargs=-1, metavar="[TIME|SPAN]")
@json_option
def command(words: tuple[str, ...], as_json: bool) -> None:
    """What was counted at a TIME or in a SPAN, from which sightings, by which rule; the last 15 minutes without one.

    \b
    Examples:
      unscroll explain 14:05
      unscroll explain yesterday 14:00-14:30
      unscroll explain last 45m --json
    """
    from unscroll.cli.desk import desk
    from unscroll.cli.reading import read_explanation

    now = desk()
    span = now.moment(" ".join(words) or "last 15m")
    if span.length_ms > LONGEST_MS:
        raise UnscrollError("that span is too long to explain", "31 days are the most", Exit.USAGE)
    rows = ask_or_none("explain", start_ms=span.start_ms, end_ms=span.end_ms)
    if rows is None:
        rows = read_explanation(span)
    if as_json:
        echo_json(rows)
    elif not rows:
        click.echo("nothing was counted then")
    for row in () if as_json else rows:
        click.echo(_text(row, now))


def _text(row: dict[str, Any], now: "Desk") -> str:
    head = f"{_between(row, now)}  {KINDS[row['kind']]}: {_place(row['surface'])}"
    lines = [f"{clean(head)}  by the rule {clean(row['rule'])}, {EVIDENCE[row['evidence']]}"]
    for seen in row["sightings"]:
        place = _place(seen["surface"]) if seen["surface"] else ""
        said = (_between(seen["span"], now), seen["source"], place, signal_words(seen["signals"]))
        lines.append(clean("    " + "  ".join(part for part in said if part)))
    return "\n".join(lines)


def _place(surface: str) -> str:
    """`Reddit, feed` of `reddit/feed`."""
    name, _, seen = surface.partition("/")
    return f"{platform(name)}, {view(seen)}"


def _between(span: dict[str, Any], now: "Desk") -> str:
    return f"{now.clock(span['start'], seconds=True)} to {now.clock(span['end'], seconds=True)}"
