"""SetupViews: the pages of setup as HTML."""

from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from unscroll.cli.setup import extension_folder
from unscroll.cli.setup_answers import present
from unscroll.cli.setup_five import near_people, region_preset
from unscroll.cli.setup_memory import remembered
from unscroll.cli.setup_past import offers
from unscroll.cli.setup_questions import ASKED, CIRCLE_MOST, KEPT, PHONES, PROMISE, WORK_WAYS, Question
from unscroll.cli.setup_standing import standing, what_follows
from unscroll.cli.setup_work import Work
from unscroll.cli.show import clean
from unscroll.errors import UnscrollError

WELCOME, DONE = "welcome", "done"
STEPS = (WELCOME, *map(str, Question), DONE)
_ASSETS = {"page.js": ("page.js",), "look.css": ("page.css",)}


def page(step: str, work: Work) -> str:
    """One step. UnscrollError or OSError where the settings or the ledger cannot be read."""
    context = _CONTEXTS[step](work)
    return _render(f"{step}.html", step, **context)


def door() -> str:
    """What is seen without the token: nothing of anybody."""
    return _render("enter.html", "")


def trouble(step: str, refused: UnscrollError | OSError) -> str:
    """A step that cannot be shown, and why."""
    told = of_system(refused) if isinstance(refused, OSError) else shown(refused.message)
    return _render("trouble.html", step, told=told, hint=shown(getattr(refused, "hint", "")))


def asset(name: str) -> bytes:
    """A file of the pages."""
    folder = files("unscroll.cli").joinpath("page")
    return b"".join(folder.joinpath(part).read_bytes() for part in _ASSETS[name])


def shown(text: str) -> str:
    """What a program said, fit for a page."""
    return clean(text)[:500]


def of_system(refused: OSError) -> str:
    """Which file the system refused, and why."""
    return shown(f"{refused.filename}: {refused.strerror}" if refused.filename else str(refused.strerror or refused))


def _render(template: str, step: str, **context: Any) -> str:
    at = STEPS.index(step) if step in STEPS else 0
    around = {
        "step": step,
        "steps": [(str(q), ASKED[q].title) for q in Question] if step else [],
        "before": STEPS[at - 1] if at else "",
        "after": STEPS[at + 1] if step and at + 1 < len(STEPS) else "",
        "number": at if 0 < at <= len(Question) else 0,
        "asked": ASKED[Question(step)] if step in set(Question) else None,
    }
    return _environment().get_template(template).render(**around, **context)


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("unscroll.cli", "page"), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )


def _welcome(work: Work) -> dict[str, Any]:
    from unscroll.cli.desk import desk
    from unscroll.cli.setup_examples import example_rows

    now = desk()
    rows = example_rows(now.zones, now.now_ms)
    return {"promise": PROMISE, "rows": rows, "live": work.told(), "extension": shown(str(extension_folder()))}


def _never(work: Work) -> dict[str, Any]:
    now = present()
    return {"own": now.never, "shipped": now.shipped}


def _work(work: Work) -> dict[str, Any]:
    return {"now": present(), "ways": WORK_WAYS}


def _people(work: Work) -> dict[str, Any]:
    near = [clean(name) for name in near_people()]
    region = present().region or region_preset()
    return {"near": near, "room": max(0, CIRCLE_MOST - len(near)), "region": region}


def _phone(work: Work) -> dict[str, Any]:
    return {"now": present().phone, "phones": PHONES}


def _past(work: Work) -> dict[str, Any]:
    found = [(offer.key, clean(offer.question)) for offer in offers()]
    return {"offers": found, "kept": KEPT, "live": {"reads": work.told()["reads"]}}


def _done(work: Work) -> dict[str, Any]:
    answered = remembered().answered
    answers = [(str(q), ASKED[q].title, standing(q), q in answered) for q in Question]
    counts, more = what_follows()
    return {"answers": answers, "counts": counts, "more": more}


_CONTEXTS = {
    WELCOME: _welcome,
    str(Question.NEVER): _never,
    str(Question.WORK): _work,
    str(Question.FIVE): _people,
    str(Question.PHONE): _phone,
    str(Question.PAST): _past,
    DONE: _done,
}
