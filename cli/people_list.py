"""unscroll people list: who there is, the most overdue first."""

import click

from unscroll.cli.options import json_option
from unscroll.cli.show import echo_rows, table
from unscroll.people.circles import Circle

MORE = "{:,} more: unscroll people list --all"


@click.command("list")
@click.option("--circle", type=click.Choice([str(circle) for circle in Circle]), help="Only those of this circle.")
@click.option("--tag", metavar="TAG", help="Only those with this tag.")
@click.option("--due", "only_due", is_flag=True, help="Only those whose time has come.")
@click.option("--all", "everybody", is_flag=True, help="All who fit, however many.")
@json_option
def command(circle: str | None, tag: str | None, only_due: bool, everybody: bool, as_json: bool) -> None:
    """List people, the most overdue first: those in a circle or with a cadence, those you met in the last year.

    At most 50 are shown. --all shows everybody who fits, and --json always does.

    \b
    Examples:
      unscroll people list --due
      unscroll people list --circle inner --json
    """
    from unscroll.cli.roster import open_roster
    from unscroll.people.person import Trait
    from unscroll.reports.people_list import MOST, Listed, Wanted, cells, listed

    wanted = Wanted(Circle(circle) if circle else None, (tag or "").strip().lower(), only_due)
    traits = (Trait.CIRCLE, Trait.CADENCE, Trait.TAG, Trait.MUTED, Trait.NEVER, Trait.SNOOZED)
    with open_roster(*traits) as roster:
        if as_json:
            from unscroll.reports.people_rows import rows as texts

            echo_rows(texts(roster, wanted) if roster is not None else ())
            return
        rows: list[Listed] = []
        more = 0
        if roster is not None:
            rows, more = listed(roster, wanted, None if everybody else MOST)
    if not rows:
        none = "nobody is known yet. unscroll people add NAME keeps somebody" if wanted.everybody else "nobody fits"
        click.echo(none if not more else f"nobody is in a circle or was met lately: {MORE.format(more)}")
    else:
        assert roster is not None
        click.echo(table(cells(rows, roster.now_ms)))
        if more:
            click.echo(f"... and {MORE.format(more)}")
