"""People in memory: the commands about them done on tables without a file."""

import sqlite3

from unscroll.commands import AddCards, ChangePerson, MergePeople, SplitPerson, UndoPeople
from unscroll.errors import UnscrollError
from unscroll.ledger.card_doing import CardDoer
from unscroll.ledger.people_doing import PeopleDoer
from unscroll.ledger.people_reading import PeopleReader
from unscroll.ledger.schema import SCHEMA


class Folk:
    """`do` is as the ledger does it: nothing of a refused command is kept."""

    def __init__(self) -> None:
        self.db = sqlite3.connect(":memory:", isolation_level=None)
        self.db.executescript(SCHEMA)
        self.doer = PeopleDoer(self.db)
        self._how = {
            AddCards: CardDoer(self.db, self.doer).add,
            ChangePerson: self.doer.change,
            MergePeople: self.doer.merge,
            SplitPerson: self.doer.split,
            UndoPeople: self.doer.undo,
        }
        self._now_ms = 0

    def __enter__(self) -> "Folk":
        return self

    def __exit__(self, *_) -> None:
        self.db.close()

    def do(self, command):
        """The result's data; None where it was refused."""
        self._now_ms += 1
        self.db.execute("SAVEPOINT command")
        try:
            return self._how[type(command)](command, self._now_ms).data
        except UnscrollError:
            self.db.execute("ROLLBACK TO command")
            return None
        finally:
            self.db.execute("RELEASE command")

    def add(self, name, *handles):
        """Somebody whom the user typed in; their number."""
        facts = [{"trait": "handle", "value": handle} for handle in handles]
        return self.do(ChangePerson("add", facts, name=name))["person_id"]

    def cards(self, *cards, source="vcard", change_id=0):
        return self.do(AddCards(source, list(cards), change_id))

    @property
    def people(self):
        return PeopleReader(self.db).people()

    @property
    def names(self):
        return sorted(person.name for person in self.people.everybody)

    def groups(self):
        """The keys of cards by the person that each is of."""
        people, found = self.people, {}
        for key, number in self.db.execute("SELECT key, person FROM card"):
            found.setdefault(people.roots[number], set()).add(key)
        return {frozenset(keys) for keys in found.values()}


def card(key, name="", *handles, **more):
    return {"key": key, "name": name, "handles": list(handles), **more}
