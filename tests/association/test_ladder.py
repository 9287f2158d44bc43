"""Which traject and whom a mail belongs to: the ladder of evidence rung by rung, and where it asks instead."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import pytest
from support.trajects import context
from support.world import (
    AT,
    EVA,
    INFO,
    JAN,
    STOPPED,
    UNKNOWN,
    SmallWorld,
    answered,
    form,
    mail,
    person,
    scan,
    traject,
)

from bot.association.case import Case, Word, proposals
from bot.association.ladder import associate
from bot.core.mail.message import Automatic, InboundMail
from bot.core.traject.rules import Practitioner, Safeguards
from bot.core.traject.stages import Stage
from bot.core.world import Role

POLI = f"polikliniek@{AT}"
SHE = "a.devries@praktijk.example"
PIET = person("piet", "Piet de Vries")
MAARTJE = person("maartje", "Maartje van den Berg")
KEES = person("kees", "Kees Smit", group="niet_artsen")
NADIA = person("nadia", "Nadia Yıldız", POLI, "niet_artsen")
OLGA = person("olga", "Olga Jansen", POLI, "artsen")
RUUD = person("ruud", "Ruud Bos", "-")
HANS, HANNA = person("hans", "H. Mulder"), person("hanna", "Hanna Mulder")
PEOPLE = (PIET, MAARTJE, KEES, NADIA, OLGA, RUUD, HANS, HANNA)
ABOUT_JAN = traject(JAN, "Jan Bakker", *PEOPLE)
ABOUT_EVA = traject(EVA, "Eva Groen", replace(PIET, id="piet2"), person("tom", "Tom Kok"), person("jan", "Jan Bakker",
                    f"jan.bakker@{AT}"))  # fmt: skip
OVER = traject(STOPPED, "Karel Oud", person("vera", "Vera Prins"), stage=Stage.STOPPED)
TO_PIET, TO_JAN, TO_NADIA, TO_OLGA = (f"ours{n}@praktijk.example" for n in range(4))
OURS = ((TO_PIET, JAN, PIET.address), (TO_JAN, JAN, ABOUT_JAN.specialist.address))
WORLD = SmallWorld((ABOUT_JAN, ABOUT_EVA, OVER), OURS)
CTX = context("2026-11-09 09:00")

Seen = tuple[str, str, str]
"""A case in short: reference, respondent's id (or the role), the code of the doubt."""


def seen(case: Case) -> Seen:
    who = case.respondent.id if case.respondent else "" if case.role is Role.STRANGER else str(case.role)
    return (case.traject.ref if case.traject else "", who, case.doubt.code if case.doubt else "")


def cases(one: InboundMail, world: SmallWorld = WORLD, word: Word | None = None) -> list[Seen]:
    return [seen(case) for case in associate(one, world, CTX, word)]


def at(name: str, local: str = "") -> str:
    return f"{name} <{local or name.lower().replace(' ', '.')}@{AT}>"


def private(name: str) -> str:
    return f"{name} <{name.split()[0].lower().strip('.')}1962@provider.example>"


