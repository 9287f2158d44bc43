"""A respondent takes the form back: it no longer counts and lies nowhere any more, and whose it was is asked first."""

from __future__ import annotations

import email
from email.message import EmailMessage

import pytest
from support.stories.dialogue import Opened, collecting, ready, send_form
from support.stories.people import OTHERS, PEERS, fill, scores
from support.stories.practice import SHE, Practice, parsed, text_of

CANARY = "Een uitgesproken kanarie-oordeel."
PIET = f"{PEERS[0][0]} <{PEERS[0][1]}>"


def answered(p: Practice) -> Opened:
    opened = collecting(p)
    send_form(p, opened, PEERS[0], CANARY)
    p.round("2026-11-05 10:00")
    return opened


def received(p: Practice, opened: Opened) -> int:
    with p.app.workshop.book() as book:
        traject = book.traject(opened.ref)
        assert traject is not None
        return len(traject.answered())


def everywhere(p: Practice) -> dict[str, int]:
    """In which folders of the account a mail holds the form, by its file name."""
    found: dict[str, int] = {}
    with p.account.connect() as client:
        _, listed = client.list()
        for line in listed:
            name = line.decode().rpartition(' "/" ')[2].strip('"')
            client.select(f'"{name}"', readonly=True)
            _, (uids,) = client.uid("SEARCH", "ALL")
            for uid in uids.split():
                _, ((_, raw), *_) = client.uid("FETCH", uid.decode(), "(BODY.PEEK[])")
                if holds_form(raw):
                    found[name] = found.get(name, 0) + 1
    return found


def holds_form(raw: bytes) -> bool:
    mail = email.message_from_bytes(raw)
    files = [part.get_filename() or "" for part in mail.walk()]
    sender = str(mail["From"])
    return any(f.endswith((".docx", ".pdf")) and PEERS[0][1] in sender for f in files) or "kanarie" in raw.decode(
        "latin-1"
    )


def put(p: Practice, folder: str, raw: bytes) -> None:
    with p.account.connect() as client:
        client.create(f'"{folder}"')
        client.append(f'"{folder}"', None, None, raw)


def form_mail(p: Practice, folder: str) -> bytes:
    mails = [m for m in p.folder(folder) if PEERS[0][1] in str(m["From"])]
    return bytes(mails[0])


def throw_away(p: Practice, folder: str) -> None:
    """She deletes the mails of the first respondent: they lie in the Trash."""
    with p.account.connect() as client:
        client.create("Trash")
        client.select(f'"{folder}"')
        _, (uids,) = client.uid("SEARCH", "FROM", PEERS[0][1])
        for uid in uids.decode().split():
            client.uid("COPY", uid, "Trash")
            client.uid("STORE", uid, "+FLAGS", r"(\Deleted)")
        client.expunge()


def test_a_proved_withdrawal_is_carried_out_everywhere(practice_run: Practice) -> None:
    p = practice_run
    opened = answered(p)
    raw = form_mail(p, opened.folder)
    put(p, "Trash", raw)
    put(p, "Archief", raw)
    quoting = EmailMessage()
    quoting["From"], quoting["To"], quoting["Subject"] = SHE, "collega@elders.example", "Fwd: formulier"
    quoting["References"] = str(email.message_from_bytes(raw)["Message-ID"])
    quoting.set_content(f"Zie dit eens: {CANARY}")
    put(p, "Sent", bytes(quoting))
    p.mail(PIET, "Formulier", "Ik trek mijn formulier in.")
    p.round("2026-11-06 10:00")
    assert received(p, opened) == 0
    assert everywhere(p) == {}
    assert p.kinds(PEERS[0][1]) == ["form-received", "withdrawn"]
    assert "verwijderd" in text_of(parsed(p.sent("withdrawn")[-1]))


def test_an_unproved_one_is_asked_about_first(practice_run: Practice) -> None:
    p = practice_run
    opened = answered(p)
    p.authenticated = False
    p.mail(PIET, "Formulier", "Ik trek mijn formulier in.")
    p.round("2026-11-06 10:00")
    assert received(p, opened) == 1
    assert p.kinds(PEERS[0][1]) == ["form-received", "confirm-request"]
    p.reply(p.sent("confirm-request")[-1], PIET, "ja")
    p.round("2026-11-06 11:00")
    assert received(p, opened) == 0
    assert everywhere(p) == {}
    assert p.kinds(PEERS[0][1]) == ["form-received", "confirm-request", "withdrawn"]
    p.reply(p.sent("confirm-request")[-1], PIET, "ja")  # once more: used
    p.round("2026-11-06 12:00")
    assert p.kinds(PEERS[0][1]).count("withdrawn") == 1


