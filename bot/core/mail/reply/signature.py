"""Where a signature begins: the delimiter, a complimentary close, a disclaimer."""

from __future__ import annotations

import re

from bot.core.mail.reply.footer import is_sent_from

MAX_SIGNATURE = 15
MAX_LINE = 300

_PICTURE = re.compile(r"\s*\[cid:[^\]]*\]\s*$")
_CLOSE = re.compile(
    r"(?i)\s*(?:(?:met )?(?:zeer )?(?:vriendelijke|hartelijke|collegiale|warme|lieve|beste|veel|zonnige|sportieve)?\s*"
    r"(?:collegiale )?groet(?:en|jes)?|(?:dank en )groet(?:en)?|m\.?v\.?g\.?|vr\.? ?gr\.?|gr\.?|hoogachtend|"
    r"met (?:de meeste )?hoogachting|(?:with )?(?:kind(?:est)?|best|warm(?:est)?|many)?\s*regards|best wishes|"
    r"(?:yours |very )?(?:sincerely|faithfully|truly)(?: yours)?|cheers|best|"
    r"(?:mit )?(?:freundlichen?|vielen?|besten?|lieben?|herzlichen?|kollegialen?) (?:kollegialen )?gr(?:ü|ue)(?:ß|"
    r"ss)en?|"
    r"mit freundlichem gru(?:ß|ss)|gru(?:ß|ss)|mfg|lg|vg|hochachtungsvoll|(?:bien )?(?:cordialement|à vous)|"
    r"(?:meilleures |sincères |cordiales )?salutations(?: distinguées)?|amicalement|"
    r"(?:med )?(?:venlig|vennlig|bedste|beste|vänliga?)?\s*(?:hilsen|hälsning(?:ar)?)|mvh|kh|vh|pozdrawiam|"
    r"z powa(?:ż|z)aniem|(?:un )?(?:cordial )?saludos?|atentamente|(?:cordiali |distinti )?saluti|atenciosamente)"
    r"(?P<rest>[\s,.!;:–-].*)?$"
)
_PHRASED = re.compile(r"(?i)(?:en|und|and|et|aan|van|to|from|dat|die|is|de|het|the)\b")
_RULE = re.compile(r"\s*[-_=*]{2,}\s*$")
_LIST_FOOTER = re.compile(r"(?i)mailing.?list|listinfo|unsubscribe|uitschrijven|abmelden|désabonner")
_DISCLAIMER = re.compile(
    r"(?i)\s*(?:disclaimer\b|(?:dit|deze) (?:e-?mail|e-?mailbericht|bericht)\b[^.]{0,80}(?:uitsluitend|vertrouwelijk|"
    r"bestemd)|"
    r"de (?:informatie|inhoud)\b[^.]{0,40} (?:van|in) (?:dit|deze) (?:e-?mail|bericht)|"
    r"the information (?:contained |transmitted )?in this|"
    r"this (?:e-?mail|message|communication)\b[^.]{0,80}(?:confidential|intended|privileged)|"
    r"diese (?:e-?mail|nachricht)\b[^.]{0,60}vertraulich|ce (?:message|courriel)\b[^.]{0,60}confidentiel|"
    r"le informazioni contenute in questo|please consider the environment|denk aan het milieu)"
)
_LABELLED = re.compile(r"(?i)\s*(?:e|t|m|f|w|tel|mob|fax|e-?mail|mail|telefoon|phone|www|https?|secr\w*)\b[ .:|]")
_ADDED = re.compile(r"(?i)\s*(?:p\.?\s?s\b|n\.?b\b|\d{1,2}\s*[.):=]\s*\S|[-•*] \S)")
_ADDRESS = re.compile(r"[^\s<>;,:()\"@]+@[^\s<>;,:()\"@]+\.\w+")


def without_signature(lines: list[str]) -> list[str]:
    """The lines less what signs them; a postscript below the signature stays."""
    lines = [line for line in lines if not is_sent_from(line) and not ("[cid:" in line and _PICTURE.match(line))]
    for at, line in enumerate(lines):
        if line == "-- " or _DISCLAIMER.match(line) or (_RULE.match(line) and _is_footer(line, lines[at + 1 :])):
            return lines[:at]
        if _is_close(line):
            return lines[:at] + _added(lines[at + 1 :])
    return lines


def _is_close(line: str) -> bool:
    """A complimentary close, alone on its line or with a name behind it."""
    words = line.strip()  # without blanks at its ends the pattern has nothing to try in vain
    found = _CLOSE.match(words) if words and len(line) <= MAX_LINE else None
    if found is None:
        return False
    rest = (found["rest"] or "").strip(" ,.!;:–-")
    return len(rest.split()) <= 5 and not _PHRASED.match(rest) and not re.search(r"[?@\d]", rest)


def _is_footer(rule: str, below: list[str]) -> bool:
    """What stands below a dividing line signs the mail: a few short lines, or a mailing list's footer."""
    filled = [line for line in below if line.strip()]
    if any(_LIST_FOOTER.search(line) for line in filled[:4]) and len(filled) <= 8:
        return True
    if rule.strip() != "--":
        return False
    return any(map(_DISCLAIMER.match, filled)) or (len(filled) <= MAX_SIGNATURE and not _added(below))


def _added(below: list[str]) -> list[str]:
    """What was written below a signature: a postscript, numbered answers, a list of people, a long sentence."""
    addresses = {a.casefold() for line in below if not _LABELLED.match(line) for a in _ADDRESS.findall(line)}
    for at, line in enumerate(below):
        if line == "-- " or _DISCLAIMER.match(line):
            return []
        listed = len(addresses) > 1 and _ADDRESS.search(line) and not _LABELLED.match(line)
        if listed or _ADDED.match(line) or _is_sentence(line):
            return ["", *without_signature(below[at:])]
    return []


def _is_sentence(line: str) -> bool:
    words = line.split()
    return (len(words) >= 9 and "|" not in line) or (len(words) >= 3 and line.rstrip().endswith("?"))
