"""unscroll check: is the ledger whole?"""

import click

from unscroll.cli.asking import places
from unscroll.cli.options import json_option
from unscroll.cli.show import clean, echo_json
from unscroll.errors import Exit


@click.command()
@json_option
def command(as_json: bool) -> None:
    """Look the ledger and its snapshots over. It only reads; exit code 1 where something is wrong.

    \b
    Example: unscroll check
    """
    from unscroll.clock import SystemClock
    from unscroll.ledger import check

    found = check(places(), SystemClock().read().wall_ms)
    if as_json:
        echo_json({"schema": 1, "ok": not found, "findings": [{"what": f.what, "mend": f.mend} for f in found]})
    else:
        for finding in found:
            click.echo(clean(f"{finding.what}. {finding.mend}"))
        if not found:
            click.echo("the ledger is whole" if places().ledger.exists() else "nothing is recorded yet")
    if found:
        raise click.exceptions.Exit(Exit.NO)
