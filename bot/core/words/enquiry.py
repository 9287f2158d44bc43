"""Whether a stranger asks for an evaluation of their own functioning; in doubt no, for the mailbox is hers."""

from __future__ import annotations

import re

from bot.core.words.brief_enquiry import asks_briefly, said

MAX_WORDS = 400
MAX_TEXT = 30 * MAX_WORDS

_TOPIC = re.compile(
    r"\bifms\b|individueel functioneren|evaluatie (?:van )?(?:mijn )?(?:individueel )?functioneren|"
    r"mijn functioneren|"
    r"functioneren (?:als|van) (?:medisch )?specialist|evaluation of my (?:functioning|performance)|"
    r"individual performance|"
    r"\b360[ -]?(?:°|graden|degrees?)?[ -]?(?:feedback|evaluatie|onderzoek|evaluation|review)"
)
_REREGISTRATION = re.compile(r"\bher-?registr\w*|\bre-?registr\w*|\brevalidation\b")
_WANTS = re.compile(
    r"\b(?:ik|wij|i|we|i'm|i'd|mij)\b[^.!?]{0,60}\b(?:wil|zou|zoek|op zoek|moet|dien|nodig|graag|ga|overweeg|"
    r"benieuwd|toe aan|"
    r"hoor|would like|need|looking|want|have to|must|am due|wondering|hope)\b|"
    r"\b(?:wil|zou|moet|dien|zoek|ben|heb|kan|mag|hoor)\b[^.!?]{0,15}\bik\b|"
    r"\b(?:kunt u|(?:kunnen|zouden|zullen) (?:we|wij)|zou u|wilt u|kan ik|kunt u mij|"
    r"could (?:you|we)|can (?:you|we|i)|would you)\b|"
    r"\bgraag\b"
)
_STEP = re.compile(
    r"\bbel(?:len|afspraak)?\b|\btelefo\w*|\bkennis ?maken|kennismaking\w*|\baanmeld\w*|\baan te melden|\bstart\w*|"
    r"\btraject\w*|\bbegeleid\w*|"
    r"\bgesprek\w*|\bgespreksleider\b|\binplannen|\bplannen\b|\bafspraak\b|\bmogelijk\w*|\bkosten\b|\bprijs\b|"
    r"\btarie\w*|\bofferte\b|"
    r"\binformatie\b|\bwerkwijze\b|\bverzorg\w*|\buitvoer\w*|\bafnemen\b|\bbij u\b|\bdoorlopen\b|\bevaluatie\b|"
    r"\bfunctioneren\b|"
    r"\bcall\b|\bphone\b|\bappointment\b|\binformation\b|\bcosts?\b|\bprice\b|\bconversation\b|\bprocess\b|"
    r"\barrange\b|\bsign up\b"
)
_DO = re.compile(r"\b(?:wil|zou|moet|graag)\b[^.!?]{0,40}\b(?:doen|volgen|ondergaan)\b")
_SELF = re.compile(r"\b(?:ik|mijn|mij|me|mezelf|mijzelf|i|my|myself|i'm|i'd)\b")
_OTHER_MATTER = re.compile(
    r"\bcoach\w*|\bsupervis\w*|\bintervis\w*|nieuwsbrief|newsletter|\bfactu(?:ur|ren)\b|\binvoice\b|\bbetaling\b|"
    r"\bdeclarati\w*|"
    r"\bsymposi\w*|\bcongres\w*|\bwebinar\b|\bconference\b|\bcursus\w*|\bworkshop\w*|\bnascholing\w*|\bvacature\w*|"
    r"\bsollicit\w*|"
    r"\buitschrijven\b|\bunsubscribe\b|\bkorting\b|\baanbieding\w*|\bdemo\b|\bsoftware\b|\btool\b|\bplatform\b|"
    r"\bapp\b|\babonnement\w*|"
    r"\bpati[eë]nt\w*|\bverwijz\w*|\bbehandel\w*|\btherap\w*|\bmedicatie\b|\brecept\b|\bdepress\w*|"
    r"\bonze organisatie\b|"
    r"\bons (?:bureau|platform|systeem)\b|\buw organisatie\b|\bopleiding tot\b|\btraining\w*|\bwerd je\b|"
    r"\bword(?:en)? gespreksleider\b|"
    r"\bgespreksleiders\b|\binterview\w*|\bonderzoek naar\b|\bpromotie\b|\bartikel\b|\bpublicati\w*|\bpersbericht\b|"
    r"\bverslag van ons\b|\bons gesprek van\b|\bgesprek van (?:gisteren|vorige)\b|\bverklaring\b|\bnamens\b"
)


