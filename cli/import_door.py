"""ImportDoor: how pages of a browser's history are let in, by the rules and the never list of the live door."""

import secrets
from typing import TYPE_CHECKING

from unscroll.cli.asking import places
from unscroll.cli.classify import parse
from unscroll.importers.contract import SurfaceOf
from unscroll.ledger import ensure_key, read_key
from unscroll.ledger.threads import KEY_BYTES
from unscroll.settings import load
from unscroll.surface import BROWSER, Surface

if TYPE_CHECKING:
    from unscroll.daemon.door import Door


def import_door(dry_run: bool) -> SurfaceOf:
    """Made when the first page asks: no other export needs the rules. A dry run makes no key of threads."""
    made: list[Door] = []

    def surface_of(address: str, title: str) -> Surface | None:
        if not made:
            made.append(_door(dry_run))
        place = parse(address, title)
        surface = made[0].page(place) if place else None
        return None if surface is None or surface.platform == BROWSER else surface

    return surface_of


def _door(dry_run: bool) -> "Door":
    from unscroll.daemon.door import Door

    found = places()
    if dry_run:
        return Door(load(found.config_file), read_key(found.thread_key) or secrets.token_bytes(KEY_BYTES))
    found.make()
    return Door(load(found.config_file), ensure_key(found.thread_key))
