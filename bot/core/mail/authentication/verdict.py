"""Whether our own mail server vouches for the sender (RFC 8601), by the one header field that we may believe.

An ARC-Authentication-Results (RFC 8617) never counts: it is the word of a server on the way, anybody may seal what he
likes, and whether our own server believes him it tells in its own field. Neither do the methods `arc` and `compauth`
count, nor the result `bestguesspass`: no one of them is a pass of the From domain.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.core.mail.authentication.results import MethodResult, Verdicts, read
from bot.core.mail.message import InboundMail
from bot.core.people.addresses import domain_of, small

MAX_FIELDS = 20
_SPF_FAILS = frozenset({"fail", "softfail", "hardfail"})
# Microsoft 365 names no host in its header; whoever trusts it says so with one of these.
_NAMELESS = re.compile(r"(?:.+\.)?(?:outlook\.com|microsoft\.com|office365\.com)$|(?:microsoft|office)[ -]?365$")


@dataclass(frozen=True, slots=True)
class Standing:
    """What our own server says of a sender.

    `authenticated`: DMARC passed for the From domain, or DKIM or SPF did for one aligned with it; no for anything
    unclear (h1-h8). `failed`: the From domain itself disowns this mail (DMARC). `unproved`: nothing aligned passes, and
    SPF failed or only a stranger's signature holds (DESIGN §5).
    """

    authenticated: bool
    failed: bool
    unproved: bool


def standing(mail: InboundMail, trusted_authserv_id: str) -> Standing:
    """All of it, from one reading of the field."""
    results = trusted_results(mail, trusted_authserv_id)
    fails = any(r.method == "dmarc" and r.result == "fail" for r in results)
    passed = [r for r in results if r.result == "pass"]
    domain = domain_of(mail.sender.address) if mail.sender is not None else ""
    vouched = not fails and mail.sender is not None and any(_vouches(r, domain) for r in passed)
    strays = any(r.method == "spf" and r.result in _SPF_FAILS for r in results)
    return Standing(vouched, fails, not vouched and (strays or any(r.method == "dkim" for r in passed)))


def authenticated(mail: InboundMail, trusted_authserv_id: str) -> bool:
    """See Standing."""
    return standing(mail, trusted_authserv_id).authenticated


def failed(mail: InboundMail, trusted_authserv_id: str) -> bool:
    """See Standing."""
    return standing(mail, trusted_authserv_id).failed


def unproved(mail: InboundMail, trusted_authserv_id: str) -> bool:
    """See Standing."""
    return standing(mail, trusted_authserv_id).unproved


def trusted_results(mail: InboundMail, trusted_authserv_id: str) -> tuple[MethodResult, ...]:
    """The results of the topmost field of our own server; fields further down may be forged (h3)."""
    return believed(mail.authentication, trusted_authserv_id).results


def believed(values: tuple[str, ...], trusted_authserv_id: str) -> Verdicts:
    """Of a mail's Authentication-Results fields, topmost first, the one that counts; an empty one when none does.

    `*.provider.example` means a server of that name, whichever: large providers have many. Microsoft 365 puts its
    nameless field on top of all, so for whoever trusts it only the topmost counts, whatever stands below. A field whose
    id cannot be read may be our own: nothing below it counts.
    """
    trusted = small(trusted_authserv_id.strip())
    if not trusted:
        return Verdicts(None)
    if _NAMELESS.match(trusted):
        top = read(values[0]) if values else Verdicts(None)
        return top if top.server in ("", trusted) else Verdicts(None)
    fields = (one for one in map(read, values[:MAX_FIELDS]) if one.server is None or _is(one.server, trusted))
    found = next(fields, Verdicts(None))
    return found if found.server is not None else Verdicts(None)


def _is(server: str, trusted: str) -> bool:
    return server.endswith(trusted[1:]) and len(server) >= len(trusted) if trusted[:2] == "*." else server == trusted


def _vouches(result: MethodResult, domain: str) -> bool:
    if result.method == "dmarc":
        return not result.names("header.from") or result.domain("header.from") == domain
    if result.method == "dkim":
        return _aligned(result.domain("header.d", "header.i"), domain)
    return result.method == "spf" and _aligned(result.domain("smtp.mailfrom", "smtp.mail"), domain)


def _aligned(one: str, other: str) -> bool:
    """The same domain, or one a sub-domain of the other; a mere top-level domain aligns with nothing."""
    if "." not in one or "." not in other:
        return False
    return one == other or one.endswith("." + other) or other.endswith("." + one)
