"""Open questions as a mail to the practitioner shows them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from enum import StrEnum

from bot.core.context import Context
from bot.core.filing import REVIEW, is_correspondence, ref_of
from bot.core.traject.value import Traject
from bot.core.views import Enquiry, OpenQuestion, Phrase, Proposal
from bot.core.world import GONE, NumberedQuestion

ENQUIRY = "enquiry"
OTHER_FORM = "other-form"
FORM_GONE = "form-gone"
LAID_ASIDE = "laid-aside"
"""Asked about a mail that she put into *Beoordelen* herself."""
DISOWNED = "disowned"
MASS_SEND = "mass-send"
NEAR = "conversation-near"
"""Asked when the day draws near before which a conversation must be held."""
SPENT = "reminders-spent"
"""Asked of a group that will not reach its minimum by itself; its key ends in the group."""
BY_MACHINE = "sent-by-machine"
STAYS_OPEN = (ENQUIRY, OTHER_FORM, FORM_GONE, BY_MACHINE)
"""Asked about a mail that counts already, or is nobody's yet: open still when the mail is settled."""
UNPROVED = "unproved"
"""The value of a question's phrase that says that nothing proves who sent the mail."""
WHOSE_FORM, WHICH_FORMS = "respondent", "forms"
"""The values of a question's phrase that name whose forms are taken out when she agrees, and which they were."""
UNTIL = "until"
"""The value of such a phrase that says that another form is to come: the last day (ISO) without a reminder of it."""
BESIDE = "beside"
"""The value of a question about a form that is not theirs that names, with commas, what else its bearer says."""
FILES = "files"
"""The value of any question's phrase that tells what hangs on the mail: formats, with commas."""
MORE_SAID = "words"
"""The value of any question's phrase that says that its sender writes more than a letter around a file."""
ASKED_AT = "asked-first"
"""The value of a question that is asked anew that tells when it was asked first (ISO)."""
LIES = "lies"
"""The value of a question about a mail that is filed already: "traject", until it is on record where it lies."""
OWN, WRITER = "own", "writer"
"""The values of a question about whose file it is that tell what its sender says of themselves, and who that is."""
SAID_TOO, SAID_BESIDE = "said-too", "said-beside"
"""Asked when she has put the file aside, or said whose it is: what its sender says of themselves still stands."""
GRAVE = "grave"
"""Asked about a mail with something in it that is for her to read herself, where no question tells it: and the value of
any question's phrase that does.
"""
REQUEST, TERM = "avg-request", "avg"
"""A request under the AVG, and the value of any question's phrase that says by when such a request, made in the same
mail, must be answered (a day).
"""
HIS_ADDRESS = "his-address"
"""Asked of an address that a specialist calls his own; `adres` answers it, a bare yes does not."""
RIGHT = "right"
"""The value of a request's phrase that says what is asked for, "" when that is not clear or is more than one thing."""
APPOINTMENT, CHOSEN = "appointment", "chosen"
"""The values of a question about an unknown sender who writes of the appointment (ISO), or chooses a moment."""
SILENT, UNCLEAR, AND_MORE = "reregistration-silent", "reregistration-unclear", "reregistration-and-more"
"""Asked where he does not answer whether the re-registration is done, not plainly, or says more than that it is."""
OF_REREGISTRATION = frozenset({SILENT, UNCLEAR, AND_MORE, "not-applicable-reregistration"})
"""What is answered when she says that it is done."""
OF_A_LIST = frozenset(
    {"too-many-rows", "large-group", "far-fetched-list", "list-from-other", "list-passed-on", "list-overtaken"}
)
"""What she is asked about a list of respondents: her word lets it be used."""
OF_A_DATE = frozenset(
    {
        *("no-date-suits", "other-date", "unclear-date", "date-taken"),
        *(
            "calendar-declined",
            "calendar-counter",
            "calendar-elsewhere",
            "calendar-hers",
            "calendar-invites",
            "about-appointment",
            "away-then",
            NEAR,
            "conversation-passed",
        ),
    }
)
"""What she is asked about the moment of a conversation: an appointment, or another offer, answers it."""

OF_ITS_WORDS = (
    OF_A_DATE
    | {"calendar-unread", "calendar-delegated", "calendar-old", "calendar-other"}
    | {"question-from-specialist", HIS_ADDRESS, UNCLEAR, AND_MORE}
)
"""What is asked about what a specialist writes: to file the mail answers it no more than to leave it."""
MAY_ANSWER = "question-from-respondent"
"""The same of a respondent, whose words may count by her drag: open still where they do not."""


def is_filed(question: NumberedQuestion) -> bool:
    """Whether she has put the mail that it is about into its traject's folder already."""
    return bool(question.ref) and ref_of(question.place) == question.ref


def is_of_a_date(question: NumberedQuestion, kinds: frozenset[str] = OF_A_DATE) -> bool:
    """Whether an appointment, or another offer, answers it: by its kind, or by what an unknown sender writes."""
    told = dict(question.what.values)
    return question.kind in kinds or (kinds is OF_A_DATE and not told.keys().isdisjoint((APPOINTMENT, CHOSEN)))


