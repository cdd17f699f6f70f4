"""Methods: what can be asked over the socket (CONTRACT 5)."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from unscroll import __version__
from unscroll.bounds import FIRST_DAY, LAST_DAY, LAST_MS, YEARS
from unscroll.collectors.frame_fields import BadFrame
from unscroll.collectors.options_frames import changes_of, stamp_of
from unscroll.commands import from_json
from unscroll.daemon import view
from unscroll.daemon.browsers import SIGHTING, Browsers
from unscroll.daemon.checkpoints import Checkpoints
from unscroll.daemon.deciding import carry_out
from unscroll.daemon.explain import explain_json
from unscroll.daemon.parts import Parts
from unscroll.daemon.peers import Peer
from unscroll.daemon.resting import begin_rest, end_rest
from unscroll.daemon.rpc import Method, ParamError, number_of, text_of
from unscroll.errors import Exit, UnscrollError
from unscroll.ledger import Reader
from unscroll.reports.documents import day_json
from unscroll.span import Span
from unscroll.timeline import timeline

COMMANDS_LIMIT = 1_000
TOPICS = frozenset({"budget", "status"})
LONGEST_MS = 31 * 86_400_000

Params = Mapping[str, Any]
Answer = dict[str, Any]


class Methods:
    """`attached(environment)` is told of a desktop session."""

    def __init__(
        self, parts: Parts, checkpoints: Checkpoints, browsers: Browsers, attached: Callable[[dict[str, str]], None]
    ) -> None:
        self._parts, self._checkpoints, self._browsers = parts, checkpoints, browsers
        self._attached = attached

    def table(self) -> dict[str, Method]:
        return {
            "status": self.status,
            "day": self.day,
            "explain": self.explain,
            SIGHTING: self._browsers.sighting,
            "apply": self.apply,
            "config": self.config,
            "settings": self.settings,
            "pause": self.pause,
            "resume": self.resume,
            "guest": self.guest,
            "attach": self.attach,
            "subscribe": self.subscribe,
        }

    async def status(self, params: Params, peer: Peer) -> Answer:
        """Asks the sources for proof first, so that it is true to the second."""
        await self._parts.recorder.look()
        await self._parts.next_to_reach.refresh(self._parts)
        return view.status(self._parts)

    async def day(self, params: Params, peer: Peer) -> Answer:
        parts = self._parts
        wanted = _day(params, "day") if "day" in params else parts.recorder.today.day
        if wanted == parts.recorder.today.day:
            await parts.recorder.look()
            return day_json(view.summary(parts))
        return day_json(await view.summary_of(parts, wanted))

    async def explain(self, params: Params, peer: Peer) -> list[Answer]:
        parts = self._parts
        start_ms, end_ms = number_of(params, "start_ms"), number_of(params, "end_ms")
        if not start_ms <= end_ms <= min(start_ms + LONGEST_MS, LAST_MS):
            raise ParamError(f"a span of at most 31 days, {YEARS}")
        await parts.recorder.look()
        await parts.recorder.write(always=True)
        span, zones = Span(start_ms, end_ms), parts.zones
        meaning = parts.meaning.since(parts.recorder.today.day, zones)[-1].meaning

        def read(reader: Reader) -> list[dict[str, Any]]:
            facts = reader.facts(span)
            return explain_json(timeline(facts, meaning, span, zones), facts, span)

        return await parts.reader.do(read)

    async def apply(self, params: Params, peer: Peer) -> Answer:
        if params.get("version") != __version__:
            raise UnscrollError("the service runs another version", "restart the service", Exit.IO)
        bodies = params.get("commands")
        if not isinstance(bodies, list) or len(bodies) > COMMANDS_LIMIT:
            raise ParamError(f"commands is a list of at most {COMMANDS_LIMIT}")
        commands = tuple(from_json(body) for body in bodies)
        results = await carry_out(self._parts, commands)
        return {"results": [result.to_json() for result in results]}

    async def config(self, params: Params, peer: Peer) -> Answer:
        parts = self._parts
        now_ms = parts.now_ms()
        return {
            "schema": 1,
            "version": __version__,
            "mode": str(parts.settings.mode_at(now_ms, parts.first_ms)),
            "cap_s": parts.settings.cap_of(parts.recorder.today.day) // 1000,
            **self._browsers.config(),
        }

    async def settings(self, params: Params, peer: Peer) -> Answer:
        """What an options page shows; with `stamp` and `changes` it is changed first."""
        from unscroll.daemon.options import change, shown

        said = ""
        if "changes" in params:
            try:
                stamp, changes = stamp_of(params), changes_of(params["changes"])
            except BadFrame as wrong:
                raise ParamError(str(wrong)) from wrong
            said = await change(self._parts, stamp, changes)
        return {"schema": 1, "said": said, **shown(self._parts)}

    async def pause(self, params: Params, peer: Peer) -> Answer:
        await begin_rest(self._parts, "pause", number_of(params, "duration_ms"))
        return {"flags": view.flags(self._parts)}

    async def guest(self, params: Params, peer: Peer) -> Answer:
        await begin_rest(self._parts, "guest", number_of(params, "duration_ms"))
        return {"flags": view.flags(self._parts)}

    async def resume(self, params: Params, peer: Peer) -> Answer:
        await end_rest(self._parts)
        return {"flags": view.flags(self._parts)}

    async def attach(self, params: Params, peer: Peer) -> Answer:
        environment = params.get("environment")
        if not isinstance(environment, dict) or not all(isinstance(v, str) for v in environment.values()):
            raise ParamError("environment is an object of texts")
        self._attached({str(name): value for name, value in environment.items()})
        return {}

    async def subscribe(self, params: Params, peer: Peer) -> Answer:
        topics = params.get("topics")
        if not isinstance(topics, list) or not all(isinstance(t, str) and t in TOPICS for t in topics):
            raise ParamError(f"topics are of {', '.join(sorted(TOPICS))}")
        peer.topics = frozenset(topics)
        return {"topics": sorted(peer.topics)}


def _day(params: Params, name: str) -> date:
    try:
        day = date.fromisoformat(text_of(params, name))
    except ValueError as wrong:
        raise ParamError(f"{name} is a date such as 2026-11-22") from wrong
    if not FIRST_DAY <= day <= LAST_DAY:
        raise ParamError(f"{name} is too far away: {YEARS}")
    return day