FROM_PIET, FROM_KEES, FROM_POLI = at("Piet de Vries", "piet"), at("Kees Smit", "kees"), f"Poli Cardiologie <{POLI}>"
PIET_ABOUT_JAN, PIET_ABOUT_EVA = form("Piet de Vries", "Jan Bakker"), form("Piet de Vries", "Eva Groen")


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        pytest.param(mail(FROM_KEES, form("Kees Smit", "Jan Bakker")), (JAN, "kees", ""), id="fits"),
        pytest.param(mail(FROM_KEES, form("Kees Smit")), (JAN, "kees", ""), id="names nobody"),
        pytest.param(mail(FROM_KEES, form()), (JAN, "kees", ""), id="no name at all"),
        pytest.param(mail(FROM_KEES.upper(), form()), (JAN, "kees", ""), id="h12 in capitals"),
        pytest.param(mail(FROM_KEES, scan()), (JAN, "kees", ""), id="a scan"),
        pytest.param(mail(FROM_KEES, form("Kees Smit", "drs. J. Bakker")), (JAN, "kees", ""), id="with initials"),
        pytest.param(mail(FROM_KEES, form("Kees Smit", "Bakker, Jan")), (JAN, "kees", ""), id="in another order"),
        pytest.param(mail(FROM_KEES, form("Kees Smit", "Eva Groen")), (EVA, "", "form-of-living"),
                     id="h89 another specialist whom he was not asked about"),
        pytest.param(mail(FROM_KEES, form("Kees Smit", "Iemand Anders")), (JAN, "kees", "names-other-specialist"),
                     id="h89 a specialist nobody knows"),
        pytest.param(mail(FROM_KEES, form("Kees Smit", "", UNKNOWN)), (JAN, "kees", "names-other-specialist"),
                     id="h89 a kenmerk nobody knows"),
        pytest.param(mail(FROM_KEES, form("Kees Smit", "", EVA)), (EVA, "", "unknown-sender"),
                     id="h89 the kenmerk of a traject that he is not listed in"),
        pytest.param(mail(FROM_KEES, subject="Feedback over Eva Groen"), (JAN, "kees", "names-other-specialist"),
                     id="h89 in the subject only"),
        pytest.param(mail(at("Vera Prins", "vera"), form()), (STOPPED, "vera", ""), id="of a stopped traject"),
        pytest.param(mail(at("Jan Bakker"), form("Kees Smit", "Jan Bakker", JAN)), (JAN, "specialist", ""),
                     id="h19 through the specialist"),
    ],
)  # fmt: skip
def test_a_form_from_a_listed_address(one: InboundMail, expected: Seen) -> None:
    assert cases(one) == [expected]


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        pytest.param(mail(FROM_PIET, form("Piet de Vries")), ("", "", "several-trajects"), id="h18 nothing tells which"),
        pytest.param(mail(FROM_PIET, text="Helaas lukt het niet."), ("", "", "several-trajects"), id="h18 no form"),
        pytest.param(mail(FROM_PIET, PIET_ABOUT_JAN), (JAN, "piet", ""), id="the form names the one"),
        pytest.param(mail(FROM_PIET, PIET_ABOUT_EVA), (EVA, "piet2", ""), id="the form names the other"),
        pytest.param(mail(FROM_PIET, form("", "E. Groen")), (EVA, "piet2", ""), id="with initials"),
        pytest.param(mail(FROM_PIET, form("", "Iemand Anders")), ("", "", "several-trajects"), id="names neither"),
        pytest.param(mail(FROM_PIET, form("", "", EVA)), (EVA, "piet2", ""), id="the kenmerk in the form tells"),
        pytest.param(mail(FROM_PIET, scan(), subject=f"[{JAN}]"), (JAN, "piet", ""), id="the kenmerk in the subject"),
        pytest.param(mail(FROM_PIET, scan(), text=f"Over {JAN.lower()}."), (JAN, "piet", ""), id="in the body"),
        pytest.param(mail(FROM_PIET, scan(f"{EVA}.pdf")), (EVA, "piet2", ""), id="in the name of a file"),
        pytest.param(mail(FROM_PIET, scan(), subject=f"{JAN} {EVA}"), ("", "", "several-trajects"), id="both in one"),
        pytest.param(mail(FROM_PIET, scan(), subject="Feedback over Eva Groen"), (EVA, "piet2", ""), id="the subject"),
        pytest.param(mail(FROM_PIET, form("", "", EVA), subject=f"Re: [{JAN}]"), (EVA, "piet2", "form-of-living"),
                     id="h89 the subject says one, the form the other"),
        pytest.param(mail(FROM_PIET, form("", "Eva Groen", JAN)), (JAN, "piet", "names-other-specialist"),
                     id="h89 kenmerk and name in the form disagree"),
        pytest.param(mail(at("Jan Bakker"), form("Jan Bakker", "Eva Groen")), (EVA, "jan", ""),
                     id="a specialist who is somebody else's respondent"),
        pytest.param(mail(at("Jan Bakker"), text="Zie de lijst."), ("", "", "several-trajects"),
                     id="h18 a specialist who is somebody else's respondent, without a word about whom"),
    ],
)  # fmt: skip
def test_a_sender_of_two_trajects(one: InboundMail, expected: Seen) -> None:
    assert cases(one) == [expected]


