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
from bot.handlers.steering.taking import one_address, the_day

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
_BESIDE = words_of(
    "dank dankjewel bedankt alvast groet groeten groetjes mvg je jij u uw wel hoi hallo dag alsjeblieft alstublieft"
    " ziekenhuis umc olvg kliniek afdeling maatschap vakgroep praktijk telefoon tel mobiel nummer nr spreekt werkt"
    " hospital clinic phone number thanks thank you specialist arts dokter doctor chirurg opleider collega"
    " haar zijn zij hij die dat dit wil graag snel asap"
)
"""What she may say beside a name, in small letters: said back."""
_FUNCTION = re.compile(
    r"(?i)\w{2,}(?:loog|ologist|ologie|iater|iatrist|chirurg|ternist|thesist)|(?:huis|kinder|oog|long|kno-?|mdl-?|seh-?|"
    r"revalidatie|bedrijfs|sport|pijn)arts|olvg|\w*umcg?|ziekenhuis\w*|a(?:n)?ios"
)
"""What somebody is, or where: no part of a name in whatever letters."""
_FEWEST_FIGURES = 6
"""Of a telephone number; fewer may stand in a name as it was given."""
_LANGUAGE = re.compile(r"(?i)\b(?:in het |in |taal |language )?(engels|english|nederlands|dutch)(?:talig|e)?\b")
_BEFORE = re.compile(
    r"(?i)\b(?:gesprek|conversation|interview)\s+(?:(?:moet|liefst|graag|uiterlijk|is)\s+)*(?:v[oó]{1,2}r|before|by)\b\s*|"
    r"\b(?:vóór|vóor|voór|uiterlijk|before)\s+(?=\d|\w+dag\b|eind|begin|half|kerst)"
)
"""How she says by when, the date in any form behind it."""


@dataclass(frozen=True, slots=True)
class _Said:
    address: str
    name: str
    options: dict[str, str]


def run(words: tuple[str, ...], desk: Desk) -> Done:
    """Opens the traject and mails the specialist; the enquiry moves along."""
    several = one_address(words)
    said = several if isinstance(several, Done) else _read(words, desk)
    if isinstance(said, Done):
        return said
    if said is None:
        return failed("command.missing", what="adres")
    if not addresses.is_valid(said.address, international=True):
        return failed("command.bad-address", address=said.address)
    if desk.ctx.is_ours(said.address):
        return failed("command.own-address", address=said.address)
    if strange := " ".join(w for w in said.name.split() if _is_no_name(w)):
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
    name = names.tidy(said.name) or _enquirer(said.address, desk)
    if not name:
        return failed("command.missing", what="naam")
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


def _is_no_name(word: str) -> bool:
    """A word or a number that stands in nobody's name: what she says with it must not become part of one."""
    bare = word.strip(".,;:()")
    small = bare in _NO_NAME or bare in _BESIDE
    telephone = sum(c.isdigit() for c in bare) >= _FEWEST_FIGURES
    return small or telephone or bool(_FUNCTION.fullmatch(bare))


def _read(words: tuple[str, ...], desk: Desk) -> _Said | Done | None:
    address = next((w.strip("<>()") for w in words if "@" in w), "")
    if not address:
        return None
    rest = _LANGUAGE.sub(
        lambda m: f" taal {'en' if m[1].lower().startswith('en') else 'nl'} ",
        " ".join(w for w in words if "@" not in w),
    )
    if _BEFORE.search(OPTIONS.sub(" ", rest)) is not None:
        dated = _before(rest, desk)
        if isinstance(dated, Done):
            return dated
        rest = dated
    options = {k: v for m in OPTIONS.finditer(rest) for k, v in m.groupdict().items() if v}
    return _Said(address.removeprefix("mailto:"), _LEADING.sub("", _bare(OPTIONS, rest)).strip(" ,"), options)


def _before(text: str, desk: Desk) -> str | Done:
    """The line with the day before which the conversation must be, as the option that says so; or why it is none."""
    found = _BEFORE.search(text)
    if found is None:
        return text
    behind = tuple(text[found.end() :].split())
    day = the_day(behind, desk, ahead=True)
    if isinstance(day, Done):
        return day
    if day.on is None or day.at:
        return not_understood(" ".join(text[found.start() :].split()[:5]), USAGE)
    return f"{text[: found.start()]} vóór {day.on.isoformat()} {' '.join(day.rest)}"


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
