"""Delivery reports in plain words: which addresses, and whether it failed for good."""

from __future__ import annotations

import re
from collections.abc import Callable

from bot.core.mail.machine.fault import fault
from bot.core.mail.message import Bounce, BounceKind
from bot.core.people.addresses import key

MAX_REPORT = 20_000
MAX_LINE = 1000
LISTED_LINES = 60

Rules = tuple[Callable[[str], list[str]], ...]

_ADDRESS = r"[^\s<>\"'(),;:\[\]*=|@]{1,64}@[\w-]+(?:\.[\w-]+)*"
_IDENTIFIER = re.compile(r"(?i)<?t\.t-[0-9a-z]{5}\.")  # the Message-IDs of our own mails
_ANY = re.compile(rf"(?:SMTP[:=])?({_ADDRESS})")
_OPENING = re.compile(
    rf"(?im)^[ \t]*<({_ADDRESS})>[ \t]*(?:\((?:expanded|generated)[^)]{{0,200}}\))?[ \t]*(?::|\.\.\.|$)"
)
_INTRODUCTION = re.compile(
    r"(?i)(?:recipients?|address(?:es)?|address\(es\)|recipient\(s\)|users?|destinations?|subscribers?|delivered to|"
    r"failed|"
    r"is|geadresseerden?|ontvangers?|adres(?:sen)?|groepen|groups?|lists|is mislukt|empfängern?|adressen?|gruppen|"
    r"zugestellt werden|destinataires?|groupes|suivants?|destinatarios?|получателям|failure reasons)\b[^\n@]{0,60}"
    r"(?:[:;.。：]|-{2,})[-\s|*]*$|"
    r"(?:had|have) (?:permanent|transient|delivery)[^\n@]*-{2,}\s*$|failed addresses[^\n@]*-+\|?$|failure reasons? *-+$"
)
_LISTED = re.compile(rf"[\s>*•|\"'\[-]*(?:[^\n@<(]{{0,60}}[<(\[\s\"'])?(?:SMTP:)?<?({_ADDRESS})")
_OTHER_FIELD = re.compile(
    r"(?i)\s*(?:original )?(?:sender|from|to|cc|subject|date|sent|mail from|van|aan|onderwerp)\s*:"
)
_GENERATED = re.compile(rf"(?i)\((?:generated|expanded|reason|originally|was)[^)@]{{0,30}}[ :<]({_ADDRESS})>?\)")
_NAMED = re.compile(
    r"(?i)(?:(?:failed|final|original|intended|undeliverable|unknown|invalid)[ -]*(?:recipient|address|user(?:id)?|"
    r"final delivery userid|delivery userid)s?(?: address| name)?|error-for|delivery failed \d+ attempts|full|rcpt to|"
    r"(?:ORCPT|dda:SMTP)|recipient|originally addressed to|addressed to(?: email address)?|local mailbox|local user|"
    r"undeliverable to|"
    r"(?:message|mail|e-mail|bericht(?:je)?|nachricht|email) (?:to|for|aan|naar|voor|an)(?: the following recipient|"
    r" this "
    r"address)?|returned permanent errors|could not (?:be delivered|deliver[^\n@]{0,20}) to|delivered to|delivery to|"
    r"bezorgd (?:bij|aan)|zugestellt werden an|délivré à|delivre a|remis à)"
    rf"(?: the following)?(?: recipients?| address(?:es)?)?\s*[:=;-]*\s*[<\[\"']*(?:SMTP:|rfc822;\s*)?({_ADDRESS})"
)
_FAULT = re.compile(
    r"(?i)\b[45]\d\d[ -]|\b[45]\.\d\.\d|unknown|no such|not (?:exist|found|listed|known|local|allowed)|doesn't have|"
    r"unavailable|"
    r"quota|full|rejected|disabled|invalid|refused|onbekend|bestaat niet|vol\b|unbekannt|inconnu|returned|undeliverable"
)
_ORIGINAL = re.compile(
    r"(?im)^(?:[-=*_>|# \t]*(?:(?:start of )?(?:the )?(?:original|returned|unsent|old|undelivered) (?:mail|message|"
    r"e-mail)|"
    r"(?:this|here|below|included|enclosed|attached)(?: below)? is (?:a|the) copy|a copy of the original|"
    r"below th(?:is|e next) line|"
    r"(?:the )?(?:first \d+ lines|headers?)[^\n]{0,40} (?:original|source|message|follow)|message (?:headers?|text|"
    r"body)\b|"
    r"your message reads|a summary of the undelivered|(?:original )?message details|forwarded message|mensaje original|"
    r"oorspronkelijk bericht|originele berichtkoppen|ursprüngliche nachricht|message d'origine|"
    r"diagnostic information for "
    r"administrators|diagnostische gegevens|old message)[^\n]*$|"
    r"(?:>?\s*)(?:received: from|received: by|return-path:|dkim-signature:|x-received:) )"
)
_DELAYED = re.compile(
    r"(?i)not yet (?:been )?delivered|ha(?:s|ve) been delayed|delayed (?:for |more than )?\d+|delivery (?:has been|"
    r"is|was) delayed|"
    r"attempts? will continue|will (?:continue|keep) (?:to |on )?(?:try|attempt|retry)|will be (?:retried|tried again)|"
    r"still (?:being )?(?:try|attempt|retri)|warning message only|could not send message for|just a warning|"
    r"been postponed|"
    r"still undelivered|delivery status notification \(delay|nog niet (?:worden )?(?:bezorgd|afgeleverd)|is vertraagd|"
    r"vertraging|blijven (?:we )?proberen|noch nicht zugestellt|verzögert|pas encore (?:été )?(?:remis|délivré)|"
    r"a été retardé"
)
_GIVEN_UP = re.compile(
    r"(?i)(?:given? up|giving up|not going to try again|no longer (?:try|attempt)|permanent(?:ly)? (?:error|fail))"
)
_STATUS = re.compile(r"(?<![\d.])([245]\.\d{1,2}\.\d{1,3})(?![\d.])")
_REPLY = re.compile(r"(?<![\d.:/-])([45])\d\d[ -](?=\D)")
_SYSTEM = re.compile(
    r"(?i)^(?:mailer-?daemon|postmaster|mail\.?daemon|abuse|hostmaster|helpdesk|support|noreply|no-reply)$"
)


