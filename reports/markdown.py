"""Markdown: the parts that pages of a Day and of a period share."""

from collections.abc import Iterable

from unscroll.plain import one_line
from unscroll.reports.headline import Headline
from unscroll.reports.sections import Row


def headline(h: Headline) -> str:
    return f"**{h.name}: {f'{h.prefix} ' if h.prefix else ''}{h.figure}** ({h.caption})"


def section(title: str, lines: list[str]) -> str:
    return f"\n## {title}\n\n{chr(10).join(lines)}\n" if lines else ""


def rows_as_list(rows: Iterable[Row]) -> list[str]:
    lines = []
    for row in rows:
        text = f": {row.text}" if row.text else ""
        lines.append(f"- {plain_text(row.name)}{text}{f' ({row.note})' if row.note else ''}")
        lines += [f"  - {_part(part)}" for part in row.parts]
    return lines


def plain_text(text: str) -> str:
    """Markdown's and HTML's own signs in names are only signs; a terminal's do not get through."""
    shown = one_line(text)
    for sign in "\\`[]<>|#":
        shown = shown.replace(sign, f"\\{sign}")
    return shown


def _part(row: Row) -> str:
    said = f"{plain_text(row.name)} {row.text}".rstrip()
    return f"{said}, {row.note}" if row.note else said
