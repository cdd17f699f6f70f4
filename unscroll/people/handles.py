"""Handle: an address of somebody, in the one spelling that two sources share."""

import re
from dataclasses import dataclass
from enum import StrEnum
from unicodedata import normalize
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from unscroll.errors import UnscrollError
from unscroll.plain import one_line


class HandleKind(StrEnum):
    EMAIL = "email"
    PHONE = "phone"
    """E.164, as `+33612345678`; with `;ext=12` where there is an extension, so that colleagues stay two."""
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


# Patterns are compiled when they are used: most commands read no handle.
_EMAIL = r"[^\s@<>,;:\"()\[\]]{1,64}@[^\s@<>,;:\"()\[\]]{1,255}"
_HOSTS = {"twitter.com": "x.com", "fb.com": "facebook.com", "telegram.me": "t.me"}
"""Hosts that show the same pages under an older name."""
_NO_PAGE = r"\.(php|aspx?|html?)$|/(watch|in|profile|share|home|login|search)$"
"""Paths that say nothing of whom they show: the query did, or nothing."""
_LINKEDIN = "/in/[^/]+|/pub/.+"


def email(text: str) -> Handle | None:
    """The handle of an e-mail address; None where the text is none. The whole is lower case: mailboxes that differ by
    case alone do not occur in address books."""
    told = _without("mailto:", text).strip("<>").strip()
    if not re.fullmatch(_EMAIL, told):
        return None
    local, _, domain = told.rpartition("@")
    try:
        domain = domain.rstrip(".").encode("idna").decode("ascii")
    except UnicodeError:
        return None
    return Handle(HandleKind.EMAIL, f"{local}@{domain}".lower()) if "." in domain else None


def phone(text: str, region: str = "") -> Handle | None:
    """The handle of a telephone number; None where it is none, or where a national number has no `region` (ISO 3166,
    two letters) to belong to. Short codes, free numbers and premium numbers are nobody's.

    A number with its country needs only be possible (new ranges are younger than the library); one that a region is
    added to must be in use there, as many a number of elsewhere is possible in it.
    """
    if not any(map(str.isdigit, text)):
        return None  # most texts that may be a number are a name, and what reads numbers is large
    import phonenumbers as lib

    told = _without("tel:", text)
    if not region and told.startswith("00"):
        told = f"+{told[2:]}"
    try:
        number = lib.parse(told, region.upper() or None)
    except lib.NumberParseException:
        return None
    whole = told.lstrip("(").startswith(("+", "＋"))
    possible = lib.is_possible_number_with_reason(number) == lib.ValidationResult.IS_POSSIBLE
    services = (
        lib.PhoneNumberType.PREMIUM_RATE,
        lib.PhoneNumberType.TOLL_FREE,
        lib.PhoneNumberType.SHARED_COST,
        lib.PhoneNumberType.UAN,
        lib.PhoneNumberType.VOICEMAIL,
    )
    if not (possible if whole else lib.is_valid_number(number)) or lib.number_type(number) in services:
        return None
    extension = f";ext={number.extension}" if number.extension else ""
    return Handle(HandleKind.PHONE, lib.format_number(number, lib.PhoneNumberFormat.E164) + extension)


def profile(text: str) -> Handle | None:
    """The handle of a profile page; None where the text is no web address with a path, or a page that is of nobody."""
    told = text.strip()
    if "://" not in told:
        told = f"https://{told}"
    try:
        parts = urlsplit(told)
        host = (parts.hostname or "").encode("idna").decode("ascii").lower().rstrip(".")
    except (ValueError, UnicodeError):
        return None
    host = host.removeprefix("www.").removeprefix("m.").removeprefix("mobile.")
    if host.endswith(".linkedin.com"):
        host = "linkedin.com"  # uk.linkedin.com and linkedin.com are one
    host = _HOSTS.get(host, host)
    path = _profile_path(host, parts)
    if parts.scheme not in ("http", "https") or "." not in host or not path:
        return None
    return Handle(HandleKind.PROFILE, f"{host}{path}")


def _profile_path(host: str, parts: SplitResult) -> str:
    """`/in/zoe`; "" where the page is of nobody, or of a company."""
    path = normalize("NFC", unquote(re.sub(r"/{2,}", "/", parts.path)).rstrip("/").lower())
    if host == "facebook.com" and path == "/profile.php":
        number = parse_qs(parts.query).get("id", [""])[0]
        return f"/{number}" if number.isdecimal() else ""
    if host == "linkedin.com":
        found = re.match(_LINKEDIN, path)
        path = found[0] if found else ""
    return "" if re.search(_NO_PAGE, path) or any(c.isspace() or not c.isprintable() for c in path) else path


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


_SHAPES = {
    HandleKind.EMAIL: _EMAIL,
    HandleKind.PHONE: r"\+[0-9]{4,15}(;ext=[0-9]{1,8})?",
    HandleKind.PROFILE: r"[^\s/?#@:]+\.[^\s/?#@:]+/[^?#]+",
    HandleKind.ID: "[^:]{1,40}:.+",
    HandleKind.NAME: ".+",
}
LONGEST = 400
"""Characters of a handle; nobody has a longer address."""


def told_handle(text: str) -> Handle:
    """As `read_handle`, of a text that somebody else wrote: ValueError for what is no canonical value of its kind."""
    handle = read_handle(text)
    value = handle.value
    fits = re.fullmatch(_SHAPES[handle.kind], value) and len(value) <= LONGEST
    shown = value if handle.kind is HandleKind.NAME else value.isprintable() and value
    if not fits or shown != one_line(value):
        raise ValueError(f"no {handle.kind}")
    return handle


def _without(scheme: str, text: str) -> str:
    told = text.strip()
    return told[len(scheme) :].strip() if told[: len(scheme)].lower() == scheme else told
