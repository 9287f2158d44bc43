"""What she answers to a question of ours needs neither number nor reference; a guess is never made of two."""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
from support.caseload import JAN_BAKKER, USUAL, WORLD
from support.world import JAN, NOW

from bot.core import buttons
from bot.core.decision import Close
from bot.core.questions import SPENT
from bot.core.views import Phrase, Proposal
from bot.core.world import NumberedQuestion
from bot.handlers.commands import meer_namen, nearest, negeer
from bot.handlers.her_word.answers.button_words import worded
from bot.handlers.her_word.answers.in_reply import is_yes_or_no, numbered, whole
from bot.handlers.her_word.spoken import by_place
from bot.handlers.steering.desk import Desk, Done

OFFERS = buttons.numbered(
    (
        buttons.tie(JAN, "piet@x.example", "Piet de Vries"),
        buttons.tie(JAN, "kees@x.example", "Kees Smit"),
        buttons.dismiss(),
    ),
    12,
)


def question(number: int, offers: tuple[Proposal, ...] = OFFERS) -> NumberedQuestion:
    return NumberedQuestion(
        number, "no-respondent", f"mail/{number}/{JAN}", JAN, Phrase("private-address"), "x", NOW, offers, number
    )


def said(line: str, *about: NumberedQuestion) -> str | Done:
    world = replace(WORLD, trajects=(JAN_BAKKER,), asked=about)
    return whole(line, about, Desk(world, USUAL))


@pytest.mark.parametrize(
    ("line", "command"),
    [
        ("ja", 0), ("Ja graag.", 0), ("akkoord", 0), ("de eerste graag", 0), ("1", 0), ("eerste", 0), ("Piet de Vries", 0),
        ("de tweede", 1), ("2e", 1), ("optie 2", 1), ("Kees Smit", 1), ("nee", 2), ("negeer", 2), ("Negeer.", 2), ("derde", 2),
        ("koppel", 0), ("koppel de tweede", 1), ("optie twee", 1), ("keuze drie", 2), ("één", 0), ("the second one please", 1),
    ],
)  # fmt: skip
def test_the_button_that_she_means(line: str, command: int) -> None:
    assert said(line, question(12)) == OFFERS[command].command


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ("koppel T-7KQFK piet@x.example", "koppel 12 T-7KQFK piet@x.example"),
        ("telt", "telt 12"),
        ("koppel 12 T-7KQFK", "koppel 12 T-7KQFK"),
        ("negeer 13", "negeer 13"),
        ("status", "status"),
        ("gesprek T-7KQFK 10 december", "gesprek T-7KQFK 10 december"),
        ("Ik kom hier later deze week nog op terug, want ik moet eerst overleggen", None),
        ("de vierde", "de vierde"),
        ("negeer de eerste en de derde", "negeer 12 de eerste en de derde"),
    ],
)
def test_a_verb_gets_its_number_and_what_is_whole_stays(line: str, meant: str | None) -> None:
    assert said(line, question(12)) == (meant or line)


@pytest.mark.parametrize("line", ["ja", "akkoord", "negeer", "de eerste", "koppel"])
def test_of_two_questions_she_is_asked_which(line: str) -> None:
    found = said(line, question(12), question(13))
    assert isinstance(found, Done)
    assert dict(found.outcome.values)["numbers"] == "12, 13"


@pytest.mark.parametrize("line", [f"akkoord {JAN}", f"Akkoord {JAN}, begin maar", f"akkoord met {JAN}"])
def test_an_agreement_that_names_the_traject_is_about_no_question(line: str) -> None:
    assert said(line, question(12)) == said(line, question(12), question(13)) == line


@pytest.mark.parametrize(
    ("line", "bare"),
    [
        ("akkoord", True), ("Akkoord, dank je.", True), ("ja graag", True), ("nee", True), ("akkoord hoor", True),
        ("akkoord 12", False), (f"akkoord {JAN}", False), ("negeer", False), ("status", False), ("Arts Mulder", False),
    ],
)  # fmt: skip
def test_a_mere_yes_or_no(line: str, bare: bool) -> None:
    assert is_yes_or_no(line) is bare


