"""unscroll open: what a link of a report would settle, asked first."""

import os
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import click

from unscroll.cli.options import json_option
from unscroll.cli.show import clean, echo_json
from unscroll.errors import Exit, UnscrollError

if TYPE_CHECKING:
    from unscroll.commands import Command
    from unscroll.links import Link

_YES = "yes"


@click.command()
@click.argument("uri")
@click.option("--desktop", is_flag=True, help="Ask in a notification, as the desktop does for a click.")
@json_option
def command(uri: str, desktop: bool, as_json: bool) -> None:
    """Carry out a link of a report (unscroll:label/..., unscroll:correct/...), after asking.

    Nothing happens without your answer, whoever put the link before you. Clicks in a report come here once
    unscroll setup or unscroll service install has told the desktop.

    \b
    Example: unscroll open unscroll:label/x-3f2a/group
    """
    from unscroll.links import parse_link

    link = parse_link(uri)
    try:
        result = _settled(link, desktop)
    except UnscrollError as refused:
        if desktop and refused.code is not Exit.NO:
            _say_there(str(refused))
        raise
    if desktop:
        _say_there(clean(result["message"]))
    if as_json:
        echo_json({"schema": 1, **result})
    else:
        click.echo(clean(result["message"]))


def _settled(link: "Link", desktop: bool) -> dict[str, Any]:
    """What came of it, after the answer; UnscrollError (1) on no."""
    from unscroll.cli.writing import apply

    if not (_asked_there(link) if desktop else _asked_here(link)):
        raise UnscrollError("nothing was changed", code=Exit.NO)
    (result,) = apply(_command(link))
    return result


def _question(link: "Link") -> str:
    from unscroll.links import LabelLink

    if isinstance(link, LabelLink):
        who = {"one": "one person", "group": "a group", "nobody": "nobody"}[str(link.size)]
        return f"Thread {link.thread} is with {who}, for ever?"
    from unscroll.cli.desk import desk

    now = desk()
    if link.span.end_ms > now.now_ms:
        raise UnscrollError("that time has not come yet", "A correction re-labels what was counted", Exit.USAGE)
    return f"{now.between(link.span)} was {str(link.what).replace('_', ' ')}?"


def _command(link: "Link") -> "Command":
    from unscroll.commands import Correct, LabelThread
    from unscroll.kinds import Context
    from unscroll.links import LabelLink

    if isinstance(link, LabelLink):
        return LabelThread(link.thread, str(link.size))
    kind, context = ("", str(link.what)) if isinstance(link.what, Context) else (str(link.what), "")
    return Correct(link.span.start_ms, link.span.end_ms, kind, context)


def _asked_here(link: "Link") -> bool:
    from unscroll.cli.forget import answered

    return answered(_question(link), "Open it in a terminal")


def _asked_there(link: "Link") -> bool:
    from unscroll.cli.asking_there import asked_there

    answers: Mapping[str, str] = {_YES: "Yes", "no": "No"}
    return asked_there(os.environ, _question(link), _hint(link), answers) == _YES


def _hint(link: "Link") -> str:
    from unscroll.links import LabelLink

    if isinstance(link, LabelLink) and link.size == "one":
        return f"With a name: unscroll label {link.thread} one NAME"
    return f"In a terminal: unscroll open {link}"


def _say_there(words: str) -> None:
    from unscroll.cli.asking_there import say_there

    say_there(os.environ, words)
