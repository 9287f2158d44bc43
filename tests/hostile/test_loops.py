"""Machines, loops and floods: nothing is answered that should not be, and nothing grows without end (B)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.hostile.aftermath import VICTIMS, Hostile, Scene, check, only_to_people_of_the_traject, scene
from support.hostile.loops import CATALOGUE
from support.servers.dovecot import Dovecot
from support.stories.people import respondent_sheet
from support.stories.practice import JAN, SHE, decoded, parsed, text_of

from bot.core.mail.message import InboundMail
from bot.core.traject.value import Outcome
from bot.shell.round.parking import PARKED_A_DAY
from bot.shell.sandbox.parent import SandboxFailure


@pytest.fixture(scope="module")
def aftermath(tmp_path_factory: pytest.TempPathFactory, dovecot: Dovecot, certificates: Path) -> Iterator[Scene]:
    """The whole catalogue in one round."""
    with scene(tmp_path_factory.mktemp("loops"), dovecot, certificates) as played:
        for hostile in CATALOGUE:
            played.deliver(hostile.case, hostile.build(played, hostile.case))
        played.play("2026-11-05 10:00")
        yield played


@pytest.mark.parametrize("hostile", [pytest.param(h, id=h.case) for h in CATALOGUE])
def test_each_has_its_outcome_place_and_answers(aftermath: Scene, hostile: Hostile) -> None:
    check(aftermath, hostile)


def test_nobody_unknown_is_written_to(aftermath: Scene) -> None:
    assert only_to_people_of_the_traject(aftermath)
    assert aftermath.kinds_to(JAN) == []
    assert aftermath.traject().undeliverable() == frozenset()


@pytest.fixture
def quiet(tmp_path: Path, dovecot: Dovecot, certificates: Path) -> Iterator[Scene]:
    """A traject with its list, and nothing else yet."""
    with scene(tmp_path, dovecot, certificates) as played:
        yield played


def test_h30_answers_to_one_address_are_capped_and_no_form_is_lost(quiet: Scene) -> None:
    name, address, _ = VICTIMS[0]
    for number, word in enumerate(("een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen")):
        form = quiet.form(f"Versie {word}.")
        quiet.deliver(f"h30-{number}", quiet.p.write(f"{name} <{address}>", f"Formulier {number}", "", form))
    quiet.play("2026-11-05 10:00")
    assert Counter(quiet.kinds_to(address)) == {"form-received": 6}
    quiet.p.round("2026-11-05 17:00")
    assert len(quiet.kinds_to(address)) == 6
    quiet.p.round("2026-11-06 08:30")
    assert len(quiet.kinds_to(address)) == 6
    assert quiet.counted(VICTIMS[0])


def test_h32_a_flood_hides_no_good_mail(quiet: Scene) -> None:
    for number in range(60):
        text = f"{number} {quiet.opened.ref}"
        quiet.deliver(f"h32-{number}", quiet.p.write(f"s{number}@elders.example", f"Spoed {number}", text))
    name, address, _ = VICTIMS[0]
    quiet.deliver("good", quiet.p.write(f"{name} <{address}>", "Formulier", "", quiet.form()))
    asks = quiet.p.write(f"{VICTIMS[1][0]} <{VICTIMS[1][1]}>", "Vraag", "Ik wil hierover een klacht indienen.")
    quiet.deliver("asks", asks)
    quiet.play("2026-11-05 10:00")
    assert quiet.counted(VICTIMS[0])
    (asked,) = quiet.p.sent("decision-needed", SHE)
    assert re.findall(r"\d+ vragen", text_of(parsed(asked))) == ["60 vragen"]
    assert text_of(parsed(asked)).index(VICTIMS[1][1]) < text_of(parsed(asked)).index("60 vragen")
    assert len(quiet.p.folder("IFMS/Beoordelen")) == 61
    assert only_to_people_of_the_traject(quiet)
    quiet.p.round("2026-11-06 07:30")
    told = quiet.p.sent("digest")[-1]
    assert "61 beslissingen" in decoded(parsed(told)["Subject"])
    assert (text_of(parsed(told)).count("60 vragen"), text_of(parsed(told)).count(VICTIMS[1][1])) == (1, 1)
    assert len(told.raw) < 20_000


def a_crowd(s: Scene) -> bytes:
    """A list of hundreds of people elsewhere."""
    crowd = tuple((f"Kees Nummer{n}", f"k{n}@derden.example", "cardioloog") for n in range(900))
    return s.p.write(f"Jan Bakker <{JAN}>", "Aanvulling", "", ("lijst.xlsx", respondent_sheet(*crowd)))


def test_h34_nobody_of_a_list_of_hundreds_is_invited(tmp_path: Path, dovecot: Dovecot, certificates: Path) -> None:
    with scene(tmp_path, dovecot, certificates, VICTIMS[2:6:3], more='[traject]\ninvitations = "bot"') as s:
        s.deliver("h34", a_crowd(s))
        s.play("2026-11-05 10:00")
        assert s.outcome("h34") is Outcome.DOUBTFUL
        assert s.place("h34") == "Beoordelen"
        assert {r.recipient for r in s.p.sent("invitation")} == {v[1] for v in VICTIMS[2:6:3]}
        assert len(s.p.sent("invitation")) == 2
        assert s.kinds_to(SHE).count("decision-needed") == 1
        assert len(s.traject().respondents) == 2


def test_a_list_of_strangers_everywhere_waits_for_her_and_goes_on_after_her_yes(quiet: Scene) -> None:
    crowd = tuple((f"Kees Nummer{n}", f"k{n}@plaats{n}.example", "cardioloog") for n in range(30))
    raw = quiet.p.write(f"Jan Bakker <{JAN}>", "Aanvulling", "", ("lijst.xlsx", respondent_sheet(*crowd)))
    quiet.deliver("far", raw)
    quiet.play("2026-11-05 10:00")
    assert (quiet.outcome("far"), len(quiet.traject().respondents)) == (Outcome.DOUBTFUL, len(VICTIMS))
    assert "bekijkt de lijst" in " ".join(text_of(parsed(quiet.p.sent("list-received", JAN)[-1])).split())
    (asked,) = quiet.p.sent("decision-needed", SHE)
    assert f"koppel 1 {quiet.opened.ref}" in text_of(parsed(asked))
    quiet.p.command(f"koppel 1 {quiet.opened.ref}")
    quiet.p.round("2026-11-05 11:00")
    assert (quiet.outcome("far"), len(quiet.traject().respondents)) == (Outcome.LIST, len(VICTIMS) + 30)


def test_h34_she_may_let_it_be_used(quiet: Scene) -> None:
    quiet.deliver("h34", a_crowd(quiet))
    quiet.play("2026-11-05 10:00")
    quiet.p.reply(quiet.p.sent("decision-needed", SHE)[0], SHE, f"koppel 1 {quiet.opened.ref}")
    quiet.p.round("2026-11-05 11:00")
    assert quiet.outcome("h34") is Outcome.LIST
    assert len(quiet.traject().respondents) == len(VICTIMS) + 200


def test_a_flood_of_mails_that_cannot_be_handled_is_told_a_few_times_and_counted_in_the_digest(quiet: Scene) -> None:
    for number in range(14):
        quiet.p.mail(f"s{number}@elders.example", f"Bericht {number}")
    quiet.p.app.workshop.sandbox.read_mail = _dies  # type: ignore[method-assign]
    for minute in range(4):
        quiet.play(f"2026-11-05 10:0{minute}")
    assert len(quiet.p.folder("IFMS/Geparkeerd")) == 14
    (alert,) = quiet.p.sent("incident", SHE)
    assert text_of(parsed(alert)).count("kon niet worden gelezen") == PARKED_A_DAY
    quiet.p.round("2026-11-06 07:30")
    told = text_of(parsed(quiet.p.sent("digest")[-1]))
    assert (told.count("Geparkeerd"), "En nog 4 storingen" in told) == (10, True)


def _dies(raw: bytes) -> InboundMail:
    raise SandboxFailure("died")
