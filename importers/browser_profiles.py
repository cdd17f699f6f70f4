"""BrowserProfiles: the histories that lie in a home."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from unscroll.importers import chromium_history, firefox_history

_CHROMIUM = (
    ("Chromium", ".config/chromium"),
    ("Chromium (snap)", "snap/chromium/common/chromium"),
    ("Chromium (flatpak)", ".var/app/org.chromium.Chromium/config/chromium"),
    ("Chrome", ".config/google-chrome"),
    ("Chrome Beta", ".config/google-chrome-beta"),
    ("Chrome (flatpak)", ".var/app/com.google.Chrome/config/google-chrome"),
    ("Brave", ".config/BraveSoftware/Brave-Browser"),
    ("Brave (snap)", "snap/brave/current/.config/BraveSoftware/Brave-Browser"),
    ("Brave (flatpak)", ".var/app/com.brave.Browser/config/BraveSoftware/Brave-Browser"),
    ("Vivaldi", ".config/vivaldi"),
    ("Vivaldi (snap)", "snap/vivaldi/current/.config/vivaldi"),
    ("Vivaldi (flatpak)", ".var/app/com.vivaldi.Vivaldi/config/vivaldi"),
    ("Edge", ".config/microsoft-edge"),
    ("Edge (flatpak)", ".var/app/com.microsoft.Edge/config/microsoft-edge"),
)
_FIREFOX = (
    ("Firefox", ".mozilla/firefox"),
    ("Firefox", ".config/mozilla/firefox"),
    ("Firefox (snap)", "snap/firefox/common/.mozilla/firefox"),
    ("Firefox (flatpak)", ".var/app/org.mozilla.firefox/.mozilla/firefox"),
    ("Firefox (flatpak)", ".var/app/org.mozilla.firefox/config/mozilla/firefox"),
    ("LibreWolf", ".librewolf"),
    ("LibreWolf (flatpak)", ".var/app/io.gitlab.librewolf-community/.librewolf"),
    ("Waterfox", ".waterfox"),
    ("Waterfox (flatpak)", ".var/app/net.waterfox.waterfox/.waterfox"),
)
"""Each browser with the folder of its profiles, below the home. Firefox ESR shares Firefox's."""


@dataclass(frozen=True, slots=True)
class Profile:
    """A history: of which browser, in which profile (the folder's name), in which file."""

    browser: str
    name: str
    path: Path


def profiles(home: Path, config_home: Path) -> tuple[Profile, ...]:
    """All that there are, by browser and name, each file once. Folders that cannot be read have none."""
    found: dict[Path, Profile] = {}
    for places, file in ((_CHROMIUM, chromium_history.FILE), (_FIREFOX, firefox_history.FILE)):
        for browser, below in places:
            under = below.removeprefix(".config/")
            for root in dict.fromkeys((home / below, *([config_home / under] if under != below else []))):
                for path in _files(root, file):
                    found.setdefault(path.resolve(), Profile(browser, path.parent.name, path))
    return tuple(found.values())


def _files(root: Path, name: str) -> Iterator[Path]:
    try:
        yield from sorted(path for path in root.glob(f"*/{name}") if path.is_file())
    except OSError:
        return
