"""Turning: when Days turn, for commands that need no other setting."""

from pathlib import Path

from unscroll.day import TURN_MIN


def turn_min_of(file: Path) -> int:
    """The minute of config.toml without the tree of settings, which takes longer to import than some commands to run.
    Where the file says anything of it, or cannot be read, `load` decides (UnscrollError 78)."""
    if not file.exists():
        return TURN_MIN
    import tomllib

    try:
        if "day_turns_at" not in tomllib.loads(file.read_text(encoding="utf-8")):
            return TURN_MIN
    except (OSError, ValueError):
        pass  # `load` says what is wrong with it
    from unscroll.settings import load

    return load(file).day_turns_at_min