TWO_BY_KENMERK = (form("Piet de Vries", "Jan Bakker", JAN), form("Piet de Vries", "Eva Groen", EVA))
PRIVATE = "private-address"
BOTH = [(JAN, "piet", ""), (EVA, "piet2", "")]


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        pytest.param(mail(FROM_PIET, *TWO_BY_KENMERK), BOTH, id="two trajects by their kenmerk"),
        pytest.param(mail(FROM_PIET, *TWO_BY_KENMERK, subject=f"Re: [{JAN}]", answers=TO_PIET), BOTH,
                     id="two trajects in an answer to a mail of one of them"),
        pytest.param(mail(FROM_PIET, PIET_ABOUT_JAN, PIET_ABOUT_EVA), BOTH, id="two trajects by the names only"),
        pytest.param(mail(FROM_PIET, TWO_BY_KENMERK[0], PIET_ABOUT_EVA), BOTH, id="one kenmerk, one name"),
        pytest.param(mail(FROM_KEES, *TWO_BY_KENMERK), [(JAN, "kees", "sent-by-another"), (EVA, "", "unknown-sender")],
                     id="of somebody who takes part in one, about another's work"),
        pytest.param(mail(private("Piet de Vries"), *TWO_BY_KENMERK), [(r, w, PRIVATE) for r, w, _ in BOTH],
                     id="from a private address"),
        pytest.param(mail(FROM_PIET, *TWO_BY_KENMERK, scan()), BOTH, id="with a loose page"),
        pytest.param(mail(FROM_KEES, form("Kees Smit", "Jan Bakker", JAN), form("Kees Smit", "", UNKNOWN)),
                     [(JAN, "kees", "names-other-specialist")], id="one of them of a traject nobody knows"),
        pytest.param(mail(FROM_KEES, form("Kees Smit", "Jan Bakker", JAN), form("Kees Smit", "J. Bakker")),
                     [(JAN, "kees", "")], id="one traject, written in two ways"),
        pytest.param(mail(FROM_KEES, form("Kees Smit", "Jan Bakker", JAN), form("Kees Smit", "Jan Bakker", JAN)),
                     [(JAN, "kees", "")], id="the same form twice"),
        pytest.param(mail(FROM_KEES, form("Kees Smit"), form("Kees Smit", filled=False)), [(JAN, "kees", "")],
                     id="a filled one and a blank one"),
        pytest.param(mail(FROM_KEES, form("Kees Smit"), form("Piet de Vries")), [(JAN, "kees", "")],
                     id="two people's forms in one mail"),
        pytest.param(mail(FROM_KEES, form("Kees Smit"), form("Iemand Anders")), [(JAN, "kees", "sent-by-another")],
                     id="two people's forms, one of them nobody listed"),
        pytest.param(mail(FROM_KEES, form("Kees Smit"), form("K. Smit")), [(JAN, "kees", "")],
                     id="one person, written in two ways"),
    ],
)  # fmt: skip
def test_two_forms_in_one_mail(one: InboundMail, expected: list[Seen]) -> None:
    assert cases(one) == expected


def test_the_parts_go_with_their_form() -> None:
    """What each traject counts is its own form, with the loose page at the first."""
    first, second = associate(mail(FROM_PIET, *TWO_BY_KENMERK, scan()), WORLD, CTX)
    assert [f.specialist for f in first.clues.forms] == ["Jan Bakker"]
    assert [f.specialist for f in second.clues.forms] == ["Eva Groen"]
    assert (len(first.clues.parts), len(second.clues.parts)) == (2, 1)


def test_the_same_form_in_a_second_mail_is_the_same_person() -> None:
    again = SmallWorld((answered(ABOUT_JAN, "kees"), ABOUT_EVA))
    assert cases(mail(FROM_KEES, form("Kees Smit", "Jan Bakker")), again) == [(JAN, "kees", "")]


