"""Mail: which messages are between two people, and what hostile ones do."""

import random

import pytest
from support.home import MINUTE, NINE
from support.mailboxes import LIST, ME, NEWSLETTER, ZOE, letter, maildir, mbox, thunderbird, two_each_way

from unscroll.errors import Problem
from unscroll.importers import mail
from unscroll.importers.contract import Ask, Passed
from unscroll.importers.mail_owner import proposed
from unscroll.people.handles import email
from unscroll.people.told_touchpoint import ToldTouchpoint
from unscroll.people.touchpoint import Direction

ASK = Ask(own=frozenset({email("ana@example.org"), email("ana@work.example")}))
HOUR = 60 * MINUTE
OUT, IN = Direction.OUT, Direction.IN


def touches(path, ask=ASK):
    return [r for r in mail.read(path, ask) if isinstance(r, ToldTouchpoint)]


def ways(path):
    return [(t.handle.value, str(t.direction), (t.start_ms - NINE) // MINUTE) for t in touches(path)]


def one(tmp_path, *args, **more):
    """What a single message becomes: a touchpoint, a problem's words, or why it was passed over."""
    (tmp_path / "box").unlink(missing_ok=True)
    (record,) = mail.read(mbox(tmp_path / "box", letter(*args, **more)), ASK)
    return record if isinstance(record, ToldTouchpoint) else record.why if isinstance(record, Passed) else record.what


def test_two_mails_each_way_a_newsletter_a_list(tmp_path) -> None:
    profile = thunderbird(tmp_path, *two_each_way())
    read = list(mail.read(profile, ASK))
    zoe = [t for t in read if isinstance(t, ToldTouchpoint) and t.handle == email("zoe@example.org")]
    assert [(str(t.direction), t.start_ms - NINE, t.name, t.makes) for t in zoe] == [
        ("in", 0, "Zoë Müller", True),
        ("out", HOUR, "Zoë Müller", True),
        ("in", 5 * HOUR, "Zoë Müller", True),
        ("out", 24 * HOUR, "Zoë Müller", True),
    ]
    stranger = [t for t in read if isinstance(t, ToldTouchpoint) and t not in zoe]
    assert [(t.handle.value, t.makes) for t in stranger] == [("who@example.net", False)]
    assert [r for r in read if isinstance(r, Passed)] == [Passed(mail.LISTS, 2), Passed(mail.SEVERAL, 1)]
    assert "hushhush" not in repr(read)
    assert "dinner" not in repr(read)


def test_the_order_of_messages_and_folders_makes_no_difference(tmp_path) -> None:
    got, sent = two_each_way()
    whole = [*got, *sent]
    known = touches(mbox(tmp_path / "known", *whole))
    chance = random.Random(4711)
    for n in range(8):
        chance.shuffle(whole)
        assert touches(mbox(tmp_path / f"box{n}", *whole, *whole[:3])) == known
    assert touches(maildir(tmp_path / "maildir", *whole)) == known


def test_a_message_in_two_folders_is_one(tmp_path) -> None:
    both = letter(ZOE, ME, key="same")
    folder = tmp_path / "Mail"
    mbox(folder / "Inbox", both)
    mbox(folder / "All", both)
    read = list(mail.read(folder, ASK))
    assert [type(r) for r in read] == [Passed, ToldTouchpoint]
    assert read[0] == Passed(mail.AGAIN, 1)


def test_of_two_messages_with_one_id_the_order_chooses_none(tmp_path) -> None:
    two = [letter(ZOE, ME, key="k"), letter(ME, "bo@example.net", key="k")]
    first = touches(mbox(tmp_path / "a", *two))
    assert len(first) == 1
    assert touches(mbox(tmp_path / "b", *reversed(two))) == first


@pytest.mark.parametrize(
    "more",
    [
        LIST,
        NEWSLETTER,
        {"Auto-Submitted": "auto-replied; x=y"},
        {"Precedence": "bulk"},
        {"Feedback-ID": "1:2"},
        {"Return-Path": "<>"},
        {"Content-Type": "multipart/report; report-type=delivery-status"},
    ],
)
def test_lists_and_machines_are_nobody(tmp_path, more) -> None:
    assert one(tmp_path, ZOE, ME, **more) == mail.LISTS


@pytest.mark.parametrize("sender", ["no-reply@shop.example", "Shop <info@shop.example>", "reply+abc@mail.example"])
def test_roles_are_nobody(tmp_path, sender) -> None:
    assert one(tmp_path, sender, ME) == mail.LISTS


def test_auto_submitted_no_is_by_hand(tmp_path) -> None:
    assert isinstance(one(tmp_path, ZOE, ME, **{"Auto-Submitted": "no"}), ToldTouchpoint)


@pytest.mark.parametrize(
    ("sender", "to", "more"),
    [
        (ZOE, f"{ME}, bo@example.net", {}),
        (ZOE, ME, {"Cc": "bo@example.net"}),
        (ME, ZOE, {"Bcc": "bo@example.net"}),
        (ME, "undisclosed-recipients:;", {}),
        (ME, "friends: zoe@example.org, bo@example.net;", {}),
        (ZOE, "undisclosed-recipients:;", {}),
        (ZOE, "someone.else@example.net", {}),
        (ME, ME, {}),
        (ZOE, ZOE, {}),
        (ME, "nobody at all", {}),
        ("", ME, {}),
        ("zo\u200be@example.org", ME, {}),
        (ME, f"{ZOE}, b\u200bo@example.net", {}),
        (ME, f"{ZOE}, x@nowhere", {}),
        (None, ME, {}),
        (ZOE, None, {}),
        (ME, ", ".join(f"p{n}@example.net" for n in range(3_000)), {}),
    ],
)
def test_several_or_nobody_is_no_contact_of_two(tmp_path, sender, to, more) -> None:
    assert one(tmp_path, sender, to, **more) == mail.SEVERAL


def test_a_copy_to_oneself_and_a_group_of_one_are_of_two(tmp_path) -> None:
    assert one(tmp_path, ME, ZOE, Cc="Ana <ANA@work.example>").direction is OUT
    assert one(tmp_path, "ana@work.example", "friends: Zoë <zoe@example.org>;").direction is OUT
    assert one(tmp_path, ZOE, ME).direction is IN


def test_what_was_deleted_or_never_sent_is_left_out(tmp_path) -> None:
    for more in ({"X-Mozilla-Status": "0009"}, {"X-Gmail-Labels": "Important,Spam"}, {"X-Mozilla-Draft-Info": "x"}):
        assert one(tmp_path, ZOE, ME, **more) == mail.DELETED
    assert isinstance(one(tmp_path, ZOE, ME, **{"X-Mozilla-Status": "junk"}), ToldTouchpoint)
    folder = tmp_path / "Mail"
    mbox(folder / "Drafts", letter(ME, ZOE))
    mbox(folder / "Junk", letter(ZOE, ME))
    mbox(folder / "Inbox", letter(ZOE, ME, key="kept"))
    assert len(touches(folder)) == 1


SENT = "Fri, 20 Nov 2026 09:00:00"
CAME = "from mx.example by imap.example; Fri, 20 Nov 2026 09:30:00 +0000"


@pytest.mark.parametrize(
    ("date", "came", "minutes"),
    [
        (f"{SENT} +0200", None, -120),
        (f"{SENT} CEST", None, -120),
        (f"{SENT} -0000", None, 0),
        (f"{SENT} (local)", None, None),
        (SENT, None, None),
        (SENT, CAME, 30),
        (None, CAME, 30),
        (None, None, None),
        ("Thu, 01 Jan 1970 00:00:00 +0000", CAME, 30),
        ("Thu, 01 Jan 1970 00:00:00 +0000", None, None),
        ("Fri, 20 Nov 2099 09:00:00 +0000", CAME, 30),
        ("Sun, 99 Foo 2026 99:99:99 +9999", CAME, 30),
        ("=?utf-8?q?Fri=2C?=", None, None),
        (f"{SENT} +0000", CAME, 0),
    ],
)
def test_times(tmp_path, date, came, minutes) -> None:
    told = one(tmp_path, ZOE, ME, Date=date, Received=came)
    assert told == mail.NO_TIME if minutes is None else told.start_ms == NINE + minutes * MINUTE


@pytest.mark.parametrize(
    ("sender", "name"),
    [
        ("=?utf-8?q?Zo=C3=AB_M=C3=BCller?= <zoe@example.org>", "Zoë Müller"),
        ("=?utf-8?b?Wm/Dqyw=?= =?iso-8859-1?q?_M=FC?= <zoe@example.org>", "Zoë, Mü"),
        ("=?nonsense?q?Zo=EB?= <zoe@example.org>", "Zoë"),
        ("=?utf-8?b?!!!?= <zoe@example.org>", None),
        ('"zoe@example.org" <zoe@example.org>', ""),
        ("zoe@example.org (Zoë)", "Zoë"),
        ("'Zoë' <ZOE@Example.ORG>", "Zoë"),
        ('"Zoë \u202e\x07evil" <zoe@example.org>', None),
    ],
)
def test_names_however_they_are_written(tmp_path, sender, name) -> None:
    told = one(tmp_path, sender, ME)
    assert told.handle.value == "zoe@example.org"
    assert told.name == name or name is None
    assert told.name.isprintable()


def test_a_latin_header_without_encoding_is_read(tmp_path) -> None:
    raw = letter("Zoe <zoe@example.org>", ME).replace(b"Zoe <", b"Zo\xeb <")
    (told,) = touches(mbox(tmp_path / "box", raw))
    assert told.name == "Zoë"


def blast(sizes, subject="Invitation, {}!", step=MINUTE, reply=None):
    names = ["Zoë", "Bo", "Cy", "Di"]
    return [
        letter(ME, f"{n} <{n.lower().replace('ë', 'e')}@example.net>", NINE + i * step, "x" * size,
               Subject=subject.format(n), **({"In-Reply-To": "<q@x>"} if reply else {}))
        for i, (n, size) in enumerate(zip(names, sizes, strict=False))
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("letters", "genuine"),
    [
        (blast([500, 500, 510]), [False] * 3),
        (blast([500, 500]), [True] * 2),
        (blast([500, 510, 5_000]), [True] * 3),
        (blast([500] * 3, subject=""), [True] * 3),
        (blast([500] * 3, reply=True), [True] * 3),
        (blast([500] * 3, step=13 * HOUR), [True] * 3),
        (blast([500] * 4, step=8 * HOUR), [False] * 4),
        (blast([500] * 3, subject="Re: Fwd: Invitation"), [False] * 3),
    ],
)
def test_the_same_to_three_within_a_day_is_a_blast(tmp_path, letters, genuine) -> None:
    assert [t.genuine for t in touches(mbox(tmp_path / "box", *letters))] == genuine


def test_sizes_beside_a_step_are_alike(tmp_path) -> None:
    for size in range(300, 900, 7):
        told = touches(mbox(tmp_path / f"box{size}", *blast([size, size + 8, size + 16])))
        assert [t.genuine for t in told] == [False] * 3, size


def test_without_an_address_of_the_user_nothing_is_read(tmp_path) -> None:
    path = mbox(tmp_path / "box", letter(ZOE, ME))
    assert list(mail.read(path, Ask())) == [Problem("box", mail.NOT_YOURS)]


def test_mail_proposes_whose_it_is(tmp_path) -> None:
    got, sent = two_each_way()
    profile = thunderbird(tmp_path, got, [*sent, letter("ana@work.example", ZOE)])
    assert [h.value for h in proposed(profile)] == ["ana@example.org", "ana@work.example"]
    mbox(tmp_path / "m" / "Gesendet", *sent, *(letter(ME, ZOE) for _ in range(200)), letter(ZOE, ME))
    assert [h.value for h in proposed(tmp_path / "m")] == ["ana@example.org"], "a message that was moved there"
    labelled = letter(ME, ZOE, **{"X-Gmail-Labels": "Sent,Important"})
    assert [h.value for h in proposed(mbox(tmp_path / "Takeout.mbox", *got, labelled))] == ["ana@example.org"]
    assert [h.value for h in proposed(mbox(tmp_path / "box", *got))] == ["ana@example.org"], "to whom it is delivered"
