"""What a mail is and whose: judged by itself, or by the ledger, which is only looked at."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Protocol

from bot.core import alone, explained
from bot.core.associate import Case, associate
from bot.core.calendar import Calendar
from bot.core.context import Context
from bot.core.listed import RespondentList
from bot.core.mail import Automatic, InboundMail
from bot.core.no_world import NoWorld
from bot.core.practice import Practice, Practitioner, Safeguards, TrajectRules
from bot.core.world import Role, World
from bot.lists import respondents
from bot.lists.context import ListContext

if TYPE_CHECKING:
    from bot.shell.ledger import Ledger
    from bot.shell.settings import Settings

NOBODY = Practice("", "")
NO_ROWS = RespondentList()


class Judge(Protocol):
    """Turns a mail into the object that tells what it is."""

    most_bytes: int

    def explained(self, file: str, mail: InboundMail) -> dict[str, Any]:
        """The object of `explain --json`."""


def judge(settings: Settings | None) -> Judge:
    """The one that knows most: the ledger's where there is one."""
    now = datetime.now(UTC)
    if settings is None:
        return Stranger(bare_context(now))
    from bot.shell.looking import look

    ledger = look(settings)
    return Insider(ledger, now) if ledger else Stranger(context_of(settings, now))


def bare_context(now: datetime) -> Context:
    """Nobody's practice, with the usual rules."""
    rules = TrajectRules()
    calendar = Calendar(NOBODY.timezone)
    return Context(now, NOBODY, Practitioner("", ""), {rules.type: rules}, Safeguards(), calendar)


def context_of(settings: Settings, now: datetime) -> Context:
    """This practice before its first day."""
    return Context(
        now=now,
        practice=settings.practice,
        practitioner=settings.practitioner,
        rules={rules.type: rules for rules in settings.traject_types},
        safeguards=settings.safeguards,
        calendar=Calendar(settings.practice.timezone, settings.practice.good_friday_is_holiday),
    )


class Stranger:
    """Knows no trajects: says what the mail itself shows."""

    def __init__(self, ctx: Context) -> None:
        self.ctx = ctx
        self.most_bytes = ctx.safeguards.max_message_mb * 1_000_000

    def explained(self, file: str, mail: InboundMail) -> dict[str, Any]:
        """Each mail by itself."""
        case = associate(mail, NoWorld(), self.ctx)[0]
        lists = self._lists(mail)
        own = alone.Alone(mail, case.clues, lists, self.ctx.today)
        intent = "command" if _commands(mail, case, self.ctx) else alone.intent(own)
        rows = NO_ROWS
        if intent in explained.LISTS:
            rows = respondents(mail.new_text, tuple(a.document for a in case.clues.files), lists)
        return explained.explained(file, mail, case, intent, rows)

    def _lists(self, mail: InboundMail) -> ListContext:
        """Whoever sends a list is taken for the specialist."""
        ctx = self.ctx
        return ListContext(
            groups=next(iter(ctx.rules.values())).groups,
            specialist_name=mail.sender.name if mail.sender else "",
            specialist_address=mail.sender.address if mail.sender else "",
            practice_addresses=tuple(a for a in (ctx.practice.address, ctx.practitioner.address) if a),
        )


def _commands(mail: InboundMail, case: Case, ctx: Context) -> bool:
    """Only where it is known who the practitioner is."""
    if case.role is not Role.PRACTITIONER:
        return False
    from bot.handlers import command

    return command.matches(mail, case, ctx)


class Insider:
    """Knows the trajects of one practice; every mail is judged in a transaction that writes nothing."""

    def __init__(self, ledger: Ledger, now: datetime) -> None:
        self.ledger = ledger
        self.ctx = ledger.context(now)
        self.most_bytes = self.ctx.safeguards.max_message_mb * 1_000_000

    def explained(self, file: str, mail: InboundMail) -> dict[str, Any]:
        """By the ladder of evidence, and the first handler that matches."""
        with self.ledger.book() as book:
            return self._judged(file, mail, book)

    def _judged(self, file: str, mail: InboundMail, world: World) -> dict[str, Any]:
        from bot.handlers import route
        from bot.handlers.lists import rows_of

        case, *others = associate(mail, world, self.ctx)
        intent = route(mail, case, self.ctx).INTENT
        if mail.automatic is Automatic.BULK and intent == "auto-reply":
            intent = "unknown"  # a mailing list: left alone like an automatic reply, but none
        rows = rows_of(mail, case, self.ctx) if intent in explained.LISTS and case.traject else NO_ROWS
        told = explained.explained(file, mail, case, intent, rows)
        told["evidence"] += [f"concerns {other.traject.ref} too" for other in others if other.traject]
        return told
