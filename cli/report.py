"""unscroll report: the report of a day, week, month or year."""

import sys
from pathlib import Path

import click

from unscroll.cli.options import at_most_one, json_option
from unscroll.cli.show import echo_json

FORMATS = ("html", "json", "csv", "md")


@click.command()
@click.argument("date", default="today")
@click.option("--week", is_flag=True, help="The week that holds DATE.")
@click.option("--month", is_flag=True, help="The month that holds DATE.")
@click.option("--year", is_flag=True, help="The year that holds DATE.")
@click.option("--open", "show", is_flag=True, help="Show it in the browser.")
@click.option("-o", "--output", metavar="FILE", help="Write it here; - is standard output.")
@click.option("--standalone", is_flag=True, help="One page that needs no file beside it (4.8 MB more).")
@click.option("--format", "form", type=click.Choice(FORMATS), help="html, unless FILE's ending says otherwise.")
@json_option
def command(
    date: str, show: bool, output: str | None, standalone: bool, form: str | None, as_json: bool, **reaches: bool
) -> None:
    """Write the report of a day, or of the week, month or year around DATE.

    A page goes to the reports folder, other formats to standard output, unless -o says where. --json says where
    it was written.

    A week, month or year as json has, beside its days, `people` ({person, minutes, evidence}, the most first), `new`
    ({person, via}: first contact, as far as is known), `gave` and `got` ({what, times}). md and the page say the same.

    \b
    Examples:
      unscroll report --open
      unscroll report yesterday -o yesterday.html --standalone
      unscroll report --month --format csv
    """
    from unscroll.cli.own_files import refuse_own
    from unscroll.cli.reporting import render, write_file, write_page

    if output and output != "-":
        refuse_own(output)
    reach = at_most_one(reaches)
    form = form or _of_ending(output)
    if form != "html" and (show or standalone):
        raise click.UsageError("--open and --standalone are for html")
    if show and output == "-":
        raise click.UsageError("--open needs a file")
    if as_json and form != "json" and (output == "-" or (output is None and form != "html")):
        raise click.UsageError("--json says where a file was written: name one with -o")
    if output == "-" or (output is None and form != "html"):
        sys.stdout.write(render(date, reach, form, standalone=True))
        return
    file: Path | None
    if output is None:
        file = write_page(date, reach, standalone)
    else:
        file = Path(output)
        write_file(file, date, reach, form)
    _say(file, form, as_json)
    if show and file and click.launch(file.absolute().as_uri()):
        click.echo("no browser could be started: open the file yourself", err=True)


def _say(file: Path | None, form: str, as_json: bool) -> None:
    """Where it was written."""
    if as_json:
        echo_json({"schema": 1, "file": file and str(file), "format": form})
    elif file is None:
        click.echo("no data: nothing was recorded before that day ended, so no page was written")
    else:
        click.echo(file)


def _of_ending(output: str | None) -> str:
    ending = Path(output or "").suffix.lstrip(".").lower()
    return ending if ending in FORMATS else "html"
