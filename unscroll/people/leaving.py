"""Leaving: whom one would lose with a platform."""

from collections.abc import Collection

from unscroll.people.knowing import is_on, platform_of
from unscroll.people.person import Person


def is_there(person: Person, platform: str, threads: Collection[str]) -> bool:
    """Whether somebody is reached on the platform: by a profile or an id, through its export, in a labelled thread.
    `threads` are the platforms of the threads that are theirs."""
    return platform in threads or is_on(person, platform)


def only_there(person: Person, platform: str, threads: Collection[str]) -> bool:
    """Whether that is all: no address, number, profile or id of another place, no thread elsewhere."""
    elsewhere = any(handle.strong and platform_of(handle) != platform for handle in person.handles)
    return is_there(person, platform, threads) and not elsewhere and not any(t != platform for t in threads)
