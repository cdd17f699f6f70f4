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
    "google_chat": "Google Chat",
    "google_messages": "Google Messages",
    "google_voice": "Google Voice",
    "google_meet": "Google Meet",
    "proton_mail": "Proton Mail",
    "yahoo_mail": "Yahoo Mail",
    "hey": "HEY",
    "calls_misc": "other calls",
    "voip_client": "VoIP client",
    "xmpp_irc_client": "XMPP or IRC client",
    "hackernews": "Hacker News",
    "vk": "VK",
    "bereal": "BeReal",
    "bebee": "beBee",
    "hubspot": "HubSpot",
    "ninegag": "9GAG",
}


def platform(name: str, names: Mapping[str, str]) -> str:
    """A platform's display name; the rules' own names come first."""
    return names.get(name) or _PLATFORMS.get(name) or name.replace("_", " ").capitalize()
