"""A flood is one line, whatever is different in it stands on its own and first, and no mail to her grows without end."""

from __future__ import annotations

import quopri
import random
from dataclasses import replace
from datetime import date, timedelta

import pytest
from support.mails import render
from support.trajects import REF, context, local, people, traject

from bot.core.due.alike import (
    ENQUIRIES_A_DAY,
    LINES,
    MANY,
    NAMED,
    PHRASES,
    gathered,
    gathered_enquiries,
    lines_shown,
    told,
)
from bot.core.due.digest import Fact, make
from bot.core.questions import enquiries_shown
from bot.core.traject.stages import Stage
from bot.core.traject.value import Person
from bot.core.views import DecisionNeeded, Digest, Enquiry, OpenQuestion, Phrase, Proposal, TrajectLine
from bot.core.world import NumberedQuestion

CTX = context("2026-11-12 07:31")
DAY = date(2026, 11, 11)
TRAJECT = traject(respondents=people(6))
OTHER = replace(traject(), ref="T-2M4XA", specialist=Person("Els Smit", "e.smit@kliniek.example"))
LISTED = TRAJECT.respondents[2].address


def asked(number: int, sender: str = "", code: str = "unknown-sender", ref: str = REF, whose: str = "") -> OpenQuestion:
    who = f"Afzender {number} <{sender or f's{number}@d{number}.example'}>"
    offers = (Proposal(f"koppel {number} {ref} {whose}".strip()), Proposal(f"negeer {number}"))
    return OpenQuestion(number, Phrase(code), who, ref, DAY, offers)


def test_a_few_that_are_alike_are_shown_as_they_are() -> None:
    few = tuple(asked(n) for n in range(1, MANY + 1))
    assert gathered(few, (TRAJECT,)) == few


def test_1500_strangers_are_one_line() -> None:
    (line,) = gathered(
        (asked(n, f"s{n}@{'elders' if n % 3 else 'anders'}.example") for n in range(1, 1501)), (TRAJECT,)
    )
    assert (line.number, line.times, line.who, line.proposals) == (1, 1500, "", ())
    assert line.senders == ("elders.example", "anders.example")


@pytest.mark.parametrize(
    "different",
    [
        pytest.param(asked(700, LISTED), id="somebody listed"),
        pytest.param(asked(700, LISTED.upper()), id="somebody listed, in capitals"),
        pytest.param(asked(700, TRAJECT.specialist.address), id="the specialist"),
        pytest.param(asked(700, OTHER.specialist.address), id="a specialist of another traject"),
        pytest.param(asked(700, code="private-address"), id="another kind"),
        pytest.param(asked(700, ref="T-2M4XA"), id="another traject"),
        pytest.param(asked(700, whose="c3@ziekenhuis.example"), id="one whose name is on the list"),
    ],
)
def test_one_that_is_different_stands_on_its_own_and_first(different: OpenQuestion) -> None:
    flood = [asked(n) for n in range(1, 1500) if n != 700]
    first, rest = gathered((*flood[:699], different, *flood[699:]), (TRAJECT, OTHER))
    assert (first, rest.times) == (different, 1498)


def test_a_thousand_mails_of_somebody_listed_are_a_line_with_the_name() -> None:
    first, second = gathered((asked(n, LISTED if n % 2 else "") for n in range(1, 1001)), (TRAJECT,))
    assert (first.times, LISTED in first.who) == (500, True)
    assert (second.times, second.who) == (500, "")


@pytest.mark.parametrize("seed", range(40))
def test_nothing_is_lost_and_nobody_known_hidden_whatever_comes(seed: int) -> None:
    chance = random.Random(seed)
    senders = ["", "", "", LISTED, OTHER.specialist.address, "m@mail.example"]
    codes, refs, whose = (
        ("unknown-sender", "unknown-mail", "look-alike"),
        (REF, "T-2M4XA", ""),
        ("", "", "c1@x.example"),
    )
    questions = [
        asked(n, chance.choice(senders), chance.choice(codes), chance.choice(refs), chance.choice(whose))
        for n in range(1, chance.choice((3, 30, 400)))
    ]
    lines = gathered(questions, (TRAJECT, OTHER))
    assert len(lines) <= LINES
    assert sum(line.times for line in lines) == len(questions)
    assert all(line in questions for line in lines if line.times == 1)
    hidden = {line.what.code for line in lines if line.times > 1 and not line.who}
    known = [q for q in questions if LISTED in q.who]
    assert "more-questions" in hidden or sum(line.times for line in lines if LISTED in line.who) == len(known)


@pytest.mark.parametrize("seed", range(20))
def test_enquiries_of_a_flooded_day_hide_those_of_no_other_day(seed: int) -> None:
    chance = random.Random(seed)
    days = {
        DAY - timedelta(n): chance.choice((1, 2, 3, ENQUIRIES_A_DAY + 1, 900)) for n in range(chance.choice((2, 5)))
    }
    enquiries, number = [], 0
    for day, count in days.items():
        for _ in range(count):
            number += 1
            enquiries.append(Enquiry(number, f"s{number}@x.example", day, (Proposal("start"),)))
    lines = gathered_enquiries(enquiries)
    assert len(lines) <= LINES
    assert sum(line.times for line in lines) == number
    shown = {(line.since, line.last or line.since) for line in lines}
    assert all(any(first <= day <= last for first, last in shown) for day in days)
    assert max(days) in {line.since for line in lines if line.times == 1}


