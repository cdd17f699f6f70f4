"""unscroll forget: deletes facts and all that was derived from them."""

import sys
from typing import TYPE_CHECKING

import click

from unscroll.cli.options import json_option, yes_option
from unscroll.cli.show import clean, echo_json
from unscroll.errors import Exit, UnscrollError

if TYPE_CHECKING:
    from unscroll.commands import Forget


_HISTORIES = {"firefox-history": "Firefox's family", "chromium-history": "Chromium's family"}
"""The sources of visits (`unscroll.visits.HISTORIES`), as whose browsers they are."""
_TELLING = {"mail": "mail", "calendar": "calendars"}
"""The sources of messages and meetings (`unscroll.people.told_touchpoint.TELLING`)."""
_TAKEN_BACK = "what was watched stays; the browser's own history is as it was, and importing it brings this back"
_STILL_THERE = "people whom it brought stay, as unscroll people history lists them; importing it again brings this back"


@click.command()
@click.option("--before", metavar="DATE", help="Everything before this Day.")
@click.option("--span", "span_text", metavar="SPAN", help="Everything in this span.")
@click.option(
    "--person",
    metavar="NAME",
    help="A person: contacts typed in, and all that was measured in threads labelled as theirs.",
)
@click.option("--platform", metavar="PLATFORM", help="Everything on this platform.")
@click.option(
    "--source",
    type=click.Choice([*_HISTORIES, *_TELLING]),
    help="All that was imported from such browsers' histories, from mail, from calendars; nothing that was watched.",
)
@yes_option
@json_option
def command(
    before: str | None,
    span_text: str | None,
    person: str | None,
    platform: str | None,
    source: str | None,
    yes: bool,
    as_json: bool,
) -> None:
    """Delete facts and all that was derived from them, for good. Asks first.

    Several options together delete what fits all of them. Snapshots made before are cleared of it too, and written
    report pages that show it are deleted; whatever you exported, backed up or wrote elsewhere stays, and so do ledgers
    that were put aside, which are named.

    --source takes back what import read from histories of Firefox's or Chromium's family, of every profile; what was
    watched stays, and so does the browser's own history. Of mail and calendars it takes every message and meeting that
    import kept.

    A Day forgotten in part, and today always, goes on saying that something of that span was forgotten, never what.

    \b
    Examples:
      unscroll forget --before 2025-01-01
      unscroll forget --span "yesterday 14:00-15:00" --yes
      unscroll forget --platform tiktok
      unscroll forget --source chromium-history
    """
    from unscroll.cli.naming import known_platforms
    from unscroll.cli.writing import apply
    from unscroll.commands import Forget

    start, end, when = _bounds(before, span_text)
    for named, told in (("--person", person), ("--platform", platform)):
        if told is not None and not clean(told).strip():
            raise click.BadParameter("nothing shows of this name", param_hint=named)
    wanted = Forget(start, end, clean(person or "").strip(), clean(platform or "").strip(), source or "")
    if wanted == Forget():
        raise click.UsageError("forget what? Give --before, --span, --person, --platform or --source")
    if wanted.source in _TELLING and wanted.platform:
        raise click.UsageError(f"--platform or --source {wanted.source}, not both: it is of no platform")
    if wanted.source and wanted.person:
        raise click.UsageError("--person or --source, not both")
    known_platforms((wanted.platform,) if wanted.platform else ())
    if not yes:
        confirm(f"Delete {_what(wanted)}{when} for good?")
    (result,) = apply(wanted)
    if as_json:
        echo_json({"schema": 1, **result})
    else:
        click.echo(clean(result["message"]))
        if wanted.source and result["data"]["rows"]:
            click.echo(_STILL_THERE if wanted.source in _TELLING else _TAKEN_BACK)


def _bounds(before: str | None, span_text: str | None) -> tuple[int, int, str]:
    """From when, until when (-1 is open), and both in words."""
    from unscroll.cli.desk import desk

    if before and span_text:
        raise click.UsageError("--before or --span, not both")
    now = desk()
    if before:
        end = now.zones.span_of(now.day(before)).start_ms
        return -1, end, f" before {now.zones.local(end):%Y-%m-%d %H:%M}"
    if span_text:
        span = now.span(span_text)
        return span.start_ms, span.end_ms, f" from {now.between(span)}"
    return -1, -1, ""


def _what(wanted: "Forget") -> str:
    """Whose or which facts, in words."""
    if wanted.source in _TELLING:
        return f"what was read from {_TELLING[wanted.source]}"
    if wanted.source:
        of = f" of {wanted.platform}" if wanted.platform else ""
        return f"what was read{of} from histories of {_HISTORIES[wanted.source]}"
    whose = [name for name in (wanted.person, wanted.platform) if name]
    return f"what there is of {' on '.join(whose)}" if whose else "everything"


def confirm(question: str) -> None:
    """Asks; UnscrollError (1) on no, or (2) where nobody can answer."""
    if not answered(question):
        raise UnscrollError("nothing was changed", code=Exit.NO)


def answered(question: str, otherwise: str = "Add --yes") -> bool:
    """Whether the person says yes; UnscrollError (2) where nobody is there to answer, with what to do `otherwise`."""
    try:
        return click.confirm(question, err=True)
    except click.Abort:
        click.echo(err=True)  # the question still stands on its line
        if sys.stdin.isatty():
            raise
        raise UnscrollError("this asks first, and nobody is there to answer", otherwise, Exit.USAGE) from None
