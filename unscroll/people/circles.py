"""Circles: how near somebody is meant to be, and how often that asks for contact (METRICS 4)."""

from enum import StrEnum

BUSINESS_TAG = "business"
BUSINESS_DAYS = 90
"""What a business tag carries: bridges between firms decay fastest (Burt 2002)."""


class Circle(StrEnum):
    INNER = "inner"
    CLOSE = "close"
    FRIENDS = "friends"
    ACTIVE = "active"


CADENCE_DAYS = {Circle.INNER: 7, Circle.CLOSE: 30, Circle.FRIENDS: 180, Circle.ACTIVE: 365}
"""Days between contacts (METRICS 4; the layers' contact rates after Sutcliffe et al. 2012, friends interpolated)."""

LAYERS = {Circle.INNER: 5, Circle.CLOSE: 15, Circle.FRIENDS: 50, Circle.ACTIVE: 150}
"""Dunbar's layers, counted inclusively, for comparison only (Zhou et al. 2005)."""
