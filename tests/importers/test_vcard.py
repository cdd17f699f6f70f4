"""vCards as phones, address books and old programs write them."""

import binascii
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.contacts import cards, problems

from unscroll.importers import vcard
from unscroll.importers.contract import Ask
from unscroll.importers.lines import LONGEST

TEXT = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"], exclude_characters="\ufeff"), min_size=1, max_size=200
).map(lambda text: text.strip())
loosely = settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])


def read(tmp_path, content, ask=Ask("DE")):  # noqa: B008
    file = tmp_path / "a.vcf"
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return list(vcard.read(file, ask))


def card(*lines, version="3.0", end="\n"):
    return end.join(("BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD", ""))


def one(tmp_path, *lines, **more):
    (found,) = read(tmp_path, card(*lines, **more))
    return found


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_any_line_end(tmp_path, end):
    found = one(tmp_path, "FN:Zo", " ë Müller", "EMAIL:zoe@example.org", end=end)
    assert (found.name, [str(h) for h in found.handles]) == ("Zoë Müller", ["email:zoe@example.org"])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_any_encoding(tmp_path, encoding):
    (found,) = read(tmp_path, card("FN:Zoë Müller").encode(encoding))
    assert found.name == "Zoë Müller"


def test_cards_of_two_encodings_in_one_file(tmp_path):
    two = card("FN:Zoë").encode() + b"\xef\xbb\xbf" + card("FN:Jürgen").encode("latin-1")
    assert [found.name for found in read(tmp_path, two)] == ["Zoë", "Jürgen"]


@pytest.mark.parametrize(
    ("line", "name"),
    [
        (b"FN;CHARSET=ISO-8859-2:\xb3ukasz", "łukasz"),
        (b"FN;CHARSET=nonsense:Zo\xeb", "Zoë"),
        (b"FN;CHARSET=unicode_escape:Zo\xeb\\x41", "Zoë\\x41"),
        (b"FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Zo=C3=AB", "Zoë"),
        (b"FN;QUOTED-PRINTABLE;CHARSET=ISO-8859-1:Zo=EB", "Zoë"),
        (b"FN;ENCODING=QUOTED-PRINTABLE:Zo=EB", "Zoë"),
        (b"FN;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:Zo=C3=AB", "Zoë"),
        (b"FN;ENCODING=QUOTED-PRINTABLE:Zo=ZZ=", "Zo=ZZ"),
        (b"FN;CHARSET=ISO-2022-JP;ENCODING=QUOTED-PRINTABLE:=1B$B;3ED=1B(B", "山田"),
        (b'FN;X-A="a:b;c":Zo\xc3\xab', "Zoë"),
        (b'FN;X-A="a:Zo\xc3\xab', "Zoë"),
        (b"fn ; x=y : Zo\xc3\xab", "Zoë"),
        (b"item1.FN:Zo\xc3\xab", "Zoë"),
    ],
)
def test_any_spelling_of_a_property(tmp_path, line, name):
    (found,) = read(tmp_path, b"BEGIN:VCARD\nVERSION:2.1\n" + line + b"\nEND:VCARD\n")
    assert found.name == name


def test_the_soft_breaks_of_2_1(tmp_path):
    found = one(tmp_path, "FN:Zo", "NOTE;ENCODING=QUOTED-PRINTABLE:one=20=", "two=", " three=0D=0Afour", version="2.1")
    assert found.note == "one two three\nfour"


def test_a_soft_break_at_the_end_swallows_no_card(tmp_path):
    two = card("NOTE;ENCODING=QUOTED-PRINTABLE:a=", version="2.1") + card("FN:Zoë")
    assert [found.note or found.name for found in read(tmp_path, two)] == ["a", "Zoë"]


def test_a_2_1_card_is_folded_before_a_space(tmp_path):
    assert one(tmp_path, "FN:Zoë", "NOTE:likes", " tea", version="2.1").note == "likes tea"
    assert one(tmp_path, "FN:Zoë", "NOTE:lik", " es tea", version="3.0").note == "likes tea"


def test_a_backslash_of_2_1_is_one(tmp_path):
    assert one(tmp_path, "FN:Zoë", r"NOTE:C:\new\; x", version="2.1").note == r"C:\new; x"
    assert one(tmp_path, "FN:Zoë", r"NOTE:a\nb\; x\\", version="4.0").note == "a\nb; x\\"


