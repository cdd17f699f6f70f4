"""Pages of settings, made from the tree: the example file, the documentation."""

from collections.abc import Iterator
from dataclasses import Field, fields
from typing import Any

from unscroll.kinds import Kind
from unscroll.settings.tree import Settings

_RULE = """\
# [[rule]]
# name = "reading club"
# kind = "other"
# platform = "reddit"
# view = "feed"
"""


def example() -> str:
    """A config.toml in which every setting stands, each as a comment with its default."""
    return "# Settings of unscroll. What is commented out is the default.\n" + "\n".join(_example(Settings, "")) + "\n"


def page() -> str:
    """docs/settings.md."""
    head = (
        "# Settings\n\n<!-- made by `python -m bench.settings_page`; do not edit -->\n\n"
        "`config.toml` (`unscroll config --example` prints one). "
        "Durations: `45m`, `1h30`, `90` (minutes), `2w`, `20s`.\n"
    )
    return head + "\n".join(_page(Settings, "")) + "\n"


def _example(kind: type[Any], path: str) -> Iterator[str]:
    later: list[Field[Any]] = []
    for field in fields(kind):
        told = field.metadata
        if "words" not in told:
            later.append(field)
            continue
        yield f"\n# {told['does']}"
        yield f"# {told['key']} = {written(field) or told['example']}"
    for field in later:
        told = field.metadata
        yield f"\n# {told['does']}"
        if "table" in told:
            yield f"[{path}{told['key']}]"
            yield from _example(told["table"], f"{path}{told['key']}.")
        else:
            yield _RULE.rstrip()


def written(field: "Field[Any]") -> str:
    """The default as TOML; empty where being unset is the default."""
    factory: Any = field.default_factory
    text: str = field.metadata["words"].write(factory())
    return text


def _page(kind: type[Any], path: str) -> Iterator[str]:
    yield "\n| key | takes | default | does |\n|---|---|---|---|"
    later: list[Field[Any]] = []
    for field in fields(kind):
        told = field.metadata
        if "words" not in told:
            later.append(field)
            continue
        shown = f"`{written(field)}`" if written(field) else "unset"
        shown += f", such as `{told['example']}`" if told["example"] else ""
        takes = told["words"].form.replace("|", "\\|")
        yield f"| `{path}{told['key']}` | {takes} | {shown} | {told['does']} |"
    for field in later:
        told = field.metadata
        if "table" in told:
            yield f"\n## [{told['key']}]\n\n{told['does']}"
            yield from _page(told["table"], f"{path}{told['key']}.")
        else:
            yield f"\n## [[{told['key']}]]\n\n{told['does']} Kinds: {', '.join(Kind)}.\n"
            yield "```toml\n" + _RULE.replace("# ", "").rstrip() + "\n```"
