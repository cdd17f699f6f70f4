"""Frames of the extension become sightings: strictly checked, each once, in time that can be."""

import hashlib
from collections.abc import Mapping
from typing import Any

import pytest

from unscroll.acts import Act, ActKind
from unscroll.collectors.browser import BrowserCollector, BrowserMeans
from unscroll.front import UNSEEN
from unscroll.kinds import Kind
from unscroll.recognise import PagePlace
from unscroll.sighting import Composer, Input, InputKind, InputSource, Page, Session, SessionState, Sighting
from unscroll.span import Span
from unscroll.surface import Surface, ThreadKey

NOW = 1_800_000_000_000
RUN = "00ff00ff00ff00ff"
KINDS = {"feed": Kind.SCROLL, "dm_thread": Kind.PRIVATE, "compose": Kind.BROADCAST, "page": Kind.OTHER}


def recognise(place: PagePlace) -> Surface | None:
    if place.host == "never.example":
        return None
    view = {"/": "feed", "/compose": "compose"}.get(place.path, "dm_thread")
    thread = ThreadKey(hashlib.sha256(place.path.encode()).digest()[:16]) if view == "dm_thread" else None
    return Surface("instagram", view, f"instagram/{view}/abcdef", thread=thread)


class Desk:
    """A collector with one greeted link, and a clock that is moved by hand."""

    def __init__(self, acks: Mapping[str, int] | None = None, version: str = "0.1.0") -> None:
        self.now_ms = self.wall_ms = NOW
        means = BrowserMeans(
            now_ms=lambda: self.now_ms,
            wall_ms=lambda: self.wall_ms,
            recognise_page=recognise,
            version="0.1.0",
            acks=acks or {},
        )
        self.collector = BrowserCollector(means)
        self.link = self.collector.link(4242)
        self.greeting = self.link.receive({"hello": {"v": 1, "version": version, "browser": "b" * 16, "lost": 0}})

    def tell(self, **changes: Any) -> Any:
        return self.link.receive({"delta": delta(**changes)})


def delta(**changes: Any) -> dict[str, Any]:
    state = {
        "visible": True,
        "focused": True,
        "audible": False,
        "playing": False,
        "full_screen": False,
        "item": 1,
        "deep": False,
        "entry": "typed",
        "participants": None,
    }
    body = {
        "v": 1,
        "run": RUN,
        "seq": 1,
        "tab": "7",
        "start": NOW - 10_000,
        "end": NOW,
        "place": {"scheme": "https", "host": "www.instagram.com", "path": "/"},
        "state": {**state, **changes.pop("state", {})},
        "px": 0,
        "input": [],
        "acts": [],
    }
    return {**body, **changes}


def pages(seen: tuple[Any, ...]) -> list[Sighting]:
    return [s for s in seen if isinstance(s, Sighting) and isinstance(s.fact, Page)]


def test_a_delta_is_a_page_with_its_input() -> None:
    desk = Desk()
    wheel = ["wheel", "", NOW - 9_000, NOW - 1_000, 12]
    receipt = desk.tell(px=900, input=[wheel, ["key", "public", NOW - 500, NOW - 500, 1]])
    surface = Surface("instagram", "feed", "instagram/feed/abcdef")
    assert (receipt.run, receipt.seq, receipt.problems) == (RUN, 1, ())
    page, *inputs = receipt.seen
    assert page.span == Span(NOW - 10_000, NOW)
    assert (page.fact.surface, page.fact.pid, page.fact.browser, page.fact.tab) == (surface, 4242, "b" * 16, "7")
    assert (page.px, page.source) == (900, "browser")
    assert [(i.fact, i.span, i.count) for i in inputs] == [
        (Input(InputKind.WHEEL, InputSource.PAGE), Span(NOW - 9_000, NOW - 1_000), 12),
        (Input(InputKind.KEY, InputSource.PAGE, Composer.PUBLIC), Span(NOW - 500, NOW - 500), 1),
    ]


def test_a_page_that_nobody_may_look_into_is_not_seen_whatever_its_place() -> None:
    for place in ({}, {"scheme": "https", "host": "www.instagram.com", "path": "/"}):
        body = delta(place=place)
        body["state"]["unseen"] = True
        (page,) = pages(Desk().link.receive({"delta": body}).seen)
        assert page.fact.surface == UNSEEN


