"""She thinks better of a destruction that is planned: whatever words she uses, what she may mean by them is kept."""

from __future__ import annotations

from bot.association.case import Case
from bot.core.people import names
from bot.core.traject import reference
from bot.core.traject.value import Traject
from bot.core.views import CommandResult, DestructionConfirm, DestructionReminder
from bot.core.world import Confirmation
from bot.handlers.her_word.keeping.second_thoughts import keeps_all, sets_apart, speaks_of_destruction, thinks_better
from bot.handlers.steering.desk import Desk

_SHORT = 2
"""Letters of what is no name but stands between names, or an initial."""
_ABOUT_IT = frozenset({"", CommandResult.KIND, DestructionConfirm.KIND, DestructionReminder.KIND})
"""The mails of ours in answer to which a mere "nee" is about the destruction; a mail that answers none names it."""


def is_about_it(case: Case) -> bool:
    """Whether it answers a mail of ours in which a destruction may have been spoken of."""
    return bool(case.clues.answered_ids) and case.answers in _ABOUT_IT


def to_keep(said: str, case: Case, asked: Confirmation | None, desk: Desk, subject: str = "") -> tuple[Traject, ...]:
    """The trajects whose planned destruction these words stop: those that they name, else the one that the mail is
    about, else, where it is about none, those of the specialist who is named, or all; all, too, where they set some of
    them apart.
    """
    planned = {t.ref: t for t in desk.world.planned()}
    if apart := is_unsure(said, case, desk, subject):
        return apart
    if not planned or not thinks_better(said):
        return ()
    if named := reference.find(said):
        return tuple(planned[ref] for ref in named if ref in planned)
    spoken_of = speaks_of_destruction(f"{subject}\n{said}")
    if keeps_all(said) and (spoken_of or is_about_it(case)):
        return tuple(planned.values())
    if called := _by_name(said, tuple(planned.values())):
        return called if spoken_of or case.answers in _ABOUT_IT else ()
    confirmed = reference.find(" ".join(asked.lines)) if asked is not None and asked.used else ()
    about = tuple(dict.fromkeys((*confirmed, *((desk.about,) if desk.about else ()))))
    if about:
        there = tuple(planned[ref] for ref in about if ref in planned)
        return there if spoken_of or case.answers in _ABOUT_IT else ()
    alone = len(planned) == 1 and not case.clues.answered_ids  # a new mail, and there is but one that can be meant
    return tuple(planned.values()) if spoken_of or alone else ()


def is_unsure(said: str, case: Case, desk: Desk, subject: str) -> tuple[Traject, ...]:
    """All that are planned, where these words tell some of them from the others ("alleen …", "behalve …")."""
    planned = desk.world.planned()
    if len(planned) < 2 or not sets_apart(said):
        return ()
    named = any(t.ref in reference.find(said) for t in planned) or _by_name(said, planned)
    about = is_about_it(case) or speaks_of_destruction(f"{subject}\n{said}")
    return planned if named or about else ()


def _by_name(said: str, planned: tuple[Traject, ...]) -> tuple[Traject, ...]:
    """Those whose specialist is named in full, or by a name that none of the others bears."""
    words = set(names.folded(said).split())
    bears = {t.ref: {w for w in names.folded(t.specialist.name).split() if len(w) > _SHORT} for t in planned}
    alone = {ref: own - set().union(*(o for r, o in bears.items() if r != ref)) for ref, own in bears.items()}
    return tuple(t for t in planned if words & alone[t.ref] or (bears[t.ref] and bears[t.ref] <= words))
