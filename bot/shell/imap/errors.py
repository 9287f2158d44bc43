"""What goes wrong between us and an IMAP server, sorted by who can put it right."""

from __future__ import annotations

import imaplib
import re
import ssl
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from imapclient.exceptions import CapabilityError, LoginError, ProtocolError

from bot.core.errors import OperatorError, TrajectbotError, TransientError


class ConnectionLostError(TransientError):
    """The connection is unusable; make a new Mailbox."""


class FolderMissingError(TransientError):
    """The folder is not there (any more)."""


class UidValidityError(TransientError):
    """The folder was made anew: the UIDs known of it mean nothing now, scan again."""


class RefusedError(TransientError):
    """NO or BAD to one command: the connection goes on. `code` is the server's response code, or ""."""

    code = ""

    @property
    def passes(self) -> bool:
        """The server says itself that it is for the moment."""
        return self.code in _PASSING


class WithheldError(RefusedError):
    """The server hands out these mails neither with others nor alone; all the others came."""

    def __init__(self, withheld: Mapping[int, TransientError]) -> None:
        last = withheld[max(withheld)]
        super().__init__(last.problem, last.remedy)
        self.code = getattr(last, "code", "")


class NotYetError(TransientError):
    """Something that needs several folders cannot be done while the server refuses one of them."""


class NotAllowedError(OperatorError):
    """NO for want of a right, of room, or of a name that the server takes. `code` is its response code, or ""."""

    code = ""


class UnsafeArgumentError(TrajectbotError):
    """An argument carries NUL, CR or LF and would have become another command; nothing was sent."""


_CODE = re.compile(r"\[([A-Z-]+)")
_MISSING = re.compile(
    r"doesn't exist|does not exist|not exist|unknown mailbox|no such mailbox|not found", re.IGNORECASE
)
_MISSING_CODES = ("NONEXISTENT", "TRYCREATE")
_OPERATOR = {
    "OVERQUOTA": "Make room in the mailbox or enlarge its quota.",
    "NOPERM": "Give this user the right to create, fill and empty folders in its own mailbox.",
    "CANNOT": "Look at folder_root in the configuration: the server refuses this folder name.",
    "PRIVACYREQUIRED": "Use security = tls or starttls.",
    "CLIENTBUG": "Report this: the bot sent something that the server does not understand.",
}
_LATER_CODES = ("UNAVAILABLE", "LIMIT", "INUSE", "SERVERBUG", "CONTACTADMIN")
_PASSING = frozenset({"UNAVAILABLE", "LIMIT", "INUSE", "EXPUNGEISSUED"})


def is_final(error: RefusedError | NotAllowedError) -> bool:
    """Whether it will be refused for ever: for want of a right or of a name, and not of room (RFC 5530)."""
    return isinstance(error, NotAllowedError) and error.code != "OVERQUOTA"


OF_ONE_FOLDER = (RefusedError, NotAllowedError, FolderMissingError, UidValidityError, NotYetError)
"""What concerns one folder or one mail in it: everything else can go on."""


def refuse_unsafe(*values: object) -> None:
    """The one gate: no argument of any command carries NUL, CR or LF (h38, h39)."""
    for value in values:
        text = value.encode("utf-8", "surrogatepass") if isinstance(value, str) else value
        if isinstance(text, bytes) and any(byte in text for byte in (b"\0", b"\r", b"\n")):
            raise UnsafeArgumentError("An IMAP argument contains NUL, CR or LF.", "Nothing was sent.")


def _words(error: Exception) -> str:
    return str(error).rstrip(".") or type(error).__name__


def _code(error: Exception) -> str:
    found = _CODE.search(str(error))
    return found.group(1) if found else ""


def _refused(doing: str, error: Exception) -> TrajectbotError:
    """The server said NO or BAD: its response code tells whose turn it is."""
    code, problem = _code(error), f"The mail server refuses {doing}: {_words(error)}."
    if code in _MISSING_CODES or _MISSING.search(str(error)):
        return FolderMissingError(problem)
    refusal: RefusedError | NotAllowedError
    if code in _OPERATOR:
        refusal = NotAllowedError(problem, _OPERATOR[code])
    else:
        refusal = RefusedError(problem, "It will be tried again.")
    refusal.code = code
    return refusal


def is_for_now(error: Exception) -> bool:
    """A sign-in that the server does not take at the moment, whoever it is."""
    return _code(error) in _LATER_CODES


def _sign_in(doing: str, error: Exception) -> TrajectbotError:
    if isinstance(error.__context__, imaplib.IMAP4.abort):  # imapclient calls a line that breaks a refusal
        return _lost(doing, error)
    if is_for_now(error):
        return TransientError(
            f"The mail server takes no sign-in at the moment: {_words(error)}.", "It will be tried again."
        )
    problem = f"The mail server refuses the sign-in: {_words(error)}."
    return OperatorError(problem, "Look at username and password (or the access token) of [imap].")


def _certificate(doing: str, error: Exception) -> TrajectbotError:
    problem = f"The mail server's certificate cannot be trusted while {doing}: {_words(error)}."
    return OperatorError(problem, "Use the host name that the certificate carries, or give its CA as ca_file.")


def _tls(doing: str, error: Exception) -> TrajectbotError:
    problem = f"No TLS connection could be made while {doing}: {_words(error)}."
    return ConnectionLostError(problem, "When it stays so: does security (tls or starttls) fit the port?")


def _lost(doing: str, error: Exception) -> TrajectbotError:
    problem = f"The connection to the mail server failed while {doing}: {_words(error)}."
    return ConnectionLostError(problem, "It will be tried again; when it stays so, look at host, port and security.")


def _lacking(doing: str, error: Exception) -> TrajectbotError:
    return OperatorError(f"The mail server cannot do what {doing} needs: {_words(error)}.", "Use another mail server.")


def _read_only(doing: str, error: Exception) -> TrajectbotError:
    return NotAllowedError(f"The folder may only be read while {doing}: {_words(error)}.", _OPERATOR["NOPERM"])


_TRANSLATIONS = (
    (LoginError, _sign_in),
    (CapabilityError, _lacking),
    (ProtocolError, _lost),
    (imaplib.IMAP4.readonly, _read_only),
    (imaplib.IMAP4.abort, _lost),
    (imaplib.IMAP4.error, _refused),
    (ssl.SSLCertVerificationError, _certificate),
    (ssl.SSLError, _tls),
    (OSError, _lost),
    (ValueError, _lost),
)


@contextmanager
def translated(doing: str) -> Iterator[None]:
    """Turn the libraries' errors into ours; `doing` says in plain words what was going on."""
    try:
        yield
    except (imaplib.IMAP4.error, OSError, ValueError) as error:
        make = next(make for kind, make in _TRANSLATIONS if isinstance(error, kind))
        raise make(doing, error) from error
