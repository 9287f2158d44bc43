"""A destruction that is planned: whatever words she stops it with, it is off; whatever else she reads says that it is on."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from support.caseload import TOM_VISSER, VOUCHED
from support.trajects import mails
from support.world import SmallWorld, mail

from bot.app import decide
from bot.core.decision import Decision
from bot.core.due.destruction import planned
from bot.core.mail.message import InboundMail
from bot.core.traject.value import Person, Traject
from bot.core.views import CommandResult, Phrase
from bot.core.world import Confirmation, NumberedQuestion
from bot.handlers.her_word.keeping.second_thoughts import thinks_better

SHE = "A. de Vries <a.devries@praktijk.example>"
PROOF = ("mx.praktijk.example; dmarc=pass header.from=praktijk.example",)
MARK, EVA, ASKED = "T-MARK2", "T-355QV", "ABCDEFGHJKMN"
MARK_SMIT = planned(replace(TOM_VISSER, ref=MARK, specialist=Person("Mark Smit", "m.smit@ziekenhuis.example")), VOUCHED)
EVA_GROEN = planned(replace(TOM_VISSER, ref=EVA, specialist=Person("Eva Groen", "e.groen@ziekenhuis.example")), VOUCHED)


def world_of(*trajects: Traject, used: bool = True, cancelled: bool = False) -> SmallWorld:
    expires = VOUCHED.now.replace(year=2027)
    return SmallWorld(
        trajects, waiting=(Confirmation(ASKED, (f"vernietig {MARK}",), expires, used, cancelled=cancelled),)
    )


def decided(hers: InboundMail, world: SmallWorld) -> tuple[Decision, CommandResult]:
    (decision,) = decide(replace(hers, authentication=PROOF), world, VOUCHED)
    (told,) = (m.view for m in mails(decision.effects) if isinstance(m.view, CommandResult))
    return decision, told


def off(decision: Decision) -> set[str]:
    """The trajects whose destruction is planned no more."""
    there = (decision, *decision.also)
    return {d.traject.ref for d in there if d.traject is not None and d.traject.destroy_at is None}


NOES = (
    "nee", "Nee.", "no", "toch maar niet", "niet vernietigen", "Nee, toch niet doen", "ik bedenk me, toch niet",
    "stop de vernietiging", "annuleer", "Annuleren graag", "wacht nog", "ja, maar niet nu", "Toch niet!", "stop",
    "Ik heb me vergist.", "laat maar", "laat maar staan", "even uitstellen", "nog niet", "blaas het af", "trek het in",
    "Ik zie er van af.", "please keep it", "don't", "cancel", "I changed my mind", "Hou het nog even",
    "Goedemorgen,\n\nKunt u de vernietiging\nalsnog annuleren?\n\nDank", "Ik twijfel", "Bewaren graag", "ongedaan maken",
    f"vernietig {MARK} niet", "terugdraaien", "undo", "toch nit", "ho", "Hooo!", "afblijven", "ho stop", "blijf er vanaf",
    "oeps", "hou op", "het mag blijven", "per ongeluk", "ik heb spijt", "sotp", "wcht even", "anuleren", "tochniett",
    "Dat is goed, mits de verklaring al weg is.", "Ja, als het verslag ondertekend terug is.", "Bitte nicht löschen", "n",
    "Akkoord. Maar eerst wil ik nog een kopie.", "N.", "nee!",
    "pas vernietigen als de rechter uitspraak heeft gedaan", "Verzet het naar 1 december", "Dit moet een andere zijn?",
    "pas zodra ik terug ben", "Prima, zodra het verslag er is", "Schuif het maar een week op", "Ja, tenzij er een klacht is",
)  # fmt: skip


@pytest.mark.parametrize("said", NOES)
@pytest.mark.parametrize("how", ["answer with its code", "answer to the result", "new mail with the reference"])
def test_any_no_stops_it_and_says_so(said: str, how: str) -> None:
    subject = "Re: Uw opdracht is uitgevoerd" if how != "new mail with the reference" else "Vernietiging"
    subject += f" (code {ASKED})" if how == "answer with its code" else f" [{MARK}]"
    answers = "<x@praktijk.example>" if how != "new mail with the reference" else ""
    decision, told = decided(mail(SHE, subject=subject, text=said, answers=answers), world_of(MARK_SMIT, EVA_GROEN))
    assert off(decision) == {MARK}
    assert [(line.done, line.outcome.code) for line in told.lines] == [(True, "command.kept-after-all")]
    assert dict(told.lines[0].outcome.values)["name"] == "Mark Smit"


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        pytest.param(f"toch niet {MARK}", {MARK}, id="a reference"),
        pytest.param("toch niet Mark Smit", {MARK}, id="a name"),
        pytest.param("Graag het traject van Eva Groen toch niet vernietigen.", {EVA}, id="a name in a sentence"),
        pytest.param("toch niet", {MARK, EVA}, id="nothing: all"),
        pytest.param("stop de vernietiging", {MARK, EVA}, id="nothing but destruction: all"),
        pytest.param(f"toch niet {MARK}\ntoch niet {EVA}", {MARK, EVA}, id="two lines"),
        pytest.param(f"stop {EVA}", {EVA}, id="stop, which may mean the traject"),
    ],
)
def test_a_new_mail_names_what_it_stops(said: str, kept: set[str]) -> None:
    decision, told = decided(mail(SHE, subject="", text=said), world_of(MARK_SMIT, EVA_GROEN))
    assert off(decision) == kept
    assert all(line.done for line in told.lines)


@pytest.mark.parametrize(
    "said", ["ja", "dank u wel", f"pauzeer {MARK}", f"vrijgeven {MARK}", "Wat is dit", f"vernietig {MARK}"]
)
def test_what_does_not_stop_it_is_never_answered_as_if_it_did(said: str) -> None:
    hers = mail(SHE, subject=f"Re: [{MARK}] (code {ASKED})", text=said, answers="<x@praktijk.example>")
    decision, told = decided(hers, world_of(MARK_SMIT))
    assert off(decision) == set()
    says_so = {"command.destruction-planned-already", "command.destruction-planned-first"}
    assert bool(told.planned) != any(line.outcome.code in says_so for line in told.lines)


def test_a_question_that_was_in_its_way_says_that_it_is_still_planned() -> None:
    asked = NumberedQuestion(3, "avg-request", "", MARK, Phrase("avg-request"), "", VOUCHED.now)
    world = replace(world_of(MARK_SMIT, EVA_GROEN), asked=(asked,))
    _, told = decided(mail(SHE, subject="", text="negeer 3"), world)
    assert [ref for ref, _ in told.planned] == [MARK]


APART = (
    "Alleen {a} mag weg, de andere twee niet.", "Toch niet, behalve {a}, dat mag wel", "Alles behalve {a}", "Doe {a} maar niet, de rest mag wel",
    "{a} en {b} toch niet, {c} wel", "Slechts {a} vernietigen", "De vernietiging van {a} kan doorgaan, die van de andere niet",
    "De overige niet vernietigen", "Bewaar alles uitgezonderd {a}", "toch niet, {a} wel", "Only {a} may go", "Keep all except {a}",
    "{a} wel, {b} en {c} niet", "alleen {a}", "Stop, het gaat alleen om {a}", "Don't destroy the others, only {a}",
)  # fmt: skip


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("said", APART)
@pytest.mark.parametrize("how", ["new", "answer"])
def test_where_some_are_set_apart_none_is_destroyed(said: str, seed: int, how: str) -> None:
    chance = random.Random(seed)
    third = replace(EVA_GROEN, ref="T-7KQFK", specialist=Person("Sam Wit", "s.wit@ziekenhuis.example"))
    there = chance.sample((MARK_SMIT, EVA_GROEN, third), 3)
    a, b, c = (chance.choice((t.ref, t.specialist.name)) for t in there)
    text = said.format(a=a, b=b, c=c)
    subject = chance.choice(("", "Vernietiging")) if how == "new" else f"Re: [{there[0].ref}]"
    hers = mail(SHE, subject=subject, text=text, answers="<x@praktijk.example>" if how == "answer" else "")
    decision, told = decided(hers, world_of(*there))
    assert off(decision) == {t.ref for t in there}
    assert {dict(line.outcome.values)["ref"] for line in told.lines} == {t.ref for t in there}
    assert all(dict(line.outcome.values)["unsure"] for line in told.lines)


@pytest.mark.parametrize(
    "said", ["toch niet {a}", "Nee, {a} niet", "Bewaar {a} nog even, dank u wel", "vasthouden {a} klacht"]
)
def test_what_keeps_one_tells_which_are_still_planned(said: str) -> None:
    decision, told = decided(mail(SHE, subject="", text=said.format(a=MARK)), world_of(MARK_SMIT, EVA_GROEN))
    assert off(decision) == {MARK}
    assert [ref for ref, _ in told.planned] == [EVA]


ALL = (
    "Beide niet.", "Geen van beide.", "allebei niet", "Alle drie niet", "geen enkele", "Allemaal bewaren", "neither", "None",
    "Nee, geen enkele vernietigen", "alle dossiers niet vernietigen",
)  # fmt: skip


@pytest.mark.parametrize("said", ALL)
@pytest.mark.parametrize("how", ["new", "answer"])
def test_what_is_said_of_all_stops_all(said: str, how: str) -> None:
    third = replace(EVA_GROEN, ref="T-7KQFK", specialist=Person("Sam Wit", "s.wit@ziekenhuis.example"))
    subject = "Vernietiging" if how == "new" else f"Re: [{MARK}]"
    hers = mail(SHE, subject=subject, text=said, answers="<x@praktijk.example>" if how == "answer" else "")
    decision, told = decided(hers, world_of(MARK_SMIT, EVA_GROEN, third))
    assert off(decision) == {MARK, EVA, "T-7KQFK"}
    assert all(line.done for line in told.lines)


WORDS = ("niet", "stop", "wacht", "annuleer", "nooit", "bewaren", "uitstellen", "afblijven", "herroep")


def mistyped(word: str, chance: random.Random) -> str:
    at, letter = chance.randrange(1, len(word)), chance.choice("qxzvk")
    return chance.choice((
        word[:at] + word[at + 1 :],
        word[:at] + letter + word[at:],
        word[:at] + letter + word[at + 1 :],
        word[: at - 1] + word[at] + word[at - 1] + word[at + 1 :],
    ))  # fmt: skip


@pytest.mark.parametrize("seed", range(60))
def test_a_typing_error_in_a_no_is_forgiven(seed: int) -> None:
    chance = random.Random(seed)
    said = mistyped(chance.choice(WORDS), chance)
    assert thinks_better(f"{said} graag"), said


@pytest.mark.parametrize(
    "said",
    [
        "Ja, ik ga ermee door, zoals u ziet.", "mee eens", "De volgende stap dan.", "net gelezen, dank u wel", "prima",
        "ja, goed zo", "Ik neem het formulier vandaag door", "In mijn macht ligt dat", "u bent de beste", "ja hoor",
        "Twee mails liet ik liggen", "een goede dag en veel dank voor uw werk", "about time", "Akkoord met alles",
        "Mooi zo, fijn dat het geregeld is.", "Dank, tot dan.", "Prima, alles is dan weg.",
    ],
)  # fmt: skip
def test_what_is_no_no_is_read_as_none(said: str) -> None:
    assert not thinks_better(said)


@pytest.mark.parametrize(
    ("said", "codes"),
    [
        ("Akkoord", ["destruction-planned"]),
        ("akkoord.", ["destruction-planned"]),
        ("Agreed", ["destruction-planned"]),
        ("ja", ["destruction-planned"]),
        ("Ja, doe maar", ["destruction-planned"]),
        ("Akkoord\nAnna", ["destruction-planned"]),
        ("Beste praktijk,\n\nJa.\nFijne dag verder", ["destruction-planned"]),
        ("Akkoord\nMaar bewaar de formulieren van Piet", ["not-confirmed"]),
        ("Ja\nGraag eerst nog het dossier", ["not-confirmed"]),
        ("ja\n\nprima\nfijn\ntot ziens\nwacht je nog even met Piet", ["not-confirmed"]),
        ("Akkoord\nKan dat ook volgende week?", ["not-confirmed"]),
        ("akkoord, maar wcht nog", ["not-confirmed"]),
        (f"akkoord {MARK}", ["not-confirmed"]),
        (f"Ja, vernietig {MARK}", ["destruction-planned"]),
        (f"Ja, ook {EVA}", ["not-confirmed"]),
        (f"Akkoord\nstatus {EVA}", ["not-confirmed", "status"]),
        (f"ja\nstatus {EVA}", ["not-confirmed", "status"]),
        ("akoord", ["not-confirmed"]),
        *(
            (f"{yes}{between}{reserve}", ["not-confirmed"])
            for yes in ("Akkoord", "Ja")
            for between in (", ", "\n", ". ")
            for reserve in (
                *(
                    "onder voorbehoud",
                    "behoudens bezwaar van de maatschap",
                    "in beginsel",
                    "voorlopig",
                    "voor zover mogelijk",
                ),
                *(
                    "op voorwaarde van overleg",
                    "zij het met moeite",
                    "Overleg ik met Piet",
                    "Onder Voorbehoud",
                    "Wacht",
                ),
            )
        ),
    ],
)
def test_a_plain_yes_confirms_and_a_doubtful_one_says_why_not(said: str, codes: list[str]) -> None:
    there = (replace(TOM_VISSER, ref=MARK), EVA_GROEN)
    subject = f"Re: [{MARK}] Bevestig de vernietiging (code {ASKED})"
    hers = mail(SHE, subject=subject, text=said, answers="<x@praktijk.example>")
    decision, told = decided(hers, world_of(*there, used=False))
    assert [line.outcome.code for line in told.lines] == [f"command.{code}" for code in codes]
    changed = [d.traject for d in (decision, *decision.also) if d.traject is not None and d.traject.ref == MARK]
    assert not any(t.approved for t in changed)
    assert any(t.destroy_at for t in changed) is (codes == ["destruction-planned"])


@pytest.mark.parametrize(
    ("said", "used", "cancelled", "code"),
    [
        pytest.param("nee", False, False, "cancelled", id="a no"),
        pytest.param("toch maar niet", False, False, "cancelled", id="a no in other words"),
        pytest.param("ja, maar niet nu", False, False, "not-confirmed", id="a yes with a reservation"),
        pytest.param("ja", True, True, "cancelled-before", id="a yes after a no"),
        pytest.param("ja", True, False, "confirmation-spent", id="a yes once more, after toch niet"),
    ],
)
def test_what_she_answers_to_the_question(said: str, used: bool, cancelled: bool, code: str) -> None:
    hers = mail(SHE, subject=f"Re: Bevestig (code {ASKED})", text=said, answers="<x@praktijk.example>")
    there = replace(TOM_VISSER, ref=MARK)
    decision, told = decided(hers, world_of(there, used=used, cancelled=cancelled))
    assert [line.outcome.code for line in told.lines] == [f"command.{code}"]
    assert off(decision) <= {MARK}
