"""Which of two alternatives is the letter: the plain text, unless it only stands in for the HTML."""

from __future__ import annotations

import re

from bot.core.mail.reply.footer import is_sent_from
from bot.core.mail.reply.quotation import new_text

LONGEST_STUB = 3_000
_PICTURE = re.compile(
    r"(?i)\[[^\]\n]*(?:cid:|https?:|image|afbeelding|logo|bild|\.(?:png|gif|jpe?g))[^\]\n]*\]|cid:\S+"
)
_LINK = re.compile(r"(?i)<?\b(?:https?://|www\.)[^\s>]+>?|<mailto:[^>\s]*>")
_WORD = re.compile(r"\w+")
_ABOUT_DISPLAY = re.compile(
    r"(?i)\bx?html\b|\bhtml-|rich.?text|plain.?text|platte tekst|nur-?text|texte brut|\bbrowser|navigateur|navegador|"
    r"\b(?:e-?)?mail[ -]?(?:client|program|reader|viewer|software|app)|\bmail(?:client|program)|client de messagerie|"
    r"logiciel de messagerie|programme de messagerie|cliente? de correo|weer(?:ge)?ge(?:ven|geven)|web-?vers|"
    r"online.?vers|bekijk.{0,20}online|view.{0,20}online|\bdisplay(?:ed)?\b|\brendered\b|anzeigen|angezeigt|"
    r"darstell|dargestellt|\baffich|opgemaakt|opmaak|format(?:ted|iert)|visuali[sz]|"
    r"\b(?:other|different|ander|anderes|autre|otro) program"
)


def is_stand_in(plain: str, html: str) -> bool:
    """Whether the plain text adds nothing that the HTML's text lacks, and lacks most of what that says.

    What it may have of its own: a picture's name, a line of the mail program, words on how the mail is displayed.
    """
    if len(plain) > LONGEST_STUB:
        return False
    there, here = _words(html), _words(plain)
    said = _words(new_text(html)) or there
    if len(said - here) * 2 <= len(said):
        return False
    return all(_adds_nothing(paragraph, there) for paragraph in re.split(r"\n\s*\n", plain))


def _adds_nothing(paragraph: str, there: frozenset[str]) -> bool:
    bare = _LINK.sub(" ", _PICTURE.sub(" ", paragraph))
    own = "\n".join(line for line in bare.split("\n") if not is_sent_from(line) and not _words(line) <= there)
    added = _words(own) - there
    return not added or bool(_ABOUT_DISPLAY.search(own))


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.casefold()))