@pytest.mark.parametrize("answer", ["nee", "Nee, dat was ik niet."])
def test_a_no_changes_nothing(practice_run: Practice, answer: str) -> None:
    p = practice_run
    opened = answered(p)
    p.authenticated = False
    p.mail(PIET, "Formulier", "Ik trek mijn formulier in.")
    p.round("2026-11-06 10:00")
    p.reply(p.sent("confirm-request")[-1], PIET, answer)
    p.round("2026-11-06 11:00")
    assert received(p, opened) == 1
    assert p.kinds(PEERS[0][1]) == ["form-received", "confirm-request"]


def test_the_dossier_is_made_again_without_it(practice_run: Practice) -> None:
    p = practice_run
    opened = ready(p)
    before = [m for m in p.folder(opened.folder) if m["X-Trajectbot"] == "dossier"]
    p.mail(PIET, "Formulier", "Ik trek mijn formulier in.")
    p.round("2026-11-25 10:00")
    after = [m for m in p.folder(opened.folder) if m["X-Trajectbot"] == "dossier"]
    assert len(before) == len(after) == 1
    assert before[0]["Message-ID"] != after[0]["Message-ID"]
    assert p.kinds(PEERS[0][1])[-1] == "withdrawn"


def test_whoever_had_not_answered_is_left_in_peace(practice_run: Practice) -> None:
    p = practice_run
    collecting(p)
    p.mail(f"{OTHERS[0][0]} <{OTHERS[0][1]}>", "Intrekken", "Ik trek mijn medewerking in.")
    p.round("2026-11-06 10:00")
    for day in range(9, 28):
        p.round(f"2026-11-{day:02} 10:00")
    assert p.kinds(OTHERS[0][1]) == ["decline-received"]


@pytest.mark.parametrize("proved", [False, True])
def test_a_yes_of_somebody_else_withdraws_nobodys_form(practice_run: Practice, proved: bool) -> None:
    p = practice_run
    opened = answered(p)
    send_form(p, opened, PEERS[1])
    p.round("2026-11-05 11:00")
    p.authenticated = False
    p.mail(PIET, "Formulier", "Ik trek mijn formulier in.")
    p.round("2026-11-06 10:00")
    p.authenticated = proved
    p.reply(p.sent("confirm-request")[-1], f"{PEERS[1][0]} <{PEERS[1][1]}>", "ja")
    p.round("2026-11-06 11:00")
    assert received(p, opened) == 2
    assert p.sent("withdrawn") == []


def test_a_yes_to_the_withdrawal_of_one_form_takes_back_no_later_one(practice_run: Practice) -> None:
    p = practice_run
    opened = answered(p)
    p.authenticated = False
    p.mail(PIET, "Formulier", "Ik trek mijn formulier in.")
    p.round("2026-11-06 10:00")
    p.authenticated = True
    send_form(p, opened, PEERS[0], "Toch nog een nieuw formulier.")
    p.round("2026-11-06 11:00")
    p.reply(p.sent("confirm-request", PEERS[0][1])[0], PIET, "ja")
    p.round("2026-11-06 12:00")
    assert received(p, opened) == 1
    assert "withdrawn" not in p.kinds(PEERS[0][1])
    assert len(p.sent("decision-needed", SHE)) == 1


def test_a_form_that_she_had_thrown_away_is_removed_from_the_trash(practice_run: Practice) -> None:
    p = practice_run
    opened = answered(p)
    throw_away(p, opened.folder)
    p.round("2026-11-05 11:00")
    assert set(everywhere(p)) == {"Trash"}
    p.mail(PIET, "Formulier", "Ik trek mijn formulier in.")
    p.round("2026-11-06 10:00")
    assert received(p, opened) == 0
    assert everywhere(p) == {}
    assert "verwijderd" in text_of(parsed(p.sent("withdrawn")[-1]))


def test_the_overview_that_holds_the_answers_goes_with_the_form(practice_run: Practice) -> None:
    p = practice_run
    opened = answered(p)
    p.command(f"inzage {opened.ref} {PEERS[0][1]}", f"inzage {opened.ref}")
    p.round("2026-11-05 11:00")
    before = [m["Subject"] for m in p.folder(opened.folder) if m["X-Trajectbot"] == "access"]
    p.mail(PIET, "Formulier", "Ik trek mijn formulier in.")
    p.round("2026-11-06 10:00")
    after = [m["Subject"] for m in p.folder(opened.folder) if m["X-Trajectbot"] == "access"]
    assert (len(before), len(after)) == (2, 1)
    assert "Jan Bakker" in after[0]


