"""Why a word of hers confirms nothing: it came before, or too late, or it is no plain yes."""

from __future__ import annotations

import re

from bot.association.conflicts import refers_to
from bot.core.mail.message import InboundMail
from bot.core.people import names
from bot.core.people.name_words import words
from bot.core.traject import reference
from bot.core.words.phrases import affirms, begins_with_yes, negates
from bot.core.world import Confirmation
from bot.handlers.commands import akkoord, command_of, probed, toch_niet, vernietig
from bot.handlers.her_word.keeping.second_thoughts import thinks_better
from bot.handlers.steering.desk import Desk, Done, failed

REPLY = re.compile(r"(?i)^\s*((re|fw|fwd|antw|doorst|aw|tr)\s*:\s*)+")
CANCELLED, SPENT = "command.cancelled", "command.already-confirmed"
_DAY = (
    r"(?:januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december|january|february|"
    r"march|june|july|august|october|maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag|monday|tuesday|"
    r"wednesday|thursday|friday|saturday|sunday|morgen|overmorgen|tomorrow|weekend|20\d\d)"
)
_MORE = re.compile(
    r"\b(?:mits|als|indien|zodra|pas|wanneer|nadat|voordat|totdat|tenzij|behalve|hoewel|if|once|when|provided|unless|"
    r"after|before|until|na)\b|"
    r"\b(?:over|binnen|in|within|eind|begin|vanaf|from|op|on|at) (?:(?:een|de|het|a|an|the|twee|drie|two|three|"
    rf"\d+) )?(?:\w+ )?(?:dag|dagen|week|weken|maand\w*|jaar|days?|weeks?|months?|years?|{_DAY})\b|"
    rf"\b(?:volgende|komende|next) (?:week|maand|jaar|month|year|{_DAY})|\b{_DAY}\b|"
    r"\b(?:ook|also)\b|\ben (?:vernietig|wis|verwijder|stuur|start)\w*"
)
_COURTESY = re.compile(
    r"\b(?:fijne?|goede?|prettige?|mooie?|tot|nice|good|great|see you|(?:u|jij|jullie|you) (?:ook|also)(?: een| a)?|"
    r"ook (?:bedankt|dank|goed|een (?:fijne|goede|prettige)))(?: (?:\w+))?"
)
"""What is said at the end of a mail, and means nothing of the day that it names."""
_PLAIN = words(
    "ja jawel yes yep zeker akkoord accoord prima goed oké oke ok okay fine sure agreed graag please alstublieft "
    "aub svp ik i wij  bevestig bevestigd bevestigen bevestiging confirm confirmed hierbij hereby dat dit deze "
    "het de een die is was mag mogen  kan kunnen wil wilt worden wordt zijn gaat moet may can vernietig "
    "vernietigt vernietigen vernietigd vernietiging wis wissen  gewist verwijder verwijderen verwijderd destroy "
    "destroyed delete deleted weg gone alles alle all everything gegevens  data dossier traject mails maar dan u "
    "uw you your doe doet do it this that so hoor inderdaad juist correct klopt right  van voor met of for the "
    "and en in te nu now dr drs prof dhr heer mevrouw mw collega code kenmerk  bedankt dank thanks thank "
    "hartelijk hartelijke vriendelijke groet groeten mvg gr regards kind best beste dag fijne fijn  goede "
    "prettige mooie nice good great weekend avond middag week day evening verder tot ziens psychiater geachte "
)
"""All that a plain yes to a destruction is made of, beside names, the code and the reference."""
_WORDS = re.compile(r"[^\W\d_]+")
_SIGNATURE = re.compile(r"\n\s*([A-Z])\w*\s*$")
"""A first name by itself below what is said."""
_OF_WHOM = re.compile(r"\b(?:van|voor|of|for) (?:dr\.? |de heer |mevrouw |collega )?([A-Z][\w'’-]+(?: [A-Z][\w'’-]+)*)")
_NOT_THERE = re.compile(r"(?i)\b(?:ik|we|wij) (?:ben|zijn) er (?:[^\W_]+ ){0,4}niet(?= *(?:[,.;!\n]|$))")
"""Of somebody who is away: no answer to anything."""
NOT_CONFIRMED = "command.not-confirmed"


