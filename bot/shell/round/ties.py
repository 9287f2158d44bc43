"""Her word about a mail, written into our answer to her: after a restore the mailbox still tells whose the mail is."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote, unquote

from bot.core.decision import Retry
from bot.core.mail.headers import Headers
from bot.core.traject.value import Traject
from bot.shell.keys.tokens import sealed
from bot.shell.ledger import inbound
from bot.shell.ledger.book import Book
from bot.shell.letters.compose import TIED

_DIGITS = 32
_NONE = "-"


@dataclass(frozen=True, slots=True)
class Tie:
    """The mail with this content belongs to that traject. `person` is an identifier, `address` a keyed hash; "" where
    she named nobody.
    """

    content: str
    ref: str
    person: str = ""
    address: str = ""
    group: str = ""
    counts: bool = False

    def on(self, traject: Traject, book: Book) -> str | None:
        """Who that is now: the identifier, "" when she named nobody, None when the person is not to be found."""
        if not self.person:
            return ""
        known = [r.id for r in traject.respondents if r.id == self.person]
        listed = [r.id for r in traject.respondents if r.address and _address(book, r.address) == self.address]
        found = known or listed
        return found[0] if len(found) == 1 else None


def of(retry: Retry, traject: Traject | None, book: Book) -> str:
    """The tie as it stands in a header; nobody can read a person from it."""
    person = traject.respondent(retry.respondent) if traject else None
    address = _address(book, person.address) if person and person.address else ""
    words = (content(book, retry.inbound_id), retry.ref, retry.respondent, address, retry.group)
    return " ".join(quote(word, safe="") or _NONE for word in (*words, "counts" if retry.counts else ""))


def content(book: Book, inbound_id: int) -> str:
    """What a mail is known by here."""
    return inbound.told_by(book, inbound_id)[1][:_DIGITS]


def read(book: Book, message_id: str, headers: Headers) -> tuple[Tie, ...]:
    """What a mail of ours says."""
    found = []
    for name, value in headers.fields:
        tie, _, _ = value.strip().rpartition(" ")
        words = [unquote(word) if word != _NONE else "" for word in tie.split(" ")]
        if name == TIED.lower() and len(words) == 6 and value.strip() == sealed(book.keys, message_id, tie):
            found.append(Tie(words[0], words[1], words[2], words[3], words[4], bool(words[5])))
    return tuple(found)


def _address(book: Book, address: str) -> str:
    return book.address_hash(address)[:_DIGITS]
