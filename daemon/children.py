"""Child: work that runs in a process of its own, so that the daemon stays small."""

import asyncio
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

_TAIL = 400


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a child ended; `why` is the last of what it said where it failed."""

    ok: bool
    why: str = ""


async def unscroll_child(arguments: Sequence[str], environment: Mapping[str, str], timeout_s: float) -> Outcome:
    """Runs `python -m unscroll ARGUMENTS` and waits; it is killed after `timeout_s`, or when this is cancelled."""
    child = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "unscroll",
        *arguments,
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.PIPE,
        env=dict(environment),
    )
    try:
        _, said = await asyncio.wait_for(child.communicate(), timeout_s)
    except TimeoutError:
        return Outcome(False, f"took longer than {timeout_s:.0f} s")
    finally:
        if child.returncode is None:
            child.kill()
            await child.wait()
    return Outcome(
        child.returncode == 0, "" if child.returncode == 0 else said.decode(errors="replace")[-_TAIL:].strip()
    )
