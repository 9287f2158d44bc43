"""Her commands that had to be confirmed and name no traject by its reference: they go with the trajects they changed."""

from __future__ import annotations

import email
from pathlib import Path

import pytest
from support.servers.dovecot import Account
from support.servers.smtp import SmtpServer
from support.stories.people import DOCTORS, PEERS, respondent_sheet
from support.stories.practice import INFO, JAN, SHE, Practice, decoded, practice, text_of
from support.stories.scenes import opened

from bot.shell.operator.verifying.verify import verified

ELS = "els@kliniek.example"
LISTED = (*PEERS[:3], *DOCTORS[:2])
CONFIRMS = ("confirm-request", "destruction-confirm")


def _says_yes(p: Practice, hers: str, done: set[str]) -> None:
    """To all that she was asked to confirm; where she has but one address it lies in INBOX."""
    raws = [raw for _, raw in p.account.mails()] if hers == INFO else [r.raw for r in p.sent(to=hers)]
    found = [m for m in map(email.message_from_bytes, raws) if m["X-Trajectbot"] in CONFIRMS]
    for asked in (m for m in found if m["Message-ID"] not in done):
        done.add(asked["Message-ID"])
        quoted = "\n".join("> " + line for line in text_of(asked).splitlines())
        body = f"ja\n\nOp ma 2 nov. 2026 schreef Praktijk De Vries <{INFO}>:\n{quoted}\n"
        thread = {"In_Reply_To": asked["Message-ID"], "References": asked["Message-ID"]}
        p.mail(f"A. de Vries <{hers}>", f"Re: {decoded(asked['Subject'])}", body, **thread)


def _left(p: Practice, *words: str) -> list[str]:
    """The subjects of the mails that have one of these words, certificates and overviews apart."""
    mails = (
        email.message_from_bytes(raw)
        for f in p.account.folders()
        if "Bewijzen" not in f
        for _, raw in p.account.mails(f)
    )
    return [
        f"{decoded(m['Subject'])} ({m['X-Trajectbot']})"
        for m in mails
        if m["X-Trajectbot"] not in ("destroyed-certificate", "destroyed", "digest")
        and any(word.casefold() in f"{decoded(m['Subject'])}\n{text_of(m)}".casefold() for word in words)
    ]


ORDERS: tuple[tuple[str, str], ...] = (
    ("2026-11-05 13:10", f"stuur-niet {DOCTORS[0][1]}"),
    ("2026-11-05 15:10", "herinner Jan Bakker"),
    ("2026-11-06 11:10", f"respondent Jan Bakker - {PEERS[2][1]}"),
    ("2026-11-06 13:10", "pauzeer Bakker\nhervat Bakker"),
)


@pytest.mark.parametrize("hers", [INFO, SHE], ids=["one address", "no verdict"])
@pytest.mark.parametrize("confirms", [True, False], ids=["confirmed", "left"])
def test_they_go_with_what_they_changed(
    tmp_path: Path, account: Account, smtp_server: SmtpServer, hers: str, confirms: bool
) -> None:
    authserv = "mx.praktijk.example" if hers == INFO else ""
    more = "[traject]\ndestruction_cooling_days = 0\nrequire = []\n"
    with practice(tmp_path, account, smtp_server, she=hers, authserv=authserv, more=more) as p:
        done = set[str]()

        def order(moment: str, said: str, *, answered: bool = True) -> None:
            subject, _, body = said.partition("\n")
            p.mail(f"A. de Vries <{hers}>", subject, body)
            p.round(moment)
            if answered:
                _says_yes(p, hers, done)
                p.round()

        order("2026-11-03 10:00", f"start {JAN} Jan Bakker")
        order("2026-11-03 12:00", f"start {ELS} Els Wit")
        jan = opened(p, JAN)
        p.reply(jan.started, f"Jan Bakker <{JAN}>", "Hierbij.", ("l.xlsx", respondent_sheet(*LISTED)))
        p.round("2026-11-04 09:00")
        for moment, said in ORDERS:
            order(moment, said, answered=confirms)
        order("2026-11-09 10:00", f"vernietig {jan.ref}")
        p.round("2026-11-09 12:00")
        _says_yes(p, hers, done)
        for moment in ("2026-11-09 12:10", "2026-11-09 14:00", "2026-11-10 09:00"):
            p.round(moment)
        assert f"{jan.ref} " not in " ".join(p.account.folders())
        assert _left(p, "Jan Bakker", JAN, *(address for _, address, _ in LISTED)) == []
        assert _left(p, f"start {ELS}"), "what is of somebody who lives stays"
        p.app.workshop.ledger.close()
        assert [one for one in verified(p.settings, jan.ref, p.now) if one.found or one.stays > one.later] == []


def test_one_about_two_goes_with_the_last(tmp_path: Path, account: Account, smtp_server: SmtpServer) -> None:
    more = "[traject]\ndestruction_cooling_days = 0\nrequire = []\n"
    with practice(tmp_path, account, smtp_server, she=INFO, more=more) as p:
        done = set[str]()

        def order(moment: str, said: str) -> None:
            p.mail(f"A. de Vries <{INFO}>", said)
            p.round(moment)
            _says_yes(p, INFO, done)
            p.round()

        for hour, (address, name) in enumerate(((JAN, "Jan Bakker"), (ELS, "Els Wit")), 10):
            order(f"2026-11-03 {hour}:00", f"start {address} {name}")
        trajects = opened(p, JAN), opened(p, ELS)
        for one, address in zip(trajects, (JAN, ELS), strict=True):
            p.reply(one.started, f"X <{address}>", "Hierbij.", ("l.xlsx", respondent_sheet(*LISTED)))
        p.round("2026-11-04 09:00")
        order("2026-11-05 13:10", f"stuur-niet {DOCTORS[0][1]}")
        for day, one in ((9, trajects[0]), (12, trajects[1])):
            order(f"2026-11-{day:02} 10:00", f"vernietig {one.ref}")
            p.round(f"2026-11-{day:02} 12:00")
            _says_yes(p, INFO, done)
            for moment in ("12:10", "14:00"):
                p.round(f"2026-11-{day:02} {moment}")
            assert bool(_left(p, DOCTORS[0][1])) is (day == 9)
