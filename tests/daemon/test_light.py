"""The daemon stays small: what it must never import."""

import subprocess
import sys

HEAVY = {"plotly", "sqlite_utils", "click", "jinja2", "http", "tomlkit", "ada_url", "starlette", "numpy", "pip"}
LATER = {
    "statistics",
    "unscroll.daemon.options",
    "unscroll.settings.editing",
    "unscroll.daemon.digest_note",
    "unscroll.daemon.completing",
    "unscroll.daemon.roster",
}
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


def test_who_the_user_is_by_name_is_asked_without_what_reads_numbers():
    """1.3 MB that the service would keep from the first contact that a popup logs on."""
    asks = (
        "import sys; from unscroll.people.nobody import Owner; from unscroll.people.handles import phone\n"
        "print(Owner.named(['Ana Roth', '0170 1234567']).bears('ana roth'), phone('Ana Roth'))\n"
        "print('phonenumbers' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", asks], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.split() == ["True", "None", "False"]
