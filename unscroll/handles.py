"""Handle: an address of somebody, in the one spelling that two sources share."""

import re
from dataclasses import dataclass
from enum import StrEnum

from unscroll.errors import UnscrollError


class HandleKind(StrEnum):
    EMAIL = "email"
    PHONE = "phone"
    """E.164, as `+33612345678`."""
    PROFILE = "profile"
    """The address of a profile page, without scheme, query and trailing slash: `linkedin.com/in/zoe`."""
    ID = "id"
    """A platform's own number or name of somebody, as `telegram:4711`."""
    NAME = "name"
    """Another name; names are no keys (METRICS 4)."""


@dataclass(frozen=True, slots=True, order=True)
class Handle:
    """`value` is canonical; made by `email`, `phone`, `profile`, `platform_id` or `alias`."""

    kind: HandleKind
    value: str

    @property
    def strong(self) -> bool:
        """Whether two people who share it are one (METRICS 4)."""
        return self.kind is not HandleKind.NAME

    def __str__(self) -> str:
        return f"{self.kind}:{self.value}"


_EMAIL = re.compile(r"[^\s@<>,;:\"()\[\]]{1,64}@[^\s@<>,;:\"()\[\]]{1,255}")
_PROFILE = re.compile(r"(?:https?://)?([^\s/?#:@\\]+)(?::\d+)?(/[^\s?#\\]*)(?:[?#]\S*)?", re.IGNORECASE)
_SEPARATED = re.compile(r"\s*(?:ext\.?|x|#|;ext=)\s*\d+\s*$", re.IGNORECASE)


def email(text: str) -> Handle | None:
    """The handle of an e-mail address; None where the text is none. The whole is lower case: mailboxes that differ by
    case alone do not occur in address books."""
    told = text.strip().removeprefix("mailto:").strip("<>").strip()
    if not _EMAIL.fullmatch(told):
        return None
    local, _, domain = told.rpartition("@")
    try:
        domain = domain.rstrip(".").encode("idna").decode("ascii")
    except UnicodeError:
        return None
    return Handle(HandleKind.EMAIL, f"{local}@{domain}".lower()) if "." in domain else None


def phone(text: str, region: str = "") -> Handle | None:
    """The handle of a telephone number; None where it is none, or where a national number has no `region` (ISO 3166,
    two letters) to belong to. Short codes and premium numbers are nobody's."""
    import phonenumbers as lib

    told = _SEPARATED.sub("", text.strip().removeprefix("tel:"))
    try:
        number = lib.parse(told, region.upper() or None)
    except lib.NumberParseException:
        return None
    if not lib.is_valid_number(number):
        return None
    return Handle(HandleKind.PHONE, lib.format_number(number, lib.PhoneNumberFormat.E164))


def profile(text: str) -> Handle | None:
    """The handle of a profile page; None where the text is no web address with a path."""
    found = _PROFILE.fullmatch(text.strip())
    if found is None:
        return None
    try:
        host = found[1].encode("idna").decode("ascii").lower().rstrip(".")
    except UnicodeError:
        return None
    path = re.sub(r"/{2,}", "/", found[2]).rstrip("/")
    if "." not in host or not path:
        return None
    host = host.removeprefix("www.").removeprefix("m.").removeprefix("mobile.")
    if host.endswith(".linkedin.com"):
        host = "linkedin.com"  # uk.linkedin.com and linkedin.com are one
    return Handle(HandleKind.PROFILE, f"{host}{path}".lower())


def platform_id(platform: str, number: str) -> Handle | None:
    """The handle of a platform's own id of somebody; None where either is empty."""
    named, told = platform.strip().lower(), number.strip()
    return Handle(HandleKind.ID, f"{named}:{told}") if named and told else None


def alias(text: str) -> Handle | None:
    """Another name; None where nothing is left of it."""
    told = " ".join(text.split())
    return Handle(HandleKind.NAME, told) if told else None


def spoken_handle(text: str, region: str = "") -> Handle:
    """What a person types: an e-mail address, a number, an address of a profile, or `platform:id`.

    UnscrollError (2) for anything else.
    """
    from unscroll.errors import Exit

    named, colon, number = text.partition(":")
    found = email(text) or phone(text, region)
    if found is None and colon and not number.startswith("//") and named.isalnum():
        found = platform_id(named, number)
    found = found or profile(text)
    if found is None:
        hint = "an e-mail address, a number such as +33 6 12 34 56 78, a profile's address, or telegram:4711"
        raise UnscrollError(f"{text!r} is no handle", hint, Exit.USAGE)
    return found


def read_handle(text: str) -> Handle:
    """The handle of its own text, `str(handle)`; ValueError for anything else."""
    kind, _, value = text.partition(":")
    return Handle(HandleKind(kind), value)
