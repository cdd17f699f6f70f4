"""Runs the extension's own tests under node."""

import shutil
import subprocess
from pathlib import Path

import pytest

HERE = Path(__file__).parent


@pytest.mark.skipif(shutil.which("node") is None, reason="needs nodejs")
@pytest.mark.parametrize(
    "name", ["worker.test.mjs", "page.test.mjs", "popup.test.mjs", "acts.test.mjs", "options.test.mjs"]
)
def test_modules_of_the_extension(name: str) -> None:
    done = subprocess.run(["node", "--test", str(HERE / name)], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]
    assert "# pass 0" not in done.stdout
