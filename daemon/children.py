"""Child: work that runs in a process of its own, so that the daemon stays small."""

import asyncio
import sys
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass

_TAIL = 400
_AT_ONCE = 14


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


async def unscroll_lines(
    module: str, environment: Mapping[str, str], timeout_s: float, take: Callable[[list[bytes]], Awaitable[None]]
) -> Outcome:
    """Runs `python -m MODULE`; `take` is given the lines that it prints, some at a time, as they come."""
    child = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        module,
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        env=dict(environment),
    )
    try:
        async with asyncio.timeout(timeout_s):
            await _relay(child, take)
            left = await child.wait()
    except TimeoutError:
        return Outcome(False, f"took longer than {timeout_s:.0f} s")
    finally:
        if child.returncode is None:
            child.kill()
            await child.wait()
    return Outcome(left == 0, "" if left == 0 else f"it ended with {left}")


async def _relay(child: asyncio.subprocess.Process, take: Callable[[list[bytes]], Awaitable[None]]) -> None:
    assert child.stdout is not None
    lines: list[bytes] = []
    while line := await child.stdout.readline():
        lines.append(line)
        if len(lines) == _AT_ONCE:
            await take(lines)
            lines = []
    if lines:
        await take(lines)
