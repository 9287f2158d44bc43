"""What a refusal is about: the address, the mailbox, the line, or us and our mail (RFC 3463 status, and the words)."""

from __future__ import annotations

import re

from bot.core.mail.message import BounceKind

ADDRESS, LATE, POLICY = BounceKind.PERMANENT, BounceKind.TEMPORARY, BounceKind.REFUSED

_EXPIRED = re.compile(
    r"(?i)\b(?:message|envelope) (?:has )?expired|(?:delivery|queue|retry|retries)[\w. ]{0,20}\bexpired|queue\.expired|"
    r"\bexpired\b[^.\n]{0,30}\b(?:queue|delivery|too old)|(?:maximum|retry) (?:time|queue)\w*(?:out)?[^.\n]{0,20} "
    r"exceeded|message (?:is )?too old|too (?:long|many) in (?:the )?queue|(?:queue|trying)[^.\n]{0,20} too long|"
    r"(?:for|in) (?:the (?:last|past) )?\d+(?:\.\d+)? (?:hours?|days?|seconds)|(?:delivery )?attempts? (?:failed|"
    r"exceeded)|"
    r"maximum delivery attempts|\d+ (?:delivery )?attempts|retries|aborted after|"
    r"(?:connection|connect|session|operation)\b[^.\n]{0,40}(?:timed? ?out|refused|reset|dropped|lost)|\btimed out|"
    r"no (?:answer|response) from|service (?:is )?(?:currently |temporarily )?unavailable|network is unreachable|"
    r"no route to host|server (?:is )?(?:busy|unavailable)|"
    r"temporar(?:y|ily)|try (?:again|it) later|verlopen|te lang in de wachtrij|tijdelijk|abgelaufen|zeitüberschreitung"
)
_TIME_RAN_OUT = re.compile(
    r"(?i)\b(?:delivery|message|envelope|queue|retry (?:time|queue))\b[^.\n]{0,15}\b(?:expired|exceeded)\b|"
    r"\bmessage (?:is )?too old\b|\bgrey-?list|\btry (?:it )?again\b|"
    r"\b45\d[ -]4\.1\.\d\b|\bunknown temporarily\b|\btemporarily unknown\b"
)
_OF_THE_SENDER = re.compile(
    r"(?i)\bsender (?:address |domain )?(?:rejected|denied|refused|blocked|verif\w*)|\bmail from\b"
)
_OF_THE_ACCOUNT = re.compile(
    r"(?i)\b(?:account|mailbox|user|domain|postvak|domein|konto|postfach)\b[^.\n]{0,15}\b(?:expired|verlopen|"
    r"abgelaufen)"
)
_FULL = re.compile(
    r"(?i)\b(?:mailbox|mail box|inbox|postvak|postbus|folder|postfach|boîte|storage|account|user|disk)\b[^.\n]{0,50}"
    r"\b(?:full|vol|voll|pleine|exceed\w*|over)\b|"
    r"quota|insufficient (?:system )?(?:storage|disk)|not enough (?:storage|space|disk)|no (?:space|room) left|"
    r"mailbox size|\bis (?:over|vol|full)\b|too many messages in"
)
_UNKNOWN = re.compile(
    r"(?i)(?:unknown|invalid|no such|non-?existent|bad|illegal|no valid|unrouteable|unroutable|inactive|undeliverable) "
    r"(?:or \w+ )?(?:local )?(?:e-?mail )?"
    r"(?:user|address|recipient|mailbox|account|host|domain|person|alias|destination|local ?part|name)|"
    r"(?:user|recipient|address|account|mailbox|host|domain|alias|person|addressee|name|local part|one)\b[^.\n]{0,60}"
    r"\b(?:unknown|invalid|not (?:be )?(?:found|known|exist\w*|listed|valid|resolve\w*|here|a valid|recogni[sz]ed|"
    r"available at|reachable)|"
    r"(?:does|did|do)(?: not|n't) (?:exist|match)|non-?existent|inactive|disabled|discontinued|closed|deactivated|"
    r"suspended|unavailable|no longer|has left|expired|terminated|deleted)|"
    r"\b(?:doesn't|does not) (?:have (?:an? )?[\w.]*\s*account|exist)|no (?:mailbox|account|user|recipient)\b|"
    r"not (?:a |our )(?:valid|known|local) (?:user|address|recipient|customer|mailbox)|user_unknown|userunknown|"
    r"host or domain name not found|dns[^.\n]{0,30} (?:does not exist|nxdomain)|name or service not known|not found|"
    r"no longer (?:valid|available|active|in use|accept\w*|works?|employed|on)|\bnot listed in|"
    r"(?:gebruiker|adres|postvak|geadresseerde|ontvanger|domein|mailadres)\b[^.\n]{0,50}\b(?:onbekend|"
    r"niet (?:gevonden|bekend)|bestaat niet|ongeldig|opgeheven|vervallen)|adres niet gevonden|onbekende (?:gebruiker|"
    r"geadresseerde|ontvanger)|"
    r"niet gevonden|bestaat niet|(?:adresse|empfänger|benutzer)\b[^.\n]{0,40}\b(?:unbekannt|nicht gefunden|"
    r"existiert nicht)|"
    r"utilisateur inconnu|adresse (?:inconnue|introuvable)|n'existe pas|no existe|usuario desconocido"
)
_REFUSED = re.compile(
    r"(?i)\bspam\b|\bspf\b|\bdkim\b|dmarc|blacklist|block(?:ed|list|ing)|\bbanned\b|reputation|\brbl\b|dnsbl|spamhaus|"
    r"spamcop|barracuda|"
    r"polic(?:y|ies)|relay(?:ing)?\b[^.\n]{0,30}(?:denied|prohibited|not|access|disallowed)|(?:unable|not permitted|"
    r"allowed) to relay|"
    r"unauthenticated|not auth(?:enticated|ori[sz]ed)|unauthori[sz]ed|authentication required|"
    r"access denied|permission|not permitted|not allowed|forbidden|prohibited|restricted|administrative(?:ly)?|"
    r"content (?:rejected|not|restriction|filter)|message (?:content )?(?:was )?(?:rejected|refused|blocked|looks|"
    r"contains|identified)|"
    r"virus|malware|suspicious|attachment|too (?:large|big)|size (?:limit|exceed)|exceeds?[^.\n]{0,30} (?:size|limit)|"
    r"message (?:size|length)|unsolicited|bulk mail|"
    r"\bmail from\b[^\n]{0,90}\b(?:rejected|refused|denied|blocked|not accepted)|"
    r"sender (?:address )?(?:rejected|denied|verify|blocked|domain)|"
    r"protocol (?:violation|error)|command[^.\n]{0,20} not (?:implemented|recogni[sz]ed)|system error|mailer error|"
    r"authentication check|invalid ip|reverse dns|rate limit|too many (?:messages|connections|recipients)|geweigerd|"
    r"toegang geweigerd|te groot|geblokkeerd|beleid|"
    r"nicht erlaubt|abgelehnt|zu groß|refus[ée]"
)
_RELAY = re.compile(r"(?i)\brelay")
_NOBODY_THERE = (("4", "1"), ("4", "4"), ("4", "310"))
"""User or host unknown, as Microsoft has it too."""
_STATUS = re.compile(r"[245]\.(\d{1,3})\.(\d{1,3})$")