@pytest.mark.parametrize("proved", [True, False])
def test_whoever_promises_another_form_is_awaited_again(practice_run: Practice, proved: bool) -> None:
    p = practice_run
    opened = answered(p)
    p.authenticated = proved
    p.mail(PIET, "Formulier", "Ik trek mijn formulier in. Stuurt u mij een leeg formulier? Ik stuur morgen een nieuw.")
    p.round("2026-11-06 10:00")
    if not proved:
        p.reply(p.sent("confirm-request", PEERS[0][1])[-1], PIET, "ja")
        p.round("2026-11-06 11:00")
    asked = [] if proved else ["confirm-request"]
    assert (received(p, opened), everywhere(p)) == (0, {})
    assert sorted(p.kinds(PEERS[0][1])) == sorted(["form-received", "form-again", *asked, "withdrawn"])
    assert "Een nieuw formulier is welkom" in text_of(parsed(p.sent("withdrawn")[-1]))
    p.round("2026-11-12 10:00")
    assert "respondent-reminder" not in p.kinds(PEERS[0][1])
    p.round("2026-11-19 10:00")
    assert p.kinds(PEERS[0][1])[-1] == "respondent-reminder"
    send_form(p, opened, PEERS[0], "Een nieuw oordeel.")
    p.round("2026-11-20 10:00")
    assert received(p, opened) == 1


def test_two_withdrawals_in_one_round_are_removed_and_answered_once(practice_run: Practice) -> None:
    p = practice_run
    opened = answered(p)
    p.mail(PIET, "Formulier", "Ik trek mijn formulier in.")
    p.mail(PIET, "Formulier", "Nogmaals: graag mijn formulier intrekken.")
    assert p.round("2026-11-06 10:00").unsettled == 0
    assert p.kinds(PEERS[0][1]) == ["form-received", "withdrawn"]
    send_form(p, opened, PEERS[0], "Toch weer een kanarie.")
    p.round("2026-11-06 11:00")
    p.mail(PIET, "Formulier", "Ik trek mijn formulier in.")
    send_form(p, opened, PEERS[0], "En nog een kanarie.")
    p.mail(PIET, "Formulier", "Ook dat trek ik in.")
    summary = p.round("2026-11-07 10:00")
    assert (summary.unsettled, summary.trouble) == (0, "")
    assert (received(p, opened), everywhere(p)) == (0, {})


def test_words_beside_a_colleague_s_form_stay_the_sender_s(practice_run: Practice) -> None:
    p = practice_run
    opened = answered(p)
    name, address, _ = PEERS[1]
    file = fill(opened.form, {**scores("Een oordeel van een collega."), "name": name})
    p.mail(PIET, "Formulier", f"Ik trek mijn formulier in. Hierbij het formulier van {name}.", ("f.docx", file))
    p.round("2026-11-06 10:00")
    p.command(f"koppel 1 {opened.ref} {address}")
    p.round("2026-11-06 10:10")
    p.round("2026-11-06 10:20")
    with p.app.workshop.book() as book:
        traject = book.traject(opened.ref)
    assert traject is not None
    assert [traject.respondent(r).name for r in traject.answered() if traject.respondent(r)] == [name]
    assert (p.kinds(PEERS[0][1]), p.kinds(address)) == (["form-received", "withdrawn"], ["form-received"])


def with_a_colleague_s(p: Practice, words: str) -> Opened:
    """A mail of the first respondent with the form of the second, and words about themselves."""
    opened = answered(p)
    name, _, _ = PEERS[1]
    file = fill(opened.form, {**scores("Een oordeel van een collega."), "name": name})
    p.mail(PIET, "Formulier", f"{words} Hierbij het formulier van {name}.", ("f.docx", file))
    p.round("2026-11-06 10:00")
    return opened


def question(p: Practice) -> str:
    """The latest, in one line."""
    return " ".join(text_of(parsed(p.sent("decision-needed", SHE)[-1])).split())


def names_answered(p: Practice, opened: Opened) -> list[str]:
    with p.app.workshop.book() as book:
        traject = book.traject(opened.ref)
        assert traject is not None
        return sorted(r.name for r in traject.respondents if r.id in traject.answered())


