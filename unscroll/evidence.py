"""Evidence: how a figure is known (METRICS 3)."""

from enum import StrEnum


class Evidence(StrEnum):
    MEASURED = "measured"
    LOGGED = "logged"
    ESTIMATED = "estimated"
