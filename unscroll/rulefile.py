"""The rule file as one compact JSON-able document, which Python and the extension both read."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

SCHEMA = 1
_Table = Mapping[str, Any]


def rule_name(platform: str, view: str, host: str, pattern: str) -> str:
    """`platform/view/xxxxxx`: six hex digits of SHA-256(host-pattern NUL pattern) (DESIGN.md 4)."""
    digest = hashlib.sha256("\0".join((host, pattern)).encode()).hexdigest()
    return f"{platform}/{view}/{digest[:6]}"


def title_rule_name(platform: str, view: str, pattern: str) -> str:
    """The same with `title` as host-pattern, which no page rule has."""
    return rule_name(platform, view, "title", pattern)


def book(document: _Table, source: str) -> dict[str, Any]:
    """The parsed rule file as the document described below; `source` is the SHA-256 of the file it came from.

    A platform's `rules` are `[host, pattern, view, kind, partner, name]` with partner 0 for none, `titles` the same
    without host, `apps` `[[names], view, kind, name]`, `default` `[view, kind]`.
    """
    if document["schema"] != SCHEMA:
        raise ValueError(f"surfaces.toml has schema {document['schema']}, this program reads {SCHEMA}")
    return {
        "schema": SCHEMA,
        "source": source,
        "platforms": [_platform(table) for table in document["platform"]],
        "browsers": [_browser(table) for table in document["browser"]],
        "never": [entry for entries in document["never"].values() for entry in entries],
        "retired": dict(document["retired"]),
    }


def as_text(book: _Table) -> str:
    """The text of extension/surfaces.json: one line a platform, so that a changed rule is a small diff."""
    head = _compact({key: value for key, value in book.items() if key != "platforms"})
    platforms = ",\n".join(_compact(platform) for platform in book["platforms"])
    return f'{head[:-1]},"platforms":[\n{platforms}\n]}}\n'


def _compact(value: _Table) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _platform(table: _Table) -> dict[str, Any]:
    rules = table.get("rules", [])
    return {
        "id": table["id"],
        "hosts": table["hosts"],
        "hint": table.get("any_host", ""),
        "default": [table["default_surface"], table["default_kind"]],
        "rules": [_page_rule(table["id"], rule) for rule in rules],
        "titles": [_title_rule(table["id"], rule) for rule in table.get("titles", [])],
        "apps": [_app(table["id"], app) for app in table.get("apps", [])],
        "page": table.get("page", {}),
    }


def _page_rule(platform: str, rule: _Table) -> list[Any]:
    host, pattern, view = rule.get("host", ""), rule["pattern"], rule["surface"]
    if host == "title":
        raise ValueError(f"{platform}: a host-pattern may not be the word title")
    return [host, pattern, view, rule["kind"], rule.get("partner", 0), rule_name(platform, view, host, pattern)]


def _title_rule(platform: str, rule: _Table) -> list[Any]:
    pattern, view = rule["pattern"], rule["surface"]
    return [pattern, view, rule["kind"], rule.get("partner", 0), title_rule_name(platform, view, pattern)]


def _app(platform: str, app: _Table) -> list[Any]:
    names = dict.fromkeys(name.lower() for key in ("wm_class", "flatpak", "process") for name in app[key])
    return [list(names), app["surface"], app["kind"], f"{platform}/app/{app['surface']}"]


def _browser(table: _Table) -> dict[str, Any]:
    names = dict.fromkeys(name.lower() for key in ("wm_class", "process") for name in table[key])
    return {"id": table["id"], "names": list(names), "titles": table["title"], "web_app": table.get("web_app", "")}