WITHOUT_LIST = SmallWorld((traject(JAN, "Jan Bakker"), ABOUT_EVA))


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        pytest.param(mail(FROM_KEES, form("Kees Smit", "Jan Bakker", JAN)), (JAN, "", "form-without-list"),
                     id="by the kenmerk"),
        pytest.param(mail(FROM_KEES, form("Kees Smit", "Jan Bakker")), (JAN, "", "form-without-list"),
                     id="by the specialist's name"),
        pytest.param(mail(FROM_KEES, scan()), ("", "", ""), id="nothing points to a traject"),
        pytest.param(mail(FROM_PIET, PIET_ABOUT_JAN), (JAN, "", "form-of-living"),
                     id="of somebody who is listed elsewhere already"),
    ],
)  # fmt: skip
def test_a_form_before_its_list_waits_for_it(one: InboundMail, expected: Seen) -> None:
    assert cases(one, WITHOUT_LIST) == [expected]


@pytest.mark.parametrize(
    "one",
    [
        pytest.param(mail(FROM_KEES, form("Kees Smit", "Jan Bakker", JAN)), id="by the kenmerk"),
        pytest.param(mail(FROM_KEES, form("Kees Smit", "Jan Bakker")), id="by the specialist's name"),
    ],
)
def test_once_the_list_is_there_the_form_has_its_respondent(one: InboundMail) -> None:
    assert cases(one) == [(JAN, "kees", "")]


SECRETARY = at("Secretariaat Cardiologie", "secretariaat")
LISTED_SECRETARY = SmallWorld((replace(ABOUT_JAN, respondents=(*PEOPLE, person("els", "Els Vink"))),))
FROM_ELS = at("Els Vink", "els")


@pytest.mark.parametrize(
    ("one", "world", "expected"),
    [
        pytest.param(mail(SECRETARY, form("Piet de Vries", "", JAN)), WORLD, (JAN, "", "unknown-sender"),
                     id="h21 a department's mailbox"),
        pytest.param(mail(at("Els Vink", "els"), form("Piet de Vries", "Jan Bakker", JAN)), WORLD,
                     (JAN, "", "unknown-sender"), id="h21 under her own name"),
        pytest.param(mail(at("Els Vink", "els"), text=f"Collega Piet de Vries doet niet mee aan {JAN}."), WORLD,
                     (JAN, "", "unknown-sender"), id="h21 a decline in his name"),
        pytest.param(mail(FROM_ELS, form("Els Vink", "Jan Bakker")), LISTED_SECRETARY, (JAN, "els", ""),
                     id="her own form"),
        pytest.param(mail(FROM_ELS, form("Piet de Vries", "Jan Bakker")), LISTED_SECRETARY,
                     (JAN, "els", "sent-by-another"), id="h21 listed herself, sending the doctor's form"),
        pytest.param(mail(FROM_ELS, form("E. Vink-Piets", "Jan Bakker")), LISTED_SECRETARY, (JAN, "els", ""),
                     id="her own form under her married name"),
        pytest.param(mail(FROM_ELS, form("Elisabeth Anna", "Jan Bakker")), LISTED_SECRETARY, (JAN, "els", ""),
                     id="a listed sender outranks a name that nobody bears"),
    ],
)  # fmt: skip
def test_a_secretary_is_asked_about(one: InboundMail, world: SmallWorld, expected: Seen) -> None:
    assert cases(one, world) == [expected]


@pytest.mark.parametrize("sender", [FROM_ELS, f"<els@{AT}>"])
def test_whose_form_it_may_be_is_offered_with_the_sender_last(sender: str) -> None:
    (case,) = associate(mail(sender, form("Piet de Vries", "Jan Bakker")), LISTED_SECRETARY, CTX)
    assert [offer.command.split()[-1] for offer in case.proposals] == [PIET.address, f"els@{AT}"]


ONE_AT_POLI = SmallWorld((replace(ABOUT_JAN, respondents=(PIET, NADIA)),))
SHARED = replace(WORLD, ours=((TO_NADIA, JAN, POLI),))


