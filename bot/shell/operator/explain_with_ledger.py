"""What a mail is and whose, as one practice knows it; its ledger is only looked at."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from typing import Any

from bot import resources
from bot.association.alone import Alone
from bot.association.case import Case, TrajectCase
from bot.association.ladder import associate
from bot.core.calendar import Calendar
from bot.core.context import Context
from bot.core.listed import ListedRespondent
from bot.core.mail.message import InboundMail
from bot.core.no_world import NoWorld
from bot.core.world import Role, World
from bot.explain.alone import by_itself, intent_of
from bot.explain.mails import Judgement, explained
from bot.handlers import list_correction, respondent_list, route
from bot.handlers.shared.heard import heard_in
from bot.handlers.shared.lists import listed, rows_of
from bot.lists.corrections import Correction
from bot.shell.ledger.ledger import Ledger, look
from bot.shell.letters.wording import of_templates
from bot.shell.settings.frozen import Settings


class ByLedger:
    """Knows one practice; every mail is judged in a transaction of its own, which writes nothing."""

    def __init__(self, ctx: Context, ledger: Ledger | None) -> None:
        self.ctx = ctx
        self.ledger = ledger
        self.most_bytes = ctx.safeguards.max_message_mb * 1_000_000

    def explained(self, file: str, mail: InboundMail) -> dict[str, Any]:
        """By the ladder of evidence and the handlers; before the first day by the mail itself."""
        with self._world() as world:
            case, *others = associate(mail, world, self.ctx)
            return explained(file, mail, self._judged(mail, case, tuple(others)))

    def close(self) -> None:
        """Gives the connections back."""
        if self.ledger is not None:
            self.ledger.close()

    @contextmanager
    def _world(self) -> Iterator[World]:
        if self.ledger is None:
            yield NoWorld()
        else:
            with self.ledger.book() as book:
                yield book

    def _judged(self, mail: InboundMail, case: Case, others: tuple[Case, ...]) -> Judgement:
        if self.ledger is None and case.role is Role.STRANGER:
            return replace(by_itself(self._alone(mail)), authenticated=case.authenticated)
        mail = heard_in(mail, case, self.ctx)
        intent = intent_of(route(mail, case, self.ctx), mail)
        person, traject = case.respondent, case.traject
        return Judgement(
            intent,
            traject=traject.ref if traject else "",
            respondent=(person.address or person.name) if person else "",
            group=person.group if person else case.group,
            authenticated=case.authenticated,
            evidence=_evidence(case, others),
            references=case.clues.references,
            forms=case.clues.forms,
            rows=self._rows(mail, case, intent),
            changes=self._changes(mail, case, intent),
            listed=listed(traject) if traject else (),
        )

    def _rows(self, mail: InboundMail, case: Case, intent: str) -> tuple[ListedRespondent, ...]:
        if isinstance(case, TrajectCase) and intent == respondent_list.INTENT:
            return rows_of(mail, case, self.ctx).rows
        return tuple(change.row for change in self._changes(mail, case, intent) if change.row)

    def _changes(self, mail: InboundMail, case: Case, intent: str) -> tuple[Correction, ...]:
        if isinstance(case, TrajectCase) and intent == list_correction.INTENT:
            return list_correction.changes(mail, case.traject, self.ctx).changes
        return ()

    def _alone(self, mail: InboundMail) -> Alone:
        ctx = self.ctx
        own = (ctx.practice.address, ctx.practitioner.address, *ctx.practitioner.also)
        return Alone(mail, ctx.today, next(iter(ctx.rules.values())).groups, own)


def by_ledger(settings: Settings, now: datetime) -> ByLedger:
    """With the ledger where there is one; ConfigurationError when it cannot be looked at."""
    ledger = look(settings)
    return ByLedger(ledger.context(now) if ledger else _context(settings, now), ledger)


def _context(settings: Settings, now: datetime) -> Context:
    """The practice before its first day."""
    return Context(
        now=now,
        practice=settings.practice,
        practitioner=settings.practitioner,
        rules={rules.type: rules for rules in settings.traject_types},
        safeguards=settings.safeguards,
        calendar=Calendar(settings.practice.timezone, settings.practice.good_friday_is_holiday),
        operator=settings.operator,
        wording=of_templates(resources.root()),
    )


def _evidence(case: Case, others: tuple[Case, ...]) -> tuple[str, ...]:
    """What points to the traject, and what speaks against it."""
    told = (
        (case.role is not Role.STRANGER, f"from the {case.role}"),
        (case.own, "a mail of ours"),
        (case.doubt is not None, f"doubt: {case.doubt.code if case.doubt else ''}"),
        *((True, f"concerns {other.traject.ref} too") for other in others if other.traject),
    )
    return (*case.evidence, *(words for holds, words in told if holds))
