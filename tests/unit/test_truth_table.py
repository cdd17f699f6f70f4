"""METRICS 2.6, the truth table of edge cases: one test a row, by its number.

Rows on how an address is recognised (15, 22-29, 35-43) stand in test_truth_table_recognised.py.
"""

from dataclasses import replace

from support.desk import FEED, REEL, T0, TERMINAL, THREAD, UTC, Desk, known, seconds, surface

from unscroll.front import DESKTOP
from unscroll.kinds import Evidence, Kind
from unscroll.line import Facts
from unscroll.meaning import Label, Size
from unscroll.sighting import Composer, Entry, InputKind, SessionState
from unscroll.span import Span
from unscroll.timeline import timeline

MINUTE = 60
CALL = surface("call", "meet", "call")


def test_row_01_scrolling_in_front_of_a_call_is_scroll():
    desk = Desk().call(0, 600, others=1, camera=True).page(0, 600).hands_on(0, 600)
    assert desk.seconds() == {"scroll": 600, "split_attention": 600}
    assert desk.line().calls[0].end_ms - desk.line().calls[0].start_ms == 600_000  # its length is still printed


def test_row_02_a_feed_without_input_in_a_call_is_the_call():
    desk = Desk().call(0, 120, others=1, camera=True).page(0, 120).hands_on(0, 40)
    assert desk.seconds() == {"scroll": 50, "one_to_one": 70, "split_attention": 50}  # each wheel counts 10 s on


def test_row_03_a_call_needs_no_input():
    assert Desk().call(0, 1200, others=1, microphone=True).seconds() == {"one_to_one": 1200}


def test_row_04_a_call_window_after_hang_up_is_other():
    assert Desk().call(0, 300, others=None).page(0, 50, CALL).touch(0).seconds() == {"other": 50}


def test_row_05_alone_in_the_meeting_room():
    desk = Desk().call(0, 420, others=0, microphone=True).page(0, 420, CALL).hands_on(0, 420)
    assert desk.seconds() == {"other": 420}


def test_row_06_a_group_call_with_one_other():
    assert Desk().call(0, 60, others=1, microphone=True).seconds() == {"one_to_one": 60}


def test_row_07_people_come_and_go():
    desk = Desk().call(0, 60, others=1, microphone=True).call(60, 100, others=4, microphone=True)
    assert desk.call(100, 200, others=1, microphone=True).seconds() == {"one_to_one": 160, "group": 40}


def test_row_08_a_note_taking_bot_is_nobody():
    assert Desk().call(0, 60, others=1, microphone=True).seconds() == {"one_to_one": 60}  # others exclude bots


def test_row_09_a_webinar_is_listening():
    place = surface("webinar", "zoom")
    desk = Desk().call(0, 300, place, others=300, remote_audio=True).page(0, 300, place).hands_on(0, 300)
    assert desk.seconds() == {"other": 300}


def test_row_10_presenting_in_a_webinar_is_broadcast():
    assert Desk().call(0, 300, surface("webinar", "zoom"), others=300, microphone=True).seconds() == {"broadcast": 300}


def test_row_11_sharing_a_feed_is_scroll_while_scrolling():
    desk = Desk().call(0, 100, others=1, microphone=True).page(0, 100).hands_on(0, 30)
    assert desk.seconds() == {"scroll": 40, "one_to_one": 60, "split_attention": 40}


def test_row_12_music_while_away_is_not_attended():
    desk = Desk().page(0, 3600, surface("music", "youtube"), playing=True, audible=True).touch(0)
    assert desk.seconds() == {"other": 180}


def test_row_13_muted_reels_without_input():
    assert Desk().page(0, 240, REEL, playing=True).touch(0).seconds() == {"scroll": 180}


def test_row_14_a_full_screen_lecture():
    desk = Desk().page(0, 3000, surface("video", "youtube"), playing=True, audible=True, full_screen=True).touch(0)
    assert desk.seconds() == {"other": 1800}


def test_row_15_a_lecture_then_shorts():
    desk = Desk().page(0, 600, surface("video", "youtube")).page(600, 900, surface("shorts", "youtube"))
    assert desk.hands_on(0, 900).seconds() == {"other": 600, "scroll": 300}