@pytest.mark.parametrize(
    ("one", "world", "expected"),
    [
        pytest.param(mail(FROM_POLI, form("Nadia Yildiz", "Jan Bakker")), WORLD, (JAN, "nadia", ""), id="the one"),
        pytest.param(mail(FROM_POLI, form("Olga Jansen", "Jan Bakker")), WORLD, (JAN, "olga", ""), id="the other"),
        pytest.param(mail(FROM_POLI, form("O. Jansen", "", JAN)), WORLD, (JAN, "olga", ""), id="with an initial"),
        pytest.param(mail(f"Olga Jansen <{POLI}>", scan()), WORLD, (JAN, "olga", ""), id="the sender's own name"),
        pytest.param(mail(FROM_POLI, scan(), text="Zie bijlage.\n\nGroeten,\nOlga Jansen\n"), WORLD,
                     (JAN, "olga", ""), id="the signature"),
        pytest.param(mail(f"Nadia Yıldız <{POLI}>", form("Olga Jansen")), WORLD, (JAN, "olga", ""),
                     id="the form before the sender's name"),
        pytest.param(mail(FROM_POLI, form("", "Jan Bakker")), WORLD, (JAN, "", "no-respondent"), id="nothing tells"),
        pytest.param(mail(FROM_POLI, form("Iemand Anders", "Jan Bakker")), WORLD, (JAN, "", "no-respondent"),
                     id="the name of neither"),
        pytest.param(mail(FROM_POLI, form("Piet de Vries", "Jan Bakker")), WORLD, (JAN, "", "no-respondent"),
                     id="h21 the name of somebody listed with another address"),
        pytest.param(mail(FROM_POLI, text="Helaas lukt het mij niet."), WORLD, (JAN, "", "no-respondent"),
                     id="a decline of one of them"),
        pytest.param(mail(FROM_POLI, form("Olga Jansen"), answers=TO_NADIA), SHARED, (JAN, "olga", ""),
                     id="the form before the token of the other's mail"),
        pytest.param(mail(FROM_POLI, form(), answers=TO_NADIA), SHARED, (JAN, "nadia", ""), id="the token alone"),
        pytest.param(mail(FROM_POLI, automatic=Automatic.AUTO_REPLY), WORLD, (JAN, "respondent", ""),
                     id="h28 an absence is nobody's in particular"),
        pytest.param(mail(FROM_POLI, form("Nadia Yildiz", "Jan Bakker")), ONE_AT_POLI, (JAN, "nadia", ""),
                     id="listed once, her name"),
        pytest.param(mail(FROM_POLI, form("", "Jan Bakker")), ONE_AT_POLI, (JAN, "nadia", ""), id="listed once, no name"),
        pytest.param(mail(FROM_POLI, form("Olga Jansen", "Jan Bakker")), ONE_AT_POLI, (JAN, "nadia", "sent-by-another"),
                     id="listed once, the name of a colleague at that desk"),
    ],
)  # fmt: skip
def test_an_address_that_several_share(one: InboundMail, world: SmallWorld, expected: Seen) -> None:
    assert cases(one, world) == [expected]


@pytest.mark.parametrize(
    ("word", "form_of", "expected"),
    [
        pytest.param(Word(JAN), "Olga Jansen", (JAN, "olga", ""), id="the form tells"),
        pytest.param(Word(JAN, group="niet_artsen"), "", (JAN, "nadia", ""), id="her group tells"),
        pytest.param(Word(JAN, "olga"), "", (JAN, "olga", ""), id="she names the respondent"),
        pytest.param(Word(JAN), "", (JAN, "", "no-respondent"), id="nobody tells: asked once more"),
    ],
)
def test_her_word_about_a_shared_address(word: Word, form_of: str, expected: Seen) -> None:
    assert cases(mail(FROM_POLI, form(form_of)), WORLD, word) == [expected]


