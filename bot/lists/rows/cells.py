"""A cell with names beside a cell with addresses: one of each, as many of each, or a doubt."""

from __future__ import annotations

import re

from bot.core.list_context import ListContext
from bot.core.people.addresses import key
from bot.lists.grids.grid import Entry, GridKind, printable
from bot.lists.grids.spans import addresses, clean
from bot.lists.rows.display import without_extras
from bot.lists.rows.pairs import paired
from bot.lists.rows.persons import mended, names, persons
from bot.lists.rows.pieces import is_family, is_known
from bot.lists.words.words import BULLET, looks_like_name

_BETWEEN = re.compile(r"\s+(?:en|and|&|\+)\s+|\s*[;/|\n]+\s*")
_BESIDE = re.compile(r"[(\[:,;|/]|\s[-–]\s")
_WORDS = re.compile(r"[^\W\d]\S*(?: \S+){1,4}")  # a name without capitals
_LABEL = re.compile(
    r"^(?:e-?\s?mail(?:adres)?|mail|werk|priv[eé]|thuis|adres|address|work|private|of|or|en|and)?\W*$", re.IGNORECASE
)


def people_of(name: str, address: str, kind: GridKind, context: ListContext) -> list[Entry]:
    """Whoever the two cells name, each with the address that is theirs."""
    if kind is not GridKind.SHEET:
        name = BULLET.sub("", name)
    mails = _mails(address, kind)
    people = _people(name, context)
    if len(people) > 1:
        return paired([Entry(name=p) for p in people], mails)
    whole = printable(without_extras(name, context) if "@" not in name else name)
    if not mails:
        return [Entry(name=whole, address=printable(address))]
    if len(mails) == 1 and _BESIDE.search(name) and (own := _with_function(f"{name} <{mails[0]}>", context)):
        return [own]
    return [Entry(name=whole, address=mail) for mail in mails]


def _with_function(text: str, context: ListContext) -> Entry | None:
    """`Hanna Kok (vakgenoot)`, `Cardioloog: Hanna Kok`: the person, when a function or a group stands with the name."""
    found = persons(text, context)
    told = len(found) == 1 and found[0].name and (found[0].function or found[0].group)
    return found[0] if told else None


def address_of(cell: str, kind: GridKind) -> str:
    """The address in a cell: `<p@x>`, `mailto:p@x`, one that the page had to break, the first of two."""
    return next(iter(_mails(cell, kind)), printable(cell))


def _mails(cell: str, kind: GridKind) -> list[str]:
    """The addresses in a cell; one beside a piece of a word as typed: `h. kok@x.nl` is no `kok@x.nl`."""
    text = re.sub(r"\s*[\r\n]+\s*", "" if kind is GridKind.LAYOUT else " ", cell) if cell.count("@") < 2 else cell
    text = clean(text)
    found = mended(text, addresses(text))
    if len(found) == 1 and _is_torn(text, found[0][0]):
        return [printable(text)]
    return list({key(mail): mail for _, _, mail in reversed(found)}.values())[::-1]


def _is_torn(text: str, start: int) -> bool:
    """Whether a small word stands right before an address without a mark between them."""
    before = text[:start].rpartition("\n")[2]
    if (
        "<" in text[start : start + 1]
        or not before.strip()
        or before.rstrip()[-1:] in {":", "-", "(", ",", ";", "–", "["}
    ):
        return False
    last = before.split()[-1]
    return not _LABEL.match(before) and last == last.lower() and len(before.split()) == 1


def _people(name: str, context: ListContext) -> list[str]:
    """The names in a cell, when there are several and nothing else."""
    text = clean(name).strip()
    lines = [line.strip(" ,;") for line in text.splitlines() if line.strip(" ,;")]
    if len(lines) > 1 and not all(map(looks_like_name, lines)):
        text = " ".join(lines)  # one name, wrapped
    parts = [p.strip(" ,") for p in _BETWEEN.split(text) if p.strip(" ,") and not is_known(p.strip(" ,"), context)]
    if len(parts) > 1 and all(
        looks_like_name(p) or is_family(p) or re.fullmatch(r"[^\W\d]\S*(?: \S+){1,4}", p) for p in parts
    ):
        return parts
    found = [p.name.replace("\ue000", ",") for p in names(text, context)]
    return found if len(found) > 1 else [text]
