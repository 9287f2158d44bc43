"""What his words and his calendar make of the conversation, and what hers does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from support.calendars import HIM, PROGRAMS, google, mailed
from support.caseload import NORA, NORA_BOS, PIA, PIA_DAM, USUAL, WORLD
from support.trajects import local, mails
from support.world import SmallWorld, mail

from bot.association.ladder import associate
from bot.core.context import Context
from bot.core.decision import Ask, Close, Decision, Note, Settle
from bot.core.documents import Document
from bot.core.mail.parse import parse
from bot.core.planning.offers import named
from bot.core.questions import question_shown
from bot.core.traject.planning import CalendarAnswer, Planning
from bot.core.traject.stages import Stage
from bot.core.traject.value import Outcome, Traject
from bot.core.views import Appointment, DateOptions, Phrase
from bot.core.world import NumberedQuestion
from bot.handlers import calendar_reply, date_choice, document, route

SHE, BOS = "A. de Vries <a.devries@praktijk.example>", "Nora Bos <nora.bos@ziekenhuis.example>"


def with_traject(traject: Traject, world: SmallWorld = WORLD) -> SmallWorld:
    return replace(world, trajects=(*(t for t in world.trajects if t.ref != traject.ref), traject))


def decided(raw: bytes, traject: Traject = PIA_DAM, *asked: NumberedQuestion, ctx: Context = USUAL) -> Decision:
    """What a calendar's mail comes to for Pia's traject."""
    read, world = parse(raw, lambda data, name: Document("txt")), replace(with_traject(traject), asked=asked)
    (case,) = associate(read, world, ctx)
    handler = route(read, case, ctx)
    return handler.handle(read, case, world, ctx)


def questions(decision: Decision) -> list[str]:
    return [e.what.code for e in decision.effects if isinstance(e, Ask)]


def notes(decision: Decision) -> list[str]:
    return [e.code for e in decision.effects if isinstance(e, Note)]


def offers(decision: Decision) -> list[str]:
    return [p.command for e in decision.effects if isinstance(e, Ask) for p in e.proposals]


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda p: p.__name__)
def test_he_comes(program: Callable[..., str]) -> None:
    decision = decided(mailed(program("ACCEPTED")))
    assert decision.traject is not None
    assert (decision.traject.stage, decision.traject.planning.answer) == (Stage.PLANNED, CalendarAnswer.ACCEPTED)
    assert (questions(decision), notes(decision), mails(decision.effects)) == ([], ["news.calendar-accepted"], ())


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda p: p.__name__)
def test_he_does_not_come(program: Callable[..., str]) -> None:
    decision = decided(mailed(program("DECLINED")))
    assert decision.traject is not None
    assert (decision.traject.stage, decision.traject.planning.stands) == (Stage.READY, None)
    assert questions(decision) == ["calendar-declined"]
    assert offers(decision) == [f"afspraak {PIA} 2026-12-10 14:00", f"afspraak {PIA} vervalt", "negeer NR"]


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda p: p.__name__)
def test_he_proposes_another_time(program: Callable[..., str]) -> None:
    counter = program("TENTATIVE", "DTSTART:20261217T130000Z", method="COUNTER")
    decision = decided(mailed(counter, method="COUNTER"))
    assert decision.traject is not None
    assert (decision.traject.stage, decision.traject.planning.answer) == (Stage.READY, CalendarAnswer.COUNTERED)
    assert questions(decision) == ["calendar-counter"]
    assert offers(decision)[0] == f"afspraak {PIA} 2026-12-17 14:00"


def test_a_time_that_is_taken_or_past_or_unknown_is_not_offered() -> None:
    other = replace(NORA_BOS, planning=Planning(starts_at=local("2026-12-17 14:30"), uid="n", sequence=0))
    for start in ("DTSTART:20261217T130000Z", "DTSTART:20200101T130000Z", "DTSTART:20261217T140000"):
        read = parse(mailed(google("TENTATIVE", start, method="COUNTER")), lambda data, name: Document("txt"))
        world = with_traject(other, with_traject(PIA_DAM))
        (case,) = associate(read, world, USUAL)
        decision = calendar_reply.handle(read, case, world, USUAL)  # type: ignore[arg-type]
        assert offers(decision) == [f"afspraak {PIA} 2026-12-10 14:00", f"afspraak {PIA} vervalt", "negeer NR"]


def test_a_proposal_of_the_time_that_it_is_proposes_nothing() -> None:
    decision = decided(mailed(google("ACCEPTED", method="COUNTER"), method="COUNTER"))
    assert (questions(decision), notes(decision)) == ([], ["news.calendar-accepted"])


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda p: p.__name__)
@pytest.mark.parametrize("said", ["ACCEPTED", "DECLINED", "TENTATIVE"])
@pytest.mark.parametrize("day", ["20261209", "20261217", "20270110"])
def test_an_answer_that_names_another_moment_says_nothing_of_the_one_that_stands(
    program: Callable[..., str], said: str, day: str
) -> None:
    text = program(said, f"DTSTART:{day}T130000Z")
    decision = decided(mailed(text))
    assert (decision.traject, questions(decision), notes(decision)) == (PIA_DAM, ["calendar-elsewhere"], [])
    assert f"afspraak {PIA} 2026-12-10 14:00" in offers(decision)
    decision = decided(mailed(text, "Balie <balie@ziekenhuis.example>"))
    (asked,) = (e for e in decision.effects if isinstance(e, Ask))
    assert decision.traject == PIA_DAM
    assert dict(asked.what.values)["of"][:10].replace("-", "") == day


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda p: p.__name__)
@pytest.mark.parametrize("method", ["REPLY", "COUNTER"])
@pytest.mark.parametrize("said", ["ACCEPTED", "DECLINED"])
@pytest.mark.parametrize("sender", [f"Pia Dam <{HIM}>", "Balie <balie@ziekenhuis.example>"])
def test_of_two_events_in_one_answer_none_is_taken(
    program: Callable[..., str], method: str, said: str, sender: str
) -> None:
    text = program(said, method=method)
    one = text[text.index("BEGIN:VEVENT") : text.index("END:VEVENT") + len("END:VEVENT\n")]
    other = one.replace("20261210T130000Z", "20261217T130000Z").replace("PARTSTAT=ACCEPTED", "PARTSTAT=DECLINED")
    for both in (text.replace(one, one + other), text.replace(one, other + one)):
        decision = decided(mailed(both, sender, method=method))
        assert (decision.traject, questions(decision), notes(decision)) == (PIA_DAM, ["calendar-unread"], [])


def test_he_comes_after_all() -> None:
    declined = decided(mailed(google("DECLINED"))).traject
    assert declined is not None
    asked = NumberedQuestion(31, "calendar-declined", "k", PIA, Phrase("calendar-declined"), HIM, USUAL.now, (), 70)
    decision = decided(mailed(google("ACCEPTED")), declined, asked)
    assert decision.traject is not None
    assert (decision.traject.stage, decision.traject.planning.stands) == (Stage.PLANNED, PIA_DAM.planning.starts_at)
    assert [e.inbound_id for e in decision.effects if isinstance(e, Settle)] == [70]


@pytest.mark.parametrize("sender", [f"Pia Dam <{HIM}>", f'"Dam, P." <{HIM}>'])
def test_an_alias_in_his_calendar_is_his_where_the_mail_comes_from_his_address(sender: str) -> None:
    decision = decided(mailed(google("DECLINED").replace(HIM, "p.dam@alias.example"), sender))
    assert questions(decision) == ["calendar-declined"]


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda p: p.__name__)
@pytest.mark.parametrize(
    "sender",
    ["Balie <balie@ziekenhuis.example>", "Pia Dam <pia@thuis.example>", "Buur <buur@elders.example>", "Gijs Vos <gijs@ziekenhuis.example>"],
)  # fmt: skip
@pytest.mark.parametrize("said", ["ACCEPTED", "DECLINED", "TENTATIVE", "DELEGATED", "COUNTER"])
def test_from_an_address_that_is_not_his_nothing_changes_and_she_is_told_what_was_answered(
    program: Callable[..., str], sender: str, said: str
) -> None:
    new = "DTSTART:20261217T130000Z"
    text = program("TENTATIVE", new, method="COUNTER") if said == "COUNTER" else program(said)
    for text_ in (text, text.replace(HIM, sender.partition("<")[2].strip(">"))):  # whoever the calendar says that it is
        decision = decided(mailed(text_, sender, method="COUNTER" if said == "COUNTER" else "REPLY"))
        assert (decision.traject, notes(decision), mails(decision.effects)) == (PIA_DAM, [], ())
        (asked,) = (e for e in decision.effects if isinstance(e, Ask))
        values = dict(asked.what.values)
        assert (asked.what.code, values["said"]) == ("calendar-other", said.lower())
        assert bool(values["new"]) is (said == "COUNTER")
        first = {"DECLINED": f"afspraak {PIA} 2026-12-10 14:00", "COUNTER": f"afspraak {PIA} 2026-12-17 14:00"}
        assert offers(decision)[0] == first.get(said, "negeer NR")


def test_he_passes_it_on() -> None:
    decision = decided(mailed(google("DELEGATED")))
    assert questions(decision) == ["calendar-delegated"]
    assert decision.traject == PIA_DAM


CALLED_OFF = replace(PIA_DAM, stage=Stage.READY, planning=replace(PIA_DAM.planning, starts_at=None, sequence=2))


@pytest.mark.parametrize(
    ("said", "sequence", "traject", "question", "note"),
    [
        pytest.param("ACCEPTED", 0, PIA_DAM, [], ["news.calendar-old"], id="to the one before it was moved"),
        pytest.param("DECLINED", 0, PIA_DAM, [], ["news.calendar-old"], id="declines the one before"),
        pytest.param("ACCEPTED", 1, CALLED_OFF, ["calendar-old"], [], id="counts on what was called off"),
        pytest.param("DECLINED", 1, CALLED_OFF, [], ["news.calendar-old"], id="declines what was called off"),
        pytest.param("ACCEPTED", 1, replace(PIA_DAM, stage=Stage.HELD), [], ["news.calendar-old"], id="after the conversation"),
        pytest.param("DECLINED", 1, replace(PIA_DAM, stage=Stage.STOPPED), [], ["news.calendar-old"], id="after a stop"),
    ],
)  # fmt: skip
def test_an_answer_to_what_no_longer_holds_changes_nothing(
    said: str, sequence: int, traject: Traject, question: list[str], note: list[str]
) -> None:
    decision = decided(mailed(google(said, sequence=sequence)), traject)
    assert (decision.traject, questions(decision), notes(decision)) == (traject, question, note)


@pytest.mark.parametrize(
    ("start", "traject", "buttons", "values"),
    [
        pytest.param("20261119T130000Z", NORA_BOS, ["2026-11-19 14:00"], ("2026-11-19T14:00:00+01:00", "yes"), id="one offered"),
        pytest.param("20261126T130000Z", NORA_BOS, ["2026-11-26 14:00"], ("2026-11-26T14:00:00+01:00", ""), id="another one"),
        pytest.param("20251126T130000Z", NORA_BOS, [], ("2025-11-26T14:00:00+01:00", ""), id="past"),
    ],
)  # fmt: skip
def test_an_invitation_of_his_own_tells_the_moment_and_plans_nothing(
    start: str, traject: Traject, buttons: list[str], values: tuple[str, str]
) -> None:
    invited = google("NEEDS-ACTION", f"DTSTART:{start}", method="REQUEST").replace("T-D4MPE", "own")
    decision = decided(mailed(invited, BOS, "REQUEST", "Gesprek"), traject)
    assert (decision.traject, questions(decision)) == (traject, ["calendar-invites"])
    assert offers(decision) == [*(f"afspraak {NORA} {at}" for at in buttons), "negeer NR"]
    (told,) = (dict(e.what.values) for e in decision.effects if isinstance(e, Ask))
    assert (told["new"], told["offered"]) == values


def test_an_invitation_of_his_own_to_the_moment_that_stands_asks_nothing() -> None:
    decision = decided(mailed(google("NEEDS-ACTION", method="REQUEST").replace("T-D4MPE", "own"), method="REQUEST"))
    assert (decision.traject, decision.effects) == (PIA_DAM, ())


@pytest.mark.parametrize("text", ["Ik weet het nog niet, hoor volgende week", "Nog geen idee"])
def test_she_hears_that_he_does_not_know_yet(text: str) -> None:
    decision = chosen_in_reply(text)
    assert questions(decision) == ["unclear-date"]
    (told,) = (dict(e.what.values) for e in decision.effects if isinstance(e, Ask))
    assert told["undecided"] == "yes"
    assert len(offers(decision)) == 4


def test_the_same_answer_again_says_nothing() -> None:
    once = decided(mailed(google("DECLINED"))).traject
    assert once is not None
    assert decided(mailed(google("DECLINED")), once).effects == ()


@pytest.mark.parametrize("stage", [Stage.COLLECTING, Stage.PAUSED])
def test_declined_in_another_stage_opens_the_appointment_all_the_same(stage: Stage) -> None:
    start = replace(PIA_DAM, stage=stage, resume=Stage.PLANNED if stage is Stage.PAUSED else None)
    after = decided(mailed(google("DECLINED")), start).traject
    assert after is not None
    assert (after.stage, after.resume, after.planning.stands) == (stage, Stage.READY if start.resume else None, None)


@pytest.mark.parametrize(
    ("subject", "question"),
    [("Geweigerd: IFMS-gesprek [T-D4MPE]", ["calendar-declined"]), ("Accepted: IFMS-gesprek [T-D4MPE]", [])],
)
def test_an_answer_that_lost_its_calendar_on_the_way_is_told_by_its_subject(subject: str, question: list[str]) -> None:
    raw = f"From: Pia Dam <{HIM}>\nTo: info@praktijk.example\nSubject: {subject}\nMessage-ID: <a@z.example>\n\n\n".encode()
    assert questions(decided(raw)) == question


def test_a_bomb_of_his_calendar_is_one_question_and_nothing_changes() -> None:
    bomb = google("DECLINED").replace("BEGIN:VEVENT", "BEGIN:X\n" * 500 + "BEGIN:VEVENT")
    decision = decided(mailed(bomb))
    assert (decision.traject, questions(decision)) == (PIA_DAM, ["calendar-unread"])


@pytest.mark.parametrize(("said", "question"), [("ACCEPTED", []), ("DECLINED", ["calendar-hers"])])
def test_her_own_calendar_answers_too(said: str, question: list[str]) -> None:
    decision = decided(mailed(google(said), SHE))
    assert (questions(decision), mails(decision.effects), decision.traject) == (question, (), PIA_DAM)


def chosen(text: str, traject: Traject = NORA_BOS, *files: object, **more: object) -> Decision:
    """What a mail of Nora's comes to."""
    read, world = mail(BOS, *files, subject="Re: welke dag", text=text, **more), with_traject(traject)  # type: ignore[arg-type]
    (case,) = associate(read, world, USUAL)
    return route(read, case, USUAL).handle(read, case, world, USUAL)


