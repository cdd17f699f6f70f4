"""Naming: the platforms and views that there are, against which a person's words are held."""

from collections.abc import Iterable

from unscroll.nearest import nearest
from unscroll.rules import Rules

_OF_NO_RULE = {
    "none": frozenset({"window", "desktop"}),
    "website": frozenset({"page"}),
    "browser": frozenset({"window", "internal", "unseen"}),
    "meeting": frozenset[str](),
}
"""What surfaces are called that no platform of the rules has; a meeting's view is its channel, in any word."""
_PARTS = 3
"""`platform/view/digest` is the name of a rule on pages or titles."""


def views_of(rules: Rules) -> dict[str, frozenset[str]]:
    """Every platform with its views, also those of retired rules; none where a view may be any word."""
    found: dict[str, set[str]] = {}
    programs = rules.apps.values()
    for platform in (*rules.hosts.values(), *rules.hints.values(), *(app.platform for app in programs)):
        found.setdefault(platform.id, {platform.default_view})
    for app in programs:
        found[app.platform.id].add(app.view)
    own = {rule.name for rule in rules.door}
    for name in rules.kinds.keys() - own:
        platform_id, *rest = name.split("/")
        if len(rest) == _PARTS - 1 and rest[0] != "app":
            found.setdefault(platform_id, set()).add(rest[0])
    return {name: frozenset(views) for name, views in found.items()} | _OF_NO_RULE


def no_platform(name: str, known: Iterable[str]) -> tuple[str, str]:
    """What is said of a platform that is not there, with a hint that names the nearest one."""
    near = nearest(name, known)
    hint = f"did you mean {near}?" if near else "unscroll rules list names them"
    return f"no platform is called {name}", hint


def no_view(platform: str, view: str, known: Iterable[str]) -> tuple[str, str]:
    """The same of a surface that its platform does not have."""
    near = nearest(view, known)
    hint = f"did you mean {platform}/{near}?" if near else f"known are {', '.join(sorted(known))}"
    return f"{platform} has no surface {view}", hint
