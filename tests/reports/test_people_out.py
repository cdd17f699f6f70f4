"""People written out for other programs, and read in again by the importers."""

import csv
import io
import string

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from unscroll.importers import hubspot_contacts, vcard
from unscroll.importers.contract import Ask
from unscroll.importers.draft import one_line
from unscroll.kinds import Evidence
from unscroll.people.birthday import Birthday
from unscroll.people.handles import alias, email, phone, platform_id, profile
from unscroll.people.own_uid import own_uid
from unscroll.people.person import Person
from unscroll.people.touchpoint import Direction, Touchpoint
from unscroll.reports.hubspot import CONTACTS, ENGAGEMENTS, contacts_csv, engagements_csv
from unscroll.reports.vcards import vcards

signs = st.text(st.sampled_from(string.printable + "äßéЖ王\N{SUNFLOWER}'=+-@;,:\\\"%"), max_size=30)
lines = signs.map(one_line)
names = lines.filter(bool)
words = st.text(string.ascii_letters + string.digits + "-._~%;,?#&=äß", min_size=1, max_size=12)
known = st.one_of(
    words.map(lambda w: email(f"{w}@example.org")),
    st.integers(1_000_000, 9_999_999).map(lambda n: phone(f"+49170{n}")),
    st.integers(1, 99).map(lambda n: phone(f"+4930123456;ext={n}")),
    words.map(lambda w: profile(f"https://www.linkedin.com/in/{w}")),
    words.map(lambda w: profile(f"https://social.example/@{w}")),
    st.tuples(st.sampled_from(["telegram", "icq 2", "7", "a;b, c"]), words).map(
        lambda told: platform_id(told[0], told[1].lower())
    ),
    names.map(alias),
).filter(bool)
tags = lines.map(str.lower).filter(bool)
notes = st.lists(signs, max_size=4).map("\n".join).map(lambda t: "\n".join(map(one_line, t.split("\n"))).strip())
birthdays = st.one_of(
    st.none(), st.sampled_from([Birthday(2, 29), Birthday(12, 31), Birthday(2, 28, 1990), Birthday(1, 1, 999)])
)
people = st.builds(
    lambda name, handles, tags, born, note, company: Person(
        1, name, (1,), tuple(h for h in handles if h.value != name), tags, birthday=born, note=note, company=company
    ),
    names,
    st.lists(known, max_size=8, unique=True),
    st.lists(tags, max_size=3, unique=True).map(tuple),
    birthdays,
    notes,
    lines,
)


def said(person_or_card):
    """All that an address book keeps."""
    p = person_or_card
    return p.name, sorted(p.handles), sorted(p.tags), p.birthday, p.note, p.company


def write(path, lines):
    path.write_text("".join(lines), "utf-8", newline="")
    return path


@given(st.lists(people, max_size=3))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_vcards_come_back_as_they_went(tmp_path, everybody) -> None:
    file = write(tmp_path / "a.vcf", vcards(everybody, {1: "urn:x,y;z"}))
    read = list(vcard.read(file, Ask()))
    assert [said(card) for card in read] == [said(person) for person in everybody]
    assert {card.key for card in read} <= {"urn:x,y;z"}
    assert all(len(line) <= 75 for line in file.read_bytes().split(b"\r\n"))


@given(st.lists(people, min_size=1, max_size=3))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_tables_for_hubspot_come_back_as_they_went(tmp_path, everybody) -> None:
    file = write(tmp_path / "a.csv", contacts_csv(everybody, {}, {}))
    assert hubspot_contacts.claims(file)
    assert [said(card) for card in hubspot_contacts.read(file, Ask())] == [said(person) for person in everybody]


UID = own_uid("ab" * 16, 7, "Zoë")


