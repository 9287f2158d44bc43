"""What the words of a mail are a sign of, whoever wrote it: told by `explain` as evidence, acted upon by handlers."""

from __future__ import annotations

from datetime import date

from bot.core.mail.message import Automatic
from bot.core.mail.shared_files import sharing_host
from bot.core.words.gone import notice_says_gone, person_says_gone
from bot.core.words.privacy import asks_under_avg
from bot.core.words.promise import promises

GONE, PROMISE, AVG = "gone", "promise", "avg"
LINK = "link:"
COPY, OLDER_COPY = "own-copy", "older-own-copy"
"""A mail of ours stands in it unmarked; one that shows his list otherwise than it is now."""
PICTURE = "picture"
"""Nothing but a thumb down, a hand, a face, and no program says that it is a reaction (RFC 9078): typed by hand."""


def signs(
    text: str, urls: tuple[str, ...], automatic: Automatic, *, name: str, until: bool, sent: date | None = None
) -> tuple[str, ...]:
    """`text` is what was written now, `urls` the links in it, `name` the sender's; `until` says that it names the end
    of an absence, `sent` is the day of the mail.
    """
    if automatic is Automatic.AUTO_REPLY:
        return (GONE,) if notice_says_gone(text, until=until, sent=sent) else ()
    if automatic is not Automatic.NO:
        return ()
    found = [sign for sign, says in _OF_PEOPLE if says(text)]
    if PROMISE in found and len(found) > 1:
        found.remove(PROMISE)
    if PROMISE not in found and person_says_gone(text, name):
        found.insert(0, GONE)
    shared = sharing_host(urls)
    return (*found, *((LINK + shared,) if shared else ()))


def host_of(signs: tuple[str, ...]) -> str:
    """The server of a link instead of a file, "" when there is none."""
    return next((sign.removeprefix(LINK) for sign in signs if sign.startswith(LINK)), "")


_OF_PEOPLE = ((AVG, asks_under_avg), (PROMISE, promises))
