"""Reasons: why a connection cannot be opened, in words for a person."""

import errno
from collections.abc import Mapping

_WORDS: Mapping[int | None, str] = {
    errno.ENOENT: "nothing listens there",
    errno.ECONNREFUSED: "nothing listens there",
    errno.ETIMEDOUT: "no answer",
    errno.EACCES: "it does not let us in",
    errno.EPERM: "it does not let us in",
}


def reason_of(failure: BaseException, otherwise: str) -> str:
    """Libraries quote bytes, error numbers and addresses; none of that is told. `otherwise` is for the unknown."""
    if isinstance(failure, TimeoutError):
        return "no answer"
    said = str(failure)
    if "uthorization" in said or "uthentication" in said or "MIT-MAGIC" in said or "REJECTED" in said:
        return "it does not let us in"
    beneath = failure if isinstance(failure, OSError) else failure.__cause__ or failure.__context__
    if not isinstance(beneath, OSError):
        return otherwise
    plain = (beneath.strerror or "").partition(":")[0]
    return _WORDS.get(beneath.errno) or (plain[:1].lower() + plain[1:]) or otherwise
