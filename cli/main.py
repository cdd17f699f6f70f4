"""The console script: one command line inside the one error boundary."""

import errno
import gc
import os
import sys
import time
from collections.abc import Sequence
from io import TextIOWrapper
from pathlib import Path

from unscroll.errors import Exit, UnscrollError
from unscroll.streams import fill_closed, silence, takes_nothing

BUG = 70
"""Exit status of a bug (sysexits' EX_SOFTWARE); a traceback lies in the state folder."""
CTRL_C = 130
PIPE_CLOSED = 141
_OFTEN = 50_000
"""So many objects are made before circles among them are looked for: a command makes more than the usual 700, and
is gone before it would matter."""
CLOCK_END_S = 7_258_118_400
"""2200-01-01T00:00Z: no ledger takes an instant past it (`unscroll.bounds`), and Python's own clock ends in 2262."""


def run(args: Sequence[str] | None = None) -> None:
    """Runs one command line and leaves the process with its exit code (CONTRACT.md 3)."""
    try:
        sys.exit(_guarded(args))
    finally:
        gc.freeze()  # the process ends: looking for circles among what it leaves takes longer than many a command


def _guarded(args: Sequence[str] | None) -> int:
    fill_closed()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a name that the terminal's encoding lacks is no bug
    try:
        left = _command(sys.argv[1:] if args is None else args)
        sys.stdout.flush()
        return left
    except KeyboardInterrupt:
        return CTRL_C
    except UnscrollError as error:
        return _tell(error, error.code)
    except BrokenPipeError:
        silence(sys.stdout)
        return PIPE_CLOSED
    except OSError as error:
        return _tell(_refused(error), Exit.IO)
    except Exception as bug:  # the one boundary: anything else is a bug
        return _tell(_bug(bug), BUG)


def _command(args: Sequence[str]) -> int:
    """The exit status of a command line. The two that must be quick to start do without click, which costs more than
    they do (CONTRACT.md 6); whatever has other options goes through it."""
    _refuse_clock()
    for told in args:
        if not told.isascii():
            _refuse_half(told)
    if list(args) in (["run"], ["run", "--json"]):
        from unscroll.cli.running import run_daemon

        return run_daemon(as_json=len(args) > 1)
    gc.set_threshold(_OFTEN)
    if not args or args[0] == "status":
        from unscroll.cli.glance import glance

        if glance(args):
            return 0
    from unscroll.cli.group import invoke

    return invoke(args)


def _refuse_clock() -> None:
    """Before anything else is imported: where Python cannot tell the time, its own modules break while they load."""
    if (now_s := time.clock_gettime(time.CLOCK_REALTIME)) >= CLOCK_END_S:
        year = 1970 + int(now_s / 31_556_952)
        raise UnscrollError(f"this machine's clock is in the year {year}", "set it: timedatectl set-ntp true", Exit.IO)


def _refuse_half(told: str) -> None:
    """Bytes that are no UTF-8 come as halves of characters, and a name without them would be another name. In a path
    they are kept as they are."""
    from unscroll.plain import is_whole

    in_path = os.path.lexists(told) or (os.sep in told and Path(told).parent.is_dir())
    if not in_path and not is_whole(told):
        shown = told.encode("utf-8", "replace").decode()
        raise UnscrollError(f"{shown[:40]!r} is not UTF-8", "type it anew, or set the terminal to UTF-8", Exit.USAGE)


def _refused(error: OSError) -> UnscrollError:
    """What the system refused, of which file, with the mend where there is one."""
    unsaid = takes_nothing(sys.stdout)
    where = f"{error.filename}: " if error.filename else "standard output: " if unsaid else ""
    hint = "free some disk space" if error.errno in (errno.ENOSPC, errno.EDQUOT) else ""
    return UnscrollError(f"{where}{error.strerror or error}", hint)


def _bug(error: Exception) -> UnscrollError:
    from unscroll.cli.buglog import write_bug

    return UnscrollError(f"this is a bug ({type(error).__name__})", write_bug(error, os.environ), Exit.NO)


def _tell(error: UnscrollError, code: int) -> int:
    from unscroll.cli.show import note

    note(str(error))
    return int(code)