def fault(status: str, words: str) -> BounceKind:
    """Why a mail was given back for good; `status` is the enhanced code or "", `words` what the server said.

    A status that says something outranks the words, unless these tell that time ran out (DESIGN, Failures of
    delivery). What nothing is known of is taken for the address: that is what "failed" means (RFC 3464, 2.3.3).
    """
    ours = _STATUS.match(status)
    subject, detail = (ours[1], ours[2]) if ours else ("", "")
    expired = bool(_EXPIRED.search(_OF_THE_ACCOUNT.sub(" ", words)))
    ran_out = bool(_TIME_RAN_OUT.search(_OF_THE_ACCOUNT.sub(" ", words)))
    of_sender = bool(_OF_THE_SENDER.search(words))
    unknown = bool(_UNKNOWN.search(words)) and not ran_out and not of_sender
    refused = of_sender or bool(_REFUSED.search(words))
    if (subject, detail) in (("4", "7"), ("2", "2")):
        return LATE
    if subject == "7":
        return LATE if expired and status[0] == "4" else POLICY
    if status[:1] == "4":
        return LATE
    if subject == "1":
        return _of_the_address(detail, expired, unknown, refused)
    if subject == "2":
        return (
            LATE if expired or _FULL.search(words) else ADDRESS if unknown or detail == "1" or not refused else POLICY
        )
    if subject in ("3", "6") and detail != "0":
        return ADDRESS if unknown else LATE if subject == "3" and detail in ("1", "2") else POLICY
    if (subject, detail) in _NOBODY_THERE:
        return POLICY if _RELAY.search(words) else LATE if expired and not unknown else ADDRESS
    return _in_words(subject, words, expired, unknown, refused)


def blames_address(status: str, words: str) -> bool:
    """Whether a refusal in our own session is about the address: the status must say so, not only the words."""
    told = _STATUS.match(status)
    named = told is not None and status[0] == "5" and (told[1] in ("1", "2") or (told[1], told[2]) in _NOBODY_THERE)
    return named and fault(status, words) is ADDRESS


def _of_the_address(detail: str, expired: bool, unknown: bool, refused: bool) -> BounceKind:
    """x.1.x; 7 and 8 are about the sender's address, ours."""
    if detail in ("7", "8") or (refused and not unknown):
        return POLICY
    return LATE if expired and not unknown else ADDRESS


def _in_words(subject: str, words: str, expired: bool, unknown: bool, refused: bool) -> BounceKind:
    """A status that says little, or none."""
    if _FULL.search(words):
        return LATE
    if unknown:
        return ADDRESS
    if expired or subject == "4":
        return LATE
    return POLICY if refused or subject == "5" else ADDRESS
