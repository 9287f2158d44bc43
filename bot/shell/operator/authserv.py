"""Whether the mail server says who really sent a mail, under which name, and what that means; nothing is changed."""

from __future__ import annotations

from bot.core.people.addresses import domain_of
from bot.shell.imap.mailbox import Mailbox
from bot.shell.operator.signers import ENOUGH_MAILS, Signer, found, samples
from bot.shell.servers.endpoints import Proof
from bot.shell.settings.frozen import Settings

NEWEST = 50
_WHAT = "senders: the mail server's word for who sent a mail"
_MEANS = (
    'Until then nobody is authenticated: the practitioner confirms each of her commands by answering "ja" '
    "(status and help excepted), and forms are marked in the dossier as not proved."
)
_GET = (
    "Ask whoever runs the mail server to have incoming mail checked by SPF, DKIM and DMARC and to write the outcome "
    "into Authentication-Results (RFC 8601; with Postfix: rspamd, or OpenDKIM with OpenDMARC)."
)


def told(mailbox: Mailbox, settings: Settings) -> Proof:
    """From the newest mails of INBOX."""
    uids = mailbox.scan("INBOX").uids[-NEWEST:]
    headers = (mail.raw for mail in mailbox.fetch_headers("INBOX", uids))
    trusted = settings.safeguards.trusted_authserv_id
    finding = found(samples(headers, domain_of(settings.practice.address)), trusted)
    return _configured(finding, trusted) if trusted else _missing(finding)


def _configured(finding: Signer, trusted: str) -> Proof:
    name = f'trusted_authserv_id = "{trusted}"'
    if not finding.mails:
        return Proof(_WHAT, True, f"{name} cannot be compared yet: INBOX holds no mail from outside.")
    if finding.trusted:
        seen = f"{name} stands on {_of(finding.trusted, finding)}."
        return Proof(_WHAT, True, seen if finding.trusted >= finding.written else f"{seen} {_proposal(finding)}")
    words = f"{name} stands on none of the newest {finding.mails} mails from outside. {_MEANS}"
    few = finding.mails < ENOUGH_MAILS
    return Proof(_WHAT, few, f"{words} {_proposal(finding) or ('' if few else _GET)}".rstrip())


def _missing(finding: Signer) -> Proof:
    words = f"trusted_authserv_id is empty. {_MEANS}"
    if finding.mails < ENOUGH_MAILS:
        more = "INBOX holds too few mails from outside to tell the server's name: have three people mail, then check."
        return Proof(_WHAT, True, f"{words} {more}")
    return Proof(_WHAT, True, f"{words} {_proposal(finding) or _thin(finding) or _GET}")


def _proposal(finding: Signer) -> str:
    """Only proposed: whom to believe is the operator's decision."""
    if not finding.proposal:
        return ""
    seen = f"{finding.proposal} stands on {_of(finding.written, finding)}, by senders of {finding.domains} domains"
    if not finding.own:
        return f"{seen}, but is no name of the server that took them: ask whoever runs it before you trust that name."
    line = f'trusted_authserv_id = "{finding.proposal}"'
    return f"{seen}, and is a name of the server that took them. To trust it, write under [security]: {line}"


def _thin(finding: Signer) -> str:
    """What stands there is not enough to tell the server's word from a sender's."""
    if not finding.thin:
        return ""
    return (
        f"{finding.thin} stands on some of the newest {finding.mails} mails from outside, but too few, or of senders "
        "of one domain only, who may have written it themselves: have people of other domains mail, then check again."
    )


def _of(count: int, finding: Signer) -> str:
    return f"{count} of the newest {finding.mails} mails from outside"
