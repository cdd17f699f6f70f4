"""The UID that unscroll gives somebody who came with none, so that its own export is known again."""

from uuid import NAMESPACE_OID, uuid5


def own_uid(number: int, first_name: str) -> str:
    """The same at each export."""
    return str(uuid5(NAMESPACE_OID, f"unscroll:{number}:{first_name}"))
