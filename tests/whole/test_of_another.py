"""A form that is somebody else's than its sender's is never counted in silence, whatever way it came."""

from __future__ import annotations

import email
import email.policy
from email.message import EmailMessage

import pytest
from support.stories.dialogue import Opened, collecting
from support.stories.people import DOCTORS, OTHERS, PEERS, fill, scores
from support.stories.practice import INFO, JAN, PASS, Practice, parsed, text_of

from bot.core.world import NumberedQuestion

Person = tuple[str, str, str]
A, B = PEERS[0], PEERS[3]
HIM = ("Jan Bakker", JAN, "")


def shown(person: Person) -> str:
    return f"{person[0]} <{person[1]}>"


def file(opened: Opened) -> tuple[str, bytes]:
    return ("f.docx", fill(opened.form, scores()))


def enclosing(p: Practice, body: str, inner: bytes, sender: Person = A) -> None:
    outer = EmailMessage()
    outer["Authentication-Results"] = PASS.format(domain="ziekenhuis.example")
    outer["From"], outer["To"], outer["Subject"] = shown(sender), INFO, "FW: Feedbackformulier"
    outer["Date"], outer["Message-ID"] = p.now, f"<sent-on.{sender[1]}>"
    outer.set_content(body)
    outer.add_attachment(email.message_from_bytes(inner, policy=email.policy.default))
    p.account.append(bytes(outer), when=p.now)


def forwarded(p: Practice, opened: Opened, wrote: Person, body: str = "", subject: str = "FW: Formulier") -> None:
    head = f"-----Oorspronkelijk bericht-----\nVan: {shown(wrote)}\nVerzonden: maandag 2 november 2026 10:00\nAan: {shown(A)}"
    p.mail(shown(A), subject, f"{body}\n\n{head}\nOnderwerp: Formulier\n\nHierbij mijn formulier.\n", file(opened))


def counted(p: Practice, opened: Opened) -> set[str]:
    with p.app.workshop.book() as book:
        traject = book.traject(opened.ref)
        assert traject is not None
        return {r.address for r in traject.respondents if r.id in traject.answered()}


def asked(p: Practice, opened: Opened) -> list[NumberedQuestion]:
    with p.app.workshop.book() as book:
        return [q for q in book.questions(opened.ref) if q.what.code == "sent-by-another"]


@pytest.mark.parametrize("way", ["words", "enclosed", "forwarded", "his", "a stranger's"])
def test_another_s_form_is_asked_about_and_counts_for_whom_she_says(practice_run: Practice, way: str) -> None:
    p = practice_run
    opened = collecting(p)
    if way == "words":
        p.mail(shown(A), "Formulier", "Hierbij het formulier van mijn collega.", file(opened))
    elif way == "forwarded":
        forwarded(p, opened, B)
    else:
        wrote = {"enclosed": B, "his": HIM, "a stranger's": ("Klaas Vaak", "k.vaak@elders.example", "")}[way]
        enclosing(p, "", p.write(shown(wrote), "Formulier", "Zie bijlage.", file(opened)))
    p.round("2026-11-05 10:00")
    (question,) = asked(p, opened)
    assert (counted(p, opened), p.sent("form-received")) == (set(), [])
    known = way in ("enclosed", "forwarded")
    first = B if known else A
    assert question.proposals[0].command == f"koppel {question.number} {opened.ref} {first[1]}"
    p.command(f"koppel {question.number} {opened.ref} {B[1]}")
    p.round("2026-11-05 11:00")
    assert counted(p, opened) == {B[1]}
    assert [r.recipient for r in p.sent("form-received")] == [B[1]]


def test_what_is_one_s_own_counts_though_it_was_forwarded(practice_run: Practice) -> None:
    p = practice_run
    opened = collecting(p)
    private = ("Noor Yildiz", "nyildiz@thuis.example", "")
    enclosing(p, "", p.write(shown(private), "Formulier", "Zie bijlage.", file(opened)), OTHERS[0])
    enclosing(p, "", p.write(shown(DOCTORS[0]), "Formulier", "Zie bijlage.", file(opened)), DOCTORS[0])
    forwarded(p, opened, HIM, "Hierbij mijn formulier.")
    p.reply(opened.started, shown(PEERS[1]), "Hierbij.", file(opened), subject=f"FW: [{opened.ref}]")
    enclosing(p, "Zie bijlage.", opened.started.raw, PEERS[2])
    p.round("2026-11-05 10:00")
    assert counted(p, opened) == {OTHERS[0][1], DOCTORS[0][1], A[1], PEERS[1][1]}
    assert asked(p, opened) == []


def test_that_it_counts_does_not_tell_whose_it_is(practice_run: Practice) -> None:
    p = practice_run
    opened = collecting(p)
    enclosing(p, "", p.write(shown(B), "Formulier", "Zie bijlage.", file(opened)))
    p.round("2026-11-05 10:00")
    (question,) = asked(p, opened)
    p.command(f"telt {question.number}")
    p.round("2026-11-05 11:00")
    assert counted(p, opened) == set()
    assert "van wie het formulier is" in " ".join(text_of(parsed(p.sent("command-result")[-1])).split())