def test_a_frame_counts_once_over_any_link() -> None:
    desk = Desk()
    assert desk.tell().seen
    assert desk.tell().seen == ()
    desk.link = desk.collector.link(4242)
    desk.link.receive({"hello": {"v": 1, "version": "0.1.0", "browser": "b" * 16}})
    again = desk.tell()
    assert (again.run, again.seq, again.seen) == (RUN, 1, ())


def test_what_the_ledger_has_committed_is_not_seen_again() -> None:
    desk = Desk(acks={RUN: 5})
    assert desk.tell(seq=5).seen == ()
    assert desk.tell(seq=6).seen


def test_pieces_of_one_page_never_overlap() -> None:
    desk = Desk()
    desk.tell(seq=1, end=NOW - 4_000)
    (page,) = pages(desk.tell(seq=2, start=NOW - 6_000).seen)
    assert page.span == Span(NOW - 4_000, NOW)


def test_pieces_of_one_page_meet_where_only_the_rounding_of_clocks_parts_them() -> None:
    desk = Desk()
    desk.tell(seq=1, end=NOW - 4_000)
    (page,) = pages(desk.tell(seq=2, start=NOW - 3_999, end=NOW - 2_000).seen)
    assert page.span == Span(NOW - 4_000, NOW - 2_000)
    (page,) = pages(desk.tell(seq=3, start=NOW - 1_900).seen)
    assert page.span == Span(NOW - 1_900, NOW), "a hole that somebody could have been away in stays one"


@pytest.mark.parametrize(
    ("start", "end", "span", "words"),
    [
        (NOW + 60_000, NOW + 70_000, None, "future"),
        (NOW - 5_000, NOW + 60_000, Span(NOW - 5_000, NOW), "future"),
        (NOW - 90_000_000, NOW - 89_000_000, None, "day old"),
        (NOW - 3_600_000, NOW, Span(NOW - 300_000, NOW), "five minutes"),
        (0, 1_000, None, "day old"),
    ],
)
def test_time_that_cannot_be_is_cut_or_refused(start: int, end: int, span: Span | None, words: str) -> None:
    receipt = Desk().tell(start=start, end=end)
    assert [page.span for page in pages(receipt.seen)] == ([span] if span else [])
    assert words in receipt.problems[0].what
    assert (receipt.run, receipt.seq) == (RUN, 1), "it would come again for ever"


def test_a_page_stamps_by_the_wall_and_the_ledger_by_its_own_pace() -> None:
    desk = Desk()
    desk.wall_ms = NOW + 3_600_000
    (page,) = pages(desk.tell(start=NOW + 3_590_000, end=NOW + 3_600_000).seen)
    assert page.span == Span(NOW - 10_000, NOW)


@pytest.mark.parametrize(("path", "composer"), [("/", "public"), ("/", "dm"), ("/compose", "public")])
def test_what_was_sent_is_told_with_its_composer_only(path: str, composer: str) -> None:
    place = {"scheme": "https", "host": "www.instagram.com", "path": path}
    receipt = Desk().tell(place=place, acts=[["sent", composer, NOW - 100], ["click", "", NOW - 50]])
    acts = [seen for seen in receipt.seen if isinstance(seen, Act)]
    told = [(act.what, act.at_ms, act.value) for act in acts]
    assert told == [(ActKind.SENT, NOW - 100, composer), (ActKind.CLICK, NOW - 50, "")]


def test_writing_on_a_page_outside_the_rules_is_no_act() -> None:
    receipt = Desk().tell(place={}, acts=[["sent", "public", NOW - 100]])
    assert [type(seen) for seen in receipt.seen] == [Sighting]
    assert receipt.seen[0].fact.surface == Surface("website", "page", "none")


def test_a_page_on_the_never_list_is_acknowledged_and_nothing_else() -> None:
    place = {"scheme": "https", "host": "never.example", "path": "/"}
    receipt = Desk().tell(place=place)
    assert (receipt.seq, receipt.seen) == (1, ())


@pytest.mark.parametrize(
    "changes",
    [
        {"seq": True},
        {"seq": "1"},
        {"start": 1.5},
        {"start": NOW, "end": NOW - 1},
        {"tab": "seven"},
        {"place": {"host": "x" * 254}},
        {"place": {"text": "hello"}},
        {"place": {"path": "/"}},
        {"place": {"scheme": "https", "host": "x.com", "query": "no-mark"}},
        {"place": {"path": "/" + "x" * 2048}},
        {"state": {"visible": 1}},
        {"state": {"entry": "psychic"}},
        {"state": {"item": 0}},
        {"px": -1},
        {"input": [["wheel", "", NOW, NOW]]},
        {"input": [["mind", "", NOW, NOW, 1]]},
        {"input": [["wheel", "", NOW, NOW, 1]] * 601},
        {"acts": [["said", "", NOW]]},
        {"v": 2},
    ],
)
def test_a_malformed_frame_is_one_problem(changes: dict[str, Any]) -> None:
    receipt = Desk().tell(**changes)
    assert receipt.seen == ()
    assert len(receipt.problems) == 1


