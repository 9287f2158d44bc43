"""Access tokens for XOAUTH2 by client credentials (RFC 6749 §4.4), renewed before they expire."""

from __future__ import annotations

import json
import ssl
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable
from typing import Any

from bot.core.errors import OperatorError, TransientError
from bot.shell.servers.tls import client_context
from bot.shell.settings.frozen import Oauth

LONGEST_ANSWER = 64 * 1024
# What the server says when it is the client that is wrong, and waiting does not help.
REFUSED = frozenset({400, 401, 403, 404})


class TokenSource:
    """Gives a token that is good for some minutes yet; asks the server only when the last one is nearly over."""

    def __init__(
        self, oauth: Oauth, context: ssl.SSLContext | None = None, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._oauth = oauth
        self._context = context or client_context()
        self._clock = clock
        self._token = ""
        self._good_until = 0.0

    def __call__(self) -> str:
        """The token; TransientError when the server cannot be reached, OperatorError when it refuses us."""
        if not self._token or self._clock() >= self._good_until:
            asked_at = self._clock()
            answer = self._ask()
            self._token, lifetime = _understood(answer, self._oauth.token_url)
            # Five minutes early, so that no token expires between the asking and the sign-in.
            self._good_until = asked_at + max(lifetime - 300, lifetime / 2)
        return self._token

    def _ask(self) -> bytes:
        form = {
            "grant_type": "client_credentials",
            "client_id": self._oauth.client_id,
            "client_secret": self._oauth.client_secret.reveal(),
            "scope": self._oauth.scope,
        }
        request = urllib.request.Request(self._oauth.token_url, urllib.parse.urlencode(form).encode())  # noqa: S310 - https only
        try:
            with urllib.request.urlopen(request, timeout=30, context=self._context) as response:  # noqa: S310
                return bytes(response.read(LONGEST_ANSWER))
        except urllib.error.HTTPError as error:
            with error:
                raise _refusal(error.code, error.read(LONGEST_ANSWER), self._oauth.token_url) from error
        except OSError as error:
            raise TransientError(f"No token from {self._oauth.token_url}: {error}.") from error


def _refusal(status: int, answer: bytes, url: str) -> OperatorError | TransientError:
    """The server's own code says enough; its long text may repeat what we sent."""
    reason = _parsed(answer).get("error")
    problem = f"No token from {url}: HTTP {status} {reason if isinstance(reason, str) else ''}".strip() + "."
    if status in REFUSED:
        return OperatorError(problem, "Check token_url, client_id, the client secret and scope in [imap.oauth].")
    return TransientError(problem)


def _understood(answer: bytes, url: str) -> tuple[str, float]:
    """The token and for how many seconds it is good."""
    fields = _parsed(answer)
    token, lifetime = fields.get("access_token"), fields.get("expires_in", 600)
    if not isinstance(token, str) or not token:
        raise OperatorError(f"No token from {url}: the answer holds none.", "Check token_url in [imap.oauth].")
    return token, float(lifetime) if isinstance(lifetime, int | float) else 600.0


def _parsed(answer: bytes) -> dict[str, Any]:
    try:
        fields = json.loads(answer)
    except ValueError:
        return {}
    return fields if isinstance(fields, dict) else {}
