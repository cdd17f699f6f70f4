"""unscroll label: who a thread is with."""

from typing import TYPE_CHECKING, Any

import click

from unscroll.cli.options import json_option
from unscroll.cli.show import clean, echo_json, length, table
from unscroll.errors import Exit, UnscrollError
from unscroll.reports.words import platform

if TYPE_CHECKING:
    from unscroll.cli.unresolved import OpenThread


@click.command()
@click.argument("thread", required=False)
@click.argument("size", required=False, type=click.Choice(("one", "group", "nobody")))
@click.argument("name", required=False)
@json_option
def command(thread: str | None, size: str | None, name: str | None, as_json: bool) -> None:
    """Settle who a THREAD is with, for ever: one person, a group or nobody.

    Without a thread it lists the unresolved ones of the last four weeks, the longest first. THREAD is as
    listed (x-3f2a), or `now` for the one that is open or was open last. Past days are counted anew. NAME may be a part
    of one, an address, a number such as #12; somebody who is not known yet is made.

    \b
    Examples:
      unscroll label
      unscroll label x-3f2a one Zoë
      unscroll label now group
    """
    from unscroll.cli.unresolved import open_now, open_threads

    if thread is None:
        _list(open_threads(), as_json)
        return
    if size is None:
        raise click.UsageError("who is it with? Add one, group or nobody")
    if name and size != "one":
        raise click.UsageError("a name goes with one")
    from unscroll.cli.writing import apply
    from unscroll.commands import LabelThread

    if thread == "now":
        found = open_now()
        if found is None:
            raise UnscrollError("no thread is open", "unscroll label lists the unresolved ones", Exit.NO)
        thread = found
    person_id, known, new = _whom(clean(name).strip()) if name and clean(name).strip() else (0, "", "")
    (result,) = apply(LabelThread(thread, size, known, person_id))
    if as_json:
        echo_json({"schema": 1, **result})
        return
    click.echo(clean(result["message"]))
    if new:
        click.echo(f"{new}{'; unscroll people merge makes two one' if '. Near: ' in new else ''}")


def _whom(name: str) -> tuple[int, str, str]:
    """Number and name of somebody known, else 0, the name as it was told, and words for somebody new."""
    from unscroll.cli.roster import open_roster
    from unscroll.cli.who import near_words, number_or_name
    from unscroll.people.person import Trait

    with open_roster(Trait.NAME) as roster:
        number, known = number_or_name(roster, name)
        return number, known, near_words(roster, number, known)


def _list(threads: "list[OpenThread]", as_json: bool) -> None:
    if as_json:
        rows: list[dict[str, Any]] = [
            {"thread": t.key, "name": t.name, "platform": t.platform, "seconds": t.seconds, "last": t.last}
            for t in threads
        ]
        echo_json({"schema": 1, "threads": rows})
    elif not threads:
        click.echo("nothing is unresolved in the last four weeks")
    else:
        click.echo(
            table(
                [(t.name, platform(t.platform), length(t.seconds), f"last {t.last[:10]}") for t in threads],
                right=(2,),
            )
        )
        click.echo("\nSettle one: unscroll label " + threads[0].name + " one NAME")
