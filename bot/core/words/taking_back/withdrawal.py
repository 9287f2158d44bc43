"""An answer that was given is taken back: plainly, perhaps, or not at all; what is taken back cannot be put back."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.core.words.sentences import core, sentences
from bot.core.words.taking_back.anew import CLAUSES, speaks_of_new_one, wants_new_form

MOST_WORDS = 90
_FEW_BESIDE = 9  # words; whoever says more may say something else as well, and is asked
_NOUN = (
    r"(?:antwoord\w*|formulier\w*|vragenlijst|reacties?|feedback|gegevens|inzending|bijdrage|beoordeling|medewerking|"
    r"deelname|toestemming|evaluatie|invulling|commentaar|answers?|forms?|responses?|data|feedback|consent|submission)"
)
_WHAT = rf"(?:(?:mijn|m'n|my|het|de|the|dit|deze|die|dat|this|alle|all)\b(?: [\w'-]+){{0,2}}? {_NOUN})"
_IT = r"(?:het|dit|dat|deze|die|hem|ze|alles|it|this|that)"
_BETWEEN = r"(?: (?:hierbij|bij deze|dan|toch|graag|alsnog|liever|dus|maar|even|weer|nu|per direct|hereby|now)){0,3}"
_ENDS = (
    r"(?= *(?:$|[.,;:!)]|"
    r"(?:en|want|omdat|vanwege|wegens|hierbij|alstublieft|aub|a\.u\.b|svp|alsjeblieft|please|and)\b))"
)
_POLITELY = (
    r"(?:(?:ik|u|je|jullie|wij|we)\b|graag|a\.?u\.?b\.?|alstublieft|alsjeblieft|s\.?v\.?p\.?|eens|even|maar|er|"
    r"weer|dan|dus|toch|liever)"
)
_AWAY = r"(?:verwijderen|wissen|vernietigen|weggooien|schrappen|weghalen|annuleren|terughalen|deleten)"
_WITHDRAWS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\btrek(?: ik)?{_BETWEEN} (?:{_WHAT}|{_IT})(?: [\w'-]+){{0,6}}? (?:in|terug){_ENDS}",
        rf"\b{_WHAT}(?: [\w'-]+){{0,2}}?{_BETWEEN} (?:wil|wens) ik{_BETWEEN} terug(?:hebben|krijgen|ontvangen)?{_ENDS}|"
        rf"\bik (?:wil|wens){_BETWEEN} {_WHAT}(?: [\w'-]+){{0,2}}?{_BETWEEN} terug(?:hebben|krijgen|ontvangen)?{_ENDS}",
        rf"\b(?:{_WHAT}(?: [\w'-]+){{0,2}}?|{_IT}){_BETWEEN} trek ik{_BETWEEN}(?: [\w'-]+){{0,4}}? (?:in|terug){_ENDS}",
        rf"\b(?:trek(?: ik)? (?:mij|me){_BETWEEN} terug|(?:mij|me){_BETWEEN} (?:terugtrekken|terug te trekken|"
        rf"terugtrek)){_ENDS}",
        rf"\b(?:{_WHAT}|{_IT}){_BETWEEN}(?: [\w'-]+){{0,4}}? (?:intrekken|in te trekken|terugtrekken|terug te trekken|"
        r"ingetrokken)\b|\b(?:intrekking|intrekken) van " + _WHAT,
        rf"\b(?:verwijder|wis|vernietig|schrap|annuleer)\b(?: {_POLITELY}){{0,3}} {_WHAT}|"
        rf"\bgooi\b(?: {_POLITELY}){{0,3}} {_WHAT}(?: [\w'-]+){{0,4}}? weg\b|"
        rf"\bhaal\b(?: {_POLITELY}){{0,3}} {_WHAT}(?: [\w'-]+){{0,4}}? (?:eruit|uit|weg|terug)\b|"
        rf"{_WHAT}(?: [\w'-]+){{0,6}}? (?:te )?{_AWAY}\b|"
        rf"{_AWAY} (?:van )?{_WHAT}|{_WHAT}(?: [\w'-]+){{0,4}}? (?:verwijderd|gewist|vernietigd|weggehaald) "
        r"(?:wordt|worden|hebben|zien)",
        rf"(?:{_WHAT}(?: [\w'-]+){{0,4}}?|\b{_IT}{_BETWEEN}) (?P<no>niet)"
        r"(?: (?:te|meer|langer|mee))* (?:gebruik\w*|(?:tellen|nemen|wegen)|meetel\w*|meeneem\w*|meenemen|verwerk\w*)",
        rf"\b(?:gebruik|verwerk|bewaar|tel|neem)\b(?: {_POLITELY}){{0,2}} {_WHAT}(?: [\w'-]+){{0,3}}? (?P<no>niet)\b",
        rf"\b{_WHAT}(?: [\w'-]+){{0,3}}? als (?P<no>niet|nooit) (?:verzonden|verstuurd|ingediend|ingezonden|gegeven)",
        rf"\b(?:beschouw|laat)\b(?: {_POLITELY}){{0,3}} {_WHAT}(?: [\w'-]+){{0,3}}? (?:vervallen|als vervallen|"
        r"buiten beschouwing)",
        rf"\bdo (?P<no>not) use {_WHAT}",
        rf"\b(?:zie|wil|zou|hebben)\b(?: [\w'-]+){{0,4}}? {_WHAT}(?: [\w'-]+){{0,4}}? "
        r"(?:verwijderd|gewist|vernietigd)\b",
        rf"\b(?:withdraw|retract)(?:ing)? {_WHAT}|\bi (?:hereby |now )?withdraw\b{_ENDS}",
        rf"\b(?:delete|remove|erase|destroy|discard) {_WHAT}",
    )
)
_UNDOES = (
    r"(?:intrek\w*|ingetrokken|terugtrek\w*|teruggetrokken|trek\b[^.!?]*\b(?:in|terug)|herroep\w*|withdr[ae]w\w*|"
    r"retract\w*|verwijder\w*|wissen|gewist|schrap\w*|vernietig\w*|delet\w*|erase\w*|meetel\w*|meegeteld)"
)
_NEW_ONE = re.compile(r"\b(?:vervang\w*|nieuwe?|replace\w*|new|verbeterde|tweede|volgende|andere versie)\b")
_ASKS_WHETHER = re.compile(
    r"\b(?:hoe|kan ik|mag ik|kan men|can i|how|may i|wanneer|of ik|is het mogelijk|wat gebeurt er|wat als)\b[^.!?]*\?"
)
_NEGATION = re.compile(r"\b(?:niet|geen|nooit|nimmer|niets|not|never|no|don't|won't|didn't|zonder)\b")
_DOUBTS = re.compile(
    r"\b(?:als(?! (?:dat|het) (?:nog )?(?:kan|mag|mogelijk is))|indien|mocht|tenzij|zodra|stel dat|wanneer|"
    r"voor het geval|zolang|voordat|misschien|wellicht|overweeg\w*|denk (?:erover|eraan)|twijfel\w*|bijna|eventueel|"
    r"wilde|wou|had|hadden|zei|zegt|zeggen|vroeg|vraagt|gevraagd|adviseer\w*|raadde|dwing\w*|alleen|enkel|"
    r"gevolgen|wat zijn|anders|vindt|vinden|vind dat|moet|moeten|zou(?=\b.*\bmaar)|"
    r"if|unless|should|wanted|said|asked|told|only|maybe|perhaps|might|consider\w*)\b|"
    rf"\b(?:zijn|haar|hun|his|her|their|collega's|iemand anders)\b(?: [\w'-]+)? {_NOUN}"
)
_STAYS = re.compile(
    r"\b(?:blijft?|laat)\b[^.!?]{0,30}\bstaan\b|\bik (?:zelf )?niet\b|\bhet mijne\b|\bmoet dat\b|"
    r"\bonder druk\b|\bstays?\b"
)
_PART = re.compile(
    r"\b(?:vraag|onderdeel|punt|question) (?:\d+|een|twee|drie|vier|vijf|zes|zeven|acht|negen|tien)\b|"
    r"\bde rest\b|\bbehalve\b|"
    r"\b(?:antwoord|beoordeling|oordeel|reactie|feedback) (?:op|van|voor|over|bij) (?:de |het )?"
    r"(?:medisch|communicatie|samenwerking|kennis|wetenschap|maatschappelijk|organisatie|professionaliteit|score|toelichting|tip)\b"
)
_USUAL = re.compile(
    r"\b(?:want|omdat|vanwege|wegens|aangezien|because|since)\b[^.!?]*|\b(?:met |mijn )*excuus\w*[^.!?]*|"
    r"\bik (?:heb mij bedacht|verzoek u)\b|\bbij nader inzien\b|\btoch maar niet\b|\b(?:wilt|kunt) u\b|\bgelieve\b"
)
_REQUEST = re.compile(r"\b(?:kunt|wilt|kun|wil|can|could|would) (?:u|je|jullie|you)\b")
_CLAUSES = re.compile(r"[,;:]|\b(?:en|maar|want(?! to\b)|omdat|dus|and|but|because)\b")


def withdraws(text: str) -> bool:
    """Whether an answer may be taken back."""
    return len(core(text).split()) <= MOST_WORDS and any(_wishes(text))


def opening(text: str) -> str:
    """The first lines of a text, up to half as many words as such a mail may have."""
    lines, words = list[str](), 0
    for line in text.splitlines():
        words += len(line.split())
        if words > MOST_WORDS // 2:
            break
        lines.append(line)
    return "\n".join(lines)


def plainly_withdraws(text: str) -> bool:
    """Whether it is taken back without a doubt, in a mail that says little else; a reason behind it is no doubt."""
    found = list(_wishes(text))
    beside = (c for s in sentences(text) if not any(_wishes(s)) for c in _not_anew(s))
    said = core(_USUAL.sub(" ", " ".join((*(c for s in found for c in _not_anew(s)), *beside))))
    return bool(found) and len(said.split()) <= _FEW_BESIDE and not hesitates(text)


def hesitates(text: str) -> bool:
    """Whether a condition, a question, others' words or a part that is to stay make it unsure that this is meant."""
    around = [s for s in sentences(text) if (s.endswith("?") and not wants_new_form(s)) or _STAYS.search(s)]
    asked = not all(map(_REQUEST.search, around))
    return asked or any(_PART.search(s) for s in sentences(text)) or any(map(_is_doubtful, _wishes(text)))


