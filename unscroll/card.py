"""Card: what one record of an export says of somebody."""

from dataclasses import dataclass
from datetime import date

from unscroll.birthday import Birthday
from unscroll.handles import Handle


@dataclass(frozen=True, slots=True)
class Card:
    """`key` names the record within its source: the native id, or a hash of what it says.

    `met_on` is when a platform connected the two (LinkedIn's *Connected On*): no contact, and it moves nothing.
    `cadence_days` is a stay-in-touch setting of the other program (Monica). `company` is where somebody works.
    """

    key: str
    name: str
    handles: tuple[Handle, ...] = ()
    tags: tuple[str, ...] = ()
    company: str = ""
    birthday: Birthday | None = None
    note: str = ""
    cadence_days: int | None = None
    met_on: date | None = None
