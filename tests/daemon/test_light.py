"""The daemon stays small: what it must never import."""

import subprocess
import sys

HEAVY = {"plotly", "sqlite_utils", "click", "jinja2", "http", "tomlkit", "ada_url", "starlette", "numpy", "pip"}
LATER = {"statistics", "unscroll.daemon.digest_note", "unscroll.daemon.completing", "unscroll.daemon.roster"}
"""What a digest or a popup needs is imported with the first of them."""

STARTED = """
import asyncio, io, sys
from pathlib import Path
from unscroll.clock import SystemClock
from unscroll.collectors.registry import COLLECTORS
from unscroll.daemon.service import Service
from unscroll.places import Places

async def main(home):
    environment = {"UNSCROLL_HOME": home, "TZ": "UTC"}
    service = Service(Places.of(environment), environment, io.StringIO(), COLLECTORS, SystemClock(), Path(home))
    running = asyncio.create_task(service.run())
    await service.ready.wait()
    print("\\n".join(sys.modules))
    service.stop()
    await running

asyncio.run(main(sys.argv[1]))
"""


def test_the_running_daemon_has_imported_nothing_heavy(tmp_path):
    done = subprocess.run(
        [sys.executable, "-c", STARTED, str(tmp_path)], capture_output=True, text=True, timeout=60, check=True
    )
    found = {module.partition(".")[0] for module in done.stdout.split()}
    assert "unscroll" in found
    assert "sqlite3" in found
    assert found & HEAVY == set()
    assert LATER & set(done.stdout.split()) == set()
