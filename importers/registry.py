"""The importers, by name: a format is one file and one line here."""

import os
from collections.abc import Sequence
from pathlib import Path

from unscroll.errors import Exit, UnscrollError
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
from unscroll.importers.contract import Claim, Importer

ENTRIES: tuple[tuple[Importer, str], ...] = (
    (vcard, "vCards (.vcf, or a folder of them)"),
    (google_contacts, "Google Contacts (CSV)"),
    (hubspot_contacts, "HubSpot contacts (CSV)"),
    (linkedin_connections, "LinkedIn's Connections.csv"),
    (monica, "Monica 4 (JSON)"),
    (thunderbird_book, "Thunderbird's address book (abook.sqlite)"),
    (evolution_book, "GNOME's address book (contacts.db)"),
    (mail, "mail (mbox, Maildir, a profile of Thunderbird)"),
    (meetings, "calendars (.ics, or a folder of them)"),
    (firefox_history, "Firefox's history (places.sqlite, or a profile)"),
    (chromium_history, "Chromium's history (History, or a profile)"),
)
"""Each with its name for people."""

IMPORTERS = tuple(importer for importer, _ in ENTRIES)
SUPPORTED = tuple(words for _, words in ENTRIES)


def claim(path: Path, importers: Sequence[Importer] = IMPORTERS) -> tuple[Importer, Claim]:
    """The one importer of a file. UnscrollError: 74 where it cannot be read, 1 where none or several claim it."""
    if not path.exists():
        raise UnscrollError(f"{path} does not exist", code=Exit.IO)
    if not os.access(path, os.R_OK):
        raise UnscrollError(f"{path} may not be read by you", code=Exit.IO)
    claims = [(importer, found) for importer in importers if (found := importer.claims(path))]
    if not claims:
        raise UnscrollError(f"{path} is of no format known here", f"supported: {', '.join(SUPPORTED)}")
    if len(claims) > 1:
        raise UnscrollError(
            f"{path} could be of {' or of '.join(found.source for _, found in claims)}",
            f"this is a bug; supported: {', '.join(SUPPORTED)}",
        )
    return claims[0]
