"""An automatic reply that no header gives away: the words of a notice, and hardly any others (h28)."""

from __future__ import annotations

import re

from bot.core.mail.machine.absence import is_absent_elsewhere, mentions_absence, says_absent

MAX_NOTICE = 2500
SHORT = 800
STRAY, STRAY_SHARE = 1, 0.25
_MACHINE = re.compile(
    r"(?i)\b(?:dit|deze|this|dies|diese|ceci)\b[^.\n]{0,40}\b(?:is|was|ist|est|wurde)\b[^.\n]{0,30}"
    r"(?:automatisch|automatically|automated|an auto(?:matic)?[- ]?(?:reply|response)|automatique|automatisierte)|"
    r"\bautomatisch (?:gegenereerde?|aangemaakte?|erstellte?|generierte?) (?:e-?mail|mail|bericht|antwoord|nachricht)|"
    r"automatically generated"
)
_OUR_FOOTER = re.compile(
    r"(?i)\bdit bericht is automatisch gemaakt; u kunt[\s>]+gewoon|"
    r"\bthis message was made automatically; you can[\s>]+simply"
)
"""It stands below every mail of ours, and comes back in whatever a person writes above it."""
_NOTICE = re.compile(
    r"(?i)\b(?:bedankt|dank(?: u)?(?: wel)?|hartelijk dank) voor (?:uw|je) (?:e-?mail|mail|bericht)|uw (?:e-?mail|"
    r"mail|bericht) wordt|"
    r"(?:e-?mail|mail|bericht\w*)[^.\n]{0,40} (?:niet|wel|pas)[^.\n]{0,20} (?:gelezen|doorgestuurd|beantwoord|bekeken)|"
    r"(?:bij|voor|in|i\.v\.m\.) (?:spoed\w*|dringende|urgente|noodgevallen|acute)|na (?:mijn )?(?:terugkomst|"
    r"terugkeer|vakantie|verlof)|"
    r"waarneem|waarnem(?:er|end|ing)|(?:kunt|kan) u (?:zich wenden|contact opnemen|terecht|bellen)|"
    r"neem(?:t u)? (?:dan )?contact op met|"
    r"thank(?:s| you) for (?:your|contacting)|(?:for|in) (?:urgent|emergenc)\w*|if (?:it is|your (?:matter|"
    r"request) is) urgent|"
    r"please contact|upon my return|when i return|(?:limited|no) access to (?:my )?e-?mail|"
    r"vielen dank für ihre|in dringenden (?:fällen|angelegenheiten)|wird nicht (?:weitergeleitet|gelesen)|"
    r"wenden sie sich|"
    r"merci (?:de|pour) votre|en cas d['’]urgence|à mon retour|"
    r"gracias por (?:su|tu)|en caso de (?:urgencia|emergencia)|a mi regreso|póngase en contacto|"
    r"grazie per (?:la|il|averci)|in caso di urgenza|per urgenze|al mio ritorno|contattare|"
    r"obrigad[oa] pel[oa]|em caso de urgência|no meu regresso|contacte|"
    r"dziękuję za|w pilnych sprawach|w sprawach pilnych|proszę o kontakt|"
    r"acil durum\w*|teşekkür|i hastende|hastesaker|ved hast|vid brådskande|i brådskande|tack för (?:ditt|ert)|takk for|"
    r"tak for (?:din|deres)|kiitos viest|kiireellis\w*|v naléhavých|děkuji za|sürgős|köszönöm|по срочным|спасибо за"
)
_ACKNOWLEDGED = re.compile(
    r"(?i)\b(?:wij|we) (?:hebben|heeft) (?:uw|je) (?:e-?mail|mail|bericht|vraag|aanvraag|"
    r"verzoek)\b[^.\n]{0,40}\bontvangen\b"
    r"[\s\S]{0,300}\b(?:werkdag\w*|binnen \w+ (?:uur|uren|dagen|weken)|zo (?:spoedig|snel) mogelijk|in behandeling|"
    r"streven)\b|"
    r"\buw (?:e-?mail|bericht|vraag|aanvraag|melding) is (?:in goede orde )?ontvangen\b[\s\S]{0,300}\b(?:werkdag\w*|"
    r"behandeling|zo (?:spoedig|snel) mogelijk|ticket\w*|meldingsnummer)|"
    r"\b(?:we|has been) (?:have )?received\b[\s\S]{0,40}\b(?:your|ticket)\b[\s\S]{0,200}\b(?:working days|"
    r"business days|"
    r"within \w+ (?:hours|days)|as soon as possible|ticket)"
)
_PERSONAL = re.compile(
    r"(?i)formulier|vragenlijst|\blijst\b|bijlage|bijgaand|ingevuld|invullen|vul ik|(?:stuur|mail) ik|attached|"
    r"questionnaire|"
    r"\bform\b|fill (?:it|in|out)|fragebogen|formular|traject|deadline|respondent|"
    r"notulen|factuur|rooster|vergader|casus|uitslag|dossier|agenda|\bjullie\b|\bhoop (?:dat|je|u)\b|\bmoeder\b|"
    r"\bvader\b"
)
_ROUTINE = re.compile(
    r"(?i)\bbel(?:len|t)?\b|telefo|\btel\b|\d{5,}|@|secretari|receptie|\bbalie\b|bereikbaar|\bterug\b|terugk|reageer|"
    r"beantwoord|\blees\b|gelezen|doorgestuurd|werkdagen|spoed|dringend|\bcontact|\bgroet|\bdank|bedankt|\bfijne\b|"
    r"kantoor|e-?mail|\bmail\b|werkzaam|\bwerk (?:ik|wij)\b|\bwerken (?:wij|we)\b|aanwezig|streef|streven|\bsein\b|"
    r"\bpoli|"
    r"geopend|gesloten|\bbericht|afwezig|vakantie|verlof|waarnem|ziekenhuis|praktijk|"
    r"\bplease\b|\bcall\b|phone|\breply|respond|\breturn|urgent|colleague|regards|thank|\boffice\b|\bback\b|\bmessage|"
    r"\bwenden\b|dringend|rückkehr|grüße|danke|\bnachricht|urgence|retour|merci|cordialement"
)
_SENTENCE = re.compile(r"(?<!\d)(?<!\bdr)(?<!\bmw)(?<!\bdhr)(?<!\bprof)[.!?](?=\s|$)|\n")


def reads_like_a_notice(text: str, *, about_absence: bool) -> bool:
    """`about_absence` says that the subject tells of one. Whoever asks something is a person."""
    text = _OUR_FOOTER.sub("", text)
    if not text.strip() or len(text) > MAX_NOTICE or _PERSONAL.search(text):
        return False
    if _ACKNOWLEDGED.search(text):
        return True
    absent = says_absent(text) or (about_absence and mentions_absence(text))
    if _MACHINE.search(text) and (absent or len(text) < SHORT):
        return True
    return absent and "?" not in text and bool(_NOTICE.search(text)) and _is_routine(text)


def _is_routine(text: str) -> bool:
    """Few sentences say anything else than a notice does; of other languages only the absence itself is known."""
    if is_absent_elsewhere(text):
        return True
    said = [s for s in _SENTENCE.split(text) if len(s.split()) > 2]
    stray = sum(1 for s in said if not (mentions_absence(s) or _NOTICE.search(s) or _ROUTINE.search(s)))
    return stray <= max(STRAY, len(said) * STRAY_SHARE)
