"""What serves pages is imported where a page is served, and nowhere else."""

import subprocess
import sys

_ASK = """
import sys
from importlib import import_module
from pathlib import Path
import unscroll.cli, unscroll.daemon.service
served = {"page_server", "setup_site", "setup_child"}
for file in Path(unscroll.cli.__file__).parent.glob("*.py"):
    if file.stem not in served:
        import_module(f"unscroll.cli.{file.stem}")
print(*(name for name in ("starlette", "hypercorn", "anyio", "h11", "h2") if name in sys.modules))
"""


def test_neither_the_daemon_nor_any_other_command_loads_what_serves_pages():
    done = subprocess.run([sys.executable, "-c", _ASK], check=True, capture_output=True, text=True, timeout=60)
    assert done.stdout == "\n"
