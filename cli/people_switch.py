"""Switch: a command that says a yes or no about a person."""

import click

from unscroll.cli.options import json_option
from unscroll.cli.show import clean, echo_json
from unscroll.people.person import Trait


def switch_command(name: str, trait: Trait, does: str, on_words: str, off_words: str) -> click.Command:
    """`unscroll people NAME WHO [--off]`: sets the trait of WHO, or takes it back, and says so."""

    @click.command(
        name, help=f"{does}\n\n\b\nExamples:\n  unscroll people {name} Zoë\n  unscroll people {name} Zoë --off"
    )
    @click.argument("who")
    @click.option("--off", is_flag=True, help="Take it back.")
    @json_option
    def command(who: str, off: bool, as_json: bool) -> None:
        result, called = _switch(trait, who, off)
        if as_json:
            echo_json({"schema": 1, **result})
        else:
            click.echo(f"{clean(called)}: {off_words if off else on_words}")

    return command


def _switch(trait: Trait, who: str, off: bool) -> tuple[dict[str, object], str]:
    """What came of it; the name of WHO."""
    from unscroll.cli.known import known
    from unscroll.cli.writing import apply
    from unscroll.commands import ChangePerson

    person = known(who)
    what = f"{trait} off" if off else str(trait)
    (result,) = apply(ChangePerson(what, [{"trait": str(trait), "value": "yes", "holds": not off}], person.id))
    return result, person.name
