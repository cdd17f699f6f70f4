"""SetupAnswers: what is answered now to the questions about settings, and how an answer is kept."""

from collections.abc import Sequence
from dataclasses import dataclass

from unscroll.cli.asking import places
from unscroll.cli.settings_edit import change_settings
from unscroll.cli.setup_memory import remember, remembered
from unscroll.cli.setup_questions import PHONES, WORK_WAYS, Question
from unscroll.cli.show import clean
from unscroll.errors import Exit, UnscrollError
from unscroll.settings import PhoneSetting, load
from unscroll.settings.editing import Key
from unscroll.settings.words import NEVER, WORK_HOURS, Words

_LONGEST = 200
"""Characters of one entry."""
_MOST = 500
"""Entries of a list."""


@dataclass(frozen=True, slots=True)
class Present:
    """The answers as the settings have them; `shipped` counts the entries of the list that comes with unscroll."""

    never: tuple[str, ...]
    shipped: int
    work: str
    profiles: tuple[str, ...]
    hours: tuple[str, ...]
    phone: str
    region: str


def present() -> Present:
    """UnscrollError (78) where the settings cannot be read."""
    from unscroll.rulebook import load_rules

    settings, memory = load(places().config_file), remembered()
    hours = tuple(WORK_HOURS.write([one]).strip('[]"') for one in settings.work.hours)
    work = "hours" if hours else "profile" if settings.work.profiles else "no"
    none = settings.phone is PhoneSetting.NONE
    phone = "none" if none else memory.phone if memory.phone in ("typed", "later") else "typed"
    shipped = len(load_rules().never)
    return Present(settings.never, shipped, work, settings.work.profiles, hours, phone, settings.people.region)


def keep_never(entries: Sequence[str]) -> None:
    """The user's whole list. UnscrollError (2) for what could match nothing."""
    wanted = dict.fromkeys(entry for told in _listed(entries) for entry in _read(NEVER, told))
    _keep(Question.NEVER, ("never",), list(wanted), load(places().config_file).never)


def keep_work(way: str, value: str = "") -> None:
    """`no`, `profile` with its name, or `hours` such as `mon-fri 09:00-17:00`; several apart by `;`."""
    told = _listed(value.split(";"))
    if way not in WORK_WAYS:
        raise _no(way, "answer", f"one of {', '.join(WORK_WAYS)}")
    if way != "no" and not told:
        raise UnscrollError("which?", "A profile's name, or hours such as mon-fri 09:00-17:00", Exit.USAGE)
    hours = [told_hours.lower() for told_hours in told] if way == "hours" else []
    for one in hours:
        _read(WORK_HOURS, one)
    now = present()
    wanted = {"profiles": told if way == "profile" else [], "hours": hours}
    edits: dict[Key, list[str] | None] = {}
    for name, standing in (("profiles", now.profiles), ("hours", now.hours)):
        if tuple(wanted[name]) != standing:
            edits["work", name] = wanted[name] or None
    change_settings(edits)
    remember(Question.WORK)


def keep_phone(way: str) -> None:
    """`typed`, `later` or `none`."""
    if way not in PHONES:
        raise _no(way, "answer", f"one of {', '.join(PHONES)}")
    wanted = PhoneSetting.NONE if way == "none" else PhoneSetting.ASK
    if wanted is not load(places().config_file).phone:
        change_settings({("phone",): str(wanted)})
    remember(Question.PHONE, way)


def keep_region(told: str) -> None:
    """The country of numbers that name none; "" for none. UnscrollError (2) for what is no country."""
    from unscroll.people.regions import region_code

    try:
        region = region_code(told)
    except ValueError as unknown:
        raise UnscrollError(clean(str(unknown)), "Two letters, such as FR", Exit.USAGE) from None
    if region != load(places().config_file).people.region:
        change_settings({("people", "region"): region or None})


def _keep(question: Question, key: Key, wanted: list[str], standing: Sequence[str]) -> None:
    if tuple(wanted) != tuple(standing):
        change_settings({key: wanted or None})
    remember(question)


def _listed(entries: Sequence[str]) -> list[str]:
    """Without blanks and doubles; what would not show is no part of them."""
    told = list(dict.fromkeys(filter(None, (" ".join(clean(entry).split()) for entry in entries))))
    if len(told) > _MOST:
        raise UnscrollError(f"{len(told)} entries", f"{_MOST} at most", Exit.USAGE)
    for entry in told:
        if len(entry) > _LONGEST:
            raise _no(entry, "entry", f"{_LONGEST} characters at most")
    return told


def _read(words: Words, told: str) -> list[str]:
    try:
        return list(map(str, words.read([told])))
    except UnscrollError as wrong:
        raise UnscrollError(clean(wrong.message), wrong.hint, Exit.USAGE) from wrong
    except ValueError as wrong:
        raise UnscrollError(
            f"{told[:60]!r}: {clean(str(wrong))}", "Write it as mon-fri 09:00-17:00", Exit.USAGE
        ) from wrong


def _no(told: str, what: str, hint: str) -> UnscrollError:
    return UnscrollError(f"{clean(told)[:60]!r} is no {what}", hint, Exit.USAGE)
