"""Numbers that she says in words become figures, where a number stands: `koppel nummer twaalf`, `negeer een en twee`;
and in reply to several questions `de eerste en de derde` are their numbers.
"""

from __future__ import annotations

from bot.core.words.moments.days import POLITE
from bot.core.words.moments.number_words import joined, number, ordinal
from bot.core.world import NumberedQuestion
from bot.handlers.commands import command_of, verb_of

_CALLED = frozenset(
    (
        "nr",
        "nrs",
        "no",
        "nummer",
        "nummers",
        "number",
        "numbers",
        "vraag",
        "vragen",
        "question",
        "questions",
        "mail",
        "mails",
    )
)
_JOINTS = frozenset(("en", "and", "&", "+", "of", "t/m", "tot", "met", "through", "-"))
_ARTICLES = frozenset(("een", "a"))
_BEFORE = frozenset(("de", "het", "the"))
_LAST = frozenset(("laatste", "last"))
_SHOWN_ONE_BY_ONE = 5
_SIGNS = ",;.:!?"


def in_figures(line: str) -> str:
    """The line with the numbers behind its verb in figures. Two of which one is spelt out, with nothing between them,
    are left as they are, for they may be one number, or say how many; so is an article.
    """
    command = command_of(line)
    if command is None or "NR" not in command.USAGE:
        return line
    words = tuple(line.split())
    verb = verb_of(line, command)
    said, at = words[verb:], 0
    listed = _is_a_list(said)
    told: list[str] = []
    while at < len(said):
        bare = said[at].strip(_SIGNS)
        two = joined(said[at], said[at + 1].strip(_SIGNS)) if at + 1 < len(said) else None
        if two is not None:
            bare, said = said[at + 1].strip(_SIGNS), (*said[:at], *said[at + 1 :])
        count = two if two is not None else number(bare)
        if count is None and bare.casefold() not in _CALLED | _JOINTS:
            break
        if count is not None and not _stands(said, at, told, listed=listed):
            break
        told.append(said[at] if count is None or bare.isdecimal() else said[at].replace(bare, str(count), 1))
        at += 1
    changed = (*words[:verb], *told, *said[at:])
    return " ".join(changed) if changed != words else line


def _is_a_list(said: tuple[str, ...]) -> bool:
    """Nothing but numbers, the last one behind `en`: those before it need no comma."""
    bare = [w.strip(_SIGNS).casefold() for w in said]
    bare = [w for w in bare if w not in POLITE or w in _ARTICLES]
    return len(bare) > 2 and bare[-2] in ("en", "and", "&") and all(number(w) or w in _JOINTS | _CALLED for w in bare)


def _stands(said: tuple[str, ...], at: int, told: list[str], *, listed: bool) -> bool:
    """Whether a number stands here, and no other word that is spelt like one."""
    before, behind = told[-1] if told else "", said[at + 1].casefold() if at + 1 < len(said) else ""
    parted = not before or before.endswith((",", ";")) or before.strip(_SIGNS).casefold() in _CALLED | _JOINTS
    if said[at].casefold() not in _ARTICLES:
        return parted or listed or (said[at][:1].isdigit() and before[:1].isdigit())
    called = bool(before) and before.strip(_SIGNS).casefold() in _CALLED
    return called or (parted and (not behind or behind in _JOINTS | POLITE or number(behind) is not None))


def by_place(line: str, about: tuple[NumberedQuestion, ...]) -> str:
    """`negeer de eerste en de derde`, in answer to a mail with several questions, with their numbers."""
    command = command_of(line)
    if command is None or "NR" not in command.USAGE or not 1 < len(about) <= _SHOWN_ONE_BY_ONE:
        return line
    words = line.split()
    verb = verb_of(line, command)
    found: list[str] = []
    end = at = verb
    while at < len(words):
        bare = words[at].strip(_SIGNS).casefold()
        place = len(about) if bare in _LAST else ordinal(bare)
        if place is not None and place <= len(about):
            found.append(str(about[place - 1].number))
            end = at + 1
        elif place is not None or bare not in _BEFORE | _JOINTS | _CALLED or bare in ("tot", "met", "t/m", "through"):
            break
        at += 1
    return " ".join((*words[:verb], ", ".join(found), *words[end:])) if found else line