@pytest.mark.parametrize(
    ("line", "numbers"),
    [
        ("negeer de eerste en de derde", "negeer 12, 19"), ("negeer de eerste", "negeer 12"), ("negeer de laatste graag", "negeer 19 graag"),
        ("ignore the first and the third", "ignore 12, 19"), ("koppel de tweede Piet", "koppel 14 Piet"), ("Negeer eerste, tweede", "Negeer 12, 14"),
        ("negeer de vierde", "negeer de vierde"), ("negeer 14", "negeer 14"), ("status", "status"), ("negeer tot de derde", "negeer tot de derde"),
    ],
)  # fmt: skip
def test_questions_are_named_by_their_place_in_the_mail(line: str, numbers: str) -> None:
    assert by_place(line, (question(12), question(14), question(19))) == numbers
    assert by_place(line, (question(12),)) == by_place(line, ()) == line


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ("ja", OFFERS[0].command), ("negeer", OFFERS[2].command), ("de tweede", OFFERS[1].command), ("telt", "telt 12"),
        ("van Kees Smit", OFFERS[1].command), ("nee", OFFERS[2].command), ("laat maar tellen", "telt 12"),
        ("toch niet, is van Dekker", "koppel 12 Dekker"), ("hoort bij T-7KQFK", "koppel 12 T-7KQFK"),
    ],
)  # fmt: skip
def test_her_latest_word_decides_of_what_was_settled(line: str, meant: str) -> None:
    assert said(line, replace(question(12), open=False)) == meant


@pytest.mark.parametrize(
    ("line", "proposed"),
    [
        ("verleng T-7KQFK", ""), ("dank je wel", ""), ("hoi", ""), ("stuur het maar", ""), ("tegenhouden", ""),
        ("vernitig T-7KQFK", "vernietig REF"), ("pauseer", "pauzeer REF [tot DATUM]"), ("stauts", "status [REF]"),
        ("herriner T-7KQFK", "herinner REF [adres]"), ("gespreck", "gesprek REF [DATUM]"), ("vernieuw", ""), ("verwijder", ""),
    ],
)  # fmt: skip
def test_what_destroys_or_sends_is_proposed_for_a_typing_error_only(line: str, proposed: str) -> None:
    assert nearest(line) == proposed


def test_she_goes_on_waiting_for_a_group_and_hears_when_she_is_asked_again() -> None:
    short = replace(
        question(12, buttons.numbered((buttons.more_names(JAN, "artsen"), buttons.wait()), 12)),
        kind=SPENT,
        key=f"{JAN}/{SPENT}/artsen",
        inbound_id=None,
    )
    desk = Desk(replace(WORLD, trajects=(JAN_BAKKER,), asked=(short,)), USUAL)
    done = negeer.run(("12",), desk)
    assert (done.outcome.code, dict(done.outcome.values)["on"]) == ("command.waits", "2026-11-16")
    assert done.traject is not None
    again = replace(desk, changed=(done.traject,))
    assert negeer.run(("12",), again).outcome.code == "command.waits"
    asked = replace(done.traject, told=("waited/artsen",))
    assert negeer.run(("12",), replace(desk, changed=(asked,))).outcome.code == "command.dismissed"
    named = meer_namen.run((JAN, "artsen"), desk)
    assert Close(12) in named.effects


PHRASES = Path(__file__).parents[2] / "templates" / "mail" / "nl" / "phrases.toml"
ASKED_OF = {
    code: re.findall(r"[^.?!}]*\?", said)[-1].strip()
    for code, said in tomllib.loads(PHRASES.read_text(encoding="utf-8").partition("\n[")[0]).items()
    if isinstance(said, str) and "?" in said and code not in ("other-form", "said-too", "disowned")
}
"""What each question ends in, those aside that end in several ways."""
FOR_A_YES = re.compile(r"(?:Mag|Mogen|Telt|Hoort hij|Is dit dezelfde|Is het gesprek)\b")


