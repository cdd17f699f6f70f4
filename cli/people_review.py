"""unscroll people review: whom the user knows, ten at a time."""

import click

from unscroll.cli.options import json_option
from unscroll.cli.show import echo_json


@click.command("review")
@json_option
def command(as_json: bool) -> None:
    """Ten people whom a platform or an address book brought, one after the other.

    1 I know them, 2 would like to, 3 let go, s skip, q quit; then, of those you know: do they know you? Every answer
    is kept at once, so that you can go on another time. --json shows the counts.

    \b
    Examples:
      unscroll people review
      unscroll people review --json
    """
    from unscroll.cli.reviewing import counts, review

    if as_json:
        echo_json({"schema": 1, **counts()})
    else:
        review()
