"""Fixtures of the whole suite; the zone and the hypothesis profile are set before anything is imported."""

import os
import sys
import time
from pathlib import Path

from hypothesis import settings

os.environ["TZ"] = "UTC"
time.tzset()

# The stage of the desktop tests is shared by the contract suite, the story tests and the benches.
sys.path.insert(0, str(Path(__file__).parent / "desktop"))

settings.register_profile("dev", max_examples=60, deadline=None, print_blob=True)
settings.register_profile("ci", max_examples=100, deadline=None, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "dev")
