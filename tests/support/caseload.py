"""The trajects that the numbered mails of tests/mail are about, and the practice that gets those mails."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from support.trajects import context, local
from support.world import EVA, JAN, NOW, STOPPED, SmallWorld, answered, person, traject

from bot.core.traject.planning import Planning
from bot.core.traject.rules import DEFAULT_GROUPS, Safeguards, TrajectRules
from bot.core.traject.stages import Stage
from bot.core.traject.value import Disposition, Group, Outcome, Sent
from bot.core.views import Phrase
from bot.core.world import Confirmation, NumberedQuestion

SARA, LARS, TOM, NORA, PIA = "T-RT2GP", "T-84G7Y", "T-355QV", "T-P4ANM", "T-D4MPE"
INBOUND = 900
"""What the mail at hand is recorded as."""
TODAY = "2026-11-09 09:00"


def _enough_at(*numbers: int) -> tuple[Group, ...]:
    """The usual groups, with these return minimums; a group without one is left out."""
    return tuple(replace(g, return_minimum=n) for g, n in zip(DEFAULT_GROUPS, numbers, strict=False))


JAN_BAKKER = replace(
    traject(
        JAN,
        "Jan Bakker",
        person("piet", "Piet de Vries"),
        person("maartje", "Maartje van den Berg"),
        person("hans", "Hans Mulder"),
        person("kees", "Kees Smit", group="artsen"),
        person("anna", "Anna Peters", group="artsen"),
        person("fatma", "Fatma Yıldız", group="niet_artsen"),
        person("ria", "Ria de Boer", "-", group="niet_artsen"),
    ),
    groups=_enough_at(2, 1, 1),
    valid=(Disposition(60, Outcome.BOUNCED, NOW + timedelta(1), "hans", "permanent:5.1.1"),),
)
"""Collecting. Hans's address does not work; one more colleague of the first group lost makes it fall short."""
EVA_GROEN = traject(EVA, "Eva Groen", stage=Stage.STARTED)
"""Just started: her list is awaited."""
SARA_KOK = replace(
    traject(SARA, "Sara Kok", person("willem", "Willem Bos"), person("anna", "Anna Peters")),
    groups=_enough_at(1),
    waived=("self_evaluation", "pop"),
    sent=(Sent("progress", NOW, key=f"{SARA}/progress"),),
)
"""One form is all that is awaited. She heard how it stands last week."""
LARS_PRINS = replace(
    answered(traject(LARS, "Lars Prins", person("els", "Els Vink")), "els"),
    groups=_enough_at(1),
    waived=("self_evaluation",),
)
"""His personal development plan is all that is awaited."""
TOM_VISSER = replace(traject(TOM, "Tom Visser", person("noor", "Noor Hendriks"), stage=Stage.HELD), held_on=NOW.date())
NORA_BOS = replace(
    answered(traject(NORA, "Nora Bos", person("sem", "Sem Kuiper"), stage=Stage.READY), "sem"),
    groups=_enough_at(1),
    waived=("self_evaluation", "pop"),
    planning=Planning(options=(local("2026-11-19 14:00"), local("2026-11-20 09:30"), local("2026-11-24 16:00"))),
)
"""Everything is in. She was offered a Thursday, a Friday and a Tuesday."""
PIA_DAM = replace(
    answered(traject(PIA, "Pia Dam", person("gijs", "Gijs Vos"), stage=Stage.PLANNED), "gijs"),
    groups=_enough_at(1),
    waived=("self_evaluation", "pop"),
    planning=Planning(starts_at=local("2026-12-10 14:00"), uid=f"{PIA}.4f7k92qmxb3d@praktijk.example", sequence=1),
)
"""Her conversation is planned, and was moved once."""
IDA_MOL = replace(
    traject(STOPPED, "Ida Mol", person("bram", "Bram de Wit"), stage=Stage.STOPPED), resume=Stage.COLLECTING
)

OURS = (
    (f"t.{JAN}.r.piet.8f2b61c09d3e4a57@praktijk.example", JAN, "piet@ziekenhuis.example"),
    (f"t.{JAN}.r.fatma.17ce0b93a4d2f685@praktijk.example", JAN, "fatma@ziekenhuis.example"),
    (f"t.{JAN}.r.kees.e05a7d4412b98c3f@praktijk.example", JAN, "kees@ziekenhuis.example"),
    (f"t.{JAN}.s..5b90e1f7c6a8234d@praktijk.example", JAN, "jan.bakker@ziekenhuis.example"),
    (f"t.{TOM}.s..c3d81a6f02e4b975@praktijk.example", TOM, "tom.visser@ziekenhuis.example"),
)
"""Mails that we sent: Message-ID, traject, recipient."""
QUESTIONS = (
    NumberedQuestion(12, "unknown-sender", f"mail/51/{JAN}", JAN, Phrase("unknown-sender"), "piet1962@provider.example", NOW, (), 51),
    NumberedQuestion(13, "enquiry", "enquiry/52", "-", Phrase("news.enquiry"), "Joost Hofman <j.hofman@kliniek.example>", NOW, (), 52),
)  # fmt: skip
CONFIRM = "t.-.p..2a7f90be51c4d863@praktijk.example"
WAITING = Confirmation(CONFIRM, (f"stop {JAN}",), NOW + timedelta(8), used=False)

WORLD = SmallWorld(
    (JAN_BAKKER, EVA_GROEN, SARA_KOK, LARS_PRINS, TOM_VISSER, IDA_MOL, NORA_BOS, PIA_DAM),
    OURS,
    QUESTIONS,
    waiting=(WAITING,),
    holds=250,
)
USUAL = replace(context(TODAY), inbound_id=INBOUND)
"""Only she starts a traject, and no server vouches for a sender."""
LIST_OPENS = replace(USUAL, rules={"ifms": TrajectRules(open_on="list")})
VOUCHED = replace(USUAL, safeguards=Safeguards(trusted_authserv_id="mx.praktijk.example"))
