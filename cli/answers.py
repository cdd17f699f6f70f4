"""Answers: one key after the other, from a terminal or a pipe."""

import sys
from collections.abc import Sequence

import click

from unscroll.cli.show import clean

END = ""
"""What an ended input answers."""


def answer(question: str, words: Sequence[str]) -> str:
    """The word that the user gives, or begins; asked again for any other; END where the input is over."""
    while True:
        click.echo(f"{clean(question)} [{'/'.join(words)}] ", nl=False, err=True)
        line = sys.stdin.readline()
        if not line:
            click.echo(err=True)
            return END
        told = line.strip().lower()
        found = [word for word in words if told and word.startswith(told)]
        if told in words or len(found) == 1:
            return told if told in words else found[0]
        click.echo(f"one of {', '.join(words)}", err=True)
