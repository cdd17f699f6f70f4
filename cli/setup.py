"""unscroll setup: service and browser extension, step by step."""

import os
import sys
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import click

from unscroll.cli.options import json_option, yes_option
from unscroll.cli.show import echo_json


@click.command()
@click.option(
    "--native-host",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="Write only the native-messaging manifest, into DIR (a portable or a test profile).",
)
@yes_option
@json_option
def command(folder: Path | None, yes: bool, as_json: bool) -> None:
    """Install the service, let the browsers find it, say how to load the extension. Asks before each; --yes does all.

    It may be run again at any time.

    \b
    Examples:
      unscroll setup
      unscroll setup --yes
      unscroll setup --native-host ~/profile/NativeMessagingHosts
    """
    steps = list(_steps(yes) if folder is None else _manifest_only(folder))
    if as_json:
        echo_json({"schema": 1, "steps": steps, "extension": str(extension_folder())})
        return
    click.echo("\n".join(steps))
    if folder is None:
        click.echo(_extension())


def _extension() -> str:
    from unscroll.cli import units

    by_hand = EXTENSION.format(folder=extension_folder())
    return BROUGHT + by_hand if units.packaged() else by_hand


BROUGHT = """
Debian's Chromium and Firefox have the extension when they are started again. In other browsers:
"""
EXTENSION = """
The extension, once in each browser profile:
  1. open chrome://extensions and switch on the developer mode
  2. "Load unpacked", then choose {folder}
  3. unscroll doctor says whether it is heard
Firefox has it from the Debian package alone, so far."""


def extension_folder() -> Path:
    """Where the extension lies unpacked, as this installation carries it."""
    return Path(str(files("unscroll").joinpath("extension"))).resolve()


def _manifest_only(folder: Path) -> Iterator[str]:
    from unscroll.daemon.native_hosts import install_into

    yield f"wrote {install_into(folder, host_wrapper())}"


def _steps(yes: bool) -> Iterator[str]:
    from unscroll.cli import units
    from unscroll.cli.installing import install_service

    if yes or _asked("Install and start the service?"):
        yield from install_service(os.environ)
    if yes or _asked("Let the browsers of this account find it?"):
        yield from _browsers(units.brought(os.environ) is not None)


def _browsers(packaged: bool) -> Iterator[str]:
    """Tells each browser of this account, but for those that the package has told already."""
    from unscroll.cli import units
    from unscroll.cli.asking import places
    from unscroll.daemon.native_hosts import BROWSERS, install
    from unscroll.files import make_folder

    bases = units.bases(os.environ)
    brought = [browser.name for browser in BROWSERS if packaged and browser.brought()]
    if brought:
        yield f"{', '.join(brought)}: the package has told them"
    left = [browser for browser in BROWSERS if browser.name not in brought and browser.here(bases)]
    if not left:
        if not brought:
            yield "no Chromium, Chrome, Brave, Vivaldi, Edge or Firefox profile here"
        return
    data = places().data
    make_folder(data)
    yield from (f"wrote {manifest}" for manifest in install(left, bases, data, host_wrapper()))


def host_wrapper() -> str:
    """The script that a browser starts: this Python, the host, UNSCROLL_HOME where it is set."""
    from unscroll.daemon import native_host
    from unscroll.daemon.native_hosts import wrapper
    from unscroll.places import absolute_home

    return wrapper(Path(sys.executable), Path(native_host.__file__), absolute_home(os.environ))


def _asked(question: str) -> bool:
    from unscroll.cli.forget import answered

    return answered(question)
