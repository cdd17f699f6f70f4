"""Fixtures of the whole suite; the zone and the hypothesis profile are set before anything is imported."""

import os
import shutil
import sys
import time
from pathlib import Path

import pytest
from hypothesis import settings

os.environ["TZ"] = "UTC"
time.tzset()

# The stage of the desktop tests is shared by the contract suite, the story tests and the benches.
sys.path.insert(0, str(Path(__file__).parent / "desktop"))

settings.register_profile("dev", max_examples=60, deadline=None, print_blob=True)
settings.register_profile("ci", max_examples=100, deadline=None, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "dev")

_MEMORY = Path("/dev/shm")
_ROOM = 2 << 30


def pytest_configure(config: pytest.Config) -> None:
    """The fast tests keep their folders in memory, where there is room: each commit waits for the disk elsewhere."""
    usable = os.access(_MEMORY, os.W_OK | os.X_OK) and shutil.disk_usage(_MEMORY).free > _ROOM
    if usable and config.getoption("markexpr") == "not desktop":
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(_MEMORY))