def test_who_shares_an_address_is_proposed_by_name() -> None:
    (case,) = associate(mail(FROM_POLI, form()), WORLD, CTX)
    assert [p.command for p in proposals(case)] == [
        f"koppel NR {JAN} {NADIA.name}",
        f"koppel NR {JAN} {OLGA.name}",
        "negeer NR",
    ]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        pytest.param("Piet de Vries", (JAN, "piet", PRIVATE), id="as listed"),
        pytest.param("piet de vries", (JAN, "piet", PRIVATE), id="in small letters"),
        pytest.param("PIET DE VRIES", (JAN, "piet", PRIVATE), id="in capitals"),
        pytest.param("Vries, Piet de", (JAN, "piet", PRIVATE), id="in another order"),
        pytest.param("dr. Piet de Vries", (JAN, "piet", PRIVATE), id="with a title"),
        pytest.param("Nadia Yildiz", (JAN, "nadia", PRIVATE), id="without diacritics"),
        pytest.param("P. de Vries", (JAN, "", "unknown-sender"), id="initials are thin"),
        pytest.param("Pieter de Vries", (JAN, "", "unknown-sender"), id="nearly the same first name is thin"),
        pytest.param("Maartje van den Berg-Smeets", (JAN, "", "unknown-sender"), id="a married name is thin"),
        pytest.param("Hanna Mulder", (JAN, "", "unknown-sender"), id="another one listed could be meant"),
        pytest.param("Ruud Bos", (JAN, "ruud", PRIVATE), id="listed without an address"),
        pytest.param("Iemand Anders", (JAN, "", "unknown-sender"), id="nobody listed"),
        pytest.param("", (JAN, "", "unknown-sender"), id="no name"),
    ],
)
@pytest.mark.parametrize("ref", [pytest.param(JAN, id="kenmerk"), pytest.param("", id="specialist")])
def test_a_private_address_needs_the_name(said: str, ref: str, expected: Seen) -> None:
    sender = private(said) if said else "x1962@provider.example"
    assert cases(mail(sender, form(said, "Jan Bakker", ref))) == [expected]


@pytest.mark.parametrize(
    ("said", "proposed"),
    [
        pytest.param("P. de Vries", f"koppel NR {JAN} {PIET.address}", id="initials"),
        pytest.param("Maartje van den Berg-Smeets", f"koppel NR {JAN} {MAARTJE.address}", id="a married name"),
        pytest.param("O. Jansen", f"koppel NR {JAN} {OLGA.name}", id="one of those who share an address"),
        pytest.param("Iemand Anders", f"koppel NR {JAN}", id="nobody"),
    ],
)
def test_who_is_likely_is_proposed(said: str, proposed: str) -> None:
    (case,) = associate(mail(private(said), form(said, "Jan Bakker", JAN)), WORLD, CTX)
    assert proposals(case)[0].command == proposed


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        pytest.param(mail(private("Piet de Vries"), form("", "Jan Bakker", JAN)), (JAN, "piet", PRIVATE),
                     id="the sender's name only"),
        pytest.param(mail("piet1962@provider.example", scan(), subject=JAN, text="Groet,\nPiet de Vries\n"),
                     (JAN, "piet", PRIVATE), id="the signature only"),
        pytest.param(mail(private("Els Vink"), form("Piet de Vries", "Jan Bakker", JAN)), (JAN, "", "unknown-sender"),
                     id="h21 somebody else's name on the mail"),
        pytest.param(mail(private("Piet de Vries"), text=f"Wat houdt {JAN} in?"), (JAN, "", "unknown-sender"),
                     id="a question, no form"),
        pytest.param(mail(private("Piet de Vries"), form("Piet de Vries")), ("", "", ""), id="nothing says about whom"),
        pytest.param(mail(private("Kees Smit"), form("Kees Smit", "Jan Bakker", JAN)), (JAN, "kees", PRIVATE),
                     id="kees"),
    ],
)  # fmt: skip
def test_a_private_address(one: InboundMail, expected: Seen) -> None:
    assert cases(one) == [expected]


def test_whoever_has_answered_does_not_answer_again_from_elsewhere() -> None:
    world = SmallWorld((answered(ABOUT_JAN, "piet"),))
    assert cases(mail(private("Piet de Vries"), form("Piet de Vries", "", JAN)), world) == [(JAN, "", "unknown-sender")]


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        pytest.param(mail(FROM_PIET, answers=TO_PIET), (JAN, "piet", ""), id="whom it was sent to"),
        pytest.param(mail(FROM_PIET, references=(TO_PIET,)), (JAN, "piet", ""), id="in References only"),
        pytest.param(mail(FROM_KEES, form("Kees Smit"), answers=TO_PIET), (JAN, "kees", ""), id="somebody else listed"),
        pytest.param(mail(at("Jan Bakker"), answers=TO_JAN), (JAN, "specialist", ""), id="the specialist"),
        pytest.param(mail("dief@elders.example", answers=TO_PIET), (JAN, "", "unknown-sender"), id="h17 a stranger"),
        pytest.param(mail(FROM_PIET, PIET_ABOUT_EVA, answers=TO_PIET), (EVA, "piet2", "form-of-living"),
                     id="h89 answered with a form about somebody else"),
        pytest.param(mail(FROM_PIET, form("", "", EVA), answers=TO_PIET), (EVA, "piet2", "form-of-living"),
                     id="h89 answered with a form of another kenmerk"),
        pytest.param(mail("dief@elders.example", answers="x@elders.example"), ("", "", ""), id="not ours"),
        pytest.param(mail("mailer@elders.example", answers=TO_PIET, automatic=Automatic.AUTO_REPLY), ("", "", ""),
                     id="h28 an automatic reply from elsewhere"),
    ],
)  # fmt: skip
def test_an_answer_to_a_mail_of_ours(one: InboundMail, expected: Seen) -> None:
    assert cases(one) == [expected]


