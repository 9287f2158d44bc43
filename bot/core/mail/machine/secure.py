"""A notice that a mail waits elsewhere, behind a sign-in: of Zivver, ZorgMail, Microsoft, Proton and the like."""

from __future__ import annotations

import re

from bot.core.mail.shared_files import host

SECURE = "secure"
"""Of which service nobody says."""
_SERVICES = (
    ("zivver", r"zivver"),
    ("zorgmail", r"zorg-?mail"),
    ("microsoft", r"purview|office ?365 message encryption|microsoft (?:365 )?message encryption|rpmsg|"
                  r"outlook\.office365?\.|aadrm|microsoft"),
    ("proton", r"\bproton"),
    ("smartlockr", r"smartlockr"),
    ("cryptshare", r"cryptshare"),
    ("virtru", r"virtru"),
    ("tuta", r"tutanota|\btuta\b"),
    ("securemail", r"secure-?mail|filecap|egress|securedoc|mimecast|sophos|barracuda|trustifi|iqmail|enovation|siilo"),
)  # fmt: skip
SERVICES = frozenset((SECURE, *(name for name, _ in _SERVICES)))
_KIND = (
    r"(?:beveiligde?|versleutelde?|vertrouwelijke?|veilige?|secured?|protected|encrypted|password[- ]protected|"
    r"confidential|rights[- ]protected|verschlüsselte|geschützte|sécurisé|chiffré)"
)
_THING = r"(?:e-?mail(?:bericht)?|mail|bericht(?:en|je)?|message|nachricht|courriel)"
_NOTICE = re.compile(
    rf"(?i)\b(?:heeft|stuurde|verstuurde|verzond|sent|send|has sent|hat|"
    rf"shared)\b[^.?!\n]{{0,80}}\b{_KIND}\b[^.?!\n]{{0,20}}{_THING}\b|"
    rf"\b(?:u|je) (?:heeft|hebt|hebben|heb|ontving|ontvangt|krijgt|"
    rf"kreeg)\b[^.?!\n]{{0,40}}\b{_KIND}\b[^.?!\n]{{0,20}}{_THING}\b|"
    rf"\byou(?:'ve|’ve| have)?\b[^.?!\n]{{0,20}}\b(?:received|got|"
    rf"sent)\b[^.?!\n]{{0,30}}\b{_KIND}\b[^.?!\n]{{0,20}}{_THING}\b|"
    rf"\b(?:nieuw|new|een|an?|dit|deze|this)\b[^.?!\n]{{0,10}} {_KIND}\b[^.?!\n]{{0,20}}{_THING}\b"
    r"[^.?!\n]{0,60}\b(?:van|from|voor u|"
    r"for you|ontvangen|klaar|waiting|wacht|verzonden|gestuurd|via|received|staat)|"
    rf"\b{_KIND}\b[^.?!\n]{{0,20}}{_THING}\b[^.?!\n]{{0,30}}\b(?:ontvangen|voor u klaar|is waiting|from\b|van\b)|"
    rf"\b(?:lees|open|bekijk|read|view|unlock|decrypt)\b[^.?!\n]{{0,20}}\b{_KIND}\b[^.?!\n]{{0,20}}{_THING}\b|"
    r"\b(?:bericht|message)\b[^.?!\n]{0,40}\b(?:is|wordt|was)\b[^.?!\n]{0,20}\b(?:beveiligd|versleuteld|encrypted|"
    r"protected)\b"
)
_ANY_KIND = re.compile(rf"(?i)\b{_KIND}")
"""No notice is without it; most mail is, and needs no dearer look."""
_WAY_IN = re.compile(
    r"(?i)https?://|\b(?:lees|open|openen|bekijk|bekijken|lezen|read|view|unlock)\b[^.\n]{0,40}\b(?:bericht|message|"
    r"e-?mail|"
    r"mail)\b|\b(?:bericht|message)\b[^.\n]{0,20}\b(?:openen|lezen|bekijken)\b|\bklik\b|\bclick\b|"
    r"one-?time (?:passcode|password|code)|eenmalige? (?:wachtwoord|toegangscode|code|pincode)|toegangscode|sms-?code|"
    r"\binlog|\bsign in\b|message\.html|securedoc"
)
_I_SENT = re.compile(r"(?i)\b(?:ik|wij|we|i|i've)\b[^.\n]{0,60}\b(?:gestuurd|verstuurd|stuur|verzonden|sent|send)\b")
MAX_TEXT = 4000


def secure_notice(sender: str, subject: str, text: str, urls: tuple[str, ...], files: tuple[str, ...]) -> str:
    """The service (`zivver`, `microsoft` …) where the mail itself can be read, "" when this is no such notice.

    `urls` are the links in it, `files` the names of what hangs on it. Somebody who writes that he sent something in
    this way is a person.
    """
    if any(name.lower().endswith(".rpmsg") for name in files):
        return "microsoft"
    text = text[:MAX_TEXT]
    if not _ANY_KIND.search(f"{subject}\n{text}"):
        return ""
    spoken = "\n".join(line for line in text.split("\n") if not _I_SENT.search(line))
    hosts = " ".join((sender.rpartition("@")[2], *map(host, urls)))
    if not _NOTICE.search(f"{subject}\n{spoken}") or not _WAY_IN.search(f"{spoken}\n{' '.join((*urls, *files))}"):
        return ""
    by_machine = bool(urls or files) or _service(f"{hosts}\n{subject}\n{spoken}") != SECURE
    return _service(f"{hosts}\n{subject}\n{spoken}\n{' '.join(files)}") if by_machine else ""


def _service(text: str) -> str:
    return next((name for name, words in _SERVICES if re.search(words, text, re.I)), SECURE)
