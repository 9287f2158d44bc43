"""One-time tokens in other hands: what only the practitioner was asked, answered by somebody else.

| token | authorises | expires | once | bound to | from another sender |
| --- | --- | --- | --- | --- | --- |
| Message-ID of a mail of ours | nothing: it says which traject, and whom of those who share an address | with the traject | no | traject, role, respondent, address (HMAC) | a question |
| `confirm-request` to her | the lines that stand in it | 7 days | yes | those lines, her | a question |
| `destruction-confirm` to her | that destruction | 7 days | yes | that line, her | a question |
| `confirm-request` to a respondent | taking back that form | 14 days | yes | traject and respondent | a question |
| kenmerk | nothing | never | no | traject | evidence only |

Her code of twelve characters and the Message-ID of the mail that carries it are one token. There are no tokens in
plus-addresses. Kept are keyed hashes; compared is in constant time (`bot/shell/keys/tokens.py`,
`bot/shell/ledger/confirmations.py`).
"""  # noqa: E501

from __future__ import annotations

import re

from bot.association.clues import Clues
from bot.core.mail.message import Automatic, InboundMail
from bot.core.traject import reference
from bot.core.views import (
    ConfirmRequest,
    Destroyed,
    DestroyedCertificate,
    DestructionConfirm,
    DestructionFinished,
    TrajectClosed,
)
from bot.core.world import Role, Token, World

_CONFIRMS = frozenset({ConfirmRequest.KIND, DestructionConfirm.KIND})
_AFTERWARDS = frozenset({Destroyed.KIND, DestroyedCertificate.KIND, DestructionFinished.KIND, TrajectClosed.KIND})
FOLLOW_UP = "followup-"
_CODE = re.compile(r"(?<![0-9A-Z])[0-9A-HJKMNP-TV-Z]{12}(?![0-9A-Z])")


def is_sent_afterwards(kind: str) -> bool:
    """Whether mails of this kind go once the traject is gone: they say nothing of what was in it."""
    return kind in _AFTERWARDS or kind.startswith(FOLLOW_UP)


def is_his_afterwards(token: Token) -> bool:
    """Whether this is a mail that a specialist got once his traject was gone."""
    return token.role is Role.SPECIALIST and is_sent_afterwards(token.kind)


def ref_of(token: Token) -> str:
    """The traject of a mail of ours: some bear it in their key alone."""
    return token.ref or next(iter(reference.find(token.key)), "")


def codes_in(text: str) -> tuple[str, ...]:
    """What may be codes of a confirmation, each once."""
    return tuple(dict.fromkeys(_CODE.findall(text.upper())))


def holds_hers(mail: InboundMail, clues: Clues, world: World) -> bool:
    """Somebody else answers what only she was asked to confirm, or knows its code: nothing is carried out."""
    if mail.automatic is not Automatic.NO:
        return False
    sender = mail.sender.address if mail.sender else ""
    made = world.tokens(clues.answered_ids, sender)
    codes = codes_in(f"{mail.subject}\n{mail.text}")
    asked = world.confirmation(codes) if codes else None
    hers = any(t.kind in _CONFIRMS and t.role is Role.PRACTITIONER for t in made)
    return hers or (asked is not None and not asked.person)
