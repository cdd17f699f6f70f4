"""The user's own rules: where each kind is asked, what is refused, and what is never watched."""

import pytest

from unscroll.errors import Exit, UnscrollError
from unscroll.kinds import Kind, UserRule
from unscroll.never import Never, never_matches
from unscroll.recognise import PagePlace, recognise_page, recognise_window
from unscroll.rulebook import load_rules
from unscroll.rules import DoorRule
from unscroll.surface import Surface, ThreadKey
from unscroll.userrules import read_rules


def no_thread(platform, partner):
    return ThreadKey(bytes(16))


def seen(rules, host, path="/", title=""):
    return recognise_page(rules, PagePlace("https", host, path, title=title), no_thread)


def test_rules_are_sorted_by_what_they_need():
    given = read_rules(
        [
            {"name": "forum", "kind": "scroll", "host": "forum.example"},
            {"name": "lectures", "kind": "other", "platform": "youtube", "view": "video"},
        ]
    )
    assert given == (
        DoorRule("forum", Kind.SCROLL, host="forum.example"),
        UserRule("lectures", Kind.OTHER, platform="youtube", view="video"),
    )


def test_a_door_rule_comes_before_the_shipped_ones_and_its_name_is_the_fact():
    rules = load_rules(
        read_rules([{"name": "my club", "kind": "group", "host": "facebook.com", "path": "^/groups/club$"}])
    )
    surface = seen(rules, "www.facebook.com", "/groups//club/")
    assert (surface.platform, surface.view, surface.rule) == ("facebook", "community", "my club")
    assert rules.kind_book().verdict(surface).kind is Kind.GROUP
    assert seen(rules, "www.facebook.com", "/groups/other").rule != "my club"
    assert seen(rules, "facebook.com.evil.example", "/groups/club").rule == "none"


def test_a_rule_on_an_unknown_host_names_it_without_storing_it():
    rules = load_rules(read_rules([{"name": "forum", "kind": "scroll", "host": "Forum.Example"}]))
    assert seen(rules, "www.forum.example", "/x") == Surface("website", "page", "forum")
    assert seen(rules, "myforum.example").rule == "none"


def test_a_rule_on_titles_fits_windows_and_pages_alike():
    table = {"name": "choir", "kind": "group", "title": "choir", "platform": "telegram"}
    rules = load_rules(read_rules([table]))
    window = recognise_window(rules, "TelegramDesktop", "(2) Choir – (4)", no_thread)
    assert (window.rule, window.platform) == ("choir", "telegram")
    assert window.thread is not None
    assert recognise_window(rules, "Signal", "Choir", no_thread).rule != "choir"


def test_a_rule_on_an_app_and_a_title_fits_no_page():
    rules = load_rules(read_rules([{"name": "chat in a terminal", "kind": "group", "app": "xterm", "title": "^irssi"}]))
    assert recognise_window(rules, "XTerm", "irssi: #bees", no_thread).rule == "chat in a terminal"
    assert recognise_window(rules, "XTerm", "vim", no_thread).rule == "none"
    assert seen(rules, "x.com", title="irssi").rule != "chat in a terminal"


def test_a_meaning_is_asked_before_the_fact():
    rules = load_rules(read_rules([{"name": "lectures are scroll", "kind": "scroll", "platform": "youtube"}]))
    verdict = rules.kind_book().verdict(seen(rules, "music.youtube.com"))
    assert (verdict.kind, verdict.rule) == (Kind.SCROLL, "lectures are scroll")


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ({"name": "a", "kind": "scrol", "host": "a.b"}, "unknown kind"),
        ({"name": "a", "kind": "scroll", "hots": "a.b"}, "Did you mean host?"),
        ({"name": "a", "kind": "scroll"}, "fits everything"),
        ({"name": "a", "kind": "scroll", "host": ""}, "fits everything"),
        ({"name": "a", "kind": "scroll", "title": "("}, "no pattern"),
        ({"name": "a", "kind": "scroll", "host": 3}, "not a text"),
        ({"name": "a", "kind": "scroll", "host": "a.b", "app": "c"}, "no address"),
        ({"kind": "scroll", "host": "a.b"}, "name of its own"),
        ({"name": "x/feed/e71ba7", "kind": "other", "host": "a.b"}, "name of its own"),
        ({"name": "none", "kind": "scroll", "host": "a.b"}, "name of its own"),
        ({"name": "a\nb", "kind": "scroll", "host": "a.b"}, "name of its own"),
    ],
)
def test_what_is_refused(table, said):
    with pytest.raises(UnscrollError, match=r"^rule ") as refused:
        read_rules([table])
    assert said in str(refused.value)
    assert refused.value.code is Exit.CONFIG


def test_two_rules_of_one_name_are_refused():
    table = {"name": "a", "kind": "scroll", "host": "a.b"}
    with pytest.raises(UnscrollError, match="another rule"):
        read_rules([table, table])


@pytest.mark.parametrize(
    "name",
    [
        "chase.com",
        "secure.chase.com",
        "www.Chase.com.",
        "anything.bank",
        "onlinebanking.some-bank.example",
        "mychart.clinic.org",
    ],
)
def test_banks_and_clinics_are_never_watched(name):
    assert never_matches(Never.of(load_rules().never), name)


@pytest.mark.parametrize(
    "name",
    ["notchase.com", "chase.com.evil.example", "bankfeed.example", "facebook.com", "mychart", "", "firefox", "x.com"],
)
def test_nothing_else_is_kept_out(name):
    assert not never_matches(Never.of(load_rules().never), name)


def test_the_users_entries_join_the_shipped_ones():
    never = Never.of(load_rules().never, ["Diary.Example.", "org.keepassxc.KeePassXC", "intranet.*", " "])
    for name in ("www.diary.example", "org.keepassxc.KeePassXC", "intranet.acme.example", "chase.com"):
        assert never_matches(never, name)


def test_no_shipped_entry_keeps_a_platform_out():
    never = Never.of(load_rules().never)
    assert [host for host in load_rules().hosts if never_matches(never, host)] == []
