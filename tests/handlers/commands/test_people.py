"""She changes who takes part: on the list, off it, reminded, left alone, at another address."""

from __future__ import annotations

from dataclasses import replace

import pytest
from support.caseload import JAN_BAKKER, USUAL, WORLD
from support.trajects import came, local, mails
from support.world import EVA, JAN, answered

from bot.core.context import Context
from bot.core.decision import Work
from bot.core.traject.stages import Stage
from bot.core.traject.value import Outcome, Person, Traject
from bot.handlers.commands import command_of, verb_of
from bot.handlers.steering.desk import Desk, Done, split

LATER = replace(USUAL, now=local("2026-11-20 10:00"))


def said(line: str, traject: Traject = JAN_BAKKER, *, about: str = "", ctx: Context = USUAL) -> Done:
    command = command_of(line)
    assert command is not None
    world = replace(WORLD, trajects=(traject, *WORLD.trajects[1:]))
    return command.run(split(line)[verb_of(line, command) :], Desk(world, ctx, about=about))


@pytest.mark.parametrize(
    "line",
    [
        f"respondent {JAN} + Nina Bos, n.bos@ziekenhuis.example, artsen",
        f"respondent {JAN} + Nina Bos n.bos@ziekenhuis.example Artsen:",
        f"Respondent {JAN.lower()} +Nina Bos, artsen, <n.bos@ziekenhuis.example>.",
        f"respondent {JAN} erbij n.bos@ziekenhuis.example Nina Bos groep artsen",
        "respondent Bakker + Nina Bos, n.bos@ziekenhuis.example, artsen",
        f"respondent {JAN} plus Nina Bos, n.bos@ziekenhuis.example, artsen graag",
    ],
)
def test_somebody_is_put_on_the_list(line: str) -> None:
    done = said(line)
    assert (done.done, done.outcome.code) == (True, "command.respondent-added")
    assert done.traject is not None
    added = done.traject.respondents[-1]
    assert (added.address, added.group, added.by_her) == ("n.bos@ziekenhuis.example", "artsen", True)
    assert added.name == "Nina Bos"


@pytest.mark.parametrize(
    ("told", "group", "function"),
    [
        ("Nina Bos, n.bos@ziekenhuis.example, internist, artsen", "artsen", "internist"),
        ("Nina Bos, internist, n.bos@ziekenhuis.example, artsen", "artsen", "internist"),
        ("Nina Bos, n.bos@ziekenhuis.example, Internist, vakgenoten", "vakgenoten", "Internist"),
        ("Nina Bos, n.bos@ziekenhuis.example, ic verpleegkundige", "niet_artsen", "ic verpleegkundige"),
        ("Nina Bos, n.bos@ziekenhuis.example, fysiotherapeut", "niet_artsen", "fysiotherapeut"),
        ("Nina Bos n.bos@ziekenhuis.example artsen", "artsen", ""),
        ("n.bos@ziekenhuis.example Nina Bos artsen", "artsen", ""),
    ],
)
def test_what_somebody_does_is_no_part_of_the_name_and_may_tell_the_group(told: str, group: str, function: str) -> None:
    done = said(f"respondent {JAN} + {told}")
    assert done.traject is not None, done.outcome
    added = done.traject.respondents[-1]
    assert (added.name, added.group, added.function) == ("Nina Bos", group, function)


@pytest.mark.parametrize("name", ["Jan Arts", "Piet de Kok", "Jan Willem Arts", "Ans Dokter", "Kees Visser-Arts"])
def test_a_name_that_is_a_trade_too_stays_whole(name: str) -> None:
    done = said(f"respondent {JAN} + {name}, n.bos@ziekenhuis.example, vakgenoten")
    assert done.traject is not None
    assert done.traject.respondents[-1].name == name


@pytest.mark.parametrize(("own", "group"), [("internist", "vakgenoten"), ("cardioloog", "artsen")])
def test_a_discipline_alone_gives_the_group_that_a_list_would(own: str, group: str) -> None:
    peers = tuple(replace(r, function=own) for r in JAN_BAKKER.respondents)
    done = said(
        f"respondent {JAN} + Nina Bos, n.bos@ziekenhuis.example, internist", replace(JAN_BAKKER, respondents=peers)
    )
    assert done.traject is not None
    assert done.traject.respondents[-1].group == group


