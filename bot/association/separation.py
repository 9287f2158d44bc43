"""Forms about several specialists in one mail: one set of clues for each."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from bot.association.clues import Clues, Part
from bot.core.people.names import Likeness, same_person
from bot.core.traject.value import Traject
from bot.core.world import Role, World


@dataclass(slots=True)
class _Subject:
    """Whom some of the forms are about: a reference, a name, or both."""

    reference: str
    name: str
    parts: list[Part] = field(default_factory=list)

    def fits(self, reference: str, name: str) -> bool:
        """The same reference and no two names; where one of the two has no reference, the same name."""
        alike = bool(name and self.name) and same_person(name, self.name) is not Likeness.DIFFERENT
        if reference and self.reference:
            return reference == self.reference and (alike or not (name and self.name))
        return alike


def by_traject(clues: Clues) -> tuple[Clues, ...]:
    """One set of clues a traject that forms are about; files that say nothing about it go with the first.

    What the mail itself says (a reference in the subject, a mail of ours that it answers) cannot be about all of them,
    so each set stands on its forms alone.
    """
    subjects = _subjects(clues)
    if len(subjects) < 2:
        return (clues,)
    theirs = [part for subject in subjects for part in subject.parts]
    loose = tuple(part for part in clues.parts if part not in theirs)
    return tuple(
        replace(
            clues,
            references=(subject.reference,) if subject.reference else (),
            parts=(*subject.parts, *(loose if first else ())),
            typed=clues.typed if first else None,
            answered_ids=(),
            about=subject.name,
            apart=True,
        )
        for subject in subjects
        for first in (subject is subjects[0],)
    )


def without_destroyed(clues: Clues, sender: str, world: World) -> Clues:
    """The clues without forms of destroyed trajects, where something else lies beside them that may count: a form, or
    any document of a specialist.
    """
    gone = tuple(p for p in clues.parts if p.form and p.references and all(map(world.destroyed_at, p.references)))
    left = tuple(p for p in clues.parts if p not in gone)
    his = any(known.role is Role.SPECIALIST for known in world.known(sender))
    if not gone or not any((p.form is not None and p.form.filled > 0) or (his and p.answers) for p in left):
        return clues
    refs = tuple(dict.fromkeys(ref for p in gone for ref in p.references))
    there = tuple(ref for ref in clues.references if ref not in refs)
    return replace(clues, parts=left, references=there, gone=refs)


def about(clues: Clues, traject: Traject) -> Clues:
    """The clues that concern this traject; all of them when none do in particular."""
    sets = by_traject(clues)
    wanted = _Subject("", traject.specialist.name)
    borne = [c for c in sets if traject.ref in c.references]
    named = [c for c in sets if wanted.fits("", c.specialist)]
    both = next((c for c in borne if c in named), None)
    by_name = next((c for c in named if not c.references), None)
    either = (*borne[:1], *((by_name,) if by_name else ()), *(named[:1] if len(sets) > 1 else ()))
    return both or next(iter(either), clues)


def _subjects(clues: Clues) -> list[_Subject]:
    found: list[_Subject] = []
    for part in clues.parts:
        if part.form is None:
            continue
        reference, name = part.form.reference or next(iter(part.references), ""), part.form.specialist
        if not reference and not name:
            continue
        same = next((s for s in found if s.fits(reference, name)), None)
        if same is None:
            found.append(same := _Subject(reference, name))
        same.reference, same.name = same.reference or reference, same.name or name
        same.parts.append(part)
    return found
