"""What the daemon loads at start: its memory is limited (CONTRACT 6)."""

import subprocess
import sys

_RARE = ("bz2", "difflib", "email", "lzma", "phonenumbers", "plotly", "rapidfuzz", "shutil", "tempfile", "uuid")
_ASK = f"""
import sys
from unscroll.cli import running
running.without_openssl()
import unscroll.daemon.service
with open("/proc/self/maps") as maps:
    found = maps.read()
    print(*(name for name in ("libcrypto", "libssl") if name in found))
print(*(name for name in {_RARE!r} if name in sys.modules))
"""


def test_daemon_maps_no_openssl_and_loads_nothing_rare() -> None:
    said = subprocess.run([sys.executable, "-c", _ASK], check=True, capture_output=True, text=True, timeout=60).stdout
    assert said.split("\n") == ["", "", ""]
