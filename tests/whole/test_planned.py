"""While a destruction is planned, what she writes is read wherever she puts it and whoever vouches for it."""

from __future__ import annotations

from datetime import date

import pytest
from support.stories.dialogue import Opened, collecting
from support.stories.practice import SHE, Practice, decoded, parsed, text_of

from bot.shell.operator.status import state as states

HER = f"A. de Vries <{SHE}>"
CORRESPONDENCE = "/Correspondentie"


def planned(p: Practice) -> str:
    """The moment of the destruction that is planned; "" where none is."""
    return states(p.app.workshop.ledger, p.now)[0]["destruction_at"] or ""


def told_her(p: Practice) -> str:
    return " ".join(text_of(parsed(p.sent("command-result", SHE)[-1])).split())


def plan(p: Practice, opened: Opened, day: str) -> None:
    p.command(f"vernietig {opened.ref}")
    p.round(f"{day} 10:00")
    p.reply(p.sent("destruction-confirm", SHE)[-1], HER, "ja")
    p.round(f"{day} 10:10")
    assert planned(p)


@pytest.mark.parametrize("inside", ["", CORRESPONDENCE])
def test_a_memo_in_the_folder_of_the_traject_is_heard_as_one_in_the_inbox(practice_run: Practice, inside: str) -> None:
    p = practice_run
    opened = collecting(p)
    plan(p, opened, "2026-11-09")
    memo = p.write(HER, "memo Bakker", "Bewaren in verband met klacht, niet vernietigen.", Authentication_Results="")
    p.account.append(memo, folder=opened.folder + inside, when=p.now)
    p.round("2026-11-10 10:00")
    assert not planned(p)
    assert "Bewaren in verband met klacht" in told_her(p)
    assert f"De vernietiging van traject {opened.ref} (Jan Bakker) gaat niet door" in told_her(p)


def test_a_memo_in_the_folder_that_is_not_understood_puts_it_off(practice_run: Practice) -> None:
    p = practice_run
    opened = collecting(p)
    plan(p, opened, "2026-11-09")
    p.account.append(p.write(HER, "memo", "Kees belde hierover."), folder=opened.folder, when=p.now)
    p.round("2026-11-11 08:30")
    assert planned(p)[:10] == "2026-11-13"
    assert "staat nog gepland, op 13 november 2026" in told_her(p)


def test_without_a_plan_a_memo_in_the_folder_is_filed_and_not_answered(practice_run: Practice) -> None:
    p = practice_run
    opened = collecting(p)
    p.account.append(p.write(HER, "memo", "Bewaren in verband met klacht."), folder=opened.folder, when=p.now)
    before = len(p.sent("command-result", SHE))
    p.round("2026-11-09 10:00")
    assert len(p.sent("command-result", SHE)) == before
    assert any(m["Subject"] == "memo" for m in p.folder(opened.folder))


def test_a_command_that_was_carried_out_is_not_carried_out_again_from_the_folder(practice_run: Practice) -> None:
    p = practice_run
    opened = collecting(p)
    p.command("afwezig tot 2026-11-20")
    p.round("2026-11-08 10:00")
    plan(p, opened, "2026-11-09")
    p.command("afwezig tot 2026-11-14")
    p.round("2026-11-09 11:00")
    with p.account.connect() as her:
        her.select("INBOX")
        numbers = her.search(None, "SUBJECT", '"2026-11-20"')[1][0].split()
        assert numbers
        her.copy(numbers[0], f'"{opened.folder}"')
        her.store(numbers[0], "+FLAGS", r"(\Deleted)")
        her.expunge()
    p.round("2026-11-10 10:00")
    with p.app.workshop.book() as book:
        assert book.back_on() == date(2026, 11, 14)
    assert planned(p)


