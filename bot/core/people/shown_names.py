"""Whether a recipient is somebody, by the name that a mail program shows beside an address, or by the address."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.core.people import names
from bot.core.people.name_words import is_particle, is_title
from bot.core.people.names import Likeness

_LONGEST = 200  # characters
_MOST_WORDS = 4  # of a name without what stands around it
_BESIDE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|<[^<>]*>|[|/].*$|\s[-–—]\s.*$")
_INSIDE = re.compile(r"[(\[<|/]\s*([^()\[\]<>|/]+)|\s[-–—]\s([^()\[\]<>|/]+)$")
_CALLED = re.compile(
    r"(?<![^\W\d_])(?P<first>[^\W\d_a-z])\.?(?:[ -]?[^\W\d_a-z]\.?(?![a-z])){0,3} ?"
    r"(?P<particle>(?:(?:van|von|de|den|der|het|ten|ter|te|el|al) )*)\((?P<given>[^\W\d_]{2,})\)"
)
"""`J. (Jan)`, `P. de (Piet)`: initials, and the name that they are called by."""
_GLUED = re.compile(r"(?<=[^\W\d_A-Z])(?=[A-Z])")
_NO_NAME = re.compile(r"['’]s\b|[\d:]+")
_IN_LOCAL_PART = re.compile(r"[._-]+")


def shown_as(shown: str, address: str, person: str) -> Likeness:
    """By the shown name or, where that is no full name, by the address itself."""
    said = _CALLED.sub(_as_called, shown[:_LONGEST].replace("_", " "))
    name, whole, inside = " ".join(_BESIDE.sub(" ", said).split()), Likeness.DIFFERENT, _inside(said)
    for one in (name, name.partition(",")[0], *inside, _before_other_words(name), *_first_of(name)):
        likeness = names.same_person(one, person)
        if names.looks_full(one) and likeness is not Likeness.DIFFERENT:
            whole = whole if whole is Likeness.SAME else likeness
    if whole is not Likeness.DIFFERENT:
        return whole
    if any(names.same_person(one, person) is Likeness.SAME for text in (name, *inside) for one in _among(text)):
        return Likeness.LIKELY
    if names.looks_full(name) and "@" not in name:
        return Likeness.DIFFERENT
    if name and names.same_person(name, person) is not Likeness.DIFFERENT:
        return Likeness.LIKELY
    return Likeness.LIKELY if _spells(address.partition("@")[0], person) else Likeness.DIFFERENT


def _inside(said: str) -> tuple[str, ...]:
    return tuple(" ".join((one or other).split()) for one, other in _INSIDE.findall(said))


def _before_other_words(name: str) -> str:
    """`J. Bakker via Outlook` as far as it can be a name: up to a word in lower case that is no tussenvoegsel."""
    words = name.split()
    end = next((n for n, w in enumerate(words) if w[:1].islower() and not is_particle(w)), len(words))
    return " ".join(words[:end])


def _as_called(found: re.Match[str]) -> str:
    """With the first name in the place of the initials; what begins otherwise (`(Poli)`) stays beside."""
    if found["given"][0].casefold() != found["first"].casefold():
        return found[0]
    return f"{found['given']} {found['particle']}"


def _first_of(name: str) -> Iterator[str]:
    """A full name with other words behind it, or written in one: `jan bakker thuis`, `JanBakker`."""
    words = _words(name)
    longest = len(words) - (" ".join(words) == name)
    return (" ".join(words[:end]) for end in range(2, min(longest, _MOST_WORDS) + 1))


def _among(text: str) -> Iterator[str]:
    """Full names behind other words, none that begins in the middle of a longer name (`Peter Jan Bakker`)."""
    words = _words(text)
    starts = [n for n in range(1, len(words)) if words[n - 1].islower() or is_title(words[n - 1])]
    found = (words[n:end] for n in starts for end in range(n + 2, min(len(words), n + _MOST_WORDS) + 1))
    return (one for one in map(" ".join, found) if names.looks_full(one))


def _words(text: str) -> list[str]:
    return _NO_NAME.sub(" ", _GLUED.sub(" ", text)).split()


def _spells(local: str, person: str) -> bool:
    """`jan.bakker`, `j_bakker`, `bakker.j`, `jbakker`, `janbakker1965`, `bakkerj`."""
    local = re.sub(r"\d+", " ", local.partition("+")[0])
    words = names.folded(_IN_LOCAL_PART.sub(" ", local)).split()
    if len(words) > 1:
        turned = (" ".join(words), " ".join((*words[1:], words[0])))
        return any(names.same_person(said, person) is not Likeness.DIFFERENT for said in turned)
    name = names.parse(person)
    given = "".join(names.folded(" ".join(name.given)).split())
    families = {"".join(names.folded(f).split()) for f in (name.family, name.surname) if f}
    firsts = {given, given[:1], "".join(word[0] for word in names.folded(" ".join(name.given)).split())} - {""}
    return bool(words) and words[0] in {one for f in families for g in firsts for one in (g + f, f + g)}
