"""`unscroll rules`: the rules by which pages and windows are told apart."""

import json
from collections.abc import Mapping
from typing import Any

import click

from unscroll.cli.classify import answer_for, own_rules, parse
from unscroll.cli.group import NearGroup
from unscroll.cli.show import note
from unscroll.errors import Exit, UnscrollError
from unscroll.kinds import Kind
from unscroll.naming import no_platform
from unscroll.rulebook import load_rules, shipped_book
from unscroll.rules import DoorRule

_GIVE_HOST = "On pages, a rule without a host is asked on known platforms alone: give --host too for another site."
_CONDITIONS = ("host", "path", "title", "platform", "view", "app")


@click.group("rules", cls=NearGroup, invoke_without_command=True)
@click.pass_context
def command(ctx: click.Context) -> None:
    """List the rules, ask them, or add one of your own. Without a command: unscroll rules list.

    \b
    Example:
      unscroll rules add "my forum" --host forum.example --kind scroll
    """
    if ctx.invoked_subcommand is None:
        ctx.invoke(list_rules, platform="", as_json=False)


@command.command("list")
@click.argument("platform", default="")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def list_rules(platform: str, as_json: bool) -> None:
    """List the platforms, or with PLATFORM its rules in the order in which they are asked.

    \b
    Example:
      unscroll rules list youtube
    """
    tables = {table["id"]: table for table in shipped_book()["platforms"]}
    if platform and platform not in tables:
        raise UnscrollError(*no_platform(platform, tables), Exit.USAGE)
    own = [
        {"name": rule.name, "kind": rule.kind.value, **{c: v for c in _CONDITIONS if (v := getattr(rule, c, ""))}}
        for rule in own_rules()
    ]
    if as_json:
        shown = [tables[platform]] if platform else list(tables.values())
        click.echo(json.dumps({"schema": 1, "own": own, "platforms": [_told(table) for table in shown]}))
    elif platform:
        for row in _told(tables[platform])["rules"]:
            click.echo(f"{row['name']:<36} {row['kind']:<10} {row['pattern']}")
    else:
        for rule in own:
            click.echo(f"{rule['name']:<20} {rule['kind']:<10} yours")
        for name, table in tables.items():
            click.echo(
                f"{name:<20} {len(table['rules']) + len(table['titles']):>3} rules  {' '.join(table['hosts'][:4])}"
            )


@command.command("test")
@click.argument("url", default="")
@click.option("--title", default="", help="The title of the page or window.")
@click.option("--app", default="", help="The window's class or app id, for a native program.")
@click.option("--hint", default="", help="Self-hosted software the page is.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def test(url: str, title: str, app: str, hint: str, as_json: bool) -> None:
    """Say which rule decides, after your own rules on platform, view or app, and where the browser would not ask it.

    \b
    Example:
      unscroll rules test https://www.youtube.com/watch?v=1
    """
    if not (url or app):
        raise click.UsageError("give an address or --app")
    answer = answer_for(load_rules(own_rules()), url, title, app, hint)
    unasked = url and answer["platform"] == "none" and _not_asked_on(url, answer["rule"])
    told = {"note": f"the browser tells nothing of this site. {_GIVE_HOST}"} if unasked else {}
    if as_json:
        click.echo(json.dumps({"schema": 1, **answer, **told}))
        return
    for name, value in answer.items():
        click.echo(f"{name:<9} {value}")
    for words in told.values():
        note(words)


@command.command("add")
@click.argument("name")
@click.option("--kind", type=click.Choice([kind.value for kind in Kind]), required=True, help="What it is.")
@click.option("--host", default="", help="A host, with all below it.")
@click.option("--path", default="", help="A pattern on the path, such as ^/forum/.")
@click.option("--title", default="", help="A pattern on the title.")
@click.option("--platform", default="", help="A platform, as `rules list` names it.")
@click.option("--view", default="", help="A view of it, such as video.")
@click.option("--app", default="", help="A program's window class or app id.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def add(name: str, kind: str, as_json: bool, **conditions: str) -> None:
    """Add a rule of your own to config.toml; your rules come before the shipped ones.

    \b
    Example:
      unscroll rules add "lectures" --platform youtube --view video --kind other
    """
    from unscroll.cli.naming import known_places
    from unscroll.cli.rule_writing import append_rule

    known_places(conditions["platform"], conditions["view"])
    table = {"name": name, "kind": kind, **{key: value for key, value in conditions.items() if value}}
    rule, file = append_rule(table)
    past = not isinstance(rule, DoorRule)
    narrow = {"note": _GIVE_HOST} if isinstance(rule, DoorRule) and _on_known_platforms_only(rule) else {}
    if as_json:
        click.echo(json.dumps({"schema": 1, "rule": table, "file": str(file), "re_reads_the_past": past, **narrow}))
        return
    when = "It re-reads the past." if past else "It counts from now on: addresses and titles are not kept."
    click.echo(" ".join([f"Added {name} to {file}. {when}", *narrow.values()]))


def _on_known_platforms_only(rule: DoorRule) -> bool:
    """Whether the extension would have to tell of every page for it: it tells path and title of known hosts alone."""
    return not (rule.host or rule.app or rule.platform)


def _not_asked_on(url: str, name: str) -> bool:
    """Whether a rule of the user's decides on an address that the extension tells nothing of."""
    place, own = parse(url), [rule for rule in own_rules() if isinstance(rule, DoorRule)]
    told = place and any(rule.host and f".{place.host}".endswith(f".{rule.host.lower()}") for rule in own)
    return not told and any(rule.name == name and _on_known_platforms_only(rule) for rule in own)


def _told(table: Mapping[str, Any]) -> dict[str, Any]:
    """A platform of the rule file in words: its rules in order, then those on titles."""
    pages = [{"name": r[5], "view": r[2], "kind": r[3], "pattern": f"{r[0]} {r[1]}".strip()} for r in table["rules"]]
    titles = [{"name": r[4], "view": r[1], "kind": r[2], "pattern": f"title {r[0]}"} for r in table["titles"]]
    return {"id": table["id"], "hosts": table["hosts"], "rules": [*pages, *titles]}
