"""Writes docs/commands.md from the commands' own help: `python -m bench.generate_commands`."""

from importlib import import_module
from inspect import cleandoc
from pathlib import Path

import click

from unscroll.cli.group import main
from unscroll.cli.index import COMMANDS

PAGE = Path(__file__).parent.parent / "docs" / "commands.md"

HEAD = """# The commands

Generated from the commands themselves by `python -m bench.generate_commands`: do not edit.

DATE is `today`, `yesterday`, a weekday (the latest one) or `2026-11-22`; a Day turns at 04:00. DURATION is `45m`,
`1h30`, `90` (minutes) or `2w`. SPAN is `14:00-14:30`, `yesterday 14:00-14:30`, `ISO/ISO` or `last 45m`. WHEN is a DATE,
`HH:MM` or both; a bare time is the latest one, and `yesterday 02:00` lies in the night that ended yesterday.

Exit codes: 0 fine, 1 the command says no, 2 wrong use, 69 the daemon is not running, 70 a bug (its log lies in the
state folder), 74 input or output, 75 another process writes, 78 bad settings, 130 Ctrl-C. An error is one line on
standard error: `unscroll: what. hint`.

Completion of commands, options and their values, in the shell's own start file:

```sh
eval "$(_UNSCROLL_COMPLETE=bash_source unscroll)"    # ~/.bashrc
eval "$(_UNSCROLL_COMPLETE=zsh_source unscroll)"     # ~/.zshrc
_UNSCROLL_COMPLETE=fish_source unscroll | source     # ~/.config/fish/completions/unscroll.fish
```
"""


def page() -> str:
    """The whole page."""
    parts = [HEAD]
    with click.Context(main, info_name="unscroll", help_option_names=["-h", "--help"]) as top:
        for name, (module, line) in COMMANDS.items():
            parts.append(f"\n## {name}\n\n{line}\n")
            parts += _told(import_module(module).command, name, top)
    return "".join(parts)


def _told(command: click.Command, name: str, parent: click.Context) -> list[str]:
    with click.Context(command, info_name=name, parent=parent) as context:
        if not isinstance(command, click.Group):
            return [_usage(command, context)]
        parts = [f"\n{cleandoc(command.help or '').splitlines()[0]}\n"]
        for sub in command.list_commands(context):
            inner = command.get_command(context, sub)
            assert inner is not None
            parts.append(f"\n### {name} {sub}\n")
            parts += _told(inner, sub, context)
        return parts


def _usage(command: click.Command, context: click.Context) -> str:
    formatter = click.HelpFormatter(width=100, max_width=100)
    command.format_help(context, formatter)
    return f"\n```text\n{formatter.getvalue().rstrip()}\n```\n"


if __name__ == "__main__":
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text(page(), encoding="utf-8")