def test_what_she_chose_is_planned_and_both_are_invited() -> None:
    decision = chosen("Vrijdag 20 november is goed.")
    assert decision.traject is not None
    planned = decision.traject.planning
    assert (decision.traject.stage, planned.starts_at, planned.sequence) == (
        Stage.PLANNED,
        local("2026-11-20 09:30"),
        0,
    )
    assert (planned.options, planned.uid.startswith(f"{NORA}.")) == ((), True)
    assert [m.view.KIND for m in mails(decision.effects)] == ["appointment", "appointment"]
    assert (decision.intent, decision.outcome) == ("date-choice", Outcome.FILED)


def test_an_appointment_that_is_moved_keeps_its_uid_and_counts_up() -> None:
    start = replace(PIA_DAM, planning=replace(PIA_DAM.planning, options=NORA_BOS.planning.options))
    read = mail(f"Pia Dam <{HIM}>", text="Donderdag 19 november", subject="Re: welke dag")
    (case,) = associate(read, with_traject(start), USUAL)
    decision = date_choice.handle(read, case, with_traject(start), USUAL)  # type: ignore[arg-type]
    (his, _) = mails(decision.effects)
    assert isinstance(his.view, Appointment)
    assert (his.view.meeting.uid, his.view.meeting.sequence) == (PIA_DAM.planning.uid, 2)
    assert his.view.was == PIA_DAM.planning.starts_at


