"""unscroll doctor: what works, what does not, the mend."""

import os

import click

from unscroll.cli.options import json_option
from unscroll.cli.show import clean, echo_json
from unscroll.errors import Exit


@click.command()
@json_option
def command(as_json: bool) -> None:
    """What works here, what does not, and the mend, a line each. Exit code 1 where something needed is broken.

    \b
    Example: unscroll doctor
    """
    from unscroll.cli.checks import checks

    found = list(checks(os.environ))
    broken = any(check.needed and not check.works for check in found)
    if as_json:
        rows = [{"name": c.name, "works": c.works, "said": c.said, "mend": c.mend, "needed": c.needed} for c in found]
        echo_json({"schema": 1, "ok": not broken, "checks": rows})
    for check in () if as_json else found:
        word = "works" if check.works else "broken" if check.needed else "not here"
        mend = f". {check.mend}" if check.mend else ""
        click.echo(clean(f"{word:8}  {check.name:14}  {check.said}{mend}"))
    if broken:
        raise click.exceptions.Exit(Exit.NO)
