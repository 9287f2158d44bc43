"""The words of every mail, as the two parts show them."""

from __future__ import annotations

import re
from dataclasses import fields, replace
from datetime import date
from urllib.parse import unquote

import pytest
from support.mails import BY, DIRECTORY, EVERY_MAIL, LANGUAGES, example, links, nodes, one_line, render, shown

from bot.core import views
from bot.core.views import GroupCount, OpenQuestion, Phrase, Proposal, View
from bot.shell.letters.examples import PRACTICE, PRACTITIONER, examples
from bot.shell.letters.templates import Templates

REF = "T-7KQFK"
FORBIDDEN = {
    "nl": r"!|\bje\b|\bjij\b|\bjouw\b|\bjullie\b|\bdeadline\b|\bbot\b|\btoken\b|\bchecken\b|\bfeedbacken\b|\bAI\b|\bprompt\b|\bhallo\b",
    "en": r"!|\bbot\b|\btoken\b|\bdeadline\b|\bASAP\b|\bAI\b|\bprompt\b|\bhi\b|\bkindly\b",
}


@pytest.mark.parametrize(("view", "language"), EVERY_MAIL)
def test_a_mail_has_a_subject_two_bodies_and_its_reference(view: View, language: str) -> None:
    mail = render(view, language)
    ref = getattr(view, "ref", "")
    assert mail.subject.startswith(f"[{ref}] ") if ref else "[" not in mail.subject
    assert PRACTICE.name in mail.text
    assert PRACTICE.name in mail.html


@pytest.mark.parametrize(("view", "language"), EVERY_MAIL)
def test_a_mail_has_nothing_left_of_its_template(view: View, language: str) -> None:
    mail = render(view, language)
    assert not re.search(r"\{\{|\{%|\*\*|[\ue000-\uf8ff]|\n\n\n", mail.subject + mail.text + mail.html)
    assert "None" not in mail.text


@pytest.mark.parametrize(("view", "language"), EVERY_MAIL)
def test_html_fetches_nothing_and_links_only_to_the_practice(view: View, language: str) -> None:
    html = render(view, language).html
    assert not re.search(r"https?:|//|src=|url\(|@import|<img|<link|<script|javascript", html, re.IGNORECASE)
    assert all(link.startswith(f"mailto:{PRACTICE.address}?subject=") for link in links(html))


@pytest.mark.parametrize(("view", "language"), EVERY_MAIL)
def test_a_mail_has_no_forbidden_words(view: View, language: str) -> None:
    assert re.findall(FORBIDDEN[language], render(view, language).text, re.IGNORECASE) == []


@pytest.mark.parametrize(("view", "language"), EVERY_MAIL)
def test_both_parts_say_the_same(view: View, language: str) -> None:
    mail = render(view, language)
    words = set(re.findall(r"\w{4,}", re.sub(r"mailto:\S+|> (stuur|send): .*", "", mail.text)))
    assert words - set(re.findall(r"\w{4,}", shown(mail.html))) <= {"stuur"}


