"""Surface: where attention was, without titles, addresses or texts."""

import re
from dataclasses import dataclass

_TOKEN = re.compile(r"[a-z0-9_]{1,40}\Z")
_RULE = re.compile(r"[\w./ -]{1,120}\Z")
_APP = re.compile(r"[\w.() +-]{0,80}\Z")
_KEY = re.compile(r"[0-9a-f]{32}\Z")
_HOST = re.compile(r"[a-z0-9.\[\]:_-]{0,253}\Z")


@dataclass(frozen=True, slots=True)
class ThreadKey:
    """A conversation: HMAC-SHA256(k, platform NUL partner) cut to 16 bytes (DESIGN.md 4), never the partner itself."""

    digest: bytes

    def __post_init__(self) -> None:
        if len(self.digest) != 16:
            raise ValueError(f"a thread key has 16 bytes, not {len(self.digest)}")

    def __str__(self) -> str:
        return f"x-{self.digest.hex()[:4]}"


def thread_of(told: object) -> ThreadKey | None:
    """The key of its 32 digits in hex; None for anything else, also for what `bytes.fromhex` makes fewer bytes of."""
    return ThreadKey(bytes.fromhex(told)) if isinstance(told, str) and _KEY.match(told) else None


@dataclass(frozen=True, slots=True)
class Surface:
    """A platform (site or app) and the view of it.

    Each field has a shape that no title, path or query fits (ValueError otherwise): privacy is a type.
    `rule` is the name of the rule that recognised it and is stored as a fact; `app` is a program's id;
    `host` stays empty unless the user set `record.sites = "all"`.
    """

    platform: str
    view: str
    rule: str
    app: str = ""
    host: str = ""
    thread: ThreadKey | None = None

    def __post_init__(self) -> None:
        if not (_TOKEN.match(self.platform) and _TOKEN.match(self.view)):
            raise ValueError("platform and view are short lower-case words")
        if not (_RULE.match(self.rule) and _APP.match(self.app) and _HOST.match(self.host)):
            raise ValueError("rule, app or host has a shape that could hold a text")


BROWSER = "browser"
"""The platform of a browser's own window; the time line puts the page in its place (METRICS 2.5.0)."""
