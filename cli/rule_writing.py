"""Writing a rule of the user's into config.toml, whose comments and order stay as they are."""

import os
from pathlib import Path

import tomlkit
from tomlkit.items import AoT

from unscroll.errors import Exit, UnscrollError
from unscroll.files import make_folder, write_private
from unscroll.kinds import UserRule
from unscroll.places import Places
from unscroll.rules import DoorRule
from unscroll.settings.reading import parse, text_of


def append_rule(table: dict[str, str]) -> tuple[UserRule | DoorRule, Path]:
    """Appends a `[[rule]]` and gives it back as it will be read; UnscrollError (78) before anything is written."""
    file = Places.of(os.environ).config_file
    try:
        text = text_of(file)
        parse(text, str(file))
        grown = with_rule(text, table)
        rule = parse(grown, str(file)).rules[-1]
        make_folder(file.parent)
        write_private(file.resolve(), grown.encode())
    except OSError as error:
        raise UnscrollError(f"{file}: {error.strerror}", "nothing was changed", Exit.IO) from error
    return rule, file


def with_rule(text: str, table: dict[str, str]) -> str:
    """The TOML text with one more `[[rule]]`."""
    document = tomlkit.parse(text)
    rules = document.get("rule")
    added = tomlkit.table()
    added.update(table)
    if isinstance(rules, AoT):
        rules.append(added)
    elif rules is None:
        array = tomlkit.aot()
        array.append(added)
        document.append("rule", array)
    else:
        rules.append(table)
    return tomlkit.dumps(document)
