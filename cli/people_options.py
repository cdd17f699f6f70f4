"""Options by which a person is told of, and the facts that they come to."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

import click

from unscroll.cli.show import clean
from unscroll.errors import Exit, UnscrollError
from unscroll.people.birthday import read_birthday
from unscroll.people.circles import Circle
from unscroll.people.handles import Handle, alias, email, phone, platform_id, profile, read_handle
from unscroll.people.person import Trait
from unscroll.span import DAY_MS
from unscroll.spoken import parse_duration

F = TypeVar("F", bound=Callable[..., Any])
Facts = list[dict[str, Any]]
_TOLD = (
    click.option("--email", multiple=True, metavar="ADDRESS", help="An e-mail address."),
    click.option("--phone", multiple=True, metavar="NUMBER", help="A number: +33 6 12 34 56 78."),
    click.option("--profile", multiple=True, metavar="ADDRESS", help="The address of a profile page."),
    click.option("--id", "ids", multiple=True, metavar="PLATFORM:ID", help="An id, such as telegram:4711."),
    click.option("--alias", multiple=True, metavar="NAME", help="Another name."),
    click.option("--tag", multiple=True, metavar="TAG", help="A word of your own."),
    click.option(
        "--circle",
        type=click.Choice([str(circle) for circle in Circle]),
        help="How near: it says how often contact is due.",
    ),
    click.option("--cadence", metavar="DAYS", help="How often contact is due: 30d, 2w; 0 for never."),
    click.option("--birthday", metavar="DATE", help="1990-02-28, or --02-28 without the year."),
    click.option("--note", metavar="TEXT", help="A few words of your own."),
    click.option("--company", metavar="TEXT", help="Where they work."),
)
_TAKEN_BACK = (
    *(click.option(f"--no-{what}", multiple=True, metavar="VALUE", help=f"Take back this {what}.")
      for what in ("email", "phone", "profile", "id", "alias", "tag")),
    *(click.option(f"--no-{what}", is_flag=True, help=f"Take the {what} back.")
      for what in ("circle", "cadence", "birthday", "note", "company")),
)  # fmt: skip


def told_options(command: F) -> F:
    """The options that say something."""
    return _with(_TOLD, command)


def taken_back_options(command: F) -> F:
    """The options that take something back."""
    return _with(_TAKEN_BACK, command)


def _with(options: Sequence[Callable[[F], F]], command: F) -> F:
    for option in reversed(options):
        command = option(command)
    return command


def facts_of(told: Mapping[str, Any], region: str) -> Facts:
    """What the options of a command say, as `ChangePerson` takes it. UnscrollError (2) for what is none."""
    single = (Trait.CIRCLE, Trait.CADENCE, Trait.BIRTHDAY, Trait.NOTE, Trait.COMPANY)
    for trait in single:
        if told.get(f"no_{trait}") and told[trait] is not None:
            raise click.UsageError(f"--{trait} or --no-{trait}, not both")
    facts = [_fact(Trait.HANDLE, str(h)) for h in _handles(told, "", region)]
    facts += [_fact(Trait.HANDLE, str(h), holds=False) for h in _handles(told, "no_", region)]
    facts += [_fact(Trait.TAG, tag_of(tag)) for tag in told.get("tag", ())]
    facts += [_fact(Trait.TAG, tag_of(tag), holds=False) for tag in told.get("no_tag", ())]
    _refuse_both(facts)
    facts += [_fact(trait, value) for trait, value in _single(told)]
    return facts + [_fact(trait, "", holds=False) for trait in single if told.get(f"no_{trait}")]


def _refuse_both(facts: Facts) -> None:
    """click.UsageError where one value is told and taken back in one breath."""
    held = {(fact["trait"], fact["value"]) for fact in facts if fact["holds"]}
    for fact in facts:
        if not fact["holds"] and (fact["trait"], fact["value"]) in held:
            raise click.UsageError(f"{clean(fact['value'])[:40]} is given and taken back: one of them")


def handles_in(facts: Facts) -> tuple[Handle, ...]:
    """The handles that facts give, not those that they take back."""
    return tuple(read_handle(fact["value"]) for fact in facts if fact["trait"] == Trait.HANDLE and fact["holds"])


def _fact(trait: Trait, value: str, holds: bool = True) -> dict[str, Any]:
    return {"trait": str(trait), "value": value, "holds": holds}


def _single(told: Mapping[str, Any]) -> Iterator[tuple[Trait, str]]:
    if told["circle"]:
        yield Trait.CIRCLE, str(Circle(told["circle"]))
    if told["cadence"] is not None:
        yield Trait.CADENCE, str(days_of(told["cadence"]))
    if told["birthday"] is not None:
        born = read_birthday(told["birthday"])
        if born is None:
            raise _no("birthday", told["birthday"], "write it as 1990-02-28, or --02-28 without the year")
        yield Trait.BIRTHDAY, str(born)
    for trait in (Trait.NOTE, Trait.COMPANY):
        if told[trait] is not None:
            yield trait, clean(told[trait]).strip()


def _handles(told: Mapping[str, Any], prefix: str, region: str) -> Iterator[Handle]:
    """Those of the options whose names begin with `prefix`."""
    whole = "with its country: +33 6 12 34 56 78" + ("" if region else ", or set people.region in the settings")
    kinds: tuple[tuple[str, Callable[[str], Handle | None], str, str], ...] = (
        ("email", email, "e-mail address", "such as zoe@example.org"),
        ("phone", lambda text: phone(text, region), "telephone number", whole),
        ("profile", profile, "address of a profile", "such as linkedin.com/in/zoe"),
        ("id" if prefix else "ids", _id, "id", "a platform and an id, such as telegram:4711"),
        ("alias", lambda text: alias(clean(text)), "name", "some letters"),
    )
    for option, read, what, hint in kinds:
        for text in told.get(prefix + option, ()):
            handle = read(text)
            if handle is None:
                raise _no(what, text, hint)
            yield handle


def _id(text: str) -> Handle | None:
    platform, _, number = text.partition(":")
    return platform_id(clean(platform), clean(number))


def tag_of(text: str) -> str:
    """A tag in small letters. UnscrollError (2) for none."""
    told = " ".join(clean(text).split()).lower()
    if not told or "," in told:
        raise _no("tag", text, "a word without a comma")
    return told


def days_of(text: str) -> int:
    """The days of a cadence: `30d`, `2w`, `30`; 0 is none."""
    told = text.strip()
    length_ms = int(told) * DAY_MS if told.isdecimal() and len(told) < 5 else parse_duration(told)
    if length_ms % DAY_MS:
        raise _no("cadence", text, "whole days, such as 30d or 2w")
    return length_ms // DAY_MS


def _no(what: str, text: str, hint: str) -> UnscrollError:
    return UnscrollError(f"{clean(text)[:60]!r} is no {what}", hint, Exit.USAGE)


def region() -> str:
    """The region of numbers without a country, by the settings."""
    from unscroll.cli.asking import places
    from unscroll.settings import load

    return load(places().config_file).people.region
