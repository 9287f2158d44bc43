"""How a statement is meant: as a wish, on a condition, denied, or asked; and where its clauses join."""

from __future__ import annotations

import re

_CLAUSE = 400  # characters: a longer sentence asks for nothing
_COURTESY = re.compile(
    r",?\s*\b(?:(?:als|indien|mits)\s+(?:het|dat)?\s*(?:(?:nog|zo)\s+)?(?:kan|mag|mogelijk(?:\s+is)?|lukt|schikt|past)"
    r"|(?:als|indien)\s+(?:u|je|jullie)\s+(?:wilt|wil|willen)|(?:zo|indien)\s+mogelijk|if\s+(?:possible|"
    r"you\s+(?:can|like)))"
    r"\b,?(?=\s|$)",
    re.IGNORECASE,
)
_WHO = (
    r"(?:(?i:hij|zij|ze|het|dat|dit|die|deze|er|u|je|jullie|iemand|niemand|ik|wij|we|de|een|mijn|onze|dhr|mevr?|mw|dr|"
    r"prof|mevrouw|collega|zowel|geen|blijkt|nodig|niet)\b|[A-Z])"
)
_HEDGED = re.compile(
    r"(?i:\b(?:indien|tenzij|mits|mocht(?:en)?|zodra|zolang|voor\s+het\s+geval|in\s+geval|pas\s+(?:als|na|"
    r"wanneer)|anders\s+dan\b"
    r"|if|unless|in\s+case|provided|once)\b)"
    r"|(?i:(?:^|[,;]\s*|\b(?:en|maar|dus|alleen|behalve|ook)\s+)(?:wanneer|when|only\s+when)\b)"
    rf"|\b(?i:als)\s+{_WHO}"
    r"|(?i:\b(?:misschien|wellicht|mogelijk|eventueel|mogelijkerwijs|maybe|perhaps|possibly|overweeg\w*|twijfel\w*|"
    r"weet\s+(?:ik\s+)?(?:nog\s+)?niet|zou\s+kunnen|might)\b)"
    r"|(?i:^(?:en|of)?\s*anders\b)"
    r"|@\S+[^@]*\s(?:of|dan wel|or)\s[^@]*@"
)
_BOTH = re.compile(r"(?i)\bzowel\b[^,@]{1,60}?\bals\b")
_NEGATED = re.compile(r"(?i)\b(?:niet|geen|nooit|noch|never|not|no|don'?t|doesn'?t|nobody|niemand|n't)\b")
_GROUPS_WITHOUT = re.compile(
    r"(?i)\bniet[- ]?(?:arts|medic|medisch|dokter|vakgeno)\w*|\bnon-?\s?(?:doctor|physician|medical|peer)\w*"
)
_REQUEST = re.compile(
    r"(?i)^(?:(?:en|ook|verder|graag|nog|beste|dan|daarnaast|and|also)\s+)*(?:kunt|kun|kan|kunnen|wilt|wil|willen|zou|"
    r"zoudt|zouden|mag|mogen|could|can|would|will|may)\b(?!\s+(?:ik|wij|we|i)\b)"
)
_SOFT = re.compile(
    r"\s+(?:toch|helaas|inmiddels|overigens|trouwens|eigenlijk|alsnog|gewoon|even|ook|definitief|bij\s+nader\s+inzien|"
    r"achteraf|wel|sowieso|inderdaad|gelukkig|dan|maar|hoor|namelijk|nu|zelf|weer|dus|graag|sinds\s+(?:kort|"
    r"\w+)|unfortunately|also|"
    r"after all|"
    r"alstublieft|alsjeblieft|a\.u\.b\.?|s\.v\.p\.?|aub|svp|please)(?=[\s,.]|$)"
)
_REASON = re.compile(
    r"\s*(?:,?\s+(?:want|omdat|aangezien|vanwege|wegens|doordat|i\.v\.m\.|ivm|in\s+verband\s+met|gezien|daar|"
    r"because|since|"
    r"due\s+to|owing\s+to|as\s+(?:he|she|they))\b.*|\s\([^()@]*\)|\s[-–—]\s[^@]*"
    r"|,\s+(?:heeft|is|zit|werkt|was|gaat|met|door|te\s+druk)\s[^@,]*)$",
    re.IGNORECASE | re.DOTALL,
)
_JOINT = re.compile(
    r"\s*;\s+|\s*,\s+(?:(?:en|and)\s+)?(?:dus|daarom|vandaar\s+dat|so|therefore)\s+"
    r"|\s*,\s+(?:(?:en|and)\s+)?(?=(?:die|deze|dit|dat|zij|ze|hij|haar|zijn|diens|his|hem|hen|hun|in\s+(?:haar|zijn|"
    r"hun)\s+plaats|she|he|"
    r"they|her|him|them)\s)"
    r"|\s+(?:en|and)\s+(?=(?:die|deze|zij|hij|haar|hem|in\s+(?:haar|zijn|hun)\s+plaats|she|he|they)\s)"
    r"|\s*,\s+(?:en\s+)?(?=(?:haal|schrap|verwijder|vervang|zet|verplaats|voeg|streep|kunt\s+u|wilt\s+u|"
    r"kun\s+je|wil\s+je|"
    r"graag|please|remove|replace|take|move|add|mag|laat|gooi)\s)",
    re.IGNORECASE,
)
_AND_SO = re.compile(
    r"(?P<one>[A-Z][^@,]*?)\s+(?P<wish>(?:moet|mag|kan|kunt|doet|hoort|valt|werkt|gaat|wil)\b[^@,]*?),?\s+(?:en|"
    r"net als)\s+"
    r"(?P<other>[^@,]+?)\s+(?:ook|evenmin)(?P<so>\s+niet)?"
)
_DONE = re.compile(
    r"\b(halen|schrappen|verwijderen|toevoegen|vervangen|zetten|plaatsen|verplaatsen|niet-artsen|vakgenoten|"
    r"artsen)(?:,\s+(?:en\s+)?|\s+(?:en|and)\s+)"
    r"(?=[A-Z])"
)
_REASON_FIRST = re.compile(
    r"(?:omdat|aangezien|nu|doordat|vanwege|wegens|because|since|due\s+to)\s+(?P<reason>[^,]+?)"
    r"(?:,\s+|\s+(?=(?:kunt|wilt|kan|kun|wil|mag)\s+(?:u|je|hij|zij|ze)\s))(?P<wish>.+)",
    re.IGNORECASE | re.DOTALL,
)


