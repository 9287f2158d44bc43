"""What the practitioner must read herself whatever was done with a mail: something grave, or a wish to be called."""

from __future__ import annotations

import re

from bot.core.words.sentences import sentences

_GRAVE_WORDS = r"""
bedreig\w*, dreigt, dreigen, dreiging\w*, dreigement\w*, intimid\w*, chantage, chanteer\w*, afgeperst, gedwongen,
dwingt, dwong,
onder druk, druk gezet, wraak, represailles?, vergelding\w*, grensoverschrijdend\w*, misbruik\w*, mishandel\w*, geweld,
gewelddadig\w*, aangerand\w*, aanranding, verkracht\w*, seksue\w*, gepest\w*, pesterij\w*, uitgescholden, geslagen,
gestalkt,
stalk\w*, discrimin\w*, racis\w*, onveilig\w*, angst\w*, doodsbang, bang(?! dat (?:ik|het|dit|u) (?:te|niet|geen)),
ernstig\w*, calamiteit\w*, datalek\w*, gehackt, hack, aangifte, politie, justitie, advocaat, advocaten,
jurist\w*, juridisch\w*, rechtszaak, kort geding,
tuchtrecht\w*, tuchtcollege, tuchtklacht, inspectie, igj, vertrouwenspersoon, klachtencommissie,
suïcid\w*, suicid\w*, zelfmoord, zelfdoding,
threat\w*, intimidat\w*, harass\w*, blackmail\w*, coerc\w*, retaliat\w*, abuse, abused, abusive, assault\w*, unsafe,
afraid,
scared, lawyer, police, solicitor, legal action, data breach, hacked, something serious,
serious (?:matters?|incidents?|concerns?|problems?|issues?|things?)
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
    r"(?:ernstig\w*|onveilig\w*|bang|angst\w*|serious|afraid|unsafe)\b"
)
_USUAL = re.compile(rf"{_IF_NEED_BE}|\bzo (?:nodig|gewenst)\b|{_NOTHING_GRAVE}")
"""A phrase of politeness, or the contrary."""


def is_grave(text: str) -> bool:
    """Whether somebody writes of something grave, or wants to be called or spoken to."""
    return any(_is_so(sentence) for sentence in sentences(text))


def _is_so(sentence: str) -> bool:
    said = _USUAL.sub(" … ", sentence)
    polite = said != sentence
    return bool(_GRAVE.search(said)) or (not polite and bool(_CONTACT.search(said)))
