"""A click on a link of a report: the desktop finds unscroll, which asks in a notification before anything."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from desktop.notification_server import tiny_server
from running import PYTHON, environment
from support.home import DAY, THREAD, stretches

from bench.dbus import buses
from unscroll.cli import link_handler, units
from unscroll.clock import SystemClock
from unscroll.ledger import Batch, open_writer
from unscroll.places import Places

pytestmark = pytest.mark.desktop
LINK = f"unscroll:label/{THREAD}/group"
QUESTION = f"Thread {THREAD} is with a group, for ever?"


@pytest.fixture
def home(tmp_path):
    places = Places.of(environment(tmp_path))
    places.make()
    with open_writer(places, SystemClock()) as writer:
        writer.commit(Batch(stretches()))
    return tmp_path


def opened(home, bus, *argv):
    env = environment(home, bus=bus)
    done = subprocess.run((*PYTHON, *argv), env=env, capture_output=True, text=True, timeout=60, check=False)
    return done.returncode, done.stdout, done.stderr


def groups(home):
    _, stdout, _ = opened(home, None, "day", DAY, "--json")
    return json.loads(stdout)["seconds"]["group"]


def test_a_click_asks_and_a_yes_settles(home):
    with buses() as bus, tiny_server(bus.session, "press=yes") as shown:
        code, said, _ = opened(home, bus, "open", "--desktop", LINK)
        assert (code, said) == (0, f"{THREAD} is group\n")
        assert QUESTION in shown.readline()
        assert f"{THREAD} is group" in shown.readline()
    assert groups(home) == 600


def test_a_no_settles_nothing(home):
    with buses() as bus, tiny_server(bus.session, "press=no"):
        code, _, why = opened(home, bus, "open", "--desktop", LINK)
        assert (code, why) == (1, "unscroll: nothing was changed.\n")
    assert groups(home) == 0


def test_a_desktop_that_takes_no_answers_is_told_the_command(home):
    with buses() as bus, tiny_server(bus.session, "plain") as shown:
        code, _, why = opened(home, bus, "open", "--desktop", LINK)
        assert code == 74
        assert f"In a terminal: unscroll open {LINK}" in why
        assert f"In a terminal: unscroll open {LINK}" in shown.readline()
    assert groups(home) == 0


@pytest.mark.skipif(shutil.which("gio") is None, reason="needs libglib2.0-bin")
@pytest.mark.parametrize("opener", [("gio", "open"), ("xdg-open",)])
def test_the_desktop_finds_who_opens_it(home, opener):
    if shutil.which(opener[0]) is None:
        pytest.skip("needs xdg-utils")
    with buses() as bus, tiny_server(bus.session, "press=yes") as shown:
        env = environment(home, bus=bus, XDG_CURRENT_DESKTOP="GNOME", PYTHONPATH=str(Path.cwd()))
        file = units.links_file(env)
        file.parent.mkdir(parents=True)
        file.write_text(units.links_text(env))
        link_handler.open_links(units.config_home(env))
        subprocess.run((*opener, LINK), env=env, timeout=60, check=True, capture_output=True)
        assert QUESTION in shown.readline()
        assert f"{THREAD} is group" in shown.readline()
    assert groups(home) == 600
