"""Hands: wheel, keys, clicks on a virtual screen, made by the X server itself (XTEST), so that programs trust them."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager

from Xlib import XK, X
from Xlib.display import Display
from Xlib.ext import xtest

from bench.stage import Screen

WHEEL_DOWN = 5
_NAMES = {" ": "space", "/": "slash", ":": "colon", ".": "period", "-": "minus", "_": "underscore", "?": "question",
          "=": "equal"}  # fmt: skip


class Hands:
    """Each method returns when the X server has taken the events."""

    def __init__(self, display: Display) -> None:
        self._display = display

    def wheel(self) -> None:
        """One notch down."""
        self._button(WHEEL_DOWN)

    def click(self, x: int, y: int) -> None:
        """The left button at a point of the screen."""
        self.point(x, y)
        self._button(1)

    def point(self, x: int, y: int) -> None:
        """Moves the pointer."""
        xtest.fake_input(self._display, X.MotionNotify, x=x, y=y)
        self._display.sync()

    def key(self, name: str, *held: str) -> None:
        """One key by its X name, with others held down: `key("l", "Control_L")`."""
        code, shifted = self._code(name)
        codes = [self._code(one)[0] for one in (*held, *(["Shift_L"] if shifted else []))]
        for each in codes:
            xtest.fake_input(self._display, X.KeyPress, each)
        xtest.fake_input(self._display, X.KeyPress, code)
        xtest.fake_input(self._display, X.KeyRelease, code)
        for each in reversed(codes):
            xtest.fake_input(self._display, X.KeyRelease, each)
        self._display.sync()

    def text(self, text: str, gap_s: float = 0.015) -> None:
        """Types printable ASCII."""
        for letter in text:
            self.key(_NAMES.get(letter, letter))
            time.sleep(gap_s)

    def wheel_at(self, per_s: int, seconds: float) -> int:
        """Turns the wheel at a steady rate; how many notches came out of it."""
        began, done = time.monotonic(), 0
        while (passed := time.monotonic() - began) < seconds:
            for _ in range(int(passed * per_s) - done):
                xtest.fake_input(self._display, X.ButtonPress, WHEEL_DOWN)
                xtest.fake_input(self._display, X.ButtonRelease, WHEEL_DOWN)
                done += 1
            self._display.flush()
            time.sleep(max(0.0, (done + 1) / per_s - (time.monotonic() - began)))
        self._display.sync()
        return done

    def _button(self, number: int) -> None:
        xtest.fake_input(self._display, X.ButtonPress, number)
        xtest.fake_input(self._display, X.ButtonRelease, number)
        self._display.sync()

    def _code(self, name: str) -> tuple[int, bool]:
        found = list(self._display.keysym_to_keycodes(XK.string_to_keysym(name)))
        if not found:
            raise ValueError(f"no key gives {name!r}")
        plain = [code for code, index in found if index == 0]
        return (plain[0], False) if plain else (found[0][0], True)


@contextmanager
def hands(screen: Screen) -> Iterator[Hands]:
    """Hands at a screen, by a connection of their own."""
    os.environ["XAUTHORITY"] = screen.xauthority
    display = Display(screen.display)
    try:
        yield Hands(display)
    finally:
        display.close()
