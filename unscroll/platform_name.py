"""The name that people know a platform by."""

_NAMES = {
    "none": "other programs",
    "website": "other websites",
    "browser": "browser",
    "tiktok": "TikTok",
    "linkedin": "LinkedIn",
    "whatsapp": "WhatsApp",
    "youtube": "YouTube",
    "x": "X",
}


def platform_name(platform: str) -> str:
    """`LinkedIn` of `linkedin`, `Hackernews` of `hackernews`."""
    return _NAMES.get(platform) or platform.replace("_", " ").capitalize()
