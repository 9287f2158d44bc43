"""She ties a mail to one colleague, sees that it is another's, and says so: her latest word decides whose address it is."""

from __future__ import annotations

from support.stories.dialogue import Opened, collecting
from support.stories.people import OTHERS, PEERS, fill, scores
from support.stories.phone import Phone
from support.stories.practice import SHE, Practice, parsed, text_of

from bot.core.traject.value import Respondent

HOME = "huis@prive.example"
FIRST, SECOND = PEERS[0], OTHERS[0]


def asked(p: Practice) -> Opened:
    """A form from an address that nobody knows."""
    opened = collecting(p)
    p.mail(f"Huis <{HOME}>", "Feedback", "Zie bijlage.", ("f.docx", fill(opened.form, scores("x"))))
    p.round("2026-11-05 09:00")
    return opened


def says(p: Practice, *lines: str) -> None:
    question = p.sent("decision-needed", SHE)[0]
    for line in lines:
        Phone(p).reply(question, line)
        p.round()


def people(p: Practice, opened: Opened) -> dict[str, Respondent]:
    with p.app.workshop.book() as book:
        traject = book.traject(opened.ref)
    assert traject is not None
    return {r.name: r for r in traject.respondents}


def takes_back(p: Practice) -> list[tuple[str, str]]:
    """What goes out when somebody at that address takes the form back."""
    before = len(p.sent())
    p.mail(f"Huis <{HOME}>", "Re: feedback", "Ik trek mijn formulier in, gebruik het niet.\n\nGroet")
    p.round("2026-11-05 11:00")
    return [(str(parsed(r)["X-Trajectbot"]), r.recipient) for r in p.sent()[before:]]


def test_the_address_goes_with_the_mail(practice_run: Practice) -> None:
    p = practice_run
    opened = asked(p)
    says(p, f"koppel 1 {FIRST[0]}")
    assert people(p, opened)[FIRST[0]].others == (HOME,)
    says(p, f"koppel 1 {SECOND[0]}")
    assert (people(p, opened)[FIRST[0]].others, people(p, opened)[SECOND[0]].others) == ((), (HOME,))
    assert FIRST[1] not in {to for _, to in takes_back(p)}
    assert not any(FIRST[0] in text_of(parsed(r)) for r in p.sent("decision-needed", SHE)[1:])


def test_back_and_forth_the_last_word_holds(practice_run: Practice) -> None:
    p = practice_run
    opened = asked(p)
    says(p, f"koppel 1 {FIRST[0]}", f"koppel 1 {SECOND[0]}", f"koppel 1 {FIRST[0]}")
    assert (people(p, opened)[FIRST[0]].others, people(p, opened)[SECOND[0]].others) == ((HOME,), ())


def test_who_was_listed_for_that_mail_is_listed_no_longer(practice_run: Practice) -> None:
    p = practice_run
    opened = asked(p)
    says(p, f"koppel 1 {opened.ref} artsen", f"koppel 1 {SECOND[0]}")
    assert people(p, opened)[SECOND[0]].others == (HOME,)
    assert [(r.removed, r.address) for r in people(p, opened).values() if r.by_her] == [(True, "")]


def test_it_is_the_specialist_s_after_all(practice_run: Practice) -> None:
    p = practice_run
    opened = asked(p)
    says(p, f"koppel 1 {FIRST[0]}", "koppel 1 Jan Bakker")
    assert people(p, opened)[FIRST[0]].others == ()
    with p.app.workshop.book() as book:
        traject = book.traject(opened.ref)
    assert traject is not None
    assert traject.others == (HOME,)


def test_of_whom_more_came_both_may_have_it_and_she_is_asked(practice_run: Practice) -> None:
    """Two colleagues at one address: whose word it is nobody can tell."""
    p = practice_run
    opened = asked(p)
    says(p, f"koppel 1 {FIRST[0]}")
    p.mail(f"Huis <{HOME}>", "Feedback", "Zie bijlage.", ("f.docx", fill(opened.form, scores("y"))))
    p.round("2026-11-05 10:00")
    says(p, f"koppel 1 {SECOND[0]}")
    assert people(p, opened)[SECOND[0]].others == (HOME,)
    assert people(p, opened)[FIRST[0]].others == (HOME,)
    assert {kind for kind, _ in takes_back(p)} == {"decision-needed"}
