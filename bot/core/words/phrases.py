"""What plain words of specialists, respondents and the practitioner mean, in Dutch and English."""

from __future__ import annotations

import re

from bot.core.words.answered import says_answered
from bot.core.words.enquiry import asks_for_traject
from bot.core.words.promise import promises
from bot.core.words.sentences import core, sentences
from bot.core.words.taking_back.withdrawal import withdraws

__all__ = [
    "affirms",
    "announces_form",
    "asks_for_traject",
    "asks_status",
    "begins_with_yes",
    "declines",
    "may_answer",
    "negates",
]

SHORT = 90

_NO = re.compile(
    r"(?:nee|neen|no|nope|nee nee|afmelden|afgemeld|afmelding|ik meld mij af|meld mij af|liever niet|niet|"
    r"nee liever niet|"
    r"geen interesse|geen tijd|geen behoefte|uitschrijven|schrijf mij uit|stop|stoppen|unsubscribe|decline|i decline|"
    r"declined|"
    r"i'd rather not|rather not|not interested|opt out|but no|nee dank u|nee dank je|nein|non|nee ik|i pass|pass|"
    r"nee ik (?:doe|werk) niet mee|"
    r"weiger|ik weiger)$"
)
_ANSWERING = (
    r"(?:mee ?(?:doe|werk|te doen|te werken)\w*|deel ?(?:neem|nemen|te nemen)\w*|invul\w*|in te vullen|beantwoord\w*|"
    r"te beantwoorden|beoordel\w*|te beoordelen|feedback (?:te )?geven|(?:aan )?(?:de|deze|het|dit|die) "
    r"(?:vragenlijst|formulier|evaluatie|verzoek|enqu[eê]te))"
)
_ANSWERING_EN = (
    r"(?:take part|taking part|participat\w*|complet\w*|fill\w* (?:it|this|in|out|the)|answer\w*|respond\w*|"
    r"(?:give|giving|provide|providing) feedback|help with this|do this)"
)
_DECLINES = tuple(
    re.compile(pattern)
    for pattern in (
        r"^(?:nee|neen|no|nope)\b[, .!]+(?:\W*$|\w+(?:\W+\w+){0,2}\W*$|[^.!?]*"
        r"\b(?:ik|mij|me|wij|we|i|i'm|dank|bedankt|liever|sorry|helaas|thanks|thank)\b)",
        r"\bniet (?:mee te (?:doen|werken)|deel te nemen|deelnemen|deel te gaan nemen)\b",
        rf"\b(?:wil|kan|zal|ga|wens|durf|mag)\b[^.!?]{{0,40}}\b(?:niet|geen)\b[^.!?]{{0,50}}{_ANSWERING}",
        rf"{_ANSWERING}[^.!?]{{0,40}}\b(?:wil|kan|zal|ga|wens)\b[^.!?]{{0,20}}\bniet\b",
        r"\b(?:doe|werk)\b[^.!?]{0,30}\bniet\b[^.!?]{0,20}\bmee\b",
        r"\bneem\b[^.!?]{0,30}\b(?:niet|geen)\b[^.!?]{0,20}\bdeel\b",
        r"\bvul\b[^.!?]{0,40}\b(?:niets?|geen)\b[^.!?]{0,20}\bin\b",
        r"\b(?:zie|ziet)\b[^.!?]{0,30}\b(?:af van|van af|ervan af)\b|\bzie (?:er|hier)van af\b|\bzie (?:er|"
        r"hier) van af\b",
        r"\b(?:het |dit )?(?:gaat|lukt)\b[^.!?]{0,30}\bniet\b",
        r"\bniet in (?:de )?(?:gelegenheid|staat)\b|\bniet in staat\b",
        r"\bgeen (?:tijd|ruimte|gelegenheid|behoefte|prijs|zin|interesse)\b",
        r"\b(?:moet|wil|ga) (?:ik )?(?:hier|ervoor|hiervoor|voor de eer)?[^.!?]{0,15}\bbedanken\b",
        r"\bmeld\b[^.!?]{0,20}\baf\b|\bafmelden\b|\bafgemeld\b|\buitschrijven\b",
        r"\b(?:geen|niet)\b[^.!?]{0,20}\b(?:mails?|herinnering\w*|berichten|e-mails?)\b[^.!?]{0,25}\bmeer\b",
        r"\b(?:haal|verwijder|schrap)\b[^.!?]{0,15}\b(?:mij|me)\b[^.!?]{0,25}\b(?:lijst|van|uit)\b|"
        r"\b(?:mij|me)\b[^.!?]{0,25}\blijst\b[^.!?]{0,15}\b(?:verwijder\w*|halen|schrappen|afhalen)\b",
        r"\b(?:ken|kende)\b[^.!?]{0,40}\b(?:niet|nauwelijks|onvoldoende|amper|te weinig|te kort)\b",
        r"\b(?:werk|werkte|heb)\b[^.!?]{0,40}\b(?:nauwelijks|niet|nooit|onvoldoende|te weinig|amper)\b[^.!?]{0,25}"
        r"\b(?:samen|gewerkt|samengewerkt|met hem|met haar)\b",
        r"\b(?:haal|haalt|halen|verwijder\w*|schrap\w*)\b[^.!?]{0,15}\b(?:mij|me)\b|"
        r"\bniet de (?:juiste|aangewezen|geschikte) persoon\b|"
        r"\bvoel\w* (?:me|mij) (?:hier )?niet (?:vrij|geschikt|geroepen)\b",
        r"\bafzien van\b|\bontbreekt\b[^.!?]{0,20}\btijd\b|\bniet mee te (?:doen|werken)\b|"
        r"\bga (?:ik )?(?:dit|het|hier) niet\b|"
        r"\b(?:geen|niet)\b[^.!?]{0,20}\b(?:feedback|oordeel|beoordeling)\b[^.!?]{0,15}\b(?:kan|wil|zal) geven\b|"
        r"\b(?:cannot|can't|can not) (?:help|assist)\b",
        r"\bniets (?:meer )?mee te maken (?:hebben|wil)\b|\bleave me (?:alone|out)\b|"
        r"(?:^|[,;] ?|\ben )laat (?:mij|me) (?:er|hier|daar)?(?: ?buiten|met rust)\W*$|"
        r"\b(?:er|hier|daar)(?: (?:graag|liever))? ?buiten (?:te )?(?:blijven|gelaten|laten)\b",
        r"\bliever niet\b|\b(?:ik )?weiger\b|\bsla (?:deze|dit|het)?[^.!?]{0,10}\bover\b",
        rf"\b(?:can ?not|can't|won't|will not|would (?:rather|prefer) not|unable to|not able to|(?:do not|"
        rf"don't) (?:wish|want) to|"
        rf"prefer not to|rather not|not going to)\b[^.!?]{{0,40}}{_ANSWERING_EN}",
        r"\bi (?:would )?(?:rather|prefer) not\b|\bi(?: have to| must|'d like to|'ll have to)? decline\b|"
        r"\bnot interested\b",
        r"\b(?:remove|take) me\b[^.!?]{0,20}\b(?:list|off|from)\b|\bno more (?:e-?mails|reminders)\b",
        r"\b(?:do not|don't|hardly|barely) (?:really )?(?:know|work with)\b[^.!?]{0,40}|\bno time\b|"
        r"\bopt(?:ing)? out\b",
    )
)
_LEAVE_ME_OUT = re.compile(r"afmelden|afgemeld|uitschrijven|verwijder|remove|\b(?:mij|me)\b.*\b(?:lijst|list)\b")
_NOT_YET = re.compile(
    r"\b(?:nu|deze week|vandaag|morgen|vandaag|deze maand|nog|momenteel|dit moment|eerder|meteen|direct|op tijd|"
    r"binnen|voor (?:de )?"
    r"(?:maandag|dinsdag|woensdag|donderdag|vrijdag|het weekend|\d)|volgende week|later|straks|pas|uiterlijk|"
    r"tot (?:en met |na |eind |begin )?(?:\d|januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|"
    r"november|december|volgend\w*|de (?:kerst|zomer|vakantie))|until|"
    r"right now|yet|today|"
    r"this week|now|before|until|next week|in time)\b"
)
_TECHNICAL = re.compile(
    r"\b(?:open\w*|te openen|download\w*|opslaan|op te slaan|print\w*|bijlage|bestand|link|pdf|word|verstu\w*|"
    r"versturen|werkt niet|"
    r"attachment|file|save|send|opsturen|inloggen|adres|wachtwoord)\b"
)
_ON_A_CONDITION = re.compile(
    r"\b(?:zolang|tenzij|mits|unless|as long as)\b|"
    r"\b(?:als|indien|if) (?:ik|u|jullie|het|de|er|hij|dit|dat|mijn|jan|we|it|you|i)\b"
)
_SCORES_ALL = re.compile(
    r"\b(?:overal|alles|allemaal|everything|all)\b[^.!?]{0,15}\b(?:[1-5]|vier|vijf|drie|four|five)\b"
)
_OTHER_NO = re.compile(
    r"\b(?:vragen|vraag|probleem|problemen|bezwaar|questions?|problem|objection|hoor nog|idee|aanvulling\w*)\b"
)


