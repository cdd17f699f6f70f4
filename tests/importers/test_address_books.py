"""What the samples of Google, HubSpot, LinkedIn, Monica do not show."""

import json
from datetime import date

import pytest
from support.contacts import SAMPLES, cards

from unscroll.importers import google_contacts, hubspot_contacts, linkedin_connections, monica
from unscroll.importers.contract import Ask
from unscroll.importers.registry import IMPORTERS


@pytest.mark.parametrize(
    "header",
    [
        "First Name,Last Name,Labels",
        "Record ID,Deal Name,Deal Stage,Amount",
        "Record ID,Company name,Phone Number",
        "First Name,Middle Name,Last Name,Title,E-mail Address,Business Phone",
        "First Name,Last Name,Email",
        "Connected On,Name",
    ],
)
def test_tables_that_look_alike_are_of_nobody(header, tmp_path):
    file = tmp_path / "a.csv"
    file.write_text(f"{header}\n")
    assert [importer.name for importer in IMPORTERS if importer.claims(file)] == []


def test_an_export_of_google_with_few_columns(tmp_path):
    file = tmp_path / "a.csv"
    file.write_text("First Name,Last Name,Labels,E-mail 1 - Value\nZoë,Müller,* coworkers ::: * starred,\n")
    (found,) = google_contacts.read(file, Ask())
    assert (found.name, found.tags) == ("Zoë Müller", ("coworkers",))


def test_a_view_of_hubspot_without_names(tmp_path):
    file = tmp_path / "a.csv"
    file.write_text("Record ID,Email,LinkedIn URL\n7,zoe@example.org,https://www.linkedin.com/in/zoe\n")
    assert hubspot_contacts.claims(file) is not None
    (found,) = hubspot_contacts.read(file, Ask())
    assert (found.key, found.name, found.tags) == ("7", "", ("business",))
    assert [str(h) for h in found.handles] == ["email:zoe@example.org", "profile:linkedin.com/in/zoe"]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("05 Sep 2026", date(2026, 9, 5)),
        ("5 September 2026", date(2026, 9, 5)),
        ("2026-09-05", date(2026, 9, 5)),
        ("2026-09-05 10:00:00 UTC", date(2026, 9, 5)),
        ("9/5/26", None),
        ("31 Feb 2026", None),
        ("05 Sop 2026", None),
        ("2026-13-05", None),
    ],
)
def test_the_day_of_a_connection(text, day):
    assert linkedin_connections.connected_on(text) == day


def account(**contact):
    return json.dumps({"version": "1.0-preview.1", "account": {"contacts": {"values": [{"uuid": "c", **contact}]}}})


def read_monica(tmp_path, **contact):
    file = tmp_path / "a.json"
    file.write_text(account(**contact))
    assert monica.claims(file) is not None
    return list(monica.read(file, Ask("DE")))


@pytest.mark.parametrize(
    ("said", "days"),
    [(30, 30), ("90", 90), (0, None), (None, None), (-5, None), (True, None), ("soon", None), ("9" * 5000, None)],
)
def test_the_cadence_of_monica(tmp_path, said, days):
    (found,) = read_monica(tmp_path, first_name="Zoë", stay_in_touch_frequency=said)
    assert found.cadence_days == days


def test_fields_whose_types_the_file_has_lost(tmp_path):
    """A file that breaks off has lost them: they stand at its end."""
    uuid = "0f0e3d1c-1111-4222-8333-944455556666"
    data = [{"data": text, "type": uuid} for text in ("zoe@example.org", "030 901820", "x.com/zoe", "zoe.m")]
    (found,) = read_monica(tmp_path, first_name="Zoë", contact_fields=data)
    assert [str(h) for h in found.handles] == ["email:zoe@example.org", "phone:+4930901820", "profile:x.com/zoe"]


def test_half_a_letter_from_monica_breaks_no_key(tmp_path):
    file = tmp_path / "a.json"
    file.write_text(account(first_name="Zo\ud83d", nickname="\udc00"))
    (found,) = monica.read(file, Ask())
    assert (found.name, found.handles) == ("Zo", ())


def test_other_json_is_not_of_monica(tmp_path):
    file = tmp_path / "a.json"
    file.write_text('{"version": "1.0", "account": {"name": "x"}}')
    assert monica.claims(file) is None


def test_the_owner_of_monica_is_no_contact():
    assert "Owner Self" not in [card.name for card in cards(monica.read(SAMPLES / "monica.json", Ask()))]


@pytest.mark.parametrize(("rows", "said"), [(1, "contacts of HubSpot, 1 row"), (2, "contacts of HubSpot, 2 rows")])
def test_what_a_file_is_counts_its_rows_in_words(tmp_path, rows, said):
    file = tmp_path / "h.csv"
    file.write_text("Record ID,First Name,Last Name,Email\n" + "1,Zoë,Roth,z@example.org\n" * rows, "utf-8")
    assert hubspot_contacts.claims(file).what == said
