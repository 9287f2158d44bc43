"""UID sets and the response codes that carry them (RFC 4315), and how work is cut into chunks. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from bot.shell.imap.values import Listed

CHUNK_MAILS = 100
CHUNK_BYTES = 8 * 2**20
SEARCH_WINDOW = 50_000

_MESSAGE_ID = re.compile(rb"<([^<>\s]+)>")
_UIDS = re.compile(r"\d+(?::\d+)?(?:,\d+(?::\d+)?)*")
_MOST_UIDS_OF_ONE_CODE = 100_000


def uid_set(uids: Iterable[int]) -> str:
    """Write UIDs as a set, ascending: 1:3,7."""
    runs = groupby(enumerate(sorted(set(uids))), key=lambda pair: pair[1] - pair[0])
    spans = ([uid for _, uid in run] for _, run in runs)
    return ",".join(str(span[0]) if len(span) == 1 else f"{span[0]}:{span[-1]}" for span in spans)


def _expanded(text: str) -> list[int]:
    """Read a set in the order as written: 7,1:3 is 7, 1, 2, 3 and 3:1 is 3, 2, 1 turned upwards."""
    uids: list[int] = []
    for piece in text.split(","):
        low, _, high = piece.partition(":")
        first, last = sorted((int(low), int(high or low)))
        if last - first > _MOST_UIDS_OF_ONE_CODE:
            raise ValueError(f"UID set {text!r} is beyond reason")
        uids.extend(range(first, last + 1))
    return uids


def copied(codes: Iterable[bytes | None]) -> dict[int, int]:
    """Old UID to new UID from the COPYUID codes of one command; empty when the server told nothing usable."""
    pairs: dict[int, int] = {}
    for code in codes:
        words = (code or b"").decode("ascii", "replace").split()
        if len(words) == 3:
            pairs |= dict(zip(_expanded(words[1]), _expanded(words[2]), strict=True))
    return pairs


def appended(codes: Sequence[bytes | None]) -> tuple[int, int] | None:
    """UIDVALIDITY and the new UID from an APPENDUID code (RFC 4315)."""
    several = all_appended(codes)
    return several[0] if len(several) == 1 else None


def all_appended(codes: Sequence[bytes | None]) -> tuple[tuple[int, int], ...]:
    """The same of each of the mails that were put with one command (RFC 3502), in their order; () when untold."""
    words = (codes[-1] or b"").decode("ascii", "replace").split() if codes else []
    if len(words) != 2 or not words[0].isdigit() or not _UIDS.fullmatch(words[1]):
        return ()
    return tuple((int(words[0]), uid) for uid in _expanded(words[1]))


def message_id(header: bytes) -> str:
    """The identifier in a Message-ID header field, without angle brackets; "" when there is none."""
    found = _MESSAGE_ID.search(header)
    return found.group(1).decode("ascii", "replace") if found else ""


def chunks(uids: Sequence[int], count: int = CHUNK_MAILS) -> Iterator[tuple[int, ...]]:
    """UIDs ascending, without doubles, so many at a time."""
    ordered = sorted(set(uids))
    return (tuple(ordered[start : start + count]) for start in range(0, len(ordered), count))


def batches(
    listed: Iterable[Listed], count: int = CHUNK_MAILS, octets: int = CHUNK_BYTES
) -> Iterator[tuple[Listed, ...]]:
    """Mails to fetch with one command: at most `count`, and together about `octets`; a larger one goes alone."""
    batch: list[Listed] = []
    for mail in listed:
        if batch and (len(batch) == count or sum(m.size for m in batch) + mail.size > octets):
            yield tuple(batch)
            batch = []
        batch.append(mail)
    if batch:
        yield tuple(batch)


def search_windows(minimum: int, uidnext: int, exists: int) -> tuple[str, ...]:
    """UID ranges to search: a folder with very many mails in parts, because one answer line has a limit."""
    if exists <= SEARCH_WINDOW or not uidnext:
        return (f"{minimum}:*",)
    return tuple(f"{low}:{low + SEARCH_WINDOW - 1}" for low in range(minimum, uidnext, SEARCH_WINDOW))


def backoff(attempt: int) -> float:
    """Seconds to wait before connecting again after the nth failure in a row (1, 2, ...): 2, 4, 8 ... 300."""
    return float(min(300, 2 ** min(max(attempt, 1), 10)))