def declines(text: str) -> bool:
    """A respondent will not answer: one word, or a sentence; not "not now", not a question, not a jammed attachment."""
    said = sentences(text)
    words = core(text)
    if not said or len(words.split()) > SHORT or says_answered(text):
        return False
    if _NO.fullmatch(words):
        return True
    asked = any(s.endswith("?") for s in said)
    return (
        any(_declines(s) for s in said)
        and not (asked and not _pleads(said))
        and not (any(map(_will_answer, said)) or promises(text))
    )


def _declines(sentence: str) -> bool:
    found = next((p for p in _DECLINES if p.search(sentence)), None)
    if found is None or (sentence.endswith("?") and not _LEAVE_ME_OUT.search(sentence)):
        return False
    if _ON_A_CONDITION.search(sentence) or _SCORES_ALL.search(sentence):
        return False
    return not (_NOT_YET.search(sentence) or _TECHNICAL.search(sentence) or _OTHER_NO.search(sentence))


def _pleads(said: tuple[str, ...]) -> bool:
    """The question itself asks to be left out."""
    return all(_LEAVE_ME_OUT.search(s) for s in said if s.endswith("?"))


def _will_answer(sentence: str) -> bool:
    return bool(
        re.search(
            r"\b(?:vul|stuur|mail|doe)\b[^.!?]{0,40}\b(?:wel|alsnog|later|volgende week|morgen|binnenkort|vandaag)\b",
            sentence,
        )
        or re.search(r"\bi(?:'ll| will)\b[^.!?]{0,40}\b(?:send|complete|fill|do)\b", sentence)
        or re.search(r"\b(?:bijgaand|bijgevoegd|hierbij (?:mijn|het|de|een|ingevuld)|attached)\b", sentence)
    )


