"""SetupWizard: setup in a terminal. Every answer is kept as it is given; Enter keeps what stands."""

import time
from collections.abc import Callable, Iterable

import click

from unscroll.cli.setup_asking import ASKING, kept_or_again
from unscroll.cli.setup_memory import Memory, remembered
from unscroll.cli.setup_questions import ASKED, PROMISE, Question
from unscroll.cli.setup_standing import standing, what_follows
from unscroll.cli.setup_ticks import ABSENT, SEEN, ticks
from unscroll.cli.show import clean

Say = Callable[[str], None]
_PATIENCE_S = 3
_WHERE = "unscroll shows today; unscroll report --open the page of the day, with --month that of the month."
_MARKS = {SEEN: "✓", ABSENT: "✗"}


def wizard(say: Say, install: Callable[[], Iterable[str]]) -> None:
    """Says what it does, runs `install`, then asks what is open. click.Abort where the user leaves."""
    introduce(say)
    say("\nThe service")
    for step in install():
        say(f"  {clean(step)}")
    _show_ticks(say)
    try:
        _ask(say, remembered())
    except (click.Abort, KeyboardInterrupt):
        say("\n\nWhat you answered is kept. unscroll setup goes on from here.")
        raise
    counts, more = what_follows()
    say(f"\n{counts}. {more}\n{_WHERE}")


def introduce(say: Say) -> None:
    """Two sentences, and what is stored."""
    from unscroll.cli.desk import desk
    from unscroll.cli.setup_examples import example_rows

    now = desk()
    say("\n".join(PROMISE))
    say("\nWhat is stored looks like this, and unscroll what-you-know shows all of it:")
    for row in example_rows(now.zones, now.now_ms):
        say(f"  {row}")


def _ask(say: Say, memory: Memory) -> None:
    if memory.whole:
        _ask_again(say)
        return
    for number, question in enumerate(Question, 1):
        if question in memory.answered:
            say(f"\n{number} of 5 · {ASKED[question].title}: {standing(question)}")
            continue
        _one(say, question, f"{number} of 5 · ")


def _ask_again(say: Say) -> None:
    """Who answered everything already sees it; nothing changes unless they name what."""
    say("\nYour answers")
    for question in Question:
        say(f"  {question:10}  {standing(question)}")
    words = [*map(str, Question), "no"]
    told = click.prompt("\nChange one of them?", type=click.Choice(words), default="no", err=True)
    if told != "no":
        _one(say, Question(told), "")


def _one(say: Say, question: Question, number: str) -> None:
    asked = ASKED[question]
    say(f"\n{number}{asked.title}\n{asked.text}")
    say(f"Now: {standing(question)}")
    kept_or_again(lambda: ASKING[question](say))


def _show_ticks(say: Say) -> None:
    """A moment is given to what has only just started."""
    until = time.monotonic() + _PATIENCE_S
    found = ticks()
    while any(tick.state == ABSENT for tick in found[:1]) and time.monotonic() < until:
        time.sleep(0.2)
        found = ticks()
    for tick in found:
        say(f"  {_MARKS.get(tick.state, '·')} {tick.name:10}  {clean(tick.said)}")