@pytest.mark.parametrize(
    ("line", "birthday"),
    [
        ("BDAY:1990-02-28", "1990-02-28"),
        ("BDAY;VALUE=date:19900228", "1990-02-28"),
        ("BDAY;VALUE=date-and-or-time:--0229", "--02-29"),
        ("BDAY:1990-02-28T00:00:00Z", "1990-02-28"),
        ("BDAY;X-APPLE-OMIT-YEAR=1604:1604-02-29", "--02-29"),
        ("BDAY;X-APPLE-OMIT-YEAR=1900:1900-02-28", "--02-28"),
        ("BDAY:1604-02-29", "--02-29"),
        ("BDAY;VALUE=text:circa 1800", "None"),
        ("BDAY:", "None"),
    ],
)
def test_any_birthday(tmp_path, line, birthday):
    assert str(one(tmp_path, "FN:Zoë", line).birthday) == birthday


def test_a_part_that_cannot_be_read_costs_that_part(tmp_path):
    found = read(tmp_path, card("FN:Zoë", "BDAY:1953", "EMAIL:none", "TEL:030 901820", "TEL:12345"), Ask())
    assert [card.name for card in cards(found)] == ["Zoë"]
    assert len(problems(found)) == 4
    assert sum("no country is known" in problem.what for problem in problems(found)) == 2


@pytest.mark.parametrize(
    ("line", "handle"),
    [
        ("IMPP:skype:zoe.m?chat", "id:skype:zoe.m"),
        ("IMPP;TYPE=home:xmpp:Zoe@example.org", "id:xmpp:zoe@example.org"),
        ("IMPP;X-SERVICE-TYPE=Telegram:x-apple:zoe", "id:telegram:zoe"),
        ("X-SOCIALPROFILE;TYPE=mastodon:x-apple:zoe", "id:mastodon:zoe"),
        ("X-SOCIALPROFILE;TYPE=linkedin:http://www.linkedin.com/in/zoe/", "profile:linkedin.com/in/zoe"),
        ("SOCIALPROFILE;SERVICE-TYPE=X:https://x.com/zoe", "profile:x.com/zoe"),
        ("X-WHATSAPP:+49 170 1234567", "phone:+491701234567"),
        ("X-SKYPE-USERNAME:zoe.m", "id:skype:zoe.m"),
        ("URL:https://mastodon.example/@zoe", "profile:mastodon.example/@zoe"),
        ("NICKNAME:Zo\\, the first", "name:Zo, the first"),
        ("TEL;VALUE=uri:tel:+49-30-901820", "phone:+4930901820"),
        ("EMAIL:mailto:Zoe@example.org", "email:zoe@example.org"),
    ],
)
def test_any_handle(tmp_path, line, handle):
    assert [str(h) for h in one(tmp_path, "FN:Zoë", line).handles] == [handle]


@pytest.mark.parametrize("line", ["URL:https://acme.example/team", "TEL;TYPE=FAX:+4930901820", "URL:", "IMPP:zoe"])
def test_what_is_no_handle_of_a_person(tmp_path, line):
    assert one(tmp_path, "FN:Zoë", line).handles == ()


@pytest.mark.parametrize(
    ("lines", "why"),
    [
        (["FN:Club", "KIND:group"], "group"),
        (["FN:Club", "X-ADDRESSBOOKSERVER-KIND:group"], "group"),
        (["FN:Acme", "KIND:org"], "company"),
        (["FN:Acme", "ORG:Acme;Sales"], "company"),
        (["ORG:Acme", "TEL:+4930901820"], "company"),
        (["FN:Zoë", "ORG:Acme", "X-ABShowAs:COMPANY"], "company"),
        (["FN:Zoë", "DEATHDATE:20200101"], "deceased"),
    ],
)
def test_what_is_no_person(tmp_path, lines, why):
    (found,) = read(tmp_path, card(*lines))
    assert found.where == "a.vcf:1"
    assert why in found.what


def test_a_person_who_is_named_as_their_firm(tmp_path):
    assert one(tmp_path, "FN:Zoë Müller", "N:Müller;Zoë", "ORG:Zoë Müller").company == "Zoë Müller"


def test_the_key_is_the_uid_else_of_what_is_said(tmp_path):
    assert one(tmp_path, "UID:urn:uuid:4711", "FN:Zoë").key == "4711"
    first = one(tmp_path, "FN:Zoë", "EMAIL:zoe@example.org", "REV:1", "PHOTO:a")
    assert first.key == one(tmp_path, "EMAIL:zoe@example.org", "FN:Zoë", "REV:2").key
    assert first.key != one(tmp_path, "FN:Zoë", "EMAIL:zo@example.org").key