def test_the_name_of_a_colleague_may_be_like_the_specialist_s() -> None:
    done = said(f"respondent {JAN} + Piet Bakker, p.bakker@ziekenhuis.example, artsen")
    assert done.traject is not None
    assert done.traject.respondents[-1].name == "Piet Bakker"


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (f"respondent {JAN} Nina Bos n.bos@ziekenhuis.example artsen", "plus-or-minus"),
        (f"respondent {JAN} + Nina Bos, n.bos@ziekenhuis.example", "which-group"),
        (f"respondent {JAN} + Nina Bos, artsen", "missing"),
        (f"respondent {JAN} + n.bos@ziekenhuis.example, artsen", "missing"),
        (f"respondent {JAN} + Nina Bos, n.bos@ziekenhuis, artsen", "bad-address"),
        (f"respondent {JAN} + Jan, jan.bakker@ziekenhuis.example, artsen", "address-of-another"),
        (f"respondent {JAN} + Piet, piet@ziekenhuis.example, artsen", "listed-already"),
        (f"respondent {JAN} - niemand@ziekenhuis.example", "no-such-person"),
        (f"respondent {JAN} morgen - piet@ziekenhuis.example", "words-left"),
        (f"respondent {JAN} - Piet en Kees", "words-left"),
        ("respondent T-00000 - piet@ziekenhuis.example", "no-such-traject"),
    ],
)
def test_what_is_unclear_changes_nothing(line: str, code: str) -> None:
    done = said(line)
    assert (done.done, done.outcome.code, done.traject, done.effects) == (False, f"command.{code}", None, ())


def test_whoever_declined_is_said_to_be_listed_and_to_have_declined() -> None:
    traject = came(Outcome.DECLINED, "piet")(JAN_BAKKER)
    done = said(f"respondent {JAN} + Piet, piet@ziekenhuis.example, artsen", traject)
    assert (done.done, done.outcome.code, dict(done.outcome.values)["declined"]) == (
        False,
        "command.listed-already",
        "yes",
    )


@pytest.mark.parametrize(
    "who", ["piet@ziekenhuis.example", "Piet de Vries", "Piet", "P. de Vries", "<PIET@ziekenhuis.example>"]
)
@pytest.mark.parametrize("sign", ["-", "eraf", "–", "min"])
def test_somebody_is_taken_off_the_list_and_an_answer_stays(who: str, sign: str) -> None:
    done = said(f"respondent {JAN} {sign} {who}", answered(JAN_BAKKER, "piet"))
    assert done.outcome.code == "command.respondent-removed"
    assert done.traject is not None
    assert [r.id for r in done.traject.respondents if r.removed] == ["piet"]
    assert done.traject.answered() == {"piet"}


@pytest.mark.parametrize("line", [f"herinner {JAN}", "herinner Bakker", f"herinnering {JAN} graag"])
def test_all_who_have_not_answered_are_reminded(line: str) -> None:
    done = said(line, answered(JAN_BAKKER, "kees"), ctx=LATER)
    assert (done.done, done.outcome.code) == (True, "command.reminded")
    people = {m.respondent for m in mails(done.effects)}
    assert people == {"piet", "maartje", "fatma"}  # not Hans (fails), Anna (her group has enough), Ria (no address)
    assert dict(done.outcome.values)["reasons"] == "undeliverable:1,answered:1,complete:1,no-address:1"


@pytest.mark.parametrize(
    "line", [f"herinner {JAN} Piet", f"herinner {JAN} piet@ziekenhuis.example", "herinner Piet de Vries"]
)
def test_one_person_is_reminded_once(line: str) -> None:
    done = said(line, ctx=LATER)
    assert [m.respondent for m in mails(done.effects)] == ["piet"]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (f"herinner {EVA}", "nobody-to-remind"),
        (f"herinner {JAN} Hans", "nobody-reminded"),
        (f"herinner {JAN} jan.bakker@ziekenhuis.example", "reminded-by-itself"),
        (f"herinner {JAN} iemand anders", "no-such-person"),
        (f"herinner {JAN} Piet niet", "words-left"),
    ],
)
def test_nobody_is_reminded_in_vain(line: str, code: str) -> None:
    done = said(line, ctx=LATER)
    assert (done.done, done.outcome.code, mails(done.effects)) == (False, f"command.{code}", ())