_FORM = r"(?:feedback|ifms|360)?-? ?(?:formulier\w*|vragenlijst\w*|forms?|questionnaires?)\b"
_ANOTHERS_FORM = re.compile(
    rf"\bifms-? ?(?:{_FORM})|\b{_FORM} (?:over|van|voor|about|on|for) (?!ifms|mijn|my|een|de rgs|rgs)|"
    rf"\b(?:ontving|ontvangen|kreeg|gekregen|toegestuurd|ingevuld|invul\w*|received|got|filled)\b[^.!?]{{0,40}}\b{_FORM}|"
    r"\b(?:kreeg|ontving|gekregen|ontvangen|received|got)\b[^.!?]{0,30}\b(?:uitnodiging|verzoek|"
    r"invitation|request)\b[^.!?]{0,30}\b(?:ifms|360|feedback)|"
    rf"\b{_FORM}[^.!?]{{0,40}}\b(?:ontving|ontvangen|kreeg|gekregen|toegestuurd|ingevuld|invul\w*|received|got|filled)\b"
)
_NOT_WANTED = re.compile(
    r"(?<!nog )\bgeen\b(?: [\w'-]+){0,2} (?:ifms|360)|\bniet\b(?: [\w'-]+){0,4} (?:ifms|360)|"
    r"\b(?:zie|zien|afzien)\b[^.!?]{0,20}\b(?:af )?van\b[^.!?]{0,20}\b(?:ifms|360)|"
    r"\b(?:ifms|360)\b[^.!?]{0,40}\b(?:niet (?:meer|door|nodig|langer)|afzeg\w*|annule\w*|stopzet\w*|hoeft niet|"
    r"cancel\w*|no longer)\b|"
    r"\b(?:not|don't|no|cancel|won't)\b(?: [\w'-]+){0,4} (?:ifms|360)|"
    r"\b(?:haal|halen|verwijder\w*|schrap\w*|remove)\b[^.!?]{0,30}\b(?:van de lijst|from the list)\b|"
    r"\bvan de lijst\b[^.!?]{0,40}\b(?:halen|verwijder\w*|schrappen|af)\b|"
    r"\bdoe (?:ik )?niet mee\b"
)
_MENTIONS = re.compile(
    r"\b(?:collega|colleague|hij|he|she|zijn (?:ifms|traject|gesprek|functioneren|herregistratie)|haar|his|her)\b"
)
_FIRST = re.compile(r"\b(?:ik|wij|we|i)\b")


def _is_no_enquiry(whole: str) -> bool:
    return any(found.search(whole) for found in (_OTHER_MATTER, _ANOTHERS_FORM, _NOT_WANTED))


def asks_for_traject(subject: str, text: str) -> bool:
    """A fresh enquiry about IFMS or re-registration that wants something of us, at length or in a few words."""
    told = tuple(s for s in said(text) if _FIRST.search(s) or not _MENTIONS.search(s))
    whole = " ".join((*said(subject), *told))
    if len(whole) > MAX_TEXT or len(whole.split()) > MAX_WORDS or _is_no_enquiry(whole):
        return False
    if asks_briefly(subject, text):
        return True
    if not _SELF.search(" ".join(told)):
        return False
    wants = any(_WANTS.search(s) for s in told)
    if _TOPIC.search(whole):
        return wants and bool(_STEP.search(whole) or _REREGISTRATION.search(whole) or _DO.search(whole))
    return bool(_REREGISTRATION.search(whole)) and wants and bool(_STEP.search(" ".join(told)))
