"""Pages: a Day or a period as HTML, written beside its script files."""

import os
import re
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from unscroll.files import make_folder, named
from unscroll.reports.day_page import Reader, day_context
from unscroll.reports.period import PeriodSummary
from unscroll.reports.period_page import file_name, period_context
from unscroll.reports.summary import DaySummary
from unscroll.reports.words import clock, long_date


@dataclass(frozen=True, slots=True)
class Script:
    """Either the address of a file in the page's folder, or the text itself."""

    source: str = ""
    text: Markup | None = None


def render_day(summary: DaySummary, reader: Reader, standalone: bool = False) -> str:
    """The page of a Day. It loads its scripts from its own folder; `standalone` carries them (4.8 MB) within."""
    context = day_context(summary, reader)
    return render("day.html", context, reader, bool(context.get("hours")), standalone)


def write_day(summary: DaySummary, folder: Path, reader: Reader, standalone: bool = False) -> Path:
    """Writes `folder/2026-11-22.html`, readable by the user only; an older one is replaced whole or not at all.

    Raises OSError where the folder cannot be written, UnscrollError (74) where it cannot be made.
    """
    page = render_day(summary, reader, standalone)
    return write_page(page, folder, f"{summary.date.isoformat()}.html", standalone)


def render_period(summary: PeriodSummary, reader: Reader, standalone: bool = False) -> str:
    """The page of a week, a month or a year."""
    context = period_context(summary, reader)
    return render("period.html", context, reader, bool(context["figure"]), standalone)


def write_period(summary: PeriodSummary, folder: Path, reader: Reader, standalone: bool = False) -> Path:
    """Writes `folder/2026-W47.html`, `2026-11.html` or `2026.html` as `write_day` does."""
    page = render_period(summary, reader, standalone)
    return write_page(page, folder, file_name(summary.period), standalone)


def render(template: str, context: Mapping[str, Any], reader: Reader, figures: bool, standalone: bool) -> str:
    made = reader.zones.local(reader.made_at_ms)
    return (
        _environment()
        .get_template(template)
        .render(
            context,
            style=Markup(_asset("unscroll.css")),
            scripts=_scripts(standalone) if figures else (),
            made_at=f"{clock(made)} on {long_date(made.date())}",
        )
    )


def write_page(page: str, folder: Path, name: str, standalone: bool) -> Path:
    """Writes the page, and once per folder the scripts that it names."""
    make_folder(folder)
    if not standalone:
        for script, text in (("figures.js", _asset("figures.js")), (plotly_name(), None)):
            if text is None and (folder / script).exists():
                continue
            write_whole(folder / script, text.encode() if text is not None else _plotly().read_bytes())
    return write_whole(folder / name, page.encode())


def write_whole(target: Path, content: bytes) -> Path:
    """Replaces a file by a rename, mode 0600."""
    handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        with named(target), os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(temporary).replace(target)
    except OSError:
        Path(temporary).unlink(missing_ok=True)
        raise
    return target


@cache
def plotly_name() -> str:
    """The script's file name; another version is another file, so that old pages keep theirs."""
    with _plotly().open(encoding="utf-8") as script:
        head = script.read(200)
    found = re.search(r"plotly\.js v([\d.]+)", head)
    return f"plotly-{found[1]}.min.js" if found else "plotly.min.js"


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("unscroll.reports"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@cache
def _asset(name: str) -> str:
    return files("unscroll.reports").joinpath("assets", name).read_text("utf-8")


def _scripts(standalone: bool) -> tuple[Script, ...]:
    if not standalone:
        return Script(plotly_name()), Script("figures.js")
    return Script(text=Markup(_plotly().read_text("utf-8"))), Script(text=Markup(_asset("figures.js")))


def _plotly() -> Path:
    """plotly.min.js of the installed package, found without importing it (50 ms)."""
    spec = find_spec("plotly")
    if spec is None or not spec.submodule_search_locations:
        raise FileNotFoundError("plotly is not installed")
    return Path(spec.submodule_search_locations[0]) / "package_data" / "plotly.min.js"
