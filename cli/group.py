"""The command line: a group of commands of which only the one asked for is loaded."""

from collections.abc import Mapping, Sequence
from importlib import import_module

import click

from unscroll import __version__
from unscroll.cli.index import COMMANDS
from unscroll.errors import Exit, UnscrollError


class NearGroup(click.Group):
    """A group that says of an unknown command which one is near."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0]
        if not ctx.resilient_parsing and not name.startswith("-") and self.get_command(ctx, name) is None:
            from unscroll.nearest import nearest

            near = nearest(name, self.list_commands(ctx))
            hint = f"did you mean {near}?" if near else f"See {ctx.command_path} --help"
            raise UnscrollError(f"no command is called {name[:40]}", hint, Exit.USAGE)
        return super().resolve_command(ctx, args)


class LazyGroup(NearGroup):
    """Imports a command's module when that command is used; `--help` reads only the index."""

    index: Mapping[str, tuple[str, str]]
    """By name: the module, whose `command` it is, and one line of help."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.index)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.index:
            return None
        command = import_module(self.index[cmd_name][0]).command
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in self.index.items()])


class _Main(LazyGroup):
    index = COMMANDS

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        # A shell that asks for completions has not named its command yet: then there is nothing to fill in.
        if (not args and not ctx.resilient_parsing) or (args and args[0].partition("=")[0] in ("--json", "--line")):
            args = ["status", *args]
        return super().parse_args(ctx, args)


@click.group(cls=_Main, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, message="unscroll %(version)s")
def main() -> None:
    """Reports passive scrolling against one-to-one contact, every day, on this machine only.

    Without a command: unscroll status.

    \b
    Example: unscroll day yesterday
    """


def invoke(args: Sequence[str] | None) -> int:
    """Runs one command line; its exit status. UnscrollError for what click refuses, KeyboardInterrupt for Ctrl-C."""
    try:
        left = main.main(args=args, prog_name="unscroll", standalone_mode=False)
    except click.exceptions.NoArgsIsHelpError as bare:
        click.echo(bare.ctx.get_help() if bare.ctx else bare.format_message())
        return int(Exit.USAGE)
    except click.UsageError as wrong:
        raise _usage(wrong) from None
    except click.ClickException as wrong:
        raise UnscrollError(wrong.format_message().rstrip(".")) from None
    except click.Abort:
        raise KeyboardInterrupt from None
    return left if isinstance(left, int) else 0


def _usage(wrong: click.UsageError) -> UnscrollError:
    path = wrong.ctx.command_path if wrong.ctx else "unscroll"
    message = wrong.format_message().rstrip(".")
    return UnscrollError(message[:1].lower() + message[1:], f"See {path} --help", Exit.USAGE)
