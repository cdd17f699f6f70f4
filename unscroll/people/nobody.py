"""Nobody: what stands in address books and exports and is no person (METRICS 4)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from unscroll.errors import Exit, UnscrollError
from unscroll.people.folding import fold
from unscroll.people.handles import Handle, HandleKind, email, phone, profile

_ROLES = frozenset(
    {
        "abuse",
        "accounts",
        "admin",
        "administrator",
        "alert",
        "alerts",
        "automated",
        "billing",
        "bot",
        "bounce",
        "bounces",
        "calendar-notification",
        "contact",
        "customerservice",
        "daemon",
        "digest",
        "do-not-reply",
        "donotreply",
        "enquiries",
        "events",
        "feedback",
        "hello",
        "help",
        "helpdesk",
        "hostmaster",
        "hr",
        "info",
        "inquiries",
        "invitations",
        "invoice",
        "jobs",
        "kontakt",
        "list",
        "mail",
        "mailer",
        "mailer-daemon",
        "marketing",
        "messages-noreply",
        "news",
        "newsletter",
        "no-reply",
        "no_reply",
        "noreply",
        "notification",
        "notifications",
        "office",
        "orders",
        "postmaster",
        "press",
        "privacy",
        "receipts",
        "recruiting",
        "reply",
        "sales",
        "security",
        "service",
        "shop",
        "spam",
        "status",
        "subscriptions",
        "support",
        "team",
        "unsubscribe",
        "updates",
        "web",
        "webmaster",
    }
)
"""Local parts of addresses behind which no single person sits."""

_NAMES = re.compile(
    r"(linkedin member|facebook user|instagram user|deleted (account|user|profile)|unknown( (caller|number|sender))?|"
    r"no ?reply|do not reply|mailer[- ]daemon|saved messages|note(s)? to self|private number|anonymous|telegram|"
    r"whatsapp|discord|slackbot|.*\bbot)",
    re.IGNORECASE,
)
_FIRM = re.compile(
    r"\b((?i:gmbh|ltd|llc|llp|plc|s\.a\.r\.l|sarl|s\.p\.a|b\.v|n\.v|pty|corp|corporation|limited|holdings?)"
    r"|SpA|SA|AG|KG|UG|BV|NV|Inc|INC)\.?,?\s*$"
)
"""The short ones as firms write them: Ag is a surname."""
THIS_IS_YOU = "this is you"


def role_address(handle: Handle) -> bool:
    """Whether an e-mail address is of a role, a list or a machine: `info@`, `no-reply@`."""
    if handle.kind is not HandleKind.EMAIL:
        return False
    local = handle.value.partition("@")[0].partition("+")[0]
    return local in _ROLES or local.startswith(("noreply", "no-reply", "donotreply", "bounce"))


@dataclass(frozen=True, slots=True)
class Owner:
    """The user: names and handles that are theirs, so that they never become a person of their own."""

    handles: frozenset[Handle] = frozenset()
    names: frozenset[str] = frozenset()
    """Folded (`unscroll.people.folding.fold`)."""

    @classmethod
    def of(cls, told: Iterable[str], region: str = "") -> Self:
        """Whom names, addresses, numbers (of `region`, where they have no country), profiles tell."""
        handles: set[Handle] = set()
        names: set[str] = set()
        for text in told:
            if found := email(text) or phone(text, region) or profile(text):
                handles.add(found)
            elif name := fold(text):
                names.add(name)
        return cls(frozenset(handles), frozenset(names))

    @classmethod
    def named(cls, told: Iterable[str]) -> Self:
        """By what was told as it stands, read as names alone: the service does without what numbers are read with."""
        return cls(names=frozenset(name for text in told if (name := fold(text))))

    def bears(self, name: str, handles: Iterable[Handle] = ()) -> bool:
        """Whether a name, as it is written, or one of the handles, other names among them, is theirs."""
        names = [name, *(handle.value for handle in handles if handle.kind is HandleKind.NAME)]
        return bool(self.handles.intersection(handles) or self.names.intersection(map(fold, names)))

    def refuse(self, name: str, handles: Iterable[Handle] = ()) -> None:
        """UnscrollError (2) where somebody who is to be kept is the user."""
        if self.bears(name, handles):
            raise UnscrollError(THIS_IS_YOU, "people.me in the settings says so", Exit.USAGE)


def nobody_because(name: str, handles: Iterable[Handle], owner: Owner, folded: str) -> str:
    """Why a record is no person, as words for a Problem; "" for somebody. `folded` is the folded name."""
    strong = [handle for handle in handles if handle.strong]
    if owner.handles.intersection(strong) or (folded and folded in owner.names):
        return THIS_IS_YOU
    if not name.strip() and not strong:
        return "it has no name, number or address"
    if _NAMES.fullmatch(name.strip()):
        return "no person: a service, a bot or a deleted account"
    if _FIRM.search(name) and not any(h.kind is HandleKind.PROFILE for h in strong):
        return "no person: a company"
    if strong and all(role_address(handle) for handle in strong):
        return "no person: an address of a role or a list"
    return ""
