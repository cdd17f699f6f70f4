"""Settings: one tree of frozen values, read from config.toml."""

from unscroll.settings.choices import Mode, PhoneSetting, Sites, Tells
from unscroll.settings.pages import example, page
from unscroll.settings.reading import load, parse
from unscroll.settings.strays import strays
from unscroll.settings.tree import Settings

__all__ = ["Mode", "PhoneSetting", "Settings", "Sites", "Tells", "example", "load", "page", "parse", "strays"]
