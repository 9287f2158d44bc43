"""What programs send in somebody's name and nobody has to answer: recalls, reactions, receipts, challenges."""

from __future__ import annotations

import re

MAX_TEXT = 2500
SHORT = 500
_RECALL_SUBJECT = re.compile(
    r"(?i)^\s*(?:message recall\b|recall (?:success|failure|failed|report|status|van bericht)|bericht (?:intrekken|"
    r"ingetrokken)\s*:|(?:het )?intrekken van (?:het |een |uw )?(?:e-?mail)?bericht\w*\b.{0,20}\b(?:mislukt|geslaagd|"
    r"gelukt)|"
    r"intrekken (?:is )?(?:mislukt|geslaagd|gelukt)|(?:mislukt|geslaagd) intrekken|"
    r"(?:intrekkings|terugroep)(?:rapport|bericht|verzoek)|"
    r"nachrichtenrückruf|rückruf (?:der|einer) nachricht|échec du rappel|rapport de rappel|rappel (?:de|du) message)"
)
_RECALL_TOO = re.compile(r"(?i)^\s*(?:recall|intrekken|rückruf|rappel)\s*:")
_RECALL = re.compile(
    r"(?i)\b(?:would like to recall|wants to recall|is recalling) (?:the|a|this) (?:message|e-?mail)|"
    r"(?<!ik )\b(?:wil|wenst|zou graag)\b (?:het|dit|een) (?:e-?mail)?bericht\b[^\n]{0,200}\bintrekken|"
    r"\bmöchte die nachricht\b[^\n]{0,200}\bzurückrufen|\bsouhaite rappeler le message|"
    r"\b(?:your|uw|je) (?:e-?mail|message|bericht)\b[^.\n]{0,80}\b(?:could not be|couldn't be|was(?: not)?|has been|"
    r"has not been|"
    r"kon niet worden|is(?: niet)?|werd(?: niet)?) (?:recalled|ingetrokken)|"
    r"\b(?:recall(?:ing)?|intrekken)\b[^.\n]{0,60}\b(?:succeeded|failed|was successful|is mislukt|is geslaagd|"
    r"is gelukt)\b"
)
_REACTED = re.compile(
    r"(?i)^\W*[^\n.!?]{2,60}\b(?:reacted (?:to|with|via)\b|heeft[^\n]{0,30} gereageerd (?:op (?:uw|je|jouw|dit) |"
    r"via gmail|met )|"
    r"reageerde (?:met|op (?:uw|je) )|liked (?:your|this) (?:message|e-?mail)|"
    r"(?:vindt|vond) (?:uw|je|jouw|dit) (?:bericht|e-?mail|mail) (?:leuk|geweldig)|heeft (?:uw|je) (?:bericht|"
    r"e-?mail|mail) "
    r"(?:leuk gevonden|geliket)|hat (?:mit[^\n]{1,20} )?auf (?:ihre|deine) (?:nachricht|e-?mail)[^\n]{0,20} reagiert|"
    r"a réagi à)|"
    r"^\W*(?:liked|loved|disliked|laughed at|emphasi[sz]ed|questioned|vond leuk|leuk gevonden)\s*[“\"‘']"
)
_PRONOUN = re.compile(r"(?i)\W*(?:hij|zij|ze|ik|wij|we|he|she|they|i|the|de|het|er|beste|dear|hallo|hoi|dag|geachte)\b")
_REACTION_SUBJECT = re.compile(
    r"(?i)^\W*(?:reactions? (?:daily )?digest|reactie-?overzicht|[^\n:]{2,60} (?:reacted to|heeft gereageerd op) )"
)
_PICTURES = re.compile(
    r"[\s\u200d\ufe0e\ufe0f\u2190-\u27bf\u2b00-\u2bff\u3030\U0001f000-\U0001faff\U000e0020-\U000e007f.,!:;()-]+"
)
_PICTURE = re.compile(r"[\u2190-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff]")
_APPROVES = re.compile(
    r"(?:[\s\ufe0e\ufe0f.!]|[\U0001f44d\U0001f44c\u2705\u2714\u2611\U0001f197\U0001f44f\U0001f4af\U0001f389"
    r"\U0001f642\U0001f600-\U0001f604\U0001f60a][\U0001f3fb-\U0001f3ff]?)+"
)
"""Thumbs up, ticks, smiles: nobody means a no by them."""
_RECEIPT_SUBJECT = re.compile(
    r"(?i)^\s*(?:(?:leesbevestiging|leesbewijs|ontvangst- en leesbevestiging|read receipt|return receipt|"
    r"delivery receipt|"
    r"gelezen|read|niet gelezen|not read|ongelezen verwijderd|deleted|verwijderd zonder te lezen|gelesen|lu|"
    r"accusé de (?:lecture|réception)|lesebestätigung|bezorgd|delivered|relayed|afgeleverd|letto|leído|lido|läst|"
    r"læst|lest|"
    r"przeczytano|okundu|прочитано)\s*(?::|\())"
)
_RECEIPT = re.compile(
    r"(?i)\b(?:your|uw|je) (?:e-?mail|message|bericht)\b[\s\S]{0,200}\b(?:was read|has been read|is gelezen|is geopend|"
    r"was opened|was deleted without being read|is verwijderd zonder te zijn gelezen|displayed on the recipient)|"
    r"\bthis is a (?:read|return) receipt\b|\bdit is een (?:lees|ontvangst)bevestiging\b"
)
_CHALLENGE = re.compile(
    r"(?i)\b(?:to (?:have|get|ensure)|om)\b[^.\n]{0,40}\b(?:your|this|uw|je|dit) (?:message|e-?mail|mail|"
    r"bericht)\b[^.\n]{0,60}"
    r"\b(?:delivered|released|accepted|bezorg\w*|af te leveren|vrij te geven|door te laten)|"
    r"\b(?:verify|confirm|prove|bevestig\w*|bewij[sz]\w*|aan te tonen)\b[^.\n]{0,60}\b(?:human|real person|"
    r"not a (?:robot|"
    r"spammer|"
    r"machine)|een mens|geen (?:robot|spam\w*|computer)|een echt persoon)|"
    r"\bchallenge[- ]response\b|\bboxbe\b|\bspam ?arrest\b|\btmda\b|\bsender verification\b|\bafzenderverificatie\b|"
    r"\b(?:message|e-?mail|mail|bericht)\b[^.\n]{0,60}\b(?:is being held|held for|is on hold|"
    r"awaiting (?:verification|approval)|"
    r"pending verification|in quarantaine|wordt vastgehouden|wacht op (?:verificatie|bevestiging))|"
    r"\b(?:approved|guest|allow|safe|white) ?-?list\b[^.\n]{0,80}\b(?:click|klik|reply|link|add)|"
    r"\b(?:click|klik|follow)\b[^.\n]{0,80}\b(?:to be (?:added|approved)|goedgekeurde afzender)"
)
_LINK_OR_REPLY = re.compile(r"(?i)https?://|\bclick\b|\bklik\b|\breply\b|\bbeantwoord\b|\bantwoord\b|\bstuur\b")


