"""Every command of the practitioner: what a line of hers comes to, and whether it waits for her confirmation."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from support.caseload import JAN_BAKKER, LARS, NORA, PIA, SARA, TOM, TOM_VISSER, USUAL, VOUCHED, WORLD
from support.trajects import mails
from support.world import EVA, JAN, NEW, STOPPED, UNKNOWN, mail

from bot.association.ladder import associate
from bot.core.decision import Confirm, Work
from bot.core.due.destruction import planned
from bot.core.mail.message import InboundMail
from bot.core.traject.value import Person
from bot.core.views import CommandResult, ConfirmRequest, Phrase
from bot.core.words.moments.number_words import number
from bot.handlers import command, route
from bot.handlers.commands import (
    COMMANDS,
    aanwezig,
    command_of,
    formulier,
    lijst,
    minimum,
    status,
    verb_of,
    verklaring,
    verslag,
)
from bot.handlers.her_word.spoken import in_figures
from bot.handlers.steering.desk import Desk, Done, in_full, split
from bot.handlers.steering.passing import files_with, with_mail, without_mail

SHE = "A. de Vries <a.devries@praktijk.example>"
PROOF = ("mx.praktijk.example; dmarc=pass header.from=praktijk.example",)


def carried_out(line: str) -> Done:
    said = command_of(line)
    assert said is not None
    world = replace(WORLD, trajects=(*WORLD.trajects, MARK_SMIT))
    return said.run(split(line)[verb_of(line, said) :], Desk(world, VOUCHED))


MARK = "T-MARK2"
MARK_SMIT = planned(replace(TOM_VISSER, ref=MARK, specialist=Person("Mark Smit", "m.smit@elders.example")), VOUCHED)
"""Her word was confirmed; there are days left to think."""
DONE = [
    pytest.param("start j.hofman@kliniek.example Joost Hofman spoed", "started", NEW, "started", "traject-started", id="start"),
    pytest.param("start Joost Hofman spoed", "started", NEW, "started", "traject-started", id="start by the name of the enquiry"),
    pytest.param("Begin: j.hofman@kliniek.example", "started", NEW, "started", "traject-started", id="start under the name of the enquiry"),
    pytest.param("status", "status-held", "", "", "", id="status of all, with mails that are held"),
    pytest.param(f"status {JAN}", "status", "", "", "", id="status of one"),
    pytest.param("koppel 12 T-7KQFK piet@ziekenhuis.example", "tied", JAN, "collecting", "", id="koppel with an address"),
    pytest.param("minimum Bakker artsen acht graag", "minimum-set", JAN, "collecting", "", id="minimum in words"),
    pytest.param("minimum eight doctors Bakker", "minimum-set", JAN, "collecting", "", id="minimum in English words"),
    pytest.param("minimum Bakker medewerkers 4", "minimum-set", JAN, "collecting", "", id="minimum by the first word of a label"),
    pytest.param("koppel 12 T-7KQFK niet-artsen", "tied", JAN, "collecting", "", id="koppel with a group"),
    pytest.param("telt 12 T-7KQFK piet@ziekenhuis.example", "counted", JAN, "collecting", "", id="telt with an address"),
    pytest.param("tel 12 niet-artsen", "counted", JAN, "collecting", "", id="telt without a reference"),
    pytest.param("negeer 12", "dismissed", "", "", "", id="negeer"),
    pytest.param("minimum T-7KQFK niet-artsen 4", "minimum-set", JAN, "collecting", "", id="minimum"),
    pytest.param(f"meer namen {JAN}", "names-asked", JAN, "collecting", "more-respondents-needed", id="meer namen"),
    pytest.param("Meer namen vragen aan Bakker voor artsen", "names-asked", JAN, "collecting", "more-respondents-needed", id="meer namen in words"),
    pytest.param(f"akkoord {LARS}", "approved-but-missing", LARS, "collecting", "", id="akkoord while documents are awaited"),
    pytest.param(f"pauzeer {JAN}", "paused", JAN, "paused", "", id="pauzeer"),
    pytest.param(f"pauzeer {JAN} tot 1 januari", "paused-until", JAN, "paused", "", id="pauzeer until the next year"),
    pytest.param(f"pauzeer {JAN} tot 1 december", "paused-until", JAN, "paused", "", id="pauzeer until a day"),
    pytest.param(f"pauzeer {JAN} tot en met woensdag 2 december, graag", "paused-until", JAN, "paused", "", id="pauzeer through a day"),
    pytest.param(f"stop {JAN} Jan Bakker a.u.b.", "stopped", JAN, "stopped", "destruction-reminder", id="stop with his name"),
    pytest.param(f"plan {NORA} 2026-12-10 18:00; 2026-12-11 09:30", "offered", NORA, "ready", "date-options", id="plan"),
    pytest.param("plan Bos donderdag 10 dec 9.30 of vrijdag 11 dec half tien", "offered", NORA, "ready", "date-options", id="plan in words"),
    pytest.param(f"voorstel {PIA}: 14 december 10 uur", "offered", PIA, "planned", "date-options", id="plan beside an appointment"),
    pytest.param(f"plan {JAN} morgen kwart over tien", "offered", JAN, "collecting", "date-options", id="plan while forms are awaited"),
    pytest.param(f"afspraak {NORA} 2026-12-11 14:00", "appointed", NORA, "planned", "appointment appointment", id="afspraak"),
    pytest.param("Afspraak met Nora Bos: vrijdag 11 december om 2 uur 's middags", "appointed", NORA, "planned", "appointment appointment", id="afspraak in words"),
    pytest.param(f"afspraak {PIA} verzetten naar 11 dec 14u", "appointed", PIA, "planned", "appointment appointment", id="afspraak moved in words"),
    pytest.param(f"afspraak {JAN} 11 dec 14u", "appointed", JAN, "collecting", "appointment appointment", id="afspraak while forms are awaited"),
    pytest.param(f"afspraak {PIA} 11 dec 14.00 uur", "appointed", PIA, "planned", "appointment appointment", id="afspraak moved"),
    pytest.param(f"afspraak {PIA} vervalt", "called-off", PIA, "ready", "appointment appointment", id="afspraak called off"),
    pytest.param(f"appointment {PIA} cancelled", "called-off", PIA, "ready", "appointment appointment", id="afspraak called off in English"),
    pytest.param(f"afspraak {NORA} gaat niet door", "offer-withdrawn", NORA, "ready", "", id="afspraak before he chose"),
    pytest.param(f"stop {PIA}", "stopped-and-called-off", PIA, "stopped", "appointment appointment destruction-reminder", id="stop with an appointment"),
    pytest.param(f"gesprek {JAN} op vrijdag 6 november", "held-to-sign", JAN, "held", "statement-to-sign", id="gesprek on a day of the week"),
    pytest.param(f"hervat {STOPPED}", "resumed", STOPPED, "collecting", "", id="hervat after a stop"),
    pytest.param(f"stop {JAN}", "stopped", JAN, "stopped", "destruction-reminder", id="stop"),
    pytest.param(f"gesprek {JAN} 6 november", "held-to-sign", JAN, "held", "statement-to-sign", id="gesprek"),
    pytest.param(f"gesprek {LARS} gisteren", "held-to-sign", LARS, "held", "statement-to-sign", id="gesprek yesterday"),
    pytest.param(f"seintje {TOM}", "reregistered", TOM, "reregistered", "destruction-reminder", id="seintje"),
    pytest.param(f"vernietig {TOM}", "destruction-planned", TOM, "held", "", id="vernietig once confirmed"),
    pytest.param(f"toch niet {MARK}", "kept-after-all", MARK, "held", "", id="toch niet"),
    pytest.param(f"vasthouden {MARK} klacht", "held-back-after-all", MARK, "held", "", id="vasthouden of what is planned"),
    pytest.param(f"vasthouden {TOM} klacht loopt", "held-back", TOM, "held", "", id="vasthouden"),
    pytest.param("vasthouden Tom Visser: klacht loopt", "held-back", TOM, "held", "", id="vasthouden by name"),
    pytest.param(f"vasthouden klacht loopt {TOM}", "held-back", TOM, "held", "", id="vasthouden with the reason first"),
    pytest.param(f"vasthouden {TOM} net als bij Jan Bakker", "held-back", TOM, "held", "", id="vasthouden with another name in the reason"),
    pytest.param(f"toch niet vernietigen {MARK}", "kept-after-all", MARK, "held", "", id="toch niet in another order"),
    pytest.param("toch niet Mark Smit", "kept-after-all", MARK, "held", "", id="toch niet by name"),
    pytest.param(f"vrijgeven {TOM}", "released", TOM, "held", "", id="vrijgeven"),
    pytest.param(f"inzage {TOM}", "access-begun", TOM, "held", "", id="inzage of the specialist"),
    pytest.param(f"access {TOM} tom.visser@ziekenhuis.example", "access-begun", TOM, "held", "", id="inzage of the specialist by address"),
    pytest.param(f"inzage {JAN} PIET@ziekenhuis.example", "access-begun", JAN, "collecting", "", id="inzage of a respondent"),
    pytest.param("inzage <piet@ziekenhuis.example>", "access-begun", JAN, "collecting", "", id="inzage by address alone"),
    pytest.param(f"inzage {JAN} Ria de Boer", "access-begun", JAN, "collecting", "", id="inzage of one without an address"),
    pytest.param("inzage Ria de Boer", "access-begun", JAN, "collecting", "", id="inzage of one by name alone"),
    pytest.param("inzage Piet van Bakker graag", "access-begun", JAN, "collecting", "", id="inzage of a respondent by both names"),
    pytest.param("inzage Tom Visser", "access-begun", TOM, "held", "", id="inzage of the specialist by name"),
    pytest.param(f"inzage van PIET@ziekenhuis.example in {JAN}", "access-begun", JAN, "collecting", "", id="inzage in another order"),
    pytest.param("status Bakker", "status", "", "", "", id="status by name"),
    pytest.param("Status: jan bakker graag", "status", "", "", "", id="status by his whole name"),
    pytest.param("koppel 12 piet@ziekenhuis.example", "tied", JAN, "collecting", "", id="koppel without the reference"),
    pytest.param("koppel 12 Piet", "tied", JAN, "collecting", "", id="koppel to a first name"),
    pytest.param("koppel 12 Piet de Vries T-7KQFK", "tied", JAN, "collecting", "", id="koppel in another order"),
    pytest.param("telt 12 Piet de Vries", "counted", JAN, "collecting", "", id="telt without the reference"),
    pytest.param("minimum Bakker artsen: 4", "minimum-set", JAN, "collecting", "", id="minimum by name"),
    pytest.param(f"minimum 4 Artsen {JAN}", "minimum-set", JAN, "collecting", "", id="minimum in another order"),
    pytest.param("stop Bakker", "stopped", JAN, "stopped", "destruction-reminder", id="stop by name"),
    pytest.param(f"stop {JAN.replace('-', '')}", "stopped", JAN, "stopped", "destruction-reminder", id="stop without the hyphen"),
    pytest.param(f"respondent {JAN} - Piet de Vries", "respondent-removed", JAN, "collecting", "", id="respondent off the list"),
    pytest.param(f"respondent {JAN} + Nina Bos, n.bos@ziekenhuis.example, artsen", "respondent-added", JAN, "collecting", "", id="respondent"),
    pytest.param(f"herinner {JAN} Piet", "reminded", JAN, "collecting", "respondent-reminder", id="herinner"),
    pytest.param("stuur-niet piet@ziekenhuis.example", "silenced", JAN, "collecting", "", id="stuur-niet"),
    pytest.param(f"adres {JAN} jan@nieuw.example", "address-changed", JAN, "collecting", "", id="adres"),
    pytest.param(f"dossier {LARS}", "dossier-begun", LARS, "collecting", "", id="dossier"),
    pytest.param("negeer alles van piet1962@provider.example", "dismissed-all", "", "", "", id="negeer all of one"),
    pytest.param(f"herregistratie {TOM} 2027-05-01", "registration", TOM, "held", "", id="herregistratie"),
    pytest.param("herregistratie Lars Prins loopt tot 1 mei 2027", "registration", LARS, "collecting", "", id="herregistratie by name"),
    pytest.param(f"zonder pop {LARS}", "waived", LARS, "ready", "progress", id="zonder the last document"),
    pytest.param(f"zonder {EVA} zelfevaluatie en POP", "waived", EVA, "started", "", id="zonder both"),
    pytest.param("afwezig tot 1 december", "away", "", "", "", id="afwezig until a day"),
    pytest.param("afwezig t/m vrijdag 27 november", "away", "", "", "", id="afwezig through a day"),
    pytest.param("verstuur", "mails-released", "", "", "", id="verstuur"),
    pytest.param("help", "help", "", "", "", id="help"),
    pytest.param("?", "help", "", "", "", id="help in one sign"),
]  # fmt: skip


@pytest.mark.parametrize("names", [(), ("Verslag.docx",), ("a; b].pdf", "c\nd [1].docx"), tuple(map(str, range(9)))])
def test_a_line_that_waits_tells_what_came_with_it(names: tuple[str, ...]) -> None:
    line = with_mail(f"verslag {JAN}", 12, names)
    assert without_mail(line) == (f"verslag {JAN}", 12)
    assert with_mail(line, 13) == line
    assert len(files_with((line, "status"))) == min(len(names), 5)
    assert "\n" not in line


def test_a_minimum_above_the_names_that_there_are_is_told() -> None:
    done = minimum.run((JAN, "artsen", "40"), Desk(WORLD, USUAL))
    assert dict(done.outcome.values)["few"] == str(sum(r.group == "artsen" for r in JAN_BAKKER.respondents))


@pytest.mark.parametrize(("line", "code", "ref", "stage", "told"), DONE)
def test_a_line_is_carried_out(line: str, code: str, ref: str, stage: str, told: str) -> None:
    done = carried_out(line)
    assert (done.done, done.outcome.code) == (True, f"command.{code}")
    after = (done.traject.ref, str(done.traject.stage)) if done.traject else ("", "")
    assert after == (ref, stage)
    assert " ".join(m.view.KIND for m in mails(done.effects)) == told


NOT_DONE = [
    pytest.param("start Jop Nieuwland", "missing", id="start without an address"),
    pytest.param("start joost@kliniek..example", "bad-address", id="start with a torn address"),
    pytest.param("start jan.bakker@ziekenhuis.example", "exists-already", id="start of one who has a traject"),
    pytest.param("start info@praktijk.example Anna Zelf", "own-address", id="start of the practice"),
    pytest.param("start INFO+ifms@Praktijk.example Anna Zelf", "own-address", id="start of the practice with a tag"),
    pytest.param("start a.devries@praktijk.example Anna Zelf", "own-address", id="start of herself"),
    pytest.param(f"respondent {JAN} + Anna Zelf, a.devries@praktijk.example, artsen", "address-of-another", id="respondent who is herself"),
    pytest.param("start j.hofman@kliniek.example type visitatie", "no-such-type", id="start of an unknown type"),
    pytest.param(f"status {UNKNOWN}", "no-such-traject", id="status of none"),
    pytest.param(f"koppel 99 {JAN}", "no-such-question", id="koppel of no question"),
    pytest.param(f"koppel 12 {UNKNOWN}", "no-such-traject", id="koppel to none"),
    pytest.param(f"koppel 12 {JAN} Iemand Anders", "no-such-group", id="koppel to nobody listed"),
    pytest.param(f"koppel 12 {JAN} nieuw@elders.example", "which-respondent", id="koppel to somebody new without a group"),
    pytest.param(f"telt 99 {JAN}", "no-such-question", id="telt of no question"),
    pytest.param(f"telt 12 {UNKNOWN}", "no-such-traject", id="telt in none"),
    pytest.param("negeer 99", "no-such-question", id="negeer of no question"),
    pytest.param(f"minimum {JAN} chirurgen 5", "no-such-group", id="minimum of no group"),
    pytest.param(f"minimum {JAN} artsen vier of vijf", "words-left", id="minimum of two numbers"),
    pytest.param(f"minimum {JAN} artsen 4 5", "words-left", id="minimum of two numbers in figures"),
    pytest.param(f"minimum {JAN} not doctors 5", "words-left", id="minimum of the others than a group"),
    pytest.param(f"minimum {JAN} artsen", "missing", id="minimum without a number"),
    pytest.param(f"meer namen {TOM}", "illegal-move", id="meer namen after the conversation"),
    pytest.param(f"meer namen {JAN} vakgenoten misschien", "words-left", id="meer namen perhaps"),
    pytest.param(f"meer namen {LARS}", "no-names-needed", id="meer namen where enough is in"),
    pytest.param(f"akkoord {TOM}", "illegal-move", id="akkoord after the conversation"),
    pytest.param(f"pauzeer {JAN} tot sint-juttemis", "bad-date", id="pauzeer until no day"),
    pytest.param(f"pauzeer {JAN} tot gisteren", "date-past", id="pauzeer until yesterday"),
    pytest.param(f"pauzeer {JAN} tot vandaag", "date-past", id="pauzeer until today"),
    pytest.param(f"pauzeer {JAN} tot 2020-01-01", "date-past", id="pauzeer until a year long gone"),
    pytest.param(f"pauzeer {JAN} tot", "missing", id="pauzeer until what"),
    pytest.param(f"pauzeer {JAN} t/m", "missing", id="pauzeer through what"),
    pytest.param(f"pauzeer {JAN} van 3 tot 10 december", "words-left", id="pauzeer from a day to come"),
    pytest.param(f"pauzeer {JAN} tot 5 december 2026 om 12 uur", "words-left", id="pauzeer until an hour"),
    pytest.param(f"gesprek {JAN} 6 november om 12 uur", "words-left", id="gesprek at an hour"),
    pytest.param(f"stop {JAN} pas in december", "words-left", id="stop later"),
    pytest.param(f"hervat {STOPPED} op 3 december", "words-left", id="hervat later"),
    pytest.param(f"akkoord {SARA} als Anna er is", "words-left", id="akkoord on a condition"),
    pytest.param(f"seintje {TOM} volgende week", "words-left", id="seintje later"),
    pytest.param(f"vernietig {TOM} niet", "words-left", id="vernietig not"),
    pytest.param(f"vrijgeven {TOM} morgen", "words-left", id="vrijgeven later"),
    pytest.param(f"pauzeer {STOPPED}", "illegal-move", id="pauzeer after a stop"),
    pytest.param(f"hervat {JAN}", "illegal-move", id="hervat of what goes on"),
    pytest.param(f"stop {STOPPED}", "illegal-move", id="stop twice"),
    pytest.param(f"gesprek {JAN} 10 november", "date-in-future", id="gesprek tomorrow"),
    pytest.param(f"gesprek {JAN} 31 februari", "bad-date", id="gesprek on no day"),
    pytest.param(f"plan {NORA}", "missing", id="plan of no moment"),
    pytest.param(f"plan {NORA} 10 december", "no-time", id="plan of a day without a time"),
    pytest.param(f"plan {NORA} 10 december 14:00 of 11 december", "no-time", id="plan of two days with one time"),
    pytest.param(f"plan {NORA} 14:00", "no-day", id="plan of a time without a day"),
    pytest.param(f"plan {NORA} 31 november 14:00", "bad-date", id="plan on no day"),
    pytest.param(f"plan {NORA} 10 december 25:00", "bad-time", id="plan at no time"),
    pytest.param(f"plan {NORA} woensdag 10 december 14:00", "other-weekday", id="plan on another day of the week"),
    pytest.param(f"plan {NORA} 2026-11-02 14:00", "moment-past", id="plan in the past"),
    pytest.param(f"plan {NORA} vandaag 8:30", "moment-past", id="plan this morning"),
    pytest.param(f"plan {NORA} 2036-12-10 14:00", "moment-far", id="plan in ten years"),
    pytest.param(f"plan {NORA} 2026-12-10 02:00", "moment-at-night", id="plan at night"),
    pytest.param(f"afspraak {NORA} 2026-12-10 23.30 uur", "moment-at-night", id="appointment at night"),
    pytest.param(f"plan {NORA} 2027-03-28 02:30", "no-such-hour", id="plan in the hour that is left out"),
    pytest.param(f"plan {NORA} 2027-10-31 02:30", "no-such-hour", id="plan in the hour that comes twice"),
    pytest.param(f"plan {NORA} 10 december 9:00; 10 december 16:00", "same-day", id="plan twice on one day"),
    pytest.param(f"plan {NORA} 10 december 9:00; 10 december 9:00", "same-day", id="plan one moment twice"),
    pytest.param(f"plan {NORA} 2026-12-10 15:00; 2026-12-11 09:30", "moment-taken", id="plan while another conversation is held"),
    pytest.param(f"plan {NORA} 10 december 9:00 misschien", "words-left", id="plan perhaps"),
    pytest.param(f"plan {TOM} 10 december 9:00", "illegal-move", id="plan after the conversation"),
    pytest.param(f"plan {STOPPED} 10 december 9:00", "illegal-move", id="plan after a stop"),
    pytest.param(f"plan {NORA} " + "; ".join(f"{day} december 9:00" for day in (*range(1, 5), *range(7, 14))), "too-many-moments", id="plan a month"),
    pytest.param(f"afspraak {NORA} 11 december 9:00 of 14 december 9:00", "one-moment", id="afspraak at two moments"),
    pytest.param(f"afspraak {PIA} 10 december 14:00", "appointed-already", id="afspraak that stands"),
    pytest.param(f"afspraak {JAN} vervalt", "no-appointment", id="afspraak called off where there is none"),
    pytest.param(f"afspraak {NORA} 10 december 14:30", "moment-taken", id="afspraak while another conversation is held"),
    pytest.param(f"afspraak {NORA} vervalt niet", "words-left", id="afspraak not called off"),
    pytest.param(f"afspraak {TOM} vervalt", "illegal-move", id="afspraak called off after the conversation"),
    pytest.param(f"seintje {JAN}", "illegal-move", id="seintje before the conversation"),
    pytest.param(f"gesprek {JAN} 2 november", "before-start", id="gesprek before the start"),
    pytest.param(f"minimum {JAN} artsen 3", "below-floor", id="minimum below the floor"),
    pytest.param(f"minimum {JAN} artsen 4 misschien", "words-left", id="minimum perhaps"),
    pytest.param("stop Bakker niet", "words-left", id="stop by name, not"),
    pytest.param("status Jansen", "no-such-traject", id="status of a name that nobody has"),
    pytest.param(f"formulier {JAN} Piet", "no-form", id="formulier without a file"),
    pytest.param(f"formulier {JAN}", "missing", id="formulier of nobody"),
    pytest.param(f"formulier {JAN} Niemand Bekend", "no-such-person", id="formulier of somebody unknown"),
    pytest.param(f"formulier {TOM} Noor", "illegal-move", id="formulier after the conversation"),
    pytest.param(f"lijst {JAN}", "no-list", id="lijst without one"),
    pytest.param(f"lijst {TOM}", "illegal-move", id="lijst after the conversation"),
    pytest.param(f"verslag {TOM}", "no-report", id="verslag without a file"),
    pytest.param(f"verslag {JAN}", "not-held", id="verslag before the conversation"),
    pytest.param(f"verklaring {TOM}", "no-statement", id="verklaring without a file"),
    pytest.param(f"verklaring {JAN}", "not-held", id="verklaring before the conversation"),
    pytest.param(f"herregistratie {TOM}", "missing", id="herregistratie without a day"),
    pytest.param(f"herregistratie {TOM} 31 februari", "bad-date", id="herregistratie on no day"),
    pytest.param(f"herregistratie {TOM} 2020-05-01", "date-past", id="herregistratie in the past"),
    pytest.param(f"herregistratie {TOM} 2072-05-01", "date-far", id="herregistratie in another life"),
    pytest.param(f"herregistratie {STOPPED} 2027-05-01", "illegal-move", id="herregistratie after a stop"),
    pytest.param(f"zonder {LARS}", "missing", id="zonder what"),
    pytest.param(f"zonder zelfevaluatie {LARS}", "not-awaited", id="zonder what is not awaited"),
    pytest.param(f"zonder pop {TOM}", "illegal-move", id="zonder after the conversation"),
    pytest.param(f"zonder pop {LARS} voorlopig", "words-left", id="zonder for the moment"),
    pytest.param("afwezig", "missing", id="afwezig until when"),
    pytest.param("afwezig tot gisteren", "date-past", id="afwezig until yesterday"),
    pytest.param("afwezig tot vandaag", "date-past", id="afwezig until today"),
    pytest.param("afwezig voorbij", "not-away", id="afwezig ended where she was not"),
    pytest.param("aanwezig", "not-away", id="aanwezig where she was not away"),
    pytest.param("afwezig tot sint-juttemis", "bad-date", id="afwezig until no day"),
    pytest.param("afwezig tot 1 december 2030", "date-far", id="afwezig for years"),
    pytest.param(f"vernietig {MARK}", "destruction-planned-already", id="vernietig twice"),
    pytest.param(f"vernietig {UNKNOWN}", "no-such-traject", id="vernietig of none"),
    pytest.param(f"toch niet {TOM}", "no-destruction-planned", id="toch niet of nothing"),
    pytest.param(f"vasthouden {TOM}", "missing", id="vasthouden without a reason"),
    pytest.param(f"vrijgeven {UNKNOWN}", "no-such-traject", id="vrijgeven of none"),
    pytest.param("inzage niemand@elders.example", "no-such-person", id="inzage of an address that is known nowhere"),
    pytest.param("inzage anna@ziekenhuis.example", "several-trajects", id="inzage of somebody in two trajects"),
    pytest.param("inzage Anna Peters", "which-traject", id="inzage of a name in two trajects"),
    pytest.param(f"inzage {JAN} Piet en Kees", "words-left", id="inzage of two people"),
    pytest.param(f"vasthouden zoals {JAN} ook {TOM}", "which-traject", id="vasthouden with two references"),
    pytest.param("vasthouden klacht van Bakker over Visser", "which-traject", id="vasthouden with two names"),
    pytest.param(f"vasthouden {TOM} graag", "missing", id="vasthouden without a reason but polite"),
    pytest.param("inzage", "missing", id="inzage of nobody"),
    pytest.param(f"inzage {UNKNOWN}", "no-such-traject", id="inzage of none"),
    pytest.param(f"inzage {JAN} niemand@elders.example", "no-such-person", id="inzage of nobody known"),
    pytest.param(f"inzage {JAN} noor@ziekenhuis.example", "no-such-person", id="inzage of somebody of another traject"),
    pytest.param("verstuur de lijst naar Jan", "unknown", id="verstuur with words that it does not understand"),
]  # fmt: skip


@pytest.mark.parametrize(("line", "code"), NOT_DONE)
def test_a_line_is_refused_and_changes_nothing(line: str, code: str) -> None:
    done = carried_out(line)
    assert (done.done, done.outcome.code) == (False, f"command.{code}")
    assert (done.traject, done.effects) == (None, ())


@pytest.mark.parametrize(
    ("said", "until"),
    [
        ("tot 1 december", "2026-12-01"),
        ("tot en met 30 november", "2026-12-01"),
        ("t/m 31 december", "2027-01-01"),
        ("tot en met vandaag", "2026-11-10"),
        ("tot 1 januari", "2027-01-01"),
        ("10 december", "2026-12-10"),
        ("until 2026-12-10", "2026-12-10"),
    ],
)
def test_a_pause_ends_on_the_day_that_is_named_or_the_day_after(said: str, until: str) -> None:
    assert dict(carried_out(f"pauzeer {JAN} {said}").outcome.values)["until"] == until


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (f"vasthouden {TOM} klacht loopt", "klacht loopt"),
        ("vasthouden Tom Visser: klacht van de inspectie.", "klacht van de inspectie"),
        (f"vasthouden wegens een klacht, {TOM}", "wegens een klacht"),
        ("hold Visser - complaint", "complaint"),
    ],
)
def test_what_is_no_name_is_the_reason(line: str, reason: str) -> None:
    assert dict(carried_out(line).outcome.values)["reason"] == reason


@pytest.mark.parametrize(
    ("line", "code"), [("vasthouden klacht", "held-back"), ("vasthouden klacht van Bakker", "which-traject")]
)
def test_in_reply_a_second_name_is_asked_about(line: str, code: str) -> None:
    said = command_of(line)
    assert said is not None
    done = said.run(split(line)[1:], Desk(WORLD, VOUCHED, about=TOM))
    assert done.outcome.code == f"command.{code}"


def told(hers: InboundMail) -> str:
    """The kinds of the mails that follow."""
    (case,) = associate(hers, WORLD, VOUCHED)
    assert route(hers, case, VOUCHED) is command
    decision = command.handle(hers, case, WORLD, VOUCHED)
    works = (e.kind for e in decision.effects if isinstance(e, Work) and e.kind == "survey")
    return " ".join((*(m.view.KIND for m in mails(decision.effects)), *works))


AT_ONCE, ASKED, ASKED_ALWAYS = "command-result", "confirm-request", "survey"
CONFIRMED = [
    pytest.param("start j.hofman@kliniek.example", ASKED, "traject-started command-result", id="start"),
    pytest.param("status", AT_ONCE, AT_ONCE, id="status"),
    pytest.param(f"koppel 12 {JAN}", ASKED, AT_ONCE, id="koppel"),
    pytest.param(f"telt 12 {JAN}", ASKED, AT_ONCE, id="telt"),
    pytest.param("negeer 12", ASKED, AT_ONCE, id="negeer"),
    pytest.param(f"minimum {JAN} artsen 4", ASKED, AT_ONCE, id="minimum"),
    pytest.param(f"akkoord {LARS}", ASKED, AT_ONCE, id="akkoord"),
    pytest.param(
        f"akkoord {EVA}",
        "command-result confirm-request",
        "command-result confirm-request",
        id="akkoord with nothing in",
    ),
    pytest.param(f"meer namen {JAN}", ASKED, "more-respondents-needed command-result", id="meer namen"),
    pytest.param(f"pauzeer {JAN}", ASKED, AT_ONCE, id="pauzeer"),
    pytest.param(f"hervat {STOPPED}", ASKED, AT_ONCE, id="hervat"),
    pytest.param(f"stop {JAN}", ASKED, "destruction-reminder command-result", id="stop"),
    pytest.param(f"plan {NORA} 11 december 9:00", ASKED, "date-options command-result", id="plan"),
    pytest.param(f"afspraak {NORA} 11 december 9:00", ASKED, "appointment appointment command-result", id="afspraak"),
    pytest.param(f"gesprek {JAN} gisteren", ASKED, "statement-to-sign command-result", id="gesprek"),
    pytest.param(f"seintje {TOM}", ASKED, "destruction-reminder command-result", id="seintje"),
    pytest.param(f"verslag {TOM}", AT_ONCE, AT_ONCE, id="verslag without a file"),
    pytest.param(f"formulier {JAN} Piet", AT_ONCE, AT_ONCE, id="formulier without a file"),
    pytest.param(f"lijst {JAN}", AT_ONCE, AT_ONCE, id="lijst without a list"),
    pytest.param(f"verklaring {TOM}", AT_ONCE, AT_ONCE, id="verklaring without a file"),
    pytest.param(f"herregistratie {TOM} 2027-05-01", ASKED, AT_ONCE, id="herregistratie"),
    pytest.param(f"zonder pop {EVA}", ASKED, AT_ONCE, id="zonder"),
    pytest.param("afwezig tot 1 december", ASKED, AT_ONCE, id="afwezig"),
    pytest.param("aanwezig", ASKED, AT_ONCE, id="aanwezig"),
    pytest.param(f"vernietig {TOM}", ASKED_ALWAYS, ASKED_ALWAYS, id="vernietig"),
    pytest.param(f"toch niet {TOM}", AT_ONCE, AT_ONCE, id="toch niet"),
    pytest.param(f"vasthouden {TOM} klacht", ASKED, AT_ONCE, id="vasthouden"),
    pytest.param(f"vrijgeven {TOM}", ASKED, AT_ONCE, id="vrijgeven"),
    pytest.param(f"inzage {TOM}", ASKED, AT_ONCE, id="inzage"),
    pytest.param(f"respondent {JAN} - Piet", ASKED, AT_ONCE, id="respondent"),
    pytest.param(f"herinner {JAN} Piet", ASKED, "respondent-reminder command-result", id="herinner"),
    pytest.param("stuur-niet piet@ziekenhuis.example", ASKED, AT_ONCE, id="stuur-niet"),
    pytest.param(f"adres {JAN} jan@nieuw.example", ASKED, AT_ONCE, id="adres"),
    pytest.param(f"dossier {LARS}", ASKED, AT_ONCE, id="dossier"),
    pytest.param("verstuur", ASKED, AT_ONCE, id="verstuur"),
    pytest.param("help", AT_ONCE, AT_ONCE, id="help"),
]


@pytest.mark.parametrize(("line", "unproved", "proved"), CONFIRMED)
def test_what_she_did_not_prove_waits_for_her_confirmation(line: str, unproved: str, proved: str) -> None:
    hers = mail(SHE, subject=line, text="")
    assert told(hers) == unproved
    assert told(replace(hers, authentication=PROOF)) == proved


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("plan Bos morgen 10 uur of donderdag half twee", f"plan {NORA} 2026-11-10 10:00; 2026-11-12 13:30"),
        ("afspraak Bos overmorgen 9.30", f"afspraak {NORA} 2026-11-11 09:30"),
        ("afspraak Dam gaat niet door", f"afspraak {PIA} gaat niet door"),
        ("pauzeer Bakker tot morgen", f"pauzeer {JAN} tot 2026-11-10"),
        ("pauzeer Bakker t/m volgende week dinsdag", f"pauzeer {JAN} tot 2026-11-18"),
        (f"pauzeer {JAN}", f"pauzeer {JAN}"),
        ("gesprek Bakker gisteren", f"gesprek {JAN} 2026-11-08"),
        (f"gesprek {JAN}", f"gesprek {JAN} 2026-11-09"),
        ("gesprek Bakker vandaag misschien", "gesprek Bakker vandaag misschien"),
        ("afwezig tot en met vrijdag", "afwezig tot 2026-11-14"),
        ("afwezig tot overmorgen", "afwezig tot 2026-11-11"),
        ("herregistratie Visser over 8 weken", f"herregistratie {TOM} 2027-01-04"),
    ],
)
def test_a_line_that_waits_names_the_days_themselves(line: str, kept: str) -> None:
    hers = mail(SHE, subject="", text=line)
    (case,) = associate(hers, WORLD, VOUCHED)
    (waiting,) = (e for e in command.handle(hers, case, WORLD, VOUCHED).effects if isinstance(e, Confirm))
    assert waiting.lines == (kept,)


RELATIVE = (
    "morgen",
    "overmorgen",
    "vandaag",
    "gisteren",
    "vrijdag",
    "volgende week dinsdag",
    "over 2 weken",
    "10 dec",
    "10-12",
    "",
)


@pytest.mark.parametrize("said", RELATIVE)
@pytest.mark.parametrize(
    "line", [f"gesprek {JAN} {{}}", f"pauzeer {JAN} tot {{}}", "afwezig t/m {}", f"herregistratie {TOM} {{}}"]
)
def test_a_line_means_the_same_when_it_is_confirmed_days_later(line: str, said: str) -> None:
    written = line.format(said).strip()
    verb = command_of(written)
    assert verb is not None
    now, later = Desk(WORLD, VOUCHED), Desk(WORLD, replace(VOUCHED, now=VOUCHED.now + timedelta(2)))
    at_once = verb.run(split(written)[1:], now)
    kept = in_full(verb, written, split(written)[1:], now)
    confirmed = verb.run(split(kept)[1:], later)
    if at_once.done and confirmed.outcome.code != "command.date-past":
        assert confirmed.outcome == at_once.outcome
    elif not at_once.done:
        assert not confirmed.done or ("gesprek" in line and said in ("morgen", "overmorgen"))  # that day has come


def test_every_command_has_a_row_in_both_tables() -> None:
    for table, elsewhere in (
        (DONE, {verslag, verklaring, formulier, lijst, aanwezig}),
        (CONFIRMED, set()),
    ):  # test_enclosed.py has the files, commands/test_afwezig.py her return
        assert {command_of(str(row.values[0])) for row in table} == set(COMMANDS) - elsewhere


def test_a_line_without_a_command_is_answered_with_the_nearest() -> None:
    hers = mail(SHE, subject="", text=f"pauseer {JAN}", authentication=PROOF)
    (case,) = associate(hers, WORLD, VOUCHED)
    (answer,) = mails(command.handle(hers, case, WORLD, VOUCHED).effects)
    assert isinstance(answer.view, CommandResult)
    (line,) = answer.view.lines
    assert (line.done, line.outcome) == (False, Phrase("command.unknown", (("nearest", "pauzeer REF [tot DATUM]"),)))


def each(line: str, *, proved: bool = True) -> tuple[list[str], list[bool]]:
    """The lines that she reads, carried out or to be confirmed, and which were done."""
    asked = tuple(replace(WORLD.asked[0], number=n) for n in (12, 13, 14, 15))
    world = replace(WORLD, asked=asked)
    hers = mail(SHE, subject="", text=line, authentication=PROOF if proved else ())
    (case,) = associate(hers, world, VOUCHED)
    (answer,) = mails(command.handle(hers, case, world, VOUCHED).effects)
    if isinstance(answer.view, ConfirmRequest):
        return list(answer.view.lines), []
    assert isinstance(answer.view, CommandResult)
    return [one.line for one in answer.view.lines], [one.done for one in answer.view.lines]


SEVERAL = {
    "12 13": (12, 13), "12, 13": (12, 13), "12,13": (12, 13), "12 en 13": (12, 13), "12 & 13": (12, 13), "nrs 12": (),
    "nummers 12, 13 en 15": (12, 13, 15), "nr. 12 en nr. 13": (12, 13), "#12 #13": (12, 13), "12 t/m 14": (12, 13, 14),
    "12 tot en met 15": (12, 13, 14, 15), "12-14": (12, 13, 14), "12 12 13": (12, 13),
}  # fmt: skip


@pytest.mark.parametrize("proved", [True, False])
@pytest.mark.parametrize("numbers", SEVERAL)
@pytest.mark.parametrize("line", ["negeer {}", "Koppel: {} T-7KQFK piet@ziekenhuis.example", "telt {} niet-artsen"])
def test_every_number_of_a_line_is_answered(line: str, numbers: str, proved: bool) -> None:
    said = line.format(numbers)
    lines, done = each(said, proved=proved)
    assert lines == ([line.format(n) for n in SEVERAL[numbers]] or [said])
    assert done == ([bool(SEVERAL[numbers])] * len(lines) if proved else [])


SPOKEN = {
    "twaalf": (12,), "Nummer twaalf": (12,), "vraag twaalf": (12,), "twaalf en dertien": (12, 13), "twaalf, dertien": (12, 13),
    "twaalf dertien en vijftien": (12, 13, 15), "12 en dertien": (12, 13), "nummers twaalf tot en met veertien": (12, 13, 14),
    "twelve and fifteen": (12, 15), "twaalf t/m vijftien": (12, 13, 14, 15),
}  # fmt: skip


@pytest.mark.parametrize("numbers", SPOKEN)
@pytest.mark.parametrize("line", ["negeer {}", "Negeer: {} graag.", "koppel {} Piet de Vries"])
def test_a_number_in_words_is_that_number(line: str, numbers: str) -> None:
    if "Piet" in line and " dertien en" in numbers:
        assert not any(each(line.format(numbers))[1])
        return
    lines, done = each(line.format(numbers))
    assert [word for one in lines for word in split(one) if word.isdigit()] == [str(n) for n in SPOKEN[numbers]]
    assert all(done)


@pytest.mark.parametrize(
    "line",
    [
        "koppel twaalf twee", "negeer twaalf twee", "negeer 12 twee dagen", "negeer een mail", "koppel een formulier Piet",
        "negeer twaalf een andere keer", "negeer twintig twee", "koppel Piet twaalf keer",
    ],
)  # fmt: skip
def test_a_word_that_may_be_no_number_is_said_back(line: str) -> None:
    assert each(line)[1] == [False]


SMALL = (
    ",een,twee,drie,vier,vijf,zes,zeven,acht,negen,tien,elf,twaalf,dertien,veertien,vijftien,zestien,zeventien,"
    "achttien,negentien"
)
TENS = "twintig,dertig,veertig,vijftig,zestig,zeventig,tachtig,negentig"


@pytest.mark.parametrize("n", range(1, 200))
def test_every_number_can_be_said(n: int) -> None:
    small = SMALL.split(",")
    tens = TENS.split(",")
    hundreds, rest = divmod(n, 100)
    ten, unit = divmod(rest, 10)
    low = (
        small[rest]
        if rest < 20
        else f"{small[unit]}{'ën' if small[unit].endswith('e') else 'en' if unit else ''}{tens[ten - 2]}"
    )
    assert number(("honderd" if hundreds else "") + low) == n


@pytest.mark.parametrize(
    ("said", "n"), [("twenty-two", 22), ("negen", 9), ("Eén", 1), ("12.", 12), ("acht", 8), ("ninety-nine", 99)]
)
def test_a_number_is_read_however_it_is_spelt(said: str, n: int) -> None:
    assert number(said) == n


@pytest.mark.parametrize(
    ("line", "told"),
    [("ignore twenty two", "ignore 22"), ("ignore twenty, two", "ignore 20, 2"), ("ignore twenty", "ignore 20")],
)
def test_an_english_number_may_be_two_words(line: str, told: str) -> None:
    assert in_figures(line) == told


@pytest.mark.parametrize("line", ["negeer 12 en koppel 99", "negeer 12 tot vrijdag", "negeer 12 13 behalve de lijst"])
def test_what_stands_behind_the_numbers_is_said_back(line: str) -> None:
    assert not any(each(line)[1])


def test_a_number_that_is_not_open_is_told_beside_the_others() -> None:
    assert each("negeer 12 en 99, graag") == (["negeer 12 graag", "negeer 99 graag"], [True, False])


TOGETHER = [
    ("status T-7KQFK en herinner Piet", ("status T-7KQFK", "herinner Piet")),
    ("pauzeer T-7KQFK tot 10 dec, status T-7KQFK", ("pauzeer T-7KQFK tot 10 dec", "status T-7KQFK")),
    ("Status Bakker. Herinner Kees.", ("Status Bakker", "Herinner Kees")),
    ("negeer 12 en koppel 13 Piet", ("negeer 12", "koppel 13 Piet")),
    (
        "negeer twaalf, dertien en koppel veertien Piet en status",
        ("negeer 12,", "negeer 13", "koppel 14 Piet", "status"),
    ),
    (f"stop {JAN} en dan hervat {JAN}", (f"stop {JAN}", f"hervat {JAN}")),
    ("afspraak Dam vervalt; plan Dam 11 december 9:00", ("afspraak Dam vervalt", "plan Dam 11 december 9:00")),
    (f"vasthouden {TOM} klacht loopt, status {TOM}", (f"vasthouden {TOM} klacht loopt", f"status {TOM}")),
    (
        "start j.hofman@kliniek.example Joost Hofman spoed en status",
        ("start j.hofman@kliniek.example Joost Hofman spoed", "status"),
    ),
]
ONE = [
    f"vasthouden {TOM} klacht, gesprek volgt",
    "start j.hofman@kliniek.example Joost Hofman spoed, gesprek vóór 2026-12-18",
    "start j.hofman@kliniek.example Joost Hofman, gesprek voor 18 december",
    "start Joost Hofman, j.hofman@kliniek.example, gesprek uiterlijk 18 december, spoed",
    "respondent T-7KQFK + Nina Bos, n.bos@ziekenhuis.example, artsen",
]


def answered(line: str, *, proved: bool = True) -> tuple[list[str], list[str], list[bool]]:
    """The lines that wait for her yes, the lines that she reads, and which were done."""
    asked = tuple(replace(WORLD.asked[0], number=n) for n in (12, 13, 14, 15))
    world = replace(WORLD, asked=asked)
    hers = mail(SHE, subject="", text=line, authentication=PROOF if proved else ())
    (case,) = associate(hers, world, VOUCHED)
    views = [m.view for m in mails(command.handle(hers, case, world, VOUCHED).effects)]
    shown = [one for view in views if isinstance(view, CommandResult) for one in view.lines]
    waiting = [one for view in views if isinstance(view, ConfirmRequest) for one in view.lines]
    return waiting, [one.line for one in shown], [one.done for one in shown]


@pytest.mark.parametrize("proved", [True, False])
@pytest.mark.parametrize(("line", "lines"), TOGETHER)
def test_several_commands_of_a_line_are_each_carried_out(line: str, lines: tuple[str, ...], proved: bool) -> None:
    waiting, told, done = answered(line, proved=proved)
    assert all(done)
    if proved:
        assert (waiting, [one.strip(",") for one in told]) == ([], [one.strip(",") for one in lines])
    else:
        commands = [command_of(one) for one in lines]
        assert [command_of(one) for one in (*waiting, *told)] == sorted(commands, key=lambda c: c is status)


@pytest.mark.parametrize("line", ONE)
def test_a_line_that_is_one_command_stays_one(line: str) -> None:
    assert answered(line) == ([], [line], [True])


@pytest.mark.parametrize("proved", [True, False])
@pytest.mark.parametrize(
    ("line", "part"),
    [
        ("status Bakker en stop", "stop"),
        ("stop Bakker en status Jansen", "status Jansen"),
        ("pauzeer Bakker, gesprek Bakker morgen", "gesprek Bakker morgen"),
        ("herinner Piet misschien en status", "herinner Piet misschien"),
        ("negeer 12 en koppel 99 Piet", "koppel 99 Piet"),
        (f"vernietig {TOM}, gesprek {UNKNOWN}", f"gesprek {UNKNOWN}"),
    ],
)
def test_of_a_line_of_which_one_command_cannot_be_nothing_is_done(line: str, part: str, proved: bool) -> None:
    assert answered(line, proved=proved) == ([], [line, part], [False, False])
