"""unscroll correct: what a span really was."""

import click

from unscroll.cli.options import json_option
from unscroll.cli.show import echo_json
from unscroll.kinds import Context, Kind
from unscroll.reports.values import instant

_WORDS = {k.value.replace("_", "-"): k.value for k in Kind} | {k.value: k.value for k in Kind}


@click.command()
@click.argument("words", nargs=-1, required=True, metavar="SPAN KIND|work|personal")
@json_option
def command(words: tuple[str, ...], as_json: bool) -> None:
    """Say what SPAN really was: a kind, or work or personal.

    Re-labels time that was counted; it never makes time (that is unscroll log). The latest word wins. What
    lowers today's spent time frees no minutes before the next Day.

    \b
    Examples:
      unscroll correct 14:00-14:30 other
      unscroll correct yesterday 09:00-12:00 work
    """
    from unscroll.cli.desk import desk
    from unscroll.cli.writing import apply
    from unscroll.commands import Correct

    *span_words, what = words
    if what not in _WORDS and what not in set(Context):
        raise click.UsageError(f"{what!r} is none of {', '.join([*Kind, *Context])}")
    now = desk()
    span = now.span(" ".join(span_words))
    kind, context = (_WORDS[what], "") if what in _WORDS else ("", what)
    results = apply(Correct(span.start_ms, span.end_ms, kind, context))
    if as_json:
        ends = {"start": instant(span.start_ms), "end": instant(span.end_ms)}
        echo_json([{**result, **ends} for result in results])
    else:
        click.echo(f"corrected: {now.between(span)} is {what.replace('_', ' ')}")
