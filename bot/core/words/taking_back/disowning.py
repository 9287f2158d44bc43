"""Somebody says that a form in their name is not theirs, or that the file that comes along is theirs after all."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from bot.core.words.sentences import core, sentences

MOST_WORDS = 60
"""In a mail of more words than this, a sentence must say what it is about, unless the mail opens with it."""
_LONGEST = 500  # characters of a sentence that are looked at
_NOUN = (
    r"(?:formulier\w*|forms?|mails?|e-mails?|bericht\w*|antwoord\w*|answers?|vragenlijst\w*|inzending|bijlage|bestand|"
    r"document|evaluatie\w*|enqu[eê]te|feedback|beoordeling|reactie|questionnaire|response|submission|attachment|file)"
)
_ALONE = r"(?:bijgaande?|bijgevoegde?|dit|dat|het|deze|die|ze|it|this|that|these)"
_ADVERBS = r"(?: (?:dus|echt|zeker|ook|toch|u|jullie|zelf|helemaal|definitely|certainly))*"
_WHICH = r"(?:(?: \w+){0,3}?|,? (?:dat|die|wat|that|which)(?: \w+){1,8}?,?)"
_IT = rf"(?:{_NOUN}{_WHICH}|{_ALONE}{_ADVERBS})"
"""A noun with what says which one, or nothing but a pronoun: `die opmerking` is neither."""
_SENT = (
    r"(?:gestuurd|verstuurd|verzonden|ingestuurd|ingezonden|ingevuld|ingediend|opgestuurd|toegestuurd|gemaild|"
    r"ingeleverd|geschreven|sent|send|submit(?:ted)?|fill(?:ed)?|complete[d]?|write|wrote|written)\b"
)
_BY_ME = (
    rf"niet (?:van|door) (?:mij|me|ons)(?:zelf| zelf| persoonlijk)?(?= *(?:$|[.,;:!?)]|{_SENT}|afkomstig|af\b|komt|"
    r"kwam|kom|is\b|zijn\b|was\b|maar|en\b|want|hoor|dus|beste))"
)
_NOT_MINE = (
    rf"(?:{_BY_ME}|niet van mijn hand|niet (?:het|de) mijne\b|niet bij mij vandaan|niet mijn (?:eigen )?{_NOUN}|"
    rf"not (?:mine|my (?:own )?{_NOUN}|by me|from me)\b)"
)
_SURELY = r"(?:(?:echt|zeker|helemaal|absoluut|dus|zelf|ook|definitely|certainly|really) )*"
_SURELY_NOT = r"(?: (?:echt|ook|helemaal|zeker|absoluut))* niet\b(?! (?:in|aan|als|goed|meer)\b)"
_TO_YOU = r"(?:(?:zelf|ooit|echt|iets|aan u|aan jullie|naar u|naar jullie|u|jullie|toe|heb|had|ever|yet) )*"
_DID_NOT = rf"(?:niet|nooit|nimmer) {_TO_YOU}{_SENT}"
_DO_NOT = r"(?:did not|didn't|do not|don't|have not|haven't|had not|never)"
_NOTHING = r"(?:niets|niks|nooit (?:iets|wat|een \w+)|geen (?:\w+ )?" + _NOUN + r"|er (?:\w+ )?geen)"
_ENDS = r"(?= *(?:$|[.,;:!?)]|geweest|hoor|maar|en\b|but|and))"
_SOMEBODY = r"(?:iemand(?: anders)?|een ander|een onbekende|someone(?: else)?|somebody(?: else)?)"
_PLAINLY = tuple(
    re.compile(pattern)
    for pattern in (
        rf"^\W*(?:(?:nee|neen|no|sorry)\b(?: hoor)?\W*)?{_SURELY}{_NOT_MINE}",
        rf"\b{_IT} (?:is|zijn|komt|komen|was|waren|kwam|kwamen|kan|kunnen|kon|werd|are|were|came|comes|"
        rf"can|could)\b(?: \w+){{0,4}}? {_NOT_MINE}",
        rf"\b{_NOUN}\b[^.!?]{{0,60}}(?:,|\b(?:dat|die|that|which)\b(?: (?:is|was))?) {_SURELY}{_NOT_MINE}",
        rf"\b{_BY_ME} {_SENT}",
        rf"\bik\b(?: \w+){{0,3}}? {_IT} {_DID_NOT}",
        rf"\b{_IT} (?:heb|had) ik\b[^.!?]{{0,35}}?\b{_DID_NOT}",
        rf"^\W*(?:heb|had) ik {_SURELY}{_DID_NOT}",
        rf"\b{_NOUN}\b[^.!?]{{0,30}}\b(?:dat|die) ik\b[^.!?]{{0,15}}\b{_DID_NOT}",
        rf"\b(?:i|we) (?:\w+ )?{_DO_NOT} (?:\w+ )?{_SENT}(?: in| out| up)? (?:you )?(?:(?:the|a|that|this) )?{_IT}",
        rf"\b(?:was|were)(?: not|n't) {_SENT}(?: in)? by (?:me|us)\b|\bis(?: not|n't) (?:mine|by me|from me)\b",
        rf"(?:^|, )\W*(?:nee )?(?:dat|dit|het) (?:was|ben) ik {_SURELY}niet\b{_ENDS}|"
        rf"\bik (?:ben|was) (?:dit|dat|het) {_SURELY}niet\b{_ENDS}|"
        r"\bik (?:ben|was) niet (?:degene|diegene|de persoon) (?:die|van)\b|"
        r"\b(?:it|this|that) (?:was not|wasn't|is not|isn't) me\b|\bi(?:'m| am| was) not the (?:one|person) who\b",
        rf"{_SENT}[^.!?]{{0,20}}\bniet ik\b|\bniet ik\b[^.!?]{{0,25}}{_SENT}|{_SENT}[^.!?]{{0,20}}\bnot me\b",
        rf"\b{_SOMEBODY}\b(?: \w+){{0,5}}? (?:mijn|my) (?:naam|name|account|identiteit|identity|mailbox)\b"
        r"[^.!?]{0,15}\b(?:gebruikt|misbruikt|gehackt|gekaapt|gestolen)\b|"
        rf"\b{_SOMEBODY} (?:has |have )?(?:used|misused|abused|stole|hacked) my\b",
        r"\bmijn (?:naam|account|identiteit|mailbox|mail\w*|e-mail\w*|postvak)\b(?: \w+){0,4}? (?:misbruikt|gehackt|"
        r"gekaapt|gestolen)\b|\bmisbruik\b[^.!?]{0,20}\bmijn naam\b|"
        r"\bmy (?:name|account|identity|mailbox|e-?mail)\b(?: \w+){0,4}? (?:hacked|compromised|abused|misused|"
        r"stolen)\b",
        r"\bvoor mij uit(?:gegeven|geeft|gaf|te geven)\b|\bgeeft zich(?: \w+)? voor mij uit\b|"
        r"\bvoor als (?:mij|ik)\b|\bimpersonat\w+ me\b|\bpretend\w* to be me\b|\bposing as me\b",
        rf"\b(?:{_SOMEBODY}|er (?:is|werd|wordt))\b[^.!?]{{0,60}}\b(?:uit|op|onder|in) (?:mijn|my) (?:naam|name)\b",
        rf"\b(?:iemand anders|een ander|een onbekende|someone else|somebody else)\b(?: \w+){{0,5}}? {_SENT}(?! *\?)",
        rf"\b{_IT} (?:is|zijn|was|lijkt|are)(?: (?:een|echt|duidelijk|gewoon|a))*"
        rf" (?:vals|nep|vervalst|vervalsing|fake|forged|forgery){_ENDS}|"
        rf"^\W*(?:vals|vervalst|fraude|fake|forged|fraud)\W*$|\b(?:vals|vervalst|nep|fake|forged) {_NOUN}",
        rf"\bik herken (?:{_ALONE}|(?:\w+ )?{_NOUN}){_SURELY_NOT}|\bik ken (?:\w+ )?{_NOUN}{_SURELY_NOT}|"
        rf"\b(?:{_ALONE}|{_NOUN}) (?:her)?ken ik{_SURELY_NOT}|\b{_NOUN} zegt (?:mij|me) niets\b|"
        rf"\bi (?:do not|don't) recogni[sz]e (?:{_ALONE}|(?:\w+ )?{_NOUN})",
        r"\bik weet (?:hier )?nergens (?:iets )?van\b|\bik weet van niets\b",
    )
)
_AT_ALL = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b(?:ik|heb|had)\b(?: \w+){{0,5}}? {_NOTHING}(?: \w+){{0,3}}? {_SENT}",
        rf"\bik (?:vul|stuur) (?:nooit|geen)\b[^.!?]{{0,20}}\b{_NOUN}",
        rf"\b(?:i|we) (?:\w+ )?{_DO_NOT} (?:\w+ )?{_SENT}(?: in| out)? (?:you )?(?:anything|any|a form)\b",
    )
)
"""Nothing was sent at all: so writes whoever is late, too, with the form."""
_LATE = re.compile(
    r"\b(?:alsnog|nu wel|bij deze|eindelijk|vergeten|kwijt|excus\w*|sorry|herewith|forgot\w*|late|finally)\b|"
    r"\b(?:hierbij|here (?:it|you))\b(?:\W*$| (?:dan|nu|toch|mijn|is)\b)"
)
_NOT_YET = re.compile(r"\b(?:nog (?:niet|geen)|yet)\b")
_YET_NOTHING = tuple(
    re.compile(pattern)
    for pattern in (
        r"\b(?:ik|heb|had)\b[^.!?]{0,40}\bnog (?:steeds |helemaal )?(?:niets|niks|niet|geen|nooit)\b"
        rf"[^.!?]{{0,40}}\b{_SENT}",
        rf"^\W*nog (?:niet|niets|geen {_NOUN}) {_SENT}",
        rf"\b(?:i|we) (?:\w+ )?{_DO_NOT} (?:\w+ )?{_SENT}[^.!?]{{0,40}}\byet\b",
    )
)
"""Nothing was sent yet: of somebody in whose name a form counts."""
_OTHERWISE = re.compile(
    r"\b(?:niet (?:volledig|compleet|goed|juist|alles|overal)|not (?:completely|fully|all)|"
    r"idee|fout|schuld|fault|idea|vra(?:ag|gen)|onderde(?:el|len)|punt(?:en)?|scores?|toelichting\w*|tips?|pagina|"
    r"bladzijde|blad|veld(?:en)?|rubriek|stuk|questions?|sections?|parts?|pages?|fields?|items?|"
    r"namens mij|op mijn verzoek|in opdracht|voor mij (?:ingevuld|getypt|gestuurd)|gedicteerd|samen|on my behalf|"
    r"for me|at my request)\b|"
    r"^(?:als|indien|mocht|stel|if|in case|voor het geval)\b|"
    r"^(?:heb|had|heeft|hebt|is|was|zijn|did|have|has|do|does)\b.*\?$"
)
_I_DID_NOT = re.compile(r"^\W*ik (?:echt |zeker |zelf |in elk geval |in ieder geval )?niet\W*$")
_WHO_DID = re.compile(rf"\b(?:wie|iemand|heb|hebt|heeft|hebben)\b[^.!?]*{_SENT}")
_SAYS_WHAT = re.compile(rf"\b(?:{_NOUN}|{_SENT}|naam|name)\b")
_CLAUSES = re.compile(r"[,;:]|\b(?:en|maar|want|and|but)\b")
_ENCLOSED = re.compile(
    r"\b(?:hierbij|bijgaand\w*|bijgevoegd\w*|bijlage|attach(?:ed)?|enclosed?|herewith|here(?:'s| is)|hier is|"
    r"(?:dit|deze) is|this(?: one)? is|stuur ik|ik stuur|vindt u)\b"
)
_OWN = re.compile(
    r"\b(?:(?:mijn|my) (?:(?:eigen|echte|juiste|goede|ingevulde|own|real|actual) )*(?:formulier|vragenlijst|antwoorden|"
    r"versie|exemplaar|feedback|evaluatie|form|answers|version)|(?:het|de) (?:echte|juiste|goede|correcte|mijne)|"
    r"the (?:real|right|correct|proper)|mine|(?:wel|echt) van mij)\b"
)
_THIS_IS = re.compile(r"^\W*(?:dit|deze|dit formulier|deze bijlage)(?: is)? wel(?: van mij| de mijne)?\W*$")
_NAY = re.compile(r"^\W*(?:nee|neen|no|sorry|excuus|helaas)\b\W*(?:\w+\W*)?$")
_NO = re.compile(r"\b(?:niet|geen|nooit|not|never|no)\b|n't\b")


_MINE = (
    rf"(?:(?:van|door) (?:mij|me|mijzelf)|(?:de|het) mijne|mijn (?:eigen )?{_NOUN}|zelf {_SENT}|mine|by me|"
    rf"my (?:own )?{_NOUN})"
)
_AFTER_ALL = re.compile(
    rf"\b(?:toch|wel degelijk|bij nader inzien|gewoon|wel)\b[^.!?]{{0,40}}\b{_MINE}|"
    rf"\b{_MINE}\b[^.!?]{{0,20}}\b(?:after all|bij nader inzien)\b|\b(?:after all|indeed)\b[^.!?]{{0,30}}\b{_MINE}"
)


def owns(text: str) -> bool:
    """Whether a short mail says that a form is its sender's after all."""
    said = sentences(text)
    plain = [s[:_LONGEST] for s in said if not s.endswith("?")]
    short = len(core(text).split()) <= MOST_WORDS
    return short and not disowns(text) and any(_AFTER_ALL.search(s) and not _NO.search(s) for s in plain)


