"""The status as `unscroll` and `unscroll status` show it, without anything that is slow to import."""

from typing import Any

from unscroll.cli.asking import ask_status


def status_now() -> dict[str, Any]:
    """The daemon's status; without one, read from the ledger."""
    status = ask_status()
    if status is None:
        from unscroll.cli.reading import read_status

        status = read_status()
    return status


def glance() -> None:
    """Writes the status in words."""
    from unscroll.cli.status_text import status_text

    print(status_text(status_now()))
