"""Which column holds what, by the words of its header, in Dutch and English."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum

from bot.core.people.names import folded
from bot.lists.grids.grid import filled


class Col(StrEnum):
    """What a column holds."""

    NAME = "name"
    ADDRESS = "address"
    PERSON = "person"
    FIRST = "first"
    INITIALS = "initials"
    INFIX = "infix"
    LAST = "last"
    TITLE = "title"
    FUNCTION = "function"
    DEPARTMENT = "department"
    GROUP = "group"
    OTHER = "other"


_WORDS = {
    Col.PERSON: "naam en e-mail; naam en e-mailadres; naam/e-mail; naam + e-mail; naam e-mailadres; naam en mailadres;"
    " naam met e-mail; contactgegevens; name and e-mail; name and email; naam en email; naam en adres",
    Col.DEPARTMENT: "afdeling; department; naam afdeling; werkplek; unit; team",
    Col.NAME: "naam; name; volledige naam; full name; respondent; respondenten; collega; persoon; deelnemer; wie;"
    " voornaam en achternaam; voor- en achternaam; contactpersoon; display name; weergavenaam; medewerker;"
    " naam respondent; invuller; beoordelaar; namen; names; colleague; person; rater",
    Col.ADDRESS: "e-mail; email; mail; e-mailadres; emailadres; mailadres; email-adres; e-mail adres; email address;"
    " e-mail address; mail adres; mail address; e-mailadressen; emailadressen; adres; address; e-mails; werkmail;"
    " e-post; elektronisch adres",
    Col.FIRST: "voornaam; roepnaam; first name; firstname; given name; voornamen; forename",
    Col.INITIALS: "voorletters; voorletter; initialen; initials; voorl",
    Col.INFIX: "voorvoegsel; voorvoegsels; tussenvoegsel; tussenvoegsels; tussenv; tussenvgsl; tv; vv; infix; prefix;"
    " middle name",
    Col.LAST: "achternaam; familienaam; last name; lastname; surname; family name; geslachtsnaam",
    Col.TITLE: "titel; titels; title; titulatuur; aanhef; dhr/mw; m/v; salutation",
    Col.FUNCTION: "functie; function; beroep; rol; role; job; job title; functieomschrijving; position; profession;"
    " specialisme; specialism; specialty; speciality; discipline; vakgebied; functie/specialisme; functie/afdeling",
    Col.GROUP: "groep; group; categorie; category; soort; type; relatie; relation; rubriek; soort respondent;"
    " respondentgroep; groepen; categories; categorieën; valt onder; relationship",
    Col.OTHER: "nr; nummer; no; number; telefoon; telefoonnummer; tel; phone; mobiel; opmerking; opmerkingen;"
    " toelichting; remarks; organisatie; ziekenhuis; instelling; locatie; hospital; datum; big; big-nummer; sein",
}
_ROLES = {folded(word): role for role, words in _WORDS.items() for word in words.split(";")}


def role_of(cell: str) -> Col | None:
    """The role that a header cell names; "E-mailadres (werk)" still is an address."""
    words = folded(cell).split()
    if _NUMBERED.match(cell):
        return None  # `Groep 1: vakgenoten` is one of them
    if not words or len(words) > 8 or "@" in cell:
        return None
    for length in range(min(len(words), 4), 0, -1):
        if (role := _ROLES.get(" ".join(words[:length]))) and _goes_on_as_header(cell, words, length):
            return role
    return None


def roles(row: tuple[str, ...]) -> tuple[Col | None, ...] | None:
    """The roles of a header row, or None when this row is none."""
    if any("@" in c for c in row):
        return None
    found = tuple(role_of(c) if c else None for c in row)
    known = {r for r in found if r is not None}
    count = sum(1 for r in found if r is not None)
    if known & _PEOPLE and (len(known) >= 2 or (count >= 2 and count == len([c for c in row if c]))):
        return found
    lone = filled(row)
    return found if len(lone) == 1 and len(row) <= 2 and known & _PEOPLE and _is_bare(lone[0]) else None


def heads(rows: Sequence[tuple[str, ...]]) -> Iterator[int]:
    """Where the header rows are: the first may stand at any depth, as long as no list of people stands above it."""
    people = 0
    for number, row in enumerate(rows):
        if roles(row):
            yield number
            people = -len(rows)
        people += any("@" in cell for cell in row)
        if people > _PEOPLE_ABOVE:
            return


_NUMBERED = re.compile(r"\s*(?:groep|group|categorie|category)\s+(?:\d|[A-H]\b)", re.IGNORECASE)
_PEOPLE_ABOVE = 25  # rows with an address: what stands above is a list by itself then
_PEOPLE = {Col.NAME, Col.ADDRESS, Col.PERSON, Col.LAST}


def _is_bare(cell: str) -> bool:
    return folded(cell) in _ROLES


def _goes_on_as_header(cell: str, words: list[str], length: int) -> bool:
    """`Naam (voluit)` and `Naam collega` go on, `Team Piet de Vries` does not."""
    rest = words[length:]
    return not rest or any(mark in cell for mark in "(/:*-\n") or all(w == w.lower() for w in cell.split()[length:])
