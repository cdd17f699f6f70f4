"""Browsers: the links to the native hosts of the browsers' extensions."""

import sys
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from unscroll import __version__
from unscroll.collectors.browser import BrowserCollector, BrowserLink, BrowserMeans, Receipt
from unscroll.collectors.browser_frames import ASKS
from unscroll.daemon.doing import Doing
from unscroll.daemon.page_asking import PageAsking
from unscroll.daemon.parts import Parts
from unscroll.daemon.peers import Peer
from unscroll.daemon.popup import Popup
from unscroll.daemon.rpc import ParamError
from unscroll.daemon.supervise import Standing, State
from unscroll.rules import DoorRule
from unscroll.sighting import Track

SIGHTING = "sighting"
_LINK = "link"
_LAST_PID = (1 << 31) - 1


class Browsers:
    """Takes frames in, acknowledges them when they are in the ledger, pushes budget and configuration.

    `acks` are the sequence numbers in the ledger; `refresh` pushes the budget of this moment.
    """

    def __init__(self, parts: Parts, acks: Mapping[str, int], refresh: Callable[[], Awaitable[None]]) -> None:
        self._parts = parts
        self._popup = Popup(parts, refresh)
        self._doing = Doing(parts, refresh)
        self._page = PageAsking(parts)
        self._acks = acks
        self._collector = BrowserCollector(
            BrowserMeans(
                parts.recorder.time.now_ms,
                lambda: parts.clock.read().wall_ms,
                parts.door.page,
                __version__,
                acks,
            )
        )
        self._peers: set[Peer] = set()
        self._budget: Mapping[str, Any] = {}
        self._said: set[str] = set()

    async def sighting(self, params: Mapping[str, Any], peer: Peer) -> dict[str, Any]:
        """The method `sighting`: the host's hello first, then the extension's frames. The answer to a frame of facts
        comes when they are on disk."""
        link: BrowserLink | None = peer.kept.get(_LINK)
        if link is None and set(params) == {"hello"}:
            return self._hello(params["hello"], peer)
        if link is None or set(params) != {"frame"}:
            raise ParamError("sighting takes a hello, then frames")
        receipt = link.receive(params["frame"])
        for problem in receipt.problems:
            self._log(problem.what)
        if receipt.hello:
            self._greet(peer)
        if receipt.asked is not None:
            peer.push(*await self._popup.asked(receipt.asked))
        if receipt.told is not None:
            peer.push(*await self._popup.told(receipt.told))
        if receipt.doing is not None:
            peer.push(*await self._doing.do(receipt.doing))
        if receipt.options is not None:
            peer.push(*await self._page.asked(receipt.options))
        return await self._taken(receipt)

    def prove(self) -> None:
        """Every open link vouches for its browser up to now."""
        for link in self._collector.links:
            self._take(link.prove())

    def gone(self, peer: Peer) -> None:
        """The connection ended: so did what the browser vouches for."""
        link: BrowserLink | None = peer.kept.pop(_LINK, None)
        self._peers.discard(peer)
        if link is not None:
            self._take(link.close())

    def budget(self, params: Mapping[str, Any]) -> None:
        """The budget of now, to every linked browser."""
        self._budget = params
        for peer in self._peers:
            peer.push("budget", params)

    def configure(self) -> None:
        """The configuration of now, to every linked browser."""
        for peer in self._peers:
            peer.push("config", self._told())

    def config(self) -> dict[str, Any]:
        """What an extension may tell: the user's own never list and rules beside the shipped ones."""
        settings = self._parts.settings
        return {
            "sites": str(settings.record.sites),
            "never": list(settings.never),
            "rules": [{"host": r.host, "title": r.title} for r in settings.rules if isinstance(r, DoorRule)],
            "private": settings.record.private_windows,
        }

    def _told(self) -> dict[str, Any]:
        """The configuration, with the names of the frames that this service knows."""
        return {**self.config(), "asks": list(ASKS)}

    def standing(self) -> Standing:
        """The extension as one of the collectors."""
        if not self._peers:
            why = "no browser's extension is connected. Run unscroll setup"
            return Standing("browser", Track.PAGE, State.UNAVAILABLE, why)
        return Standing("browser", Track.PAGE, State.RUNNING, self._collector.why)

    def _hello(self, hello: Any, peer: Peer) -> dict[str, Any]:
        pid = hello.get("pid") if isinstance(hello, dict) else None
        if type(pid) is not int or not 0 <= pid <= _LAST_PID:
            raise ParamError("hello names the browser's pid")
        self.gone(peer)
        # A host relays what a browser says without reading it: no frame of it may become another method.
        peer.only = SIGHTING
        peer.kept[_LINK] = self._collector.link(pid)
        self._peers.add(peer)
        return {}

    def _greet(self, peer: Peer) -> None:
        """What the extension waits for before it tells anything."""
        peer.push("config", self._told())
        peer.push("acks", self._acks)
        if self._budget:
            peer.push("budget", self._budget)

    async def _taken(self, receipt: Receipt) -> dict[str, Any]:
        self._take(receipt.seen)
        if not receipt.run:
            return {}
        recorder = self._parts.recorder
        recorder.ack(receipt.run, receipt.seq)
        await recorder.written()
        return {"ack": {"run": receipt.run, "seq": receipt.seq}}

    def _take(self, seen: tuple[Any, ...]) -> None:
        for one in seen:
            self._parts.recorder.take(one, self._parts.mono_ms())

    def _log(self, what: str) -> None:
        """Each kind of trouble once: a page must not fill the log."""
        if what not in self._said and len(self._said) < 100:
            self._said.add(what)
            print(f"browser: {what}", file=sys.stderr)
