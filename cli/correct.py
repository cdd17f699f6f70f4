"""unscroll correct: what a span really was."""

import click

from unscroll.cli.options import json_option
from unscroll.cli.show import echo_json
from unscroll.errors import Exit, UnscrollError
from unscroll.kinds import Context, Kind
from unscroll.reports.values import instant
from unscroll.span import Span

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
    if span.end_ms > now.now_ms:
        hint = "a correction re-labels time that was counted; a night that is over goes by its date"
        raise UnscrollError(f"{now.between(span)} has not come yet", hint, Exit.USAGE)
    kind, context = (_WORDS[what], "") if what in _WORDS else ("", what)
    results = apply(Correct(span.start_ms, span.end_ms, kind, context))
    nothing = _nothing_counted(span)
    if as_json:
        ends = {"start": instant(span.start_ms), "end": instant(span.end_ms), "nothing_counted": nothing}
        echo_json([{**result, **ends} for result in results])
    else:
        click.echo(f"corrected: {now.between(span)} is {what.replace('_', ' ')}")
        if nothing:
            click.echo("nothing was counted then, so no figure changes")


def _nothing_counted(span: Span) -> bool:
    """Whether the correction has nothing to re-label; of what is too long to be explained it is not known."""
    from unscroll.cli.asking import ask_or_none
    from unscroll.cli.explain import LONGEST_MS
    from unscroll.cli.reading import read_explanation

    if span.length_ms > LONGEST_MS:
        return False
    counted = ask_or_none("explain", start_ms=span.start_ms, end_ms=span.end_ms)
    return not (read_explanation(span) if counted is None else counted)
