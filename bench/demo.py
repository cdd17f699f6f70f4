"""`make demo`: two minutes of scripted browsing on a screen nobody sees, and the report of that day."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from bench.desk_stage import CHROMIUM, desk
from bench.stage import missing
from bench.truth.compare import table
from bench.truth.fronts import FEED
from bench.truth.trial import perform

LENGTH_S = 120.0
SEED = 3


def main() -> int:
    """Plays, compares, shows; 1 if something was measured wrong, 69 where the machine lacks a program."""
    lacking = [*missing(), *([] if CHROMIUM.exists() else ["chromium"])]
    if lacking:
        print(f"the demo needs {', '.join(lacking)}: sh bench/needs.sh desktop installs them", file=sys.stderr)
        return 69
    home = Path(tempfile.mkdtemp(prefix="unscroll-demo-"))
    print("A virtual screen, a window manager, Chromium with the extension, look-alike sites, the daemon.")
    print("Everything you read of now is done by real wheel and key events; it takes about two minutes.\n")
    with desk(home, FEED.url) as made:
        rows, faults = perform(made, SEED, LENGTH_S, lambda line: print(f"  {line}", flush=True))
        print("\nWhat was scripted, what unscroll measured:\n")
        print(table(rows))
        for fault in faults:
            print(f"WRONG: {fault}")
        report = made.service.say("report", "--standalone").strip()
    _show(report)
    print(f"\nThe ledger of the demo stays in {home} until you delete it.")
    return 1 if faults or any(row.wrong for row in rows) else 0


def _show(report: str) -> None:
    """Opens the report where somebody can see it, and says where it is."""
    print(f"\nThe day's report: {report}")
    opener = shutil.which("xdg-open")
    if opener and (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        subprocess.Popen([opener, report], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)


if __name__ == "__main__":
    sys.exit(main())
