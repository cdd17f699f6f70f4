"""People in a test's ledger: added by their commands, and told back as JSON."""

import json

from support.home import invoke

from unscroll.commands import AddCards


def told(*args, text=""):
    """What `unscroll people ...` says."""
    return invoke("people", *args, text=text).stdout


def as_json(*args):
    return json.loads(told(*args, "--json"))


def add(name, *args):
    """The number of somebody new."""
    return as_json("add", name, *args)["data"]["person_id"]


def shown(who):
    return as_json("show", who)


def brought(*cards, source="linkedin"):
    """Cards of an export, kept: each a name with what else is known."""
    from unscroll.cli.writing import apply

    rows = [{"key": f"{n} {card['name']}"} | card for n, card in enumerate(cards)]
    return apply(AddCards(source, rows))[0]
