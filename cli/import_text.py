"""What `unscroll import` says of what it read."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from unscroll.cli.show import clean, length
from unscroll.commands import TypeFollowers
from unscroll.errors import Problem, UnscrollError
from unscroll.importers.contract import Passed
from unscroll.importers.driver import Imported
from unscroll.importers.touch_batch import Touched
from unscroll.importers.visit_batch import Visits
from unscroll.people.folding import fold
from unscroll.people.person import Person
from unscroll.people.told_touchpoint import CALENDAR

_SHOWN = 5
"""Problems that are shown; --json has them all."""


def shown(path: Path, done: Imported, counted: TypeFollowers | None, dry_run: bool) -> Iterator[str]:
    """The lines of a file."""
    yield clean(f"{path.name}: {done.what}")
    if done.visits is not None:
        yield from _visits(done.visits, dry_run)
    elif done.touched is not None:
        yield from _touched(done, done.touched, dry_run)
    else:
        yield from _people(done, dry_run)
    if counted and not dry_run:
        yield f"  {counted.platform}: {counted.count} connection{'' if counted.count == 1 else 's'} on {counted.day}"
    yield from (clean(f"  {line}") for line in _joined(done, dry_run))
    for problem in done.problems[:_SHOWN]:
        yield clean(f"  {problem.where}: {problem.what}")
    if (more := done.problem_count - _SHOWN) > 0:
        yield f"  and {more} more of the kind: --json lists them"


def _people(done: Imported, dry_run: bool) -> Iterator[str]:
    counts = [
        f"{done.new} {'would be ' if dry_run else ''}new",
        f"{done.joined} of people who were there",
        f"{done.changed} with news",
        f"{done.already} known already",
    ]
    yield f"  {', '.join(count for count in counts if not count.startswith('0 ')) or 'nobody'}"


def _visits(visits: Visits, dry_run: bool) -> Iterator[str]:
    would = "would be " if dry_run else ""
    new = f"{visits.new} visit{'' if visits.new == 1 else 's'} {would}new, {length(visits.new_ms / 1000)}"
    counts = [new if visits.new else "", f"{visits.grown} longer by now" if visits.grown else ""]
    counts.append(f"{visits.already} known already" if visits.already else "")
    yield f"  {', '.join(count for count in counts if count) or 'no visits'}"


def _touched(done: Imported, of: Touched, dry_run: bool) -> Iterator[str]:
    what = "meeting" if done.source == CALENDAR else "message"
    would = "would be " if dry_run else ""
    counts = [f"{of.new} {what}{'' if of.new == 1 else 's'} {would}new" if of.new else ""]
    counts.append(f"{of.changed} changed" if of.changed else "")
    counts.append(f"{of.already} known already" if of.already else "")
    yield f"  {', '.join(count for count in counts if count) or f'no {what}s with one person'}"
    if of.people:
        yield f"  {of.people} {'person' if of.people == 1 else 'people'} {would}new"
    left = [Passed("of somebody unknown who was never answered", of.unknown)] if of.unknown else []
    told = [f"{passed.count} {passed.why}" for passed in (*left, *done.passed)]
    if told:
        yield f"  left out: {', '.join(told)}"


def _joined(done: Imported, dry_run: bool) -> Iterator[str]:
    """Who became one with whom, those of other names first: they are what may be wrong."""
    told = sorted(done.joins, key=lambda join: fold(join["person"]) == fold(join["into"]))
    for join in told[:_SHOWN]:
        yield f"{'would be ' if dry_run else ''}joined: {join['person']} into {join['into']} by {join['by']}"
    if (more := len(told) - _SHOWN) > 0:
        yield f"and {more} more: --json lists them"
    for parting in done.partings[:_SHOWN]:
        yield f"two people after all: {parting['person']}, {parting['of']}"
    if (more := len(done.partings) - _SHOWN) > 0:
        yield f"and {more} more: --json lists them"
    if told and not dry_run:
        yield f"not one person? unscroll people split '#{told[0]['into_id']}' parts them"


def after_visits() -> str:
    """How to go on after a history."""
    return "It counts where nothing was watched. Look at a day: unscroll day yesterday; take it back: unscroll forget"


def after_touchpoints(sources: Sequence[str]) -> str:
    """How to go on after mail, or a calendar."""
    return f"Look at one: unscroll people show WHO; take it back: unscroll forget --source {' or '.join(sources)}."


def afterwards(rhythms: int) -> str:
    """How to go on after contacts."""
    due = "Nobody is due by this"
    if rhythms:
        due = f"{rhythms} bring{'s' if rhythms == 1 else ''} how often you stay in touch; nobody else is due by this"
    return f"{due}. Who matters is yours to say: unscroll people review, unscroll people circle."


def twice(pairs: Sequence[tuple[Person, Person]]) -> Iterator[str]:
    """People of whom nothing but the name says that they are there twice: a hint, and nothing is done by it."""
    if pairs:
        yield f"{len(pairs)} {'people' if len(pairs) > 1 else 'person'} may be there twice, by the name alone:"
    for one, other in pairs[:_SHOWN]:
        yield clean(f"  {one.name} (#{one.id}) and (#{other.id}): unscroll people merge '#{one.id}' '#{other.id}'")


def imported_json(path: Path, done: Imported, dry_run: bool) -> dict[str, Any]:
    """The `import --json` document of a file (CONTRACT.md 4)."""
    document = _document(path, done.source, done.problems, dry_run)
    document |= {"read": done.read, "contacts": done.contacts, "problem_count": done.problem_count}
    document |= {"new": done.new, "joined": done.joined, "changed": done.changed, "already": done.already}
    document |= {"rhythms": done.rhythms, "joins": done.joins, "partings": done.partings}
    if done.visits:
        v = done.visits
        document |= {"read": v.read, "new": v.new, "changed": v.grown, "already": v.already, "usage_s": v.new_ms / 1000}
    if done.touched:
        t = done.touched
        document |= {"read": t.read + sum(passed.count for passed in done.passed), "touchpoints": t.read - t.unknown}
        document |= {"new": t.new, "changed": t.changed, "already": t.already, "unknown": t.unknown}
        document |= {"people": t.people, "left_out": {passed.why: passed.count for passed in done.passed}}
        document["messages"] = 0 if done.source == CALENDAR else document["touchpoints"]
    if done.followers:
        document["followers"] = {done.followers.platform: done.followers.count}
    return document


def refused_json(path: Path, refused: UnscrollError, dry_run: bool) -> dict[str, Any]:
    """The document of a file that nothing of was read."""
    return _document(path, "", [Problem(path.name, str(refused))], dry_run)


def _document(path: Path, source: str, problems: list[Problem], dry_run: bool) -> dict[str, Any]:
    told: dict[str, Any] = {"schema": 1, "source": source, "path": str(path), "zone": None}
    nothing = ("read", "new", "already", "messages", "calls", "usage_s", "contacts", "touchpoints")
    told |= dict.fromkeys((*nothing, "joined", "changed", "rhythms"), 0)
    told |= {"joins": [], "partings": [], "dry_run": dry_run}
    return told | {"problem_count": len(problems), "problems": [problem._asdict() for problem in problems]}
