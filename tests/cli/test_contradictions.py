"""Flags that contradict one another are wrong use, or mean both."""

import click
import pytest
from support.home import invoke


@pytest.mark.parametrize(
    ("args", "says"),
    [
        ("report --week --month", "--week or --month, not both"),
        ("report --week --month --year", "--week or --month or --year, not both"),
        ("report --format csv --json", "name one with -o"),
        ("report -o - --json", "name one with -o"),
        ("status --json --line plain", "--line or --json, not both"),
        ("forget --person Zoë --source firefox-history", "--person or --source, not both"),
        ("config --example --check", "--example or --check, not both"),
        ("config --example --json", "--example or --json, not both"),
        ("classify https://x.com/ --csv pyproject.toml", "--csv goes alone"),
        ("export --json --format csv", "does not go with csv"),
        ("people edit Zoë --tag climbing --no-tag Climbing", "climbing is given and taken back"),
    ],
)
def test_contradictions_are_wrong_use(args, says, ledger):
    with pytest.raises(click.UsageError, match=says):
        invoke(*args.split())


def test_one_of_them_is_taken(ledger):
    assert invoke("report", "2026-11-20", "--month").stdout.endswith("2026-11.html\n")
    assert invoke("status", "--line", "plain").stdout
