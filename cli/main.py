"""The console script: a lazy group of commands inside the one error boundary."""

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from io import TextIOWrapper

import click

from unscroll import __version__
from unscroll.cli.index import COMMANDS
from unscroll.errors import Exit, UnscrollError

BUG = 70
"""Exit status of a bug (sysexits' EX_SOFTWARE); a traceback lies in the state folder."""
CTRL_C = 130
PIPE_CLOSED = 141


class LazyGroup(click.Group):
    """Imports a command's module when that command is used; `--help` reads only the index."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command = import_module(COMMANDS[cmd_name][0]).command
        assert isinstance(command, click.Command)
        return command

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        # A shell that asks for completions has not named its command yet: then there is nothing to fill in.
        if (not args and not ctx.resilient_parsing) or (args and args[0].partition("=")[0] in ("--json", "--line")):
            args = ["status", *args]
        return super().parse_args(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in COMMANDS.items()])


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, message="unscroll %(version)s")
def main() -> None:
    """Reports passive scrolling against one-to-one contact, every day, on this machine only.

    Without a command: unscroll status.

    \b
    Example: unscroll day yesterday
    """


def run(args: Sequence[str] | None = None) -> None:
    """Runs one command line and leaves the process with its exit code (CONTRACT.md 3)."""
    sys.exit(_guarded(args))


def _guarded(args: Sequence[str] | None) -> int:
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a name that the terminal's encoding lacks is no bug
    try:
        left = main.main(args=args, prog_name="unscroll", standalone_mode=False)
        sys.stdout.flush()
        return left if isinstance(left, int) else 0
    except click.UsageError as wrong:
        return _tell(_usage(wrong), Exit.USAGE)
    except click.ClickException as wrong:
        return _tell(UnscrollError(wrong.format_message().rstrip(".")), wrong.exit_code)
    except (KeyboardInterrupt, click.Abort):
        return CTRL_C
    except UnscrollError as error:
        return _tell(error, error.code)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return PIPE_CLOSED
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        return _tell(UnscrollError(f"{where}{error.strerror or error}"), Exit.IO)
    except Exception as bug:  # the one boundary: anything else is a bug
        return _tell(_bug(bug), BUG)


def _usage(wrong: click.UsageError) -> UnscrollError:
    path = wrong.ctx.command_path if wrong.ctx else "unscroll"
    message = wrong.format_message().rstrip(".")
    return UnscrollError(message[:1].lower() + message[1:], f"See {path} --help", Exit.USAGE)


def _bug(error: Exception) -> UnscrollError:
    from unscroll.cli.buglog import write_bug

    return UnscrollError(f"this is a bug ({type(error).__name__})", write_bug(error, os.environ), Exit.NO)


def _tell(error: UnscrollError, code: int) -> int:
    from unscroll.cli.show import clean

    click.echo(f"unscroll: {clean(str(error))}", err=True)
    return int(code)
