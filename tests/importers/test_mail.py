"""Mail: which messages are between two people, and what hostile ones do."""

import random
import tracemalloc

import pytest
from support.home import MINUTE, NINE
from support.mailboxes import LIST, ME, NEWSLETTER, ZOE, letter, maildir, mbox, thunderbird, two_each_way

from unscroll.errors import Problem
from unscroll.importers import firefox_history, mail
from unscroll.importers.contract import Ask, Passed
from unscroll.importers.mail_owner import proposed
from unscroll.importers.mbox import HEAD_MOST, heads_of
from unscroll.importers.registry import claim
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
        (ME, "nobody at all", {}),
        ("", ME, {}),
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


def test_from_in_a_body_begins_no_message(tmp_path) -> None:
    text = "\nFrom here on: fun\nFrom: nobody\n\nFrom Bo I heard at 12:30\nthat it rains.\n"
    path = tmp_path / "box"
    path.write_bytes(b"".join(b"From - Fri Nov 20 09:00:00 2026\n" + letter(ZOE, ME, text=text) for _ in range(3)))
    assert len(touches(path)) == 3


@pytest.mark.parametrize("begin", [b"From \r\n", b"From -\n", b"From 17@xxx Fri Nov 20 09:00:00 +0000 2026\r\n",
                                   b"From MAILER-DAEMON Fri Nov 20 09:00:00 2026\n>From old\n"])  # fmt: skip
def test_separators_of_many_programs(tmp_path, begin) -> None:
    ends = b"\r\n" if b"\r" in begin else b"\n"
    path = tmp_path / "box"
    path.write_bytes(b"".join(begin + letter(ZOE, ME).replace(b"\n", ends) + ends for _ in range(3)))
    assert claim(path)[0] is mail
    assert len(touches(path)) == 3


def test_a_header_of_ten_megabytes_ends_early(tmp_path) -> None:
    long = letter(ZOE, ME, **{"X-Long": "x" * 10_000_000})
    path = mbox(tmp_path / "box", letter(ZOE, ME), long, letter(ME, ZOE))
    assert len(touches(path)) == 3
    assert max(len(head.raw) for head in heads_of(path)) <= HEAD_MOST
    folded = letter(ZOE, ME, References="\n ".join(f"<{n}@x.example>" for n in range(200_000)))
    assert len(touches(mbox(tmp_path / "folded", folded))) == 1


def test_bodies_of_any_size_take_no_memory(tmp_path) -> None:
    path = tmp_path / "box"
    body = b"A line of a body, and another.\n" * 300_000
    with path.open("wb") as file:
        for _ in range(4):
            file.write(b"From - Fri Nov 20 09:00:00 2026\n" + letter(ZOE, ME) + body + b"\n")
    tracemalloc.start()
    try:
        assert len(touches(path)) == 4
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert path.stat().st_size > 35 << 20
    assert peak < 6 << 20


def test_chunks_may_end_anywhere(tmp_path, monkeypatch) -> None:
    got, sent = two_each_way()
    path = mbox(tmp_path / "box", *got, *sent)
    known = list(heads_of(path))
    for size in (1, 2, 3, 5, 7, 64, 1_000):
        monkeypatch.setattr("unscroll.importers.mbox._CHUNK", size)
        assert list(heads_of(path)) == known
    assert sum(head.size for head in known) == path.stat().st_size


def test_a_mailbox_that_breaks_off_or_is_damaged_raises_nothing(tmp_path) -> None:
    got, sent = two_each_way()
    whole = mbox(tmp_path / "whole", *got, *sent).read_bytes()
    known = {t.key for t in touches(tmp_path / "whole")}
    path, chance = tmp_path / "box", random.Random(4711)
    for size in range(0, len(whole), 97):
        path.write_bytes(whole[:size])
        mail.claims(path)
        assert len({t.key for t in touches(path)} - known) <= 1
    for _ in range(60):
        broken = bytearray(whole)
        for _ in range(chance.randrange(1, 60)):
            broken[chance.randrange(len(broken))] = chance.choice(b'\0\r\n",;:=?<>()@\\\x80\xff \t')
        path.write_bytes(bytes(broken))
        mail.claims(path)
        list(mail.read(path, ASK))


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


def test_a_profile_of_thunderbird_is_mail_and_no_history(tmp_path) -> None:
    from support.histories import firefox

    profile = thunderbird(tmp_path, *two_each_way())
    firefox(profile / "places.sqlite")
    assert firefox_history.claims(profile) is None
    assert claim(profile)[1].what == "mail of Thunderbird, 2 folders"


def test_maildirs_of_both_manners(tmp_path) -> None:
    got, sent = two_each_way()
    maildir(tmp_path / "a" / "Maildir", *got)
    maildir(tmp_path / "a" / "Maildir" / ".Sent", *sent)
    maildir(tmp_path / "b" / "INBOX", *got)
    maildir(tmp_path / "b" / "Sent", *sent)
    assert claim(tmp_path / "b")[1].what == "mail, 2 folders"
    assert touches(tmp_path / "a" / "Maildir") == touches(tmp_path / "b")
    assert [h.value for h in proposed(tmp_path / "a" / "Maildir")] == ["ana@example.org"]


def test_drafts_and_deleted_of_a_maildir_are_left_out(tmp_path) -> None:
    path = maildir(tmp_path / "Maildir", letter(ZOE, ME))
    for flags in ("D", "ST"):
        (path / "cur" / f"1.x:2,{flags}").write_bytes(letter(ZOE, ME))
    (path / "cur" / "2.x:2,S").write_bytes(letter(ZOE, ME))
    assert len(touches(path)) == 2


def test_what_cannot_be_read_costs_no_other_folder(tmp_path) -> None:
    folder = tmp_path / "Mail"
    mbox(folder / "Inbox", letter(ZOE, ME))
    (folder / "broken").symlink_to("/proc/self/mem")
    (folder / "gone").symlink_to(folder / "nowhere")
    assert len(touches(folder)) == 1
