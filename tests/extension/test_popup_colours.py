"""The popup has the report's colours, and each of them can be told from what it lies on."""

import re
from itertools import product
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
KINDS = ("scroll", "one", "group")
TEXT, SHAPE = 4.5, 3.0
"""WCAG 2.2, level AA: 1.4.3 for words, 1.4.11 for what is read by its shape."""


def schemes(path: str) -> list[dict[str, str]]:
    """The colours of a style sheet by name: light, then dark."""
    blocks = re.findall(r":root \{(.*?)\}", (ROOT / path).read_text(), re.S)
    return [dict(re.findall(r"--([a-z]+): (#[0-9a-f]{6});", block)) for block in blocks[:2]]


def contrast(one: str, other: str) -> float:
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_kinds_have_the_colours_of_the_report() -> None:
    popup, report = schemes("extension/popup.css"), schemes("reports/assets/unscroll.css")
    assert len(popup) == len(report) == 2
    for kind, (mine, its) in product(KINDS, zip(popup, report, strict=True)):
        assert mine[kind] == its[kind]


@pytest.mark.parametrize("scheme", [0, 1])
def test_words_and_shapes_stand_out(scheme: int) -> None:
    colours = schemes("extension/popup.css")[scheme]
    for words, under in product(("ink", "quiet", "one"), ("ground", "field")):
        assert contrast(colours[words], colours[under]) >= TEXT, (words, under)
    for shape, under in product(("scroll", "one"), ("ground", "wash")):
        assert contrast(colours[shape], colours[under]) >= SHAPE, (shape, under)