def disowns(text: str, *, with_file: bool = False, counted: bool = False) -> bool:
    """Whether a mail says so: that is hers to judge, and never carried out by itself.

    `with_file`: a file comes along, as from whoever had sent nothing yet; `counted`: a form counts in their name.
    """
    said = sentences(text)
    long, late = len(core(text).split()) > MOST_WORDS, with_file and any(map(_LATE.search, said))
    patterns = _PLAINLY if late else (*_PLAINLY, *_AT_ALL)
    heard = (s for n, s in enumerate(said) if n == 0 or not long or _SAYS_WHAT.search(s))
    told = [s[:_LONGEST] for s in heard if not _OTHERWISE.search(s[:_LONGEST])]
    if any(pattern.search(s) for s in told if not _NOT_YET.search(s) for pattern in patterns):
        return True
    if counted and not with_file and any(pattern.search(s) for s in told for pattern in _YET_NOTHING):
        return True
    return any(_I_DID_NOT.match(s) and _WHO_DID.search(before) for before, s in pairwise(said))


def said_beside(text: str) -> str:
    """What else is said: without the sentences that say so, or, of those, the clauses and the no before them."""
    kept = list[str]()
    for sentence in sentences(text):
        clauses = [c.strip() for c in _CLAUSES.split(sentence)] if _denies(sentence) else [sentence]
        kept += [
            c for n, c in enumerate(clauses) if not _denies(c) and not (n == 0 and len(clauses) > 1 and _NAY.match(c))
        ]
    return "\n".join(f"{said.rstrip('.')}." for said in kept if said)


def _denies(text: str) -> bool:
    return disowns(text) or disowns(text, counted=True)


@lru_cache(maxsize=2)
def encloses_own(text: str) -> bool:
    """Whether the file is plainly the sender's own: `hierbij mijn eigen formulier`, `dit wel`."""
    clauses = (clause for s in sentences(text) if not s.endswith("?") for clause in _CLAUSES.split(s))
    return any((_ENCLOSED.search(c) and _OWN.search(c) and not _NO.search(c)) or _THIS_IS.match(c) for c in clauses)
