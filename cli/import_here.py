"""ImportHere: what this computer has to import, offered one by one."""

import os
from collections.abc import Sequence
from pathlib import Path

import click

from unscroll.cli.forget import answered
from unscroll.cli.show import clean, note
from unscroll.errors import UnscrollError
from unscroll.importers.home_finds import Find, finds


def found_here() -> tuple[Find, ...]:
    """What lies in the user's home."""
    home = Path(os.environ.get("HOME") or Path.home())
    return finds(home, Path(os.environ.get("XDG_CONFIG_HOME") or home / ".config"))


def chosen(yes: bool) -> tuple[Path, ...]:
    """Which of it the user wants read: all with `yes`. UnscrollError (1) where there is none, or none was wanted; (2)
    where nobody is there to answer."""
    found = found_here()
    if not found:
        raise UnscrollError(
            "no browser's history, address book, mail or calendar was found in your home",
            "Name the file: unscroll import PATH",
        )
    _list(found)
    wanted = tuple(find.path for find in found if yes or answered(clean(find.question)))
    if not wanted:
        raise UnscrollError("nothing was read")
    return wanted


def _list(found: Sequence[Find]) -> None:
    for find in found:
        note(f"found {find.told}: {find.path}")
    click.echo(
        "Of histories platform, kind of page, time are kept; of mail and meetings with whom, when, which way; never an "
        "address of a page, a title, a text.",
        err=True,
    )
