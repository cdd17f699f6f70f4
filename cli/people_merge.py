"""unscroll people merge: two people who are one."""

import click

from unscroll.cli.options import json_option
from unscroll.cli.show import clean, echo_json
from unscroll.errors import Exit, UnscrollError


@click.command("merge")
@click.argument("who", required=False)
@click.argument("other", required=False)
@click.option("--list", "only_list", is_flag=True, help="Only show who may be one.")
@json_option
def command(who: str | None, other: str | None, only_list: bool, as_json: bool) -> None:
    """Say that OTHER is WHO: all that is known of either is of both. unscroll people undo takes it back.

    Without names it shows who may be one, with the evidence, and asks one pair after the other: y merges them; n does
    not, and the same evidence is not asked again; never keeps the two apart for ever. --json only lists them.

    \b
    Examples:
      unscroll people merge "Zoë Müller" "Zoe M."
      unscroll people merge
      unscroll people merge --list --json
    """
    if who is None:
        from unscroll.cli.people_suggest import ask_all, list_all

        (list_all(as_json) if only_list or as_json else ask_all())
        return
    if other is None or only_list:
        raise click.UsageError("merge whom with whom? Two names, or none")
    from unscroll.cli.known import open_known
    from unscroll.cli.who import person_of
    from unscroll.cli.writing import apply
    from unscroll.commands import MergePeople

    with open_known(who) as (roster, kept):
        joined = person_of(roster, other)
    if kept.id == joined.id:
        raise UnscrollError(f"{who!r} and {other!r} are one person already", code=Exit.NO)
    (result,) = apply(MergePeople(kept.id, joined.id))
    if as_json:
        echo_json({"schema": 1, **result})
    else:
        click.echo(f"merged: {clean(joined.name)} is {clean(kept.name)}. unscroll people undo takes it back")
