"""Whether the specialist gets a respondent's mail too: looked for as somebody would who hides it (h97)."""

from __future__ import annotations

import base64
import random
from collections.abc import Callable

import pytest
from support.caseload import JAN_BAKKER, USUAL
from support.mails import BY

from bot import resources
from bot.core.decision import Place, PractitionerMail
from bot.core.documents import Document
from bot.core.mail.message import InboundMail
from bot.core.mail.parse import parse
from bot.core.people.names import Likeness
from bot.core.views import Incident
from bot.handlers.shared.copies import incident, reaches_specialist
from bot.shell.letters.templates import Templates

HIS, PIET = "jan.bakker@ziekenhuis.example", "Piet de Vries <piet@ziekenhuis.example>"
FIELDS = ("To", "Cc", "Bcc", "Reply-To", "Resent-To", "Resent-Cc", "Resent-Bcc", "Delivered-To", "Mail-Followup-To", "Sender",
          "Resent-From")  # fmt: skip


def _encoded(text: str) -> str:
    return f"=?utf-8?b?{base64.b64encode(text.encode()).decode()}?="


AT_HIS_ADDRESS: tuple[Callable[[str], str], ...] = (
    lambda a: a,
    lambda a: f"<{a}>",
    lambda a: f"Iemand Anders <{a}>",
    lambda a: a.upper(),
    lambda a: a.replace("@", "+ifms@"),
    lambda a: f'"{a.partition("@")[0]}"@{a.partition("@")[2]}',
    lambda a: a.replace("@", "(thuis)@"),
    lambda a: a.replace("@", " @ ").replace(".", " . "),
    lambda a: f"<@relay.example:{a}>",
    lambda a: f"Collega's: Els Wit <els@elders.example>, {a};",
    lambda a: f"els@elders.example, anna@elders.example, {a}, kees@elders.example",
    lambda a: f"{_encoded('Bakker, Jan')} <{a}>",
    lambda a: f'"{a}" <elders@provider.example>',
    lambda a: f"{_encoded(a)} <elders@provider.example>",
    lambda a: f"els@elders.example,\r\n {a}",
    lambda a: f"{a}.",
    lambda a: a.replace(".example", "\uff0eexample"),
    lambda a: a.replace(".example", "\u3002example"),
)
UNDER_HIS_NAME = (
    "Jan Bakker <{}>", '"Bakker, Jan" <{}>', "dr. Jan Bakker <{}>", "JAN BAKKER <{}>", '"Jan Bakker (Cardiologie)" <{}>',
    '"Jan Bakker | Ziekenhuis" <{}>', "Jan Bakker - cardioloog <{}>", "{} (Jan Bakker)", "S10 (Jan Bakker) <{}>", '"Thuis [Jan Bakker]" <{}>',
    '"Poli | Jan Bakker" <{}>', "Prive - Jan Bakker <{}>", '"Thuis (Bakker, Jan)" <{}>', "Prive: Jan Bakker <{}>;",
    '"Jan Bakker via Outlook" <{}>', "Jan_Bakker <{}>", '"Bakker, J. (Jan)" <{}>', '"Bakker J (Jan) ZGT" <{}>', '"J. (Jan) Bakker" <{}>',
    "jan bakker thuis <{}>", "JanBakker <{}>", "\"Jan Bakker's iPhone\" <{}>", "Jan Bakker 2 <{}>", "Bakker, Jan <{}>",
    "els@elders.example, Bakker, Jan <{}>", '"Jan Bakker namens de maatschap" <{}>',
)  # fmt: skip
PERHAPS_HIM = (
    "J. Bakker <jb@provider.example>", "Bakker J. <jb@provider.example>", "jan.bakker@provider.example",
    "<j.bakker1965@provider.example>", "jbakker@provider.example", "bakkerj@provider.example",
    "janbakker@provider.example", "bakker.jan@provider.example", "Thuis <jan_bakker@provider.example>",
    "dr. Bakker <db@provider.example>", '"jbakker"@provider.example', "j\u0430n.bakker@ziekenhuis.example",
    "jan.bakker@mail.ziekenhuis.example", "Iemand <jan.bakker@poli.ziekenhuis.example>",
    "Iemand <jan.bakker@ziekenhu\u0456s.example>", '"jan.bakker@gmail" <q@provider.example>', "jan.bakker@gmail <q@provider.example>",
    '"J. Bakker via Outlook" <q@provider.example>', '"Mailbox van Jan Bakker" <q@provider.example>',
    '"Kees Smit (namens Jan Bakker)" <q@provider.example>', '"Bakker, J. (Cardiologie)" <q@provider.example>',
)  # fmt: skip
NOT_HIM = (
    "Johanna Bakker <johanna@provider.example>", "Kees Smit <kees@ziekenhuis.example>", "poli@ziekenhuis.example",
    "Piet de Vries <piet@ziekenhuis.example>", "Praktijk Bakkerij <bakkerij@winkel.example>",
    "A. de Vries <a.devries@praktijk.example>", "Jan Jansen <jan.jansen@ziekenhuis.example>", "jan@provider.example",
    "Joke Bakker <j.bakker@provider.example>", "undisclosed-recipients:;", "", "bakker@provider.example",
    '"Marie Bakker via Outlook" <q@provider.example>', "Marie_Bakker <q@provider.example>", '"Bakker, J. (Johanna)" <q@provider.example>',
    '"Peter Jan Bakker" <q@provider.example>', '"Anne-Jan Bakker" <q@provider.example>', "MarieBakker <q@provider.example>",
    '"Mailbox van Marie Bakker" <q@provider.example>', "Bakker, Marie <q@provider.example>",
)  # fmt: skip


