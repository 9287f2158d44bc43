"""The buttons of a question in her own words: `wachten`, `doorgaan zonder`, `hoort bij Piet`, `laat maar tellen`."""

from __future__ import annotations

import re

from bot.core.views import Proposal
from bot.core.words.moments.days import POLITE
from bot.core.world import NumberedQuestion
from bot.handlers.commands import command_of, koppel, minimum, negeer, start, telt, verstuur

_LEADS = frozenset(("ja", "yes", "ok", "oke", "oké", "nog", "gewoon", "toch", "dan", "alsnog", "just", "dit", "this"))
"""What may stand before a button's words, or between them."""
_WORD = re.compile(r"[^\W_][\w'’-]*")
_SAID = {
    "button.wait": r"(?:ik )?(?:af)?wacht(?:en)?|(?:keep )?wait(?:ing)?(?: little)?(?: longer)?",
    "button.enough": r"(?:ga )?(?:door(?:gaan)?|verder(?:gaan)?)(?: zonder(?: (?:hen|hem|haar|ze|die|de rest))?)?"
    r"|(?:zo|het) is (?:het )?genoeg|genoeg zo|go(?: on)?(?: without(?: them)?)?|continue(?: without(?: them)?)?",
    "button.more-names": r"(?:vraag )?(?:om )?meer namen(?: vragen)?|(?:ask for )?more names",
    "button.fails": r"(?:het )?adres werkt niet(?: meer)?|(?:the )?address (?:fails|does not work)",
    "button.no-mail": r"(?:het )?adres niet meer mailen|"
    r"(?:send )?no more mail(?: to)?(?: address)?|do not mail address any more",
    "button.use-list": r"gebruik (?:de |deze )?lijst|use (?:the )?list",
    "button.take-out": r"(?:verwijder|haal)(?: (?:het|dat))? formulier(?: weg)?|"
    r"(?:remove|delete)(?: (?:the|that))? form",
    "button.no-longer-counts": r"(?:(?:het |dat )?formulier )?telt niet meer(?: mee)?|"
    r"(?:(?:the |that )?form )?(?:does )?no(?:t longer| longer|t) counts?(?: any ?more)?",
    "button.counts-again": r"(?:(?:het |dat )?formulier )?telt (?:weer|wel)(?: mee)?|"
    r"(?:(?:the |that )?form )?counts again",
    "button.noted": r"leg (?:dat|het) vast|(?:please )?(?:note|record) (?:that|it)|klopt",
    "button.keep-moment": r"(?:het |dat )?moment aanhouden|keep (?:the |that )?(?:moment|time)(?: after all)?",
}
"""By the label of a button, without courtesies and what leads to it."""
_DISMISSES = (
    r"negeren|(?:laat (?:het|hem|die|dat) )?(?:weg|zitten)(?: ermee)?|weglaten|laat zitten|weg ermee|dismiss|ignore"
)
_COUNTS = r"(?:laat (?:(?:hem|het|die|dat|formulier) )*)?(?:mee)?tellen|(?:hij |die |dat |het )?telt(?: wel)?(?: mee)?|"
_COUNTS += r"(?:hij |die |het )?(?:moet|mag|kan) (?:wel )?(?:mee)?tellen|telt als (?:een )?formulier|"
_COUNTS += r"counts(?: as(?: a)? form)?|let it count"
_STARTS = r"start(?:en|t)?(?: (?:het |een )?traject)?(?: (?:met )?(?P<rush>spoed))?|"
_STARTS += r"start(?: the)?(?: traject)?(?: with)?(?: (?P<urgent>urgency|rush|priority))?"
_LOWERS = (
    r"(?:verlaag )?(?:het )?(?:lager )?minimum(?: verlagen| omlaag)?(?: (?:naar|tot|op) (?P<n>\d+))?|verlagen|lager|"
)
_LOWERS += r"lower(?: the)?(?: minimum)?(?: to (?P<m>\d+))?"
_BELONGS = re.compile(
    r"(?i)^(?:ja,? |yes,? )?(?:(?:dat|dit|het|hij|die|deze|it|this) )?(?:hoort|belongs)(?: toch| wel)? (?:bij|to) "
    r"(?P<to>.+)$"
)


def worded(said: str, question: NumberedQuestion) -> str:
    """The command of the button whose words these are, "" where they are none's."""
    number = str(question.number)
    if belongs := _BELONGS.match(said):
        return f"{koppel.WORDS[0]} {number} {belongs['to'].strip(' .!()').replace('(', '').replace(')', '')}"
    words = _plain(said)
    found = next((o.command for o in question.proposals if words and _is_said(words, o)), "")
    if found or not question.inbound_id:
        return found
    if re.fullmatch(_COUNTS, words):
        return f"{telt.WORDS[0]} {number}"
    return f"{negeer.WORDS[0]} {number}" if re.fullmatch(_DISMISSES, words) else ""


def _plain(said: str) -> str:
    words = [w.casefold() for w in _WORD.findall(said)]
    return " ".join(w for w in words if w not in POLITE | _LEADS)


def _is_said(words: str, offer: Proposal) -> bool:
    if offer.label in _SAID:
        return re.fullmatch(_SAID[offer.label], words) is not None
    command = command_of(offer.command)
    for one, pattern in ((negeer, _DISMISSES), (telt, _COUNTS), (verstuur, r"verstur\w*|stuur|send(?: it)?")):
        if command is one:
            return re.fullmatch(pattern, words) is not None
    if command is start:
        found = re.fullmatch(_STARTS, words)
        return found is not None and bool(found["rush"] or found["urgent"]) == offer.command.endswith(" spoed")
    found = re.fullmatch(_LOWERS, words) if command is minimum else None
    least = offer.command.split()[-1]
    return found is not None and (found["n"] or found["m"] or least) == least
