"""The status line of bars and prompts, one format each."""

import json
from collections.abc import Callable, Mapping
from typing import Any

from unscroll.cli.show import length
from unscroll.cli.status_text import minutes_of
from unscroll.reports.words import duration

_COLOURS = {"warned": "#c98a00", "over": "#c0392b"}


def headline(status: Mapping[str, Any]) -> str:
    """`>= 1 h 12 min of 2 h`, from the JSON of `status` (CONTRACT.md 4)."""
    if status.get("no_data"):
        return "no data"
    least = ">= " if status["at_least"] else ""
    return f"{least}{_spent(status)} of {length(status['cap_s'])}"


def _spent(status: Mapping[str, Any]) -> str:
    return duration(minutes_of(status).spent, status["spent_s"] > 0)


def _short(status: Mapping[str, Any]) -> str:
    if status.get("no_data"):
        return "no data"
    return f"{'>= ' if status['at_least'] else ''}{_spent(status)}"


def _waybar(status: Mapping[str, Any]) -> str:
    least, one = ">= " if status["at_least"] else "", status["seconds"]["one_to_one"]
    contact = duration(minutes_of(status).kinds["one_to_one"], one > 0)
    said = f"{headline(status)} on feeds{_typed_in(status)}, {least}{contact} one to one"
    return json.dumps(
        {
            "text": _short(status),
            "alt": status["state"],
            "tooltip": "no data yet" if status.get("no_data") else said,
            "class": [status["state"], *status["flags"]],
            "percentage": _percentage(status),
        },
        ensure_ascii=False,
    )


def _percentage(status: Mapping[str, Any]) -> int:
    """Of the cap, rounded down, so that 100 is where its state is `over`."""
    if status["cap_s"]:
        return int(100 * status["spent_s"] // status["cap_s"])
    return 100 if status["state"] == "over" else 0


def _typed_in(status: Mapping[str, Any]) -> str:
    """What of the headline was not measured."""
    return f" ({length(status['typed_in_s'])} of it typed in)" if status["typed_in_s"] else ""


def _polybar(status: Mapping[str, Any]) -> str:
    colour = _COLOURS.get(status["state"])
    return f"%{{F{colour}}}{headline(status)}%{{F-}}" if colour else headline(status)


def _i3blocks(status: Mapping[str, Any]) -> str:
    lines = [headline(status), _short(status), _COLOURS.get(status["state"], "")]
    return "\n".join(line for line in lines if line)


def _tmux(status: Mapping[str, Any]) -> str:
    colour = _COLOURS.get(status["state"])
    return f"#[fg={colour}]{headline(status)}#[default]" if colour else headline(status)


FORMATS: dict[str, Callable[[Mapping[str, Any]], str]] = {
    "waybar": _waybar,
    "polybar": _polybar,
    "i3blocks": _i3blocks,
    "tmux": _tmux,
    "plain": headline,
}
