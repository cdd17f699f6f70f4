"""unscroll setup: service, browsers, five questions."""

import os
import sys
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import click

from unscroll.cli.options import at_most_one, json_option, yes_option
from unscroll.cli.show import echo_json
from unscroll.errors import Exit, UnscrollError


@click.command()
@click.option(
    "--native-host",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="Write only the native-messaging manifest, into DIR (a portable or a test profile).",
)
@click.option("--page", is_flag=True, help="Ask in the browser, on a page of this computer's own.")
@yes_option
@json_option
def command(folder: Path | None, page: bool, yes: bool, as_json: bool) -> None:
    """Install the service, let the browsers find it, then ask five questions; each may be left as it is.

    What is never watched, whether some of it is work, five people you do not want to lose, the phone, what to read in
    of before. Every answer is kept as it is given: leave it whenever you like, and run it again to go on, or to change
    an answer. --yes asks nothing and takes what stands; nothing of before is read in then.

    \b
    Examples:
      unscroll setup
      unscroll setup --page
      unscroll setup --yes
      unscroll setup --native-host ~/profile/NativeMessagingHosts
    """
    ways = {"native-host": folder is not None, "page": page, "yes": yes}
    at_most_one({name: on for name, on in ways.items() if not (name == "yes" and folder is not None)})
    if page:
        from unscroll.cli.setup_page import open_page

        open_page(as_json)
        return
    if folder is not None:
        done = list(_manifest_only(folder))
    elif yes:
        done = list(steps())
        _take_defaults()
    else:
        done = _asked(as_json)
    if as_json:
        echo_json({"schema": 1, "steps": done, "extension": str(extension_folder()), **_answers(folder is None)})
        return
    if folder is not None or yes:
        click.echo("\n".join(done))
    if folder is None:
        click.echo(_extension())


def _extension() -> str:
    from unscroll.cli import units

    by_hand = EXTENSION.format(folder=extension_folder())
    return BROUGHT + by_hand if units.packaged() else by_hand


BROUGHT = """
Debian's Chromium and Firefox have the extension when they are started again. In other browsers:
"""


def _asked(as_json: bool) -> list[str]:
    """The wizard; with `as_json` its words go to standard error."""
    if not somebody_there():
        raise UnscrollError(
            "setup asks, and nobody is there to answer", "Add --yes, or --page for the browser", Exit.USAGE
        )
    from unscroll.cli.setup_wizard import wizard

    done: list[str] = []

    def install() -> Iterator[str]:
        ready()
        try:
            for step in steps():
                done.append(step)
                yield step
        except UnscrollError as refused:  # the questions make sense without a service, too
            done.append(str(refused))
            yield str(refused)

    wizard(lambda text: click.echo(text, err=as_json), install)
    return done


def somebody_there() -> bool:
    """Whether questions reach anybody."""
    return sys.stdin.isatty()


def _take_defaults() -> None:
    """What stands is taken; of what is unset the country of the locale alone is set. No question counts as answered:
    a later setup asks them."""
    from unscroll.cli.setup_answers import keep_region, present
    from unscroll.cli.setup_five import region_preset

    if not present().region and (region := region_preset()):
        keep_region(region)


def _answers(wanted: bool) -> dict[str, object]:
    """The answers as they stand, and which questions were answered."""
    if not wanted:
        return {}
    from unscroll.cli.setup_memory import remembered
    from unscroll.cli.setup_questions import Question
    from unscroll.cli.setup_standing import standing

    answered = remembered().answered
    return {"answers": {str(q): {"answered": q in answered, "said": standing(q)} for q in Question}}


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


def ready() -> None:
    """UnscrollError (74, 78) where the settings cannot be read or the folders not be made: nothing would be kept."""
    from unscroll.cli.asking import places
    from unscroll.settings import load

    load(places().config_file)
    places().make()


def steps() -> Iterator[str]:
    """Service and browsers in place, what was done in words. UnscrollError (74) where the machine refuses."""
    ready()
    yield from _service()
    yield from _browsers()


def _service() -> Iterator[str]:
    from unscroll.cli import units
    from unscroll.cli.asking import ask_status, places
    from unscroll.cli.installing import install_service, start_detached

    if units.autostart_file(os.environ).exists() and ask_status():
        yield "the service runs"
        return
    yield from install_service(os.environ)
    if not units.user_systemd(os.environ) and not ask_status():
        start_detached(places())
        yield "the daemon is started"


def _browsers() -> Iterator[str]:
    """Tells each browser of this account, but for those that the package has told already."""
    from unscroll.cli import units
    from unscroll.cli.asking import places
    from unscroll.daemon.native_hosts import BROWSERS, install

    packaged = units.brought(os.environ) is not None
    bases = units.bases(os.environ)
    brought = [browser.name for browser in BROWSERS if packaged and browser.brought()]
    if brought:
        yield f"{', '.join(brought)}: the package has told them"
    left = [browser for browser in BROWSERS if browser.name not in brought and browser.here(bases)]
    if not left and not brought:
        yield "no Chromium, Chrome, Brave, Vivaldi, Edge or Firefox profile here"
    if left:
        yield from (f"wrote {manifest}" for manifest in install(left, bases, places().data, host_wrapper()))


def host_wrapper() -> str:
    """The script that a browser starts: this Python, the host, UNSCROLL_HOME where it is set."""
    from unscroll.daemon import native_host
    from unscroll.daemon.native_hosts import wrapper
    from unscroll.places import absolute_home

    return wrapper(Path(sys.executable), Path(native_host.__file__), absolute_home(os.environ))
