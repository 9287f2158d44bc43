"""What each outgoing mail may say. Confidentiality is a type: a view for a specialist has no field for an answer, nor
for who answered, declined or when; a view for a respondent knows that respondent only. Templates see nothing else.
"""

from __future__ import annotations

from bot.core.views.parts import (
    DoubtfulRow,
    GroupCount,
    GroupListed,
    GroupStanding,
    GroupToAsk,
    ListChange,
    ListedRow,
    Meeting,
    Phrase,
    Proposal,
)
from bot.core.views.practitioner import (
    AccessMade,
    AppointmentMade,
    CommandLine,
    CommandResult,
    ConfirmRequest,
    CopiesLeft,
    DecisionNeeded,
    DestroyedCertificate,
    DestructionConfirm,
    DestructionDelayed,
    DestructionFinished,
    DestructionReminder,
    Digest,
    DossierMade,
    Enquiry,
    Incident,
    IncidentCase,
    LeftAlone,
    OpenQuestion,
    Ready,
    Restored,
    StatementToSign,
    Technical,
    TrajectLine,
    Undeliverable,
)
from bot.core.views.respondent import (
    Away,
    DeclineReceived,
    Encrypted,
    FactAnswer,
    FormAgain,
    FormEmpty,
    FormReceived,
    FormUnreadable,
    Invitation,
    RespondentReminder,
    TooLarge,
    TrajectClosed,
    WithdrawalConfirm,
    Withdrawn,
)
from bot.core.views.specialist import (
    Appointment,
    AppointmentReminder,
    ConversationReport,
    CorrectionReceived,
    DateOptions,
    Destroyed,
    DocumentReceived,
    DocumentsReminder,
    FollowupCycle,
    FollowupYearly,
    IntakeReceived,
    ListHeld,
    ListIncomplete,
    ListReceived,
    MoreRespondentsNeeded,
    Progress,
    ReregistrationQuestion,
    Statement,
    TrajectStarted,
)

ToSpecialist = (
    IntakeReceived
    | TrajectStarted
    | ListReceived
    | ListHeld
    | ListIncomplete
    | CorrectionReceived
    | MoreRespondentsNeeded
    | DocumentReceived
    | DocumentsReminder
    | Progress
    | DateOptions
    | Appointment
    | AppointmentReminder
    | Statement
    | ConversationReport
    | ReregistrationQuestion
    | FollowupYearly
    | FollowupCycle
    | Destroyed
)
ToRespondent = (
    Invitation
    | RespondentReminder
    | FormReceived
    | FormEmpty
    | FormAgain
    | DeclineReceived
    | FactAnswer
    | WithdrawalConfirm
    | Withdrawn
    | TrajectClosed
)
ToAnyone = TooLarge | Encrypted | FormUnreadable | Away
ToPractitioner = (
    Digest
    | DossierMade
    | AccessMade
    | Ready
    | AppointmentMade
    | DecisionNeeded
    | CommandResult
    | Incident
    | StatementToSign
    | DestructionReminder
    | DestructionConfirm
    | DestructionDelayed
    | CopiesLeft
    | DestructionFinished
    | DestroyedCertificate
    | Undeliverable
    | Technical
    | Restored
    | ConfirmRequest
)
View = ToSpecialist | ToRespondent | ToAnyone | ToPractitioner

__all__ = [
    "AccessMade",
    "Appointment",
    "AppointmentMade",
    "AppointmentReminder",
    "Away",
    "CommandLine",
    "CommandResult",
    "ConfirmRequest",
    "ConversationReport",
    "CopiesLeft",
    "CorrectionReceived",
    "DateOptions",
    "DecisionNeeded",
    "DeclineReceived",
    "Destroyed",
    "DestroyedCertificate",
    "DestructionConfirm",
    "DestructionDelayed",
    "DestructionFinished",
    "DestructionReminder",
    "Digest",
    "DocumentReceived",
    "DocumentsReminder",
    "DossierMade",
    "DoubtfulRow",
    "Encrypted",
    "Enquiry",
    "FactAnswer",
    "FollowupCycle",
    "FollowupYearly",
    "FormAgain",
    "FormEmpty",
    "FormReceived",
    "FormUnreadable",
    "GroupCount",
    "GroupListed",
    "GroupStanding",
    "GroupToAsk",
    "Incident",
    "IncidentCase",
    "IntakeReceived",
    "Invitation",
    "LeftAlone",
    "ListChange",
    "ListHeld",
    "ListIncomplete",
    "ListReceived",
    "ListedRow",
    "Meeting",
    "MoreRespondentsNeeded",
    "OpenQuestion",
    "Phrase",
    "Progress",
    "Proposal",
    "Ready",
    "ReregistrationQuestion",
    "RespondentReminder",
    "Restored",
    "Statement",
    "StatementToSign",
    "Technical",
    "ToAnyone",
    "ToPractitioner",
    "ToRespondent",
    "ToSpecialist",
    "TooLarge",
    "TrajectClosed",
    "TrajectLine",
    "TrajectStarted",
    "Undeliverable",
    "View",
    "WithdrawalConfirm",
    "Withdrawn",
]