FAIL = "mx.praktijk.example; dmarc=fail header.from=praktijk.example"
STOPS = (
    ("toch niet {ref}", ""), ("vasthouden {ref} klacht bij het tuchtcollege", ""), ("Bakker", "Ik twijfel toch."),
    ("Re: Uw opdracht is uitgevoerd", "Nee, niet doen!"), ("Vernietiging", "er loopt een klacht"),
)  # fmt: skip
STOPS_NOTHING = (("status {ref}", ""), ("Nieuwsbrief", "Lees het laatste nieuws."), ("pauzeer {ref}", "tot 1 december"))


@pytest.mark.parametrize(("subject", "said"), STOPS)
def test_a_stop_in_her_name_that_is_not_proved_puts_it_off_and_is_told(
    practice_run: Practice, subject: str, said: str
) -> None:
    p = practice_run
    opened = collecting(p)
    plan(p, opened, "2026-11-09")
    answers = parsed(p.sent("command-result", SHE)[-1])["Message-ID"] if subject.startswith("Re:") else ""
    for _ in range(2):
        p.mail(HER, subject.format(ref=opened.ref), said, Authentication_Results=FAIL, In_Reply_To=answers)
    before = len(p.sent(to=SHE))
    p.round("2026-11-11 08:30")
    assert planned(p)[:10] == "2026-11-13"
    assert len(p.sent(to=SHE)) == before + 1
    assert "is niet te bewijzen" in told_her(p)
    assert "staat nog gepland, op 13 november 2026" in told_her(p)
    assert not said or said not in told_her(p)
    assert len(p.folder("IFMS/Beoordelen")) == 2
    p.reply(p.sent("command-result", SHE)[-1], HER, "Ja, die was van mij, niet vernietigen.")
    p.round("2026-11-11 09:00")
    assert not planned(p)


@pytest.mark.parametrize(("subject", "said"), STOPS_NOTHING)
def test_other_words_in_her_name_that_are_not_proved_change_nothing(
    practice_run: Practice, subject: str, said: str
) -> None:
    p = practice_run
    opened = collecting(p)
    plan(p, opened, "2026-11-09")
    p.mail(HER, subject.format(ref=opened.ref), said, Authentication_Results=FAIL)
    before = len(p.sent("command-result", SHE))
    p.round("2026-11-11 08:30")
    assert states(p.app.workshop.ledger, p.now)[0]["stage"] == "destroyed"
    assert len(p.sent("command-result", SHE)) == before


def test_her_overview_names_no_folder_in_which_an_unproved_mail_lies_no_more(practice_run: Practice) -> None:
    p = practice_run
    opened = collecting(p)
    plan(p, opened, "2026-11-09")
    p.mail(HER, f"pauzeer {opened.ref}", Authentication_Results=FAIL)
    p.round("2026-11-10 12:00")
    assert p.folder("IFMS/Beoordelen")
    p.round("2026-11-11 08:31")
    assert not p.folder("IFMS/Beoordelen")
    seen = [" ".join(text_of(parsed(r)).split()) for r in p.sent("digest", SHE)]
    said = [s for s in seen if "volgens uw mailserver niet van u is" in s]
    assert said
    assert "map Beoordelen" not in said[-1]


@pytest.mark.parametrize("said", ["ja", "Prima, dank.", "Mooi zo", "Akkoord", "Hartelijk dank!"])
def test_a_yes_or_thanks_once_it_is_planned_is_answered_with_the_day(practice_run: Practice, said: str) -> None:
    p = practice_run
    opened = collecting(p)
    plan(p, opened, "2026-11-09")
    p.reply(p.sent("command-result", SHE)[-1], HER, said)
    p.round("2026-11-09 12:00")
    assert planned(p)[:10] == "2026-11-11"
    assert "staat al gepland, op 11 november 2026" in told_her(p)
    assert "Niet gedaan" not in told_her(p)
    assert "niet uitgevoerd" not in decoded(parsed(p.sent("command-result", SHE)[-1])["Subject"])
