"""docs/commands.md says what the commands say."""

import runpy
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_the_page_is_fresh():
    fresh = runpy.run_path(str(ROOT / "bench" / "generate_commands.py"))["page"]()
    assert (ROOT / "docs" / "commands.md").read_text("utf-8") == fresh, "run: python -m bench.generate_commands"
