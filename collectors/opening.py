"""Opening: a source that cannot be started is let go of."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from inspect import isawaitable

from unscroll.collectors.contract import SourceLost
from unscroll.errors import Unavailable


@asynccontextmanager
async def opening(let_go: Callable[[], Awaitable[None] | None], message: str, hint: str) -> AsyncIterator[None]:
    """Around the start of a collector: a source that does not answer or goes away is `Unavailable(message, hint)`;
    whatever stops the start, cancelling too, `let_go` is called and awaited."""
    started = False
    try:
        yield
        started = True
    except (TimeoutError, SourceLost) as failure:
        raise Unavailable(message, hint) from failure
    finally:
        if not started and isawaitable(going := let_go()):
            await going
