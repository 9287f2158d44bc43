"""Questions of fact that respondents ask, and that the bot may answer: what nobody has to decide."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from bot.core.words.sentences import core, sentences


class Topic(StrEnum):
    """What a question is about; a word in templates/mail/*/answer.md."""

    READER = "reader"
    DURATION = "duration"
    DEADLINE = "deadline"
    WITHDRAWING = "withdrawing"
    RETENTION = "retention"
    VOLUNTARY = "voluntary"
    RECEIVED = "received"
    FORM = "form"


@dataclass(frozen=True, slots=True)
class Asked:
    """The topics in the order of the text. `rest`: more stands in it than these; `others` are the words around them."""

    topics: tuple[Topic, ...] = ()
    rest: bool = False
    others: str = ""


_FORM = r"(?:formulier\w*|vragenlijst\w*|enqu[eê]te|bijlagen?|bestand|form|questionnaire|attachment|file)"
_MINE = r"(?:antwoord\w*|formulier\w*|feedback|reactie|oordeel|naam|inzending|bericht|mail|answers?|form|name|response)"
_THIS = rf"(?:{_MINE}|dit|deze|het|ik|invul\w*|this|it|i)"
_UNNAMED = r"(?:anoniem\w*|vertrouwelijk\w*|anonymous\w*|confidential\w*)"
_ELSEWHERE = re.compile(
    r"\b(?:gesprek|traject|uitslag|resultaat|verslag|rapport|telefo\w*|conversation|report|results?)\b"
)
_ASKED: tuple[tuple[Topic, str], ...] = (
    (
        Topic.RETENTION,
        r"\b(?:hoe ?lang|tot wanneer|wanneer|how long|when)\b.*\b(?:bewaar\w*|bewaren|opgeslagen|vernietig\w*|"
        r"verwijderd|gewist|kept|keep|store[ds]?|destroy\w*|delete[ds]?)\b",
    ),
    (
        Topic.WITHDRAWING,
        r"\b(?:hoe|kan|mag|how|can|may)\b.*\b(?:intrekken|in te trekken|terugtrekken|terug te trekken|terugnemen|"
        r"withdraw\w*|retract\w*)\b|\b(?:hoe|kan|mag)\b.*\btrek\b.*\b(?:in|terug)\b",
    ),
    (
        Topic.READER,
        rf"\b(?:wie|who)\b.*\b(?:zie\w*|lee?s\w*|lezen|inzage|krijg\w*|weet|weten|see\w*|reads?|gets?|access)\b.*\b{_THIS}\b|"
        rf"\b{_MINE}\b.*\b{_UNNAMED}\b|\b(?:wordt|worden|gaat|is|blijft)\b.{{0,30}}\b{_UNNAMED}\b|\b(?:is|blijft|gaat|gebeurt|are|does)\b.{{0,30}}\b{_UNNAMED}\b|"
        rf"\b(?:ziet|leest|krijgt|hoort|weet|see|read|know)\b.{{0,40}}\b(?:{_MINE}|ik|i)\b|"
        r"^(?:en )?(?:wie|who) (?:leest|ziet|krijgt|reads|sees|gets) (?:dit|het|ze|dat|deze|this|it|that)\b",
    ),
    (
        Topic.DURATION,
        r"\b(?:hoeveel (?:tijd|minuten|werk|vragen)|hoe ?lang (?:duurt|ben ik|kost|doe)|hoe (?:lang|uitgebreid) is|"
        r"how (?:long (?:does|will|is)|much time|many (?:questions|minutes)))\b",
    ),
    (
        Topic.DEADLINE,
        r"\b(?:deadline|uiterlijk|(?:tot|voor|vóór) (?:wanneer|welke (?:datum|dag))|hoe ?lang heb ik|uiterste|te laat|"
        r"op tijd|until when|by when|too late|in time|due)\b|"
        r"\b(?:wanneer|when)\b.*\b(?:binnen|klaar|ingevuld|inleveren|ingeleverd|retour|terug|uiterlijk|back|in)\b|"
        r"\b(?:kan|mag|can|may)\b.*\b(?:nog|later|volgende week|morgen|still|next week|tomorrow)\b",
    ),
    (
        Topic.VOLUNTARY,
        r"\b(?:verplicht\w*|vrijwillig\w*|mandatory|voluntary|"
        r"(?<!wat )(?<!hoe )moet ik (?!.*\b(?:voor|binnen)\b)(?:dit|hieraan|mee\w*|invullen|het (?:invullen|doen))|"
        r"do i have to|must i)\b",
    ),
    (
        Topic.RECEIVED,
        rf"\b(?:is|zijn|heeft|hebben|has|have|did|was)\b.*\b{_MINE}\b.*\b(?:ontvangen|binnen\w*|aangekomen|overgekomen|gekomen|"
        r"gelukt|received|arrive[ds]?|get|come)\b|"
        rf"\b(?:did|have)\b.*\b(?:get|got|received?)\b.*\b{_MINE}\b|\b(?:is|was) (?:alles|het|dit|it|everything)\b.*"
        r"\b(?:ontvangen|binnen\w*|aangekomen|gelukt|arrived|received)\b",
    ),
)
_AGAIN = r"(?:opnieuw|nog ?een(?:s|maal| keer)|nogmaals|weer|alsnog|again|once more|resend|another)"
_GIVE = r"(?:sturen|stuur\w*|toesturen|toezenden|mailen|krijgen|ontvangen|send|mail|get|have)"
_BLANK = r"(?:nieuwe?|lege|leeg|blanco|new|blank|empty|fresh)"
_HANDS_IN = (
    r"\b(?:stuur ik|ik stuur|(?:in|op|te )?sturen|ik (?:vul|lever|maak|zal|ga)|(?:vul|lever|maak) ik|invul\w*|"
    r"in te vullen|indien\w*|inlever\w*|fill|submit|complete|hand in)\b"
)
_GONE = r"(?:kwijt(?:geraakt)?|verloren|weggegooid|lost|deleted)"
_NOT_THERE = (
    r"niet (?:meer )?(?:vinden|gevonden|ontvangen|gekregen|te vinden|bij(?! mij vandaan))|"
    r"not (?:received|find|found|attached)"
)
_WANTS_FORM = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b{_AGAIN}\b.*\b{_FORM}",
        rf"\b{_FORM}\b.*\b{_AGAIN}\b.*\b{_GIVE}\b|\bgraag\b.*\b{_FORM}\b.*\b{_AGAIN}\W*$",
        rf"\b{_FORM}\b.*\b(?:{_GONE}|{_NOT_THERE})\b|\b{_GONE}\b.*\b{_FORM}",
        rf"\b(?:geen|no)\b.{{0,20}}\b{_FORM}\b.*\b(?:ontvangen|gekregen|bij\w*|aangetroffen|gevonden|received|attached|found)\b",
        rf"\b(?:waar|where)\b.*\b(?:vind|staat|is|find)\b.*\b{_FORM}",
        rf"\b(?:kunt|kan|wilt|wil|zou|zoudt|mag|can|could|would)\b.*\b{_FORM}\b.*\b{_GIVE}\b",
        rf"(?<!\bik )(?<!\bi )\b(?:stuur\w*|mail\w*|send)\b(?! ik\b).{{0,25}}\b(?:het|hem|dit|it)\b"
        rf".{{0,12}}\b{_AGAIN}\b",
        rf"\b(?:lukt|krijg)\b.*\b{_FORM}\b.*\bte openen\b",
        rf"\b(?:send|stuurt?|mailt?|zendt?)\b.{{0,12}}\b(?:mij|me)\b.*{_FORM}",
        rf"^(?!.*{_HANDS_IN}).*\b(?:mag|kan|wil|zou|graag|ontvang|krijg|may|can|could|like|please)\b"
        rf"(?! (?:hierbij|bijgaand)).*\b{_BLANK} {_FORM}",
        rf"\b(?:kan|krijg|lukt|can)\b.*\b{_FORM}\b.*\b(?:niet|not)\b.*\b(?:open\w*|opslaan|bewerken|save|edit)\b",
        rf"\bcan(?:no|')t\b.*\b(?:open|find|save)\b.*\b{_FORM}",
    )
)
_HAS_SENT = re.compile(r"\b(?:gestuurd|verzonden|verstuurd|gemaild|ingevuld|bijgevoegd|sent|filled|attached)\b")
_ASKS = re.compile(
    r"\?|^(?:wie|wat|waar\w*|wanneer|waarom|hoe|hoeveel|welke?|who|what|where|when|why|how|which)\b"
    r"|\b(?:ik (?:wil|zou|had)\b.*\b(?:weten|horen)|vraag mij af|vraag me af|hoor (?:ik )?graag|benieuwd|i wonder"
    r"|like to know)\b"
)
_MANY = 60
_AROUND = 25  # words beside the question that nobody has to read


def asked(text: str) -> Asked:
    """What a short mail asks; no topics at all when it is long, or none of its questions is of fact."""
    said = sentences(text)
    if len(core(text).split()) > _MANY:
        return Asked()
    topics, rest, others = dict[Topic, None](), False, list[str]()
    for sentence in said:
        topic = _topic(sentence)
        if topic is not None:
            topics[topic] = None
        elif _ASKS.search(sentence):
            rest = True
        else:
            others.append(sentence)
    around = " ".join(others)
    return Asked(tuple(topics), rest or len(core(around).split()) > _AROUND, around)


def wants_form(sentence: str) -> bool:
    """Whether a sentence asks for the form once more."""
    return any(p.search(sentence) for p in _WANTS_FORM) and not _HAS_SENT.search(sentence)


def _topic(sentence: str) -> Topic | None:
    if wants_form(sentence):
        return Topic.FORM
    if not _ASKS.search(sentence) or _ELSEWHERE.search(sentence):
        return None
    return next((topic for topic, pattern in _ASKED if re.search(pattern, sentence)), None)
