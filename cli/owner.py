"""Owner: the user, whom the settings tell of, and who is never a person of their own (METRICS 4)."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from unscroll.people.handles import Handle
    from unscroll.people.nobody import Owner


def owner(more: Iterable[str] = (), region: str = "") -> "Owner":
    """Who the settings say that the user is, with `more` of the command line; a `region` goes before theirs."""
    from unscroll.cli.asking import places
    from unscroll.people.nobody import Owner
    from unscroll.settings import load

    known = load(places().config_file).people
    return Owner.of((*known.me, *more), region or known.region)


def refuse_owner(name: str, handles: "Iterable[Handle]" = (), told: str = "") -> None:
    """UnscrollError (2) where a name or one of the handles is the user's own; `told` is an argument that may be a
    handle."""
    from unscroll.cli.people_options import region
    from unscroll.people.nobody import Owner

    me = owner()
    if me.names or me.handles:
        me.refuse(name, (*handles, *Owner.of([told], region()).handles))
