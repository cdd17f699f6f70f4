"""Zone: the time zone of the desk, by its tz database name."""

from collections.abc import Mapping
from pathlib import Path

from unscroll.day import known

LOCALTIME = Path("/etc/localtime")


def zone_name(environment: Mapping[str, str], localtime: Path = LOCALTIME) -> str:
    """The zone that `TZ` names, else the one `/etc/localtime` links to or `/etc/timezone` says, else `UTC`.

    A name that the tz database does not know is passed over.
    """
    candidates = [environment.get("TZ", "").removeprefix(":")]
    if localtime.is_symlink():
        _, found, name = str(localtime.resolve()).partition("/zoneinfo/")
        candidates.append(name if found else "")
    timezone = localtime.with_name("timezone")
    if timezone.is_file():
        candidates.append(timezone.read_text(encoding="utf-8", errors="replace").strip())
    return next((name for name in candidates if known(name)), "UTC")