@pytest.mark.parametrize("code", sorted(ASKED_OF))
@pytest.mark.parametrize("word", ["ja", "Ja graag.", "akkoord", "ok"])
def test_a_yes_is_the_first_button_only_where_the_sentence_asks_for_one(code: str, word: str) -> None:
    found = said(word, replace(question(12), what=Phrase(code)))
    if FOR_A_YES.match(ASKED_OF[code]):
        assert found == OFFERS[0].command
    else:
        assert isinstance(found, Done)
        assert not found.done


@pytest.mark.parametrize("word", ["ja", "akkoord", "prima"])
@pytest.mark.parametrize("code", ["no-date-suits", "other-date", "unclear-date", "date-taken", "calendar-counter"])
def test_a_yes_plans_no_moment_that_was_refused(code: str, word: str) -> None:
    offers = buttons.numbered((buttons.appointment(JAN, "2026-12-10 14:00"), buttons.dismiss()), 12)
    found = said(word, replace(question(12, offers), what=Phrase(code)))
    assert isinstance(found, Done)
    assert found.outcome.code == "command.which-moment"


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ("nee, dat is Kees Smit", OFFERS[1].command), ("nee, dat is Smit", OFFERS[1].command), ("van Smit", OFFERS[1].command),
        ("Smit", OFFERS[1].command), ("Ja dat is Smit", OFFERS[1].command), ("niet de Vries maar Smit", OFFERS[1].command),
        ("niet smit maar de vries", OFFERS[0].command), ("nee, dat is Dekker", "koppel 12 Dekker"),
        ("niet Smit maar Dekker", "koppel 12 Dekker"), ("nee, dekker", "koppel 12 dekker"), ("Nee.", OFFERS[2].command),
        ("nee dank je", OFFERS[2].command), ("nee hoor, negeren", OFFERS[2].command), ("ja graag", OFFERS[0].command),
    ],
)  # fmt: skip
def test_a_name_in_a_yes_or_a_no_decides(line: str, meant: str) -> None:
    assert said(line, question(12)) == meant


DENIALS = tuple(
    f"{before}{middle} {whose}"
    for before in ("", "nee, ", "Nee ", "hij is ", "dit is ", "Dat formulier is ", "is ", "maar dat is ")
    for middle in ("niet", "toch niet", "zeker niet", "echt niet", "dus toch niet")
    for whose in ("van Smit", "Smit", "van Kees Smit")
)


@pytest.mark.parametrize("settled", [False, True])
@pytest.mark.parametrize("line", [*DENIALS, "geen Smit", "Toch niet van Smit!", "sorry, toch niet van Smit"])
def test_whose_it_is_not_never_ties_it_to_them(line: str, settled: bool) -> None:
    found = said(line, replace(question(12), open=not settled))
    assert isinstance(found, Done) or found.startswith("negeer") or found == line


