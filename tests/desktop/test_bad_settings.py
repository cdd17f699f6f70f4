"""What a person or a machine sets wrong: one line with the mend, before anything is touched."""

import sys

import pytest
from desktop.running import environment, refused, running

pytestmark = pytest.mark.desktop

IN_1970 = """
import os, sys
from dataclasses import replace
from unscroll.clock import SystemClock
from unscroll.daemon.service import run
from unscroll.places import Places

class Unset(SystemClock):
    def read(self):
        real = super().read()
        return replace(real, wall_ms=real.wall_ms % 10_000_000)

sys.exit(run(Places.of(os.environ), os.environ, sys.stdout, clock=Unset()))
"""


def test_settings_that_cannot_be_read_name_the_nearest_key(tmp_path):
    env = environment(tmp_path)
    file = tmp_path / "config/config.toml"
    file.parent.mkdir()
    for text, says in (
        ('capp = "1h"', "Did you mean cap?"),
        ("[record]\nsite = 'all'", "Did you mean record.sites?"),
        ("cap = ", "config.toml"),
        ("cap = 'soon'", "cap"),
    ):
        file.write_text(text)
        code, line = refused(env)
        assert code == 78
        assert says in line
    assert not (tmp_path / "data/ledger.db").exists()


def test_settings_that_turn_bad_under_the_running_service(tmp_path):
    with running(environment(tmp_path)) as it:
        it.places.config_file.write_text('capp = "1h"\n')
        from bench.stage import until

        until(lambda: "degraded" in it.status()["flags"], "that it says so")
        assert "Did you mean cap?" in it.doctor()
        assert any("Did you mean cap?" in line for line in it.status()["troubles"])
        it.places.config_file.write_text('cap = "1h"\n')
        until(lambda: it.status()["flags"] == [], "that it is mended")
        assert it.status()["cap_s"] == 3_600


def test_a_socket_path_that_is_too_long(tmp_path):
    home = tmp_path / ("x" * 100)
    home.mkdir()
    code, line = refused(environment(tmp_path, UNSCROLL_HOME=str(home)))
    assert code == 74
    assert "107 is the limit" in line
    assert line.endswith("Set UNSCROLL_HOME or XDG_RUNTIME_DIR to a shorter folder")
    assert not any(home.iterdir())


def test_a_clock_in_1970_counts_nothing_and_says_so(tmp_path):
    with running(environment(tmp_path), (sys.executable, "-c", IN_1970)) as it:
        assert "note: the clock reads 1970, so nothing is counted until it is set" in it.said
        status = it.status()
        assert "degraded" in status["flags"]
        assert any("the clock reads 1970" in line for line in status["troubles"])
        assert "the clock reads 1970" in it.doctor()
    assert "Traceback" not in it.said
