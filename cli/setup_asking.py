"""SetupAsking: each question in a terminal."""

import sys
from collections.abc import Callable, Mapping

import click

from unscroll.cli.setup_answers import keep_never, keep_phone, keep_region, keep_work, present
from unscroll.cli.setup_five import completions, keep_people, near_people, region_preset
from unscroll.cli.setup_memory import remember
from unscroll.cli.setup_past import offers, reading
from unscroll.cli.setup_questions import CIRCLE_MOST, KEPT, PHONES, WORK_WAYS, Question
from unscroll.cli.show import clean, note
from unscroll.errors import Exit, UnscrollError

Say = Callable[[str], None]


def kept_or_again(ask: Callable[[], None]) -> None:
    """Asks until the answer can be kept: what is mistyped is said, what the machine refuses is raised."""
    while True:
        try:
            ask()
        except UnscrollError as refused:
            if refused.code is not Exit.USAGE:
                raise
            note(str(refused))
        else:
            return


def _line(question: str, default: str = "") -> str:
    told = click.prompt(question, default=default, show_default=bool(default), err=True)
    return str(told).strip()


def _pick(say: Say, ways: Mapping[str, str], default: str) -> str:
    for word, means in ways.items():
        say(f"  {word:8}  {means}")
    return str(click.prompt("Which", type=click.Choice(list(ways)), default=default, err=True))


def _never(say: Say) -> None:
    say("Commas between them; -name takes one away; Enter for no change.")
    told = [word.strip() for word in _line("Also never").split(",")]
    gone = {word[1:].strip().lower() for word in told if word.startswith("-")}
    kept = [entry for entry in present().never if entry not in gone]
    keep_never([*kept, *(word for word in told if not word.startswith("-"))])


def _work(say: Say) -> None:
    now = present()
    way = _pick(say, WORK_WAYS, now.work)
    if way == "profile":
        say("The name that the extension's options give that profile.")
        keep_work(way, _line("Its name", "; ".join(now.profiles)))
    elif way == "hours":
        keep_work(way, _line("Hours, such as mon-fri 09:00-17:00", "; ".join(now.hours)))
    else:
        keep_work(way)


def _five(say: Say) -> None:
    room = CIRCLE_MOST - len(near_people())
    if room > 0:
        say("A name on each line, Tab completes those known; Enter alone ends.")
    with _completed():
        while room > 0 and (told := _line("Name")):
            for person in keep_people([told]):
                say(f"  {clean(person.name)}: {'new, ' if person.new else ''}a month at most")
                room -= 1
    if not present().region:
        say("Phone numbers that name no country are of:")
        keep_region(_line("Country, two letters", region_preset()))
    remember(Question.FIVE)


def _phone(say: Say) -> None:
    keep_phone(_pick(say, PHONES, present().phone))


def _past(say: Say) -> None:
    found = offers()
    if found:
        say(KEPT)
    ticked = [offer for offer in found if click.confirm(clean(offer.question), default=False, err=True)]
    for offer in ticked:
        with reading(offer, ticked) as child:
            assert child.stdout is not None
            for line in child.stdout:
                say(f"  {clean(line)}")
    remember(Question.PAST)


class _completed:
    """Tab completes names of people known, where the terminal can."""

    def __enter__(self) -> None:
        if not sys.stdin.isatty():
            return
        import readline

        readline.set_completer_delims("")
        readline.set_completer(_nth)
        readline.parse_and_bind("tab: complete")

    def __exit__(self, *error: object) -> None:
        if sys.stdin.isatty():
            import readline

            readline.set_completer(None)


def _nth(begun: str, state: int) -> str | None:
    try:
        names = completions(begun)
    except UnscrollError:
        return None  # readline would print a traceback into the line
    return names[state] if state < len(names) else None


ASKING: Mapping[Question, Callable[[Say], None]] = {
    Question.NEVER: _never,
    Question.WORK: _work,
    Question.FIVE: _five,
    Question.PHONE: _phone,
    Question.PAST: _past,
}
