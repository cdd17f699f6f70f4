"""TroubleLog: what does not work, a line in the journal when it begins and when it is over."""

from collections.abc import Mapping
from typing import TextIO


class TroubleLog:
    """Says each sentence once for as long as it holds."""

    def __init__(self, out: TextIO) -> None:
        self._out = out
        self._said: dict[str, str] = {}

    def tell(self, troubles: Mapping[str, str]) -> None:
        """`troubles`: the sentences of now, by who says so."""
        for name, sentence in troubles.items():
            if self._said.get(name) != sentence:
                print(f"note: {sentence}", file=self._out, flush=True)
        for name in self._said.keys() - troubles.keys():
            print(f"note: over: {self._said[name]}", file=self._out, flush=True)
        self._said = dict(troubles)
