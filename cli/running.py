"""Runs the daemon in the foreground."""

import os
import sys


def run_daemon(as_json: bool = False) -> int:
    """Until Ctrl-C or SIGTERM; its exit status."""
    without_openssl()
    from unscroll.daemon.service import run
    from unscroll.places import Places

    return run(Places.of(os.environ), os.environ, sys.stdout, as_json=as_json)


def without_openssl() -> None:
    """Keeps OpenSSL out of this process: asyncio and hashlib would load it, and both do without where Python was
    built so. The daemon encrypts nothing and asks nobody on a network; its hashes are Python's own.

    Saves 2 of 35 MiB (docs/decisions/0016-no-openssl-in-the-daemon.md).
    """
    for name in ("ssl", "_ssl", "_hashlib"):
        sys.modules[name] = None  # type: ignore[assignment]  # import looks for None; typeshed knows of modules alone