@pytest.mark.parametrize("verb", ["stuur-niet", "stuur niet", "Stuur-niet aan", "do-not-send"])
def test_an_address_is_left_alone_in_every_traject(verb: str) -> None:
    done = said(f"{verb} anna@ziekenhuis.example")
    assert done.outcome.code == "command.silenced"
    changed = [t for t in (done.traject, *done.besides) if t is not None]
    assert len(changed) == 2
    assert all(r.silent for t in changed for r in t.respondents if r.id == "anna")


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("stuur-niet", "missing"),
        ("stuur-niet niemand@elders.example", "nobody-at"),
        ("stuur-niet jan.bakker@ziekenhuis.example", "is-specialist"),
        ("stuur-niet anna@ziekenhuis.example voorlopig", "words-left"),
        ("stuur-niet anna@ziekenhuis", "bad-address"),
        (f"adres {JAN}", "missing"),
        (f"adres {JAN} jan.bakker@ziekenhuis.example", "same-address"),
        (f"adres {JAN} piet@ziekenhuis.example", "address-of-another"),
        (f"adres {JAN} jan@nieuw", "bad-address"),
        (f"adres {JAN} jan@nieuw.example of toch niet", "words-left"),
        (f"dossier {JAN}", "no-forms-yet"),
        (f"dossier {JAN} niet", "words-left"),
    ],
)
def test_what_cannot_be_done_is_said(line: str, code: str) -> None:
    done = said(line)
    assert (done.done, done.outcome.code, done.traject) == (False, f"command.{code}", None)


@pytest.mark.parametrize(
    "line", [f"adres {JAN} jan@nieuw.example", f"adres jan@nieuw.example {JAN}", "adres Bakker wordt jan@nieuw.example"]
)
def test_the_specialist_has_another_address_and_keeps_the_former(line: str) -> None:
    done = said(line)
    assert done.traject is not None
    assert (done.traject.specialist.address, done.traject.others) == (
        "jan@nieuw.example",
        ("jan.bakker@ziekenhuis.example",),
    )
    assert mails(done.effects) == ()


def test_what_begins_the_traject_goes_to_the_new_address() -> None:
    done = said(f"adres {EVA} eva@nieuw.example")
    assert [m.view.KIND for m in mails(done.effects)] == ["traject-started"]


def test_the_dossier_is_made_anew() -> None:
    done = said(f"dossier {JAN}", answered(JAN_BAKKER, "piet"))
    assert [(e.kind) for e in done.effects if isinstance(e, Work)] == ["dossier"]


def test_whoever_was_left_alone_may_be_listed_anew() -> None:
    silent = said("stuur-niet piet@ziekenhuis.example").traject
    assert silent is not None
    done = said(f"respondent {JAN} + Piet de Vries, piet@ziekenhuis.example, vakgenoten", silent)
    assert done.outcome.code == "command.respondent-added"
    assert done.traject is not None
    assert not any(r.silent for r in done.traject.respondents)


EVA_DIJK = next(t for t in WORLD.trajects if t.ref == EVA)


@pytest.mark.parametrize(
    ("other", "refused"),
    [
        pytest.param(EVA_DIJK, True, id="somebody else's, under way"),
        pytest.param(replace(EVA_DIJK, stage=Stage.STOPPED), True, id="somebody else's, stopped"),
        pytest.param(
            replace(EVA_DIJK, others=("eva@vroeger.example",), specialist=Person("Eva Dijk", "eva@nu.example")),
            True,
            id="a former address",
        ),
        pytest.param(
            replace(EVA_DIJK, specialist=Person("Jan Bakker", "eva@nu.example")), True, id="his own, also under way"
        ),
        pytest.param(
            replace(EVA_DIJK, specialist=Person("Jan Bakker", "eva@nu.example"), stage=Stage.STOPPED),
            False,
            id="his own, of a traject that was stopped",
        ),
    ],
)
def test_nobody_is_written_to_where_another_specialist_reads(other: Traject, refused: bool) -> None:
    there = (JAN_BAKKER, other, *(t for t in WORLD.trajects if t.ref not in (JAN, EVA)))
    for address in {a for a in (other.specialist.address, *other.others) if a}:
        line = f"adres {JAN} {address.upper()}"
        command = command_of(line)
        assert command is not None
        done = command.run(split(line)[1:], Desk(replace(WORLD, trajects=there), USUAL))
        assert done.outcome.code == ("command.address-elsewhere" if refused else "command.address-changed")
        assert (done.traject is None) is refused


@pytest.mark.parametrize(
    "address",
    [USUAL.practice.address, USUAL.practitioner.address, *(r.address for r in JAN_BAKKER.respondents if r.address)],
)
def test_nor_where_she_the_practice_or_a_respondent_of_his_does(address: str) -> None:
    done = said(f"adres {JAN} {address}")
    assert (done.done, done.traject, done.outcome.code) == (False, None, "command.address-of-another")
