"""Runs the daemon in the foreground."""

import os
import sys


def run_daemon() -> int:
    """Until Ctrl-C or SIGTERM; its exit status."""
    from unscroll.daemon.service import run
    from unscroll.places import Places

    return run(Places.of(os.environ), os.environ, sys.stdout)
