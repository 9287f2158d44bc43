"""Access tokens by client credentials (RFC 6749, 4.4), renewed before they expire and when they are refused."""

from __future__ import annotations

import http.client
import json
import math
import re
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
LONGEST_LIFE = 86_400.0
USUAL_LIFE = 600.0
# The server's own word comes first (RFC 6749, 5.2 and 4.1.2.1), then the status.
_FOR_NOW = frozenset({"temporarily_unavailable", "server_error", "slow_down"})
_OURS = frozenset(
    {"invalid_request", "invalid_client", "invalid_grant", "invalid_scope", "unauthorized_client"}
    | {"unsupported_grant_type", "invalid_resource", "access_denied"}
)
_WAIT = frozenset({408, 425, 429})
_TOKEN = re.compile(r"[\x21-\x7e]{1,16384}")
_REMEDY = "Check token_url, client_id, the client secret and scope in [imap.oauth]."


class _NoDetours(urllib.request.HTTPRedirectHandler):
    """The secret goes to token_url and nowhere else."""

    def redirect_request(self, *arguments: Any) -> None:
        return None


class TokenSource:
    """Gives a token that is good for some minutes yet; asks the server only when the last one is nearly over."""

    def __init__(self, oauth: Oauth, clock: Callable[[], float] = time.monotonic) -> None:
        self._oauth = oauth
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

    def drop(self, token: str) -> None:
        """A mail server refuses this token: the next one is asked for anew."""
        if token == self._token:
            self._token = ""

    def _ask(self) -> bytes:
        form = {
            "grant_type": "client_credentials",
            "client_id": self._oauth.client_id,
            "client_secret": self._oauth.client_secret.reveal(),
            "scope": self._oauth.scope,
        }
        request = urllib.request.Request(self._oauth.token_url, urllib.parse.urlencode(form).encode())  # noqa: S310 - https only
        https = urllib.request.HTTPSHandler(context=client_context(str(self._oauth.ca_file or "")))
        try:
            with urllib.request.build_opener(https, _NoDetours).open(request, timeout=30) as response:
                return _whole(response)
        except urllib.error.HTTPError as error:
            raise _refusal(error.code, _rest(error), self._oauth.token_url) from error
        except (OSError, http.client.HTTPException) as error:
            raise _trouble(error, self._oauth.token_url) from error


def _whole(response: http.client.HTTPResponse) -> bytes:
    """The answer, or OSError when less came than was announced: half of it would look like a refusal."""
    answer = response.read(LONGEST_ANSWER)
    if response.length and len(answer) < LONGEST_ANSWER:
        raise ConnectionError("the answer was cut")
    return answer


def _rest(error: urllib.error.HTTPError) -> bytes:
    """What comes with a refusal, as far as it arrives."""
    try:
        with error:
            return bytes(error.read(LONGEST_ANSWER))
    except (OSError, http.client.HTTPException):
        return b""


def _trouble(error: Exception, url: str) -> OperatorError | TransientError:
    problem = f"No token from {url}: {getattr(error, 'reason', None) or error}."
    if isinstance(getattr(error, "reason", error), ssl.SSLCertVerificationError):
        return OperatorError(problem, "Its certificate cannot be trusted: give its CA as ca_file in [imap.oauth].")
    return TransientError(problem, "It will be asked again.")


def _refusal(status: int, answer: bytes, url: str) -> OperatorError | TransientError:
    """The server's own code says enough; its long text may repeat what we sent."""
    told = _parsed(answer).get("error")
    reason = told if isinstance(told, str) and re.fullmatch(r"[\w.-]{1,60}", told) else ""
    problem = f"No token from {url}: HTTP {status} {reason}".strip() + "."
    passes = reason in _FOR_NOW or (reason not in _OURS and (status in _WAIT or status >= 500))
    return TransientError(problem, "It will be asked again.") if passes else OperatorError(problem, _REMEDY)


def _understood(answer: bytes, url: str) -> tuple[str, float]:
    """The token and for how many seconds it is good."""
    fields = _parsed(answer)
    if fields.get("error"):
        raise _refusal(200, answer, url)
    token = fields.get("access_token")
    if not isinstance(token, str) or not _TOKEN.fullmatch(token):
        raise OperatorError(f"No token from {url}: the answer holds none.", "Check token_url in [imap.oauth].")
    return token, _lifetime(fields.get("expires_in"))


def _lifetime(told: object) -> float:
    """Seconds; ten minutes when the server tells nothing sensible, nothing when it tells nothing or less."""
    try:
        seconds = float(told) if isinstance(told, int | float | str) and not isinstance(told, bool) else math.nan
    except (ValueError, OverflowError):
        seconds = math.nan
    return USUAL_LIFE if math.isnan(seconds) else min(max(seconds, 0.0), LONGEST_LIFE)


def _parsed(answer: bytes) -> dict[str, Any]:
    try:
        fields = json.loads(answer)
    except (ValueError, RecursionError):
        return {}
    return fields if isinstance(fields, dict) else {}
