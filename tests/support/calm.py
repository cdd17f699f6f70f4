"""A desk over simulated days: what is said of people there, on a real ledger, to a server that keeps the lines."""

from dataclasses import replace
from datetime import date
from types import SimpleNamespace

from unscroll.clock import FakeClock
from unscroll.daemon.figures import DayNotes
from unscroll.daemon.nudges import Moment
from unscroll.daemon.nudging import Nudging
from unscroll.daemon.pace import Pace
from unscroll.daemon.prompting import Prompting
from unscroll.day import Zones
from unscroll.errors import Unavailable
from unscroll.ledger import Batch, open_reader, open_writer
from unscroll.settings import Mode, Settings

HOUR, DAY = 3_600_000, 86_400_000
CALM = Moment(Mode.NUDGE)
UTC = Zones.only("UTC")
FIRST = date(2026, 9, 1)


class Inline:
    """An owner thread that does its jobs at once."""

    def __init__(self, owned):
        self.owned = owned
        self.jobs = 0

    async def do(self, job):
        self.jobs += 1
        return job(self.owned)


class Server:
    """A notification server; `said` are summary and body of each line, `asked` the questions with their callback."""

    def __init__(self):
        self.said, self.asked, self.gone, self.inhibited = [], [], False, False

    async def welcome(self):
        if self.gone:
            raise Unavailable("no notification server answers", "start one")
        return not self.inhibited

    async def say(self, summary, body="", replaces=0):
        self.said.append((summary, body))
        return 1

    async def ask(self, summary, body, answers, answered):
        self.asked.append((summary, body, answered))


class Calm:
    """`first` is the Day of the first sighting; time stands at 04:00 of it."""

    def __init__(self, places, first=FIRST):
        self.clock = FakeClock.at(UTC.start_ms(first))
        self.writer = open_writer(places, self.clock)
        self.server = Server()
        self.moment, self.resting, self.turn_due = CALM, None, False
        self.settings = Settings()
        self.spawned = []
        self.parts = SimpleNamespace(
            places=places,
            clock=self.clock,
            zones=UTC,
            first_ms=self.now_ms,
            reader=Inline(open_reader(places)),
            writer=Inline(self.writer),
            recorder=SimpleNamespace(pace=Pace(self.mono_ms), today=SimpleNamespace(day=first), suspect=False),
            rests=SimpleNamespace(resting=lambda now_ms: self.resting),
            turn=SimpleNamespace(due=lambda day: self.turn_due),
            nudging=Nudging(self.server, None),
            now_ms=lambda: self.now_ms,
            mono_ms=lambda: self.mono_ms,
        )
        self.restart()

    def restart(self):
        """The daemon begins anew: all that it remembers is in the ledger."""
        self.read()
        self.prompting = Prompting(self.parts, lambda name, work: self.spawned.append(work))

    def read(self):
        day = self.day
        self.parts.settings, self.parts.recorder.today.day = self.settings, day
        self.parts.notes = DayNotes.read(self.writer.reader, day, UTC.span_of(day))

    @property
    def now_ms(self):
        return self.clock.read().wall_ms

    @property
    def mono_ms(self):
        return self.clock.read().mono_ms

    @property
    def day(self):
        return UTC.day_of(self.now_ms)

    def do(self, *commands):
        results = self.writer.commit(Batch(commands=commands))
        assert all(result.ok for result in results), results
        self.read()
        return results

    def notify(self, **changed):
        self.settings = replace(self.settings, notify=replace(self.settings.notify, **changed))
        self.read()

    def pass_to(self, day, hour=0.0):
        """To so many hours after midnight of the Day's date (from 4 on), asleep."""
        until_ms = UTC.start_ms(day) + round((hour - 4) * HOUR)
        assert until_ms >= self.now_ms
        self.clock.sleep(until_ms - self.now_ms)
        if self.parts.recorder.today.day != self.day:
            self.read()

    async def look(self, there=True):
        """A checkpoint; what was said at it."""
        before = len(self.server.said), len(self.server.asked)
        if there:
            self.parts.recorder.pace._active_ms = self.mono_ms
        await self.prompting.consider(self.moment)
        return [body for _, body in self.server.said[before[0] :]] + [a[0] for a in self.server.asked[before[1] :]]

    def close(self):
        self.parts.reader.owned.close()
        self.writer.close()