@pytest.mark.parametrize("line", DENIALS)
def test_whose_it_is_instead_decides(line: str) -> None:
    assert said(f"{line} maar van Mulder", question(12)) == "koppel 12 Mulder"


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_words_on_a_button_are_understood_in_a_reply(language: str) -> None:
    path = PHRASES.parents[1] / language / "phrases.toml"
    shown = tomllib.loads(path.read_text(encoding="utf-8"))["button"]
    offers = buttons.numbered(
        (
            buttons.enough(JAN), buttons.more_names(JAN, "artsen"), buttons.lower(JAN, "artsen", 4), buttons.wait(),
            buttons.fails(JAN, "piet@x.example"), buttons.no_mail_to("piet@x.example"), buttons.tie(JAN, label="button.use-list"),
            buttons.take_out(), buttons.no_longer_counts(), buttons.noted(), buttons.counts_again(), buttons.count(),
            buttons.start("h.mol@x.example", "Hans Mol"), buttons.start("h.mol@x.example", "Hans Mol", "spoed"), buttons.send(),
            buttons.appointment(JAN, "2026-12-10 14:00", "button.keep-moment"), buttons.tie(JAN), buttons.tie(JAN, "artsen"),
        ),
        12,
    )  # fmt: skip
    for offer in offers:
        verb, *rest = offer.command.split()
        code = offer.label.removeprefix("button.") or (f"{verb}-spoed" if rest[-1:] == ["spoed"] else verb)
        label = (
            re.sub(r"{%.*?%}", "", shown[code])
            .replace("{{ ref }}", JAN)
            .replace("{{ last }}", rest[-1] if rest else "")
        )
        label = label.replace("({{ whose }})", "(artsen)" if rest[-1:] == ["artsen"] else "")
        assert worded(label, question(12, (offer,))) == offer.command


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("wachten", 3), ("nog even wachten", 3), ("Wacht nog maar even.", 3), ("doorgaan", 0), ("doorgaan zonder", 0), ("ga maar door", 0),
        ("ga verder zonder hen", 0), ("vraag meer namen", 1), ("meer namen", 1), ("minimum naar 4", 2), ("lager minimum", 2), ("lager", 2),
        ("minimum naar 3", None), ("wacht tot na de kerst", None), ("doorgaan met artsen", None),
    ],
)  # fmt: skip
def test_how_to_go_on_in_her_own_words(line: str, place: int | None) -> None:
    offers = buttons.numbered(
        (buttons.enough(JAN), buttons.more_names(JAN, "artsen"), buttons.lower(JAN, "artsen", 4), buttons.wait()), 12
    )
    found = worded(line, replace(question(12, offers), inbound_id=None))
    assert found == (offers[place].command if place is not None else "")


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ("dit is van Piet de Vries", OFFERS[0].command), ("Dit formulier is van Kees Smit", OFFERS[1].command), ("Kees", OFFERS[1].command),
        ("hoort bij Kees Smit", "koppel 12 Kees Smit"), ("negeren", "negeer 12"), ("weg ermee", "negeer 12"), ("laat maar tellen", "telt 12"),
        ("niet van Smit maar van Dekker", "koppel 12 Dekker"), ("nee, niet van Kees", None), ("dit is niet van Piet de Vries", None),
    ],
)  # fmt: skip
def test_whose_it_is_or_is_not(line: str, meant: str | None) -> None:
    found = said(line, question(12))
    if meant is None:
        assert isinstance(found, Done)
        assert found.outcome.code == "command.whose-then"
    else:
        assert found == meant


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ("1 is van Kees Smit", ("koppel 1 T-7KQFK kees@x.example",)), ("1 ja", ("koppel 1 T-7KQFK piet@x.example",)), ("2: nee", ("negeer 2",)),
        ("1 is van Smit, 2 negeren", ("koppel 1 T-7KQFK kees@x.example", "negeer 2")), ("nr 1 Kees en nummer 2 weg", ("koppel 1 T-7KQFK kees@x.example", "negeer 2")),
        ("ja op 1", ("koppel 1 T-7KQFK piet@x.example",)), ("1 is van Smit en 3 negeren", ()), ("1 december", ()), ("1 jan", ()), ("2 weken", ()),
        ("1 ja, ik bel morgen over 2 dingen", ()), ("negeer 1", ()), ("12 is van Smit", ()), ("1 hoort bij Maartje van den Berg", ("koppel 1 Maartje van den Berg",)),
    ],
)  # fmt: skip
def test_each_question_is_answered_by_its_number(line: str, meant: tuple[str, ...]) -> None:
    about = tuple(
        question(n, buttons.numbered((*(replace(o, command=o.command.replace("12", "NR", 1)) for o in OFFERS),), n))
        for n in (1, 2)
    )
    desk = Desk(replace(WORLD, trajects=(JAN_BAKKER,), asked=about), USUAL)
    assert tuple(command for _, command in numbered(line, about, desk)) == meant
