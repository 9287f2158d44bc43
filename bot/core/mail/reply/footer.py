"""The line that a telephone or a mail program adds about itself: "sent from my telephone"."""

from __future__ import annotations

import re

MAX_LINE = 300

_SENT_FROM = re.compile(
    r"(?i)\s*(?:sent (?:from|via|with|by|using)|verzonden (?:vanaf|vanuit|via|met|door)|"
    r"verstuurd (?:vanaf|vanuit|via|met)|gesendet (?:von|mit|über)|von (?:meinem|unterwegs)|"
    r"envoyé (?:de|depuis|à partir|avec)|enviado (?:desde|de|do|con|com|através)|inviato (?:da|con)|skickat från|"
    r"sendt fra|lähetetty|wysłane z|get outlook for|outlook voor|outlook für|download outlook|"
    r"télécharger outlook|obtenir outlook|отправлено)\b(?P<rest>[^\n]*)$"
)
_SENT_FROM_STARTS = frozenset(
    (
        *(
            "sent",
            "verz",
            "vers",
            "gese",
            "von ",
            "envo",
            "envi",
            "invi",
            "skic",
            "send",
            "lähe",
            "wysł",
            "get ",
            "outl",
        ),
        *("down", "télé", "obte", "отпр"),
    )
)
_MAKERS = re.compile(
    r"(?i)\b(?:proton|tuta(?:nota)?\b|yahoo|gmx|web\.de|outlook|hotmail|gmail|thunderbird|k-9|fairemail|bluemail|mailbird|"
    r"mailspring|fastmail|superhuman|zoho|spark\b|iphone|ipad|android|samsung|galaxy|huawei|xiaomi|blackberry|ziggo|kpn\b)"
)
_OTHERWISE = re.compile(
    r"(?i)\s*(?!.*\b(?:ik|wij?|ich|wir|i|we|heb|habe|have|niet|nicht|not)\b)(?:"
    r"(?:diese (?:e-?mail|nachricht) wurde|dit (?:e-?mail)?bericht (?:is|werd)|"
    r"this (?:e-?mail|message) was)\b[^.!?]{0,90}"
    r"\b(?:gesendet|verzonden|verstuurd|sent)\b[^.!?]{0,60}|"
    r"(?:von|vanaf|vanuit|mit|met) [^.!?,]{0,60}\b(?:gesendet|verzonden|verstuurd)|"
    r"(?:secured|beveiligd|sicher versendet|sicher gesendet|sécurisé) (?:with|met|mit|avec)\b[^.!?]{0,60}|"
    r"\S{1,30} (?:gönderildi|lähetetty))\s*$"
)
BEGINS = (
    r"sent|verzonden|verstuurd|gesendet|von|envoyé|enviado|inviato|skickat|sendt|lähetetty|wysłane|get|outlook|download|"
    r"télécharger|obtenir|отправлено|diese|dit|this|vanaf|vanuit|met|mit|secured|beveiligd|sicher|sécurisé|, |"
    r"\S{1,30} (?:gönderildi|lähetetty)"
)
_MAY_BEGIN = re.compile(rf"(?i)\s*(?:{BEGINS})")
"""How every line with a maker's name begins: most lines do not, and are looked through for no maker."""
_CHECKED = re.compile(
    r"(?i)\s*(?:virus-?(?:free|vrij|frei)|virenfrei|garanti sans virus|libre de virus|privo di virus|"
    r"(?:this e-?mail|deze e-?mail|dit (?:e-?mail)?bericht|diese e-?mail|l'absence de virus)\b[^.]{0,60}"
    r"(?:virus|viren))[^\n]{0,60}\b(?:avast|avg|norton|kaspersky|mcafee|eset|bitdefender)\b"
)
_APOLOGY = re.compile(
    r"(?i)(?<=[.])\s+(?:please )?(?:excuse|excuseer|sorry for|veuillez excuser|bitte entschuldigen|entschuldig)"
    r"[^.!?,]{0,40}[.]?\s*$"
)
_FROM_THE_MAKER = re.compile(r"(?i), (?:encrypted email based in switzerland|swiss-based encrypted email)[.]?")
_ADDRESSES = re.compile(r"<[^>]*>|\(https?:[^)]*\)|[\[\]]|\bhttps?://\S+")

_IN_ADDRESSES = ("<", "[", "]", "http")


def is_sent_from(line: str) -> bool:
    """The line that a telephone or a program adds about itself; a sentence of the writer's is none."""
    if len(line) > MAX_LINE:
        return False
    bare = (_ADDRESSES.sub("", line) if any(mark in line for mark in _IN_ADDRESSES) else line).rstrip()
    if _MAY_BEGIN.match(bare) and _MAKERS.search(bare) and _of_a_maker(bare):
        return True
    if _CHECKED.match(line):
        return True
    found = _SENT_FROM.match(bare) if bare.lstrip()[:4].lower() in _SENT_FROM_STARTS else None
    if found is None:
        return False
    rest = found["rest"].strip()
    return len(rest.split()) <= 8 and not rest.endswith((".", "?", "!")) and ", " not in rest


def _of_a_maker(bare: str) -> bool:
    """With the maker's name it may end in a full stop or beg pardon for being short."""
    short = _APOLOGY.sub("", _FROM_THE_MAKER.sub("", bare)).rstrip(" .")
    if len(short.split()) > 14 or ", " in short:
        return False
    return bool(_SENT_FROM.match(short) or _OTHERWISE.match(short))