def test_pictures_of_any_size_are_passed_over(tmp_path):
    picture = "A" * 76
    folded = ["PHOTO;ENCODING=b:", *(f" {picture}" for _ in range(LONGEST // 76 + 10))]
    assert one(tmp_path, "FN:Zoë", *folded, "NOTE:x").note == "x"
    assert one(tmp_path, "FN:Zoë", f"PHOTO:data:{'A' * (2 * LONGEST)}", "NOTE:x").note == "x"
    unfolded = ["PHOTO;ENCODING=BASE64:", *[picture] * 3]
    assert one(tmp_path, "FN:Zoë", *unfolded, "NOTE:x", version="2.1").note == "x"


def test_a_line_that_is_too_long(tmp_path):
    long, found = read(tmp_path, card("FN:Zoë", f"NOTE:{'A' * LONGEST}", "EMAIL:zoe@example.org"))
    assert (long.where, "too long" in long.what) == ("a.vcf:4", True)
    assert (found.note, len(found.handles)) == ("", 1)


def test_a_value_that_is_folded_too_often(tmp_path):
    long, found = read(
        tmp_path, card("FN:Zoë", "NOTE:", *[" " + "A" * 70] * (LONGEST // 70 + 1), "EMAIL:z@example.org")
    )
    assert (long.where, "too long" in long.what) == ("a.vcf:4", True)
    assert (found.note, len(found.handles)) == ("", 1)


def test_each_card_has_a_version_of_its_own(tmp_path):
    old = card("FN:Ben", version="2.1")
    assert read(tmp_path, f"{old}BEGIN:VCARD\nFN:Zoë\nNOTE:lik\n es tea\nEND:VCARD\n")[1].note == "likes tea"


def test_the_name_is_no_other_name(tmp_path):
    assert one(tmp_path, "FN:Zoë", "NICKNAME:Zoë").handles == ()


def test_a_card_without_an_end_keeps_little(tmp_path):
    found = read(tmp_path, "BEGIN:VCARD\nFN:Zoë\n" + "junk\n" * 50_000)
    assert len(found) < 2_010
    assert found[-1].name == "Zoë"


def test_a_folder_reads_what_it_can(tmp_path):
    (tmp_path / "a.vcf").write_text(card("FN:Zoë"))
    (tmp_path / "b.VCF").symlink_to("/proc/self/mem")
    (tmp_path / ".hidden.vcf").write_text(card("FN:Hidden"))
    (tmp_path / "deeper").mkdir()
    (tmp_path / "deeper" / "c.vcf").write_text(card("FN:Ben"))
    found = list(vcard.read(tmp_path, Ask()))
    assert [card.name for card in cards(found)] == ["Zoë", "Ben"]
    assert [problem.where for problem in problems(found)] == ["b.VCF"]


def test_a_letter_that_speaks_of_cards_is_none(tmp_path):
    file = tmp_path / "letter.txt"
    file.write_text(f"Dear Zoë,\n{card('FN:Ben')}")
    assert vcard.claims(file) is None
    named = tmp_path / "export.vcf"
    named.write_text(f"Dear Zoë,\n{card('FN:Ben')}")
    assert vcard.claims(named) is not None
    assert [found.name for found in cards(vcard.read(named, Ask()))] == ["Ben"]


def test_no_import_is_a_contact(tmp_path):
    found = one(tmp_path, "FN:Zoë", f"ANNIVERSARY:{date(2020, 1, 1):%Y%m%d}")
    assert (found.met_on, found.cadence_days) == (None, None)


@loosely
@given(note=TEXT, data=st.data())
def test_folding_anywhere_changes_nothing(tmp_path, note, data):
    """Even within a letter, as programs that count bytes do."""
    escaped = note.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    raw = f"NOTE:{escaped}".encode()
    at = data.draw(st.lists(st.integers(5, len(raw)), max_size=8, unique=True).map(sorted))
    end = data.draw(st.sampled_from([b"\n", b"\r\n", b"\r"]))
    pieces = [raw[i:j] for i, j in zip([0, *at], [*at, len(raw)], strict=True)]
    folded = (end + b" ").join(pieces)
    text = end.join((b"BEGIN:VCARD", b"VERSION:4.0", b"FN:Zo", folded, b"END:VCARD", b""))
    (found,) = read(tmp_path, text)
    assert found.note == note


@loosely
@given(note=TEXT.filter(lambda text: "\\" not in text), width=st.integers(3, 76))
def test_quoted_printable_changes_nothing(tmp_path, note, width):
    encoded = "".join(f"={byte:02X}" for byte in note.encode())
    pieces = [encoded[i : i + width // 3 * 3] for i in range(0, len(encoded), width // 3 * 3)]
    value = "=\r\n".join(pieces)
    assert binascii.a2b_qp(value.encode()).decode() == note
    told = "NOTE;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:" + value
    (found,) = read(tmp_path, card("FN:Zo", told, version="2.1", end="\r\n"))
    assert found.note == note