def test_a_vcard_says_what_its_version_can() -> None:
    zoe = Person(
        *(7, "Zoë Eva Müller", (7,), (email("zoe@example.org"), phone("+33140000001"), alias("Zo"))),
        tags=("chess", "a,b"),
        birthday=Birthday(2, 29),
        note="one; two\nthree",
        company="Acme, Inc",
    )
    (text,) = vcards([zoe], {7: UID})
    assert text.split("\r\n") == [
        "BEGIN:VCARD",
        "VERSION:3.0",
        f"UID:{UID}",
        "FN:Zoë Eva Müller",
        "N:Müller;Zoë Eva;;;",
        "NICKNAME:Zo",
        "EMAIL;TYPE=INTERNET:zoe@example.org",
        "TEL:+33140000001",
        "ORG:Acme\\, Inc",
        "CATEGORIES:chess,a\\,b",
        "BDAY;X-APPLE-OMIT-YEAR=1604:1604-02-29",
        "NOTE:one\\; two\\nthree",
        "END:VCARD",
        "",
    ]


def cells(lines):
    return list(csv.DictReader(io.StringIO("".join(lines), newline="")))


@pytest.mark.parametrize("name", ["=HYPERLINK(1)", "@SUM(A1)", "-1+1", "+cmd|x", "'=1"])
def test_no_cell_is_a_formula(name) -> None:
    ana = Person(1, name, (1,), tags=(name,), note=name, company=name)
    (row,) = cells(contacts_csv([ana], {}, {}))
    assert not any(cell.startswith(("=", "+", "-", "@")) for cell in row.values())


def test_a_record_id_is_hubspots_own_or_none() -> None:
    everybody = [Person(1, "Ana", (1, 4)), Person(2, "Ben", (2,)), Person(3, "Cy", (3,))]
    rows = cells(contacts_csv(everybody, {4: "101"}, {}))
    assert [row["Record ID"] for row in rows] == ["101", "", ""]
    assert tuple(rows[0]) == CONTACTS


def test_a_long_note_stays_within_what_is_read_as_a_cell(tmp_path) -> None:
    ana = Person(1, "Ana", (1,), note="\n".join(map(str, range(400))))
    (card,) = hubspot_contacts.read(write(tmp_path / "a.csv", contacts_csv([ana], {}, {})), Ask())
    assert card.note.split() == ana.note.split()


def test_engagements_have_the_kinds_of_hubspot() -> None:
    ana = Person(1, "Ana Roth", (1,), (email("ana@example.org"),))
    touchpoints = [
        Touchpoint(
            1,
            0,
            60_000,
            1,
            "coffee",
            Direction.BOTH,
            Evidence.LOGGED,
            "by the river",
            ask="Lyon",
            gave=("help",),
            via_id=9,
        ),
        Touchpoint(2, 0, 90_000, 1, "phone", Direction.OUT, Evidence.MEASURED, genuine=False),
        Touchpoint(3, 0, 0, 1, "email", Direction.IN, Evidence.ESTIMATED),
        Touchpoint(4, 0, 0, 1, "message", Direction.OUT, Evidence.ESTIMATED, "=1"),
    ]
    rows = cells(engagements_csv([(ana, touchpoints)], {1: "101"}, {9: "Connie Who"}))
    assert tuple(rows[0]) == ENGAGEMENTS
    assert [row["Activity type"] for row in rows] == ["MEETING", "CALL", "EMAIL", "NOTE"]
    assert [row["Direction"] for row in rows] == ["", "OUTBOUND", "INBOUND", "OUTBOUND"]
    assert [row["Duration (ms)"] for row in rows] == ["60000", "90000", "", ""]
    assert [row["Body"] for row in rows] == ["by the river\nVia: Connie Who\nNext: Lyon\nGave: help", "", "", "'=1"]
    assert [row["Unscroll genuine"] for row in rows] == ["yes", "no", "yes", "yes"]
    assert {(row["Record ID"], row["Email"], row["First Name"]) for row in rows} == {("101", "ana@example.org", "Ana")}
    assert rows[0]["Activity date"] == "1970-01-01T00:00:00Z"
