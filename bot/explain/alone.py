"""What a mail is when no traject is known: the first intent that fits, judged by nothing but the mail itself.

Phrases, forms and lists are imported late: much mail is known for what it is before anybody has to look into it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from bot.core.mail.message import Automatic, InboundMail
from bot.core.traject.rules import DEFAULT_GROUPS
from bot.core.traject.value import Group

if TYPE_CHECKING:
    from bot.association.clues import Clues
    from bot.core.documents import Document
    from bot.core.listed import ListedRespondent
    from bot.lists.context import ListContext

LIST, CORRECTION = "respondent-list", "list-correction"
_HEAD = 5_000
_SHORT = 4_000  # characters: what bot.core.words.phrases takes for a word on a traject is a tenth of that
RESPONDENTS_FORM, OWN_FORMS = "ifms360", frozenset({"self_evaluation", "pop"})
# The words of people who write about a traject; two names with an address stand in many a stranger's mail.
_FIELD = re.compile(
    r"(?i)\bifms\b|\b360\b|respondent|her-?registr|re-?registr|vakgeno|vakgroep|colle[ag]|disciplin|artsen\b|\barts\b"
    r"|verple+g|\bnurs|physician|\bdoctors?\b|\ba(?:n)?ios\b|\bspecialist|traject|functioneren|zelfevaluatie|ziekenh"
    r"|vervang\b|toevoegen|voeg\b|performance|functioning|revalidation"
)
_REREGISTRATION = re.compile(r"(?i)\b(?:her|re)-?registr")


@dataclass(frozen=True)
class Alone:
    """A mail without any traject; its sender is taken for the specialist when it holds a list."""

    mail: InboundMail
    today: date
    groups: tuple[Group, ...] = DEFAULT_GROUPS
    practice_addresses: tuple[str, ...] = field(default=())

    @cached_property
    def clues(self) -> Clues:
        """Forms, references and names; nothing is looked for in what no person wrote."""
        from bot.association.clues import NOTHING, gather

        return gather(self.mail) if self.mail.automatic is Automatic.NO else NOTHING

    @cached_property
    def documents(self) -> tuple[Document, ...]:
        """The attached files, logos left out."""
        return tuple(attachment.document for attachment in self.clues.files)

    @cached_property
    def lists(self) -> ListContext:
        """How a list in it is read."""
        from bot.lists.context import ListContext

        sender = self.mail.sender
        return ListContext(
            groups=self.groups,
            specialist_name=sender.name if sender else "",
            specialist_address=sender.address if sender else "",
            practice_addresses=self.practice_addresses,
        )

    @cached_property
    def is_of_our_field(self) -> bool:
        """Whether a reference or any of its words, those of its files included, has to do with a traject."""
        files = (f"{a.name}\n{a.document.text[:_HEAD]}" for a in self.clues.files)
        words = "\n".join((self.mail.subject, self.mail.new_text, *files))
        return bool(self.clues.references or _FIELD.search(words))

    @cached_property
    def word(self) -> str:
        """What somebody may have told us in a few words; nothing when it is a long letter."""
        text = self.mail.new_text or self.mail.text
        return text if len(text) <= _SHORT else ""

    @cached_property
    def may_list(self) -> bool:
        """Whether it is worth looking for a list: reading one costs more than all the rest."""
        return self.is_of_our_field or any(document.tables or document.parts for document in self.documents)

    def rows(self, name: str) -> tuple[ListedRespondent, ...]:
        """Everyone that it lists, when it is a list or changes one."""
        if name == CORRECTION:
            from bot.lists.corrections import corrections

            return tuple(c.row for c in corrections(self.mail.new_text, self.lists, ()) if c.row)
        if name != LIST:
            return ()
        from bot.lists import respondents
        from bot.lists.reading import with_discipline

        signed = with_discipline(self.lists, (), self.mail.text)
        return respondents(self.mail.new_text, self.documents, signed).rows


def _automatic(kind: Automatic) -> Callable[[Alone], bool]:
    return lambda alone: alone.mail.automatic is kind


def _is_form(alone: Alone) -> bool:
    return any(form.questionnaire == RESPONDENTS_FORM for form in alone.clues.forms)


def _answers_invitation(alone: Alone) -> bool:
    calendar = alone.mail.calendar
    return calendar is not None and calendar.method in ("REPLY", "COUNTER")


def _is_list(alone: Alone) -> bool:
    if not alone.may_list:
        return False
    from bot.lists import looks_like_list

    return looks_like_list(alone.mail.new_text, alone.documents, alone.lists)


def _corrects_list(alone: Alone) -> bool:
    if alone.documents or not alone.is_of_our_field:
        return False
    from bot.lists.corrections import looks_like_correction

    return looks_like_correction(alone.mail.new_text, alone.lists, ())


def _is_document(alone: Alone) -> bool:
    from bot.forms.shape import document_kind

    if any(form.questionnaire != RESPONDENTS_FORM for form in alone.clues.forms):
        return True
    kinds = {document_kind(a.document, a.name, alone.mail.subject) for a in alone.clues.files}
    return bool(kinds & OWN_FORMS)


def _withdraws(alone: Alone) -> bool:
    from bot.core.words.phrases import withdraws

    return withdraws(alone.word)


def _declines(alone: Alone) -> bool:
    from bot.core.words.phrases import declines

    return declines(alone.word)


def _asks_status(alone: Alone) -> bool:
    from bot.core.words.phrases import asks_status

    return asks_status(alone.word)


def _tells_of_reregistration(alone: Alone) -> bool:
    """That it is done, in an answer; anything about it where the word itself is used."""
    if not (alone.is_of_our_field or alone.clues.answered_ids):
        return False
    from bot.core.words.reregistration import Reregistration, reregistered

    told = reregistered(alone.word, alone.today).answer
    named = _REREGISTRATION.search(f"{alone.mail.subject}\n{alone.word}")
    return told is Reregistration.DONE or (told is not Reregistration.NONE and bool(named))


def _asks_for_traject(alone: Alone) -> bool:
    from bot.core.words.enquiry import asks_for_traject

    text = alone.mail.new_text or alone.mail.text
    return alone.is_of_our_field and asks_for_traject(alone.mail.subject, text)


# In the order of bot.handlers, but that an enquiry may name the re-registration it is made for. Bulk mail and what
# cannot be opened is nothing that we know; a question is told from other people's mail by the reference in it.
INTENTS: tuple[tuple[str, Callable[[Alone], bool]], ...] = (
    ("loop", _automatic(Automatic.LOOP)),
    ("bounce", _automatic(Automatic.BOUNCE)),
    ("auto-reply", _automatic(Automatic.AUTO_REPLY)),
    ("spam", lambda alone: alone.mail.spam),
    ("unknown", _automatic(Automatic.BULK)),
    ("unknown", lambda alone: bool(alone.mail.encrypted)),
    ("calendar-reply", _answers_invitation),
    ("withdrawal", _withdraws),
    ("form", _is_form),
    (CORRECTION, _corrects_list),
    (LIST, _is_list),
    ("document", _is_document),
    ("decline", _declines),
    ("intake", _asks_for_traject),
    ("reregistered", _tells_of_reregistration),
    ("status-question", _asks_status),
    ("question", lambda alone: bool(alone.clues.references)),
    ("unknown", lambda alone: True),
)


def intent(alone: Alone) -> str:
    """The public name of what this mail is."""
    return next(name for name, fits in INTENTS if fits(alone))
