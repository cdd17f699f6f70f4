"""`python -m unscroll`: the same as the console script."""

from unscroll.cli.main import run

run()