@pytest.mark.parametrize(
    ("words", "named", "left"),
    [
        ("Ik trek mijn formulier in.", "het eigen formulier in te trekken", []),
        ("Het eerdere formulier is niet van mij.", "niet van hem of haar is", []),
        ("Misschien trek ik mijn formulier in.", "het eigen formulier in te trekken", []),
    ],
)
def test_words_of_the_sender_are_named_and_outlive_the_file_that_she_puts_aside(
    practice_run: Practice, words: str, named: str, left: list[str]
) -> None:
    p = practice_run
    opened = with_a_colleague_s(p, words)
    assert named in question(p)
    assert names_answered(p, opened) == [PEERS[0][0]]
    p.command("negeer 1")
    p.round("2026-11-06 10:10")
    assert len(p.sent("decision-needed", SHE)) == 2
    again = question(p)
    assert (named in again, "akkoord 2" in again, PEERS[0][0] in again) == (True, True, True)
    p.command("akkoord 2")
    p.round("2026-11-06 10:20")
    assert names_answered(p, opened) == left
    assert len(p.sent("decision-needed", SHE)) == 2


def test_a_refusal_around_a_file_that_she_puts_aside_is_recorded_by_her_yes(practice_run: Practice) -> None:
    p = practice_run
    opened = collecting(p)
    file = fill(opened.form, {**scores("Een oordeel."), "name": PEERS[1][0]})
    other = f"{OTHERS[0][0]} <{OTHERS[0][1]}>"
    p.mail(other, "Formulier", f"Ik doe zelf niet mee. Hierbij het formulier van {PEERS[1][0]}.", ("f.docx", file))
    p.round("2026-11-06 10:00")
    assert "zelf niet mee te doen" in question(p)
    p.command("negeer 1")
    p.round("2026-11-06 10:10")
    p.command("akkoord 2")
    p.round("2026-11-06 10:20")
    for day in range(9, 28):
        p.round(f"2026-11-{day:02} 10:00")
    assert p.kinds(OTHERS[0][1]) == ["decline-received"]


def test_what_counts_by_her_word_stays_whose_she_said_it_is(practice_run: Practice) -> None:
    p = practice_run
    opened = with_a_colleague_s(p, "Ik trek mijn formulier in.")
    p.command(f"koppel 1 {opened.ref} {PEERS[0][1]}")
    p.round("2026-11-06 10:10")
    p.command("telt 2")
    p.round("2026-11-06 10:20")
    assert names_answered(p, opened) == [PEERS[0][0]]
    assert "withdrawn" not in p.kinds(PEERS[0][1])
    assert p.kinds(PEERS[1][1]) == []
    p.round("2026-11-06 10:30")
    assert len(p.sent("decision-needed", SHE)) == 2


@pytest.mark.parametrize(
    "words",
    [
        "Ik wil niet dat mijn formulier nog meetelt.",
        "Mag mijn naam eruit?",
        "Wat ik heb ingevuld, klopt bij nader inzien niet.",
        "Kunt u alles van mij wissen?",
    ],
)
def test_after_the_conversation_words_about_the_own_form_go_before_her(practice_run: Practice, words: str) -> None:
    p = practice_run
    opened = ready(p)
    p.command(f"gesprek {opened.ref} 2026-11-25")
    p.round("2026-11-25 16:00")
    p.mail(PIET, "Formulier", words)
    p.round("2026-11-26 10:00")
    assert "traject-closed" not in p.kinds(PEERS[0][1])
    assert len(p.sent("decision-needed", SHE)) == 1


@pytest.mark.parametrize(
    ("words", "asked"),
    [
        ("Ik trek mijn formulier in. Er is iets ernstigs gebeurd, bel mij.", 1),
        ("Ik trek mijn formulier in, want hij heeft mij bedreigd.", 1),
        ("Ik trek mijn formulier in.", 0),
    ],
)
def test_grave_words_beside_a_withdrawal_come_before_her(practice_run: Practice, words: str, asked: int) -> None:
    p = practice_run
    opened = answered(p)
    p.mail(PIET, "Formulier", words)
    p.round("2026-11-06 10:00")
    assert names_answered(p, opened) == []
    assert [("iets ernstigs" in text_of(parsed(m))) for m in p.sent("decision-needed", SHE)] == [True] * asked
    assert "bedreigd" not in "".join(text_of(parsed(m)) for m in p.sent("decision-needed", SHE))
