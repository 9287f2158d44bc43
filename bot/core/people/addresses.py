"""Mail addresses: strict syntax, one key to compare by, and proposals for typing errors."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

PROVIDERS = (
    "gmail.com", "hotmail.com", "hotmail.nl", "outlook.com", "live.nl", "icloud.com",
    "ziggo.nl", "kpnmail.nl", "kpnplanet.nl", "planet.nl", "xs4all.nl", "hetnet.nl", "upcmail.nl",
)  # fmt: skip
_NOBODY = re.compile(
    r"^(?:no-?_?reply|do-?not-?reply|niet-?(?:be)?antwoorden|mailer-?daemon|postmaster|bounces?)\b", re.IGNORECASE
)
_MARKS = str.maketrans("’‘´`", "\u0027" * 4)  # what telephones make of an apostrophe
_ASCII = re.compile(r"[A-Za-z]")
_SMALL = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "abcdefghijklmnopqrstuvwxyz")
_SEEN_AS = {
    "a": "аαɑ", "b": "ьβ", "c": "сϲ", "d": "ԁđ", "e": "еєε", "g": "ɡ", "h": "һн", "i": "іιıɩ", "j": "јϳ", "k": "кκ",
    "l": "łӏʟ", "m": "м", "n": "пη", "o": "оοσø", "p": "рρ", "q": "ԛ", "r": "г", "s": "ѕ", "t": "тτ", "u": "υս",
    "v": "νѵ", "w": "ԝω", "x": "хχ", "y": "уγ", "-": "–—‐‑−", "'": "’‘", ".": "·․", "/": "⁄",
    "ae": "æ", "oe": "œ", "th": "þ",
}  # fmt: skip
_LATIN = {letter: latin for latin, letters in _SEEN_AS.items() for letter in letters}
_AT = re.compile(r"\s*(?:\(at\)|\[at\]|\{at\}|\bapenstaartje\b|@)\s*", re.IGNORECASE)


class AddressError(ValueError):
    """An address that cannot be written to; the text says why, without the address."""


def check(address: str, *, international: bool = False) -> str:
    """The address with its domain as A-labels in lower case; raises AddressError. No DNS is asked.

    `international`: the local part may go beyond ASCII (RFC 6531); not every mail server takes that.
    Reserved names (`.local`, `localhost`, `.invalid`) are refused; `.example` and `.test` pass, for rehearsals.
    """
    from email_validator import EmailNotValidError, validate_email  # late: its tables take as long as thirty mails

    if any(unicodedata.category(c).startswith("C") for c in address):
        raise AddressError("control character")
    if address != address.strip() or address.startswith(("-", '"')):
        raise AddressError("not an address")
    try:
        valid = validate_email(address, check_deliverability=False, allow_smtputf8=international, test_environment=True)
    except EmailNotValidError as error:
        raise AddressError("syntax") from error
    if "." not in valid.ascii_domain:
        raise AddressError("no domain")
    return valid.ascii_email or f"{valid.local_part}@{valid.ascii_domain}"


def is_valid(address: str, *, international: bool = False) -> bool:
    """Whether check() accepts this address."""
    try:
        check(address, international=international)
    except AddressError:
        return False
    return True


def key(address: str) -> str:
    """What two spellings of one address have in common: the A-label of its domain and the NFC form of its local part.

    ASCII letters are compared without regard to case; nothing else is folded (RFC 5891, RFC 6532).
    """
    local, at, domain = address.strip().rpartition("@")
    return f"{small(local)}{at}{a_label(domain)}"


def a_label(domain: str) -> str:
    """The domain as DNS has it (RFC 5891), in small letters; what is no domain keeps its letters."""
    plain = small(domain.strip().rstrip("."))
    if plain.isascii():
        return plain
    import idna  # late: its tables take long, and hardly any address needs them

    lower = "".join(c.lower() if not c.lower().isascii() else c for c in plain)
    try:
        return idna.encode(lower).decode("ascii")
    except idna.IDNAError:
        return plain


def look_alike(address: str) -> str:
    """The ASCII address that this one merely looks like, or "": no ASCII address looks like another one."""
    local, at, domain = address.strip().rpartition("@")
    shown = _shown(domain)
    if (local + shown).isascii():
        return ""
    seen = "".join(_seen(c) for c in f"{local}{at}{shown}".casefold())
    plain = "".join(_seen(c) for c in unicodedata.normalize("NFKD", seen))
    return plain if plain.isascii() and plain else ""


def _shown(domain: str) -> str:
    """A domain as people see it."""
    if "xn--" not in domain.lower():
        return domain
    import idna

    try:
        return idna.decode(domain)
    except (idna.IDNAError, UnicodeError):
        return domain


def _seen(letter: str) -> str:
    return "" if unicodedata.combining(letter) else _LATIN.get(letter, letter)


def small(text: str) -> str:
    """ASCII letters small, the rest composed (NFC); a letter that only composing makes ASCII stays what it is."""
    if text.isascii():
        return text.lower()
    composed = unicodedata.normalize("NFC", text)
    return (composed if len(_ASCII.findall(composed)) <= len(_ASCII.findall(text)) else text).translate(_SMALL)


def reads_nobody(address: str) -> bool:
    """Whether an address is a machine's: `noreply@`."""
    return bool(_NOBODY.match(address.partition("@")[0]))


