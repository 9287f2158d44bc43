"""start naam@ziekenhuis.nl Voornaam Achternaam [spoed] [loondienst] [type ifms] [taal en] [gesprek vóór 2026-12-18]"""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.core.course.opening import open_traject, started
from bot.core.decision import Close, Effect, Settle
from bot.core.people import addresses, names
from bot.core.people.name_words import SUFFIXES, is_particle, is_title
from bot.core.people.name_words import words as words_of
from bot.core.people.names import Likeness
from bot.core.questions import ENQUIRY
from bot.core.traject.stages import OPEN
from bot.core.traject.value import Outcome
from bot.core.views import Phrase
from bot.core.words.moments.days import a_day
from bot.core.world import Role
from bot.handlers.shared.asking import is_from
from bot.handlers.steering.desk import Confirmed, Desk, Done, failed, not_understood
from bot.handlers.steering.options import BEFORE, OPTIONS
from bot.handlers.steering.taking import bare_address, one_address, the_day

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
_BRACKETS = re.compile(r"[(\[]([^()\[\]]*)[)\]]")


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
    if strange := _no_names(said.name):
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
    read = (
        ("before", before.isoformat() if before is not None else ""),
        ("rush", "yes" if "rush" in options else ""),
        ("employed", "yes" if "employed" in options else ""),
    )
    values = (("ref", traject.ref), ("name", name), ("address", said.address), *read)
    return Done(Phrase("command.started", values), True, traject, effects)


def _no_names(name: str) -> str:
    """Words and numbers that stand in nobody's name: what she says with them must not become part of one."""
    said = name.split()
    as_typed = any(w[:1].isupper() for w in said if not is_title(w))
    return " ".join(w for w in said if _is_no_name(w, as_typed=as_typed))


def _is_no_name(word: str, *, as_typed: bool) -> bool:
    """`as_typed`: the name has its capitals: what has none is no part of it, tussenvoegsels and titles aside."""
    bare = word.strip(".,;:()[]")
    small = bare in _NO_NAME or bare in _BESIDE or (as_typed and word[:1].islower() and not _may_be_small(word))
    telephone = bare.isdecimal() or sum(c.isdigit() for c in bare) >= _FEWEST_FIGURES
    return small or telephone or not bare or bool(_FUNCTION.fullmatch(bare))


def _may_be_small(word: str) -> bool:
    bare = word.strip(".,;:()[]")
    glued = re.match(r"[a-z]{1,3}['’-][A-Z]", bare) is not None  # d'Hondt, 't-Hart
    return (is_particle(bare) and bare != "voor") or is_title(bare) or bare in SUFFIXES or glued


def _read(words: tuple[str, ...], desk: Desk) -> _Said | Done | None:
    """The address, the name and the options; None where there is no address, nor an enquiry under the name alone."""
    rest = " ".join(w for w in words if "@" not in w)
    for inside in _BRACKETS.findall(rest):
        found = _name_and_options(inside, desk)
        if isinstance(found, Done):
            return found
        name, options = found
        if name and options:
            return not_understood(inside, USAGE)
        rest = rest.replace(f"({inside})", inside).replace(f"[{inside}]", inside) if options else rest
    told = _name_and_options(rest, desk)
    if isinstance(told, Done):
        return told
    name, options = told
    address = next((bare_address(w) for w in words if "@" in w), "") or _enquired(name, desk)
    return _Said(address, name, options) if address else None


def _name_and_options(text: str, desk: Desk) -> tuple[str, dict[str, str]] | Done:
    rest = _LANGUAGE.sub(lambda m: f" taal {'en' if m[1].lower().startswith('en') else 'nl'} ", text)
    if BEFORE.search(OPTIONS.sub(" ", rest)) is not None:
        dated = _before(rest, desk)
        if isinstance(dated, Done):
            return dated
        rest = dated
    options = {k: v for m in OPTIONS.finditer(rest) for k, v in m.groupdict().items() if v}
    return _LEADING.sub("", _bare(OPTIONS, rest)).strip(" ,"), options


def _before(text: str, desk: Desk) -> str | Done:
    """The line with the day before which the conversation must be, as the option that says so; or why it is none."""
    found = BEFORE.search(text)
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
        if question.kind == ENQUIRY and is_from(question.who, address):
            effects.append(Close(question.number))
            if question.inbound_id is not None:
                effects.append(Settle(question.inbound_id, Outcome.FILED, detail="enquiry"))
    return tuple(effects)


def _enquired(name: str, desk: Desk) -> str:
    """The address of the only enquiry under this name, "" where there is none, or more than one."""
    asked = {q.who for q in desk.questions() if q.kind == ENQUIRY}
    alike = [who for who in asked if name and names.same_person(name, _named(who)) is Likeness.SAME]
    return alike[0].rpartition("<")[2].rstrip(">") if len(alike) == 1 else ""


def _named(who: str) -> str:
    return names.tidy(who.partition("<")[0].strip())


def _enquirer(address: str, desk: Desk) -> str:
    """The name under which this address enquired."""
    for question in desk.world.questions():
        if question.kind == ENQUIRY and is_from(question.who, address):
            return _named(question.who)
    return ""
