"""The UID that unscroll gives somebody who came with none, so that its own export is known again."""


def own_uid(number: int, first_name: str) -> str:
    """The same at each export."""
    from uuid import NAMESPACE_OID, uuid5  # only importers need it, and the daemon's memory is counted

    return str(uuid5(NAMESPACE_OID, f"unscroll:{number}:{first_name}"))