_ANNOUNCES = re.compile(
    r"\b(?:bijlagen?|bijgevoegd\w*|bijgaand\w*|attached|attachments?|enclosed)\b|"
    r"\b(?:hierbij|hier is|here is)\b[^.!?]{0,40}\b(?:formulier|vragenlijst|feedback|antwoorden|form|answers)\b"
)
_ASKS_FOR_IT = re.compile(
    r"\?|\b(?:niet|geen|graag|ontvang\w*|nogmaals|kwijt|zonder|not|no|can't|cannot|again|without|lost)\b"
)
_SHORT_NOTE = 40


def announces_form(text: str) -> bool:
    """`Zie bijlage`: a short note that says no more than that the answers are attached."""
    said = sentences(text)
    short = len(core(text).split()) <= _SHORT_NOTE
    return short and any(_ANNOUNCES.search(s) for s in said) and not any(_ASKS_FOR_IT.search(s) for s in said)


_ASKS = re.compile(
    r"\?|^(?:wie|wat|waar\w*|wanneer|waarom|hoe|hoeveel|welke?|kan|kunt|kun|mag|moet|who|what|when|where|why|how|which|"
    r"can|could|may|must)\b|\b(?:weten|horen|hoor|vernemen|verneem|vraag|vragen|afvraag|wonder|know|question)\b"
)
_A_FEW_WORDS = 8


