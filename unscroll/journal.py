"""Journal: decisions by their instants, from which every meaning since the Day began is replayed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from unscroll.bounds import within
from unscroll.kinds import Context, Kind, KindBook, UserRule
from unscroll.meaning import ContextRules, Correction, Label, Limits, Meaning, Size, WorkHours
from unscroll.span import Span
from unscroll.surface import ThreadKey, thread_of


class ChangeKind(StrEnum):
    KINDS = "kinds"
    """The shipped rule names with their kinds, journalled when a release changes them: `{name: kind}`."""
    SETTINGS = "settings"
    """What config.toml says about meaning and budget, journalled when it changes (`meaning_body`, `budget_body`)."""
    LABEL = "label"
    CORRECTION = "correction"
    VERSION = "version"
    """MEANING_VERSION of the code that took over."""
    FORGOTTEN = "forgotten"
    """Facts of `[start_ms, end_ms)` were deleted; it says nothing else, and means nothing to a line."""


@dataclass(frozen=True, slots=True)
class Change:
    """`body` is JSON and `at_ms` the instant it was decided."""

    at_ms: int
    what: ChangeKind
    body: Mapping[str, Any]
    id: int = 0


def contexts_from(body: Mapping[str, Any]) -> ContextRules:
    """`ContextRules` of the `work` part of a settings change."""
    return ContextRules(
        profiles=frozenset(body.get("profiles", ())),
        hours=tuple(WorkHours(frozenset(h["weekdays"]), h["start_min"], h["end_min"]) for h in body.get("hours", ())),
        places=frozenset(body.get("places", ())),
        counts=bool(body.get("counts", False)),
    )


def contexts_body(contexts: ContextRules) -> dict[str, Any]:
    """The JSON of `ContextRules`, the inverse of `contexts_from`."""
    return {
        "profiles": sorted(contexts.profiles),
        "hours": [
            {"weekdays": sorted(h.weekdays), "start_min": h.start_min, "end_min": h.end_min} for h in contexts.hours
        ],
        "places": sorted(contexts.places),
        "counts": contexts.counts,
    }


def meaning_body(user: Iterable[UserRule], contexts: ContextRules, limits: Limits) -> dict[str, Any]:
    """What of the settings gives meaning, as the `meaning` part of a settings change."""
    return {
        "rules": [
            {"name": r.name, "kind": str(r.kind), "platform": r.platform, "view": r.view, "app": r.app} for r in user
        ],
        "work": contexts_body(contexts),
        "limits": [limits.input_ms, limits.playing_ms, limits.full_screen_ms],
    }


@dataclass(slots=True)
class _Replay:
    shipped: Mapping[str, Kind]
    user: tuple[UserRule, ...] = ()
    contexts: ContextRules = ContextRules()
    limits: Limits = Limits()
    labels: dict[ThreadKey, Label] | None = None
    corrections: tuple[Correction, ...] = ()
    version: int = 1

    def apply(self, change: Change) -> None:
        body = change.body
        match change.what:
            case ChangeKind.KINDS:
                self.shipped = {name: Kind(kind) for name, kind in body.items()}
            case ChangeKind.SETTINGS:
                self._settings(body.get("meaning", {}))
            case ChangeKind.LABEL:
                if (labelled := _label(body)) is not None:
                    self.labels = {**(self.labels or {}), labelled[0]: labelled[1]}
            case ChangeKind.CORRECTION:
                if (correction := _correction(change)) is not None:
                    self.corrections = (*self.corrections, correction)
            case ChangeKind.VERSION:
                self.version = int(body["version"])

    def _settings(self, body: Mapping[str, Any]) -> None:
        self.user = tuple(
            UserRule(r["name"], Kind(r["kind"]), r.get("platform", ""), r.get("view", ""), r.get("app", ""))
            for r in body.get("rules", ())
        )
        self.contexts = contexts_from(body.get("work", {}))
        if "limits" in body:
            self.limits = Limits(*body["limits"])

    def meaning(self) -> Meaning:
        book = KindBook(self.shipped, self.user)
        return Meaning(book, dict(self.labels or {}), self.corrections, self.contexts, self.limits, self.version)


def is_sound(change: Change) -> bool:
    """Whether a label, a correction or a forgotten span says something; one that does not counts for nothing."""
    if change.what is ChangeKind.LABEL:
        return _label(change.body) is not None
    if change.what is ChangeKind.FORGOTTEN:
        return within(change.body["start_ms"], change.body["end_ms"])
    return change.what is not ChangeKind.CORRECTION or _correction(change) is not None


def _label(body: Mapping[str, Any]) -> tuple[ThreadKey, Label] | None:
    key = thread_of(body["thread"])
    return (key, Label(Size(body["size"]), body.get("person_id"))) if key is not None else None


def _correction(change: Change) -> Correction | None:
    body = change.body
    start_ms, end_ms = body["start_ms"], body["end_ms"]
    if not within(start_ms, end_ms):
        return None
    return Correction(
        id=change.id,
        at_ms=change.at_ms,
        span=Span(start_ms, end_ms),
        kind=Kind(body["kind"]) if body.get("kind") else None,
        context=Context(body["context"]) if body.get("context") else None,
    )


@dataclass(frozen=True, slots=True)
class InForce:
    """A meaning and the instant from which it held."""

    from_ms: int
    meaning: Meaning


def meanings(
    changes: Iterable[Change], since_ms: int, shipped: Mapping[str, Kind], until_ms: int | None = None
) -> tuple[InForce, ...]:
    """The meanings in force within `[since_ms, until_ms)`, oldest first, and last the one in force now.

    `changes` are ordered by `at_ms`; `shipped` is what holds where the journal has no kinds yet. A past Day is read
    under today's meaning; what was decided after its end bounds its ratchet no more.
    """
    replay = _Replay(shipped)
    found: list[InForce] = []
    from_ms = since_ms
    for change in changes:
        if change.at_ms > since_ms:
            _note(found, from_ms, replay.meaning(), until_ms)
            from_ms = change.at_ms
        replay.apply(change)
    _note(found, from_ms, replay.meaning(), None)
    return tuple(found)


def _note(found: list[InForce], from_ms: int, meaning: Meaning, until_ms: int | None) -> None:
    if (until_ms is None or from_ms < until_ms) and (not found or found[-1].meaning != meaning):
        found.append(InForce(from_ms, meaning))