def got(field: str, value: str, sender: str = PIET) -> InboundMail:
    head = f"From: {sender}\r\nTo: info@praktijk.example\r\n{field}: {value}\r\nSubject: Formulier\r\n"
    return parse(f"{head}\r\nZie bijlage.\r\n".encode(), lambda data, name: Document("txt"))


def judged(field: str, value: str, sender: str = PIET) -> Likeness:
    return reaches_specialist(got(field, value, sender), JAN_BAKKER, USUAL)


@pytest.mark.parametrize("field", FIELDS)
def test_his_address_is_seen_however_it_is_written(field: str) -> None:
    assert [way(HIS) for way in AT_HIS_ADDRESS if judged(field, way(HIS)) is not Likeness.SAME] == []


@pytest.mark.parametrize("field", FIELDS)
def test_his_name_at_an_address_that_nobody_knows(field: str) -> None:
    values = [value.format("x9@provider.example") for value in UNDER_HIS_NAME]
    assert [v for v in values if judged(field, v) is not Likeness.SAME] == []


@pytest.mark.parametrize("value", PERHAPS_HIM)
def test_what_may_be_his_is_told_as_such(value: str) -> None:
    assert judged("Cc", value) is Likeness.LIKELY


@pytest.mark.parametrize("value", NOT_HIM)
def test_others_are_not_him(value: str) -> None:
    assert judged("Cc", value) is Likeness.DIFFERENT


@pytest.mark.parametrize("sender", [f"Jan Bakker <{HIS}>", "A. de Vries <a.devries@praktijk.example>"])
def test_he_and_she_may_write_to_him(sender: str) -> None:
    assert judged("Cc", HIS, sender) is Likeness.DIFFERENT


def test_one_of_many_is_found_wherever_he_stands() -> None:
    chance = random.Random(97)
    for _ in range(300):
        others = [f"collega{n}@elders.example" for n in range(chance.randrange(40))]
        his = chance.random() < 0.5
        if his:
            others.insert(chance.randrange(len(others) + 1), chance.choice(AT_HIS_ADDRESS[:9])(HIS))
        likeness = judged(chance.choice(FIELDS), ", ".join(others))
        assert likeness is (Likeness.SAME if his else Likeness.DIFFERENT)


@pytest.mark.parametrize("place", [Place.TRAJECT, Place.REVIEW, Place.CORRESPONDENCE])
def test_she_hears_from_whom_the_mail_is_and_where_it_lies(place: Place) -> None:
    (told,) = incident(got("Cc", HIS), JAN_BAKKER, USUAL, place)
    assert isinstance(told, PractitionerMail)
    assert isinstance(told.view, Incident)
    (case,) = told.view.cases
    assert (case.who, case.place) == (PIET, str(place))
    for language in ("nl", "en"):
        mail = Templates(resources.root() / "mail").render(
            told.view, language, USUAL.practice, USUAL.practitioner, by=BY
        )
        assert "piet@ziekenhuis.example" in mail.text
        assert "Formulier" not in mail.text
