"""What comes back on `statement-to-sign`: the signed statement, her report, both, or what must be asked."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from support.caseload import TOM, TOM_VISSER, VOUCHED, WORLD
from support.trajects import mails
from support.world import NOW, mail

from bot.association.ladder import associate
from bot.core.decision import Decision, Work
from bot.core.documents import Document, Read
from bot.core.mail.message import Attachment, InboundMail
from bot.core.traject.value import Sent
from bot.core.views import CommandResult, StatementToSign
from bot.handlers import command
from bot.handlers.her_word.returned import parts_of, returned
from bot.handlers.steering.passing import PASS_ON, REPORT, STATEMENT, passed_on, taken_along

PROOF = ("mx.praktijk.example; dmarc=pass header.from=praktijk.example",)
BOTH = (STATEMENT, REPORT)
TEXT = "Verslag IFMS-gesprek. Wij spraken over de ontwikkeling in het werk en over delegeren."


def scan(name: str = "scan.pdf") -> Attachment:
    return Attachment(name, "", 9, Document("pdf", read=Read.EMPTY, picture=True))


def word(name: str, text: str = TEXT) -> Attachment:
    return Attachment(name, "", len(text), Document("docx", text=text))


LETTER = "Beste Tom, dank voor het gesprek."


def came(text: str, *files: Attachment) -> InboundMail:
    hers = mail(
        "A. de Vries <a.devries@praktijk.example>", subject="Re: Ter ondertekening", text=text, authentication=PROOF
    )
    return replace(hers, attachments=files)


@pytest.mark.parametrize(
    ("text", "files", "expected"),
    [
        ("", (scan(),), (STATEMENT,)),
        ("Getekend", (scan(),), (STATEMENT,)),
        ("Hierbij", (scan("IMG_0012.jpg"),), (STATEMENT,)),
        ("Hierbij getekend. Het verslag volgt later.", (scan(),), (STATEMENT,)),
        ("Zie bijlage, het verslag stuur ik morgen", (scan(),), (STATEMENT,)),
        ("Verslag komt nog", (scan("verklaring.pdf"),), (STATEMENT,)),
        ("Hierbij het verslag", (word("Gesprek Bakker.docx"),), (REPORT,)),
        ("Hierbij het verslag", (word("brief.docx", LETTER),), (REPORT,)),
        ("en het verslag", (word("Verslag.docx"),), (REPORT,)),
        ("Dit is het verslag, niet de verklaring", (word("brief.docx", LETTER),), (REPORT,)),
        ("De verklaring heeft u al, hierbij het gespreksverslag", (word("brief.docx", LETTER),), (REPORT,)),
        ("Dank voor de verklaring. Hierbij het verslag.", (scan(),), (REPORT,)),
        ("", (word("Verslag gesprek.docx", LETTER),), (REPORT,)),
        ("Zie bijlage", (word("Gesprek Bakker.docx"),), (REPORT,)),
        ("Hierbij de getekende verklaring", (word("Verslag.docx"),), ()),
        ("Hierbij het verslag", (scan("verklaring getekend.pdf"),), ()),
        ("Hierbij verklaring en verslag", (scan(),), ()),
        ("Dit is niet de verklaring", (scan(),), ()),
        ("Nog niet getekend", (scan(),), ()),
        ("Hierbij de verklaring en het verslag", (scan("verklaring getekend.pdf"), word("Verslag.docx")), BOTH),
        ("Hierbij de verklaring en het verslag", (scan(), word("Verslag.docx")), BOTH),
        ("", (word("Verslag.docx"), scan("getekend.pdf")), BOTH),
        ("Getekend", (scan("1.jpg"), scan("2.jpg")), (STATEMENT,)),
        ("Hierbij verklaring en verslag", (scan("1.pdf"), scan("2.pdf")), ()),
    ],
)
def test_what_it_is(text: str, files: tuple[Attachment, ...], expected: tuple[str, ...]) -> None:
    assert returned(came(text, *files)) == expected


def handled(hers: InboundMail, *, proved: bool = True) -> Decision:
    key = f"{TOM}/{StatementToSign.KIND}/2026-11-02"
    traject = replace(TOM_VISSER, sent=(*TOM_VISSER.sent, Sent(StatementToSign.KIND, NOW, key=key)))
    world = replace(WORLD, trajects=(traject,))
    hers = hers if proved else replace(hers, authentication=())
    (case,) = associate(hers, world, VOUCHED)
    case = replace(case, answers=StatementToSign.KIND, traject=traject)
    return command.handle(hers, case, world, VOUCHED)


def passed(decision: Decision) -> list[str]:
    return [e.key for e in decision.effects if isinstance(e, Work) and e.kind == PASS_ON]


def told(decision: Decision) -> list[str]:
    views = [m.view for m in mails(decision.effects)]
    return [o.outcome.code.removeprefix("command.") for v in views if isinstance(v, CommandResult) for o in v.lines]


NAMES = {
    REPORT: (word("Verslag Visser.docx"), word("Gesprek Visser.docx"), word("gespreksverslag_def.docx")),
    STATEMENT: (scan("getekend.pdf"), scan("Verklaring deelname.jpg"), scan("statement signed.pdf")),
}
SAID = {
    REPORT: ("Hierbij het verslag", "verslag", "en het verslag", "Verslag graag doorsturen", ""),
    STATEMENT: ("Getekend", "Hierbij de verklaring", "", "verklaring", "Ondertekend, groet"),
}


@pytest.mark.parametrize("seed", range(40))
def test_each_goes_as_what_it_is_and_never_as_the_other(seed: int) -> None:
    rng = random.Random(seed)
    kinds = rng.choice(((REPORT,), (STATEMENT,), BOTH))
    files = [rng.choice(NAMES[kind]) for kind in kinds]
    rng.shuffle(files)
    words = rng.choice(SAID[kinds[0]]) if len(kinds) == 1 else "Hierbij de getekende verklaring en het verslag"
    keys = [taken_along(key) for key in passed(handled(came(words, *files)))]
    assert {kind for kind, _, _ in keys} == set(kinds)
    for kind, _, places in keys:
        assert [files[n].name for n in places] in ([], [f.name for f in files if f in NAMES[kind]])
        assert places or len(files) == 1


@pytest.mark.parametrize("lines", ["verklaring\nverslag", "verslag Visser\nverklaring Visser"])
def test_two_lines_take_each_their_own(lines: str) -> None:
    keys = passed(handled(came(lines, scan("getekend.pdf"), word("Verslag.docx"))))
    assert {taken_along(k)[0]: taken_along(k)[2] for k in keys} == {STATEMENT: (0,), REPORT: (1,)}


@pytest.mark.parametrize(
    ("text", "files", "expected"),
    [
        pytest.param("Hierbij verklaring en verslag", (scan(),), ["which-file"], id="one file, both said"),
        pytest.param("verklaring\nverslag", (scan("1.pdf"), scan("2.pdf")), ["each-own-mail"] * 2, id="two scans"),
        pytest.param(f"verklaring {TOM}", (word("Verslag.docx"),), ["file-is-report"], id="a report as statement"),
    ],
)
def test_what_is_not_plain_is_asked_and_nothing_goes(
    text: str, files: tuple[Attachment, ...], expected: list[str]
) -> None:
    decision = handled(came(text, *files))
    assert (told(decision), passed(decision)) == (expected, [])


def test_two_kinds_that_nothing_proves_hers_go_in_mails_of_their_own() -> None:
    hers = came("Hierbij de verklaring en het verslag", scan("getekend.pdf"), word("Verslag.docx"))
    decision = handled(hers, proved=False)
    assert (told(decision), passed(decision)) == (["each-own-mail"] * 2, [])


def test_a_report_that_may_name_somebody_waits_while_the_statement_goes() -> None:
    names = word("Verslag.docx", f"{TEXT} Collega Hendriks vindt u kordaat.")
    decision = handled(came("Hierbij de verklaring en het verslag", scan("getekend.pdf"), names))
    assert [taken_along(k)[0] for k in passed(decision)] == [STATEMENT]
    assert "each-own-mail" in told(decision)


def test_a_job_tells_its_files() -> None:
    hers = came("", scan("getekend.pdf"), word("Verslag.docx"))
    for kind in BOTH:
        assert taken_along(passed_on(TOM_VISSER, kind, 7, parts_of(hers)).key)[:2] == (kind, 7)
    assert taken_along(passed_on(TOM_VISSER, REPORT, 7).key) == (REPORT, 7, ())
