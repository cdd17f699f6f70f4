"""SetupStanding: the answer that a question has now."""

from unscroll.cli.setup_answers import present
from unscroll.cli.setup_five import near_people
from unscroll.cli.setup_past import offers
from unscroll.cli.setup_questions import Question
from unscroll.cli.setup_said import said
from unscroll.cli.show import clean


def standing(question: Question) -> str:
    """In a sentence, for a terminal or a page."""
    near = near_people() if question is Question.FIVE else []
    found = len(offers()) if question is Question.PAST else 0
    return clean(said(question, present(), near, found))
