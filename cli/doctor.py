"""unscroll doctor: what works, what does not, the mend."""

import os
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

import click

from unscroll.cli.options import json_option
from unscroll.cli.show import clean, echo_json
from unscroll.errors import Exit

if TYPE_CHECKING:
    from unscroll.cli.checks import Check


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
    for names, check in () if as_json else _together(found):
        stop = "" if check.said.endswith((".", "?", "!")) else "."
        mend = f"{stop} {check.mend}" if check.mend else ""
        click.echo(clean(f"{_word(check):8}  {names:14}  {check.said}{mend}"))
    if broken:
        raise click.exceptions.Exit(Exit.NO)


def _together(found: "Sequence[Check]") -> "Iterator[tuple[str, Check]]":
    """Checks that say the same, one after another, in one line."""
    for _, same in groupby(found, lambda c: (c.works, c.said, c.mend, c.needed)):
        checks = list(same)
        yield ", ".join(check.name for check in checks), checks[0]


def _word(check: "Check") -> str:
    return check.word or ("works" if check.works else "broken" if check.needed else "not here")
