"""Synthetic days for the reports' tests: diaries of pieces, no ledger, no timeline."""

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from unscroll.acts import Act, ActKind
from unscroll.day import Zones
from unscroll.kinds import Context, Evidence, Kind, Verdict
from unscroll.line import Line, LiveCall, Overlay, OverlayKind, Piece, Unseen
from unscroll.reports.contacts import Beside
from unscroll.reports.inputs import BudgetFigures, DayInputs, Drift, ReachOuts, Runs
from unscroll.reports.phone import PhoneDay, TypedPhone
from unscroll.sighting import Entry, Page, Session, SessionState, Stretch
from unscroll.span import Span, to_ms
from unscroll.surface import Surface, ThreadKey

DAY = date(2026, 11, 22)
ZONE = "Europe/Berlin"
ANA, ZOE = 1, 2
NAMES = {ANA: "Ana Pérez", ZOE: "Zoë Müller"}


def instant(text: str, day: date = DAY, zone: str = ZONE) -> int:
    """Milliseconds of `HH:MM` or `HH:MM:SS` on `day`; before 04:00 it is the night after."""
    parts = [int(p) for p in text.split(":")]
    hour, minute, second = (*parts, 0)[:3]
    when = day + timedelta(days=1) if hour < 4 else day
    return to_ms(datetime(when.year, when.month, when.day, hour, minute, second, tzinfo=ZoneInfo(zone)))


def thread(seed: str) -> ThreadKey:
    return ThreadKey(random.Random(seed).randbytes(16))


def piece(start: str, end: str, kind: Kind, platform: str, view: str, **more: object) -> Piece:
    """One piece of the line; `key` names its thread, `day` and `zone` place it."""
    place = {k: more.pop(k) for k in ("day", "zone") if k in more}
    key = more.pop("key", None)
    surface = Surface(platform, view, f"{platform}/{view}", thread=thread(str(key)) if key else None)
    at = (instant(start, **place), instant(end, **place))  # type: ignore[arg-type]
    return Piece(*at, Verdict(kind, surface.rule), surface, **more)  # type: ignore[arg-type]


def present(start: str, end: str, boot: str = "b1", state: SessionState = SessionState.WATCHING) -> Stretch:
    return Stretch(instant(start), instant(end), Session(state, boot), "daemon")


def window(day: date = DAY, zone: str = ZONE) -> Span:
    return Zones.only(zone).span_of(day)


def line(*pieces: Piece, **more: object) -> Line:
    return Line(window(), tuple(sorted(pieces, key=lambda p: p.start_ms)), **more)  # type: ignore[arg-type]


def inputs(the_line: Line, **more: object) -> DayInputs:
    """Inputs whose budget spent all personal scroll of the line, at the end of the Day."""
    scroll = sum(
        p.length_ms for p in the_line.pieces if p.verdict.kind is Kind.SCROLL and p.context is not Context.WORK
    )
    base = DayInputs(DAY, the_line, the_line.window.end_ms, BudgetFigures(spent_ms=scroll), names=NAMES)
    return replace(base, **more)  # type: ignore[arg-type]


def no_data() -> DayInputs:
    return inputs(Line(window()))


def normal_day() -> DayInputs:
    """Two people, one unresolved thread, a call with some scrolling in it, work, a coffee; under the cap."""
    pieces = (*_until_the_coffee(), *_from_the_afternoon_on())
    call = Surface("jitsi", "call", "jitsi/call")
    the_line = line(
        *pieces,
        overlays=_overlays(),
        calls=(LiveCall(instant("18:05"), instant("18:41"), call, Verdict(Kind.ONE_TO_ONE, "jitsi/call"), ANA),),
        unseen=(Unseen(instant("15:00"), instant("15:04"), "chromium"),),
        acts=_acts(pieces),
    )
    return inputs(
        the_line,
        phone=PhoneDay(typed=(TypedPhone("", 20 * 60_000),)),
        session=(present("07:38", "12:10"), present("12:30", "23:55")),
        beside=(Beside(ZOE, "message", "whatsapp", 120_000, 240_000, 660_000),),
        runs=Runs(25 * 60_000 + 20_000, instant("07:41"), instant("21:22"), 7, 4),
        drift=Drift(3, 1, 25 * 60_000 + 20_000),
        reach_outs=ReachOuts(started=1, replied=1),
        people_reached=3,
        scroll_m=61.4,
    )


def _until_the_coffee() -> tuple[Piece, ...]:
    return (
        piece("07:41", "07:52", Kind.SCROLL, "instagram", "feed", tab="t1", entry=Entry.TYPED),
        piece("07:52", "08:01", Kind.SCROLL, "instagram", "shorts", tab="t1"),
        piece("08:03", "08:09:30", Kind.ONE_TO_ONE, "whatsapp", "dm_thread", tab="t2", key="ana", person_id=ANA),
        piece("09:02", "10:20", Kind.OTHER, "none", "window"),
        piece("10:20", "10:31", Kind.GROUP, "slack", "group_chat", tab="t3"),
        piece("10:31", "10:43", Kind.SCROLL, "linkedin", "feed", tab="t4", context=Context.WORK),
        piece("10:43", "12:10", Kind.OTHER, "website", "page", tab="t5"),
        piece("12:31", "12:58", Kind.SCROLL, "reddit", "feed", tab="t6"),
        piece("12:58", "13:04", Kind.BROADCAST, "reddit", "compose", tab="t6"),
        piece(
            "13:30",
            "14:15",
            Kind.ONE_TO_ONE,
            "meeting",
            "coffee",
            evidence=Evidence.LOGGED,
            person_id=ZOE,
            attended=False,
        ),
    )


