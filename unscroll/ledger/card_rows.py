"""CardRows: of whom the cards of one export are, by the ids that they came under."""

import hashlib
import sqlite3
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import NamedTuple

from unscroll.ledger.gathering import Gatherer
from unscroll.ledger.own_ids import own_ids
from unscroll.ledger.people_reading import PeopleReader
from unscroll.people.card import SECOND, Card
from unscroll.people.everybody import People
from unscroll.people.folding import fold
from unscroll.people.own_uid import looks_own
from unscroll.people.person import Person
from unscroll.people.same_record import CarriesOn, carries_on
from unscroll.people.sharing import Told

_ANYWHERE = """WITH RECURSIVE named(source) AS (SELECT min(source) FROM card UNION ALL
  SELECT (SELECT min(source) FROM card WHERE source > named.source) FROM named WHERE named.source IS NOT NULL)
 SELECT c.person FROM named CROSS JOIN card c ON c.source = named.source AND c.key = ? LIMIT 1"""
"""By an id of unscroll's, which is the same in all its exports; sources are few, and found by steps of the key."""
_AFTER = chr(ord(SECOND) + 1)
_EDITIONS = 8
"""Cards of a record that are known word for word; of older ones it is asked anew whose they are."""


class CardRow(NamedTuple):
    """`key` is the card's own, or one derived of it where that is somebody else's; `digest` what its cards said, one
    after the other, the latest first."""

    key: str
    person: int
    digest: bytes

    def has_said(self, said: bytes) -> bool:
        """Whether one of the latest cards said this (`unscroll.people.card.digest`). By what is known of people today
        it might be of somebody else: overlapping exports that come in turns would add each time."""
        return any(self.digest[at : at + len(said)] == said for at in range(0, len(self.digest), len(said)))

    def saying(self, said: bytes) -> "CardRow":
        return self._replace(digest=(said + self.digest)[: _EDITIONS * len(said)])


class CardRows:
    """Works within the transaction of one command."""

    def __init__(self, db: sqlite3.Connection, source: str) -> None:
        self._db, self._source = db, source
        self._gatherer = Gatherer(db)

    def under(self, key: str) -> list[CardRow]:
        """All who came under an id: several where accounts of one program count alike (decision 20)."""
        rows = self._db.execute(
            "SELECT key, person, digest FROM card WHERE source = ? AND key >= ? AND key < ? ORDER BY key",
            (self._source, key, key + _AFTER),
        )
        return [CardRow._make(row) for row in rows if row[0] == key or row[0].startswith(key + SECOND)]

    def carried_on(self, card: Card, rows: list[CardRow]) -> CardRow | None:
        """The row that a card is an edit of, or that it begins for somebody known by an id of unscroll's; None for
        somebody new. `rows` are those under its id."""
        if rows and looks_own(card.key):
            return rows[0]
        best, how, own = None, CarriesOn.NOT, self._by_own(card)
        told = Told.of((card.name,), map(str, card.handles)) if rows else Told((), ())
        for row in rows:
            fits = CarriesOn.SURELY if own and self._now(own) == self._now(row.person) else self._fits(row, told)
            if fits > how:
                best, how = row, fits
        if how is not CarriesOn.SURELY and own and not self._copied(card, own):
            return CardRow(free_key(card, rows), own, b"")
        return best

    def keep(self, card: Card, row: CardRow) -> None:
        """Under the id of unscroll's too, by which the same person may come without the other."""
        rows = [(self._source, row.key, row.person, row.digest)]
        if card.own not in ("", card.key) and self._number(card.own) == 0:
            rows.append((self._source, card.own, row.person, b""))
            self._recorded.add(self._now(row.person))
        self._db.executemany("INSERT OR REPLACE INTO card VALUES(?, ?, ?, ?)", rows)

    def bearer(self, number: int) -> Person | None:
        """The person that bears a number, by all that is known of them now."""
        return PeopleReader(self._db).people_of(self._whole(number)).of(number)

    def _whole(self, number: int) -> Mapping[int, int]:
        """All numbers of whom a number is."""
        return self._gatherer.members([self._gatherer.roots([number])[number]])

    def _fits(self, row: CardRow, card: Told) -> CarriesOn:
        """By what the number was told with, else by all that is known of the person by now."""
        fits = self._compared([row.person], card)
        if fits is CarriesOn.NOT:
            whole = self._whole(row.person)
            fits = self._compared(whole, card) if len(whole) > 1 else fits
        return fits

    def _compared(self, numbers: Iterable[int], card: Told) -> CarriesOn:
        told = self._gatherer.told(numbers).values()
        names = tuple(name for each in told for name in each.names)
        return carries_on(Told(names, tuple(handle for each in told for handle in each.handles)), card)

    def _by_own(self, card: Card) -> int:
        """The number of whom an unscroll wrote out, known by its id for them; 0 for anybody else."""
        for own in filter(looks_own, (card.key, card.own)):
            row = self._db.execute(_ANYWHERE, (own,)).fetchone()
            if number := self._number(own) or (row[0] if row else self._own_uids.get(own, 0)):
                return int(number)
        return 0

    def _copied(self, card: Card, number: int) -> bool:
        """Of one person there is one record: an id that stands in a second one was copied there, as HubSpot's clones
        do."""
        return not looks_own(card.key) and self._now(number) in self._recorded

    def _number(self, key: str) -> int:
        """Of whom a card of exactly this key was; 0 for nobody."""
        row = self._db.execute("SELECT person FROM card WHERE source = ? AND key = ?", (self._source, key)).fetchone()
        return int(row[0]) if row else 0

    @cached_property
    def _recorded(self) -> set[int]:
        """Who has a record of this export under an id that is not of unscroll's."""
        rows = self._db.execute("SELECT person, key FROM card WHERE source = ?", (self._source,))
        return {self._now(number) for number, key in rows if not looks_own(key)}

    def _now(self, number: int) -> int:
        """The person that a number is."""
        return self._everybody.roots.get(number, number)

    @cached_property
    def _everybody(self) -> People:
        """As they were before the first card that asked: reading them anew for each would take long."""
        return PeopleReader(self._db).people()

    @cached_property
    def _own_uids(self) -> Mapping[str, int]:
        """Of everybody, as they were before the first card that asked."""
        return {uid: number for number, uid in own_ids(self._db, self._everybody).items()}


def free_key(card: Card, rows: list[CardRow]) -> str:
    """The card's own key; where somebody else came under it, one of what the card says of whom it is."""
    if all(row.key != card.key for row in rows):
        return card.key
    told = "\n".join((fold(card.name), *sorted(str(handle) for handle in card.handles if handle.strong)))
    return f"{card.key}{SECOND}{hashlib.blake2b(told.encode(), digest_size=8).hexdigest()}"
