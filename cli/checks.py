"""Checks: what works here, what does not, and the mend, one finding each."""

import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from unscroll.cli import asking, units
from unscroll.cli.asking import places
from unscroll.cli.client import NoDaemon
from unscroll.errors import UnscrollError
from unscroll.places import Places
from unscroll.reports.standings import SPARE


@dataclass(frozen=True, slots=True)
class Check:
    """`needed`: without it the figures stop or lie, so that `doctor` exits with 1."""

    name: str
    works: bool
    said: str
    mend: str = ""
    needed: bool = True
    word: str = ""
    """What `doctor` calls it instead: `spare` where another one sees the same, `note` for what happened."""


def checks(env: Mapping[str, str]) -> Iterator[Check]:
    """Every check, in the order in which a mend helps the next."""
    found = places()
    yield _tried("settings", lambda: _settings(found))
    amiss = _strays(found)
    for sentence in amiss:
        yield Check("settings", False, sentence, f"Mend it in {found.config_file}", needed=False, word="note")
    yield _tried("socket path", lambda: str(found.socket))
    yield from _ledger(found)
    status, silence = _status()
    yield _daemon(status, silence)
    yield _unit(env)
    yield from _collectors(status, env)
    yield from _browsers(env)
    yield _tried("notifications", lambda: _notifications(env), needed=False)
    for sentence in (status or {}).get("notices", ()):
        yield Check("ledger", True, sentence, needed=False, word="note")
    for sentence in (status or {}).get("troubles", ()):
        if sentence not in amiss:
            yield Check("service", False, sentence, "unscroll status shows when it is over")


def _tried(name: str, look: Callable[[], str], needed: bool = True) -> Check:
    try:
        return Check(name, True, look(), needed=needed)
    except UnscrollError as error:
        return Check(name, False, error.message, error.hint, needed)


def _settings(found: Places) -> str:
    from unscroll.settings import load

    load(found.config_file)
    return str(found.config_file) if found.config_file.exists() else "no config.toml: the defaults hold"


def _strays(found: Places) -> tuple[str, ...]:
    """What no rule knows; nothing where the file cannot be read, which is told already."""
    from unscroll.rulebook import load_rules
    from unscroll.settings import load, strays

    try:
        settings = load(found.config_file)
    except UnscrollError:
        return ()
    return strays(settings, load_rules(settings.rules))


def _ledger(found: Places) -> Iterator[Check]:
    from unscroll.clock import SystemClock
    from unscroll.ledger import check

    nearest = next((p for p in (found.data, *found.data.parents) if p.exists()), found.data)
    if not os.access(nearest, os.W_OK | os.X_OK) or not nearest.is_dir():
        yield Check("data folder", False, f"{nearest} cannot be written", "Make it writable, or set UNSCROLL_HOME")
    try:
        findings = check(found, SystemClock().read().wall_ms)
    except UnscrollError as error:
        yield Check("ledger", False, error.message, error.hint)
        return
    for finding in findings:
        yield Check("ledger", False, finding.what, finding.mend)
    if not findings:
        yield Check("ledger", True, f"{found.ledger} is whole" if found.ledger.exists() else "nothing is recorded yet")


def _status() -> tuple[dict[str, Any] | None, UnscrollError]:
    """What the daemon says, or why it says nothing: one that is busy is not one that does not run."""
    try:
        return asking.status(), NoDaemon()
    except UnscrollError as silence:
        return None, silence


def _daemon(status: dict[str, Any] | None, silence: UnscrollError) -> Check:
    from unscroll import __version__

    if status is None:
        return Check("daemon", False, silence.message, silence.hint)
    version = status["daemon"]["version"]
    if version != __version__:
        mend = "Restart it: systemctl --user restart unscroll"
        return Check("daemon", False, f"it runs version {version}, this is {__version__}", mend)
    return Check("daemon", True, f"running since {status['daemon']['since']}")


def _unit(env: Mapping[str, str]) -> Check:
    if file := units.installed_unit(env):
        return Check("unit", True, str(file), needed=False)
    if not units.user_systemd(env):
        said = "no systemd user manager here"
        return Check(
            "unit",
            False,
            said,
            "The autostart entry of unscroll service install starts it at login instead",
            needed=False,
        )
    return Check("unit", False, "the service is not installed", "Install it: unscroll service install", needed=False)


def _collectors(status: dict[str, Any] | None, env: Mapping[str, str]) -> Iterator[Check]:
    """As the daemon sees them; without one each is tried here."""
    from unscroll.cli.probing import probe

    standings = status["collectors"] if status else probe(env)
    for standing in standings:
        works = standing["state"] == "running"
        said, mend = standing["why"] or f"sees {standing['track']}", standing.get("mend", "")
        yield Check(standing["name"], works, said, mend, False, "spare" if standing["why"].startswith(SPARE) else "")
    for track in ("focus", "input"):
        if not any(s["track"] == track and s["state"] == "running" for s in standings):
            yield Check(
                track,
                False,
                f"nothing here sees {track}",
                "See the collectors above; in the desktop: unscroll service attach",
            )


def _browsers(env: Mapping[str, str]) -> Iterator[Check]:
    from unscroll.daemon.native_hosts import BROWSERS, HOST

    bases = units.bases(env)
    for browser in BROWSERS:
        if browser.here(bases):
            own = browser.hosts(bases) / f"{HOST}.json"
            manifest = own if own.exists() else browser.brought()
            if manifest:
                yield Check(browser.name, True, f"finds the service by {manifest}", needed=False)
            else:
                yield Check(browser.name, False, "has no way to the service", "Run unscroll setup", needed=False)


def _notifications(env: Mapping[str, str]) -> str:
    from unscroll.cli.probing import notification_server

    return notification_server(env)
