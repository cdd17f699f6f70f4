"""Switch: a yes or no about a person."""

import click

from unscroll.cli.show import clean, echo_json
from unscroll.people.person import Trait


def switch(trait: Trait, who: str, off: bool, as_json: bool, on_words: str, off_words: str) -> None:
    """Sets the trait of WHO, or takes it back, and says so."""
    from unscroll.cli.known import known
    from unscroll.cli.writing import apply
    from unscroll.commands import ChangePerson

    person = known(who)
    what = f"{trait} off" if off else str(trait)
    (result,) = apply(ChangePerson(what, [{"trait": str(trait), "value": "yes", "holds": not off}], person.id))
    if as_json:
        echo_json({"schema": 1, **result})
    else:
        click.echo(f"{clean(person.name)}: {off_words if off else on_words}")
