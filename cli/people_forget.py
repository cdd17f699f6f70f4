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

    With --yes WHO is a whole name, a handle or a number such as #12. Nothing takes it back. To hear of somebody no
    more, there are mute and never.

    \b
    Example: unscroll people forget "Ben Hollow"
    """
    from shlex import quote

    from unscroll.cli.forget import confirm
    from unscroll.cli.known import open_known
    from unscroll.cli.writing import apply
    from unscroll.commands import Forget
    from unscroll.errors import Exit, UnscrollError
    from unscroll.people.whom import named_wholly
    from unscroll.reports.words import count

    with open_known(who) as (roster, person):
        contacts = len(roster.reader.touchpoints_of(person.ids))
    if yes and not named_wholly(person, clean(who)):
        hint = f"With --yes say it in full: {quote(clean(person.name))}, or '#{person.id}'"
        raise UnscrollError(f"{clean(who)!r} is not the whole name of {clean(person.name)}", hint, Exit.USAGE)
    if not yes:
        confirm(f"Delete {clean(person.name)} and {count(contacts, 'contact')} for good?")
    (result,) = apply(Forget(person=f"#{person.id}"))
    if as_json:
        echo_json({"schema": 1, **result})
    else:
        click.echo(f"{clean(person.name)} is deleted: {clean(result['message'])}")
