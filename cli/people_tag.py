"""unscroll people tag: words of the user's own."""

import click

from unscroll.cli.options import json_option
from unscroll.cli.people_options import AS_BEFORE, tag_of
from unscroll.cli.show import clean, echo_json


@click.command("tag")
@click.argument("who")
@click.argument("tags", nargs=-1, required=True, metavar="TAG...")
@click.option("--remove", is_flag=True, help="Take them away.")
@json_option
def command(who: str, tags: tuple[str, ...], remove: bool, as_json: bool) -> None:
    """Give WHO tags. Business and personal may both be set; business asks for contact every 90 days.

    \b
    Examples:
      unscroll people tag Zoë climbing lyon
      unscroll people tag Zoë lyon --remove
    """
    from unscroll.cli.known import known
    from unscroll.cli.writing import apply
    from unscroll.commands import ChangePerson

    told = list(dict.fromkeys(tag_of(tag) for tag in tags))
    person = known(who)
    facts = [{"trait": "tag", "value": tag, "holds": not remove} for tag in told]
    (result,) = apply(ChangePerson("untag" if remove else "tag", facts, person_id=person.id))
    if as_json:
        echo_json({"schema": 1, **result})
    else:
        before = "" if result["data"]["change_id"] else AS_BEFORE
        click.echo(f"{clean(person.name)}: {'not ' if remove else ''}{', '.join(told)}{before}")