def test_a_moment_that_was_taken_meanwhile_is_asked_about() -> None:
    world = with_traject(replace(PIA_DAM, planning=replace(PIA_DAM.planning, starts_at=local("2026-11-20 10:00"))))
    read = mail(BOS, text="Vrijdag 20 november is goed.", subject="Re: welke dag")
    (case,) = associate(read, world, USUAL)
    decision = date_choice.handle(read, case, world, USUAL)  # type: ignore[arg-type]
    assert questions(decision) == ["date-taken"]
    assert offers(decision)[:2] == [f"afspraak {NORA} 2026-11-19 14:00", f"afspraak {NORA} 2026-11-24 16:00"]


def test_a_mail_about_something_else_is_no_choice() -> None:
    assert chosen("Is donderdag de laatste dag voor mijn POP?").intent != "date-choice"
    assert chosen("Vervang de tweede door S. el Amrani, s.elamrani@ziekenhuis.example.").intent != "date-choice"


def test_questions_about_the_moment_are_settled_by_an_appointment() -> None:
    asked = NumberedQuestion(31, "conversation-near", "k", NORA, Phrase("conversation-near"), "x", USUAL.now)
    read, world = mail(BOS, text="Vrijdag 20 november.", subject="Re: welke dag"), replace(WORLD, asked=(asked,))
    (case,) = associate(read, world, USUAL)
    decision = date_choice.handle(read, case, world, USUAL)  # type: ignore[arg-type]
    assert [e.number for e in decision.effects if isinstance(e, Close)] == [31]
    assert decision.intent != document.INTENT


