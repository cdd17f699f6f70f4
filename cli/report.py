"""unscroll report: the report of a day, week, month or year."""

from pathlib import Path

import click

from unscroll.cli.options import json_option

_ENDINGS = {".html": "html", ".json": "json", ".csv": "csv", ".md": "md"}


@click.command()
@click.argument("date", default="today")
@click.option("--week", "reach", flag_value="week", help="The week that holds DATE.")
@click.option("--month", "reach", flag_value="month", help="The month that holds DATE.")
@click.option("--year", "reach", flag_value="year", help="The year that holds DATE.")
@click.option("--open", "open_it", is_flag=True, help="Show it in the browser.")
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write it here; - is standard output.",
)
@click.option("--standalone", is_flag=True, help="One file that needs nothing beside it (4.6 MB more).")
@click.option(
    "--format",
    "form",
    type=click.Choice(("html", "json", "csv", "md")),
    help="html unless FILE's ending says otherwise.",
)
@json_option
def command(
    date: str,
    reach: str | None,
    open_it: bool,
    output: Path | None,
    standalone: bool,
    form: str | None,
    as_json: bool,
) -> None:
    """Write the report of a day, or of the week, month or year around DATE.

    \b
    Examples:
      unscroll report --open
      unscroll report yesterday -o yesterday.html --standalone
      unscroll report --month --format csv -o -
    """
