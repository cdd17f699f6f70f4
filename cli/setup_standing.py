"""SetupStanding: the answer that a question has now, with what follows from all of them."""

from unscroll.cli.asking import places
from unscroll.cli.reading import maybe_ledger
from unscroll.cli.setup_answers import present
from unscroll.cli.setup_five import near_people
from unscroll.cli.setup_past import offers
from unscroll.cli.setup_questions import Question
from unscroll.cli.setup_said import said
from unscroll.cli.show import clean, length
from unscroll.clock import SystemClock
from unscroll.settings import Mode, load


def standing(question: Question) -> str:
    """In a sentence, for a terminal or a page."""
    near = near_people() if question is Question.FIVE else []
    found = len(offers()) if question is Question.PAST else 0
    return clean(said(question, present(), near, found))


def what_follows() -> tuple[str, str]:
    """Whether it only counts, in a few words; then what it says at the cap, from when on."""
    settings, now_ms = load(places().config_file), SystemClock().read().wall_ms
    with maybe_ledger() as reader:
        first_ms = reader.first_sighting_ms() if reader else None
    shares = ", ".join(map(str, settings.notify.at))
    cap = (
        f"when {shares} % of the cap are used: {length(settings.cap_ms / 1000)} of feeds a day; unscroll cap changes it"
    )
    if settings.mode_at(now_ms, first_ms) is Mode.NUDGE:
        return "It counts", f"It says so once each {cap}."
    if settings.mode is Mode.OBSERVE:
        return "It only counts", "Nothing is said at the cap, as mode in the settings has it."
    return "This week it only counts", f"From the eighth day on it says so once each {cap}."
