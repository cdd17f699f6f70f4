"""MailFolders: which files and folders below a path hold messages, and what a mail program calls them."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from unscroll.errors import UnscrollError
from unscroll.importers.lines import cannot_read
from unscroll.importers.mbox import HEAD_MOST, Head, heads_of, is_mbox

_DEEPEST = 8
_MOST = 20_000
"""Folders that are looked into."""
_SENT = frozenset(
    {
        "sent", "sent mail", "sent-mail", "sent items", "sent messages", "gesendet", "gesendete objekte", "outgoing",
        "gesendete elemente", "envoyés", "messages envoyés", "éléments envoyés", "enviados", "elementos enviados",
        "inviata", "posta inviata", "verzonden", "verzonden items", "wysłane", "skickat", "sendt", "lähetetyt",
        "отправленные", "已发送",
    }
)  # fmt: skip
_NO_MAIL = frozenset(
    {
        "drafts", "draft", "entwürfe", "brouillons", "borradores", "bozze", "concepten", "templates", "vorlagen",
        "unsent messages", "outbox", "postausgang", "junk", "spam", "bulk mail", "junk e-mail", "junk-e-mail",
    }
)  # fmt: skip
"""What nobody sent, or nobody asked for."""
_BESIDE = frozenset({".msf", ".dat", ".json", ".sqlite", ".html", ".js", ".vcf", ".ics", ".txt", ".db", ".xml"})


@dataclass(frozen=True, slots=True)
class Folder:
    """An mbox file or a Maildir."""

    path: Path
    maildir: bool

    @property
    def name(self) -> str:
        """`Sent` of `.Archive.Sent` (Maildir++), of `Sent.mbox` and of `Sent` alike."""
        return self.path.name.removesuffix(".mbox").rpartition(".")[2].lower()

    @property
    def sent(self) -> bool:
        return self.name in _SENT

    def heads(self) -> Iterator[Head]:
        """UnscrollError (74) where it cannot be read."""
        return _maildir_heads(self.path) if self.maildir else heads_of(self.path)


def thunderbird_roots(path: Path) -> list[Path]:
    """Where a profile of Thunderbird keeps mail; nothing for any other folder."""
    if not (path / "prefs.js").is_file():
        return []
    return [root for name in ("Mail", "ImapMail") if (root := path / name).is_dir()]


def folders_of(path: Path) -> list[Folder]:
    """All with messages that somebody sent, ordered by path. What cannot be looked into holds none."""
    if not path.is_dir():
        return [Folder(path, maildir=False)] if is_mbox(path) else []
    roots = thunderbird_roots(path) or [path]
    found = [folder for root in roots for folder in _below(root)]
    return [folder for folder in found if folder.name not in _NO_MAIL]


def holds_mail(path: Path) -> bool:
    """Whether a folder is of a mail program: a profile, a Maildir or a folder of them, mbox files right in it."""
    if thunderbird_roots(path) or _is_maildir(path):
        return True
    try:
        inside = sorted(path.iterdir())
        return any(_is_maildir(p) or (p.suffix not in _BESIDE and _mbox(p)) for p in inside)
    except OSError:
        return False


def _below(root: Path) -> Iterator[Folder]:
    looked = 0
    for told, folders, files in os.walk(root):
        here, looked = Path(told), looked + 1
        maildir = _is_maildir(here)
        if maildir:
            yield Folder(here, maildir=True)
        deep = len(here.relative_to(root).parts) >= _DEEPEST or looked > _MOST
        folders[:] = [] if deep else sorted(set(folders) - ({"cur", "new", "tmp"} if maildir else set()))
        for name in () if maildir else sorted(files):
            if not name.startswith(".") and Path(name).suffix.lower() not in _BESIDE and _mbox(here / name):
                yield Folder(here / name, maildir=False)


def _mbox(path: Path) -> bool:
    try:
        return is_mbox(path)
    except UnscrollError:
        return False


def _is_maildir(path: Path) -> bool:
    return (path / "cur").is_dir() and ((path / "new").is_dir() or (path / "tmp").is_dir())


def _maildir_heads(folder: Path) -> Iterator[Head]:
    """A message that is moved or deleted meanwhile is passed over: it has another name, or is gone."""
    number = 0
    for part in ("cur", "new"):
        try:
            with os.scandir(folder / part) as entries:
                for entry in entries:
                    if entry.name.startswith(".") or _flagged(entry.name):
                        continue
                    try:
                        with Path(entry.path).open("rb") as file:
                            raw, size = file.read(HEAD_MOST), os.fstat(file.fileno()).st_size
                    except OSError:
                        continue
                    number += 1
                    yield Head(number, raw.replace(b"\r\n", b"\n").partition(b"\n\n")[0], size)
        except FileNotFoundError:
            continue
        except OSError as why:
            raise cannot_read(folder, why) from None


def _flagged(name: str) -> bool:
    """A draft, or one that the user deleted."""
    flags = name.rpartition(":2,")[2] if ":2," in name else ""
    return "D" in flags or "T" in flags
