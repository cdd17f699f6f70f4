"""The status line of bars and prompts, one format each."""

import json
from collections.abc import Callable, Mapping
from typing import Any

from unscroll.cli.show import length

_COLOURS = {"warned": "#c98a00", "over": "#c0392b"}


def headline(status: Mapping[str, Any]) -> str:
    """`>= 1 h 12 min of 2 h`, from the JSON of `status` (CONTRACT.md 4)."""
    if status.get("no_data"):
        return "no data"
    least = ">= " if status["at_least"] else ""
    return f"{least}{length(status['spent_s'])} of {length(status['cap_s'])}"


def _short(status: Mapping[str, Any]) -> str:
    if status.get("no_data"):
        return "no data"
    return f"{'>= ' if status['at_least'] else ''}{length(status['spent_s'])}"


def _waybar(status: Mapping[str, Any]) -> str:
    contact = length(status["seconds"]["one_to_one"])
    return json.dumps(
        {
            "text": _short(status),
            "alt": status["state"],
            "tooltip": f"{headline(status)} on feeds, {contact} one to one",
            "class": [status["state"], *status["flags"]],
            "percentage": round(100 * status["spent_s"] / status["cap_s"]) if status["cap_s"] else 100,
        },
        ensure_ascii=False,
    )


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
