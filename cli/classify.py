"""`unscroll classify`: what a page or window is, and the rule that says so."""

import csv
import json
import sys
from pathlib import Path
from typing import IO, TYPE_CHECKING

import click

from unscroll.errors import Exit, UnscrollError

if TYPE_CHECKING:
    from unscroll.kinds import UserRule
    from unscroll.recognise import PagePlace
    from unscroll.rules import DoorRule, Rules
    from unscroll.surface import ThreadKey

_READ = ("url", "title", "app", "hint")
COLUMNS = ("platform", "surface", "kind", "rule")
_MOST_LINES = 5
_LONGEST_FIELD = 1 << 24
"""Characters of one cell; addresses that carry a file inside them (data:) go far beyond the csv module's own limit."""


@click.command("classify")
@click.argument("url", default="")
@click.option("--title", default="", help="The title of the page or window.")
@click.option("--app", default="", help="The window's class or app id, for a native program.")
@click.option(
    "--hint", default="", help="Self-hosted software the page is: mastodon, lemmy, jitsi, element, mattermost."
)
@click.option(
    "--csv", "table", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="A CSV file to add to."
)
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def command(url: str, title: str, app: str, hint: str, table: Path | None, as_json: bool) -> None:
    """Say what a page or window is: platform, surface, kind, rule.

    A file given with --csv has the columns url, title, app and hint, whichever it needs; other columns pass
    through, and the four answers are added (with --json: one object a line).

    \b
    Example:
      unscroll classify https://www.instagram.com/reels/
      unscroll classify --app discord --title "Discord | @zoe"
    """
    if table and (url or title or app or hint):
        raise click.UsageError("--csv goes alone: the file says what is asked")
    rules = _rules()
    if table:
        _classify_file(rules, table, as_json)
        return
    if not (url or app):
        raise click.UsageError("give an address, --app or --csv")
    if url and not _is_address(url):
        raise UnscrollError("no http(s) address", _meant(url), Exit.USAGE)
    answer = answer_for(rules, url, title, app, hint)
    if as_json:
        click.echo(json.dumps({"schema": 1, **answer}))
    else:
        for name, value in answer.items():
            click.echo(f"{name:<9} {value}")


def answer_for(rules: "Rules", url: str, title: str, app: str, hint: str) -> dict[str, str]:
    """Platform, surface, kind and rule of an address or else a program's window; the user's rules come first."""
    from unscroll.recognise import NOTHING, find_page, find_window, recognise_page, recognise_window

    found, surface = NOTHING, None
    if url:
        if place := parse(url, title, hint):
            found, surface = find_page(rules, place), recognise_page(rules, place, _no_key)
    elif app:
        found, surface = find_window(rules, app, title), recognise_window(rules, app, title, _no_key)
    if not (surface and rules.meanings):
        return dict(zip(COLUMNS, (found.platform, found.view, found.kind.value, found.rule), strict=True))
    verdict = rules.kind_book().verdict(surface)
    return dict(zip(COLUMNS, (found.platform, found.view, verdict.kind.value, verdict.rule), strict=True))


def parse(url: str, title: str = "", hint: str = "") -> "PagePlace | None":
    """The parts of an address as a browser would see them (WHATWG); None where it is no address."""
    import ada_url

    from unscroll.recognise import PagePlace

    try:
        parts = ada_url.URL(url)
    except ValueError:
        return None
    return PagePlace(parts.protocol, parts.hostname, parts.pathname, parts.search, parts.hash, title, hint)


def _is_address(url: str) -> bool:
    """Whether it names its scheme; `host.name:443/path` is read as one that no browser has."""
    place = parse(url)
    return place is not None and "." not in place.scheme


def _meant(url: str) -> str:
    place = parse(f"https://{url}")
    known = place is not None and "." in place.host
    return f"did you mean https://{url}?" if known else "such as https://instagram.com/reels/"


def own_rules() -> "tuple[UserRule | DoorRule, ...]":
    """The `[[rule]]` tables of config.toml."""
    import os

    from unscroll.places import Places
    from unscroll.settings.reading import load

    return load(Places.of(os.environ).config_file).rules


def _rules() -> "Rules":
    from unscroll.rulebook import load_rules

    return load_rules(own_rules())


def _no_key(platform: str, partner: str) -> "ThreadKey":
    """Nothing is stored here, so no thread needs a key of its own."""
    from unscroll.surface import ThreadKey

    return ThreadKey(bytes(16))


def _classify_file(rules: "Rules", table: Path, as_json: bool) -> None:
    csv.field_size_limit(_LONGEST_FIELD)
    try:
        with table.open(newline="", encoding="utf-8-sig") as lines:
            _classify_table(rules, lines, as_json)
    except UnicodeDecodeError as wrong:
        raise UnscrollError(f"{table}: not UTF-8", "save it as UTF-8", Exit.IO) from wrong
    except csv.Error as wrong:
        raise UnscrollError(f"{table}: {wrong}", "it should be a CSV file with a header", Exit.IO) from wrong


def _classify_table(rules: "Rules", lines: IO[str], as_json: bool) -> None:
    rows = csv.DictReader(lines)
    if not set(_READ) & set(rows.fieldnames or []):
        known = ", ".join(_READ)
        raise UnscrollError(f"{lines.name}: none of its columns is known", f"It takes {known}", Exit.USAGE)
    names = [name for name in rows.fieldnames or [] if name not in COLUMNS]
    writer = csv.DictWriter(sys.stdout, [*names, *COLUMNS], extrasaction="ignore", lineterminator="\n")
    if not as_json:
        writer.writeheader()
    unread = []
    for row in rows:
        said = {key: row.get(key) or "" for key in _READ}
        if said["url"] and not _is_address(said["url"]):
            unread.append(str(rows.line_num))
        answer = {**{name: row.get(name) or "" for name in names}, **answer_for(rules, **said)}
        if as_json:
            click.echo(json.dumps(answer, ensure_ascii=False))
        else:
            writer.writerow(answer)
    if unread:
        more = f" and {len(unread) - _MOST_LINES} more" if len(unread) > _MOST_LINES else ""
        click.echo(f"no http(s) address in line {', '.join(unread[:_MOST_LINES])}{more} of {lines.name}", err=True)
