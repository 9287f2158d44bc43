"""What a mail is when no traject is known: the first intent that fits, judged by nothing but the mail itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from bot.core import phrases
from bot.core.clues import Clues
from bot.core.mail import Automatic, InboundMail
from bot.core.reregistration import Reregistration
from bot.forms.shape import POP, SELF_EVALUATION, document_kind
from bot.lists import looks_like_list
from bot.lists.context import ListContext
from bot.lists.corrections import looks_like_correction

RESPONDENTS_FORM = "ifms360"


@dataclass(frozen=True, slots=True)
class Alone:
    """A mail without any traject; `lists` is how a list in it would be read."""

    mail: InboundMail
    clues: Clues
    lists: ListContext
    today: date


def _automatic(kind: Automatic) -> Callable[[Alone], bool]:
    return lambda alone: alone.mail.automatic is kind


def _is_form(alone: Alone) -> bool:
    return any(form.questionnaire == RESPONDENTS_FORM for form in alone.clues.forms)


def _replies_to_invitation(alone: Alone) -> bool:
    calendar = alone.mail.calendar
    return calendar is not None and calendar.method in ("REPLY", "COUNTER")


def _is_list(alone: Alone) -> bool:
    documents = tuple(a.document for a in alone.clues.files)
    return looks_like_list(alone.mail.new_text, documents, alone.lists)


def _corrects_list(alone: Alone) -> bool:
    return not alone.clues.files and looks_like_correction(alone.mail.new_text, alone.lists, ())


def _is_document(alone: Alone) -> bool:
    if any(form.questionnaire != RESPONDENTS_FORM for form in alone.clues.forms):
        return True
    kinds = {document_kind(a.document, a.name, alone.mail.subject) for a in alone.clues.files}
    return bool(kinds & {SELF_EVALUATION, POP})


def _tells_of_reregistration(alone: Alone) -> bool:
    return phrases.reregistered(alone.mail.new_text, alone.today).answer is Reregistration.DONE


def _asks(alone: Alone) -> bool:
    """Nobody can be asked whose it is, but it names a reference."""
    return bool(alone.clues.references)


# In the order of bot.handlers. Bulk mail and what cannot be opened is nothing that we know.
INTENTS: tuple[tuple[str, Callable[[Alone], bool]], ...] = (
    ("loop", _automatic(Automatic.LOOP)),
    ("bounce", _automatic(Automatic.BOUNCE)),
    ("auto-reply", _automatic(Automatic.AUTO_REPLY)),
    ("spam", lambda alone: alone.mail.spam),
    ("unknown", _automatic(Automatic.BULK)),
    ("unknown", lambda alone: bool(alone.mail.encrypted)),
    ("calendar-reply", _replies_to_invitation),
    ("withdrawal", lambda alone: phrases.withdraws(alone.mail.new_text)),
    ("form", _is_form),
    ("list-correction", _corrects_list),
    ("respondent-list", _is_list),
    ("document", _is_document),
    ("decline", lambda alone: phrases.declines(alone.mail.new_text or alone.mail.text)),
    ("reregistered", _tells_of_reregistration),
    ("intake", lambda alone: phrases.asks_for_traject(alone.mail.subject, alone.mail.new_text or alone.mail.text)),
    ("status-question", lambda alone: phrases.asks_status(alone.mail.new_text)),
    ("question", _asks),
    ("unknown", lambda alone: True),
)


def intent(alone: Alone) -> str:
    """The public name of what this mail is."""
    return next(name for name, fits in INTENTS if fits(alone))
