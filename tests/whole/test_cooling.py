"""Between her yes and the destruction lie two days in which nothing is sent, nothing is lost, and a word stops it."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from support.servers.dovecot import Account
from support.servers.smtp import SmtpServer
from support.stories.dialogue import Opened, collecting, send_form
from support.stories.people import PEERS
from support.stories.practice import JAN, SHE, Practice, enclosures, parsed, practice, text_of

from bot.shell.operator.status import state as states

HER = f"A. de Vries <{SHE}>"


def state(p: Practice) -> dict:
    return states(p.app.workshop.ledger, p.now)[0]


def told_her(p: Practice) -> str:
    return " ".join(text_of(parsed(p.sent("command-result", SHE)[-1])).split())


def orders(p: Practice, line: str, when: str) -> None:
    p.command(line)
    p.round(when)


def confirmed(p: Practice) -> Opened:
    """A collecting traject whose destruction she has confirmed on Monday 9 November."""
    opened = collecting(p)
    orders(p, f"vernietig {opened.ref}", "2026-11-09 10:00")
    p.reply(p.sent("destruction-confirm", SHE)[0], HER, "ja")
    p.round("2026-11-09 10:10")
    return opened


def test_until_then_nothing_changes_and_nothing_is_sent_unasked(practice_run: Practice) -> None:
    p = practice_run
    confirmed(p)
    assert (state(p)["stage"], state(p)["destruction_at"]) == ("collecting", "2026-11-11T08:30:00+01:00")
    assert "11 november 2026 om 08:30" in told_her(p)
    before = len(p.sent())
    p.round("2026-11-11 08:29")
    assert [r for r in p.sent()[before:] if r.recipient != SHE] == []
    p.round("2026-11-11 08:30")
    assert state(p)["stage"] == "destroyed"
    assert p.kinds(JAN)[-1] == "destroyed"


def test_what_a_wrong_clock_planned_comes_later_and_never_earlier(practice_run: Practice) -> None:
    """She asked for it while the clock was a year ahead: nothing goes before the day that she was told."""
    p = practice_run
    opened = collecting(p)
    orders(p, f"vernietig {opened.ref}", "2027-11-09 10:00")
    p.reply(p.sent("destruction-confirm", SHE)[0], HER, "ja")
    p.round("2027-11-09 10:10")
    assert "11 november 2027" in told_her(p)
    for day in (9, 12, 13):
        p.round(f"2026-11-{day:02} 10:20")
    assert (state(p)["stage"], state(p)["destruction_at"][:10]) == ("collecting", "2027-11-11")
    orders(p, f"toch niet {opened.ref}", "2026-11-16 10:00")
    orders(p, f"vernietig {opened.ref}", "2026-11-16 10:10")
    p.reply(p.sent("destruction-confirm", SHE)[-1], HER, "ja")
    p.round("2026-11-16 10:20")
    assert state(p)["destruction_at"][:10] == "2026-11-18"


@pytest.mark.parametrize("days", [3, 5, 30])
@pytest.mark.parametrize("back", [True, False], ids=["wrong", "an outage"])
def test_two_days_in_one_leap_of_the_clock_are_none(practice_run: Practice, days: int, back: bool) -> None:
    """Whether the clock leapt or the machine was off cannot be told: she has her days from where it landed."""
    p = practice_run
    p.app.own_clock = True
    opened = confirmed(p)
    landed = datetime(2026, 11, 9, 11) + timedelta(days)  # noqa: DTZ001 - on her clock
    for minutes in (0, 30):
        p.round(f"{landed + timedelta(minutes=minutes):%Y-%m-%d %H:%M}")
    assert state(p)["stage"] == "collecting"
    if back:
        orders(p, f"toch niet {opened.ref}", "2026-11-09 11:40")
        assert (state(p)["stage"], state(p)["destruction_at"]) == ("collecting", "")
        return
    last = 3 if landed.weekday() == 5 else 2  # an overview of a working day tells her first
    for day in range(1, last + 1):
        p.round(f"{landed + timedelta(day):%Y-%m-%d} 08:29")
        assert state(p)["stage"] == "collecting"
    p.round(f"{landed + timedelta(last):%Y-%m-%d} 08:31")
    assert state(p)["stage"] == "destroyed"


def test_days_that_begin_anew_before_a_weekend_last_until_an_overview_told_of_them(practice_run: Practice) -> None:
    p = practice_run
    p.app.own_clock = True
    confirmed(p)
    p.round("2026-11-13 11:00")  # a Friday
    for when in ("2026-11-14 09:00", "2026-11-15 09:00", "2026-11-16 09:00"):
        p.round(when)
        assert state(p)["stage"] == "collecting"
    assert "zij gaat niet door vóór 17 november 2026" in " ".join(text_of(parsed(p.sent("digest", SHE)[-1])).split())
    p.round("2026-11-17 08:31")
    assert state(p)["stage"] == "destroyed"


@pytest.mark.parametrize("hours", [50, 72, 96])
def test_a_program_that_is_called_now_and_then_destroys_in_the_end(practice_run: Practice, hours: int) -> None:
    p = practice_run
    p.app.own_clock = True
    confirmed(p)
    for n in range(1, 6):
        p.round(f"{datetime(2026, 11, 9, 11) + timedelta(hours=n * hours):%Y-%m-%d %H:%M}")  # noqa: DTZ001
    assert state(p)["stage"] == "destroyed"


def test_a_program_that_is_called_once_a_day_destroys_in_time(practice_run: Practice) -> None:
    p = practice_run
    p.app.own_clock = True
    confirmed(p)
    for when in ("2026-11-10 10:20", "2026-11-11 10:25"):
        p.round(when)
    assert state(p)["stage"] == "destroyed"


def test_a_form_that_comes_meanwhile_is_destroyed_with_the_others(practice_run: Practice) -> None:
    p = practice_run
    opened = confirmed(p)
    send_form(p, opened, PEERS[0])
    with p.account.connect() as person:
        person.create(f'"{opened.folder}/Leeg"')
    p.round("2026-11-10 10:00")
    assert sum(g["received"] for g in state(p)["groups"]) == 1
    p.round("2026-11-11 09:00")
    assert not any(opened.ref in f for f in p.account.folders())
    (asked, more, there, proof) = numbers(p)
    question = " ".join(text_of(parsed(p.sent("destruction-confirm", SHE)[0])).split())
    assert f"Vernietigd worden: {asked} mails" in question
    assert (more, there) == (5, asked + 5)  # the question, her yes, the answer to that, the form and its thanks
    assert f"Mailbox, map IFMS/Trajecten/{opened.ref}" in proof
    for line in ("Mails met een formulier: 1\n", "Mails met een lijst of een stuk van de specialist: 1\n", ", INBOX\n"):
        assert line in proof
    emptied = re.findall(r"(?m)^- Mailbox, map (.+)\. Verwijderd: (\d+);", proof)
    assert emptied
    assert all(n != "0" for _, n in emptied)
    assert "Mappen van het traject. Verwijderd: 3; Daarna aangetroffen: niets" in proof
    assert "uiterlijk tot 2 november 2031" in proof
    assert "Uw eigen mailbox" in proof
    with p.app.workshop.book() as book:
        kept = {"name": "Jan Bakker", "address": JAN, "language": "nl"}
        assert book.meta_sealed(f"destroyed/{opened.ref}") == kept
        assert book.meta(f"asked/{opened.ref}") is None


def numbers(p: Practice) -> tuple[int, int, int, str]:
    """Mails that she was told of, that came since, that were found; and the whole certificate."""
    (told,) = p.sent("destroyed-certificate", SHE)
    proof = next(data.decode() for name, data in enclosures(parsed(told)).items() if name.endswith("txt"))
    what = ("Mails in de vraag om bevestiging", "Daarna bijgekomen", "Mails bij de uitvoering")
    asked, more, there = (int(proof.partition(f"\n{one}: ")[2].split()[0]) for one in what)
    return asked, more, there, proof


@pytest.mark.parametrize("how", ["toch niet {ref}", "Toch niet, {ref}.", "undo {ref}"])
def test_a_word_stops_it_and_needs_no_proof(practice_run: Practice, how: str) -> None:
    p = practice_run
    opened = confirmed(p)
    p.authenticated = False
    orders(p, how.format(ref=opened.ref), "2026-11-10 10:00")
    assert (state(p)["stage"], state(p)["destruction_at"]) == ("collecting", "")
    assert "gaat niet door" in told_her(p)
    p.round("2026-11-12 09:00")
    assert state(p)["stage"] == "collecting"


def test_a_reply_stops_it_without_a_reference(practice_run: Practice) -> None:
    p = practice_run
    confirmed(p)
    p.reply(p.sent("command-result", SHE)[-1], HER, "Ik bedenk me, wacht nog even.")
    p.round("2026-11-10 10:00")
    assert state(p)["destruction_at"] == ""
    assert "gaat niet door" in told_her(p)


def test_toch_niet_in_answer_to_the_question_is_a_no(practice_run: Practice) -> None:
    p = practice_run
    opened = collecting(p)
    orders(p, f"vernietig {opened.ref}", "2026-11-09 10:00")
    p.reply(p.sent("destruction-confirm", SHE)[0], HER, "Toch niet")
    p.round("2026-11-09 10:10")
    assert "op uw woord vervallen" in told_her(p)
    p.reply(p.sent("destruction-confirm", SHE)[0], HER, "ja")
    p.round("2026-11-09 10:20")
    assert state(p)["destruction_at"] == ""
    assert (
        f"was op uw woord al vervallen. Wilt u haar toch, stuur haar dan opnieuw: vernietig {opened.ref}" in told_her(p)
    )
    orders(p, f"vernietig {opened.ref}", "2026-11-09 10:30")
    assert len(p.sent("destruction-confirm", SHE)) == 2  # at once, within the hour


def test_what_comes_in_the_way_of_a_question_that_waits_is_told_instead(practice_run: Practice) -> None:
    p = practice_run
    opened = collecting(p)
    p.authenticated = False
    for minute in (0, 5):
        orders(p, f"vernietig {opened.ref}", f"2026-11-09 10:0{minute}")
    assert len(p.sent("destruction-confirm", SHE)) == 1  # one an hour for what nobody vouches for
    p.authenticated = True
    orders(p, f"vasthouden {opened.ref} klacht", "2026-11-09 10:10")
    p.round("2026-11-09 11:05")
    p.round("2026-11-09 11:06")
    assert len(p.sent("destruction-confirm", SHE)) == 1
    assert "wordt vastgehouden en kan niet worden vernietigd" in told_her(p)


@pytest.mark.parametrize("days", [2, 0])
def test_what_she_writes_in_the_round_of_the_destruction_is_answered(
    tmp_path: Path, account: Account, smtp_server: SmtpServer, days: int
) -> None:
    more = f"[traject]\ndestruction_cooling_days = {days}\n"
    with practice(tmp_path, account, smtp_server, more=more) as p:
        opened = collecting(p) if not days else confirmed(p)
        if not days:
            orders(p, f"vernietig {opened.ref}", "2026-11-09 10:00")
            p.reply(p.sent("destruction-confirm", SHE)[0], HER, "ja")
        p.command(f"status {opened.ref}")
        before = len(p.sent("command-result", SHE))
        p.round("2026-11-11 09:00")
        assert len(p.sent("command-result", SHE)) == before + 1 + (not days)
        p.round("2026-11-11 09:01")
        assert state(p)["stage"] == "destroyed"
        orders(p, f"inzage {opened.ref}", "2026-11-11 09:10")
        assert f"Traject {opened.ref} is vernietigd op 11 november 2026" in told_her(p)


@pytest.mark.parametrize(
    ("line", "said", "at"),
    [
        pytest.param("vernietig {ref}", "staat al gepland", "2026-11-11T08:30:00+01:00", id="once more"),
        pytest.param("vasthouden {ref} klacht", "gaat niet door", "", id="held"),
        pytest.param("stop {ref}", "stuur dan nog eens: stop", "", id="stop, which may mean the destruction"),
        pytest.param("pauzeer {ref}", "staat nog gepland", "2026-11-11T08:30:00+01:00", id="paused"),
    ],
)
def test_other_words_of_hers_meanwhile(practice_run: Practice, line: str, said: str, at: str) -> None:
    p = practice_run
    opened = confirmed(p)
    orders(p, line.format(ref=opened.ref), "2026-11-10 10:00")
    assert said in told_her(p)
    assert state(p)["destruction_at"] == at


def test_a_request_under_the_avg_holds_it_up_until_it_is_answered(practice_run: Practice) -> None:
    p = practice_run
    opened = confirmed(p)
    p.mail(f"{PEERS[0][0]} <{PEERS[0][1]}>", "AVG", "Ik wil weten welke gegevens u van mij bewaart (inzage AVG).")
    p.round("2026-11-10 10:00")
    p.round("2026-11-11 09:00")
    assert state(p)["stage"] == "collecting"
    (number,) = state(p)["decisions"]
    orders(p, f"inzage {opened.ref} {PEERS[0][1]}", "2026-11-12 09:00")
    p.round("2026-11-12 09:10")
    assert state(p)["stage"] == "collecting"  # the overview lies there to be sent
    orders(p, f"negeer {number}", "2026-11-12 10:00")
    p.round("2026-11-12 10:10")
    assert (state(p)["stage"], state(p)["destruction_at"]) == ("collecting", "2026-11-13T08:30:00+01:00")
    assert "staat nog gepland, op 13 november 2026 om 08:30" in told_her(p)
    p.round("2026-11-13 09:00")
    assert state(p)["stage"] == "destroyed"


@pytest.mark.parametrize(
    ("when", "until"),
    [
        pytest.param("2026-11-10 12:00", "2026-11-11T08:30:00+01:00", id="the day before: as she was told"),
        pytest.param("2026-11-11 08:29", "2026-11-13T08:30:00+01:00", id="a minute before"),
        pytest.param("2026-11-11 08:30", "2026-11-13T08:30:00+01:00", id="at that moment"),
        pytest.param("2026-11-11 17:00", "2026-11-13T08:30:00+01:00", id="that day"),
        pytest.param("2026-12-02 23:59", "2026-12-04T08:30:00+01:00", id="weeks later, after an outage"),
    ],
)
@pytest.mark.parametrize("authenticated", [True, False])
def test_the_last_obstacle_that_goes_leaves_time_to_think_better(
    practice_run: Practice, when: str, until: str, authenticated: bool
) -> None:
    p = practice_run
    opened = confirmed(p)
    p.mail(f"{PEERS[0][0]} <{PEERS[0][1]}>", "AVG", "Ik wil weten welke gegevens u van mij bewaart (inzage AVG).")
    p.round("2026-11-10 10:00")
    (number,) = state(p)["decisions"]
    p.authenticated = authenticated
    orders(p, f"negeer {number}", when)
    if not authenticated:
        assert state(p)["decisions"] == [number]
        p.reply(p.sent("confirm-request", SHE)[-1], HER, "ja")
        p.round()
    assert (state(p)["stage"], state(p)["destruction_at"]) == ("collecting", until)
    assert "staat nog gepland" in told_her(p)
    orders(p, f"toch niet {opened.ref}", when)
    assert (state(p)["stage"], state(p)["destruction_at"]) == ("collecting", "")


def test_an_overview_nobody_mailed_for_leaves_room_to_send_it(practice_run: Practice) -> None:
    p = practice_run
    opened = confirmed(p)
    orders(p, f"inzage {opened.ref} {PEERS[0][1]}", "2026-11-11 08:30")
    assert "uitgesteld tot 18 november 2026 om 08:30" in told_her(p)
    p.round("2026-11-17 09:00")
    assert state(p)["stage"] == "collecting"
    p.round("2026-11-18 09:00")
    assert state(p)["stage"] == "destroyed"


DOUBTS = (
    "Help, dit was niet de bedoeling", "hold on", "handen af", "Mag ik er nog één dag over nadenken?", "blijf eraf",
    "even aanhouden", "verkeerd", "momentje", "morgen", "er loopt een klacht", "volgende week pas", "hè?", "nou moe",
    "pauzer het maar", "status Pieter", "help me hiermee, ik snap het niet",
)  # fmt: skip


@pytest.mark.parametrize("said", DOUBTS)
@pytest.mark.parametrize("how", ["answer", "new"])
def test_what_is_not_understood_in_the_round_of_the_destruction_puts_it_off(
    practice_run: Practice, said: str, how: str
) -> None:
    p = practice_run
    confirmed(p)
    if how == "answer":
        p.reply(p.sent("command-result", SHE)[-1], HER, said)
    else:
        p.mail(HER, "Vernietiging", said)
    p.round("2026-11-11 09:00")
    assert state(p)["stage"] == "collecting"
    assert state(p)["destruction_at"] in ("", "2026-11-13T08:30:00+01:00")
    assert "staat nog gepland, op 13 november 2026 om 08:30" in told_her(p) or "gaat niet door" in told_her(p)


WORDLESS = (
    "👎", "🛑✋🏽", "❌", "?", "Help!", "!!", "…", "", "> Traject wordt vernietigd op 11 november", "Beste praktijk,",
    "😱 👎!",
)  # fmt: skip


@pytest.mark.parametrize("said", WORDLESS)
@pytest.mark.parametrize(
    ("kind", "when", "at"),
    [
        ("command-result", "2026-11-11 09:00", "13 november 2026 om 08:30"),
        ("destruction-confirm", "2026-11-11 09:00", "13 november 2026 om 08:30"),
    ],
)
def test_an_answer_without_words_is_told_that_it_is_still_planned(
    practice_run: Practice, said: str, kind: str, when: str, at: str
) -> None:
    p = practice_run
    confirmed(p)
    before = len(p.sent("command-result", SHE))
    p.reply(p.sent(kind, SHE)[-1], HER, said)
    p.round(when)
    assert state(p)["stage"] == "collecting"
    assert len(p.sent("command-result", SHE)) == before + 1
    assert f"staat nog gepland, op {at}" in told_her(p)
    assert "11 november" not in told_her(p) or "11" in at


@pytest.mark.parametrize("subject", ["Bakker", ""])
@pytest.mark.parametrize("said", ["🛑", "", "hè?", "Kan iemand mij bellen"])
def test_a_new_mail_that_is_not_understood_is_told_what_is_planned(
    practice_run: Practice, subject: str, said: str
) -> None:
    p = practice_run
    confirmed(p)
    p.mail(HER, subject, said)
    p.round("2026-11-10 09:00")
    assert "staat nog gepland, op 11 november 2026 om 08:30" in told_her(p)


def test_what_puts_it_off_is_told_though_the_same_words_were_answered_before(practice_run: Practice) -> None:
    p = practice_run
    confirmed(p)
    for when, at in (("2026-11-10 17:00", "11"), ("2026-11-11 09:00", "13")):
        p.mail(HER, "", "👎")
        p.round(when)
        assert f"staat nog gepland, op {at} november 2026 om 08:30" in told_her(p)


@pytest.mark.parametrize(
    ("said", "disposition"),
    [
        *(
            (said, "inline")
            for said in ("👍", "✅", "👌🏽", "👍👍!", "ok 👍", "Anna de Vries reacted to your message: 👎")
        ),
        ("👎", "reaction"),
    ],
)
def test_approval_and_the_reaction_of_a_program_change_nothing(
    practice_run: Practice, said: str, disposition: str
) -> None:
    p = practice_run
    confirmed(p)
    told = parsed(p.sent("command-result", SHE)[-1])
    raw = p.write(HER, f"Re: {told['Subject']}", said, In_Reply_To=told["Message-ID"])
    kind = f"Content-Disposition: {disposition}\nContent-Type: text/plain"
    p.account.append(raw.replace(b"Content-Type: text/plain", kind.encode()), when=p.now)
    p.round("2026-11-11 09:00")
    assert state(p)["stage"] == "destroyed"


@pytest.mark.parametrize("said", ["Dank u wel", "prima", "ja", "Hartelijk dank, fijne dag", "Akkoord"])
def test_thanks_and_a_yes_once_more_put_nothing_off(practice_run: Practice, said: str) -> None:
    p = practice_run
    confirmed(p)
    p.reply(p.sent("command-result", SHE)[-1], HER, said)
    p.round("2026-11-11 09:00")
    assert state(p)["stage"] == "destroyed"


@pytest.mark.parametrize(("subject", "said"), [("", "toch nit"), ("Vernietiging", "toch maar niet doen"), ("nee!", "")])
def test_a_new_mail_that_names_nothing_stops_the_only_one(practice_run: Practice, subject: str, said: str) -> None:
    p = practice_run
    confirmed(p)
    p.mail(HER, subject, said)
    p.round("2026-11-10 10:00")
    assert state(p)["destruction_at"] == ""
    assert "gaat niet door" in told_her(p)


@pytest.mark.parametrize(
    "said",
    [
        "ja, mits alles klopt", "ja, over een maand", "Ja, van Els Wit graag", "Ja en vernietig ook Els Wit",
        "Akkoord, per 1 januari", "ja als het dossier binnen is", "prima, na de vakantie", "ja, in december",
    ],
)  # fmt: skip
def test_a_yes_with_more_than_a_yes_plans_nothing(practice_run: Practice, said: str) -> None:
    p = practice_run
    opened = collecting(p)
    orders(p, f"vernietig {opened.ref}", "2026-11-09 10:00")
    p.reply(p.sent("destruction-confirm", SHE)[0], HER, said)
    p.round("2026-11-09 10:10")
    assert state(p)["destruction_at"] == ""
    assert "Niet gedaan" in told_her(p)


@pytest.mark.parametrize(
    "said",
    [
        "Ja, vernietig alles van Jan Bakker",
        "Akkoord, dank u en tot morgen",
        "ja hoor, u ook een fijne dag",
        "Ja, alles weg graag",
    ],
)
def test_a_yes_with_courtesies_plans_it(practice_run: Practice, said: str) -> None:
    p = practice_run
    opened = collecting(p)
    orders(p, f"vernietig {opened.ref}", "2026-11-09 10:00")
    p.reply(p.sent("destruction-confirm", SHE)[0], HER, said)
    p.round("2026-11-09 10:10")
    assert state(p)["destruction_at"] != ""


TOO_LATE = (
    "toch niet", "Toch niet!", "nee", "Ik bedenk me, wacht nog even.", "Help, dit was niet de bedoeling", "toch nit",
    "Stop, dit is een vergissing", "graag toch bewaren", "hou maar vast", "undo", "toch niet {ref}",
)  # fmt: skip


def test_after_it_she_is_told_that_it_is_too_late_whatever_she_answers_and_to_what(practice_run: Practice) -> None:
    p = practice_run
    opened = confirmed(p)
    p.round("2026-11-11 08:30")
    assert state(p)["stage"] == "destroyed"
    mails = (
        p.sent("destroyed-certificate", SHE)[0],
        p.sent("destruction-confirm", SHE)[0],
        p.sent("command-result", SHE)[0],
    )
    minute = 0
    for said in TOO_LATE:
        for answered in mails:
            minute += 1
            p.reply(answered, HER, said.format(ref=opened.ref))
            p.round(f"2026-11-12 {9 + minute // 60:02}:{minute % 60:02}")
            told = told_her(p)
            assert f"Dat kan niet meer: traject {opened.ref} is vernietigd op 11 november 2026" in told, (said, told)
            assert told.count("Niet gedaan") == 1
    for subject, said in (("toch niet", ""), ("Vernietiging", "toch maar niet doen"), (f"toch niet {opened.ref}", "")):
        p.mail(HER, subject, said)
        p.round("2026-11-12 12:00")
        assert f"Dat kan niet meer: traject {opened.ref} is vernietigd op 11 november 2026" in told_her(p)
    for line in ("dossier", "inzage", "hold on", "vasthouden klacht", "vernietig"):
        p.reply(mails[0], HER, line)
        p.round("2026-11-12 13:00")
        assert f"traject {opened.ref} is vernietigd op 11 november 2026" in told_her(p).replace("Traject", "traject"), (
            line
        )
    p.mail(HER, "toch niet", "")
    p.round("2026-12-24 09:00")
    assert "vernietigd op" not in told_her(p)  # long ago: that is not what she means


def test_while_it_waits_no_date_is_told_that_may_be_past(practice_run: Practice) -> None:
    p = practice_run
    opened = confirmed(p)
    p.mail(f"{PEERS[0][0]} <{PEERS[0][1]}>", "AVG", "Ik wil weten welke gegevens u van mij bewaart (inzage AVG).")
    p.mail(f"{PEERS[1][0]} <{PEERS[1][1]}>", "AVG", "Graag inzage in mijn gegevens, op grond van de AVG.")
    p.round("2026-11-10 10:00")
    first, second = state(p)["decisions"]
    orders(p, f"vernietig {opened.ref}", "2026-11-10 10:10")
    assert f"kan nog niet worden vernietigd: vraag {first} is een beroep op de AVG" in told_her(p)
    assert "wacht: er staat nog iets open" in told_her(p)
    assert "niets meer te doen" not in told_her(p)
    orders(p, f"negeer {first}", "2026-11-11 08:31")
    assert "wacht: er staat nog iets open" in told_her(p)
    assert "staat nog gepland" not in told_her(p)
    p.command("status", f"negeer {second}")
    p.round("2026-11-11 09:00")
    assert "Wat vraagt om uw beslissing" not in told_her(p)
    assert "11 november" not in told_her(p)
    assert "staat nog gepland, op 13 november 2026 om 08:30" in told_her(p)
    assert state(p)["destruction_at"] == "2026-11-13T08:30:00+01:00"
    p.round("2026-11-12 10:00")
    digests = (" ".join(text_of(parsed(one)).split()) for one in p.sent("digest", SHE))
    assert any("gaat niet door vóór 13 november 2026" in one and opened.ref in one for one in digests)
