"""unscroll config: the settings."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from unscroll.cli.asking import places
from unscroll.cli.options import at_most_one, json_option
from unscroll.cli.show import echo_json
from unscroll.errors import Exit, UnscrollError

if TYPE_CHECKING:
    from unscroll.settings import Settings


@click.command()
@click.option("--example", is_flag=True, help="Print an example file with every setting.")
@click.option("--check", is_flag=True, help="Only say whether config.toml is in order; exit code 78 where not.")
@json_option
def command(example: bool, check: bool, as_json: bool) -> None:
    """Show where the settings are, and those in force.

    \b
    Examples:
      unscroll config
      unscroll config --check
      unscroll config --example > config.toml
    """
    from unscroll.settings import load
    from unscroll.settings.reading import text_of

    at_most_one({"example": example, "check": check})
    at_most_one({"example": example, "json": as_json})
    if example:
        from unscroll.settings import example as text

        click.echo(text(), nl=False)
        return
    file = places().config_file
    settings = load(file)
    if check:
        _refuse_strays(file, settings)
    if as_json:
        echo_json({"schema": 1, "file": str(file), "exists": file.exists(), **settings.change_body()})
    elif not file.exists():
        click.echo(f"{file} does not exist: the defaults hold. unscroll config --example prints a file")
    elif check:
        click.echo(f"{file} is in order")
    else:
        click.echo(f"# {file}\n{text_of(file)}", nl=False)


def _refuse_strays(file: Path, settings: "Settings") -> None:
    """UnscrollError (78) for a name that no rule knows: the daemon takes such a file, and notes it."""
    from unscroll.rulebook import load_rules
    from unscroll.settings import strays

    for stray in strays(settings, load_rules(settings.rules)):
        raise UnscrollError(f"{file}: {stray}", "The service runs all the same", Exit.CONFIG)
