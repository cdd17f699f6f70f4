"""The in-memory collector: a script in place of a source."""

from collections.abc import AsyncIterator

from unscroll.collectors.contract import DesktopSession, Means, Seen, SourceLost
from unscroll.collectors.outbox import Outbox
from unscroll.collectors.vouch import InputRuns, Vouch
from unscroll.errors import Unavailable
from unscroll.sighting import Fact, InputKind, Track


class FakeCollector:
    """Keeps the contract of a collector; `becomes`, `instant` and `dies` are what its source does.

    `answers` False lets the source hang: `prove` then raises TimeoutError.
    """

    def __init__(self, means: Means, name: str = "fake", track: Track = Track.FOCUS, group: str = "fake") -> None:
        self.name, self.track, self.group = name, track, group
        self.answers = True
        self._means = means
        self._outbox = Outbox()
        self._vouch = Vouch(name, means.now_ms, means.clock)
        self._runs = InputRuns(name)

    def becomes(self, fact: Fact | None) -> None:
        """The source tells of another fact."""
        self._outbox.put(self._vouch.became(fact))

    def instant(self, kind: InputKind) -> None:
        """The source tells of input; not counted while locked."""
        if not self._means.locked():
            self._outbox.put(self._runs.instant(kind, self._means.now_ms()))

    def dies(self) -> None:
        """The source goes away."""
        self._outbox.fail(SourceLost("the fake source went away"))

    def seen(self) -> AsyncIterator[Seen]:
        return self._outbox.read()

    async def prove(self) -> None:
        if not self.answers:
            self._vouch.doubt()
            raise TimeoutError("the fake source does not answer")
        self._outbox.put(self._vouch.proved())

    async def close(self) -> None:
        self._outbox.end()


async def open_fake(session: DesktopSession, means: Means) -> FakeCollector:
    """Opens where the session is graphical, as a collector of windows would."""
    if session.kind == "tty":
        raise Unavailable("there is no desktop session", "start unscroll inside one")
    return FakeCollector(means)
