"""The UID that unscroll gives somebody who came with none, so that its own export is known again."""

import re

_SHAPE = re.compile("[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}")


def own_uid(ledger: str, number: int, first_name: str) -> str:
    """The same at each export of a ledger, whose random id in hexadecimal keeps the people of others apart."""
    from uuid import UUID, uuid5  # only importers need it, and the daemon's memory is counted

    return str(uuid5(UUID(ledger), f"unscroll:{number}:{first_name}"))


def looks_own(text: str) -> bool:
    """Whether it has the shape of one, of this ledger or of another."""
    return bool(_SHAPE.fullmatch(text))