_ANSWERED_BY_YES = OF_A_LIST | {
    *("through-specialist", "private-address", "not-authenticated", "plus-tag", "other-form", "other-questionnaire"),
    "form-of-living",
    *(
        "address-fails",
        "address-late",
        "gone",
        "form-gone",
        "sent-by-list",
        BY_MACHINE,
        "copied-unproved",
        "overtaken",
        "refusal-overtaken",
        "conversation-passed",
        SAID_TOO,
        AND_MORE,
        MASS_SEND,
        ENQUIRY,
    ),
}
"""Asked so that a yes is the first button. All others ask who, what or when, or say of what a yes would be unclear."""
_LONGEST_NAME = 100
_LONGEST_COMMAND = 500


class Beside(StrEnum):
    """What somebody says of themselves beside something else: her yes carries it out, an address she must take over."""

    REFUSES = "refuses"
    GONE = "gone"
    ADDRESS = "address"
    OWNS = "owns"
    DISOWNS = "disowns"
    ELSE = "else"
    WITHDRAWS = "withdraws"
    PROMISES = "promises"
    RIGHTS = "rights"


def requested(ref: str, inbound_id: int | None) -> str:
    """The key of the question about a request that outlives the one about its mail."""
    return f"{ref}/{REQUEST}/{inbound_id}"


def answer_by(question: NumberedQuestion) -> str:
    """The last day (ISO) for the request under the AVG in the mail that this question is about, "" for none."""
    values = dict(question.what.values)
    return values.get(TERM, "") or (values.get("on", "") if question.kind == REQUEST else "")


def can_wait(question: NumberedQuestion, traject: Traject | None, back_on: date, ctx: Context) -> bool:
    """Whether it is soon enough when she is back: nothing grave, no request with a term, nothing about a traject that
    is destroyed before, and not what everybody's mail waits for.
    """
    at = traject.destroy_at if traject is not None else None
    destroyed = at is not None and ctx.calendar.day(at) <= back_on
    grave = question.kind == GRAVE or GRAVE in dict(question.what.values)
    return not (grave or destroyed or answer_by(question) or question.kind == MASS_SEND)


def takes_yes(question: NumberedQuestion) -> bool:
    """Whether a yes is what this question asks for."""
    said = dict(question.what.values).get(BESIDE, "")
    leaves = question.what.code == DISOWNED and (Beside.REFUSES in said or Beside.GONE in said)
    return question.what.code in _ANSWERED_BY_YES or leaves


def question_shown(question: NumberedQuestion, ctx: Context) -> OpenQuestion:
    """One numbered question."""
    since, who = ctx.calendar.day(question.opened_at), _short(question.who)
    offers, values = _usable(question.proposals), dict(question.what.values)
    files, asked_at = values.pop(FILES, ""), values.pop(ASKED_AT, "")
    if question.kind == NEAR and values:  # as of today, whenever it was asked
        left = (date.fromisoformat(values["before"]) - ctx.today).days
        values |= {"n": str(max(0, left)), "over": "" if left > 0 else "yes"}
    return OpenQuestion(
        question.number,
        Phrase(question.what.code, tuple(values.items())),
        who,
        question.ref,
        since,
        offers,
        unproved=UNPROVED in values,
        answer_by=values.get(TERM, ""),
        grave=GRAVE in values,
        words=MORE_SAID in values and OWN not in values,
        own=values.get(OWN, "") if question.what.code not in (SAID_TOO, SAID_BESIDE) else "",
        files=tuple(f for f in files.split(",") if f),
        at=datetime.fromisoformat(asked_at) if asked_at else question.opened_at,
        in_review=_lies_in(question) == REVIEW,
        lies=_lies_in(question),
    )


def _lies_in(question: NumberedQuestion) -> str:
    """The folder that she is told: *Beoordelen* where a mail waits for her, the traject's or its letters; "" else."""
    if question.inbound_id is None or question.kind in STAYS_OPEN:
        return ""
    place = question.place or dict(question.what.values).get(LIES, REVIEW)
    if place == GONE:
        return GONE
    return "letters" if is_correspondence(place) else "traject" if ref_of(place) or place == "traject" else place


def questions_shown(questions: Iterable[NumberedQuestion], ctx: Context) -> tuple[OpenQuestion, ...]:
    """All that ask for a decision."""
    return tuple(question_shown(q, ctx) for q in questions if q.kind != ENQUIRY)


def enquiries_shown(questions: Iterable[NumberedQuestion], ctx: Context) -> tuple[Enquiry, ...]:
    """All enquiries that are neither started nor dismissed."""
    return tuple(
        Enquiry(q.number, _short(q.who), ctx.calendar.day(q.opened_at), _usable(q.proposals))
        for q in questions
        if q.kind == ENQUIRY
    )


def _short(who: str) -> str:
    """The address as it is; of a name that fills a page its beginning."""
    name, bracket, address = who.rpartition(" <")
    return f"{name[:_LONGEST_NAME]}…{bracket}{address}" if len(name) > _LONGEST_NAME else who


def _usable(proposals: tuple[Proposal, ...]) -> tuple[Proposal, ...]:
    """Without those that no mail program would take as a subject."""
    return tuple(replace(p, label=p.label[:_LONGEST_NAME]) for p in proposals if len(p.command) <= _LONGEST_COMMAND)