def may_answer(text: str) -> bool:
    """Prose that may be somebody's judgement of a colleague: no question, refusal, promise, announcement or thanks."""
    said = sentences(text)
    if len(core(text).split()) < _A_FEW_WORDS or any(_ASKS.search(s) for s in said):
        return False
    others = (declines, withdraws, announces_form, asks_status)
    return not any(other(text) for other in others) and not any(_will_answer(s) for s in said)


_YES = re.compile(
    r"^(?:ja|jazeker|jawel|yes|yep|yeah|sure|ok|oke|oké|okay|okee|akkoord|mee eens|bevestigd|bevestig|ik bevestig|"
    r"ik ga akkoord|"
    r"i confirm|confirmed|confirm|agreed|i agree|approved|prima|goed|graag|doe maar|ga je gang|klopt|correct|"
    r"uitvoeren|go ahead)\b"
)
_HESITATES = re.compile(
    r"\b(?:niet|geen|nee|nog|wacht\w*|eerst|tenzij|behalve|twijfel\w*|not|don't|wait|unless|except|later|no|stop|"
    r"annule\w*|cancel)\b|"
    r"\bmaar (?!door\b)(?:ik|wel|even|pas|niet|nog)\b|\bbut\b|\?"
)
_DENIES = re.compile(
    r"^(?:nee|neen|no|nope|niet|toch niet|liever niet|annuleer|annuleren|cancel|stop|stoppen|don't|do not|wacht|wait|"
    r"afgewezen|"
    r"geen akkoord|not)\b"
)


def affirms(text: str) -> bool:
    """A plain yes; one with a reservation is none."""
    said = sentences(text)
    return bool(said) and bool(_YES.match(said[0])) and not any(_HESITATES.search(s) for s in said[:3])


def begins_with_yes(text: str) -> bool:
    """A yes, with or without a reservation."""
    said = sentences(text)
    return bool(said) and bool(_YES.match(said[0]))


def negates(text: str) -> bool:
    """A plain no."""
    said = sentences(text)
    return bool(said) and bool(_DENIES.match(said[0]))


_STATUS = re.compile(
    r"\b(?:stand van zaken|hoe staat (?:het|dit|mijn)|hoe ver (?:is|zijn|staat)|hoe loopt het|"
    r"hoe gaat het met (?:mijn|het|de)|"
    r"hoeveel[^.!?]{0,30}(?:formulieren|reacties|respondenten|antwoorden|ingevuld|binnen|gereageerd)|"
    r"(?:zijn|is|hebben|heeft)[^.!?]{0,40}\b(?:al )?(?:binnen|gereageerd|ingevuld|geantwoord|ontvangen)\b[^.!?]*\?|"
    r"al (?:iets|nieuws|bekend)|wat is de status|status\b[^.!?]{0,30}\?|^status\W*$|voortgang|"
    r"how (?:is it|are things|is my)|how many[^.!?]{0,30}(?:forms|responses|replies|answers|have)|any (?:news|"
    r"progress)|"
    r"what is the status|(?:have|has)[^.!?]{0,40}(?:responded|replied|come in|arrived|received)[^.!?]*\?)"
)


def asks_status(text: str) -> bool:
    """Wants to know how the traject stands."""
    said = sentences(text)
    return len(core(text).split()) <= SHORT and any(_STATUS.search(s) for s in said)
