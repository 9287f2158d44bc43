"""What the practitioner must read herself whatever was done with a mail: something grave, or a wish to be called."""

from __future__ import annotations

import re
from functools import lru_cache

from bot.core.words.sentences import sentences

_GRAVE_WORDS = r"""
bedreig\w*, dreig\w*, gedreigd, intimid\w*, chantage, chanteer\w*, afgeperst, gedwongen, dwingt, dwong, onder druk,
druk gezet, wraak, represailles?, vergelding\w*, grensoverschrijdend\w*, misbruik\w*, mishandel\w*, geweld,
gewelddadig\w*, aangerand\w*, aanranding, verkracht\w*, seksue\w*, gepest\w*, pesterij\w*, uitgescholden, geslagen,
gestalkt, stalk\w*, discrimin\w*, racis\w*, onveilig\w*, angst\w*, doodsbang, bang(?! dat (?:ik|het|dit|u)
(?:te|niet|geen)), ernstigs, calamiteit\w*, gevaar\w*, misstand\w*, fraude\w*, vervals\w*, niet (?:meer |echt
|altijd )?veilig\w*, veiligheid van (?:\w+ ){0,2}pati[eë]nt\w*, pati[eë]ntveiligheid, pati[eë]nten? in gevaar,
drinkt, dronken, alcohol\w*, drugs\w*, drugsgebruik, verslaafd, onder invloed, vertrouwelijk\w* (?:\w+
){0,4}(?:bespreken|spreken|overleggen|delen|melden|vertellen|mededelen|praten), in vertrouwen, onder vier ogen,
durf(?: \w+){0,3} niet, niet (?:\w+ )?durf\w*, datalek\w*, gehackt, hack, aangifte, politie, justitie, advocaat,
advocaten, jurist\w*, juridisch\w*, rechtszaak, kort geding, tuchtrecht\w*, tuchtcollege, tuchtklacht, inspectie,
igj, vertrouwenspersoon, klachtencommissie, klacht(?:en)? (?:tegen|in|indien\w*|in te dienen|neerleg\w*),
fil(?:e|ed|ing) a (?:\w+ )?complaint, complaint against, suïcid\w*, suicid\w*, zelfmoord, zelfdoding,
niet(?: meer| langer| verder)+(?: \w+){0,2} leven, (?:wil|willen|wilde) (?:ik )?(?:nog |verder |meer )+leven, of ik(?:
\w+){0,5} (?:wil|kan) leven, dood (?:wil|wilde|willen|zijn), wil(?: \w+){0,2} dood, eind(?:e)? aan (?:\w+
){0,2}mak\w*, eind(?:e)? aan maak, een eind(?:e)? aan, niet meer zitten, uit het leven (?:te )?stap\w*, wanhop\w*,
radeloos, (?:mezelf|mijzelf|zichzelf) (?:\w+ ){0,2}iets aan(?:doe\w*| te doen| doen), kill (?:myself|himself|herself),
(?:my|his|her) own life, want to die, end it all, self-harm, threat\w*, forced, force
me, pressured, bull(?:ied|ying), intimidat\w*, harass\w*, blackmail\w*, coerc\w*, retaliat\w*, abuse, abused,
abusive, assault\w*, unsafe, not safe, patient safety, safety of (?:\w+ ){0,2}patients?, endanger\w*, in danger,
drunk, drinking, in confidence, privately, fraud\w*, afraid, scared, lawyer, police, solicitor, legal action, data
breach, hacked, something serious, ernstige? (?:\w+
)?(?:zorg\w*|zaken?|incident\w*|fout\w*|melding\w*|klacht\w*|bezwar\w*|problem\w*|situatie\w*|kwesties?|dingen|gebeurten\w*|vermoeden\w*|twijfel\w*|signa\w*|tekort\w*|mis|misdragen|bedrogen|over
de schreef), serious (?:matters?|incidents?|concerns?|problems?|issues?|things?)
"""
_GRAVE = re.compile(rf"\b(?:{'|'.join(' '.join(_GRAVE_WORDS.split()).split(', '))})\b")
_CALL = r"(?:bel|bellen|belt|opbellen|terugbellen|bereiken|contacteren|spreken|call|phone|ring)"
_YOU = r"(?:u|jou|haar|iemand|you|someone|dokter \w+)"
_TALK = r"(?:spreken|overleggen|speak|talk)"
_CONTACT = re.compile(
    "|".join(
        (
            rf"\b{_CALL}\b[^.!?]{{0,20}}\b(?:mij|me)\b",
            rf"\b(?:mij|me)\b[^.!?]{{0,25}}\b{_CALL}\b",
            r"\bcontact (?:met mij|op ?(?:te )?(?:nemen )?met (?:mij|me))\b",
            r"\bneem\w* (?:\w+ ){0,3}contact op\b",
            rf"\b{_YOU}(?: \w+){{0,4}} (?:aan de lijn|telefonisch|{_TALK})\b",
            rf"\b{_TALK} (?:met|to|with) {_YOU}\b",
            r"\b(?:contact|reach|get in touch with) me\b",
            r"\bgraag (?:\w+ ){0,2}(?:telefonisch|persoonlijk) (?:\w+ ){0,2}(?:contact|overleg)\b",
        )
    )
)
_IF_NEED_BE = r"\b(?:voor|bij|mocht u|als u|indien u|heeft u|for|if you have)(?: \w+){0,3} (?:vragen|questions)\b"
_NOTHING_GRAVE = (
    r"\b(?:niet|geen|nooit|niets|never|not|nothing|no)(?: \w+)? "
    r"(?:ernstig\w*|onveilig\w*|bang|angst\w*|serious|afraid|unsafe)\b|"
    r"\b(?:nooit|never)(?: \w+){0,2} (?:bedreigd|gedreigd|gedwongen|geïntimideerd|gepest|threatened|forced|bullied)\b"
)
_ALWAYS = (
    r"\b(?:u|je|jullie|you) (?:kunt|kan|kun|mag|mogen|can|may) (?:mij|me) (?:\w+ )?"
    r"(?:altijd|gerust|uiteraard|natuurlijk|always)\b|"
    r"\b(?:bel|mail|call)(?: (?:mij|me))? (?:gerust|rustig|anytime)\b|\baltijd (?:telefonisch )?bereikbaar\b"
)
_USUAL = re.compile(rf"{_IF_NEED_BE}|{_ALWAYS}|\bzo (?:nodig|gewenst)\b|{_NOTHING_GRAVE}")
"""A phrase of politeness, or the contrary."""


@lru_cache(maxsize=2)
def is_grave(text: str) -> bool:
    """Whether somebody writes of something grave, or wants to be called or spoken to. Asked several times of a mail."""
    return any(_is_so(sentence) for sentence in sentences(text))


def _is_so(sentence: str) -> bool:
    said = _USUAL.sub(" … ", sentence)
    polite = said != sentence
    return bool(_GRAVE.search(said)) or (not polite and bool(_CONTACT.search(said)))