@pytest.mark.parametrize("kind", ["invitation", "respondent-reminder", "form-empty"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_questions_stand_in_both_parts_line_by_line(kind: str, language: str) -> None:
    view = example(kind, language)
    mail = render(view, language)
    questions = view.questions.strip()
    assert questions in mail.text
    block = nodes(mail.html, "div.lines")[0].html or ""
    assert [shown(line) for line in block.split("<br>")] == [line.strip() for line in questions.splitlines()]


def test_indentation_in_the_questions_survives() -> None:
    view = replace(example("respondent-reminder"), questions="1. Vraag\n   <b>ja</b>\n")
    mail = render(view)
    assert "1. Vraag\n   <b>ja</b>\n" in mail.text
    assert "&nbsp;&nbsp;&nbsp;&lt;b&gt;ja&lt;/b&gt;" in mail.html.replace("\xa0", "&nbsp;")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "kind", ["respondent-reminder", "form-received", "form-empty", "form-unreadable", "decline-received"]
)
@pytest.mark.parametrize("first", [True, False])
def test_the_notice_goes_with_the_first_mail_only(kind: str, language: str, first: bool) -> None:
    text = one_line(render(replace(example(kind, language), first=first), language).text)
    parts = {
        "nl": ("ten hoogste 5 jaar", "Autoriteit Persoonsgegevens", "bezwaar"),
        "en": ("at most 5 years", "Data Protection", "object"),
    }
    assert [part in text for part in parts[language]] == [first] * 3


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_invitation_opens_with_who_asked_and_tells_who_reads(language: str) -> None:
    text = one_line(render(example("invitation", language), language).text)
    who = {
        "nl": "Geachte Piet de Vries, Jan Bakker heeft u gevraagd",
        "en": "Dear Piet de Vries, Jan Bakker has asked you",
    }
    word = {"nl": "“nee”", "en": "“no”"}
    assert text.startswith(who[language])
    assert word[language] in text
    assert PRACTITIONER.name in text


def test_the_retention_period_is_that_of_the_practice() -> None:
    mails = Templates(DIRECTORY, retention_days=730)
    text = mails.render(example("invitation"), "nl", PRACTICE, PRACTITIONER, by=BY).text
    assert "ten hoogste 2 jaar" in one_line(text)


@pytest.mark.parametrize(
    ("chance", "said"),
    [
        pytest.param(0.002, "minder dan 5 procent", id="hardly"),
        pytest.param(0.42, "ongeveer 40 procent", id="rounded down"),
        pytest.param(0.795, "ongeveer 80 procent", id="rounded up"),
        pytest.param(0.99, "meer dan 95 procent", id="nearly sure"),
    ],
)
def test_a_chance_is_said_in_words(chance: float, said: str) -> None:
    assert said in one_line(render(views.ListReceived(REF, "Jan Bakker", (), (), chance, bot_invites=False)).text)


@pytest.mark.parametrize(
    ("returned", "minimum", "said"),
    [
        pytest.param(0, 5, "□□□□□ 0 van 5", id="none"),
        pytest.param(3, 5, "■■■□□ 3 van 5", id="some"),
        pytest.param(5, 5, "■■■■■ 5 van 5", id="complete"),
        pytest.param(7, 5, "■■■■■ 7, nodig 5", id="more than needed"),
    ],
)
def test_a_bar_counts_forms_in_both_parts(returned: int, minimum: int, said: str) -> None:
    mail = render(views.Ready(REF, "Jan Bakker", (GroupCount("Artsen", returned, minimum),), (), False, ()))
    assert said in mail.text
    assert said in shown(mail.html)


def question(*commands: Proposal) -> tuple[OpenQuestion, ...]:
    return (OpenQuestion(12, Phrase("unknown-mail"), "Piet <p@x.example>", REF, date(2026, 11, 5), commands),)


@pytest.mark.parametrize(
    ("command", "label"),
    [
        pytest.param(
            "koppel 12 T-7KQFK p.devries+werk@zkh.example",
            "Hoort bij T-7KQFK (p.devries+werk@zkh.example)",
            id="koppel",
        ),
        pytest.param("start j@x.example Jan Bakker", "Start traject", id="start"),
        pytest.param("start j@x.example Jan Bakker spoed", "Start traject met spoed", id="start at once"),
        pytest.param(
            "koppel 12 T-7KQFK José & Zn?body=x#y", "Hoort bij T-7KQFK (José & Zn?body=x#y)", id="h41 odd name"
        ),
    ],
)
def test_a_button_opens_a_mail_with_the_command_as_its_subject(command: str, label: str) -> None:
    mail = render(views.DecisionNeeded(REF, question(Proposal(command))))
    link = nodes(mail.html, "a")[0]
    address, _, subject = (link.attributes["href"] or "").partition("?subject=")
    assert (address, unquote(subject), link.text()) == (f"mailto:{PRACTICE.address}", command, label)
    assert re.fullmatch(r"[A-Za-z0-9%._~-]+", subject)
    assert f"\n{label}\n> stuur: {command}\n  {address}?subject={subject}\n" in mail.text


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_button_says_in_words_what_it_does_in_text_too(language: str) -> None:
    send = {"nl": "stuur", "en": "send"}[language]
    buttons = 0
    for view in examples(language):
        lines = render(view, language).text.split("\n")
        for at, line in enumerate(lines):
            if line.startswith(f"> {send}: "):
                buttons += 1
                assert lines[at - 1].strip(), view.KIND
                assert not line.endswith(lines[at - 1]), view.KIND
    assert buttons > 10


def test_a_button_may_have_its_own_label() -> None:
    mail = render(views.DecisionNeeded(REF, question(Proposal("koppel 12 T-7KQFK", "Piet bij Jan <Bakker>"))))
    assert nodes(mail.html, "a")[0].text() == "Ja, dit is van Piet bij Jan <Bakker>"
    assert "> stuur: koppel 12 T-7KQFK\n" in mail.text


@pytest.mark.parametrize(
    ("times", "said"),
    [pytest.param("1", "Collega's -- Praktijk", id="once"), pytest.param("3", "Collega's (3 keer) --", id="thrice")],
)
def test_news_says_how_many_times(times: str, said: str) -> None:
    news = (Phrase("news.form", (("group", "Collega's"), ("times", times))),)
    line = views.TrajectLine(REF, "Jan Bakker", "collecting", (), (), (), news)
    text = one_line(render(views.Digest(date(2026, 11, 5), (), (), (line,), ())).text)
    assert f"formulier ontvangen: {said}" in text


@pytest.mark.parametrize(
    ("questions", "enquiries", "subject"),
    [
        pytest.param(0, 0, "Overzicht van donderdag 5 november", id="news only"),
        pytest.param(1, 0, "Overzicht van donderdag 5 november: 1 beslissing", id="one decision"),
        pytest.param(2, 1, "Overzicht van donderdag 5 november: 2 beslissingen, 1 aanvraag", id="both"),
        pytest.param(0, 2, "Overzicht van donderdag 5 november: 2 aanvragen", id="enquiries"),
    ],
)
def test_the_subject_of_a_digest_counts(questions: int, enquiries: int, subject: str) -> None:
    enquiry = views.Enquiry(13, "Els <e@x.example>", date(2026, 11, 4), ())
    view = views.Digest(date(2026, 11, 5), question() * questions, (enquiry,) * enquiries, (), ())
    assert render(view).subject == subject


def test_the_moment_is_that_of_the_practice() -> None:
    assert "14 november 2026 om 10:30 uur" in one_line(render(example("confirm-request")).text)
    assert "14 November 2026 at 10:30" in one_line(render(example("confirm-request"), "en").text)


def test_doubtful_rows_are_listed_with_reason_and_proposal() -> None:
    text = one_line(render(example("list-incomplete")).text)
    assert (
        "R. Post, r.post@ziekenhius.example: het e-mailadres klopt niet. Misschien bedoelt u r.post@ziekenhuis.example."
        in text
    )
    assert "internist (groep afgeleid uit de functie)" in text


@pytest.mark.parametrize("view", sorted({type(v) for v in examples("nl")}, key=lambda kind: kind.__name__))
def test_no_value_of_a_view_is_overwritten_by_what_every_mail_has(view: type) -> None:
    everywhere = {"practice", "practitioner", "retention_days", "introduced", "by", "days_left"}
    assert everywhere.isdisjoint(field.name for field in fields(view))