@pytest.mark.parametrize(
    "text", ["Helaas, geen van deze momenten lukt.", "Helaas, ik ben die dagen op vakantie", "Alle drie niet"]
)  # fmt: skip
def test_what_he_refused_just_now_is_no_first_button(text: str) -> None:
    decision = chosen_in_reply(text)
    assert questions(decision) == ["no-date-suits"]
    assert (offers(decision)[0], len(offers(decision))) == ("negeer NR", 4)


def test_an_appointment_that_stands_is_named_where_no_other_moment_suits() -> None:
    planned = replace(NORA_BOS.planning, starts_at=NORA_BOS.planning.options[-1] + timedelta(7), uid="u")
    world = replace(WORLD, trajects=tuple(replace(t, planning=planned) if t.ref == NORA else t for t in WORLD.trajects))
    decision = chosen_in_reply("Helaas, geen van deze momenten lukt.", world)
    (asked,) = (e for e in decision.effects if isinstance(e, Ask))
    assert dict(asked.what.values)["at"]
    assert offers(decision)[0] == f"afspraak {NORA} vervalt"


def chosen_in_reply(text: str, world: SmallWorld = WORLD) -> Decision:
    """What an answer in the thread of the offer comes to."""
    read = mail(BOS, subject="Re: welke dag", text=text)
    (case,) = associate(read, world, USUAL)
    options = NORA_BOS.planning.options
    case = replace(case, answers=DateOptions.KIND, answered=f"in/1/{NORA}/{DateOptions.KIND}/{named(options)}")
    return route(read, case, USUAL).handle(read, case, world, USUAL)


