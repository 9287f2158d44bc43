"""Words beside a name that say not to ask this person: `vervalt`, `NIET mailen`, `niet meer werkzaam`, `met verlof`."""

from __future__ import annotations

import re

_DOING = (
    r"(?:(?:aan|uit|be|ver|op|mee)?(?:mailen|vragen|sturen|schrijven|benaderen|nodigen|zenden|lopen|tellen|nemen|doen)"
    r"|mail|benader|vraag|stuur|uitgenodigd|contacteren|herinner\w*|deelnemen|mee|werkzaam|in dienst|beschikbaar"
    r"|gebruiken|opnemen|invullen|uitnodiging\w*|e-?mails?|doorgaan|door|bevragen)"
)
_NOT = re.compile(
    rf"\b(?:niet|nooit|geen)\s+(?:(?!kunnen\b|gesproken\b)\w+\s+)?(?:{_DOING})\b|\b(?:vervalt|vervallen)\b"
    r"|(?:s\.?v\.?p\.?|a\.?u\.?b\.?|graag|bij nader inzien|alsjeblieft|liever|toch)\s+niet\b"
    r"|\bwerkt (?:hier )?niet meer\b"
    r"|\b(?:wil|kan|hoeft|mag|zal|gaat)\s+(?:toch\s+)?niet\b(?!\s+op\b)|\bweigert\b|\bzie[nt]? (?:hier|er)?van af\b"
    r"|\bheeft (?:zich )?af(?:gezegd|gemeld)\b|\bafgemeld\b|\b(?:valt|vallen) af\b|\bafgevallen\b|\bteruggetrokken\b"
    r"|\b(?:ge|door)?schrap(?:t|pen)\b|\bdoor(?:ge)?ha(?:ald|len)\b|\bverwijder(?:d|en)?\b|\boverslaan\b|\bweglaten\b"
    r"|\buit dienst\b|\bmet pensioen\b|\bgepensioneerd\b|\boverleden\b|\bvertrokken\b|\bweg per\b|\bniet langer\b"
    r"|\bsabbatical\b|\b(?:met|op|zwangerschaps|ouderschaps|ziekte|zorg|studie|bevallings)\s?verlof\b"
    r"|\blangdurig (?:ziek|afwezig)\b|\bziek gemeld\b|\bziekgemeld\b|\bgestopt\b|\bin plaats van deze\b"
    r"|\b(?:do|does|will|can|should|please)(?: not|n't)\b|\bdon['’]?t (?:e-?)?(?:mail|ask|contact|invite|write)\b"
    r"|\bno longer\b|\bnot any ?more\b|\bleft the\b|\bretired\b|\bon leave\b|\bcancel\w*\b|\bwithdr\w+\b|\bdeceased\b",
    re.IGNORECASE,
)
_CONTACT = re.compile(
    r"\bhelpt (?:u|je|jullie)\b|\b(?:bij|voor|met) (?:uw )?vragen\b|\bvragen\?|\bcontactpersoon\b"
    r"|\bvoor (?:overleg|contact)\b|\b(?:voor|over|bij|for|about) (?:\w+ ){0,3}?(?:vragen|afspra\w+|agenda"
    r"|factu(?:ur|ren)|afwezigheid|questions?|appointments?|invoices?)\b"
    r"|\bcontact (?:voor|via)\b|\bneemt? (?:\w+ ){0,4}contact op\b|\bcontact op ?(?:te )?nemen\b|\bcontact person\b"
    r"|\b(?:te bereiken|bereikbaar) (?:op|via|bij)\b|\b(?:u|je) bereikt\b|\bafspraken (?:via|met|bij|door)\b"
    r"|\b(?:regelt|beheert|doet|plant) (?:mijn|de) (?:agenda|planning|afspraken)\b|\bmanages my\b",
    re.IGNORECASE,
)
"""Whom one may turn to, in a sentence: no row of a list."""
BOX = "☐"
"""Beside somebody whose box is empty, where others have a tick."""

_LONGEST = 400  # characters beside a name


def is_withheld(text: str) -> bool:
    """Whether a text beside a name, below it or above it says that this person is not to be asked."""
    return BOX in text or _NOT.search(text[:_LONGEST]) is not None or is_contact(text)


def is_contact(text: str) -> bool:
    """Whether a text around a name says that one may turn to this person."""
    return _CONTACT.search(text[:_LONGEST]) is not None
