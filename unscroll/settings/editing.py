"""Editing: settings changed in the text of a config.toml, the rest of it left as the user wrote it."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import tomlkit
    from tomlkit.items import Array

Key = tuple[str, ...]
"""Where a setting stands: ("never",), ("work", "hours")."""


def edited(text: str, edits: Mapping[Key, Any]) -> str:
    """`text` with each setting at its new value; None takes it out. Comments, order, other keys stay."""
    import tomlkit  # not where settings are only read

    document = tomlkit.parse(text)
    for key, value in edits.items():
        _put(document, key, value)
    return tomlkit.dumps(document)


def _put(document: "tomlkit.TOMLDocument", key: Key, value: Any) -> None:
    import tomlkit
    from tomlkit.items import Array

    table: Any = document
    for name in key[:-1]:
        if value is None and name not in table:
            return
        table = table.setdefault(name, tomlkit.table())
    standing = table.get(key[-1])
    if value is None:
        table.pop(key[-1], None)
    elif isinstance(standing, Array) and isinstance(value, Sequence) and not isinstance(value, str):
        _relist(standing, list(value))
    else:
        table[key[-1]] = value


def _relist(standing: "Array", wanted: list[Any]) -> None:
    """Only what changes in a list is touched: a comment beside an entry stays."""
    for at in range(len(standing) - 1, -1, -1):
        if standing[at] not in wanted:
            del standing[at]
    for item in wanted:
        if item not in standing:
            standing.append(item)
