"""SetupPage: opens the page of setup: a process of its own serves it, this one waits until it is done."""

import json
import os
import subprocess
import sys
import webbrowser
from contextlib import suppress
from typing import Any

import click

from unscroll.cli.show import echo_json
from unscroll.errors import Exit, UnscrollError

_PATIENCE_S = 10


def open_page(as_json: bool) -> None:
    """Prints the address, shows it in the browser where there is a desktop, returns when the page is done."""
    child = subprocess.Popen(
        [sys.executable, "-P", "-m", "unscroll.cli.setup_child"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        told = _first_line(child)
        if (port := told.get("busy")) is not None:
            _show_open(str(port), as_json)
            return
        address = f"http://127.0.0.1:{told['port']}/#{told['code']}"
        if as_json:
            echo_json({"schema": 1, "address": address})
        else:
            click.echo(f"The page is at {address}")
            click.echo("It is of this computer alone, and ends when you are done, or after 15 minutes without use.")
        sys.stdout.flush()
        _show(address)
        if child.wait():
            raise UnscrollError("the page ended too early", "unscroll setup asks in the terminal", Exit.IO)
    finally:
        _end(child)


def _first_line(child: "subprocess.Popen[str]") -> dict[str, Any]:
    assert child.stdout is not None
    line = child.stdout.readline()
    try:
        told = json.loads(line)
    except ValueError:
        told = {"error": "the page could not be served"}
    if "error" in told:
        raise UnscrollError(str(told["error"]), "unscroll setup asks in the terminal", Exit.IO)
    return dict(told)


def _show_open(port: str, as_json: bool) -> None:
    """The browser that has the page open shows it; to another it says that it is open elsewhere."""
    if not port.isdecimal():
        raise UnscrollError("the page of setup is being opened already", "Try again", Exit.NO)
    address = f"http://127.0.0.1:{port}/"
    if as_json:
        echo_json({"schema": 1, "address": address, "already": True})
    else:
        click.echo(f"The page is open already, at {address} in the browser that it was opened in.")
    _show(address)


def _show(address: str) -> None:
    if not any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY")):
        return
    if not webbrowser.open(address):
        click.echo("no browser could be started: open the address yourself", err=True)


def _end(child: "subprocess.Popen[str]") -> None:
    """It ends with its standard input; one that does not is killed."""
    for stream in (child.stdin, child.stdout):
        if stream is not None:
            with suppress(BrokenPipeError):
                stream.close()
    try:
        child.wait(_PATIENCE_S)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()
