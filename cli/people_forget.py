"""unscroll people forget: somebody deleted."""

import click

from unscroll.cli.options import json_option, yes_option
from unscroll.cli.show import clean, echo_json


@click.command("forget")
@click.argument("who")
@yes_option
@json_option
def command(who: str, yes: bool, as_json: bool) -> None:
    """Delete WHO for good: what is known of them, all contact, all that was measured in their threads. Asks first.

    Nothing takes it back. To hear of somebody no more, there are mute and never.

    \b
    Example: unscroll people forget "Ben Hollow"
    """
    from unscroll.cli.forget import confirm
    from unscroll.cli.known import open_known
    from unscroll.cli.writing import apply
    from unscroll.commands import Forget
    from unscroll.reports.words import count

    with open_known(who) as (roster, person):
        contacts = len(roster.reader.touchpoints_of(person.ids))
    if not yes:
        confirm(f"Delete {clean(person.name)} and {count(contacts, 'contact')} for good?")
    (result,) = apply(Forget(person=f"#{person.id}"))
    if as_json:
        echo_json({"schema": 1, **result})
    else:
        click.echo(f"{clean(person.name)} is deleted: {clean(result['message'])}")
