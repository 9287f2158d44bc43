"""Whether our own mail server vouches for the sender (RFC 8601), by the one header that we may believe."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.core.mail.message import InboundMail
from bot.core.people.addresses import a_label, domain_of, small

MAX_HEADER = 20_000
_QUOTED = r'"(?:[^"\\]|\\.)*"'
_METHOD = re.compile(r'\s*([A-Za-z][\w-]*)(?:\s*/\s*\d+)?\s*=\s*("[A-Za-z]+"|[A-Za-z]+)')
_PROPERTY = re.compile(rf"([a-z][\w-]*\s*\.\s*[\w-]+)\s*=\s*({_QUOTED}|[^\s;]+)", re.I)
_STATEMENT = re.compile(rf'(?:{_QUOTED}|[^;"]|")+')
_SPF_FAILS = frozenset({"fail", "softfail", "hardfail"})
# Microsoft 365 names no host in its header; whoever trusts it says so with one of these.
_NAMELESS = re.compile(r"(?:.+\.)?(?:outlook\.com|microsoft\.com|office365\.com)$|(?:microsoft|office)[ -]?365$")


@dataclass(frozen=True, slots=True)
class MethodResult:
    """One method's result with its properties, all in lower case."""

    method: str
    result: str
    properties: tuple[tuple[str, str], ...] = ()

    def domain(self, *names: str) -> str:
        """The domain that the first of these properties names."""
        found = dict(self.properties)
        value = next((found[name] for name in names if name in found), "")
        return a_label(value.rpartition("@")[2].strip(".<>"))


def authenticated(mail: InboundMail, trusted_authserv_id: str) -> bool:
    """DMARC passed for the From domain, or DKIM or SPF did for one aligned with it; no for anything unclear (h1-h8)."""
    if mail.sender is None:
        return False
    domain = domain_of(mail.sender.address)
    results = trusted_results(mail, trusted_authserv_id)
    if any(r.method == "dmarc" and r.result == "fail" for r in results):
        return False
    return any(_vouches(r, domain) for r in results if r.result == "pass")


def failed(mail: InboundMail, trusted_authserv_id: str) -> bool:
    """The From domain itself disowns this mail: DMARC failed."""
    return any(r.method == "dmarc" and r.result == "fail" for r in trusted_results(mail, trusted_authserv_id))


def unproved(mail: InboundMail, trusted_authserv_id: str) -> bool:
    """Nothing aligned passes, and SPF failed or only a stranger's signature holds (DESIGN §5)."""
    if authenticated(mail, trusted_authserv_id):
        return False
    results = trusted_results(mail, trusted_authserv_id)
    strays = any(r.method == "spf" and r.result in _SPF_FAILS for r in results)
    return strays or any(r.method == "dkim" and r.result == "pass" for r in results)


def trusted_results(mail: InboundMail, trusted_authserv_id: str) -> tuple[MethodResult, ...]:
    """The results of the topmost header of our own server; headers further down may be forged (h3)."""
    trusted = small(trusted_authserv_id.strip())
    if not trusted:
        return ()
    headers = [small(_without_comments(value[:MAX_HEADER])) for value in mail.authentication[:20]]
    if _NAMELESS.match(trusted) and headers and "=" in headers[0].partition(";")[0]:
        return _results(headers[0])
    own = (rest for one, rest in map(_authserv, headers) if one == trusted)
    return _results(next(own, ""))


def _authserv(value: str) -> tuple[str, str]:
    """The authserv-id, which may be a quoted string, and what follows it."""
    first = next(iter(_statements(value)), "")
    words = re.match(rf"\s*({_QUOTED}|\S+)", first)
    return (_unquoted(words[1]) if words else ""), value[len(first) + 1 :]


def _unquoted(text: str) -> str:
    return re.sub(r"\\(.)", r"\1", text[1:-1]) if re.fullmatch(_QUOTED, text, re.S) else text


def _results(value: str) -> tuple[MethodResult, ...]:
    found = []
    for piece in _statements(value)[:100]:
        method = _METHOD.match(piece)
        if method is not None:
            rest = piece[method.end() :]
            pairs = tuple((re.sub(r"\s", "", name), _unquoted(text)) for name, text in _PROPERTY.findall(rest))
            found.append(MethodResult(method[1], _unquoted(method[2]), pairs))
    return tuple(found)


def _statements(value: str) -> list[str]:
    """Split at semicolons outside quoted strings."""
    return _STATEMENT.findall(value)


def _without_comments(value: str) -> str:
    """Comments may nest and may hold anything, also what looks like a result."""
    kept: list[str] = []
    depth = 0
    for piece in re.findall(r'"(?:[^"\\]|\\.)*"|\\.|[()]|[^()"\\]+|.', value, re.S):
        if piece == "(":
            depth += 1
        elif piece == ")":
            depth = max(depth - 1, 0)
        elif not depth:
            kept.append(piece)
    return "".join(kept)


def _vouches(result: MethodResult, domain: str) -> bool:
    if result.method == "dmarc":
        return result.domain("header.from") in ("", domain)
    if result.method == "dkim":
        return _aligned(result.domain("header.d", "header.i"), domain)
    return result.method == "spf" and _aligned(result.domain("smtp.mailfrom", "smtp.mail", "envelope-from"), domain)


def _aligned(one: str, other: str) -> bool:
    """The same domain, or one a sub-domain of the other; a mere top-level domain aligns with nothing."""
    if "." not in one or "." not in other:
        return False
    return one == other or one.endswith("." + other) or other.endswith("." + one)
