"""HomeFinds: what lies in a home that can be imported, each with the question that is asked before it is read."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from unscroll.importers import mail, thunderbird_book, vcard
from unscroll.importers.browser_profiles import profiles
from unscroll.importers.contract import Importer

_THUNDERBIRD = (
    ("Thunderbird", ".thunderbird"),
    ("Thunderbird (snap)", "snap/thunderbird/common/.thunderbird"),
    ("Thunderbird (flatpak)", ".var/app/org.mozilla.Thunderbird/.thunderbird"),
    ("Thunderbird (flatpak)", ".var/app/net.thunderbird.Thunderbird/.thunderbird"),
    ("Betterbird (flatpak)", ".var/app/eu.betterbird.Betterbird/.thunderbird"),
)
_MAILDIRS = (("Maildir", "Maildir"), ("Maildir", ".maildir"), ("Evolution", ".local/share/evolution/mail/local"),
             ("KMail", ".local/share/local-mail"), ("Mail", "Mail"), ("Mail", "mail"))  # fmt: skip
_BOOKS = (("GNOME", ".local/share/evolution/addressbook", "*/contacts.db"),)
_CARDS = (("KDE", ".local/share/contacts"), ("vCards", ".contacts"), ("khard", ".local/share/vdirsyncer/contacts"))
_CALENDARS = (
    ("GNOME", ".local/share/evolution/calendar", "*/calendar.ics"),
    ("GNOME, cache of an account", ".cache/evolution/calendar", "*/calendar.ics"),
    ("KDE", ".local/share/korganizer", "*.ics"),
    ("KDE", ".local/share/apps/korganizer", "*.ics"),
)
_VISITS = "Read when which site was open, from {}?"
_MAIL = "Read who wrote to whom when, in {}? No subject or text is kept."
_BOOK = "Read the people in {}?"
_MEETINGS = "Read when whom was met alone, in {}? No title or place is kept."


@dataclass(frozen=True, slots=True)
class Find:
    """`told` names it for people; `question` is asked before it is read."""

    told: str
    path: Path
    question: str


def finds(home: Path, config_home: Path) -> tuple[Find, ...]:
    """All that there is: histories, address books before mail, so that mail finds people, calendars. Each file once;
    folders that cannot be read have none."""
    found: dict[Path, Find] = {}
    for find in (*_histories(home, config_home), *_books(home), *_mail(home), *_calendars(home)):
        found.setdefault(find.path.resolve(), find)
    return tuple(found.values())


def _histories(home: Path, config_home: Path) -> Iterator[Find]:
    for profile in profiles(home, config_home):
        yield _find(f"{profile.browser}'s history, profile {profile.name}", profile.path, _VISITS)


def _books(home: Path) -> Iterator[Find]:
    for program, below in _THUNDERBIRD:
        for path in _glob(home / below, "*/abook*.sqlite"):
            if _claimed(thunderbird_book, path):
                yield _find(f"{program}'s address book, profile {path.parent.name}, {path.name}", path, _BOOK)
    for program, below, pattern in _BOOKS:
        for path in _glob(home / below, pattern):
            yield _find(f"{program}'s address book {path.parent.name}", path, _BOOK)
    for program, below in _CARDS:
        if _claimed(vcard, home / below):
            yield _find(f"{program}, a folder of contacts", home / below, _BOOK)


def _mail(home: Path) -> Iterator[Find]:
    for program, below in _THUNDERBIRD:
        for prefs in _glob(home / below, "*/prefs.js"):
            if _claimed(mail, prefs.parent):
                yield _find(f"{program}'s mail, profile {prefs.parent.name}", prefs.parent, _MAIL)
    for program, below in _MAILDIRS:
        if _claimed(mail, home / below):
            yield _find(f"{program} ({below})", home / below, _MAIL)


def _calendars(home: Path) -> Iterator[Find]:
    for program, below, pattern in _CALENDARS:
        for path in _glob(home / below, pattern):
            yield _find(f"{program}'s calendar {path.parent.name}/{path.name}", path, _MEETINGS)


def _find(told: str, path: Path, question: str) -> Find:
    return Find(told, path, question.format(told))


def _claimed(importer: Importer, path: Path) -> bool:
    from unscroll.errors import UnscrollError

    try:
        return path.exists() and importer.claims(path) is not None
    except (OSError, UnscrollError):
        return False


def _glob(root: Path, pattern: str) -> list[Path]:
    try:
        return sorted(path for path in root.glob(pattern) if path.is_file())
    except OSError:
        return []
