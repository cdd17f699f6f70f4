"""The manual page, made of what the commands say of themselves."""

from importlib import import_module
from inspect import cleandoc

import click

from unscroll import __version__
from unscroll.cli.group import main
from unscroll.cli.index import COMMANDS

_HEAD = """.TH UNSCROLL 1 "{date}" "unscroll {version}" "User Commands"
.SH NAME
unscroll \\- passive scrolling against one-to-one contact, every day
.SH SYNOPSIS
.B unscroll
[\\fICOMMAND\\fR] [\\fIOPTIONS\\fR]
.SH DESCRIPTION
A daemon of the user that reports how long feeds were passively scrolled, and how long one was really in touch with one
other person. Everything stays on this computer. It watches nothing before
.B unscroll setup
was run, and each user of a computer decides alone.
.SH COMMANDS
"""
_TAIL = """.SH FILES
.TP
.I ~/.config/unscroll/config.toml
every setting
.TP
.I ~/.local/share/unscroll
the ledger, its key, the reports, the backups
.SH EXIT STATUS
0 fine, 1 the command says no, 2 wrong use, 69 the daemon is not running, 70 a bug, 74 input or output, 75 another
process writes, 78 bad settings, 130 Ctrl-C.
.SH SEE ALSO
.I /usr/share/doc/unscroll
"""


def page(date: str) -> str:
    """The whole page, as troff."""
    parts = [_HEAD.format(date=date, version=__version__)]
    with click.Context(main, info_name="unscroll") as top:
        for name, (module, _) in COMMANDS.items():
            parts += _told(import_module(module).command, name, top)
    return "".join(parts) + _TAIL


def _told(command: click.Command, name: str, parent: click.Context) -> list[str]:
    with click.Context(command, info_name=name, parent=parent) as context:
        inner = command.list_commands(context) if isinstance(command, click.Group) else []
        parts = [f".SS {_plain(_usage(command, context))}\n{_prose(command.help or '')}{_options(command, context)}"]
        for sub in inner:
            found = command.get_command(context, sub) if isinstance(command, click.Group) else None
            assert found is not None
            parts += _told(found, sub, context)
        return parts


def _usage(command: click.Command, context: click.Context) -> str:
    return " ".join([context.command_path, *command.collect_usage_pieces(context)])


def _prose(text: str) -> str:
    """Paragraphs; one that begins with click's mark for examples keeps its lines."""
    parts = []
    for paragraph in cleandoc(text).split("\n\n"):
        lines = paragraph.splitlines()
        if lines and lines[0] == "\b":
            parts.append(".PP\n.nf\n" + "".join(f"{_plain(line)}\n" for line in lines[1:]) + ".fi\n")
        else:
            parts.append(".PP\n" + "".join(f"{_plain(line)}\n" for line in lines))
    return "".join(parts)


def _options(command: click.Command, context: click.Context) -> str:
    records = [told for told in (option.get_help_record(context) for option in command.get_params(context)) if told]
    return "".join(f".TP\n.B {_plain(names)}\n{_plain(said)}\n" for names, said in records)


def _plain(text: str) -> str:
    """Text that troff takes for nothing else."""
    told = text.replace("\\", "\\e").replace("-", "\\-").strip("\n")
    return f"\\&{told}" if told.startswith((".", "'")) else told
