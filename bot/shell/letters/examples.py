"""One example of every view, with invented people: for `preview`, and for the tests that render them all."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from bot.core import buttons
from bot.core import views as v
from bot.core.traject.planning import LASTS
from bot.core.traject.rules import DEFAULT_GROUPS, Practice, Practitioner
from bot.core.views import (
    CommandLine,
    GroupCount,
    GroupListed,
    ListedRow,
    OpenQuestion,
    Phrase,
    Proposal,
    TrajectLine,
    View,
)
from bot.core.words.facts import Topic
from bot.forms.questionnaires import catalogue
from bot.forms.questionnaires.header import FormHeader, retention
from bot.forms.writers import text

PRACTICE = Practice(name="Praktijk Voorbeeld", address="info@praktijk.example")
PRACTITIONER = Practitioner(name="dr. A. de Vries", address="a.devries@praktijk.example")

_REF, _JAN, _PIET = "T-7KQFK", "Jan Bakker", "Piet de Vries"
_PLACES = (
    ("IFMS/Trajecten/T-7KQFK Jan Bakker", 18),
    ("IFMS/Trajecten/T-7KQFK Jan Bakker/Correspondentie", 12),
    ("Prullenbak", 4),
)
_CODE = "4F7K92QMXB3D"
_PEERS, _DOCTORS, _OTHERS = DEFAULT_GROUPS


_TEN = datetime(2026, 12, 10, 13, tzinfo=UTC)


def _meeting() -> v.Meeting:
    uid = f"{_REF}.4f7k92qmxb3d@praktijk.example"
    return v.Meeting(uid, 0, _TEN, _TEN + LASTS)


def _phrase(code: str, **values: str) -> Phrase:
    return Phrase(code, tuple(values.items()))


def _row(name: str, local: str, function: str, deduced: bool = False) -> ListedRow:
    return ListedRow(name, f"{local}@ziekenhuis.example", function, deduced)


_PEER_ROWS = (
    _row(_PIET, "p.devries", "cardioloog"),
    _row("Marieke van den Berg", "m.vandenberg", "cardioloog"),
    _row("Saïd el Amrani", "s.elamrani", "cardioloog"),
    _row("Anneke Hoekstra-van der Meulen", "a.hoekstra", "cardioloog"),
    _row("Joost Willems", "j.willems", "cardioloog"),
    _row("Priya Sharma", "p.sharma", "cardioloog"),
    _row("Hendrik Postma", "h.postma", "cardioloog"),
    _row("Liesbeth de Boer", "l.deboer", "cardioloog"),
    _row("Tom Verhoeven", "t.verhoeven", "cardioloog"),
    _row("Eva Lindström", "e.lindstrom", "cardioloog"),
)
_DOCTOR_ROWS = (
    _row("Carla Nijhuis", "c.nijhuis", "internist", deduced=True),
    _row("Yusuf Kaya", "y.kaya", "aios cardiologie", deduced=True),
    _row("Sanne Dekker", "s.dekker", "longarts"),
    _row("Peter-Paul van 't Wout", "pp.vantwout", "anesthesioloog"),
    _row("Mei Chen", "m.chen", "aios interne geneeskunde"),
    _row("Gijs van Rijn", "g.vanrijn", "klinisch geriater"),
)
_OTHER_ROWS = (
    _row("Fatma Yıldız", "f.yildiz", "verpleegkundige", deduced=True),
    _row("Bram Jansen", "b.jansen", "secretaris"),
)


def _listed(language: str) -> tuple[GroupListed, ...]:
    return (
        GroupListed(_PEERS.label(language), _PEER_ROWS, 5, 10, 5, 0, 0.93),
        GroupListed(_DOCTORS.label(language), _DOCTOR_ROWS, 5, 10, 5, 0, 0.42),
        GroupListed(_OTHERS.label(language), _OTHER_ROWS, 5, 10, 5, 3, 0.0),
    )


def _counts(language: str) -> tuple[GroupCount, ...]:
    return (
        GroupCount(_PEERS.label(language), 6, 5, 10, 4),
        GroupCount(_DOCTORS.label(language), 3, 5, 8, 4),
        GroupCount(_OTHERS.label(language), 0, 5, 8, 4),
    )


def _standing(language: str) -> tuple[v.GroupStanding, ...]:
    """As he hears it."""
    return tuple(v.GroupStanding(g.label, g.returned >= g.minimum) for g in _counts(language))


def _enough(language: str) -> tuple[GroupCount, ...]:
    return tuple(GroupCount(g.label(language), n, 5, 10, 4) for g, n in zip(DEFAULT_GROUPS, (7, 5, 3), strict=True))


def _questions(language: str) -> tuple[OpenQuestion, ...]:
    return (
        OpenQuestion(
            12,
            _phrase("private-address", name=_PIET),
            "Piet de Vries <piet1962@provider.example>",
            _REF,
            date(2026, 11, 10),
            (
                Proposal(f"koppel 12 {_REF} p.devries@ziekenhuis.example", _PIET),
                Proposal("koppel 12 T-2M4XA"),
                Proposal("negeer 12"),
            ),
            unproved=True,
            files=("docx",),
            at=datetime(2026, 11, 10, 9, 41, tzinfo=UTC),
            in_review=True,
        ),
        OpenQuestion(
            14,
            _phrase("reminders-spent", label=_OTHERS.label(language)),
            "Jan Bakker <j.bakker@ziekenhuis.example>",
            _REF,
            date(2026, 11, 11),
            (Proposal(f"minimum {_REF} niet_artsen 4"), buttons.enough(_REF), buttons.wait("14")),
        ),
    )


def _happened() -> tuple[v.IncidentCase, ...]:
    at, piet = datetime(2026, 11, 12, 13, 5, tzinfo=UTC), "Piet de Vries <p.devries@ziekenhuis.example>"
    return (
        v.IncidentCase(_phrase("incident.specialist-in-cc"), at, _REF, piet, "traject"),
        v.IncidentCase(_phrase("incident.perhaps-specialist"), at, _REF, piet, "review"),
        v.IncidentCase(_phrase("incident.unreadable-mail", id="31"), at),
    )


def _flood() -> OpenQuestion:
    """A line that stands for many."""
    return OpenQuestion(
        15,
        _phrase("unknown-sender"),
        "",
        _REF,
        date(2026, 11, 11),
        (),
        1500,
        senders=("elders.example", "mail.example"),
    )


def _enquiries() -> tuple[v.Enquiry, ...]:
    start = "start e.smit@kliniek.example Els Smit"
    proposals = (Proposal(start), Proposal(f"{start} spoed"), Proposal("negeer 13"))
    return (v.Enquiry(13, "Els Smit <e.smit@kliniek.example>", date(2026, 11, 10), proposals),)


def _trajects(language: str) -> tuple[TrajectLine, ...]:
    due = (_phrase("due.reminder", n="9", on="2026-11-18"),)
    news = (
        _phrase("news.form", group=_PEERS.label(language), times="3"),
        _phrase("news.away", group=_DOCTORS.label(language), until="2026-11-20"),
        _phrase("news.document", what="self_evaluation"),
        _phrase("news.reminded", n="9"),
    )
    return (
        TrajectLine(_REF, _JAN, "collecting", _counts(language), ("pop",), due, news),
        TrajectLine("T-2M4XA", "Willemijn van 't Hoff", "started", (), ("list", "self_evaluation", "pop"), (), ()),
    )


def _changed(language: str) -> tuple[v.ListChange, ...]:
    return (
        v.ListChange("add", "", "Bram Jansen", "b.jansen@ziekenhuis.example"),
        v.ListChange("remove", "Tom Verhoeven"),
        v.ListChange("replace", "Hendrik Postma", "Gijs van Rijn", "g.vanrijn@ziekenhuis.example"),
        v.ListChange("address", _PIET, _PIET, "p.devries@ziekenhuis.example"),
        v.ListChange("move", "Sanne Dekker", _DOCTORS.label(language)),
        v.ListChange("rename", "Mei Chin", "Mei Chen"),
    )


def _to_specialist(language: str) -> tuple[View, ...]:
    asked = tuple(v.GroupToAsk(g.label(language), 5, 10, 5) for g in DEFAULT_GROUPS)
    doubtful = (
        v.DoubtfulRow("R. Post, r.post@ziekenhius.example", "bad-address", "r.post@ziekenhuis.example"),
        v.DoubtfulRow("Ellen Kuipers", "no-address"),
        v.DoubtfulRow("Jan Bakker, j.bakker@ziekenhuis.example", "own-address"),
    )
    short = (_DOCTORS.label(language), _OTHERS.label(language))
    return (
        v.IntakeReceived(_JAN),
        v.TrajectStarted(_REF, _JAN, asked, ("self_evaluation", "pop"), "€ 485", False, False),
        v.ListHeld(_REF, _JAN),
        v.ListReceived(_REF, _JAN, _listed(language)[:2], (), 0.41, False),
        v.ListIncomplete(_REF, _JAN, _listed(language), doubtful, 0.02, False),
        v.CorrectionReceived(
            _REF,
            _JAN,
            _changed(language),
            (_PIET,),
            True,
            _listed(language),
            (),
            0.02,
            False,
        ),
        v.MoreRespondentsNeeded(_REF, _JAN, short, ("m.vandenberg@ziekenhuis.example",)),
        v.DocumentReceived(_REF, _JAN, ("self_evaluation",), ("pop",), date(2026, 11, 18)),
        v.DocumentsReminder(_REF, _JAN, ("list", "self_evaluation", "pop"), date(2026, 11, 18)),
        v.Progress(_REF, _JAN, _standing(language), False),
        v.DateOptions(_REF, _JAN, (_TEN, _TEN + timedelta(hours=19, minutes=30))),
        v.Appointment(_REF, _JAN, _meeting()),
        v.AppointmentReminder(_REF, _JAN, _TEN, ("pop",)),
        v.Statement(_REF, _JAN, date(2026, 12, 10), big_known=False),
        v.ConversationReport(_REF, _JAN, date(2026, 12, 10)),
        v.ReregistrationQuestion(_REF, _JAN, date(2026, 12, 10)),
        v.FollowupYearly(_REF, _JAN, date(2026, 12, 10), 1),
        v.FollowupCycle(_REF, _JAN, date(2026, 12, 10), date(2031, 12, 10), date(2027, 5, 1), date(2032, 5, 1)),
        v.Destroyed(_REF, _JAN, date(2027, 7, 1), partly=True, until=date(2032, 7, 1)),
    )


def _questionnaire(language: str) -> str:
    """The questions as they stand in a mail to a respondent."""
    header = FormHeader(_REF, _JAN, PRACTITIONER.name, PRACTICE.name, PRACTICE.address, retention(1825, language))
    return text.write(catalogue.questionnaire(catalogue.FEEDBACK), header, language, only_questions=True)


def _to_respondent(language: str) -> tuple[View, ...]:
    questions = _questionnaire(language)
    return (
        v.Invitation(_REF, _PIET, _JAN, questions),
        v.RespondentReminder(_REF, _PIET, _JAN, questions, 1, first=True),
        v.FormReceived(_REF, _PIET, _JAN, first=False),
        v.FormEmpty(_REF, _PIET, _JAN, questions, first=False),
        v.FormUnreadable(_REF, _PIET, _JAN, "damaged", first=False),
        v.DeclineReceived(_REF, _PIET, _JAN, first=True),
        v.FactAnswer(
            _REF, _PIET, _JAN, tuple(str(t) for t in Topic if t is not Topic.FORM), True, rest=True, first=False
        ),
        v.FormAgain(_REF, _PIET, _JAN, questions, first=False),
        v.WithdrawalConfirm(_REF, _PIET, _JAN, datetime(2026, 11, 21, 9, 30, tzinfo=UTC), first=False),
        v.Withdrawn(_REF, _PIET, _JAN, removed=True, first=False),
        v.Withdrawn(_REF, _PIET, _JAN, removed=True, first=False, left=True),
        v.TrajectClosed(_REF),
        v.TooLarge(_REF, _PIET, 40),
        v.Encrypted(_REF, _PIET),
        v.Away(_REF, _PIET, date(2026, 12, 1)),
    )


def _to_practitioner(language: str) -> tuple[View, ...]:
    questions, enquiries, trajects = _questions(language), _enquiries(), _trajects(language)
    expires = datetime(2026, 11, 14, 9, 30, tzinfo=UTC)
    lines = (
        CommandLine(
            "start j.bakker@ziekenhuis.example Jan Bakker",
            True,
            _phrase(
                "command.started",
                ref=_REF,
                name=_JAN,
                address="j.bakker@ziekenhuis.example",
                rush="",
                employed="",
                before="2026-12-18",
            ),
        ),
        CommandLine("stautus T-7KQFK", False, _phrase("command.unknown", nearest=f"status {_REF}")),
        CommandLine("status", True, _phrase("command.status")),
    )
    problems = (_phrase("problem.parked", id="31"), _phrase("problem.unsent", kind="respondent-reminder", ref=_REF))
    destroy = (buttons.destroy(_REF),)
    return (
        v.Digest(date(2026, 11, 11), (*questions, _flood()), enquiries, trajects, problems, more=2),
        v.DossierMade(_REF, _JAN),
        v.AccessMade(_REF, _PIET, "p.devries@ziekenhuis.example", own=False, elsewhere=("T-2M4XA",)),
        v.Ready(
            _REF,
            _JAN,
            _enough(language),
            ("self_evaluation", "pop"),
            True,
            (buttons.held(_REF),),
            folder=f"IFMS/Trajecten/{_REF} {_JAN}",
        ),
        v.AppointmentMade(_REF, _JAN, _meeting(), chosen=True, proposals=(buttons.no_longer(_REF),)),
        v.DecisionNeeded(_REF, questions[:1]),
        v.CommandResult(_REF, lines, trajects[:1], help=True),
        v.Incident(_REF, _happened()),
        v.StatementToSign(_REF, _JAN, date(2026, 12, 10), False, (buttons.signed(_REF),)),
        v.DestructionReminder(
            _REF, _JAN, date(2026, 12, 10), _phrase("destruction.reregistered", on="2027-06-20"), destroy
        ),
        v.DestructionConfirm(
            _REF,
            _JAN,
            _CODE,
            34,
            expires,
            _PLACES,
            (("Archief", 1),),
            2,
            (("Archief", 2),),
            (("Vast", 1),),
            ("Dicht",),
            (("Oud", 1),),
        ),
        v.DestructionDelayed(_REF, _JAN, (("Archief", 2), ("Gedeeld", 0)), datetime(2027, 7, 2, 8, 15, tzinfo=UTC)),
        v.CopiesLeft(_REF, _PIET, (("Archief", 2), ("Gedeeld", 1)), ("Dicht",)),
        v.DestructionFinished(_REF, _JAN, ("Archief", "Gedeeld")),
        v.DestroyedCertificate(_REF, _JAN, datetime(2027, 7, 1, 8, 15, tzinfo=UTC), 0),
        v.DestroyedCertificate(_REF, _JAN, datetime(2027, 7, 1, 8, 15, tzinfo=UTC), 0, unopened=2),
        v.Undeliverable(
            _REF,
            _JAN,
            "j.bakker@ziekenhuis.example",
            _phrase("undeliverable.specialist", status="5.1.1"),
            (buttons.status(_REF),),
        ),
        v.Technical(_phrase("technical.line", status="5.7.1"), ""),
        v.Restored(
            datetime(2026, 11, 9, 2, 30, tzinfo=UTC),
            (v.LeftAlone(datetime(2026, 11, 10, 9, 15, tzinfo=UTC), f"IFMS/Trajecten/{_REF} {_JAN}/Correspondentie"),),
            ("T-3M9QZ",),
            1,
            (_REF,),
            (v.LeftAlone(datetime(2026, 11, 10, 11, 40, tzinfo=UTC), f"IFMS/Trajecten/{_REF} {_JAN}"),),
            ("T-8PQRS",),
            ("T-7KQFK",),
            date(2026, 11, 13),
        ),
        v.Technical(_phrase("technical.away"), "beheer@voorbeeld.nl"),
        v.ConfirmRequest(_REF, (f"gesprek {_REF} 2026-12-10", f"verslag {_REF}"), _CODE, expires, ("Verslag.docx",)),
    )


def examples(language: str = "nl") -> tuple[View, ...]:
    """One example of every kind of mail, its labels in this language."""
    return (*_to_specialist(language), *_to_respondent(language), *_to_practitioner(language))
