"""A copy of a mail of ours that shows his list puts nobody back and changes nothing, however it comes back."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import replace
from email.message import EmailMessage
from functools import cache
from typing import Any

import pytest
from support.mails import BY
from support.trajects import context
from support.world import SmallWorld, person, traject

from bot import resources
from bot.association.case import TrajectCase
from bot.association.clues import gather
from bot.core.course import listing
from bot.core.decision import Ask, Decision, SpecialistMail
from bot.core.listed import RespondentList
from bot.core.mail.message import InboundMail
from bot.core.mail.parse import parse
from bot.core.traject.value import Respondent, Sent, Traject
from bot.core.views import CorrectionReceived, ListChange, Phrase, TrajectStarted
from bot.core.world import Role
from bot.handlers import route
from bot.handlers.shared.heard import heard_in
from bot.readers import read
from bot.shell.letters.examples import examples
from bot.shell.letters.templates import Rendered, Templates
from bot.shell.letters.wording import of_templates

CTX = replace(context("2026-11-05 10:00"), wording=of_templates(resources.root()))
MAILS = Templates(resources.root() / "mail")
PEOPLE = (
    person("ans", "Ans Jansen", "ans.jansen@zh1.example", function="cardioloog"),
    person("kees", "Kees Smit", "kees.smit@zh1.example", function="cardioloog"),
    person("bea", "Bea Mulder", "bea.mulder@zh1.example"),
    person("tom", "Tom Bos", "tom.bos@zh1.example", "artsen", function="huisarts"),
    person("eva", "Eva de Kok", "eva.kok@zh1.example", "artsen"),
    person("lia", "Lia Vos", "lia.vos@zh1.example", "niet_artsen", function="verpleegkundige"),
    person("nel", "Nel Brouwer", "nel@zh1.example", "niet_artsen"),
)
PLEASANT = ("", "Klopt, bedankt.", "Ontvangen, dank!", "Zo is het goed.", "Dank, dat klopt zo.", "Prima.")


def listed(*people: Respondent) -> Traject:
    return traject("T-7KQFK", "Jan Bakker", *people)


FIRST = listed(*PEOPLE)
NOW = replace(FIRST, respondents=(replace(PEOPLE[0], removed=True), *PEOPLE[1:]))
"""Ans Jansen was taken off since."""


@cache
def answers(of: Traject, language: str, changes: tuple[ListChange, ...] = ()) -> Rendered:
    if changes:
        view = listing.corrected(of, changes, RespondentList(()), asked=False, bot_invites=False, proved=True)
        return MAILS.render(view, language, CTX.practice, CTX.practitioner, by=BY)
    told = listing.answer(of, RespondentList(()), bot_invites=False, proved=True)
    return MAILS.render(told, language, CTX.practice, CTX.practitioner, by=BY)


@cache
def started(language: str) -> tuple[Rendered, ...]:
    views = (v for v in examples(language) if isinstance(v, TrajectStarted))
    named = (replace(v, ref="T-7KQFK", name="Jan Bakker") for v in views)
    return tuple(MAILS.render(v, language, CTX.practice, CTX.practitioner, by=BY) for v in named)


CHANGES = (
    ListChange("remove", "Piet Puk"),
    ListChange("address", "Kees Smit", "Kees Smit", "kees.smit@zh1.example"),
    ListChange("rename", "Bea Muldert", "Bea Mulder"),
    ListChange("add", "", "Nel Brouwer", "nel@zh1.example"),
)


def bare(one: Rendered, rng: random.Random) -> str:
    return one.text


def rewrapped(one: Rendered, rng: random.Random) -> str:
    return re.sub(r"(?<!\n)\n(?!\n)", " ", one.text)


def on_one_line(one: Rendered, rng: random.Random) -> str:
    return re.sub(r"\s+", " ", one.text)


def indented(one: Rendered, rng: random.Random) -> str:
    return "\n".join(f"  {line}  " for line in one.text.split("\n"))


def cut_off(one: Rendered, rng: random.Random) -> str:
    return one.text.split("Met vriendelijke groet")[0].split("Kind regards")[0]


SHAPES = (bare, rewrapped, on_one_line, indented, cut_off)


HIS = "Jan Bakker <jan.bakker@ziekenhuis.example>"


def came(text: str, html: bool = False, sender: str = HIS, enclosed: str = "") -> InboundMail:
    mail = EmailMessage()
    mail["From"], mail["To"] = sender, CTX.practice.address
    mail["Subject"], mail["Message-ID"] = (
        "RE: [T-7KQFK] Uw respondentenlijst is ontvangen",
        "<anders@ziekenhuis.example>",
    )
    mail.set_content(text, subtype="html" if html else "plain")
    if enclosed:
        inner = EmailMessage()
        inner["From"], inner["To"], inner["Subject"] = CTX.practice.address, HIS, "[T-7KQFK] Uw respondentenlijst"
        inner.set_content(enclosed)
        mail.add_attachment(inner)
    return parse(mail.as_bytes(), read)


def decided(mail: InboundMail, now: Traject, **case_: Any) -> Decision:
    case = replace(TrajectCase(now, Role.SPECIALIST, authenticated=True, clues=gather(mail)), **case_)
    ctx = replace(CTX, inbound_id=7)
    said = heard_in(mail, case, ctx)
    return route(said, case, ctx).handle(said, case, SmallWorld((now,)), ctx)


def on_list(after: Traject | None) -> set[tuple[str, str, str]]:
    assert after is not None
    return {(r.name, r.address, r.group) for r in after.respondents if not r.removed}


def mailed(decision: Decision) -> list[SpecialistMail]:
    return [e for e in decision.effects if isinstance(e, SpecialistMail)]


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("shape", SHAPES, ids=lambda s: s.__name__)
@pytest.mark.parametrize("above", PLEASANT)
def test_an_older_copy_puts_nobody_back(shape: Callable[..., str], above: str, language: str) -> None:
    for old in (answers(FIRST, language), answers(FIRST, language, CHANGES)):
        decision = decided(came(f"{above}\n\n{shape(old, random.Random(1))}"), NOW)
        assert on_list(decision.traject) == on_list(NOW), old.text
        assert not any(isinstance(e, Ask) for e in decision.effects)
        (answer,) = mailed(decision)
        assert isinstance(answer.view, CorrectionReceived)
        assert (answer.view.unclear, answer.view.changes) == ((), ())


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("above", PLEASANT)
def test_an_older_copy_in_html_puts_nobody_back(above: str, language: str) -> None:
    for old in (answers(FIRST, language), answers(FIRST, language, CHANGES)):
        decision = decided(came(f"<p>{above}</p>{old.html}", html=True), NOW)
        assert on_list(decision.traject) == on_list(NOW)
        assert [m.view.KIND for m in mailed(decision)] == [CorrectionReceived.KIND]


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("shape", SHAPES, ids=lambda s: s.__name__)
@pytest.mark.parametrize("above", PLEASANT)
def test_a_copy_of_today_s_list_is_filed(shape: Callable[..., str], above: str, language: str) -> None:
    for one in (answers(FIRST, language), answers(FIRST, language, CHANGES), *started(language)):
        decision = decided(came(f"{above}\n\n{shape(one, random.Random(1))}"), FIRST)
        assert on_list(decision.traject) == on_list(FIRST)
        assert decision.effects == (), one.text


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("above", PLEASANT)
def test_a_copy_in_html_of_today_s_list_is_filed(above: str, language: str) -> None:
    for one in (answers(FIRST, language), answers(FIRST, language, CHANGES)):
        decision = decided(came(f"<p>{above}</p>{one.html}", html=True), FIRST)
        assert (on_list(decision.traject), decision.effects) == (on_list(FIRST), ())


SAID = (
    ("Graag Kees Smit schrappen.", {("Kees Smit", "kees.smit@zh1.example", "vakgenoten")}, set()),
    ("Tom Bos doet niet mee.", {("Tom Bos", "tom.bos@zh1.example", "artsen")}, set()),
    (
        "Het adres van Lia Vos is lia@umc.example.",
        {("Lia Vos", "lia.vos@zh1.example", "niet_artsen")},
        {("Lia Vos", "lia@umc.example", "niet_artsen")},
    ),
    (
        "Voeg Nora Nieuw, nora@zh1.example, toe bij de artsen.",
        set(),
        {("Nora Nieuw", "nora@zh1.example", "artsen")},
    ),
    (
        "Vervang Bea Mulder door Nora Nieuw, nora@zh1.example.",
        {("Bea Mulder", "bea.mulder@zh1.example", "vakgenoten")},
        {("Nora Nieuw", "nora@zh1.example", "vakgenoten")},
    ),
)


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize(("words", "gone", "new"), SAID)
def test_what_he_writes_around_a_copy_is_done(
    words: str, gone: set[tuple[str, str, str]], new: set[tuple[str, str, str]], language: str
) -> None:
    """Above it, between its lines and below it; of an older copy as well."""
    for old, now in ((FIRST, FIRST), (FIRST, NOW)):
        text = answers(old, language).text
        empty = [m.end() for m in re.finditer(r"\n\n", text)]
        for at in (0, *empty[1:-3:4], len(text)):
            decision = decided(came(f"{text[:at]}\n\n{words}\n\n{text[at:]}"), now)
            assert on_list(decision.traject) == (on_list(now) - gone) | new, text[:at]


def test_somebody_taken_off_comes_back_by_his_own_words() -> None:
    words = "Ans Jansen graag toch weer toevoegen bij de vakgenoten: Ans Jansen, ans.jansen@zh1.example"
    decision = decided(came(f"{words}\n\n{answers(NOW, 'nl').text}"), NOW)
    assert "Ans Jansen" in {name for name, _, _ in on_list(decision.traject)}


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_row_changed_in_a_copy_of_today_s_list_counts(language: str) -> None:
    text = answers(FIRST, language).text
    for row, becomes, expected in (
        ("Kees Smit", "Cees Smits", ("Cees Smits", "kees.smit@zh1.example", "vakgenoten")),
        ("lia.vos@zh1.example", "l.vos@umc.example", ("Lia Vos", "l.vos@umc.example", "niet_artsen")),
        (
            "Tom Bos",
            "Nora Nieuw  nora@zh1.example  huisarts\nTom Bos",
            ("Nora Nieuw", "nora@zh1.example", "artsen"),
        ),
    ):
        decision = decided(came(text.replace(row, becomes)), FIRST)
        assert expected in on_list(decision.traject)
        assert len(on_list(decision.traject)) == len(PEOPLE) + becomes.count("\n")


def test_a_row_that_an_older_mail_may_have_shown_changes_nothing() -> None:
    """Kees got another address since; Bea another group; somebody came on since."""
    sent = (Sent("list-received", CTX.now, key="1"),)
    later = replace(CTX, now=CTX.now.replace(hour=15)).now
    moved = replace(PEOPLE[2], group="artsen")
    came_later = person("pia", "Pia Duim", "pia@zh1.example", listed_at=later)
    for person_now in (replace(PEOPLE[1], address="k.smit@umc.example", listed_at=later), moved, came_later):
        others = tuple(p for p in PEOPLE if p.id != person_now.id)
        now = replace(FIRST, respondents=(*others, person_now), sent=sent)
        decision = decided(came(answers(FIRST, "nl").text), now)
        assert on_list(decision.traject) == on_list(now)
        assert not any(isinstance(e, Ask) for e in decision.effects)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_names_typed_into_a_mail_that_shows_no_list_are_a_list(language: str) -> None:
    (one, *_) = started(language)
    rows = "Vakgenoten:\nNora Nieuw, nora@zh1.example, cardioloog\nPia Duim, pia@zh1.example, cardioloog"
    paragraphs = one.text.split("\n\n")
    for at in (0, 3, 5):
        text = "\n\n".join((*paragraphs[:at], rows, *paragraphs[at:]))
        decision = decided(came(text), listed())
        assert {name for name, _, _ in on_list(decision.traject)} == {"Nora Nieuw", "Pia Duim"}, text


OUTLOOK = (
    "Van: Praktijk Voorbeeld <{}>\nVerzonden: woensdag 4 november 2026 09:00\nAan: Jan Bakker\nOnderwerp: Uw lijst\n\n"
)
STRANGER: dict[str, Any] = {"role": Role.STRANGER, "authenticated": False, "doubt": Phrase("unknown-sender")}


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize(
    ("words", "header", "enclosed", "sender", "case"),
    [
        pytest.param("Beste, dit klopt zo toch? Groet, Jan", "", False, HIS, {}, id="a question above"),
        pytest.param("Zie hieronder.", OUTLOOK, False, HIS, {}, id="forwarded by himself"),
        pytest.param("Ter informatie.", "", True, HIS, {}, id="enclosed"),
        pytest.param(
            "Namens dr. Bakker: dit is de lijst.", OUTLOOK, False, "secr@zh1.example", STRANGER, id="secretary"
        ),
        pytest.param("Namens dr. Bakker: dit is de lijst.", "", False, "secr@zh1.example", STRANGER, id="unmarked"),
        pytest.param("Dit is de lijst.", "", True, "secr@zh1.example", STRANGER, id="secretary encloses"),
    ],
)
def test_she_hears_that_it_is_our_own_list_and_nothing_is_taken_from_it(
    words: str, header: str, enclosed: bool, sender: str, case: dict[str, Any], language: str
) -> None:
    """Ans went since, and Kees got another address: neither comes back when she ties the mail to the traject."""
    sent = (Sent("list-received", CTX.now, key="1"),)
    later = CTX.now.replace(hour=15)
    kees = replace(PEOPLE[1], address="k.smit@umc.example", listed_at=later)
    now = replace(NOW, respondents=(NOW.respondents[0], kees, *NOW.respondents[2:]), sent=sent)
    old = answers(FIRST, language).text
    text = words if enclosed else f"{words}\n\n{header.format(CTX.practice.address)}{old}"
    mail = came(text, sender=sender, enclosed=old if enclosed else "")
    asked = [e for e in decided(mail, now, **case).effects if isinstance(e, Ask)]
    assert [a.what.code for a in asked] == ["own-list-back"]
    tied = decided(mail, now, **{**case, "doubt": None, "by_her": True})
    assert on_list(tied.traject) == on_list(now)


@pytest.mark.parametrize("case", [{}, STRANGER], ids=["himself", "secretary"])
def test_whom_somebody_adds_to_our_own_list_is_asked_about(case: dict[str, Any]) -> None:
    row = "Nora Nieuw, nora@zh1.example, huisarts\nPia Duim, pia@zh1.example, huisarts\n"
    words = f"Zie de mail van mijn secretaresse.\n\n{OUTLOOK.format('secr@zh1.example')}Artsen:\n{row}\n\n"
    mail = came(f"{words}{answers(FIRST, 'nl').text}")
    tied = decided(mail, NOW, **{**case, "doubt": None, "by_her": True})
    assert on_list(tied.traject) - on_list(NOW) == {
        ("Nora Nieuw", "nora@zh1.example", "artsen"),
        ("Pia Duim", "pia@zh1.example", "artsen"),
    }


def rows_of(of: Traject, people: list[Respondent]) -> str:
    """The rows of our list, copied without anything around them."""
    lines = (f"{p.name}\t{p.address}\t{p.function}" for p in people)
    return "\n".join(lines)


@pytest.mark.parametrize(
    "words",
    [
        "Graag ook Nora Nieuw, nora@zh1.example (huisarts).",
        "Hierbij nog iemand: Nora Nieuw, nora@zh1.example, huisarts",
        "Dag, ik heb Nora Nieuw, nora@zh1.example (huisarts) nog gevraagd.",
        "",
    ],
)
@pytest.mark.parametrize("head", ["", "Naam\tE-mail\tFunctie\n", "Collega's van dezelfde discipline\n"])
def test_rows_of_an_older_list_put_nobody_back(words: str, head: str) -> None:
    rng = random.Random(f"{words} {head}")
    for _ in range(20):
        size = rng.randint(3, len(PEOPLE))
        shown = rng.sample(PEOPLE, size)
        off = {p.id for p in rng.sample(shown, rng.randint(1, size - 2))}
        now = listed(*(replace(p, removed=p.id in off) for p in PEOPLE))
        decision = decided(came(f"{words}\n\n{head}{rows_of(FIRST, shown)}"), now)
        after = {name for name, _, _ in on_list(decision.traject)}
        assert not after & {p.name for p in PEOPLE if p.id in off}
        views = [m.view for m in mailed(decision)]
        told = [d.as_typed for v in views for d in getattr(v, "doubtful", ()) if d.reason == "taken-off"]
        said = " ".join((*told, *(words for v in views for words in getattr(v, "unclear", ()))))
        assert all(p.address in said for p in PEOPLE if p.id in off), (views, off)


def test_whoever_was_taken_off_comes_back_where_that_is_said() -> None:
    now = listed(*(replace(p, removed=p.id == "ans") for p in PEOPLE))
    for text in (
        "Voeg Ans Jansen, ans.jansen@zh1.example, toe bij de vakgenoten.",
        f"Dit is de nieuwe lijst:\n\nVakgenoten\n{rows_of(FIRST, list(PEOPLE[:3]))}",
        "Toch ook weer erbij:\n\nVakgenoten\nAns Jansen\tans.jansen@zh1.example\tcardioloog",
        f"Voeg Ans Jansen, ans.jansen@zh1.example, toe bij de vakgenoten.\n\n{rows_of(FIRST, list(PEOPLE))}",
    ):
        assert "Ans Jansen" in {name for name, _, _ in on_list(decided(came(text), now).traject)}, text
