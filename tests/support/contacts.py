"""What importers read, as JSON; and samples of any size."""

import json
from pathlib import Path

from support import histories, mailboxes
from support.home import NINE

from unscroll.errors import Problem
from unscroll.importers import (
    chromium_history,
    evolution_book,
    firefox_history,
    google_contacts,
    hubspot_contacts,
    linkedin_connections,
    mail,
    meetings,
    monica,
    thunderbird_book,
    vcard,
)
from unscroll.importers.contract import Followers
from unscroll.people.card import Card

SAMPLES = Path(__file__).parent.parent / "golden" / "contacts"
OF = {
    "mixed.vcf": vcard,
    "book": vcard,
    "google_old.csv": google_contacts,
    "google_new.csv": google_contacts,
    "hubspot.csv": hubspot_contacts,
    "Connections.csv": linkedin_connections,
    "monica.json": monica,
    "monica_early.json": monica,
}
HISTORIES = {firefox_history: histories.firefox, chromium_history: histories.chromium}
"""With what makes a sample: they are databases, so none lies here."""
MADE = frozenset({thunderbird_book, evolution_book, mail, meetings})
"""Of which `support.mailboxes` makes samples."""
KEEPS = frozenset({mail})
"""What keeps a little of each record: only all of the mail tells whom both have written to (`test_mail` bounds it)."""
FILES = [name for name in OF if "." in name]


def as_told(record):
    """Only what is said, so that a sample's expectation can be checked by hand."""
    if isinstance(record, Problem):
        return {"where": record.where, "problem": record.what}
    if isinstance(record, Followers):
        return {"platform": record.platform, "followers": record.count}
    told = {
        "key": record.key,
        "name": record.name,
        "handles": [str(handle) for handle in record.handles],
        "tags": list(record.tags),
        "company": record.company,
        "birthday": str(record.birthday) if record.birthday else "",
        "note": record.note,
        "cadence_days": record.cadence_days,
        "met_on": record.met_on.isoformat() if record.met_on else "",
    }
    return {key: value for key, value in told.items() if value}


def cards(records):
    return [record for record in records if isinstance(record, Card)]


def problems(records):
    return [record for record in records if isinstance(record, Problem)]


def _lines(path, head, row, count, tail=""):
    with path.open("w", encoding="utf-8") as file:
        file.write(head)
        for n in range(count):
            file.write(row(n))
        file.write(tail)
    return path


def _made(importer, folder, count, note):
    made = range(count)
    mails = [f"zoe{n}@example.org" for n in made]
    if importer is mail:
        return mailboxes.mbox(folder / "box", *(mailboxes.letter(mails[n], mailboxes.ME, text=note) for n in made))
    if importer is meetings:
        told = (
            mailboxes.event(f"DESCRIPTION:{note}", uid=f"e{n}", guests=(mailboxes.ME[10:-1], mails[n])) for n in made
        )
        return mailboxes.calendar(folder / "many.ics", *told)
    cards = [mailboxes.vcard_of(f"Zoë {n}", mails[n], f"u{n}", f"NOTE:{note}\r\n") for n in made]
    if importer is thunderbird_book:
        return mailboxes.thunderbird_book(folder / "abook.sqlite", *((f"u{n}", {"_vCard": cards[n]}) for n in made))
    return mailboxes.evolution_book(folder / "contacts.db", *cards)


def many(importer, folder, count):
    """A file of `count` people with a long note each, or of visits with a long title."""
    note = "x" * 500
    address = "zoe{0}@example.org".format
    if importer in HISTORIES:
        told = (
            (NINE + n * 9_000, f"https://x.example/{n}", {"title": note, "viewed_ms": 9_000}) for n in range(count + 1)
        )
        return HISTORIES[importer](folder / importer.FILE, *told)
    if importer in MADE:
        return _made(importer, folder, count, note)
    if importer is vcard:
        card = f"BEGIN:VCARD\nVERSION:3.0\nFN:Zoë {{0}}\nEMAIL:zoe{{0}}@example.org\nNOTE:{note}\nEND:VCARD\n"
        return _lines(folder / "many.vcf", "", card.format, count)
    if importer is google_contacts:
        head = "First Name,Last Name,File As,Notes,Labels,E-mail 1 - Value\n"
        return _lines(folder / "many.csv", head, lambda n: f"Zoë,{n},,{note},,{address(n)}\n", count)
    if importer is hubspot_contacts:
        head = "Record ID,First Name,Last Name,Email,Notes\n"
        return _lines(folder / "many.csv", head, lambda n: f"{n},Zoë,{n},{address(n)},{note}\n", count)
    if importer is linkedin_connections:
        head = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
        return _lines(folder / "many.csv", head, lambda n: f"Zoë,{n},,{address(n)},,{note},05 Sep 2026\n", count)
    head = '{"version":"1.0-preview.1","account":{"data":[{"count":1,"type":"contact","values":[null'

    def contact(n):
        fields = {"type": "contact_field", "values": [{"properties": {"data": address(n), "type": "email"}}]}
        return "," + json.dumps({"uuid": f"{n}", "properties": {"first_name": f"Z{n}", "x": note}, "data": [fields]})

    return _lines(folder / "many.json", head, contact, count, "]}]}}")
