"""unscroll check: is the ledger whole?"""

import click

from unscroll.cli.asking import places
from unscroll.cli.options import json_option
from unscroll.cli.show import clean, echo_json
from unscroll.errors import Exit


@click.command()
@json_option
def command(as_json: bool) -> None:
    """Look the whole ledger over: its pages, its rows, its version. Exit code 1 where something is wrong.

    \b
    Example: unscroll check
    """
    from unscroll.ledger.upkeep import check_ledger

    problems = check_ledger(places())
    if as_json:
        echo_json({"schema": 1, "ok": not problems, "problems": [{"where": p.where, "what": p.what} for p in problems]})
    else:
        for problem in problems:
            click.echo(f"{clean(problem.where)}: {clean(problem.what)}")
        if not problems:
            click.echo("the ledger is whole")
    if problems:
        raise click.exceptions.Exit(Exit.NO)
