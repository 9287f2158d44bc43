"""A form of a destroyed traject lay beside what counts: her overview says so."""

from __future__ import annotations

from dataclasses import replace

from bot.association.case import Case
from bot.core.decision import Decision, Note


def with_destroyed_beside(decision: Decision, case: Case) -> Decision:
    """The decision, and word of each traject of which a form was left aside."""
    notes = tuple(Note("news.form-of-destroyed", (("gone", ref),)) for ref in case.clues.gone)
    return replace(decision, effects=(*decision.effects, *notes)) if notes else decision
