"""Options and arguments that several commands share."""

from collections.abc import Mapping

import click

json_option = click.option("--json", "as_json", is_flag=True, help="Write JSON.")
yes_option = click.option("--yes", is_flag=True, help="Do not ask.")


def at_most_one(flags: Mapping[str, bool]) -> str | None:
    """The flag that was given, by its name; click.UsageError (2) where several were, since none of them is meant more
    than another."""
    given = [name for name, on in flags.items() if on]
    if len(given) > 1:
        raise click.UsageError(f"{' or '.join(f'--{name}' for name in given)}, not both")
    return given[0] if given else None
