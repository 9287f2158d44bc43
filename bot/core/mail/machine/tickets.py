"""The acknowledgement of a ticket system that no header gives away: it says so in words that all such systems share."""

from __future__ import annotations

import re

MAX_TEXT = 1_500
_RECEIVED = re.compile(
    r"\b(?:ontvangen|binnengekomen|geregistreerd|aangemaakt|vastgelegd|toegewezen|bijgewerkt|gesloten|opgelost|afgehandeld|"
    r"in behandeling|received|registered|created|logged|opened|assigned|updated|closed|resolved|being reviewed)\b"
)
_NUMBERED = re.compile(
    r"\b(?:ticket\w*|meldingsnummer|meldingnummer|incidentnummer|zaaknummer|callnummer|"
    r"wij pakken (?:zaak|melding|call))\b|"
    r"\b(?:melding|verzoek|aanvraag|vraag|bericht|zaak|call|incident|request|case|enquiry|inquiry|message|issue|"
    r"nummer|number|nr|id|kenmerk|referentie|reference)\b\W{0,3}(?:nr|nummer|no|number|id)?\W{0,3}"
    r"(?=[\w-]*\d)[\w-]{3,}|#\s?[\w-]*\d"
)
_NUMBER = re.compile(r"#?\s?\[?#?(?:(?<![a-z])[a-z]{1,6}[-_]?)?\d[\d-]*\]?")
_LINES = (
    "uw je jouw deze dit het de een wij we ons onze u er is zijn werd wordt worden hebben heeft van voor in op",
    "onder bij met aan via en of om te door binnen na naar als zodra dan zo al ook alle per over hierbij hiermee",
    "hiervan melding meldingen meldingsnummer meldingnummer incident incidentnummer zaak zaaknummer call",
    "callnummer ticket tickets ticketnummer verzoek aanvraag vraag bericht mail email e-mail e-mailbericht nummer",
    "nr kenmerk referentie referentienummer status onderwerp prioriteit datum tijd nieuw nieuwe open normaal laag",
    "hoog bedankt dank hartelijk ontvangen binnengekomen geregistreerd aangemaakt vastgelegd toegewezen",
    "bijgewerkt gesloten opgelost afgehandeld behandeld behandeling behandelen behandelt goede orde succesvol",
    "systeem automatisch automatische nemen neemt contact spoedig snel mogelijk werkdag werkdagen uur uren dag",
    "dagen week weken twee drie vijf streven ernaar reactie antwoord reageren beantwoorden antwoorden krijgt",
    "ontvangt hoort volgen volgt vermeld vermelden gebruik gebruiken correspondentie toevoegen informatie extra",
    "aanvullende aanvulling kunt kan wilt gelieve alstublieft svp beantwoord servicedesk helpdesk servicepunt",
    "klantenservice medewerker medewerkers collega afdeling team ict it support facilitair pakken pakt opgepakt",
    "oppakken verwerkt verwerken verwerking hier verdere vragen ontvangstbevestiging bevestiging bevestigen",
    "hiernaar verwijzen",
    "your you our us this that its the a an will be are was has have been to for on under with by and or as at",
    "from within all any if soon possible shortly back get request requests case cases enquiry inquiry issue",
    "message number id reference subject priority date time new normal low high received registered created",
    "logged opened assigned updated closed resolved being reviewed review reviewing thank thanks contacting",
    "please reply replying respond response quote refer mention add additional comments comment information do",
    "keep intact line further communication correspondence touch business working days day hours hour staff agent",
    "agents service desk automated automatic automatically generated successfully handle handling handled",
    "processed process looking into one two three regarding",
)
"""What such systems write; no word in which somebody says yes or no, or speaks for himself."""
_WORDS = frozenset(word for line in _LINES for word in line.split())
_NOT = frozenset({"niet", "not", "geen"})
_NOT_WHAT = re.compile(
    r"\b(?:niet|geen|not)\b[^.!\n]{0,40}\b(?:reageren|beantwoorden|antwoorden|reply|respond|replying)\b"
)
_GREETING = re.compile(r"(?i)(?:beste|geachte|dear|hello|hallo|hi|goedendag|l\.?s\.?)\b")
_CLOSING = re.compile(
    r"(?i)(?:met (?:vriendelijke|hartelijke) groet(?:en)?|vriendelijke groet(?:en)?|hoogachtend|(?:kind|best) regards|"
    r"regards|sincerely|yours (?:sincerely|faithfully))\W*"
)
_ADDRESSED = frozenset(
    {
        "heer",
        "mevrouw",
        "dr",
        "prof",
        "klant",
        "relatie",
        "melder",
        "customer",
        "user",
        "sir",
        "madam",
        "van",
        "de",
        "der",
        "den",
    }
)
_SAID = frozenset(
    {
        "ja",
        "wel",
        "nee",
        "nooit",
        "niet",
        "helaas",
        "sorry",
        "akkoord",
        "ok",
        "oke",
        "yes",
        "no",
        "never",
        "not",
        "ik",
        "i",
    }
)
_LABEL = re.compile(r"(?i)(?:onderwerp|betreft|titel|subject|title|summary|samenvatting)\s*:\s*(.*)")
_SENTENCE = re.compile(r"(?<=[.!?])\s+")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def is_ticket(subject: str, text: str) -> bool:
    """Whether it says that something was received and got a number, and nothing that a ticket system does not say."""
    text = text.strip()
    said = " ".join(text.lower().split())
    if not said or len(text) > MAX_TEXT or "?" in text or not _RECEIVED.search(said) or not _NUMBERED.search(said):
        return False
    told = frozenset(_WORD.findall(subject.lower()))
    closed = False
    for line in filter(None, map(str.strip, text.split("\n"))):
        closed = closed or bool(_CLOSING.match(line))
        routine = _repeats(line, told) or all(map(_is_routine, _SENTENCE.split(line)))
        if not (routine or _CLOSING.fullmatch(line) or _is_named(line, closed)):
            return False
    return True


def _repeats(line: str, subject: frozenset[str]) -> bool:
    label = _LABEL.fullmatch(line)
    return label is not None and set(_WORD.findall(label[1].lower())) <= subject


def _is_routine(sentence: str) -> bool:
    plain = sentence.lower()
    words = set(_WORD.findall(_NUMBER.sub(" ", plain)))
    if not words:
        return False
    return words <= _WORDS or (words <= _WORDS | _NOT and bool(_NOT_WHAT.search(plain)))


def _is_named(line: str, closed: bool) -> bool:
    """A salutation, or what stands below the closing words: names only."""
    opening = _GREETING.match(line)
    if not (opening or closed):
        return False
    words = _WORD.findall(line[opening.end() :] if opening else line)
    names = all(w[0].isupper() or w in _ADDRESSED or w in _WORDS for w in words)
    return bool(opening or words) and len(words) <= 6 and names and not _SAID & {w.lower() for w in words}
