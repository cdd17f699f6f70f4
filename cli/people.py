"""unscroll people: the people."""

import click

from unscroll.cli.group import LazyGroup
from unscroll.cli.people_index import SUBCOMMANDS


class _People(LazyGroup):
    index = SUBCOMMANDS

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        # What is no command is an option of the list; completion has not named its command yet.
        asks_help = bool(args) and args[0] in ctx.help_option_names
        if (not args and not ctx.resilient_parsing) or (args and args[0].startswith("-") and not asks_help):
            args = ["list", *args]
        return super().parse_args(ctx, args)


@click.group("people", cls=_People)
def command() -> None:
    """The people: who they are, when you were last in touch, when contact is due.

    Without a command: unscroll people list. Wherever WHO stands, a name or a part of one, an address, a number or
    #12 will do.

    \b
    Examples:
      unscroll people
      unscroll people add "Zoë Müller" --email zoe@example.org --circle close
      unscroll people show zoë
    """