def test_row_16_music_in_the_background():
    desk = Desk().window(0, 300).hands_on(0, 300)
    desk.page(0, 300, surface("music", "youtube"), front=False, playing=True, audible=True)
    assert desk.seconds() == {"other": 300, "listening": 300}


def test_row_17_one_reel_from_a_thread():
    desk = Desk().page(0, 100, THREAD).page(100, 145, REEL).page(145, 200, THREAD).hands_on(0, 200)
    assert desk.seconds() == {"private": 200}
    stays = Desk().page(0, 100, THREAD).page(100, 300, REEL).hands_on(0, 300)
    assert stays.seconds() == {"private": 160, "scroll": 140}


def test_row_18_the_second_reel_is_scroll():
    desk = Desk().page(0, 100, THREAD).page(100, 120, REEL, item=1).page(120, 150, REEL, item=2).hands_on(0, 150)
    assert desk.seconds() == {"private": 120, "scroll": 30}


def test_row_19_reading_a_thread_is_contact():
    desk = Desk().page(0, 600, known("dm_thread", Kind.ONE_TO_ONE)).hands_on(0, 600)
    assert desk.seconds() == {"one_to_one": 600}


def test_row_20_a_thread_on_the_second_monitor():
    desk = Desk().window(0, 300, TERMINAL).hands_on(0, 300)
    desk.page(0, 300, THREAD, front=False, visible=True)
    assert desk.seconds() == {"other": 300}


def test_row_21_choosing_in_the_list():
    assert Desk().page(0, 120, surface("dm_list")).hands_on(0, 120).seconds() == {"other": 120}


def test_row_28_an_unreadable_header_stays_unresolved():
    desk = Desk().page(0, 60, surface("chat_app", "whatsapp"), participants=None).hands_on(0, 60)
    desk.meaning = replace(
        desk.meaning, kinds=replace(desk.meaning.kinds, shipped={"whatsapp/chat_app/aaaaaa": Kind.PRIVATE})
    )
    assert desk.seconds() == {"private": 60}


def test_row_30_typing_a_comment_is_broadcast():
    desk = Desk().page(0, 100, surface("post")).hands_on(0, 100)
    desk.hands_on(20, 40, InputKind.KEY, Composer.PUBLIC)
    assert desk.seconds() == {"scroll": 70, "broadcast": 30}  # 10 s after the last key


def test_row_33_a_post_written_then_deleted_took_its_time():
    assert Desk().page(0, 900, surface("compose")).hands_on(0, 900).seconds() == {"broadcast": 900}


def test_row_34_posting_then_checking():
    desk = Desk().page(0, 60, surface("compose")).page(60, 660, surface("notifications")).hands_on(0, 660)
    assert desk.seconds() == {"broadcast": 60, "scroll": 600}


def test_row_44_a_private_window_without_permission():
    desk = Desk().window(0, 60, replace(TERMINAL, platform="browser", app="chromium"), pid=4242).hands_on(0, 60)
    desk.state(0, 60, SessionState.BROWSER, "chromium:1", pid=4242)
    (piece,) = desk.line().pieces
    assert (piece.verdict.kind, piece.surface.view) == (Kind.OTHER, "internal")


def test_row_45_two_browsers_are_a_union():
    desk = Desk().page(0, 60).hands_on(0, 60)
    desk.page(0, 60, front=False, visible=True, focused=True, browser="firefox:2")
    assert desk.seconds() == {"scroll": 60, "in_view": 60}


def test_row_46_the_phone_while_the_laptop_is_idle():
    desk = Desk().window(0, 900).touch(0).phone(200, 500)
    assert desk.seconds() == {"other": 60, "scroll": 300}


def test_row_47_the_phone_during_a_laptop_call():
    desk = Desk().call(0, 600, others=1, microphone=True).page(0, 600, CALL).hands_on(0, 600).phone(100, 160)
    assert desk.seconds() == {"one_to_one": 540, "scroll": 60, "split_attention": 60}


def test_row_48_asleep_with_a_feed_open():
    desk = Desk().page(0, 60).hands_on(0, 60).page(7260, 7320).hands_on(7260, 7320)
    assert desk.seconds() == {"scroll": 120}


