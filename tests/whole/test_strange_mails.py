"""Strange but honest mails, and practices set up otherwise: authentication, one address, invitations, two trajects."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from support.hostile.aftermath import VICTIMS, Scene, scene
from support.servers import smtp
from support.servers.dovecot import Dovecot
from support.stories.dialogue import ALL, Opened, send_form, send_list, start
from support.stories.people import OTHERS, PEERS, fill, respondent_sheet, scores
from support.stories.practice import INFO, JAN, PASS, SHE, Practice, enclosures, kind_of, parsed, practice, text_of

from bot.core.traject.stages import Stage
from bot.core.traject.value import Traject

ENQUIRY = "Ik wil graag een IFMS-traject bij u doen. Kunt u mij bellen?"
ELS = "e.wit@kliniek.example"
GOOD = PASS.format(domain="ziekenhuis.example")
SHES = PASS.format(domain="praktijk.example")
Open = Callable[..., AbstractContextManager[Practice]]


@pytest.fixture
def open_practice(tmp_path: Path, dovecot: Dovecot, certificates: Path) -> Iterator[Open]:
    """Opens a practice with other settings."""
    server = smtp.start_smtp(certificates)
    yield lambda **more: practice(tmp_path, dovecot.account(), server, **more)
    server.stop()


@pytest.fixture
def quiet(tmp_path: Path, dovecot: Dovecot, certificates: Path) -> Iterator[Scene]:
    """A traject with its list, and nothing else yet."""
    with scene(tmp_path, dovecot, certificates) as played:
        yield played


def traject(p: Practice, ref: str) -> Traject:
    with p.app.workshop.book() as book:
        found = book.traject(ref)
    assert found is not None
    return found


def returned(p: Practice, ref: str) -> int:
    return len(traject(p, ref).answered())


# -- who vouches for the sender --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("result", "stage"),
    [
        pytest.param(SHES, Stage.PAUSED, id="dmarc passes"),
        pytest.param("mx.praktijk.example; dkim=pass header.d=praktijk.example", Stage.PAUSED, id="aligned dkim"),
        pytest.param("mx.praktijk.example; dkim=pass header.d=elders.example", Stage.COLLECTING, id="foreign dkim"),
        pytest.param("mx.elders.example; dmarc=pass", Stage.COLLECTING, id="another host says so"),
        pytest.param("", Stage.COLLECTING, id="missing"),
    ],
)
def test_h02_a_command_counts_when_it_is_authenticated_or_confirmed(quiet: Scene, result: str, stage: Stage) -> None:
    p, ref = quiet.p, quiet.opened.ref
    p.mail(SHE, f"pauzeer {ref}", "", Authentication_Results=result)
    p.mail(SHE, "status", "", Authentication_Results=result)
    p.round("2026-11-05 10:00")
    assert traject(p, ref).stage is stage
    assert "command-result" in quiet.kinds_to(SHE)  # status is answered in any case
    if stage is Stage.PAUSED:
        assert p.sent("confirm-request") == []
        return
    (request,) = p.sent("confirm-request")
    assert request.recipient == SHE
    p.authenticated = False
    p.reply(request, SHE, "ja")
    p.round("2026-11-05 11:00")
    assert traject(p, ref).stage is Stage.PAUSED
    p.reply(request, SHE, "ja graag")  # the token is spent
    p.command(f"hervat {ref}")
    p.round("2026-11-05 12:00")
    assert traject(p, ref).stage is Stage.PAUSED


def test_h106_what_her_own_domain_disowns_asks_her_nothing_and_is_told(quiet: Scene) -> None:
    p, ref = quiet.p, quiet.opened.ref
    before = len(p.sent("command-result"))
    for command in (f"pauzeer {ref}", f"stop {ref}", "status", f"vernietig {ref}"):
        p.mail(SHE, command, "", Authentication_Results="mx.praktijk.example; dmarc=fail header.from=praktijk.example")
    p.round("2026-11-05 10:00")
    assert traject(p, ref).stage is Stage.COLLECTING
    assert len(p.sent("command-result")) == before
    assert p.sent("confirm-request") == p.sent("destruction-confirm") == []
    p.round("2026-11-06 07:30")
    digest = p.sent("digest", SHE)[-1]
    assert "die volgens uw mailserver niet van u is" in " ".join(text_of(parsed(digest)).split())


def test_h17_nobody_else_can_confirm(quiet: Scene) -> None:
    p, ref = quiet.p, quiet.opened.ref
    p.mail(SHE, f"stop {ref}", "", Authentication_Results="")
    p.round("2026-11-05 10:00")
    (request,) = p.sent("confirm-request")
    p.reply(request, "Dief <dief@elders.example>", "ja")
    p.reply(request, f"Jan Bakker <{JAN}>", "ja")
    p.round("2026-11-05 11:00")
    assert traject(p, ref).stage is Stage.COLLECTING


def test_nobody_is_authenticated_without_a_trusted_host(open_practice: Open) -> None:
    with open_practice(authserv="") as p:
        p.mail("Els Wit <els@kliniek.example>", "IFMS", ENQUIRY, Authentication_Results=GOOD)
        p.mail("Els Wit <els@kliniek.example>", "Nogmaals IFMS", ENQUIRY)
        p.command(f"start {JAN} Jan Bakker")
        p.round("2026-11-02 10:00")
        assert p.kinds("els@kliniek.example") == ["intake-received"]
        assert p.kinds(JAN) == []
        p.reply(p.sent("confirm-request", SHE)[0], SHE, "ja")
        p.round("2026-11-02 11:00")
        opened = opened_from(p)
        send_list(p, opened)
        send_form(p, opened, PEERS[0])
        p.round("2026-11-05 10:00")
        assert len(traject(p, opened.ref).respondents) == len(ALL)
        assert returned(p, opened.ref) == 1
        p.mail("Els Wit <els@kliniek.example>", "Weer IFMS", ENQUIRY)
        p.round("2026-12-01 10:00")
        assert p.kinds("els@kliniek.example") == ["intake-received"]
        p.mail("Els Wit <els@kliniek.example>", "Toch weer IFMS", f"{ENQUIRY} Kan het nog dit jaar?")
        p.round("2026-12-03 10:00")
        assert p.kinds("els@kliniek.example") == ["intake-received"] * 2


def opened_from(p: Practice) -> Opened:
    """The latest traject that was started."""
    started = p.sent("traject-started")[-1]
    files = {name.split()[0]: data for name, data in enclosures(parsed(started)).items() if name.endswith("docx")}
    ref = str(parsed(started)["Subject"])[1:8]
    return Opened(ref, started, files["Feedbackformulier"], files["Zelfevaluatie"], files["POP"])


# -- one address for practice and practitioner -----------------------------------------------------------------------


def test_one_address_gets_its_notices_in_inbox_and_confirms_commands(open_practice: Open) -> None:
    with open_practice(she=INFO) as p:
        p.mail("Els Wit <els@kliniek.example>", "IFMS", ENQUIRY)
        p.mail("Anna <anna@coaching.example>", "Supervisie", "Kan het later?")
        p.mail(f"Praktijk <{INFO}>", "Notitie aan mijzelf", "Melk kopen.")
        p.mail(f"Praktijk <{INFO}>", f"start {JAN} Jan Bakker", "")
        p.round("2026-11-02 10:00")
        assert p.kinds() == ["intake-received"]
        request = only(p, "confirm-request")
        p.reply(request, f"Praktijk <{INFO}>", "ja")
        p.round("2026-11-02 11:00")
        assert p.kinds(JAN) == ["traject-started"]
        only(p, "command-result")
        p.round("2026-11-03 07:30")
        only(p, "digest")
        for hour in range(12, 16):
            p.round(f"2026-11-03 {hour}:00")
        assert Counter(m["X-Trajectbot"] for m in p.folder("INBOX") if m["X-Trajectbot"]) == {
            "confirm-request": 1, "command-result": 1, "digest": 1,
        }  # fmt: skip
        assert not any(r.recipient == INFO for r in p.sent())
        unread = [flags for flags, raw in p.account.mails("INBOX") if b"X-Trajectbot" in raw and "Seen" not in flags]
        assert len(unread) == 3
        assert {"Supervisie", "Notitie aan mijzelf"} <= {m["Subject"] for m in p.folder("INBOX")}


def only(p: Practice, kind: str) -> smtp.Received:
    """The one mail of this kind that lies in INBOX."""
    (raw,) = (raw for _, raw in p.account.mails("INBOX") if f"X-Trajectbot: {kind}\r\n".encode() in raw)
    return smtp.Received(INFO, INFO, raw, encrypted=False, user="")


# -- practices that work otherwise -----------------------------------------------------------------------------------


def test_where_the_bot_invites_everyone_gets_one_invitation(open_practice: Open) -> None:
    with open_practice(more='[traject]\ninvitations = "bot"') as p:
        opened = start(p)
        send_list(p, opened, people=PEERS[:3])
        assert Counter(r.recipient for r in p.sent("invitation")) == {person[1]: 1 for person in PEERS[:3]}
        send_list(p, opened, "2026-11-04 10:00", people=PEERS[:4])
        assert Counter(r.recipient for r in p.sent("invitation")) == {person[1]: 1 for person in PEERS[:4]}
        invitation = p.sent("invitation", PEERS[0][1])[0]
        assert text_of(parsed(invitation)).index("Jan Bakker heeft u gevraagd") < 150
        p.reply(invitation, f"{PEERS[0][0]} <{PEERS[0][1]}>", "Nee, helaas lukt het mij niet om mee te doen.")
        answers = "1. Medisch handelen\nScore: 4\nToelichting: kundig\n2. Communicatie\nScore: 3\n"
        p.reply(p.sent("invitation", PEERS[1][1])[0], f"{PEERS[1][0]} <{PEERS[1][1]}>", answers)
        p.round("2026-11-05 10:00")
        assert p.kinds(PEERS[0][1]) == ["invitation", "decline-received"]
        assert p.kinds(PEERS[1][1]) == ["invitation", "form-received"]
        p.round("2026-11-11 10:00")
        assert {r.recipient for r in p.sent("respondent-reminder")} == {person[1] for person in PEERS[2:4]}


def test_where_a_list_opens_a_traject_it_must_be_authenticated(open_practice: Open) -> None:
    with open_practice(more='[traject]\nopen_on = "list"') as p:
        sheet = ("lijst.xlsx", respondent_sheet(*ALL))
        p.mail("Dief <dief@elders.example>", "Lijst", "Hierbij.", sheet, Authentication_Results="")
        p.mail(f"Jan Bakker <{JAN}>", "Lijst respondenten", "Hierbij de lijst.", sheet)
        p.round("2026-11-03 10:00")
        assert p.kinds("dief@elders.example") == []
        assert sorted(p.kinds(JAN)) == ["list-received", "traject-started"]
        opened = opened_from(p)
        assert len(traject(p, opened.ref).respondents) == len(ALL)
        p.mail(f"Jan Bakker <{JAN}>", "Nog een keer de lijst", "Hierbij de lijst, nogmaals.", sheet)
        p.round("2026-11-03 11:00")
        assert p.kinds(JAN).count("traject-started") == 1
        assert len(p.folder("INBOX")) == 1


# -- two trajects ----------------------------------------------------------------------------------------------------


def two(p: Practice) -> tuple[Opened, Opened]:
    """Jan's traject, in which Els is listed, and Els's own; Piet is listed in both."""
    about_jan = start(p)
    send_list(p, about_jan, people=(*PEERS[:3], ("Els Wit", ELS, "cardioloog")))
    about_els = start(p, "2026-11-04 10:00", f"start {ELS} Els Wit")
    p.reply(
        about_els.started, f"Els Wit <{ELS}>", "De lijst.", ("l.xlsx", respondent_sheet(PEERS[0], OTHERS[0], OTHERS[1]))
    )
    p.round("2026-11-04 11:00")
    return about_jan, about_els


def test_h18_a_person_of_two_trajects(practice_run: Practice) -> None:
    p = practice_run
    about_jan, about_els = two(p)
    assert len(traject(p, about_els.ref).respondents) == 3
    send_form(p, about_jan, ("Els Wit", ELS, ""))  # a specialist who is a respondent elsewhere
    p.mail(f"{PEERS[0][0]} <{PEERS[0][1]}>", "Vraag", "Wanneer moet dit klaar zijn?")
    p.mail(f"{PEERS[0][0]} <{PEERS[0][1]}>", "Nee", "Helaas lukt het mij niet om mee te doen.")
    p.round("2026-11-05 10:00")
    assert (returned(p, about_jan.ref), returned(p, about_els.ref)) == (1, 0)
    assert p.kinds(ELS)[-1] == "form-received"
    assert len(p.folder("IFMS/Beoordelen")) == 2
    assert traject(p, about_jan.ref).declined() == traject(p, about_els.ref).declined() == frozenset()
    assert p.kinds(PEERS[0][1]) == []


def test_two_forms_for_two_trajects_in_one_mail(practice_run: Practice) -> None:
    p = practice_run
    about_jan, about_els = two(p)
    files = [(f"{o.ref}.docx", fill(o.form, scores(f"Over {o.ref}"))) for o in (about_jan, about_els)]
    p.mail(f"{PEERS[0][0]} <{PEERS[0][1]}>", "Twee formulieren", "Zie bijlagen.", *files)
    p.round("2026-11-05 10:00")
    assert (returned(p, about_jan.ref), returned(p, about_els.ref)) == (1, 1)
    assert p.kinds(PEERS[0][1]) == ["form-received", "form-received"]
    assert p.folder("INBOX") == []
    p.round("2026-11-05 11:00")
    for ref in (about_jan.ref, about_els.ref):
        assert "Twee formulieren" in [m["Subject"] for m in p.folder(f"IFMS/Trajecten/{ref} [^/]*")]
    assert (returned(p, about_jan.ref), returned(p, about_els.ref)) == (1, 1)


# -- the same mail again, and mails by detours -----------------------------------------------------------------------


def test_h22_h23_replays_change_nothing_and_other_content_counts(quiet: Scene) -> None:
    p = quiet.p
    name, address, _ = VICTIMS[0]
    raw = p.write(f"{name} <{address}>", "Formulier", "", quiet.form())
    order = p.write(SHE, f"pauzeer {quiet.opened.ref}")
    p.account.append(raw, raw, order)
    p.round("2026-11-05 10:00")
    assert p.kinds(address) == ["form-received"]
    p.command(f"hervat {quiet.opened.ref}")
    p.round("2026-11-05 11:00")
    p.account.append(raw, order)
    p.round("2026-11-05 12:00")
    assert traject(p, quiet.opened.ref).stage is Stage.COLLECTING
    assert p.kinds(address) == ["form-received"]
    other = p.write(f"{VICTIMS[1][0]} <{VICTIMS[1][1]}>", "Formulier", "", quiet.form("Anders"))
    same_id = re.sub(
        rb"Message-ID: .*", next(line for line in raw.split(b"\n") if line.startswith(b"Message-ID")), other
    )
    p.account.append(same_id)
    p.round("2026-11-05 13:00")
    assert p.kinds(VICTIMS[1][1]) == ["form-received"]
    assert returned(p, quiet.opened.ref) == 2


def test_h19_h21_what_comes_by_a_detour_counts_after_her_word(quiet: Scene) -> None:
    p, ref = quiet.p, quiet.opened.ref
    (jans, jans_address, _), (dokter, dokter_address, _) = VICTIMS[:2]
    p.mail(f"Jan Bakker <{JAN}>", "Fwd: formulier", "Van een collega.", quiet.form(name=jans))
    p.mail("Els Vink <secretariaat@ziekenhuis.example>", "Formulier", f"Namens {dokter}.", quiet.form(name=dokter))
    p.round("2026-11-05 10:00")
    assert returned(p, ref) == 0
    (asked,) = p.sent("decision-needed", SHE)
    assert {"negeer 1", "negeer 2"} <= set(re.findall(r"negeer \d", text_of(parsed(asked))))
    p.command(f"koppel 1 {ref} {jans_address}", f"koppel 2 {ref} {dokter_address}")
    p.round("2026-11-05 11:00")
    assert returned(p, ref) == 2
    assert quiet.counted(VICTIMS[0])
    assert quiet.counted(VICTIMS[1])
    assert [kind_of(r) for r in p.sent() if r.recipient == JAN][-1] != "form-received"
    p.mail(f"Jan Bakker <{JAN}>", "Fwd: nog een", "Van nog een collega.", quiet.form(name=VICTIMS[2][0]))
    p.round("2026-11-05 12:00")
    assert returned(p, ref) == 2  # his address is nobody's second address


@pytest.mark.parametrize(
    "stands",
    [
        '"a.devries"@praktijk.example',
        "a.devries@praktijk.example.",
        "Peer Bos <w.bos at ziekenhuis>",
        "Peer <b>Bos</b>",
    ],
)
def test_a_sender_that_is_no_address_is_named_as_it_stands(practice_run: Practice, stands: str) -> None:
    p = practice_run
    opened = start(p)
    raw = p.write("x@y.example", f"Vraag [{opened.ref}]", "Kunt u mij bellen?")
    p.account.append(re.sub(rb"(?m)^From: .*$", f"From: {stands}".encode(), raw, count=1), when=p.now)
    p.round("2026-11-05 10:00")
    (asked,) = p.sent("decision-needed", SHE)
    told = " ".join(text_of(parsed(asked)).split())
    assert stands in told
    page = next(one for one in parsed(asked).walk() if one.get_content_type() == "text/html")
    assert "<b>Bos" not in page.get_payload(decode=True).decode()  # type: ignore[union-attr]
