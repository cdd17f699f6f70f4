"""Asking the daemon, from a command. The client is imported when it is: many commands need the places alone."""

import os
from typing import Any

from unscroll import __version__
from unscroll.errors import UnscrollError
from unscroll.places import Places


def places() -> Places:
    """The places of this process's environment."""
    return Places.of(os.environ)


_QUICK_MS, _SLOW_MS = 5_000, 120_000
"""How long an answer may take. What is written may wait for a disk, hundreds of cards for those they are one with."""


def ask(method: str, **params: Any) -> Any:
    """One request of the running daemon; NoDaemon (69) without one."""
    from unscroll.cli.client import Client

    with Client(places().socket, _SLOW_MS if method == "apply" else _QUICK_MS) as client:
        return client.call(method, **params)


def status() -> dict[str, Any]:
    """The daemon's status, whichever version it is; UnscrollError where none comes."""
    from unscroll.cli.client import unreadable

    answer = ask("status")
    daemon = answer.get("daemon") if isinstance(answer, dict) else None
    if not isinstance(daemon, dict) or not {"version", "since"} <= set(daemon):
        raise unreadable()
    return dict(answer)


def ask_status() -> dict[str, Any] | None:
    """The daemon's status; None where none of this version answers: then the ledger is read, and a note says why."""
    return answered()[0]


def answered() -> tuple[dict[str, Any] | None, str]:
    """The daemon's status, or None with what keeps a running daemon from telling it; a note says that too."""
    from unscroll.cli.client import RESTART, NoDaemon
    from unscroll.cli.show import note

    places()  # where there are none the ledger has none either: that is said once
    try:
        told = status()
    except NoDaemon:
        return None, ""
    except UnscrollError as error:
        note(str(error))
        return None, error.message
    if told["daemon"]["version"] != __version__:
        note(f"the service runs another version of unscroll. {RESTART}")
        return None, "another version"
    return told, ""


def ask_or_none(method: str, **params: Any) -> Any:
    """The daemon's answer where one of this version runs; None where the ledger has to be read instead."""
    return ask(method, **params) if ask_status() else None
