"""Platforms: how one is called in a sentence."""

from collections.abc import Mapping

_PLATFORMS = {
    "none": "other programs",
    "website": "other websites",
    "browser": "browser",
    "tiktok": "TikTok",
    "linkedin": "LinkedIn",
    "whatsapp": "WhatsApp",
    "youtube": "YouTube",
    "x": "X",
}


def platform(name: str, names: Mapping[str, str]) -> str:
    """A platform's display name; the rules' own names come first."""
    return names.get(name) or _PLATFORMS.get(name) or name.replace("_", " ").capitalize()