def _from_the_afternoon_on() -> tuple[Piece, ...]:
    """The call of the early evening is scrolled in for six minutes."""
    return (
        piece("15:00", "17:12", Kind.OTHER, "none", "window"),
        piece("18:05", "18:22", Kind.ONE_TO_ONE, "jitsi", "call", person_id=ANA, attended=False),
        piece("18:22", "18:28", Kind.SCROLL, "instagram", "feed", tab="t7"),
        piece("18:28", "18:41", Kind.ONE_TO_ONE, "jitsi", "call", person_id=ANA, attended=False),
        piece("21:10", "21:22", Kind.PRIVATE, "instagram", "dm_thread", tab="t8", key="unknown-1"),
        piece("21:22", "21:47:20", Kind.SCROLL, "instagram", "shorts", tab="t8"),
        piece("22:15", "22:19", Kind.PRIVATE, "linkedin", "dm_thread", tab="t9", key="unknown-2"),
        piece("22:30", "23:20", Kind.OTHER, "youtube", "video", tab="t10"),
        piece("23:41", "23:49", Kind.ONE_TO_ONE, "discord", "dm_thread", tab="t11", key="nobody-yet"),
    )


def _overlays() -> tuple[Overlay, ...]:
    """The scrolling in the call, music behind the work."""
    feed = Surface("instagram", "feed", "instagram/feed")
    video = Surface("youtube", "music", "youtube/music")
    return (
        Overlay(instant("18:22"), instant("18:28"), OverlayKind.SPLIT_ATTENTION, feed),
        Overlay(instant("15:00"), instant("15:50"), OverlayKind.LISTENING, video),
    )


def _acts(pieces: Sequence[Piece]) -> tuple[Act, ...]:
    """Two messages to Ana, a click, a post, and a message to nobody known yet."""
    ana, feed, compose, unknown = (pieces[n].surface for n in (2, 7, 8, -1))
    return (
        Act(instant("08:04"), ActKind.SENT, "browser", ana, person_id=ANA),
        Act(instant("08:05"), ActKind.SENT, "browser", ana, person_id=ANA),
        Act(instant("12:40"), ActKind.CLICK, "browser", feed),
        Act(instant("13:03"), ActKind.POST, "browser", compose),
        Act(instant("23:45"), ActKind.SENT, "browser", unknown),
    )


def over_the_cap() -> DayInputs:
    """A normal day with a long evening of videos, phone unknown and browsers not seen."""
    day = normal_day()
    more = (
        piece("19:00", "20:31", Kind.SCROLL, "tiktok", "shorts", tab="t20"),
        piece("20:40", "21:05", Kind.OTHER, "browser", "unseen"),
    )
    unseen = (Unseen(instant("20:40"), instant("21:05"), "firefox"),)
    pieces = tuple(sorted((*day.line.pieces, *more), key=lambda p: p.start_ms))
    wider = inputs(replace(day.line, pieces=pieces, unseen=unseen))
    return replace(day, line=wider.line, budget=wider.budget, phone=PhoneDay())


def all_unresolved() -> DayInputs:
    """Messages only, and of none it is known who is behind them."""
    return inputs(
        line(
            piece("09:00", "09:31", Kind.PRIVATE, "whatsapp", "chat_app", tab="a"),
            piece("12:00", "12:09", Kind.PRIVATE, "instagram", "dm_thread", tab="b", key="u1"),
            piece("20:00", "20:14", Kind.PRIVATE, "instagram", "dm_thread", tab="b", key="u1"),
        ),
        phone=PhoneDay(owned=False),
        session=(present("08:50", "20:30"),),
    )


def only_phone() -> DayInputs:
    """Nothing watched here; 95 minutes typed in, 40 of them Instagram."""
    typed = (TypedPhone("", 95 * 60_000), TypedPhone("instagram", 40 * 60_000))
    return inputs(Line(window()), phone=PhoneDay(typed=typed))


def dst_day() -> DayInputs:
    """The Day that holds the night of 25 October 2026, 25 hours long in Berlin."""
    day = date(2026, 10, 24)
    place = {"day": day, "zone": ZONE}
    pieces = (
        piece("20:00", "20:40", Kind.SCROLL, "reddit", "feed", tab="a", **place),
        piece("22:00", "22:30", Kind.ONE_TO_ONE, "signal", "dm_thread", key="zoe", person_id=ZOE, **place),
    )
    whole = Line(window(day), pieces)
    session = Stretch(pieces[0].start_ms, pieces[1].end_ms, Session(SessionState.WATCHING, "b"), "daemon")
    return replace(inputs(whole), date=day, phone=PhoneDay(owned=False), session=(session,))


def page(start: str, end: str, tab: str, px: int) -> Stretch:
    surface = Surface("reddit", "feed", "reddit/feed")
    return Stretch(instant(start), instant(end), Page("run", 1, tab, surface), "browser", px=px)