def without_tag(address: str) -> str:
    """`jan+ifms@x.nl` as `jan@x.nl`."""
    local, at, domain = address.rpartition("@")
    return local.partition("+")[0] + at + domain if local.partition("+")[0] else address


def domain_of(address: str) -> str:
    """The part after the last `@`, as an A-label."""
    return a_label(address.rpartition("@")[2]) if "@" in address else ""


def typo_proposal(address: str, domains_of_others: Iterable[str]) -> str:
    """The address that was probably meant, or "". `domains_of_others` are domains known to be right."""
    known = tuple(dict.fromkeys(d.lower() for d in domains_of_others if d))
    for proposal in (_mended(address, known), _nearest(address, known)):
        if proposal and is_valid(proposal) and key(proposal) != key(address):
            return proposal
    return ""


def _mended(address: str, known: tuple[str, ...]) -> str:
    """Repairs of what is no address at all: spaces, commas, a missing `@` or ending."""
    if is_valid(address):
        return ""
    text = re.sub(r"\.{2,}", ".", re.sub(r"\s+", "", _AT.sub("@", address)).replace(",", ".").translate(_MARKS))
    text = re.sub(r"@{2,}", "@", text).strip(".;:<>()[]'\"")
    if "@" not in text:
        return _with_at(text, known)
    local, _, domain = text.rpartition("@")
    whole = next((d for d in known if domain and d.startswith(domain + ".")), domain)
    return _nearest(f"{local}@{whole}", known) or f"{local}@{whole}"


def _with_at(text: str, known: tuple[str, ...]) -> str:
    for domain in (*known, *PROVIDERS):
        local = text[: -len(domain)].rstrip(".")
        if text.lower().endswith(domain) and local:
            return f"{local}@{domain}"
    return ""


def _nearest(address: str, known: tuple[str, ...]) -> str:
    local, _, domain = address.rpartition("@")
    domain = domain.lower()
    if not local or domain in known or domain in PROVIDERS:
        return ""
    meant = next((d for d in (*known, *PROVIDERS) if _is_typo(domain, d)), "")
    return f"{local}@{meant}" if meant else ""


def _is_typo(typed: str, meant: str) -> bool:
    """Slips in one long label (`ziekenhius`), or in the ending; never a digit or a short name (lumc, vumc)."""
    if re.findall(r"\d", typed) != re.findall(r"\d", meant):
        return False
    one, two = re.split(r"[.\-]", typed), re.split(r"[.\-]", meant)
    if len(one) != len(two):
        return min(len(typed), len(meant)) >= 8 and _slips(typed, meant) == 1
    differing = [i for i, (a, b) in enumerate(zip(one, two, strict=True)) if a != b]
    if len(differing) != 1:
        return False
    place = differing[0]
    return _is_slip(one[place], two[place], ending=place == len(one) - 1)


def _slips(typed: str, meant: str) -> int:
    """How many letters were left out, added, changed or swapped."""
    from rapidfuzz.distance import OSA  # late: few mails need it

    return OSA.distance(typed, meant)


def _is_slip(typed: str, meant: str, *, ending: bool) -> bool:
    distance = _slips(typed, meant)
    if ending:  # `.n`, `.ln` and `.con`, but not another country
        return distance == 1 and (len(typed) != 2 or sorted(typed) == sorted(meant))
    return min(len(typed), len(meant)) >= 5 and distance <= (1 if len(meant) < 9 else 2)
