"""Writes extension/surfaces.json from unscroll/surfaces.toml: python -m bench.generate_surfaces."""

from pathlib import Path

from unscroll.rulebook import fresh_book
from unscroll.rulefile import as_text

if __name__ == "__main__":
    target = Path(__file__).parent.parent / "extension" / "surfaces.json"
    target.write_text(as_text(fresh_book()), encoding="utf-8")
