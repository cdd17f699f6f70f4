"""People rows: everybody as JSON texts (CONTRACT.md 4), of thousands before anybody has waited."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from json import JSONEncoder
from json.encoder import encode_basestring as _text
from typing import Protocol

from unscroll.people.due import due_of
from unscroll.people.handles import HandleKind, read_handle
from unscroll.people.person import Person
from unscroll.reports.people_json import person_json
from unscroll.reports.people_list import Contacts, Listed, Wanted, listed, order_of
from unscroll.reports.values import instant, seconds

_NAME = f"{HandleKind.NAME}:"
_quoted = JSONEncoder(ensure_ascii=False).encode
_PLACES = {key: "%s" for key in ("person", "id", "last_contact", "two_way_90d_s")} | dict.fromkeys(
    ("handles", "names"), "[%s]"
)
"""What differs among those of whom nothing but handles and contact is known."""
_NOBODY = person_json(Person(0, ""), None, None, 0)
_FORM = "{" + ", ".join(f'"{key}": {_PLACES.get(key) or _quoted(told)}' for key, told in _NOBODY.items()) + "}"


class Known(Contacts, Protocol):
    """Everybody without handles, and how to get those: of all, or of some for a part of the cost."""

    @property
    def together_90d(self) -> Mapping[int, int]: ...
    def handles(self, people: Iterable[Person] | None = None) -> Mapping[int, Collection[str]]: ...


def rows(known: Known, wanted: Wanted) -> Iterator[str]:
    """Each of those who fit, in the order of the list."""
    together = known.together_90d
    if not wanted.everybody:
        some, _ = listed(known, wanted, None)
        handles = known.handles(row.person for row in some)
        return (_row(row, handles, together) for row in some)
    last, handles = known.last_contact, known.handles()
    ordered: list[tuple[float, int, str, int, str]] = []
    for person in known.people.told:
        last_ms = last.get(person.id)
        row = Listed(person, last_ms, due_of(person, last_ms, known.now_ms))
        ordered.append((*row.order, _row(row, handles, together)))
    for number, name in known.people.bare.items():
        last_ms = last.get(number)
        text = _bare(number, name, handles.get(number, ()), last_ms, together.get(number, 0))
        ordered.append((*order_of(None, last_ms, name, number), text))
    ordered.sort()
    return (row[-1] for row in ordered)


def _row(row: Listed, handles: Mapping[int, Collection[str]], together: Mapping[int, int]) -> str:
    told = {read_handle(text) for number in row.person.ids for text in handles.get(number, ())}
    person = replace(row.person, handles=tuple(sorted({*row.person.handles, *told})))
    return _quoted(person_json(person, row.last_ms, row.due, together.get(person.id, 0)))


def _bare(number: int, name: str, handles: Collection[str], last_ms: int | None, together_ms: int) -> str:
    """As `_row` writes somebody of whom nothing else is known, in a tenth of the time."""
    strong, names = "", ""
    for text in sorted(handles) if len(handles) > 1 else handles:
        if not text.startswith(_NAME):
            strong += f", {_text(text.partition(':')[2])}"
        elif (other := text[len(_NAME) :]) != name:
            names += f", {_text(other)}"
    last = "null" if last_ms is None else f'"{instant(last_ms)}"'
    told = (_text(name), number, strong[2:], names[2:], last, seconds(together_ms))
    return _FORM % told
