"""Naming platforms: what a person typed, held against the rules."""

from collections.abc import Collection

from unscroll.errors import Exit, UnscrollError


def known_platforms(named: Collection[str]) -> None:
    """UnscrollError (2) where a name is no platform, with the nearest one."""
    from unscroll.naming import no_platform, views_of
    from unscroll.rulebook import load_rules

    known = views_of(load_rules()) if named else {}
    for name in named:
        if name not in known:
            raise UnscrollError(*no_platform(name, known), Exit.USAGE)


def known_places(platform: str, view: str) -> None:
    """UnscrollError (2) where a rule names a platform, or a view of it, that is not there."""
    from unscroll.naming import no_view, views_of
    from unscroll.rulebook import load_rules

    if not platform:
        return
    known_platforms((platform,))
    known = views_of(load_rules())[platform]
    if view and known and view not in known:
        raise UnscrollError(*no_view(platform, view, known), Exit.USAGE)
