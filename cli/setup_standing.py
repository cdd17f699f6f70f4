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
    cap = f"{length(settings.cap_ms / 1000)} of feeds a day"
    told = f"it says once each when {shares} % of the cap are used: {cap}, which unscroll cap changes."
    if not shares:
        return "It counts", f"The cap is {cap}; nothing is said of it, as the settings have it."
    if settings.mode_at(now_ms, first_ms) is Mode.NUDGE:
        return "It counts", told[:1].upper() + told[1:]
    if settings.mode is Mode.OBSERVE:
        return "It only counts", "Nothing is said at the cap, as the settings have it."
    return "This week it only counts", f"From the eighth day on {told}"