def test_row_49_a_clock_set_back_changes_no_duration():
    first, again = Desk().page(0, 3600).hands_on(0, 3600).facts(), Desk().page(0, 1800).hands_on(0, 1800).facts(1)
    both = Facts(**{t: getattr(first, t) + getattr(again, t) for t in ("focus", "page", "input")})
    line = timeline(both, Desk().meaning, Span(T0, T0 + 86_400_000), UTC)
    assert seconds(line) == {"scroll": 5400}
    assert {p.clock_run for p in line.pieces} == {0, 1}  # the overlap is marked


def test_row_50_a_sitting_across_the_turn_is_split():
    desk = Desk().page(0, 600).hands_on(0, 600)
    assert desk.seconds(start=0, end=250) == {"scroll": 250}
    assert desk.seconds(start=250, end=600) == {"scroll": 350}


def test_row_56_untrusted_events_are_no_input():
    assert Desk().page(0, 600).seconds() == {}  # the extension counts trusted events only


def test_row_57_keyboard_only():
    assert Desk().page(0, 100).hands_on(0, 100, InputKind.KEY).seconds() == {"scroll": 100}


def test_row_58_reading_one_long_post():
    assert Desk().page(0, 500, surface("post"), px=90_000).hands_on(0, 500).seconds() == {"scroll": 500}


def test_row_59_a_logged_coffee_with_the_phone_on_the_table():
    desk = Desk().met(0, 60 * MINUTE).phone(20 * MINUTE, 25 * MINUTE)
    assert desk.seconds() == {"one_to_one": 55 * MINUTE, "scroll": 5 * MINUTE}
    assert {p.evidence for p in desk.line().pieces if p.verdict.kind is Kind.ONE_TO_ONE} == {Evidence.LOGGED}


def test_row_60_a_later_label_re_reads_the_past():
    desk = Desk().page(0, 60, THREAD).hands_on(0, 60)
    assert desk.seconds() == {"private": 60}
    desk.labels[THREAD.thread] = Label(Size.ONE, 5)
    assert desk.seconds() == {"one_to_one": 60}
    assert desk.line().pieces[0].person_id == 5


def test_row_62_nothing_recorded_is_nothing():
    assert Desk().line().pieces == ()


def test_feed_row_of_2_2_silent_tail():
    assert Desk().page(0, 600, FEED).touch(0).seconds() == {"scroll": 60}


def test_a_sighting_without_length_leaves_nothing_in_front():
    desk = Desk().page(0, 0).window(0, 60).hands_on(0, 60)
    assert desk.seconds() == {"other": 60}
    assert Desk().page(0, 0).hands_on(0, 60).seconds() == {}


def test_row_13_a_post_left_open_is_not_attended_whatever_plays_on_it():
    for full_screen in (False, True):
        desk = Desk().page(0, 1500, surface("post"), playing=True, audible=True, full_screen=full_screen).touch(0)
        assert desk.seconds() == {"scroll": 60}


def test_row_17_a_reel_typed_in_another_tab_was_not_opened_from_the_thread():
    desk = Desk().page(0, 60, THREAD, tab="1").page(60, 180, REEL, tab="9", entry=Entry.TYPED).hands_on(0, 180)
    assert desk.seconds() == {"private": 60, "scroll": 120}
    linked = Desk().page(0, 60, THREAD, tab="1").page(60, 180, REEL, tab="9", entry=Entry.LINK).hands_on(0, 180)
    assert linked.seconds() == {"private": 120, "scroll": 60}


def test_row_17_a_thread_left_a_minute_ago_led_nowhere():
    desk = Desk().page(0, 60, THREAD).hands_on(0, 60).page(120, 200, REEL).hands_on(120, 200)
    assert desk.seconds() == {"private": 60, "scroll": 80}


def test_row_47_the_hands_are_on_the_phone_itself():
    desk = Desk().call(0, 600, others=1, microphone=True).phone(100, 160)
    assert desk.seconds() == {"one_to_one": 540, "scroll": 60, "split_attention": 60}


def test_where_no_window_has_the_focus_a_page_is_not_believed():
    desk = Desk().window(0, 100, DESKTOP).page(0, 100, front=False, visible=True, focused=True).hands_on(0, 100)
    assert desk.seconds() == {}
