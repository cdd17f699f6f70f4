"""Acquaintances: the 20 people of the demo."""

from collections.abc import Iterator, Mapping

from unscroll.commands import ChangePerson, Command
from unscroll.people.folding import fold

PEOPLE = (
    "Zoë Müller", "Ana Duarte", "Jonas Weber", "Priya Raman", "Tomasz Nowak", "Mum", "Leila Haddad", "Ben Okafor",
    "Sofia Rossi", "Yuki Tanaka", "Marta Lindqvist", "Diego Alvarez", "Hannah Klein", "Owen Price", "Farah Siddiqui",
    "Lucie Moreau", "Samir Patel", "Grace Kim", "Noah Fischer", "Ingrid Solberg",
)  # fmt: skip
MORE: Mapping[int, Mapping[str, str]] = {
    0: {"ask": "how the move went", "got": "advice"},
    1: {"ask": "about Lyon", "gave": "introduction"},
    4: {"gave": "help"},
}
"""What was told with some coffees, by whom they were with."""


def known_people() -> Iterator[Command]:
    """Circles as somebody would choose them; some with a birthday, an address, a tag, a note."""
    born = {0: "1991-11-27", 3: "--02-29", 5: "--12-01", 9: "1988-06-14"}
    circles = ("inner",) * 4 + ("close",) * 6 + ("friends",) * 6 + ("",) * 4
    for who, (name, circle) in enumerate(zip(PEOPLE, circles, strict=True)):
        facts = [("handle", f"email:{fold(name).replace(' ', '.')}@example.org")]
        facts += [("circle", circle)] if circle else []
        facts += [("birthday", born[who])] if who in born else []
        facts += [("tag", "climbing")] if who % 5 == 1 else []
        facts += [("note", "moved to Lyon in spring")] if who == 1 else []
        told = [{"trait": trait, "value": value, "holds": True} for trait, value in facts]
        yield ChangePerson("add", told, name=name)
