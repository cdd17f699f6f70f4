"""Mail, address books, calendars as other programs keep them.

Mbox and Maildir are written by the standard library's `mailbox`; the databases by hand, with the tables of Thunderbird
(SQLiteDirectory) and of the Evolution data server (EBookSqlite); calendars as RFC 5545 has them.
"""

import mailbox
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

from support.home import MINUTE, NINE

ME, ZOE = "Ana Roth <ana@example.org>", "Zoë Müller <zoe@example.org>"
LIST = {"List-Id": "<cats.lists.example>", "Precedence": "list"}
NEWSLETTER = {"List-Unsubscribe": "<https://shop.example/u/1>"}
_NUMBER = iter(range(10**9))


def letter(sender, to, at_ms=NINE, text="A word.\n", key=None, **more):
    """A message as bytes; `more` are further fields, `in_reply_to` for In-Reply-To; None leaves a field out."""
    date = format_datetime(datetime.fromtimestamp(at_ms / 1000, UTC))
    fields = {"From": sender, "To": to, "Date": date, "Message-ID": f"<{key or next(_NUMBER)}@x.example>"}
    fields |= {"Subject": "hushhush"} | {name.replace("_", "-"): value for name, value in more.items()}
    told = "".join(f"{name}: {value}\n" for name, value in fields.items() if value is not None)
    return f"{told}\n{text}".encode()


def mbox(path, *letters):
    path.parent.mkdir(parents=True, exist_ok=True)
    with closing(mailbox.mbox(path)) as box:
        for one in letters:
            box.add(one)
    return path


def maildir(path, *letters):
    path.parent.mkdir(parents=True, exist_ok=True)
    box = mailbox.Maildir(path)
    for one in letters:
        box.add(one)
    return path


def two_each_way():
    """Two mails each way with Zoë, a newsletter, a list, one to several, one from a stranger: received, sent."""
    hour = 60 * MINUTE
    got = [
        letter(ZOE, ME, NINE, key="a"),
        letter(ZOE, ME, NINE + 5 * hour, key="c", in_reply_to="<b@x.example>"),
        letter("News <zoe@shop.example>", ME, NINE + hour, **NEWSLETTER),
        letter("Bo <bo@example.net>", ME, NINE + hour, **LIST),
        letter("Bo <bo@example.net>", f"{ME}, {ZOE}", NINE + hour),
        letter("Stranger <who@example.net>", ME, NINE + hour),
    ]
    sent = [
        letter(ME, ZOE, NINE + hour, key="b", in_reply_to="<a@x.example>"),
        letter(ME, ZOE, NINE + 24 * hour, key="d", Subject="dinner"),
    ]
    return got, sent


def thunderbird(home, got, sent, name="ab12.default-release"):
    """A profile with two accounts, one of them with Maildirs."""
    profile = home / ".thunderbird" / name
    mbox(profile / "ImapMail" / "imap.example.org" / "INBOX", *got)
    (profile / "ImapMail" / "imap.example.org" / "INBOX.msf").write_text('// <!-- <mdb:mork:z v="1.4"/> -->')
    mbox(profile / "Mail" / "Local Folders" / "Archive.sbd" / "Sent", *sent)
    (profile / "prefs.js").write_text('user_pref("mail.identity.id1.useremail", "ana@example.org");\n')
    return profile


def vcard_of(name, mail, uid="u1", more=""):
    return f"BEGIN:VCARD\r\nVERSION:4.0\r\nUID:{uid}\r\nFN:{name}\r\nEMAIL;PREF=1:{mail}\r\n{more}END:VCARD\r\n"


def thunderbird_book(path, *cards):
    """`cards` are (uid, properties); a property by the name of `_vCard` is all that newer versions keep."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(path)) as db, db:
        db.executescript(
            "CREATE TABLE cards (uid TEXT PRIMARY KEY, localId INTEGER);"
            "CREATE TABLE properties (card TEXT, name TEXT, value TEXT);"
            "CREATE TABLE lists (uid TEXT PRIMARY KEY, localId INTEGER, name TEXT, nickName TEXT, description TEXT);"
            "CREATE TABLE list_cards (list TEXT, card TEXT, PRIMARY KEY(list, card));"
        )
        for n, (uid, told) in enumerate(cards):
            db.execute("INSERT INTO cards VALUES(?, ?)", (uid, n))
            db.executemany("INSERT INTO properties VALUES(?, ?, ?)", [(uid, key, text) for key, text in told.items()])
    return path


def evolution_book(path, *cards, folder="system-address-book"):
    path.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(path)) as db, db:
        db.execute(
            "CREATE TABLE folders (folder_id TEXT PRIMARY KEY, version INTEGER, multivalues TEXT, lc_collate TEXT)"
        )
        db.execute("INSERT INTO folders VALUES(?, 12, '', 'C')", (folder,))
        folder = folder.replace('"', '""')
        db.execute(f'CREATE TABLE "{folder}" (uid TEXT PRIMARY KEY, Rev TEXT, file_as TEXT, vcard TEXT, bdata TEXT)')
        for n, card in enumerate(cards):
            db.execute(f'INSERT INTO "{folder}" VALUES(?, "", "", ?, NULL)', (f"pas-id-{n:04}", card))
    return path


def event(*lines, uid="e1", start=NINE, minutes=60, guests=("ana@example.org", "zoe@example.org")):
    """An event as lines; `lines` come beside, or in the place, of a start and an end."""
    at = datetime.fromtimestamp(start / 1000, UTC)
    told = ["BEGIN:VEVENT", f"UID:{uid}", "SUMMARY:hushhush"]
    if not any(line.startswith("DTSTART") for line in lines):
        told += [f"DTSTART:{at:%Y%m%dT%H%M%SZ}", f"DTEND:{at + timedelta(minutes=minutes):%Y%m%dT%H%M%SZ}"]
    told += [f"ATTENDEE;PARTSTAT=ACCEPTED:mailto:{guest}" for guest in guests]
    return "\r\n".join((*told, *lines, "END:VEVENT", ""))


def calendar(path, *events, zones=""):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{zones}{''.join(events)}END:VCALENDAR\r\n", newline="")
    return path