TAGGED = f"Kees Smit <kees+werk@{AT}>"


@pytest.mark.parametrize(
    ("one", "expected", "proposed"),
    [
        pytest.param(mail(TAGGED, form("Kees Smit", "Jan Bakker", JAN)), (JAN, "", "plus-tag"),
                     f"koppel NR {JAN} {KEES.address}", id="h12 with everything else right"),
        pytest.param(mail(TAGGED.replace("Kees Smit ", ""), scan()), (JAN, "", "plus-tag"),
                     f"koppel NR {JAN} {KEES.address}", id="h12 without a name"),
        pytest.param(mail(f"Piet de Vries <piet+werk@{AT}>", form("Piet de Vries", "Eva Groen", EVA)),
                     (EVA, "", "plus-tag"), f"koppel NR {EVA} {PIET.address}", id="h12 of two trajects, with a kenmerk"),
    ],
)  # fmt: skip
def test_an_address_with_a_tag_is_asked_about(one: InboundMail, expected: Seen, proposed: str) -> None:
    (case,) = associate(one, WORLD, CTX)
    assert seen(case) == expected
    assert proposals(case)[0].command == proposed


@pytest.mark.parametrize(
    ("one", "word", "expected"),
    [
        pytest.param(mail("x@elders.example", scan()), Word(JAN, "kees"), (JAN, "kees", ""), id="koppel with a name"),
        pytest.param(mail(FROM_PIET, scan()), Word(EVA), (EVA, "piet2", ""), id="drag into one of two trajects"),
        pytest.param(mail(private("P. de Vries"), scan()), Word(JAN), (JAN, "piet", ""), id="initials will do now"),
        pytest.param(mail("x@elders.example", scan()), Word(JAN), (JAN, "", ""), id="nobody's name"),
        pytest.param(mail("x@elders.example", scan()), Word(UNKNOWN), ("", "", ""), id="a traject that is gone"),
        pytest.param(mail(FROM_KEES, form("Kees Smit", "Eva Groen")), Word(JAN),
                     (EVA, "", "form-of-living"), id="h89 not what the form denies"),
        pytest.param(mail(FROM_KEES, form("Kees Smit", "Eva Groen")), Word(JAN, counts=True), (JAN, "kees", ""),
                     id="telt: whatever the form says"),
        pytest.param(mail(FROM_ELS, form("Piet de Vries")), Word(JAN, "piet"), (JAN, "piet", ""), id="h21 by her word"),
        pytest.param(mail(at("Jan Bakker"), scan()), Word(JAN), (JAN, "specialist", ""), id="of the specialist"),
    ],
)  # fmt: skip
def test_her_word_comes_first(one: InboundMail, word: Word, expected: Seen) -> None:
    assert cases(one, WORLD, word) == [expected]
    assert all(case.by_her for case in associate(one, WORLD, CTX, word) if case.traject)


def test_her_word_takes_the_form_of_that_traject() -> None:
    (case,) = associate(mail(FROM_PIET, *TWO_BY_KENMERK), WORLD, CTX, Word(EVA))
    assert [f.specialist for f in case.clues.forms] == ["Eva Groen"]


ONE_ADDRESS = replace(CTX, practitioner=Practitioner("dr. A. de Vries", INFO))