def test_whoever_enquires_again_has_one_line() -> None:
    """Its *negeer* is about all of them; another name at the same address is somebody else."""
    whos = [
        "Bot <b@x.example>",
        "Ria <r@y.example>",
        "BOT <B@X.example>",
        "Kees <b@x.example>",
        "",
        "Bot <b@x.example>",
    ]
    asked = [
        Enquiry(n, who, DAY + timedelta(n), (Proposal("start x"), Proposal(f"negeer {n}")))
        for n, who in enumerate(whos, 1)
    ]
    lines = gathered_enquiries(asked)
    told = [(e.number, e.mails, e.last, e.proposals[-1].command) for e in lines]
    assert told == [
        (1, 3, DAY + timedelta(6), "negeer 1, 3, 6"),
        (2, 1, None, "negeer 2"),
        (4, 1, None, "negeer 4"),
        (5, 1, None, "negeer 5"),
    ]


@pytest.mark.parametrize("count", [NAMED, NAMED + 1])
def test_a_button_names_all_of_them_or_is_not_there(count: int) -> None:
    both = [(Proposal("start x"), Proposal(f"negeer {n}")) for n in range(count + 1)]
    (line,) = gathered_enquiries(Enquiry(n, "Bot <b@x.example>", DAY, both[n]) for n in range(1, count + 1))
    commands = [p.command for p in line.proposals]
    assert commands[0] == "start x"
    assert (len(commands) == 2) is (count <= NAMED)
    assert all(len(command) < 300 for command in commands)


def test_problems_of_a_kind_are_told_a_few_times_and_the_rest_counted() -> None:
    found = told((("problem.parked", (("id", str(n)),)) for n in range(1500)), "problem.more")
    assert len(found) == PHRASES + 1
    assert found[-1] == Phrase("problem.more", (("n", str(1500 - PHRASES)),))


def test_trajects_with_news_come_first_where_there_is_not_room_for_all() -> None:
    quiet = [TrajectLine(f"T-{n:05}", "", "started", (), (), (), ()) for n in range(200)]
    quiet[150] = replace(quiet[150], news=(Phrase("news.list", (("n", "5"),)),))
    shown, more = lines_shown(quiet)
    assert (shown[0], len(shown) + more) == (quiet[150], 200)
    assert 30 < len(shown) < 50
    assert len(lines_shown(quiet, questions=LINES)[0]) < len(shown)


def octets(view: Digest | DecisionNeeded, language: str) -> int:
    """Of the mail as it is sent, nearly all of which are its two forms."""
    mail = render(view, language)
    return len(quopri.encodestring(mail.text.encode())) + len(quopri.encodestring(mail.html.encode()))


@pytest.mark.parametrize("language", ["nl", "en"])
def test_no_mail_to_her_is_larger_than_100_kb(language: str) -> None:
    """Everything at its most: questions that all differ, days full of enquiries, problems, trajects with news."""
    then = local("2026-11-11 12:00")
    trajects = [replace(traject(Stage.COLLECTING), ref=f"T-{n:05}") for n in range(300)]
    asking = [asked(n, ref=f"T-{n % 300:05}", whose=f"een.lange.naam{n}@ziekenhuis.example") for n in range(1, 1501)]
    start = (Proposal("start een.lange.naam@ziekenhuis.example Een Lange Naam"), Proposal("negeer 1"))
    enquiries = [Enquiry(n, f"s{n}@x.example", DAY - timedelta(n % 90), start) for n in range(900)]
    bounced = [Fact(then, t.ref, "news.bounced", (("respondent", f"r{n}"),)) for t in trajects for n in range(9)]
    parked = [Fact(then, "", "problem.parked", (("id", str(n)),)) for n in range(1500)]
    digest = make(local("2026-11-12 07:30"), (*bounced, *parked), asking, enquiries, trajects, (), CTX)
    assert digest is not None
    assert (len(digest.questions), len(digest.enquiries)) == (LINES, LINES)
    assert 0 < len(digest.trajects) == 300 - digest.more
    assert octets(DecisionNeeded("", digest.questions), language) < octets(digest, language) < 60_000


def test_a_name_of_a_page_is_cut_and_the_address_is_not() -> None:
    offers = (Proposal("start s@x.example " + "N" * 30_000), Proposal("negeer 1"))
    one = NumberedQuestion(1, "enquiry", "k", "", Phrase("x"), "N" * 30_000 + " <s@x.example>", CTX.now, offers)
    (shown,) = enquiries_shown((one,), CTX)
    assert (len(shown.who) < 200, shown.who.endswith(" <s@x.example>")) == (True, True)
    assert [p.command for p in shown.proposals] == ["negeer 1"]
