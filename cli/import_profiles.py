"""ImportProfiles: the browsers' histories of this computer, offered one by one."""

import os
from collections.abc import Sequence
from pathlib import Path

import click

from unscroll.cli.forget import answered
from unscroll.cli.show import note
from unscroll.errors import UnscrollError
from unscroll.importers.browser_profiles import Profile, profiles


def found_profiles() -> tuple[Profile, ...]:
    """The histories in the user's home."""
    home = Path(os.environ.get("HOME") or Path.home())
    return profiles(home, Path(os.environ.get("XDG_CONFIG_HOME") or home / ".config"))


def chosen(yes: bool) -> tuple[Path, ...]:
    """Which of them the user wants read: all of them with `yes`. UnscrollError (1) where there is none, or none was
    wanted; (2) where nobody is there to answer."""
    found = found_profiles()
    if not found:
        raise UnscrollError("no browser's history was found in your home", "Name the file: unscroll import PATH")
    _list(found)
    wanted = tuple(p.path for p in found if yes or answered(f"Read when which site was open in {_told(p)}?"))
    if not wanted:
        raise UnscrollError("nothing was read")
    return wanted


def _list(found: Sequence[Profile]) -> None:
    for profile in found:
        note(f"found {_told(profile)}: {profile.path}")
    click.echo("What is kept is platform, kind of page, time; never an address or a title.", err=True)


def _told(profile: Profile) -> str:
    return f"{profile.browser}, profile {profile.name}"
