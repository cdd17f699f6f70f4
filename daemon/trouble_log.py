"""TroubleLog: what does not work, a line in the journal when it begins and when it is over."""

from collections.abc import Mapping
from typing import TextIO

from unscroll.streams import say


class TroubleLog:
    """Says each sentence once for as long as it holds."""

    def __init__(self, out: TextIO) -> None:
        self._out = out
        self._said: dict[str, str] = {}

    def tell(self, troubles: Mapping[str, str]) -> None:
        """`troubles`: the sentences of now, by who says so."""
        for name, sentence in troubles.items():
            if self._said.get(name) != sentence:
                say(self._out, f"note: {sentence}")
        for name in self._said.keys() - troubles.keys():
            say(self._out, f"note: over: {self._said[name]}")
        self._said = dict(troubles)
