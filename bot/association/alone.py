"""A mail when no traject is known: what it shows by nothing but itself.

Forms and lists are read late: much mail is known for what it is before anybody has to look into it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from bot.association.clues import NOTHING, Clues, gather
from bot.core.documents import Document
from bot.core.list_context import ListContext
from bot.core.mail.message import Automatic, InboundMail
from bot.core.traject.rules import DEFAULT_GROUPS
from bot.core.traject.value import Group

_HEAD = 5_000
_SHORT = 4_000  # characters: what bot.core.words.phrases takes for a word on a traject is a tenth of that
# The words of people who write about a traject; two names with an address stand in many a stranger's mail.
_FIELD = re.compile(
    r"(?i)\bifms\b|\b360\b|respondent|her-?registr|re-?registr|vakgeno|vakgroep|colle[ag]|disciplin|artsen\b|\barts\b"
    r"|verple+g|\bnurs|physician|\bdoctors?\b|\ba(?:n)?ios\b|\bspecialist|traject|functioneren|zelfevaluatie|ziekenh"
    r"|vervang\b|toevoegen|voeg\b|performance|functioning|revalidation"
)


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
        return gather(self.mail) if self.mail.automatic is Automatic.NO else NOTHING

    @cached_property
    def documents(self) -> tuple[Document, ...]:
        """The attached files, logos left out."""
        return tuple(attachment.document for attachment in self.clues.files)

    @cached_property
    def lists(self) -> ListContext:
        """How a list in it is read."""
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
