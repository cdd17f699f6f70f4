"""Play: performs a script at the desk with real input, with a record of each instant."""

import random
import time
from collections.abc import Callable

from bench.desk_stage import Desk
from bench.stage import front
from bench.truth.fronts import ADDRESS_BAR, FEED, FILM, POPUP, TERMINAL, Front, Record, Typed
from bench.truth.script import Doing, Step, Way

_WORDS = "see you at the lake on sunday then "
_OPENED_S = 6.0
_ATTEMPTS = 4
_LISTENS_S = 0.8
"""A busy browser hears keys where they belong only so long after a shortcut or a new page."""
_MIDDLE = (500, 450)
_POPUP_BOX = (1128, 540)
"""Where the chat's box lies on the screen of 1280 x 800."""


class Player:
    """`told(line)` hears of each step as it begins."""

    def __init__(self, desk: Desk, seed: int, told: Callable[[str], None]) -> None:
        self._desk, self._told = desk, told
        self._rng = random.Random(seed)
        self._offset_s = time.time() - time.monotonic()
        self._page = FEED
        self._film_ms = 0
        self.record = Record()

    def play(self, steps: tuple[Step, ...]) -> Record:
        """Performs all steps; the browser is in front on FEED before the first, the terminal is after the last."""
        hands, record = self._desk.hands, self.record
        front(self._desk.screen, self._desk.browser)
        hands.point(*_MIDDLE)
        self._scroll()
        record.start_ms = self._now_ms()
        record.fronts.append((record.start_ms, FEED))
        for step in steps:
            self._told(str(step))
            self._come(step)
            self._do(step)
        if self._film_ms:
            self._close_film()
        self._to_window(self._desk.terminal, TERMINAL)
        record.end_ms = self._now_ms()
        return record

    def _close_film(self) -> None:
        """Goes back to the tab that sounds, and closes it."""
        if self.record.fronts[-1][1] is TERMINAL:
            self._to_window(self._desk.browser, self._page)
        self._press("2", "Control_L")
        self._before(FILM)
        self.record.sounds.append((self._film_ms, self._now_ms()))
        time.sleep(_LISTENS_S)
        self._press("w", "Control_L")
        self._before(self._page)
        time.sleep(_LISTENS_S)

    def _now_ms(self) -> int:
        return round((time.monotonic() + self._offset_s) * 1000)

    def _touched(self, typed: bool = False) -> None:
        at_ms = self._now_ms()
        self.record.inputs.append(at_ms)
        if typed:
            self.record.typed.append(at_ms)

    def _before(self, place: Front) -> None:
        self.record.fronts.append((self._now_ms(), place))

    def _come(self, step: Step) -> None:
        """Gets to the front of a step."""
        if step.doing is Doing.IDLE:
            return
        if step.front is TERMINAL:
            self._to_window(self._desk.terminal, TERMINAL)
            return
        if self.record.fronts[-1][1] is TERMINAL:
            self._to_window(self._desk.browser, self._page)
        if step.way is Way.IN_PAGE:
            self._desk.hands.key("m")
            self._before(step.front)
            self._touched()
            self._page = step.front
            return
        if self._page is FILM:
            self._film_ms = self._now_ms()
            self._press("1", "Control_L")
            self._before(ADDRESS_BAR)
            time.sleep(_LISTENS_S)
        if step.way is Way.BEHIND:
            self._press("t", "Control_L")
            self._before(ADDRESS_BAR)
        self._go(step.front)

    def _go(self, place: Front) -> None:
        """Types the address of a page; the page is in front from when the browser asks for it."""
        for _ in range(_ATTEMPTS):
            self._press("l", "Control_L")
            self._before(ADDRESS_BAR)
            time.sleep(_LISTENS_S)
            self._desk.hands.text(place.url)
            self._press("Delete")
            since = time.monotonic()
            self._press("Return")
            asked = self._asked(place, since)
            if asked is not None:
                self.record.fronts.append((round((asked + self._offset_s) * 1000), place))
                self._page = place
                time.sleep(_LISTENS_S)
                return
        raise AssertionError(f"the browser did not open {place.url}")

    def _asked(self, place: Front, since: float) -> float | None:
        deadline = time.monotonic() + _OPENED_S
        while (at := self._desk.requests.first(place.host, place.path, since)) is None:
            if time.monotonic() > deadline:
                return None
            time.sleep(0.01)
        return at

    def _to_window(self, window: str, place: Front) -> None:
        front(self._desk.screen, window)
        self._before(place)

    def _press(self, key: str, *held: str) -> None:
        self._desk.hands.key(key, *held)
        self._touched()

    def _do(self, step: Step) -> None:
        end = time.monotonic() + step.length_s
        match step.doing:
            case Doing.IDLE:
                time.sleep(step.length_s)
            case Doing.WHEEL:
                self._until(end, self._scroll, 0.1, 0.9)
            case Doing.READ:
                self._until(end, self._scroll, 1.0, 4.0)
            case Doing.WRITE:
                self._write(step.front, end - 0.45 * step.length_s)
                self._until(end, self._scroll, 1.0, 4.0)

    def _write(self, place: Front, end: float) -> None:
        boxed = place.box is not Typed.NOTHING
        if place is POPUP:
            self._desk.hands.click(*_POPUP_BOX)
            self._touched()
        elif boxed and place.url:
            self._press("Tab")
        letters = iter(_WORDS * 20)

        def type_one() -> None:
            self._desk.hands.text(next(letters), gap_s=0)
            self._touched(typed=boxed)

        self._until(end, type_one, 0.08, 0.4)
        self._desk.hands.key("Return")
        self._touched(typed=boxed)
        self._desk.hands.point(*_MIDDLE)

    def _scroll(self) -> None:
        self._desk.hands.wheel()
        self._touched()

    def _until(self, end: float, act: Callable[[], None], least_s: float, most_s: float) -> None:
        """Acts now and then until `end`."""
        while time.monotonic() < end:
            act()
            time.sleep(min(self._rng.uniform(least_s, most_s), max(0.0, end - time.monotonic())))
