"""unscroll people mute: a rest from suggestions."""

import click

from unscroll.cli.options import json_option
from unscroll.cli.people_switch import switch
from unscroll.people.person import Trait


@click.command("mute")
@click.argument("who")
@click.option("--off", is_flag=True, help="Take it back.")
@json_option
def command(who: str, off: bool, as_json: bool) -> None:
    """Name WHO in no suggestion and no digest until you take it back. Contact is noted as before.

    \b
    Examples:
      unscroll people mute Zoë
      unscroll people mute Zoë --off
    """
    switch(Trait.MUTED, who, off, as_json, on_words="named in no suggestion", off_words="named in suggestions again")
