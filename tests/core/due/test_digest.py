"""The practitioner's overview: only when there is something to say, and then all of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest
from support.trajects import REF, answered, came, combined, context, local, people, traject

from bot.core.due.digest import Fact, line, make
from bot.core.traject.rules import DEFAULT_GROUPS
from bot.core.traject.stages import Stage
from bot.core.traject.value import Outcome, Traject
from bot.core.views import Digest, Enquiry, GroupCount, OpenQuestion, Phrase, Proposal

NOMINAL = local("2026-11-12 07:30")
CTX = context("2026-11-12 07:31")
JAN = traject(groups=DEFAULT_GROUPS)
QUESTION = OpenQuestion(12, Phrase("unknown-mail"), "P <p@x.example>", REF, date(2026, 11, 5), (Proposal("negeer 12"),))
ENQUIRY = Enquiry(13, "Q <q@x.example>", date(2026, 11, 2), (Proposal("start q@x.example Q"),))
LABEL = DEFAULT_GROUPS[0].label_nl


def event(code: str, at: str = "2026-11-11 12:00", ref: str = REF, **values: str) -> Fact:
    return Fact(local(at), ref, code, tuple(values.items()))


def digest(*events: Fact, trajects: tuple[Traject, ...] = (JAN,)) -> Digest | None:
    return make(NOMINAL, events, (), (), trajects, (), CTX)


def news(*events: Fact, of: Traject = JAN) -> tuple[Phrase, ...]:
    found = digest(*events, trajects=(of,))
    assert found is not None
    return found.trajects[0].news


@pytest.mark.parametrize(
    "events",
    [
        pytest.param((), id="nothing happened"),
        pytest.param((event("news.form", "2026-11-12 07:31", group="artsen"),), id="only after its moment"),
        pytest.param((event("handled"),), id="only for the log"),
        pytest.param((event("news.form", ref="T-0000Z", group="artsen"),), id="of a traject that is gone"),
    ],
)
def test_nothing_to_say_no_mail(events: tuple[Fact, ...]) -> None:
    assert digest(*events) is None


def test_what_was_recorded_at_its_moment_is_in_it() -> None:
    found = digest(event("news.ready", "2026-11-12 07:30"))
    assert found is not None
    assert found.on == date(2026, 11, 12)
    assert found.trajects[0].news == (Phrase("news.ready", (("times", "1"),)),)


def of_open(*, nominal: datetime = NOMINAL, asked_anew: bool = False, happened: tuple[Fact, ...] = ()) -> Digest | None:
    return make(nominal, happened, (QUESTION,), (ENQUIRY,), (JAN,) if happened else (), (), CTX, asked_anew=asked_anew)


def test_what_was_asked_since_the_previous_one_is_told() -> None:
    assert of_open(asked_anew=True) == Digest(date(2026, 11, 12), (QUESTION,), (ENQUIRY,), (), ())


def test_what_is_open_goes_along_with_what_is_new() -> None:
    found = of_open(happened=(event("news.ready", "2026-11-12 07:30"),))
    assert found is not None
    assert (found.questions, found.enquiries) == ((QUESTION,), (ENQUIRY,))


@pytest.mark.parametrize(
    ("day", "told"),
    [
        pytest.param("2026-11-12", False, id="Thursday"),
        pytest.param("2026-11-16", True, id="Monday"),
        pytest.param("2026-11-17", False, id="Tuesday"),
        pytest.param("2027-03-30", True, id="Tuesday after Easter"),
    ],
)
def test_what_is_still_open_is_shown_on_the_first_working_day_of_the_week(day: str, told: bool) -> None:
    assert (of_open(nominal=local(f"{day} 07:30")) is not None) is told


def test_what_was_opened_after_its_day_is_left_for_the_next() -> None:
    tomorrow = date(2026, 11, 13)
    assert (
        make(NOMINAL, (), (replace(QUESTION, since=tomorrow),), (replace(ENQUIRY, since=tomorrow),), (), (), CTX)
        is None
    )


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        pytest.param(
            tuple(event("news.form", f"2026-11-11 1{i}:00", group="vakgenoten") for i in range(3)),
            (Phrase("news.form", (("group", LABEL), ("times", "3"))),),
            id="three forms of a group are one line",
        ),
        pytest.param(
            (event("news.form", group="vakgenoten"), event("news.form", group="artsen")),
            (
                Phrase("news.form", (("group", LABEL), ("times", "1"))),
                Phrase("news.form", (("group", DEFAULT_GROUPS[1].label_nl), ("times", "1"))),
            ),
            id="each group its own",
        ),
        pytest.param(
            (event("news.away", respondent="r1", until="2026-11-20"),),
            (Phrase("news.away", (("until", "2026-11-20"), ("group", LABEL), ("times", "1"))),),
            id="absence: the group, not who",
        ),
        pytest.param(
            (event("news.bounced", respondent="r1"),),
            (Phrase("news.bounced", (("address", "c1@ziekenhuis.example"), ("times", "1"))),),
            id="a bounce: the address",
        ),
        pytest.param(
            (event("news.bounced", respondent=""),),
            (Phrase("news.bounced", (("address", "j.bakker@ziekenhuis.example"), ("times", "1"))),),
            id="a bounce of the specialist's",
        ),
        pytest.param(
            (event("news.away", respondent="r99", until="2026-11-20"),),
            (Phrase("news.away", (("until", "2026-11-20"), ("group", "-"), ("times", "1"))),),
            id="a respondent who is not on record",
        ),
    ],
)
def test_news(events: tuple[Fact, ...], expected: tuple[Phrase, ...]) -> None:
    assert news(*events) == expected


def test_problems_are_told_with_their_traject() -> None:
    given = Phrase("problem.smtp")
    found = make(NOMINAL, (event("problem.unsent", kind="progress"),), (), (), (), (given,), CTX)
    assert found is not None
    values = (("ref", REF), ("gone", "yes"), ("kind", "progress"), ("times", "1"))
    assert found.problems == (given, Phrase("problem.unsent", values))


@pytest.mark.parametrize(
    ("stage", "shown"),
    [
        pytest.param(Stage.COLLECTING, True, id="under way"),
        pytest.param(Stage.PAUSED, True, id="paused"),
        pytest.param(Stage.PLANNED, True, id="planned"),
        pytest.param(Stage.REPORTED, False, id="waiting for the re-registration"),
        pytest.param(Stage.STOPPED, False, id="stopped"),
        pytest.param(Stage.DESTROYED, False, id="destroyed"),
    ],
)
def test_which_trajects_have_a_line(stage: Stage, shown: bool) -> None:
    quiet = replace(JAN, ref="T-0000Z", stage=stage)
    found = digest(event("news.ready"), trajects=(JAN, quiet))
    assert found is not None
    assert [t.ref for t in found.trajects] == ([REF, "T-0000Z"] if shown else [REF])


def test_a_traject_that_is_waiting_has_a_line_when_something_is_new() -> None:
    found = digest(event("news.reregistered"), trajects=(replace(JAN, stage=Stage.HELD),))
    assert found is not None
    assert [t.stage for t in found.trajects] == ["held"]


def test_a_line_shows_every_group_with_its_floor() -> None:
    two = replace(JAN, groups=DEFAULT_GROUPS[:2], respondents=(*people(6), *people(2, "artsen", start=11)))
    found = line(answered("r1", "r2", "r11")(two), CTX)
    assert (found.ref, found.name, found.stage) == (REF, "Jan Bakker", "collecting")
    assert found.groups == (
        GroupCount(LABEL, 2, 5, listed=6, floor=4),
        GroupCount(DEFAULT_GROUPS[1].label_nl, 1, 5, listed=2, floor=4),
    )


def due(code: str, on: str, **values: str) -> Phrase:
    return Phrase(f"due.{code}", (*values.items(), ("on", on)))


ONE = traject()
AWAY = combined(*(came(Outcome.AWAY, r, detail="2026-11-20") for r in ("r1", "r2")))


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        pytest.param(ONE, (due("reminder", "2026-11-12", n="5"),), id="five reminders, as soon as the window opens"),
        pytest.param(AWAY(ONE), (due("reminder", "2026-11-12", n="3"),), id="those who are away come later"),
        pytest.param(
            traject(waived=("pop",), since="2026-11-10 09:00", respondents=people(5, listed="2026-11-07 09:00")),
            (due("reminder", "2026-11-16", n="5"), due("documents", "2026-11-17")),
            id="documents too",
        ),
        pytest.param(
            traject(Stage.STARTED, "2026-11-10 09:00", respondents=()), (due("list", "2026-11-17"),), id="the list"
        ),
        pytest.param(
            traject(since="2026-11-10 09:00", respondents=()),
            (due("more-respondents", "2026-11-23"),),
            id="names",
        ),
        pytest.param(
            traject(Stage.PAUSED, resume=Stage.COLLECTING, paused_until=date(2026, 11, 28)),
            (due("resume", "2026-11-30"),),
            id="the end of a pause",
        ),
        pytest.param(
            traject(Stage.HELD, held_on=date(2026, 12, 10)),
            (due("reregistration-question", "2027-06-08"),),
            id="held",
        ),
        pytest.param(traject(Stage.STOPPED), (due("destruction", "2026-11-12"),), id="stopped"),
        pytest.param(traject(Stage.READY), (), id="ready: the limit on retention is far off"),
        pytest.param(
            traject(Stage.READY, opened_at=local("2021-11-25 10:00")),
            (due("destruction", "2026-11-24"),),
            id="it is near",
        ),
        pytest.param(traject(Stage.DESTROYED), (), id="destroyed"),
    ],
)
def test_what_is_due(before: Traject, expected: tuple[Phrase, ...]) -> None:
    assert line(before, CTX).due == expected


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        pytest.param(
            traject(Stage.STARTED, respondents=(), waived=("pop",)), ("list", "self_evaluation"), id="started"
        ),
        pytest.param(traject(waived=()), ("self_evaluation", "pop"), id="collecting"),
        pytest.param(came(Outcome.DOCUMENT, detail="pop")(traject(waived=())), ("self_evaluation",), id="one came in"),
        pytest.param(traject(Stage.HELD, waived=()), (), id="held: no longer"),
    ],
)
def test_what_is_missing(before: Traject, expected: tuple[str, ...]) -> None:
    assert line(before, CTX).missing == expected


def test_labels_are_in_the_practices_language_not_the_trajects() -> None:
    english = context("2026-11-12 07:31")
    english = replace(english, practice=replace(english.practice, language="en"))
    assert line(replace(ONE, language="nl"), english).groups[0].label == "Colleagues of the same discipline"
