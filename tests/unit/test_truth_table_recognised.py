"""METRICS 2.6: the rows of the truth table that hang on how an address or a window is recognised, by their number."""

from dataclasses import replace

import pytest
from support.desk import Desk

from unscroll.kinds import Kind, UserRule
from unscroll.meaning import Label, Meaning, Size
from unscroll.recognise import PagePlace, recognise_page, recognise_window
from unscroll.rulebook import load_rules
from unscroll.surface import ThreadKey

RULES = load_rules()


def key(platform, partner):
    return ThreadKey(f"{platform}:{partner}".encode().ljust(16, b".")[:16])


def page(address, title=""):
    host, _, rest = address.partition("/")
    path, mark, query = rest.partition("?")
    return recognise_page(RULES, PagePlace("https", host, f"/{path}", f"{mark}{query}", title=title), key)


def window(app, title):
    return recognise_window(RULES, app, title, key)


def kinds(place, **flags):
    desk = Desk()
    desk.meaning = Meaning(RULES.kind_book())
    return desk.page(0, 60, place, **flags).hands_on(0, 60).seconds()


def native(place):
    desk = Desk()
    desk.meaning = Meaning(RULES.kind_book())
    return desk.window(0, 60, place).hands_on(0, 60).seconds()


@pytest.mark.parametrize(
    ("row", "address", "kind"),
    [
        (15, "www.youtube.com/watch?v=abc", "other"),
        (15, "www.youtube.com/shorts/abc", "scroll"),
        (16, "music.youtube.com/watch?v=abc", "other"),
        (19, "app.slack.com/client/T0ABCDEF1/D012345678", "one_to_one"),
        (21, "www.instagram.com/direct/inbox/", "other"),
        (25, "www.linkedin.com/messaging/thread/2-abc==/", "private"),
        (26, "app.slack.com/client/T0ABCDEF1/G012345678", "group"),
        (38, "www.linkedin.com/learning/x", "other"),
        (38, "www.linkedin.com/jobs/view/1", "other"),
        (39, "adsmanager.facebook.com/adsmanager/manage", "other"),
        (40, "www.facebook.com/login/?next=https%3A%2F%2Fwww.facebook.com%2Fmessages%2Ft%2F1", "other"),
        (41, "l.facebook.com/l.php?u=https%3A%2F%2Fexample.org", "other"),
        (41, "t.co/abc", "other"),
        (42, "www.heise.de/news/article.html", "other"),
        (43, "facebook.com.evil.example/", "other"),
    ],
)
def test_rows_by_address(row, address, kind):
    assert kinds(page(address)) == {kind: 60}, f"row {row}"


def test_row_43_a_look_alike_is_none():
    assert page("facebook.com.evil.example/").rule == "none"


def test_row_22_a_thread_with_nobody_else():
    assert kinds(page("www.instagram.com/direct/t/1/"), participants=0) == {"other": 60}


def test_row_23_a_labelled_bot_is_nobody():
    thread = page("www.instagram.com/direct/t/77/")
    desk = Desk().page(0, 60, thread).hands_on(0, 60)
    desk.meaning = Meaning(RULES.kind_book())
    desk.labels[thread.thread] = Label(Size.NOBODY)
    assert desk.seconds() == {"other": 60}


def test_row_24_a_shop_is_one_human_at_most():
    assert kinds(page("m.me/someshop")) == {"one_to_one": 60}


def test_row_26_a_multi_person_thread_by_its_participants():
    assert kinds(page("www.instagram.com/direct/t/1/"), participants=3) == {"group": 60}


def test_row_27_discord_by_title():
    assert native(window("discord", "@ana - Discord")) == {"one_to_one": 60}
    assert native(window("discord", "Discord | holiday plans")) == {"group": 60}


def test_row_28_whatsapp_without_a_readable_header():
    assert kinds(page("web.whatsapp.com/", "WhatsApp")) == {"private": 60}


def test_row_29_a_channel_is_a_feed():
    assert kinds(page("t.me/s/somechannel")) == {"scroll": 60}


def test_row_35_the_mail_list_is_other():
    assert kinds(page("mail.google.com/mail/u/0/#inbox".replace("#inbox", ""))) == {"other": 60}


@pytest.mark.parametrize(("others", "kind"), [(0, "other"), (1, "one_to_one"), (3, "group")])
def test_rows_35_to_37_mail_by_its_people(others, kind):
    """The collector gives the number of human correspondents; 0 for list mail (METRICS 2.4)."""
    place = recognise_page(
        RULES, PagePlace("https", "mail.google.com", "/mail/u/0/", "", "#inbox/FMfcgzGtxKQrSbVnLmPdWwZzXxYyAaBb"), key
    )
    assert kinds(place, participants=others) == {kind: 60}


def test_row_44_a_private_window_has_no_surface():
    place = window("Chromium", "Private")
    assert (place.platform, place.app) == ("browser", "chromium")


def test_user_rules_re_read_the_past():
    place = page("news.ycombinator.com/news")
    book = RULES.kind_book()
    desk = Desk().page(0, 60, place).hands_on(0, 60)
    desk.meaning = Meaning(book)
    before = desk.seconds()
    mine = UserRule("my news is work", Kind.OTHER, platform=place.platform)
    desk.meaning = replace(desk.meaning, kinds=replace(book, user=(mine,)))
    assert (before, desk.seconds()) == ({"scroll": 60}, {"other": 60})
    assert desk.line().pieces[0].verdict.rule == "my news is work"