@pytest.mark.parametrize("frame", [None, [], {}, {"delta": 1}, {"a": {}, "b": {}}, {"delta": {}}, "x" * 100])
def test_what_is_no_frame_is_one_problem(frame: Any) -> None:
    receipt = Desk().link.receive(frame)
    assert (receipt.run, receipt.seen, len(receipt.problems)) == ("", (), 1)


def test_a_problem_repeats_nothing_of_the_frame() -> None:
    receipt = Desk().tell(tab="a secret")
    assert "secret" not in receipt.problems[0].what


def test_a_page_that_floods_is_cut_off_and_said() -> None:
    desk = Desk()
    told = [desk.tell(seq=i, start=NOW - 1_000 + i, end=NOW - 999 + i) for i in range(1, 400)]
    assert sum(bool(receipt.seen) for receipt in told) <= 240
    assert "too often" in told[-1].problems[0].what
    assert all(receipt.seq for receipt in told)


def test_more_events_than_a_hand_makes_are_clipped() -> None:
    receipt = Desk().tell(input=[["wheel", "", NOW - 2_000, NOW - 1_000, 900_000]])
    assert receipt.seen[1].count == 600


def test_an_older_extension_says_so() -> None:
    desk = Desk(version="0.0.9")
    assert "0.0.9" in desk.collector.why
    assert "0.1.0" in desk.collector.why
    assert Desk().collector.why == ""


def test_frames_that_were_lost_in_the_extension_are_told() -> None:
    receipt = Desk().link.receive({"hello": {"v": 1, "version": "0.1.0", "browser": "b" * 16, "lost": 3}})
    assert "3 pieces" in receipt.problems[0].what


def test_a_profile_that_is_no_text_is_one_problem() -> None:
    hello = {"v": 1, "version": "0.1.0", "browser": "b" * 16, "profile": "Zo\ud800"}
    receipt = Desk().link.receive({"hello": hello})
    assert (receipt.hello, len(receipt.problems)) == (False, 1)


def test_a_connected_browser_is_present_only_from_its_hello() -> None:
    desk = Desk()
    silent = desk.collector.link(1)
    desk.now_ms += 4_000
    assert silent.prove() == ()
    (proof,) = desk.link.prove()
    assert proof.fact == Session(SessionState.BROWSER, "b" * 16, 4242)
    assert proof.span == Span(NOW, NOW + 4_000)
    desk.now_ms += 1_000
    (last,) = desk.link.close()
    assert last.span == Span(NOW + 4_000, NOW + 5_000)


def test_the_popup_asks_for_a_thread_and_labels_it() -> None:
    desk = Desk()
    place = {"scheme": "https", "host": "www.instagram.com", "path": "/direct/t/1"}
    asked = desk.link.receive({"ask": {"tab": "7", "place": place, "id": 3}}).asked
    assert asked
    assert asked.ask.id == 3
    assert asked.thread
    key = asked.thread.digest.hex()
    label = desk.link.receive({"label": {"tab": "7", "size": "one", "person": " Zoë ", "thread": key}}).told
    assert label
    assert (label.thread, label.size, label.person) == (key, "one", "Zoë")


def test_what_a_tab_showed_says_nothing_of_what_it_shows_now() -> None:
    desk = Desk()
    desk.tell(place={"scheme": "https", "host": "www.instagram.com", "path": "/direct/t/1"})
    for now in ({}, {"place": {}}, {"place": {"scheme": "https", "host": "never.example", "path": "/direct/t/1"}}):
        assert desk.link.receive({"ask": {"tab": "7", **now}}).asked.thread is None


@pytest.mark.parametrize(
    "odd", [{"thread": "x-3f2a"}, {"thread": "A" * 32}, {"thread": 1}, {"id": -1}, {"id": "1"}, {"person": "\ud800"}]
)
def test_a_label_of_an_odd_shape_is_one_problem(odd: dict[str, Any]) -> None:
    refused = Desk().link.receive({"label": {"tab": "7", "size": "one", "person": "Zoë", **odd}})
    assert refused.told is None
    assert len(refused.problems) == 1
