"""Choices: the words that a setting may be one of."""

from enum import StrEnum


class Mode(StrEnum):
    OBSERVE = "observe"
    NUDGE = "nudge"


class PhoneSetting(StrEnum):
    ASK = "ask"
    NONE = "none"


class Tells(StrEnum):
    """When a report is announced."""

    GENTLY = "gently"
    DAILY = "daily"
    WEEKLY = "weekly"
    NEVER = "never"


class Sites(StrEnum):
    SOCIAL = "social"
    ALL = "all"
