"""The files and folders that mail lies in: how they are cut, whatever they hold."""

import json
import random
import tracemalloc

import pytest
from support.mailboxes import ME, ZOE, letter, maildir, mbox, thunderbird, two_each_way

from unscroll.importers import firefox_history, mail
from unscroll.importers.contract import Ask
from unscroll.importers.mail_owner import proposed
from unscroll.importers.mbox import HEAD_MOST, heads_of
from unscroll.importers.registry import claim
from unscroll.people.handles import email
from unscroll.people.told_touchpoint import ToldTouchpoint

ASK = Ask(own=frozenset({email("ana@example.org")}))


def touches(path, ask=ASK):
    return [r for r in mail.read(path, ask) if isinstance(r, ToldTouchpoint)]


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


def test_a_mailbox_that_grows_meanwhile_is_read_as_far(tmp_path) -> None:
    path = mbox(tmp_path / "box", *(letter(ZOE, ME) for _ in range(3)))
    heads = heads_of(path)
    first = next(heads)
    with path.open("ab") as file:
        file.write(b"From - Fri Nov 20 09:00:00 2026\n" + letter(ZOE, ME) + b"\nFrom - half of a li")
    assert first.number == 1
    assert len(list(heads)) in (2, 3)
    path.write_bytes(path.read_bytes()[:200])
    assert len(list(heads_of(path))) == 1


def test_the_longest_letters_travel_in_commands_of_bounded_size(tmp_path) -> None:
    from types import SimpleNamespace

    from unscroll.commands import to_json
    from unscroll.importers.contract import Claim
    from unscroll.importers.driver import import_file
    from unscroll.people.nobody import Owner

    domain = ".".join(["d" * 60] * 4)
    told = [t for n in range(3) for t in touches(mbox(tmp_path / f"b{n}", letter(f"{'🐈' * 500} <z{n}@{domain}>", ME)))]
    sizes = []

    def send(command):
        sizes.append(len(json.dumps(to_json(command))))
        return dict.fromkeys(("new", "changed", "already", "unknown", "ahead", "people"), 0) | {
            "change_id": 0, "joins": [], "partings": [],
        }  # fmt: skip

    many = SimpleNamespace(name="mail", read=lambda path, ask: iter(told * 300))
    import_file(tmp_path, (many, Claim("mail", "mail")), ASK, Owner(), send)
    assert len(told) == 3
    assert max(sizes) < 1 << 20


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


def test_a_folder_somewhere_above_mail_is_not_of_mail(tmp_path) -> None:
    mbox(tmp_path / "papers" / "old" / "box", letter(ZOE, ME))
    assert mail.claims(tmp_path) is None
    assert mail.claims(tmp_path / "papers" / "old")
