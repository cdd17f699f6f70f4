"""Ticking: how far a long reading is, on a terminal alone."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click


@contextmanager
def ticking(what: str) -> Iterator[Callable[[int], None]]:
    """Shows how many there were so far, on one line that is gone afterwards; nothing where standard error is no
    terminal."""
    shown: list[int] = []

    def tick(count: int) -> None:
        if sys.stderr.isatty():
            shown.append(len(line := f"{count:,} {what}"))
            click.echo(f"\r{line}", nl=False, err=True)

    try:
        yield tick
    finally:
        if shown:
            click.echo(f"\r{' ' * max(shown)}\r", nl=False, err=True)
