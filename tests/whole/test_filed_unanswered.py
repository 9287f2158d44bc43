"""She files a mail about which she is asked: it lies where she put it, and the question stays until she answers."""

from __future__ import annotations

import pytest
from support.calendars import google
from support.stories.appointment import answer, planned
from support.stories.dialogue import Opened, collecting, ready
from support.stories.people import PEERS
from support.stories.phone import Phone, buttons
from support.stories.practice import JAN, SHE, Practice, parsed, text_of

HIM = f"Jan Bakker <{JAN}>"
REVIEW = "IFMS/Beoordelen"
FOLDERS = ("", "/Correspondentie")


def kinds(p: Practice) -> list[str]:
    with p.app.workshop.book() as book:
        return [q.kind for q in book.questions()]


def lies(p: Practice, mark: str) -> list[str]:
    with p.app.workshop.book():
        return [f for f in p.account.folders() for _, raw in p.account.mails(f) if mark.encode() in raw]


def filed(p: Practice, opened: Opened, mark: str, within: str, when: str) -> None:
    Phone(p).drag(mark.encode(), REVIEW, opened.folder + within)
    p.round(when)


@pytest.mark.parametrize("within", FOLDERS)
@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("Ik moet helaas afzeggen, ik ben ziek.", "about-appointment"),
        ("Waar kan ik parkeren die dag?", "about-appointment"),
    ],
)
def test_his_word_about_the_appointment(practice_run: Practice, said: str, kind: str, within: str) -> None:
    p = practice_run
    opened = planned(p)
    p.reply(p.sent("appointment", JAN)[0], HIM, said)
    p.round("2026-11-25 10:00")
    assert kinds(p) == [kind]
    filed(p, opened, said, within, "2026-11-25 11:00")
    assert (kinds(p), lies(p, said)) == ([kind], [opened.folder + within])
    p.round("2026-11-26 07:31")
    digest = p.sent("digest", SHE)[-1]
    assert "misschien om die af te zeggen" in " ".join(text_of(parsed(digest)).split())
    Phone(p).tap(digest, next(label for label, command in buttons(digest) if command.endswith("vervalt")))
    p.round("2026-11-26 08:00")
    assert kinds(p) == []
    with p.app.workshop.book() as book:
        (traject,) = book.open_trajects()
    assert traject.planning.stands is None


@pytest.mark.parametrize("within", FOLDERS)
@pytest.mark.parametrize(("said", "method"), [("DECLINED", "REPLY"), ("TENTATIVE", "COUNTER")])
def test_his_calendar_s_answer(practice_run: Practice, said: str, method: str, within: str) -> None:
    p = practice_run
    opened = planned(p)
    day = "10" if said == "DECLINED" else "17"
    text = google(said, start=f"DTSTART:202612{day}T130000Z", sequence=0, method=method)
    answer(p, p.sent("appointment", JAN)[0], text, method)
    p.round("2026-11-25 10:00")
    (before,) = kinds(p)
    filed(p, opened, f"PARTSTAT={said}", within, "2026-11-25 11:00")
    assert (kinds(p), lies(p, f"PARTSTAT={said}")) == ([before], [opened.folder + within])


@pytest.mark.parametrize("within", FOLDERS)
@pytest.mark.parametrize(
    ("said", "kind"), [("Geen van deze", "no-date-suits"), ("De middelste, denk ik", "unclear-date")]
)
def test_his_answer_to_an_offer(practice_run: Practice, said: str, kind: str, within: str) -> None:
    p = practice_run
    opened = ready(p)
    p.command(f"plan {opened.ref} 2026-12-10 14:00; 2026-12-11 09:30; 2026-12-15 16:00")
    p.round("2026-11-24 10:30")
    p.reply(p.sent("date-options", JAN)[-1], HIM, said)
    p.round("2026-11-25 09:00")
    assert kinds(p) == [kind]
    filed(p, opened, said, within, "2026-11-25 10:00")
    assert (kinds(p), lies(p, said)) == ([kind], [opened.folder + within])
    number = p.sent("decision-needed", SHE)[-1]
    Phone(p).reply(number, "negeer")
    p.round("2026-11-25 11:00")
    assert (kinds(p), lies(p, said)) == ([], [opened.folder + within])


@pytest.mark.parametrize("sender", [HIM, f"{PEERS[0][0]} <{PEERS[0][1]}>"])
@pytest.mark.parametrize("within", FOLDERS)
def test_a_question_stays_and_her_inbox_dismisses_it(practice_run: Practice, sender: str, within: str) -> None:
    p = practice_run
    opened = collecting(p)
    p.mail(sender, "Even iets", "Mag mijn secretaresse mij daarbij helpen, of liever niet?")
    p.round("2026-11-05 10:00")
    (kind,) = kinds(p)
    filed(p, opened, "Even iets", within, "2026-11-05 11:00")
    assert (kinds(p), lies(p, "Even iets")) == ([kind], [opened.folder + within])
    mails = len(p.sent("decision-needed", SHE))
    p.round("2026-11-06 07:31")
    assert len(p.sent("decision-needed", SHE)) == mails
    Phone(p).drag(b"Even iets", opened.folder + within, "INBOX")
    p.round("2026-11-06 09:00")
    assert kinds(p) == []


def digest(p: Practice, when: str) -> str:
    p.round(when)
    return " ".join(text_of(parsed(p.sent("digest", SHE)[-1])).split())


def test_his_choice_that_she_takes_out_leaves_the_appointment(practice_run: Practice) -> None:
    p = practice_run
    opened = ready(p)
    p.command(f"plan {opened.ref} 2026-12-10 14:00; 2026-12-11 09:30")
    p.round("2026-11-24 10:30")
    p.reply(p.sent("date-options", JAN)[-1], HIM, "De tweede graag")
    p.round("2026-11-25 09:00")
    Phone(p).drag(b"De tweede graag", f"{opened.folder}/Correspondentie", "INBOX")
    p.round("2026-11-25 10:00")
    told = digest(p, "2026-11-26 07:31")
    assert "uit het traject gehaald; de afspraak van vrijdag 11 december" in told
    assert "telt niet meer mee" not in told


def test_his_list_that_she_takes_out_still_holds(practice_run: Practice) -> None:
    p = practice_run
    opened = collecting(p)
    Phone(p).drag(b"lijst.xlsx", opened.folder, "INBOX")
    p.round("2026-11-05 10:00")
    told = digest(p, "2026-11-06 07:31")
    assert "de respondentenlijst die ermee kwam, geldt nog" in told
    assert "telt niet meer mee" not in told


def test_her_command_is_hers_wherever_it_lies(practice_run: Practice) -> None:
    p = practice_run
    opened = planned(p)
    for source, target in ((f"{opened.folder}/Correspondentie", "INBOX"), ("INBOX", opened.folder)):
        Phone(p).drag(b"Subject: afspraak", source, target)
        mails = len(p.sent())
        p.round("2026-11-24 11:00" if target == "INBOX" else "2026-11-24 12:00")
        assert len(p.sent()) == mails
    assert "uit het traject gehaald" not in digest(p, "2026-11-25 07:31")
