"""Which leaves of a mail are its text, which are files, and what the rest is for."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from bot.core.mail.alternatives import is_stand_in
from bot.core.mail.headers import parameters
from bot.core.mail.markup.html import to_text
from bot.core.mail.markup.struck import is_crossed_out
from bot.core.mail.markup.typed_files import UU, TypedFile, linked_files, uuencoded_files
from bot.core.mail.smime import is_signed, signed_content
from bot.core.mail.structure import Budget, MimePart, build, content, text

_SIGNATURES = frozenset(
    (
        "application/pgp-signature",
        "application/pkcs7-signature",
        "application/x-pkcs7-signature",
        "application/pgp-keys",
    )
)
_PKCS7 = frozenset(("application/pkcs7-mime", "application/x-pkcs7-mime"))
_MESSAGES = frozenset(("message/rfc822", "message/global"))
_CALENDARS = frozenset(("text/calendar", "application/ics"))
PARTIAL = "partial"
"""The flag of a mail that is a piece of another one (RFC 2046, 5.2.2): nobody can tell what it holds."""
_ADDRESS_CELL = re.compile(r"\t[^\t\n]*@|@[^\t\n]*\t")
_ADDRESS = re.compile(r"[\w.+'-]+@[\w-]+\.[\w.-]*\w")
_CLEARSIGNED = re.compile(r"-----BEGIN PGP SIGNED MESSAGE-----\n(?:[A-Za-z]+: [^\n]*\n)*\n?")
_PGP_TAIL = re.compile(r"\n-----BEGIN PGP SIGNATURE-----\n.*", re.S)


@dataclass(frozen=True, slots=True)
class File:
    """A leaf that is a file; `related` says that it stands beside HTML that may show it, `out_of` is the From of the
    enclosed mail that it hangs on.
    """

    part: MimePart
    related: bool = False
    out_of: str = ""


@dataclass(slots=True)
class Gathered:
    """What a mail consists of."""

    budget: Budget
    bodies: list[str] = field(default_factory=list)
    html: list[str] = field(default_factory=list)
    files: list[File] = field(default_factory=list)
    loose: list[TypedFile] = field(default_factory=list)
    forwarded: list[MimePart] = field(default_factory=list)
    calendar: MimePart | None = None
    encrypted: str = ""
    signed: bool = False


def gather(root: MimePart, budget: Budget) -> Gathered:
    """Sorts the leaves of a mail; attached mails are opened one level deep (h62)."""
    found = Gathered(budget)
    _visit(root, found, related=False)
    if found.html and len(found.bodies) == 2 and is_stand_in(*found.bodies):
        del found.bodies[0]  # a stub beside the HTML, as if the two were alternatives
    for message in found.forwarded[:20]:
        inner = Gathered(budget)
        _visit(message.parts[0], inner, related=False)
        wrote = message.parts[0].headers.text("from")
        found.files += [replace(file, out_of=wrote) for file in inner.files]
        found.loose += inner.loose
        found.html += inner.html
        found.calendar = found.calendar or inner.calendar
        found.encrypted = found.encrypted or inner.encrypted
    return found


def _visit(part: MimePart, found: Gathered, related: bool) -> None:
    if part.kind == "multipart/report":
        _visit(part.parts[0], found, related)
    elif part.kind == "multipart/encrypted":
        found.encrypted = "pgp"
    elif part.kind in _MESSAGES and part.parts:
        found.forwarded.append(part)
    elif part.kind == "multipart/alternative":
        _alternative(part, found, related)
    elif part.parts:
        found.signed |= part.kind == "multipart/signed"
        for inner in part.parts:
            _visit(inner, found, related or part.kind == "multipart/related")
    else:
        _leaf(part, found, related)


def _leaf(part: MimePart, found: Gathered, related: bool) -> None:
    if part.kind in _SIGNATURES:
        found.signed = True
    elif part.kind in _CALENDARS or file_name(part).lower().endswith(".ics"):
        found.calendar = found.calendar or part
    elif part.kind in _PKCS7:
        _pkcs7(part, found)
    elif is_body(part, first=not found.bodies):
        found.bodies.append(_body(part, found))
    elif part.kind == "message/partial":
        found.budget.flag(PARTIAL)
        found.files.append(File(part, related))
    elif part.main != "multipart" and part.kind not in ("message/delivery-status", "text/rfc822-headers"):
        found.files.append(File(part, related))


def is_body(part: MimePart, first: bool) -> bool:
    """Text to be read, as opposed to a text file: a named text is a body only when nothing stands before it."""
    if part.kind not in ("text/plain", "text/html", "text/enriched", "text/x-amp-html", "text/watch-html"):
        return False
    disposition = part.headers.first("content-disposition").partition(";")[0].strip().lower()
    return disposition != "attachment" and (first or not file_name(part))


def is_reaction(root: MimePart) -> bool:
    """Whether a program sends a reaction (RFC 9078; Gmail has a type of its own for it)."""
    shown = (part.headers.first("content-disposition").partition(";")[0].strip().lower() for part in root.walk())
    return "reaction" in shown or any(part.kind == "text/vnd.google.email-reaction+json" for part in root.walk())


def file_name(part: MimePart) -> str:
    """The name as sent, wherever it stands."""
    _, disposition = parameters(part.headers.first("content-disposition"))
    return disposition.get("filename", "") or part.parameters.get("name", "")


def _alternative(part: MimePart, found: Gathered, related: bool) -> None:
    """The plain text, unless it stands in for the HTML or that says more: see `_says_more`."""
    variants: list[Gathered] = []
    for inner in part.parts:
        variant = Gathered(found.budget)
        _visit(inner, variant, related)
        found.files += variant.files
        found.loose += variant.loose
        found.html += variant.html
        found.forwarded += variant.forwarded
        found.calendar = found.calendar or variant.calendar
        found.encrypted = found.encrypted or variant.encrypted
        found.signed |= variant.signed
        variants.append(variant)
    bodies = [(bool(v.html), "\n".join(v.bodies)) for v in variants if "".join(v.bodies).strip()]
    plain = [body for rich, body in bodies if not rich]
    rich = [body for rich, body in bodies if rich]
    more = [body for body in rich if plain and _says_more(body, plain[0], "".join(found.html))]
    if plain and rich and is_stand_in(plain[0], rich[0]):
        plain = []
    found.bodies += (more or plain or rich)[:1]


def _says_more(rich: str, plain: str, html: str) -> bool:
    """Plain text tears tables of addresses apart, forgets what stands behind links and shows what was struck out."""
    behind = set(_ADDRESS.findall(rich.lower())) - set(_ADDRESS.findall(plain.lower()))
    return len(_ADDRESS_CELL.findall(rich)) > 1 or bool(behind) or is_crossed_out(html)


def _body(part: MimePart, found: Gathered) -> str:
    value = text(part, found.budget)
    if part.kind != "text/plain" or value.lstrip()[:15].lower().startswith(("<html", "<!doctype html")):
        found.html.append(value)
        found.loose += linked_files(value)
        return to_text(value)
    if "-----BEGIN PGP MESSAGE-----" in value:
        found.encrypted = found.encrypted or "pgp"
    if "-----BEGIN PGP SIGNED MESSAGE-----" in value:
        found.signed = True
        value = _PGP_TAIL.sub("", _CLEARSIGNED.sub("", value))
    if part.parameters.get("format", "").lower() == "flowed":
        value = unflowed(value, part.parameters.get("delsp", "").lower() == "yes")
    return _without_uuencoded(value, found) if "\nbegin " in "\n" + value else value


def unflowed(value: str, delete_space: bool = False) -> str:
    """Paragraphs joined again (RFC 3676); "-- " stays a line of its own."""
    lines: list[str] = []
    open_depth = -1
    for line in value.split("\n"):
        depth = len(line) - len(line.lstrip(">"))
        words = line[depth:]
        words = words[1:] if words.startswith(" ") else words
        if depth == open_depth and words != "-- ":
            lines[-1] += words
        else:
            lines.append((">" * depth + " " if depth else "") + words)
        flowing = words.endswith(" ") and words != "-- "
        open_depth = depth if flowing else -1
        if flowing and delete_space:
            lines[-1] = lines[-1][:-1]
    return "\n".join(lines)


def _without_uuencoded(value: str, found: Gathered) -> str:
    files = uuencoded_files(value)
    found.loose += files
    if len(files) < len(UU.findall(value)):
        found.budget.flag("damaged-encoding")
    return UU.sub("", value)


def _pkcs7(part: MimePart, found: Gathered) -> None:
    der = content(part, found.budget)
    told = part.parameters.get("smime-type", "").lower()
    if told.startswith(("enveloped", "authenveloped")) or not is_signed(der):
        found.encrypted = "smime"
        return
    found.signed = True
    inner = signed_content(der)
    if inner:
        _visit(build(inner, found.budget, depth=10), found, related=False)
