"""That somebody does not want to be written to any more in the years after the conversation."""

from __future__ import annotations

import re

from bot.core.words.sentences import core, sentences

_MAILS = (
    r"(?:(?:e-?)?mails?|mailtjes?|berichten|bericht|herinnering(?:en)?|opvolging|follow-?ups?|post|messages?|"
    r"reminders?)"
)
_REFUSES = tuple(
    re.compile(pattern)
    for pattern in (
        r"\b(?:meld|schrijf)\b[^.!?]{0,25}\b(?:mij|me|ons)\b[^.!?]{0,15}\b(?:af|uit)\b",
        r"\b(?:wil|graag|wens|kunt u|kan ik|mag ik)\b[^.!?]{0,40}\b(?:afmelden|uitschrijven|afgemeld|uitgeschreven)\b",
        rf"\b(?:geen|niet)\b[^.!?]{{0,40}}\b{_MAILS}\b[^.!?]{{0,40}}"
        r"\b(?:meer|ontvangen|krijgen|sturen|nodig|prijs|behoefte)\b",
        rf"\b(?:geen|no)(?: more| further)? (?:behoefte aan )?(?:deze |dit soort |such )?{_MAILS}\W*$",
        rf"\b(?:deze|dit soort|die|zulke)\b[^.!?]{{0,10}}\b{_MAILS}\b[^.!?]{{0,40}}\b(?:niet|geen)\b",
        rf"\b(?:stop\w*|houd\w* op)\b[^.!?]{{0,25}}\b(?:{_MAILS}|mailen|schrijven|sturen|hiermee|daarmee)\b",
        r"\b(?:mail|mailt|schrijf|schrijft)\b[^.!?]{0,15}\b(?:mij|me)\b[^.!?]{0,20}\bniet meer\b",
        r"\b(?:haal|haalt|verwijder\w*)\b[^.!?]{0,10}\b(?:mij|me)\b[^.!?]{0,25}\b(?:lijst|bestand|mailing\w*)\b",
        r"\bunsubscribe\b|\bremove me from\b|\bopt(?:ing)? out\b|\bstop (?:sending|writing|mailing|these)\b",
        rf"\b(?:do not|don't|no longer|not)\b[^.!?]{{0,30}}\b(?:{_MAILS}|write to me|mail me|contact me)\b",
    )
)
_KEEPS = re.compile(
    r"\bniet (?:af|uit)(?:melden|schrijven)|\bniet (?:stoppen|ophouden)|\bstop\w*\b[^.!?]{0,15}\bniet\b|"
    r"\bblijven? (?:ont|krij)|"
    r"\bgeen (?:bezwaar|probleem)|\bdo not stop|\bdon't stop|\bnot unsubscribe|\bniet ontvangen\b[^.!?]{0,20}\bheb|"
    r"\b(?:heb|hebben|had)\b[^.!?]{0,60}\bontvangen\b"
)
_ONE_WORD = re.compile(
    r"(?:graag )?(?:stop(?:pen)?|nee|neen|no|afmelden|uitschrijven|unsubscribe|niet meer|niet nodig|geen interesse|"
    r"geen behoefte|not interested|opt out)(?: (?:graag|hoor|dank u|dank u wel|dank je|bedankt|alstublieft|thanks|"
    r"thank you|please|aub|svp|meer|aan|er|hiervan|hieraan))*"
)


def refuses_followups(text: str, *, asked: bool) -> bool:
    """Whether this says so; `asked`: it answers such a mail, so that a bare "stop" or "nee" does."""
    said = sentences(text)
    first = re.sub(r"[^\w\s]", " ", core(said[0])).split() if said else []
    if asked and _ONE_WORD.fullmatch(" ".join(first)):
        return True
    return any(map(_refuses, map(core, said)))


def _refuses(said: str) -> bool:
    return any(refusal.search(said) for refusal in _REFUSES) and not _KEEPS.search(said)
