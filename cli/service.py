"""unscroll service: the systemd user unit."""

import os
from typing import Any

import click

from unscroll.cli.asking import ask, places
from unscroll.cli.client import NoDaemon
from unscroll.cli.group import NearGroup
from unscroll.cli.options import json_option
from unscroll.cli.show import clean, echo_json
from unscroll.errors import Exit, UnscrollError

ATTACHED = (
    "DISPLAY",
    "XAUTHORITY",
    "WAYLAND_DISPLAY",
    "XDG_SESSION_TYPE",
    "XDG_SESSION_ID",
    "XDG_CURRENT_DESKTOP",
    "XDG_RUNTIME_DIR",
    "DBUS_SESSION_BUS_ADDRESS",
    "SWAYSOCK",
    "I3SOCK",
)
"""What of a desktop session's environment the daemon is told."""


@click.group(cls=NearGroup, context_settings={"help_option_names": ["-h", "--help"]})
def command() -> None:
    """Install, remove or look at the service.

    \b
    Example: unscroll service install
    """


@command.command()
@json_option
def install(as_json: bool) -> None:
    """Write the user unit and the autostart entry, then start the service.

    Without systemd the autostart entry starts the daemon at login.

    \b
    Example: unscroll service install
    """
    from unscroll.cli.installing import install_service

    steps = install_service(os.environ)
    if as_json:
        echo_json({"schema": 1, "steps": steps})
    else:
        click.echo("\n".join(steps))


@command.command()
@json_option
def remove(as_json: bool) -> None:
    """Stop the service, then remove its unit, autostart entry and what setup told the browsers.

    The ledger and the settings stay.

    \b
    Example: unscroll service remove
    """
    from unscroll.cli.installing import remove_service

    steps = remove_service(os.environ)
    if as_json:
        echo_json({"schema": 1, "steps": steps})
    else:
        click.echo("\n".join(steps) or "nothing was installed")


@command.command()
@json_option
def status(as_json: bool) -> None:
    """Whether the unit is installed, and whether a daemon answers.

    \b
    Example: unscroll service status
    """
    from unscroll.cli import units

    installed = units.installed_unit(os.environ)
    try:
        daemon = ask("status")["daemon"]
    except NoDaemon:
        daemon = {"running": False, "since": None, "version": ""}
    found: dict[str, Any] = {
        "schema": 1,
        "unit": str(installed) if installed else None,
        "systemd": units.user_systemd(os.environ),
        "daemon": daemon,
    }
    if as_json:
        echo_json(found)
    else:
        click.echo(f"unit     {found['unit'] or 'not installed: unscroll service install'}")
        click.echo(f"systemd  {'here' if found['systemd'] else 'no user manager here'}")
        click.echo(f"daemon   {'running ' + clean(daemon['version']) if daemon['running'] else 'not running'}")
    if not daemon["running"]:
        raise click.exceptions.Exit(Exit.NO)


@command.command()
@json_option
def attach(as_json: bool) -> None:
    """Tell the daemon which desktop session this is; the autostart entry and one line for i3 call it.

    Needs the daemon; where there is no systemd it starts one.

    \b
    Example: exec --no-startup-id unscroll service attach
    """
    from unscroll.cli import units

    environment = {name: os.environ[name] for name in ATTACHED if os.environ.get(name)}
    try:
        answer = ask("attach", environment=environment)
    except NoDaemon:
        if units.user_systemd(os.environ):
            raise
        from unscroll.cli.installing import start_detached

        start_detached(places())
        answer = ask("attach", environment=environment)
    if as_json:
        echo_json(answer)
    elif not environment.keys() & {"DISPLAY", "WAYLAND_DISPLAY"}:
        raise UnscrollError("there is no graphical session here", "Call it from within the desktop", Exit.NO)
    else:
        click.echo(f"attached: {environment.get('WAYLAND_DISPLAY') or environment.get('DISPLAY')}")