def told_in_words(subject: str, body: str, excluded: frozenset[str]) -> tuple[Bounce, ...]:
    """The addresses that the words of a report point at; `excluded` (lower case) are the sender's own."""
    return _bounces(STRONG, subject, body, excluded)


def hinted_at_in_words(subject: str, body: str, excluded: frozenset[str]) -> tuple[Bounce, ...]:
    """The addresses near a fault, or the only ones there are."""
    return _bounces(WEAK, subject, body, excluded)


def _bounces(rules: Rules, subject: str, body: str, excluded: frozenset[str]) -> tuple[Bounce, ...]:
    text = report_text(body)
    addresses = next((found for found in (_kept(rule(text), excluded, rules is STRONG) for rule in rules) if found), ())
    return tuple(Bounce(address, *judged(subject, _about(address, addresses, text))) for address in addresses)


def _about(address: str, addresses: tuple[str, ...], text: str) -> str:
    """What is said of one of several addresses, from its first mention to the next one; all when that is nothing."""
    starts = sorted(text.find(a) for a in addresses)
    start = text.find(address)
    said = text[start : next((s for s in starts if s > start), len(text))]
    return said if len(addresses) > 1 and (_STATUS.search(said) or _FAULT.search(said)) else text


def opens_with_addresses(body: str) -> bool:
    """Whether lines begin with an address and a colon, the way reports in any language do."""
    return bool(_OPENING.search(body[:MAX_REPORT]))


def report_text(body: str) -> str:
    """The report without the mail that it returns."""
    body = "\n".join(line[:MAX_LINE] for line in body[:MAX_REPORT].split("\n"))
    cut = _ORIGINAL.search(body)
    return body[: cut.start()] if cut and _ANY.search(body[: cut.start()]) else body


def judged(subject: str, text: str) -> tuple[BounceKind, str]:
    """How final the report is, and its status code; expired mail says nothing of the address."""
    told = _STATUS.search(text)
    status = told[1] if told else ""
    if _DELAYED.search(f"{subject}\n{text}") and not _GIVEN_UP.search(text.split("will give up")[0]):
        return BounceKind.DELAYED, status
    reply = _REPLY.search(text)
    return fault(status or (f"{reply[1]}.0.0" if reply else ""), text), status


def _opening(text: str) -> list[str]:
    return _OPENING.findall(text)


def _listed(text: str) -> list[str]:
    """Addresses on the lines below "to the following recipients:"."""
    found: list[str] = []
    lines = text.split("\n")
    for at, line in enumerate(lines):
        if _INTRODUCTION.search(line.rstrip()):
            found += _below(lines[at + 1 : at + 1 + LISTED_LINES])
    return found


def _below(lines: list[str]) -> list[str]:
    found: list[str] = []
    indent = -1
    for line in lines:
        if not line.strip():
            continue
        if _OTHER_FIELD.match(line):
            continue
        generated, listed = _GENERATED.search(line), _LISTED.match(line)
        depth = len(line) - len(line.lstrip())
        if generated and found:
            found[-1] = generated[1]
        elif listed and (indent < 0 or depth <= indent):
            found.append(generated[1] if generated else listed[1])
            indent = depth if indent < 0 else indent
        elif generated:
            found.append(generated[1])
        elif _ends_the_list(line, depth, indent):
            break
    return found


def _ends_the_list(line: str, depth: int, indent: int) -> bool:
    """A sentence at the margin of the list, or before its first entry."""
    return len(line) > 60 and depth == 0 if indent < 0 else len(line) > 40 and depth <= indent


def _named(text: str) -> list[str]:
    return _NAMED.findall(text)


def _faulted(text: str) -> list[str]:
    """Addresses on a line that tells of a fault."""
    return [a for line in text.split("\n") if _FAULT.search(line) for a in _ANY.findall(line)]


def _only(text: str) -> list[str]:
    return _ANY.findall(text)


STRONG: Rules = (_opening, _listed, _named)
WEAK: Rules = (_faulted, _only)


def _kept(found: list[str], excluded: frozenset[str], named: bool) -> tuple[str, ...]:
    """Each once; a helpdesk is not who was written to, a postmaster only when nobody else is named."""
    once = {key(a): a for a in reversed([a.strip(".'`") for a in found]) if not _IDENTIFIER.match(a)}
    others = [a for known, a in reversed(once.items()) if known not in excluded]
    people = tuple(a for a in others if not _SYSTEM.match(a.rpartition("@")[0]))
    return people or tuple(a for a in others if named and a.lower().startswith("postmaster@"))
