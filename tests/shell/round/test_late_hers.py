"""A late mail that only names the destroyed traject: for a traject that lives, or hers to judge, and never lost unread."""

from __future__ import annotations

import base64
import email
import io
import zipfile
from email.message import EmailMessage
from email.policy import SMTP

import pytest
from support.stories.closing import destroy
from support.stories.dialogue import Opened, start
from support.stories.people import PEERS, fill, respondent_sheet, scores
from support.stories.practice import INFO, JAN, SHE, Practice, at, enclosures, parsed, text_of

CLOSED_ONLY, BOTH, LIVING_ONLY = PEERS[:3]
ELS, STRANGER, JAN_HIMSELF = "Els Wit <els@kliniek.example>", "Vreemde <vreemde@elders.example>", f"Jan Bakker <{JAN}>"
ASKED = "noemt een traject dat is vernietigd"
AVG, GRAVE = "beroep te doen op de AVG", "iets ernstigs"
RIGHTS = (
    "Ik wil weten welke gegevens u nog van mij heeft.",
    "Graag inzage in mijn persoonsgegevens, op grond van de AVG.",
)
THREATS = ("Ik word bedreigd door een collega en ben bang.", "Ik denk aan zelfmoord.")


def zipped(name: str, data: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(name, data)
    return out.getvalue()


def of(person: tuple[str, str, str]) -> str:
    return f"{person[0]} <{person[1]}>"


def gone(p: Practice) -> tuple[Opened, Opened]:
    """Jan's traject is destroyed, Els's lives."""
    closed = start(p, "2026-11-03 10:00")
    p.reply(closed.started, JAN_HIMSELF, "\n".join(", ".join(one) for one in (CLOSED_ONLY, BOTH)))
    p.round("2026-11-03 11:00")
    living = start(p, "2026-11-04 10:00", "start els@kliniek.example Els Wit")
    p.reply(living.started, ELS, "\n".join(", ".join(one) for one in (BOTH, LIVING_ONLY)))
    p.mail(of(CLOSED_ONLY), "Formulier", "", ("f.docx", fill(closed.form, scores())))
    p.round("2026-11-04 11:00")
    destroy(p, closed.ref, "2026-11-04 12:00")
    return closed, living


def comes(
    p: Practice, sender: str, subject: str, body: str, *files: tuple[str, bytes], **headers: str
) -> tuple[bool, str]:
    """Whether it is still there, and what she was asked."""
    asked = len(p.sent("decision-needed", SHE))
    p.mail(sender, subject, body, *files, X_Case="laat", **headers)
    p.round("2026-11-05 09:00")
    there = any(b"X-Case: laat" in raw for f in p.account.folders() for _, raw in p.account.mails(f))
    return there, " ".join(" ".join(text_of(parsed(r)).split()) for r in p.sent("decision-needed", SHE)[asked:])


def declined(p: Practice) -> int:
    return len(p.sent("decline-received"))


def test_what_one_of_the_living_traject_alone_says_is_of_that_one(practice_run: Practice) -> None:
    p = practice_run
    closed, _ = gone(p)
    there, asked = comes(p, of(LIVING_ONLY), f"[{closed.ref}]", "Helaas lukt het mij niet om mee te doen.")
    assert (there, asked, declined(p)) == (True, "", 1)
    there, asked = comes(p, ELS, f"[{closed.ref}] lijst", "Voeg toe: Kees Groen, k.groen@kliniek.example, internist")
    assert (there, asked) == (True, "")
    assert "Kees Groen" in text_of(parsed(p.sent(to="els@kliniek.example")[-1]))


def test_what_one_of_both_says_is_asked_about_and_changes_nothing(practice_run: Practice) -> None:
    p = practice_run
    closed, living = gone(p)
    there, asked = comes(p, of(BOTH), f"Re: [{closed.ref}]", "Helaas lukt het mij niet om mee te doen.")
    assert (there, declined(p)) == (True, 0)
    assert ASKED in asked
    assert f"koppel 1 {living.ref}" in asked or living.ref in asked
    assert p.sent("traject-closed") == []


@pytest.mark.parametrize("said", [*((r, AVG) for r in RIGHTS), *((t, GRAVE) for t in THREATS)])
@pytest.mark.parametrize("sender", [of(CLOSED_ONLY), of(BOTH), STRANGER, JAN_HIMSELF])
def test_a_request_and_what_is_grave_go_before_her(practice_run: Practice, sender: str, said: tuple[str, str]) -> None:
    p = practice_run
    closed, _ = gone(p)
    there, asked = comes(p, sender, f"Bericht [{closed.ref}]", said[0])
    assert there
    assert ASKED in asked
    assert said[1] in asked
    assert p.sent("traject-closed") == []


@pytest.mark.parametrize("sender", [of(CLOSED_ONLY), STRANGER])
@pytest.mark.parametrize(
    ("subject", "body"),
    [
        (
            "Klacht {}: verzoek om stukken",
            "Geachte mevrouw, het college vraagt u om een reactie. Met vriendelijke groet.",
        ),
        ("Inzake {}", "Namens mijn cliënt verzoek ik u. Mr. J. Recht, advocaat."),
        ("Bezwaar {}", "Hierbij teken ik bezwaar aan."),
        ("Your file {}", "Our lawyer will contact you."),
    ],
)
def test_what_is_meant_formally_goes_before_her(practice_run: Practice, sender: str, subject: str, body: str) -> None:
    p = practice_run
    closed, _ = gone(p)
    there, asked = comes(p, sender, subject.format(closed.ref), body)
    assert there
    assert ASKED in asked


@pytest.mark.parametrize(
    ("body", "files"),
    [
        ("Hierbij de namen.", (("lijst.xlsx", respondent_sheet(*PEERS)),)),
        ("Wanneer is mijn gesprek?", ()),
        ("Graag een IFMS-traject, zoals besproken.", ()),
        ("Zie bijlage.", (("foto.png", b"\x89PNG\r\n\x1a\n" + bytes(200)),)),
    ],
    ids=["a list", "a question", "like an enquiry", "a picture"],
)
def test_his_answer_to_what_he_got_before_is_hers_to_read(
    practice_run: Practice, body: str, files: tuple[tuple[str, bytes], ...]
) -> None:
    """Whether he has another traject or not: it is no list and no enquiry of it."""
    p = practice_run
    closed = start(p, "2026-11-03 10:00")
    p.reply(closed.started, JAN_HIMSELF, "\n".join(", ".join(one) for one in (CLOSED_ONLY, BOTH)))
    p.round("2026-11-03 11:00")
    destroy(p, closed.ref, "2026-11-04 12:00")
    asked, kinds = len(p.sent("decision-needed", SHE)), p.kinds(JAN)
    p.reply(closed.started, JAN_HIMSELF, body, *files)
    p.round("2026-11-10 09:00")
    (question,) = p.sent("decision-needed", SHE)[asked:]
    words = " ".join(text_of(parsed(question)).split())
    assert f"antwoordt op ons bericht over traject {closed.ref}, dat is vernietigd" in words
    assert "Beoordelen" not in words
    assert len(p.folder("INBOX")) == 1
    assert p.kinds(JAN) == kinds


def test_an_agenda_that_names_it_stays(practice_run: Practice) -> None:
    p = practice_run
    closed, _ = gone(p)
    there, _ = comes(p, "Agenda <agenda@elders.example>", f"Herinnering: gesprek {closed.ref}", "Morgen om 10.00 uur.")
    assert there


def test_a_mail_just_before_it_makes_its_sender_known(practice_run: Practice) -> None:
    """In one round as in two: his new list, and a refusal of somebody on it that names the destroyed traject."""
    p = practice_run
    closed, living = gone(p)
    new = "Gerda Goed, g.goed@kliniek.example, internist"
    p.reply(living.started, ELS, f"Voeg toe: {new}")
    there, _ = comes(p, "Gerda Goed <g.goed@kliniek.example>", f"Re: [{closed.ref}] formulier", "Ik doe niet mee.")
    assert (there, declined(p)) == (True, 1)
    assert p.sent("traject-closed") == []
    p.command("start p.smit@elders.example Piet Smit")
    there, asked = comes(
        p, "Piet Smit <p.smit@elders.example>", f"Fwd: [{closed.ref}] vraag", "Wanneer kan ik bij u terecht?"
    )
    assert there
    assert asked


OF_NOBODY = "hoort bij geen lopend traject"


@pytest.mark.parametrize("reply", [False, True], ids=["new", "in reply"])
@pytest.mark.parametrize(
    ("sender", "said", "asked"),
    [
        *((s, r, "beroep op de AVG") for s in (of(CLOSED_ONLY), STRANGER, JAN_HIMSELF) for r in RIGHTS),
        (JAN_HIMSELF, "Geen berichten meer. En stuur mij op grond van de AVG een overzicht.", "beroep op de AVG"),
        *((who, threat, GRAVE) for who in (JAN_HIMSELF, of(CLOSED_ONLY)) for threat in THREATS),
        (JAN_HIMSELF, "Ik dien een klacht in tegen u.", GRAVE),
        (STRANGER, THREATS[0], ""),
        (STRANGER, "Nieuwsbrief over de AVG: wat verandert er?", ""),
    ],
)
def test_what_weighs_goes_before_her_though_no_traject_is_named(
    practice_run: Practice, sender: str, said: str, asked: str, reply: bool
) -> None:
    p = practice_run
    gone(p)
    about = {"In_Reply_To": str(parsed(p.sent("destroyed", JAN)[-1])["Message-ID"])} if reply else {}
    there, told = comes(p, sender, "Een bericht", said, **about)
    assert there
    assert asked in told
    assert (OF_NOBODY in told) is bool(asked)
    assert p.sent("traject-closed") == []


@pytest.mark.parametrize("how", ["a form", "an answer", "a machine", "nothing more"])
def test_what_certainly_is_of_the_destroyed_one_goes_unread_as_ever(practice_run: Practice, how: str) -> None:
    p = practice_run
    closed, _ = gone(p)
    (thanks,) = p.sent("form-received")
    form = (("f.docx", fill(closed.form, scores("laat"))),) if how == "a form" else ()
    more = {"In_Reply_To": str(parsed(thanks)["Message-ID"])} if how == "an answer" else {}
    more |= {"Auto_Submitted": "auto-replied"} if how == "a machine" else {}
    sender = of(CLOSED_ONLY if how == "nothing more" else BOTH)
    body = "Zie bijlage." if how == "a form" else "Ik ben er deze week niet."
    assert comes(p, sender, f"Bericht [{closed.ref}]", body, *form, **more) == (False, "")


def test_an_old_form_in_the_folder_of_a_living_traject_is_never_offered_to_count(practice_run: Practice) -> None:
    p = practice_run
    closed, living = gone(p)
    raw = p.write(of(BOTH), "Formulier", "Zie bijlage.", ("f.docx", fill(closed.form, scores("oud"))))
    p.account.append(raw, folder=f"IFMS/Trajecten/{living.ref} Els Wit", when=p.now)
    p.round("2026-11-05 09:00")
    (told,) = p.sent("decision-needed", SHE)
    words = " ".join(text_of(parsed(told)).split())
    assert "is van een traject dat is vernietigd" in words
    assert "telt" not in words.replace("Het telt in dit traject niet mee", "")
    assert "negeer 1" in words.replace("%20", " ") or "negeer%201" in str(parsed(told))
    with p.app.workshop.book() as book:
        traject = book.traject(living.ref)
        assert traject is not None
        assert traject.answered() == frozenset()


@pytest.mark.parametrize("said", ["Geen berichten meer.", "Ik wil hierover geen mails meer ontvangen."])
def test_his_word_about_the_destroyed_one_is_not_taken_for_the_one_he_has_now(
    practice_run: Practice, said: str
) -> None:
    p = practice_run
    gone(p)
    anew = start(p, "2026-11-05 09:00", f"start {JAN} Jan Bakker")
    with p.app.workshop.book() as book:
        assert book.followed(JAN)
    p.reply(p.sent("destroyed", JAN)[-1], JAN_HIMSELF, said)
    p.round("2026-11-05 10:00")
    assert p.sent("decision-needed", SHE) == []
    with p.app.workshop.book() as book:
        assert book.followed(JAN) == ()
        traject = book.traject(anew.ref)
        assert traject is not None
        assert not traject.no_followups


WEIGHS = (
    (RIGHTS[1], AVG), (THREATS[0], GRAVE), ("Ik meld dit als calamiteit en doe aangifte.", GRAVE),
    ("Dit kwam bij mij terecht, dit is een datalek.", GRAVE), ("Mijn collega is vorige week overleden.", ""),
    ("Is dit het juiste formulier voor Els Wit? Ik ben volgende week weg.", ""),
)  # fmt: skip


@pytest.mark.parametrize(("said", "told"), WEIGHS)
@pytest.mark.parametrize("sender", [of(CLOSED_ONLY), of(BOTH), STRANGER])
def test_what_weighs_beside_an_old_form_goes_before_her(
    practice_run: Practice, sender: str, said: str, told: str
) -> None:
    p = practice_run
    closed, _ = gone(p)
    there, asked = comes(p, sender, "Formulier", said, ("f.docx", fill(closed.form, scores())))
    assert there
    assert "een formulier van een traject dat is vernietigd" in asked
    assert told in asked
    assert "Hoort bij" not in asked
    there, asked = comes(
        p, sender, "Formulier", "Zie bijlage, dank u.", ("f.docx", fill(closed.form, scores("Anders.")))
    )
    assert asked == ""


PHOTO = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 900
UNNAMED = {
    "scan.png": PHOTO,
    "scan.pdf": b"%PDF-1.4 broken",
    "a.7z": b"7z\xbc\xaf\x27\x1c" + bytes(90),
    "f.docx": b"PK\x03\x04" + bytes(2000),
    "scan.zip": zipped("scan.png", PHOTO),
}


def overviews(p: Practice, sender: str, name: str, data: bytes) -> str:
    """All that she reads in them once this file came."""
    p.mail(sender, "Bijlage", "", (name, data))
    p.round("2026-11-09 10:00")
    p.round("2026-11-10 09:00")
    return " ".join(" ".join(text_of(parsed(r)).split()) for r in p.sent("digest", SHE))


@pytest.mark.parametrize("name", UNNAMED)
@pytest.mark.parametrize(("sender", "tells"), [(of(CLOSED_ONLY), True), (JAN_HIMSELF, True), (STRANGER, False)])
def test_of_a_file_that_may_be_an_answer_she_hears_that_it_stays(
    practice_run: Practice, name: str, sender: str, tells: bool
) -> None:
    """Nothing names the traject, but its sender took part in that one alone."""
    p = practice_run
    closed, _ = gone(p)
    told = overviews(p, sender, name, UNNAMED[name])
    assert [UNNAMED[name] in enclosures(email.message_from_bytes(r)).values() for _, r in p.account.mails("INBOX")] == [
        True
    ]
    assert (f"van een adres dat meedeed aan traject {closed.ref}, dat is vernietigd" in told) is tells


def pasted(data: bytes) -> str:
    return f'<p>Het formulier.</p><img src="data:image/png;base64,{base64.b64encode(data).decode()}">'


@pytest.mark.parametrize(
    ("page", "tells"),
    [
        pytest.param("<p>Mijn formulier: https://1drv.ms/w/s!abc</p>", True, id="link"),
        pytest.param(
            '<p>Klik <a href="https://www.icloud.com/attachment/?u=x">op het formulier</a>.</p>', True, id="words"
        ),
        pytest.param(pasted(PHOTO), True, id="photograph"),
        pytest.param(pasted(PHOTO[:20_000]), False, id="logo"),
        pytest.param("<p>Zie https://ziekenhuis.example/agenda</p>", False, id="another link"),
    ],
)
def test_of_a_link_to_a_file_and_of_a_pasted_picture_she_hears_too(
    practice_run: Practice, page: str, tells: bool
) -> None:
    p = practice_run
    closed, _ = gone(p)
    mail = EmailMessage(SMTP)
    mail["From"], mail["To"], mail["Subject"], mail["Message-ID"] = of(CLOSED_ONLY), INFO, "Formulier", "<x1@y.example>"
    mail.set_content(page, subtype="html")
    p.account.append(bytes(mail), when=at("2026-11-09 09:00"))
    p.round("2026-11-09 10:00")
    p.round("2026-11-10 09:00")
    told = " ".join(" ".join(text_of(parsed(r)).split()) for r in p.sent("digest", SHE))
    assert (f"van een adres dat meedeed aan traject {closed.ref}, dat is vernietigd" in told) is tells


@pytest.mark.parametrize("sender", [of(BOTH), of(LIVING_ONLY)])
def test_of_one_who_takes_part_in_a_traject_that_lives_a_scan_is_for_that_one(
    practice_run: Practice, sender: str
) -> None:
    p = practice_run
    gone(p)
    assert "van een adres dat meedeed" not in overviews(p, sender, "scan.png", PHOTO)


def test_word_of_a_death_in_answer_to_an_old_mail_is_asked_about_for_the_traject_that_lives(
    practice_run: Practice,
) -> None:
    p = practice_run
    closed, living = gone(p)
    old = parsed(closed.started)["Message-ID"]
    desk = "Secretariaat <sec@ziekenhuis.example>"
    there, asked = comes(p, desk, "Re: uw verzoek", f"{BOTH[0]} is overleden.", In_Reply_To=old)
    assert there
    assert f"koppel 1 {living.ref}" in asked