CONFIRMS = (
    "Dank u wel, tot 10 december!", "Prima, tot de 10e", "Dank u wel. Tot donderdag 10 december om 14.00 uur!", "Tot dan!",
    "10 december is goed", "Bedankt, tot donderdag", "Akkoord. Tot 10-12 om 14:00.", "Fijn, donderdag 14 uur. Tot dan.",
    "Top, tot dan!", "Komt goed", "accepted", "Ik ben er", "👍", "Ik kom graag, tot donderdag", "Staat in de agenda", "I'll be there",
    "Komt voor elkaar, dank", "Leuk, tot dan", "Geaccepteerd.", "Dan ben ik er", "Ontvangen, dank",
)  # fmt: skip
NOT_CONFIRMED = (
    "Dank u wel, tot 11 december!", "Tot vrijdag!", "Dank u wel, tot 10 december om 15.00 uur!", "10 december kan ik niet",
    "Tot 10 december?", "Bedankt. Ik moet 10 december helaas afzeggen.", "Prima, 10 januari dan", "Dank, kan het een uur later?",
    "Ik ben er niet", "Komt niet goed uit", "Ik kan niet", "declined", "👎", "Ik kom wel wat later", "Ik weet nog niet of ik kom",
    "Komt goed, maar ik ben wat later", "Ik ben er, met een collega", "Ik ben er dan misschien",
)  # fmt: skip


@pytest.mark.parametrize("text", [*CONFIRMS, *NOT_CONFIRMED])
@pytest.mark.parametrize("in_reply", [True, False])
def test_thanks_with_the_day_of_the_appointment_itself_ask_nothing(text: str, in_reply: bool) -> None:
    read = mail(f"Pia Dam <{HIM}>", subject=f"Re: Uw afspraak [{PIA}]", text=text)
    (case,) = associate(read, WORLD, USUAL)
    case = replace(case, answers=Appointment.KIND) if in_reply else case
    decision = route(read, case, USUAL).handle(read, case, WORLD, USUAL)
    assert decision.traject is not None
    assert decision.traject.planning == PIA_DAM.planning
    assert bool(questions(decision)) is (text in NOT_CONFIRMED)


@pytest.mark.parametrize(("days", "n", "over"), [(-7, "7", ""), (-1, "1", ""), (0, "0", "yes"), (4, "0", "yes")])
def test_the_days_left_are_those_of_the_day_on_which_it_is_shown(days: int, n: str, over: str) -> None:
    before = USUAL.today - timedelta(days)
    what = Phrase("conversation-near", (("before", before.isoformat()), ("n", "7"), ("at", "")))
    asked = NumberedQuestion(31, "conversation-near", "k", NORA, what, "x", USUAL.now)
    told = dict(question_shown(asked, USUAL).what.values)
    assert (told["n"], told["over"]) == (n, over)
