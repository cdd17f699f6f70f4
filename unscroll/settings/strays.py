"""Strays: names in the settings that no rule knows, so that what hangs on them never holds.

They stop nothing: rules come and go with releases, and a slip in one cap must not end the watching.
"""

from collections.abc import Iterator, Mapping

from unscroll.naming import no_platform, no_view, views_of
from unscroll.rules import Rules
from unscroll.settings.tree import Settings


def strays(settings: Settings, rules: Rules) -> tuple[str, ...]:
    """A sentence each, in the order of the file, with the nearest name; `rules` are those of the program."""
    named = tuple(_named(settings))
    known = views_of(rules) if named else {}
    return tuple(f"{where}: {wrong}" for where, name, view in named if (wrong := _wrong(name, view, known)))


def _named(settings: Settings) -> Iterator[tuple[str, str, str]]:
    """Where a platform is named, its name, and the view that is named with it."""
    for name in settings.caps.platform_ms:
        yield "caps.platform", name, ""
    for place in settings.work.places:
        name, _, view = place.partition("/")
        yield "work.places", name, view
    for rule in settings.rules:
        if rule.platform:
            yield f"rule {rule.name}", rule.platform, rule.view


def _wrong(name: str, view: str, known: Mapping[str, frozenset[str]]) -> str:
    if name not in known:
        return "; ".join(no_platform(name, known))
    if view and known[name] and view not in known[name]:
        return "; ".join(no_view(name, view, known[name]))
    return ""
