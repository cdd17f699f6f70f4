"""Writes docs/settings.md from the tree of settings."""

from pathlib import Path

from unscroll.settings.pages import page

if __name__ == "__main__":
    target = Path(__file__).parent.parent / "docs" / "settings.md"
    target.parent.mkdir(exist_ok=True)
    target.write_text(page(), encoding="utf-8")
    print(target)