def _wishes(text: str) -> Iterator[str]:
    """What else the sentences say that take something back, and not the contrary."""
    for sentence in sentences(text):
        said = " , ".join(_not_anew(sentence)) + (" , ?" if sentence.endswith("?") else "")
        if _ASKS_WHETHER.search(said):
            continue
        found = [match for pattern in _WITHDRAWS for match in pattern.finditer(said)]
        if found and not any(_denied(said, match) for match in found):
            yield sentence.replace(found[0][0], " ")


def _not_anew(sentence: str) -> tuple[str, ...]:
    """What is not about another answer, which is to come or is enclosed: the sentence, or those clauses of it."""
    clauses = CLAUSES.split(sentence)
    kept = tuple(c for c in clauses if not _is_anew(c))
    return kept if len(kept) < len(clauses) else (sentence,)


def _is_anew(clause: str) -> bool:
    if _NEW_ONE.search(clause):
        return True
    takes_back = any(pattern.search(clause) for pattern in _WITHDRAWS)
    return not takes_back and (speaks_of_new_one(clause) or wants_new_form(clause))


def _denied(sentence: str, match: re.Match[str]) -> bool:
    """Whether the clauses in which the wish stands deny it: by a "not" that is no part of the wording."""
    start = max((m.end() for m in _CLAUSES.finditer(sentence, 0, match.start() + 1)), default=0)
    end = next((m.start() for m in _CLAUSES.finditer(sentence, match.end())), len(sentence))
    own = match.start("no") if "no" in match.re.groupindex else -1
    return any(m.start() != own for m in _NEGATION.finditer(sentence, start, end))


def _is_doubtful(rest: str) -> bool:
    return bool(_DOUBTS.search(rest)) or ("?" in rest and not (_REQUEST.search(rest) or wants_new_form(rest)))
