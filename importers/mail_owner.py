"""MailOwner: which addresses mail proposes as the user's own, for the user to confirm."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from unscroll.importers.lines import decoded
from unscroll.importers.mail_folders import Folder, folders_of, thunderbird_roots
from unscroll.importers.mail_header import addresses, by_machine, fields_of
from unscroll.people.handles import Handle, email
from unscroll.people.nobody import role_address

_LOOKED_AT = 2_000
"""Messages of a folder."""
_SHARE = 0.02
"""So much of what was sent must be from an address that is proposed."""
_PROPOSED = 8
_IDENTITY = re.compile(r'user_pref\("mail\.identity\.[^"]+\.useremail",\s*"([^"]+)"\)')


def proposed(path: Path, known: bool = False) -> tuple[Handle, ...]:
    """The identities of a profile, who sent what lies in folders of sent mail; without either, and where no address is
    `known` yet, to whom most of it is delivered. The likeliest first. UnscrollError (74) where nothing can be read."""
    folders = folders_of(path)
    sent = Counter(handle for folder in folders if folder.sent for handle in _senders(folder))
    if not sent:
        sent = Counter(handle for folder in folders for handle in _labelled(folder))
    told = dict.fromkeys((*_identities(path), *_likely(sent)))
    if not told and not known:
        got = Counter(handle for folder in folders for handle in _receivers(folder))
        told = dict.fromkeys(handle for handle, _ in got.most_common(1))
    return tuple(told)[:_PROPOSED]


def _likely(sent: Counter[Handle]) -> Iterator[Handle]:
    for handle, times in sorted(sent.items(), key=lambda one: (-one[1], one[0])):
        if times >= sent.total() * _SHARE and not role_address(handle):
            yield handle


def _identities(path: Path) -> Iterator[Handle]:
    if thunderbird_roots(path):
        text = decoded((path / "prefs.js").read_bytes())
        yield from (handle for told in _IDENTITY.findall(text) if (handle := email(told)))


def _senders(folder: Folder) -> Iterator[Handle]:
    for head in islice(folder.heads(), _LOOKED_AT):
        yield from (address.handle for address in addresses(fields_of(head.raw), b"from") or ())


def _labelled(folder: Folder) -> Iterator[Handle]:
    """Of Gmail's export, where one file has all folders."""
    for head in islice(folder.heads(), 10 * _LOOKED_AT):
        fields = fields_of(head.raw)
        if b"sent" in fields.get(b"x-gmail-labels", b"").lower().split(b","):
            yield from (address.handle for address in addresses(fields, b"from") or ())


def _receivers(folder: Folder) -> Iterator[Handle]:
    for head in islice(folder.heads(), _LOOKED_AT):
        fields = fields_of(head.raw)
        if not by_machine(fields):
            yield from (address.handle for address in addresses(fields, b"to", b"cc") or ())
