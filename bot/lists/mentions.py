"""Who is named in a statement, and for whom a pronoun stands."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.core.listed import ListedRespondent
from bot.core.people.name_words import is_particle
from bot.core.people.names import folded
from bot.lists.wishes import Wish
from bot.lists.wordings import Action

_ONE = frozenset(map(folded, ("hij", "hem", "haar", "her", "him", "she", "he")))
_SOME = frozenset(
    map(folded, ["zij", "ze", "die", "deze", "dit", "dat", "hen", "hun", "them", "they", "beiden", "beide", "allebei"]),
)
_CAPITAL = r"[A-Z][\w'’.-]+"
_BETWEEN = r"(?:\s+(?:van|von|de|den|der|ten|ter|te|el|al|la|le|'t|in))*"
_SOMEBODY = re.compile(
    rf"(?:\b(?:[Mm]evrouw|[Dd]e heer|[Dd]hr\.?|[Mm]evr?\.?|[Mm]w\.?|[Dd]r\.?|[Cc]ollega){_BETWEEN}\s+{_CAPITAL}"
    rf"|\b[A-Z][\w'’.-]*{_BETWEEN}\s+{_CAPITAL})"
)


def mentioned(text: str, listed: tuple[ListedRespondent, ...]) -> tuple[str, ...]:
    """The listed persons of whom a statement holds the surname; of several with one surname those whose first name,
    too."""
    typed = re.findall(r"[\w'’.-]+", text)
    lower = not any(t[:1].isupper() for t in typed[1:])
    words = {w for t in typed if lower or t[:1].isupper() for w in folded(t).split()}
    found = [r.name for r in listed if r.name and folded(r.name).split()[-1:] and folded(r.name).split()[-1] in words]
    whole = [name for name in found if _given(name) & words]
    families = {folded(name).split()[-1] for name in whole}
    return tuple(n for n in found if n in whole or folded(n).split()[-1] not in families)


def _given(name: str) -> set[str]:
    return {w for w in folded(name).split()[:-1] if not is_particle(w)}


def somebody(text: str) -> str:
    """A person who is named, listed or not; "" for none."""
    match = _SOMEBODY.search(re.sub(r"\S+@\S+", " ", text))
    return match[0] if match else ""


def named(text: str, listed: tuple[ListedRespondent, ...]) -> tuple[str, ...]:
    """Who was named last, for a pronoun to stand for: those listed, else somebody who is not."""
    if found := mentioned(text, listed):
        return found
    other = somebody(text)
    return (other,) if other else ()


def meant(asked: Wish, last: tuple[str, ...]) -> Wish:
    """The wish with names in the place of a pronoun; one that may stand for either of two stays as it is."""
    said = folded(asked.old)
    if asked.action is Action.ADD or (said and said not in _ONE | _SOME):
        return asked
    if len(last) == 1 or (said in _SOME and last):
        return replace(asked, old=" en ".join(last))
    return asked
