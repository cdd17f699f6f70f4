"""PageToken: the one-time code in the address of a page, and the token that it is exchanged for."""

import hmac
import secrets


class Tokens:
    """Of one server's life. Both are compared in constant time."""

    def __init__(self) -> None:
        self.code = secrets.token_urlsafe(24)
        self._token = secrets.token_urlsafe(32)
        self._used = False

    def exchange(self, code: str) -> str | None:
        """The token, for the code, once; None for any other, and afterwards."""
        right = hmac.compare_digest(code.encode("utf-8", "replace"), self.code.encode())
        if self._used or not right:
            return None
        self._used = True
        return self._token

    def holds(self, token: str) -> bool:
        """Whether a request may read or write anything; nothing may before the code was exchanged."""
        right = hmac.compare_digest(token.encode("utf-8", "replace"), self._token.encode())
        return right and self._used