def is_hedged(text: str) -> bool:
    """Whether it holds on a condition only, or perhaps; `als vakgenoot` and `als het kan` are no conditions."""
    return bool(_HEDGED.search(_BOTH.sub(" ", _COURTESY.sub(" ", text))))


def is_negated(text: str) -> bool:
    """Whether words deny something; `niet-artsen` does not."""
    return bool(_NEGATED.search(_GROUPS_WITHOUT.sub(" ", text)))


def asks(text: str) -> bool:
    """Whether it is a question that wants to know; `kunt u …?` is a wish."""
    return text.endswith("?") and not any(_REQUEST.match(part) for part in clauses(text[-_CLAUSE:]))


def bare_wish(text: str) -> str:
    """A statement without courtesy and without the little words that change nothing."""
    kept = _COURTESY.sub("", text)
    while (shorter := _SOFT.sub("", kept)) != kept:
        kept = shorter
    return kept.strip(" ,;")


def together(text: str) -> str:
    """`A mag eraf en B ook` as `A en B mag eraf`."""
    if (match := _AND_SO.fullmatch(text)) and bool(match["so"]) == is_negated(match["wish"]):
        return f"{match['one']} en {match['other']} {match['wish']}"
    return text


def without_reason(text: str) -> str:
    """`X mag weg, want hij is met verlof` without what stands behind the wish; an address is never cut off."""
    match = _REASON.search(text)
    return text[: match.start()].strip(" ,;") if match and "@" not in match[0] else text


def clauses(text: str) -> tuple[str, ...]:
    """A statement cut where `dus`, a pronoun or the verb of a wish begins another."""
    if first := _REASON_FIRST.fullmatch(text):
        return (first["reason"], first["wish"])
    return tuple(part.strip(" ,;") for part in _JOINT.split(_DONE.sub(r"\1; ", text)) if part.strip(" ,;"))
