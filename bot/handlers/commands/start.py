"""start naam@ziekenhuis.nl Voornaam Achternaam [spoed] [loondienst] [type ifms] [taal en] [gesprek vóór 2026-12-18]"""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.core.course.opening import open_traject, started
from bot.core.decision import Close, Effect, Settle
from bot.core.people import addresses, names
from bot.core.people.name_words import words as words_of
from bot.core.traject.stages import OPEN
from bot.core.traject.value import Outcome
from bot.core.views import Phrase
from bot.core.words.moments.days import a_day
from bot.core.world import Role
from bot.handlers.shared.asking import is_from
from bot.handlers.steering.desk import Confirmed, Desk, Done, failed, not_understood
from bot.handlers.steering.options import OPTIONS
from bot.handlers.steering.taking import one_address

WORDS = ("start", "begin")
USAGE = (
    "start naam@ziekenhuis.nl Voornaam Achternaam [spoed] [loondienst] [type ifms] [taal en] [gesprek vóór 2026-12-18]"
)
CONFIRMED = Confirmed.UNLESS_AUTHENTICATED
_LEADING = re.compile(
    r"(?i)^(?:(?:een|nieuw|a|new|ifms|traject|ifms-traject|voor|for|dr|dhr|mevr|mevrouw)\b\.?[\s,]*)+"
)
_TRAILING = re.compile(r"(?i)(?:[\s,]+(?:met|with|en|and|in|als|is|graag|please|aub|a\.u\.b|svp|even|maar))+[\s.]*$")
_NO_NAME = words_of(
    "en and of or & niet geen not nog pas later morgen overmorgen vandaag volgende week maand zodra wanneer"
    " misschien eventueel if"
)
"""What no name holds in small letters: of such a line nothing is done."""


@dataclass(frozen=True, slots=True)
class _Said:
    address: str
    name: str
    options: dict[str, str]


def run(words: tuple[str, ...], desk: Desk) -> Done:
    """Opens the traject and mails the specialist; the enquiry moves along."""
    several = one_address(words)
    said = several if isinstance(several, Done) else _read(words)
    if isinstance(said, Done):
        return said
    if said is None:
        return failed("command.missing", what="adres")
    if not addresses.is_valid(said.address, international=True):
        return failed("command.bad-address", address=said.address)
    if strange := " ".join(w for w in said.name.split() if w in _NO_NAME):
        return not_understood(strange, USAGE)
    running = [k for k in desk.world.known(said.address) if k.role is Role.SPECIALIST]
    for known in running:
        traject = desk.traject(known.ref)
        if traject is not None and traject.stage in OPEN:
            return failed("command.exists-already", ref=traject.ref, name=traject.specialist.name)
    rules = desk.ctx.rules.get(said.options.get("type", "").lower()) if "type" in said.options else None
    if rules is None and "type" in said.options:
        return failed("command.no-such-type", type=said.options["type"], types=", ".join(desk.ctx.rules))
    return _open(said, desk)


def _open(said: _Said, desk: Desk) -> Done:
    ctx, options = desk.ctx, said.options
    rules = ctx.rules[options.get("type", next(iter(ctx.rules))).lower()]
    name = names.tidy(said.name) or _enquirer(said.address, desk) or said.address
    before = a_day(tuple(options.get("before", "").split()), ctx.today, ahead=True).on
    traject = open_traject(
        desk.world.new_reference(),
        said.address,
        name,
        rules,
        ctx,
        rush="rush" in options,
        employed="employed" in options,
        language=options.get("language", "").lower(),
        before=before,
    )
    effects: tuple[Effect, ...] = (started(traject, ctx), *_enquiries(said.address, desk))
    outcome = Phrase("command.started", (("ref", traject.ref), ("name", name), ("address", said.address)))
    return Done(outcome, True, traject, effects)


def _read(words: tuple[str, ...]) -> _Said | None:
    address = next((w.strip("<>()") for w in words if "@" in w), "")
    if not address:
        return None
    rest = " ".join(w for w in words if "@" not in w)
    options = {k: v for m in OPTIONS.finditer(rest) for k, v in m.groupdict().items() if v}
    return _Said(address.removeprefix("mailto:"), _LEADING.sub("", _bare(OPTIONS, rest)).strip(" ,"), options)


def _bare(options: re.Pattern[str], text: str) -> str:
    """The name, without the options and the words that lead to one."""
    pieces = (_TRAILING.sub("", piece) for piece in options.sub("\n", text).split("\n"))
    return " ".join(piece.strip(" ,") for piece in pieces if piece.strip(" ,"))


def _enquiries(address: str, desk: Desk) -> tuple[Effect, ...]:
    """The enquiries of this address are answered by starting; their mails move to the new traject's folder."""
    effects: list[Effect] = []
    for question in desk.world.questions():
        if question.kind == "enquiry" and is_from(question.who, address):
            effects.append(Close(question.number))
            if question.inbound_id is not None:
                effects.append(Settle(question.inbound_id, Outcome.FILED, detail="enquiry"))
    return tuple(effects)


def _enquirer(address: str, desk: Desk) -> str:
    """The name under which this address enquired."""
    for question in desk.world.questions():
        if question.kind == "enquiry" and is_from(question.who, address):
            return names.tidy(question.who.partition("<")[0].strip())
    return ""
