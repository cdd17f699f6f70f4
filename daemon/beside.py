"""Beside: makes what the daemon does beside the pulse."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import date

from unscroll.daemon.children import Outcome, unscroll_child, unscroll_lines
from unscroll.daemon.letters import Letter
from unscroll.daemon.recorder import Recorder
from unscroll.daemon.recount import Recount
from unscroll.daemon.sd_notify import clean_environment
from unscroll.daemon.timekeeper import Timekeeper
from unscroll.daemon.turn import DayTurn
from unscroll.daemon.writer_thread import OwnerThread
from unscroll.errors import UnscrollError
from unscroll.ledger import Crossing, LedgerDamaged, Writer
from unscroll.places import Places

_RENDER_S = 120.0
_RECOUNT_S = 1_800.0
"""A year takes 20 s where nothing else runs; at the lowest priority it may wait long."""


def crossings_into(
    writer: OwnerThread[Writer], time: Timekeeper
) -> Callable[[date, tuple[int, ...], str], Awaitable[None]]:
    async def record(day: date, percents: tuple[int, ...], platform: str) -> None:
        at_ms = time.label_ms()
        for percent in percents:
            crossing = Crossing(percent, platform, at_ms)
            await writer.do(lambda w, c=crossing: w.record_crossing(day, c))  # type: ignore[misc]

    return record


def day_turn(
    places: Places,
    environment: Mapping[str, str],
    recorder: Recorder,
    has_data: Callable[[date], Awaitable[bool]],
    letter_of: Callable[[date], Letter | None],
) -> DayTurn:
    children = clean_environment(environment)

    async def render(letter: Letter) -> Outcome:
        day = letter.last
        week = ("--week",) if letter.week else ()
        outcome = await unscroll_child(("report", day.isoformat(), *week), children, _RENDER_S)
        if (
            outcome.ok and not letter.week
        ):  # counts what changed of the year, newest Day first, so that its report is there at once
            await unscroll_child(("report", day.isoformat(), "--year"), children, _RENDER_S)
        return outcome

    async def snapshot() -> Outcome:
        try:
            await recorder.writer.do(lambda w: w.snapshot())
        except UnscrollError as refused:
            # A copy that is not whole may come from a ledger that is not: it is looked at before the next write.
            recorder.suspect = recorder.suspect or isinstance(refused, LedgerDamaged)
            return Outcome(False, str(refused))
        return Outcome(True)

    return DayTurn(
        report_of=lambda letter: places.reports / f"{letter.name}.html",
        has_data=has_data,
        render=render,
        snapshot=snapshot,
        announced=places.state / "announced",
        letter_of=letter_of,
    )


def recount_into(environment: Mapping[str, str], writer: OwnerThread[Writer]) -> Recount:
    children = clean_environment(environment)

    async def lines(take: Callable[[list[bytes]], Awaitable[None]]) -> Outcome:
        return await unscroll_lines("unscroll.cli.recount", children, _RECOUNT_S, take)

    return Recount(writer, lines)
