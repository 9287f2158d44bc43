"""Under which name the receiving server writes its verdicts about senders, found in the mails that it received."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from bot.core.mail.authentication.results import read
from bot.core.mail.authentication.verdict import believed
from bot.core.mail.headers import split
from bot.core.mail.mailboxes import mailboxes
from bot.core.people.addresses import a_label, domain_of

ENOUGH_MAILS, ENOUGH_DOMAINS, MOST = 3, 2, 0.8
MICROSOFT = "outlook.com"
_BY = re.compile(r"\bby\s+([a-z0-9_-]+(?:\.[a-z0-9_-]+)*\.[a-z][a-z0-9-]+)", re.I)
_NAME = re.compile(r"\*?[a-z0-9_.-]+")


@dataclass(frozen=True, slots=True)
class Sample:
    """One received mail: its Authentication-Results, topmost first, who sent it, and the host that took it."""

    verdicts: tuple[str, ...]
    sender_domain: str
    host: str


@dataclass(frozen=True, slots=True)
class Signer:
    """`mails` came from outside. `proposal` stands on `written` of them, from `domains`; "" when no name stands out.

    `own` says that the proposal is a name of the server that took the mails: any other one a sender may have written.
    `trusted` counts the mails on which the configured name stands. `thin` is a name of that server which stands on too
    few of them, or on mails of one sender's domain only, to be proposed.
    """

    mails: int
    trusted: int = 0
    proposal: str = ""
    written: int = 0
    domains: int = 0
    own: bool = False
    thin: str = ""


def sample(header: bytes, own_domain: str) -> Sample | None:
    """What a mail's header tells; None for a mail from inside or one that no server took."""
    headers, _ = split(header)
    addresses = mailboxes(headers.first("from")).addresses
    sender = domain_of(addresses[0].address) if addresses else ""
    took = headers.all("received")
    if not took or not sender or sender == a_label(own_domain):
        return None
    host = next((found[1].lower() for line in took if (found := _BY.search(line))), "")
    return Sample(headers.all("authentication-results")[:20], sender, host)


def found(samples: Sequence[Sample], trusted: str = "") -> Signer:
    """The name that stands on most of these mails, from several domains; never one that a single sender could write."""
    believing = sum(believed(one.verdicts, trusted).server is not None for one in samples)
    best = Signer(len(samples), believing)
    names = dict.fromkeys(name for one in samples for name in _names(one))
    thin, rank = "", (False, 0, False, 0)
    for name in names:
        bearing = [one for one in samples if believed(one.verdicts, name).server is not None]
        domains = len({one.sender_domain for one in bearing})
        own = sum(_related(name, one.host) for one in bearing) >= MOST * len(bearing)
        if len(bearing) < max(ENOUGH_MAILS, MOST * len(samples)) or domains < ENOUGH_DOMAINS:
            thin = thin or (name if own else "")
            continue
        telling = sum(_tells_dmarc(one, name) for one in bearing)
        if (this := (own, telling, not name.startswith("*"), len(bearing))) > rank:
            best, rank = Signer(len(samples), believing, name, len(bearing), domains, own), this
    return best if best.proposal else replace(best, thin=thin)


def _names(one: Sample) -> Iterator[str]:
    """What this mail could be believed by: the ids on it, their families, and Microsoft's where it left out its own."""
    servers = [read(value).server for value in one.verdicts]
    if servers[:1] == [""] and _base(one.host) == MICROSOFT:
        yield MICROSOFT
    for server in servers:
        if server and _NAME.fullmatch(server):
            yield server
            if server.count(".") >= 2:
                yield "*." + server.partition(".")[2]


def _related(name: str, host: str) -> bool:
    return bool(host) and _base(name.removeprefix("*.")) == _base(host)


def _base(host: str) -> str:
    return ".".join(host.split(".")[-2:])


def _tells_dmarc(one: Sample, name: str) -> bool:
    return any(result.method == "dmarc" for result in believed(one.verdicts, name).results)


def samples(headers: Iterable[bytes], own_domain: str) -> tuple[Sample, ...]:
    """Those of the mails that came from outside."""
    return tuple(one for header in headers if (one := sample(header, own_domain)))