def refusal(mail: InboundMail, asked: Confirmation, desk: Desk) -> str:
    """The code of the reason; "" when it confirms."""
    if asked.used:
        return "command.cancelled-before" if asked.cancelled else SPENT
    if desk.ctx.now > asked.expires_at:
        return "command.expired"
    said = mail.new_text.strip() or REPLY.sub("", mail.subject)
    present = _NOT_THERE.sub(" ", said)
    if negates(said) or (thinks_better(present) and not begins_with_yes(said)):
        return CANCELLED
    if present != said:
        return NOT_CONFIRMED  # what her machine answers is no word of hers
    if begins_with_yes(said) and (thinks_better(said) or "?" in said or _is_of_another(said, asked)):
        return NOT_CONFIRMED
    if any(command_of(line) is vernietig for line in asked.lines) and _says_more(said, asked, desk):
        return NOT_CONFIRMED
    if not affirms(said) and (begins_with_yes(said) or asked.token not in mail.new_text.upper()):
        return NOT_CONFIRMED
    return ""


def _is_of_another(said: str, asked: Confirmation) -> bool:
    """Whether a yes may be to something else: it names another traject, or is a command for it ("akkoord REF")."""
    named = set(reference.find(said))
    return bool(named) and (command_of(said) is akkoord or not named <= set(reference.find("\n".join(asked.lines))))


def _says_more(said: str, asked: Confirmation, desk: Desk) -> bool:
    """Whether a yes to what cannot be undone bears a condition, a moment, or another name."""
    if _MORE.search(_COURTESY.sub(" ", said.lower())):
        return True
    if _has_other_words(said, asked, desk):
        return True
    there = (t for ref in reference.find(" ".join(asked.lines)) if (t := desk.traject(ref)) is not None)
    known = [t.specialist.name for t in there]
    return any(not any(refers_to(found[1], name) for name in known) for found in _OF_WHOM.finditer(said))


def _has_other_words(said: str, asked: Confirmation, desk: Desk) -> bool:
    """Whether it says anything that is no part of a plain yes: no list of reservations is whole."""
    ctx, refs = desk.ctx, reference.find(" ".join(asked.lines))
    known = (*(t.specialist.name for ref in refs if (t := desk.traject(ref)) is not None), ctx.practitioner.name)
    named = " ".join((*known, ctx.practice.name, ctx.practice.address, ctx.practitioner.address, *refs, asked.token))
    plain = _PLAIN | {names.folded(w) for w in _WORDS.findall(named)}
    signed = _SIGNATURE.search(said)
    if signed and any(given.startswith(signed[1]) for given in names.parse(ctx.practitioner.name).given):
        said = said[: signed.start()]
    told = _COURTESY.sub(" ", said.lower())
    return any(names.folded(w) not in plain and w not in plain for w in _WORDS.findall(told))


def is_answer(line: str) -> bool:
    """A yes by itself, though it is a command's word as well ("akkoord"): it names no traject and no question."""
    return begins_with_yes(line) and not re.search(r"\d", line) and not reference.find(line)


def is_another(line: str, asked: Confirmation) -> bool:
    """Whether this is a command of its own, and no answer to what was asked ("toch niet", "akkoord")."""
    command = command_of(line)
    if command is akkoord and (is_answer(line) or _names_what_was_asked(line, asked)):
        return False
    return command is not None and (command is not toch_niet or asked.used)


def _names_what_was_asked(line: str, asked: Confirmation) -> bool:
    named = set(reference.find(line))
    return bool(named) and named <= set(reference.find("\n".join(asked.lines)))


def refused(line: str, why: str, asked: Confirmation, desk: Desk) -> Done:
    """What she asked for then, and how it stands now: of a destruction that was confirmed she must know whether it is
    still to come.
    """
    if why == SPENT and command_of(line) is vernietig:
        probe = probed(line, desk)
        return failed("command.confirmation-spent", line=line) if probe.done else probe
    return failed(why, line=line, until=desk.ctx.calendar.local(asked.expires_at).isoformat())
