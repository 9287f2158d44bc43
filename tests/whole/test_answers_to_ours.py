"""Answers to mails of ours for which no living traject is known: she reads what they are, and strangers' own mail stays."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from support.servers.smtp import Received
from support.stories.closing import destroy
from support.stories.dialogue import Opened, collecting, send_form, start
from support.stories.people import PEERS
from support.stories.practice import JAN, SHE, Practice, decoded, kind_of, parsed, text_of

HIM = f"Jan Bakker <{JAN}>"
LAWYER = "Geachte heer, mevrouw,\n\nNamens mijn cliënt verzoek ik u de stukken te bewaren.\n\nMr. X"
TELLS = "De specialist antwoordt op ons bericht over traject {}, dat is vernietigd ({})"
ASKED = "Deze mail antwoordt op een mail van ons, of geeft er een door"


def later(p: Practice, **span: int) -> None:
    p.now += timedelta(**(span or {"minutes": 2}))
    p.round()


def words(mails: list[Received]) -> str:
    return " ".join(" ".join(text_of(parsed(m)).split()) for m in mails)


def quoted(mail: Received, mark: str = "> ") -> str:
    lines = "\n".join(mark + line for line in text_of(parsed(mail)).splitlines())
    return f"\n\nOp ma 2 nov. 2026 om 09:10 schreef Praktijk:\n{re.sub(r'.?T-[0-9A-Z]{5}.?', '', lines)}"


def gone(p: Practice, *, held: bool = False) -> tuple[Opened, Received]:
    """Jan's traject, destroyed, and the mail that tells him so."""
    o = collecting(p)
    if held:
        p.command(f"gesprek {o.ref} 2026-11-05")
        p.round("2026-11-06 09:00")
    destroy(p, o.ref, "2026-11-09 10:00")
    return o, p.sent("destroyed", JAN)[-1]


@pytest.mark.parametrize("living", [True, False])
@pytest.mark.parametrize(
    ("said", "tells"),
    [
        ("Dank!", False),
        ("Dank u wel voor alles.", False),
        ("Hartelijk dank.\n\nMet vriendelijke groet,\nJan Bakker", False),
        ("Ik had hier bezwaar tegen gemaakt! Waarom is dit vernietigd?", True),
        ("Waarom is dit vernietigd?", True),
        ("Ik ben het hier niet mee eens.", True),
        ("Had ik toch gezegd dat het moest blijven.", True),
    ],
)
def test_she_reads_what_he_answers_to_the_end(said: str, tells: bool, living: bool, practice_run: Practice) -> None:
    p = practice_run
    o, mail = gone(p)
    if living:
        start(p, "2026-11-12 10:00")
    before = len(p.sent("decision-needed", SHE))
    p.reply(mail, HIM, said)
    later(p)
    asked = words(p.sent("decision-needed", SHE)[before:])
    assert (TELLS.format(o.ref, "bericht van vernietiging") in asked) is tells
    assert bool(asked) is tells
    assert "ons eigen eerdere" not in asked


def test_she_reads_what_he_answers_in_the_years_after(practice_run: Practice) -> None:
    p = practice_run
    o, _ = gone(p, held=True)
    p.round("2027-11-08 09:00")
    p.reply(p.sent("followup-yearly", JAN)[-1], HIM, "Waar vind ik mijn POP?")
    later(p)
    assert TELLS.format(o.ref, "jaarlijks bericht over POP en zelfevaluatie") in words(p.sent("decision-needed", SHE))


def test_he_may_still_want_no_more_of_it(practice_run: Practice) -> None:
    p = practice_run
    _, mail = gone(p)
    p.reply(mail, HIM, "geen berichten meer")
    later(p)
    assert p.sent("decision-needed", SHE) == []


def test_a_stranger_who_answers_a_mail_of_ours_is_asked_about(practice_run: Practice) -> None:
    """Of whatever kind, by the headers of a reply or by what is quoted; what is not of ours stays hers, in INBOX."""
    p = practice_run
    p.mail("Nieuw Mens <nieuw@elders.example>", "IFMS", "Ik wil graag een IFMS-traject starten. Kan dat?")
    p.round("2026-11-02 10:00")
    o = collecting(p)
    send_form(p, o, PEERS[0])
    p.round("2026-11-05 10:00")
    p.round("2026-11-12 11:00")
    kinds = {kind_of(mail): mail for mail in p.sent() if kind_of(mail) != "intake-received"}
    assert len(kinds) >= 6  # what passes our answer to an enquiry on may be one itself
    for number, (kind, mail) in enumerate(kinds.items()):
        said = parsed(mail)
        bare, name = re.sub(r"\[T-\w+\]\s*", "", decoded(said["Subject"])), said["Message-ID"]
        for shape, (subject, text, headers) in {
            "references": ("Vraag", LAWYER, {"References": name}),
            "in-reply-to": ("Vraag", LAWYER, {"In_Reply_To": name}),
            "quotation": (f"Re: {bare}", LAWYER + quoted(mail), {}),
            "passed on": (f"Fwd: {bare}", LAWYER + quoted(mail, ""), {}),
        }.items():
            before = len(p.sent("decision-needed", SHE))
            p.mail(f"Mr X <x{number}.{shape[:3]}@advocaat.example>", subject, text, **headers)
            later(p)
            assert len(p.sent("decision-needed", SHE)) == before + 1, (kind, shape)
    assert ASKED in words(p.sent("decision-needed", SHE))
    inbox, asked = len(p.folder("INBOX")), len(p.sent("decision-needed", SHE))
    for subject, headers in (
        ("Stukken", {}),
        ("Re: factuur 12", {}),
        ("Re: uw brief van maandag", {"In_Reply_To": "<een@elders.example>", "References": "<een@elders.example>"}),
        ("Uw vraag over een IFMS", {}),
    ):
        p.mail("Mr Y <y@advocaat.example>", subject, LAWYER, **headers)
        later(p)
    assert len(p.sent("decision-needed", SHE)) == asked
    assert len(p.folder("INBOX")) == inbox + 4
