"""unscroll people never: no reminders, ever."""

import click

from unscroll.cli.options import json_option
from unscroll.cli.people_switch import switch
from unscroll.people.person import Trait


@click.command("never")
@click.argument("who")
@click.option("--off", is_flag=True, help="Take it back.")
@json_option
def command(who: str, off: bool, as_json: bool) -> None:
    """Never remind of WHO, whatever their circle or tag says.

    \b
    Examples:
      unscroll people never Zoë
      unscroll people never Zoë --off
    """
    switch(
        Trait.NEVER,
        who,
        off,
        as_json,
        on_words="never reminded of",
        off_words="reminded of again, where a circle or a cadence asks for it",
    )