def is_gesture(subject: str, text: str, *, files: bool) -> bool:
    """Whether nobody wrote this, although it bears somebody's name and has no header that says so."""
    text = text.strip()[:MAX_TEXT]
    if files:
        return False
    return is_recall(subject, text) or is_reaction(subject, text) or _is_receipt(subject, text) or _challenges(text)


def is_recall(subject: str, text: str) -> bool:
    """Outlook takes a mail back, or says that it could not; not a person who withdraws an answer."""
    if _RECALL_SUBJECT.search(subject):
        return True
    short = len(text) < SHORT
    return short and bool(_RECALL.search(text)) and (bool(_RECALL_TOO.match(subject)) or not _first_person(text))


def is_reaction(subject: str, text: str) -> bool:
    """A thumb, and the sentence that programs make of it."""
    if is_picture(text):
        return True
    if len(text) > SHORT or "?" in text or _PRONOUN.match(text):
        return False
    return bool(_REACTED.search(text)) or bool(_REACTION_SUBJECT.match(subject))


def is_picture(text: str) -> bool:
    """Nothing but a thumb, a hand, a face: a program's reaction, or typed by a person."""
    return bool(_PICTURES.fullmatch(text) and _PICTURE.search(text))


def approves(text: str) -> bool:
    """Whether a picture is plainly a yes or thanks."""
    return is_picture(text) and bool(_APPROVES.fullmatch(text))


def _is_receipt(subject: str, text: str) -> bool:
    return bool(_RECEIPT_SUBJECT.match(subject)) or (
        len(text) < SHORT and bool(_RECEIPT.search(text)) and not _first_person(text)
    )


def _challenges(text: str) -> bool:
    return bool(_LINK_OR_REPLY.search(text)) and not _first_person(text[:150]) and bool(_CHALLENGE.search(text))


def _first_person(text: str) -> bool:
    return bool(re.search(r"(?i)\b(?:ik|mij|mijn|i|i'm|i've|my)\b", text))