def test_her_own_mail_and_ours() -> None:
    hers = mail(f"A. de Vries <{SHE}>", subject=f"stop {JAN}")
    assert cases(hers) == [(JAN, "practitioner", "")]
    assert cases(replace(hers, subject="help")) == [("", "practitioner", "")]
    (ours,) = associate(replace(hers, message_id=TO_PIET), WORLD, CTX)
    assert (ours.own, ours.traject, ours.role) == (True, None, Role.STRANGER)


def test_what_came_round_in_a_circle_is_one_case_though_it_names_two_trajects() -> None:
    ours = replace(mail(INFO, *TWO_BY_KENMERK), automatic=Automatic.LOOP)
    assert [(case.own, case.traject) for case in associate(ours, WORLD, CTX)] == [(True, None)]
    theirs = associate(replace(mail(FROM_PIET, *TWO_BY_KENMERK), automatic=Automatic.LOOP), WORLD, CTX)
    assert not any(case.own for case in theirs)  # a header makes nobody's forms ours
    empty = replace(mail(FROM_PIET, subject=f"Re: {JAN}"), automatic=Automatic.LOOP)
    assert [(case.own, case.traject) for case in associate(empty, WORLD, CTX)] == [(True, None)]


def test_h31_the_practices_own_address_is_hers_only_when_she_has_no_other() -> None:
    forged = mail(INFO, subject=f"stop {JAN}")
    assert cases(forged) == [("", "", "")]
    assert [seen(c) for c in associate(forged, WORLD, ONE_ADDRESS)] == [(JAN, "practitioner", "")]


STRICT = replace(CTX, safeguards=Safeguards(trusted_authserv_id="mx.praktijk.example"))


@pytest.mark.parametrize(
    ("results", "expected", "trusted"),
    [
        pytest.param("mx.praktijk.example; dmarc=pass header.from=ziekenhuis.example", "", True, id="passes"),
        pytest.param("mx.praktijk.example; dmarc=fail header.from=ziekenhuis.example", "not-authenticated", False,
                     id="h1 its domain disowns it"),
        pytest.param("mx.elders.example; dmarc=pass header.from=ziekenhuis.example", "", False, id="h3 another's word"),
    ],
)  # fmt: skip
def test_what_our_server_says_of_the_sender(results: str, expected: str, trusted: bool) -> None:
    (case,) = associate(mail(FROM_KEES, form("Kees Smit"), authentication=(results,)), WORLD, STRICT)
    assert seen(case) == (JAN, "kees", expected)
    assert case.authenticated is trusted
    assert not expected or proposals(case)[0].command == f"koppel NR {JAN} {KEES.address}"


def test_h6_a_from_that_is_not_clean_is_asked_about() -> None:
    sender = mail(FROM_KEES).sender
    assert sender is not None
    torn = replace(mail(FROM_KEES, form()), sender=None, sender_problem="an address before the address")
    assert cases(replace(torn, claimed=(sender,))) == [(JAN, "", "not-authenticated")]
    assert cases(torn) == [("", "", "")]


def test_a_removed_respondent_does_not_hide_the_one_who_came_after_at_the_same_address() -> None:
    left = replace(NADIA, removed=True)
    world = SmallWorld((replace(ABOUT_JAN, respondents=(PIET, left, OLGA)),))
    assert cases(mail(FROM_POLI, form()), world) == [(JAN, "olga", "")]
    assert cases(mail(FROM_POLI, form("Nadia Yıldız")), world) == [(JAN, "nadia", "")]


def test_forms_for_two_specialists_on_one_file_are_told_apart_in_either_order() -> None:
    his, hers = form("Piet de Vries", "Jan Bakker", JAN), form("Piet de Vries", "Eva Groen", JAN, file="een.docx")
    for files in permutations((his, hers)):
        cases = associate(mail(FROM_PIET, *files), WORLD, CTX)
        found = {case.traject.ref if case.traject else "": case for case in cases}
        assert (found[JAN].doubt, found[JAN].respondent and found[JAN].respondent.id) == (None, "piet")
        asked = found[EVA]
        assert asked.doubt is not None
        assert (asked.doubt.code, asked.doubt.values) == ("form-of-living", (("ref", JAN),))
        assert [(p.command, p.label) for p in asked.proposals] == [
            (f"telt NR {EVA} piet@ziekenhuis.example", "Eva Groen")
        ]
