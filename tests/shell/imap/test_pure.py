"""Names, UID sets, batches and pauses: the pure part of the mailbox."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from imapclient.imap_utf7 import encode as utf7

from bot.shell.imap.codes import (
    all_appended,
    appended,
    backoff,
    batches,
    chunks,
    copied,
    message_id,
    search_windows,
    uid_set,
)
from bot.shell.imap.names import MAXIMUM_OCTETS, ancestors, folder_part, folder_path
from bot.shell.imap.values import Listed

WHEN = datetime(2026, 11, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("T-7KQFK Jan Bakker", "T-7KQFK Jan Bakker", id="nothing to do"),
        pytest.param("dr. J.P. de Vries", "dr J-P de Vries", id="initials"),
        pytest.param("Zoë Yıldız", "Zoë Yıldız", id="diacritics stay"),
        pytest.param("Zoe\u0308", "Zoë", id="composed"),
        pytest.param('a/b\\c*d%e"f', "a-b-c-d-e-f", id="delimiters, wildcards, quotes"),
        pytest.param(" . spaties . ", "spaties", id="untidy ends"),
        pytest.param("~root", "root", id="home folder"),
        pytest.param("#news", "news", id="namespace"),
        pytest.param("a\r\nb\tc\0d", "a b cd", id="h39 control characters"),
        pytest.param("\u202etxt.exe\u2066", "txt-exe", id="h65 direction marks"),
        pytest.param("...", "_", id="only dots"),
        pytest.param("", "_", id="empty"),
        pytest.param("..", "_", id="h66 parent"),
        pytest.param("a&b", "a&b", id="ampersand"),
    ],
)
def test_a_part_of_a_folder_name_is_made_harmless(text: str, expected: str) -> None:
    assert folder_part(text, "/") == expected


@given(st.text(max_size=300), st.sampled_from(["/", ".", "\\", "|", None]))
def test_every_part_fits_every_server(text: str, delimiter: str | None) -> None:
    part = folder_part(text, delimiter)
    assert part == part.strip()
    assert 0 < len(utf7(part)) <= MAXIMUM_OCTETS
    assert not set(part) & set('\r\n\0*%"/\\.' + (delimiter or ""))
    assert folder_part(part, delimiter) == part


@pytest.mark.parametrize(
    ("parts", "delimiter", "prefix", "expected"),
    [
        pytest.param(("IFMS", "A"), "/", "", "IFMS/A", id="slash"),
        pytest.param(("IFMS", "A"), ".", "INBOX.", "INBOX.IFMS.A", id="below INBOX"),
        pytest.param(("IFMS", "A"), None, "", "IFMS-A", id="flat server"),
        pytest.param(("inbox",), ".", "INBOX.", "INBOX", id="INBOX itself"),
    ],
)
def test_whole_names_follow_the_server(
    parts: tuple[str, ...], delimiter: str | None, prefix: str, expected: str
) -> None:
    assert folder_path(parts, delimiter, prefix) == expected


@pytest.mark.parametrize(
    ("folder", "delimiter", "prefix", "expected"),
    [
        pytest.param("A/B/C", "/", "", ("A", "A/B", "A/B/C"), id="slash"),
        pytest.param("INBOX.A.B", ".", "INBOX.", ("INBOX.A", "INBOX.A.B"), id="below INBOX"),
        pytest.param("A", None, "", ("A",), id="flat server"),
    ],
)
def test_ancestors_come_outermost_first(
    folder: str, delimiter: str | None, prefix: str, expected: tuple[str, ...]
) -> None:
    assert ancestors(folder, delimiter, prefix) == expected


@pytest.mark.parametrize(
    ("uids", "expected"),
    [
        pytest.param((), "", id="none"),
        pytest.param((5,), "5", id="one"),
        pytest.param((3, 1, 2, 2, 7), "1:3,7", id="runs"),
    ],
)
def test_uid_sets_are_written_short(uids: tuple[int, ...], expected: str) -> None:
    assert uid_set(uids) == expected


@pytest.mark.parametrize(
    ("codes", "expected"),
    [
        pytest.param([b"38505 304,319:320 3956:3958"], {304: 3956, 319: 3957, 320: 3958}, id="RFC 4315"),
        pytest.param([b"1 1 5", b"1 2 6"], {1: 5, 2: 6}, id="one after the other"),
        pytest.param([None], {}, id="nothing told"),
        pytest.param([b""], {}, id="empty"),
    ],
)
def test_copyuid_pairs_old_with_new(codes: list[bytes | None], expected: dict[int, int]) -> None:
    assert copied(codes) == expected


@pytest.mark.parametrize(
    ("codes", "expected"), [([b"38505 3955"], (38505, 3955)), ([None], None), ([], None), ([b"1 x"], None)]
)
def test_appenduid_tells_the_new_uid(codes: list[bytes | None], expected: tuple[int, int] | None) -> None:
    assert appended(codes) == expected


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        pytest.param(b"Message-ID: <a.b@c>\r\n\r\n", "a.b@c", id="plain"),
        pytest.param(b"Message-Id:\r\n <a@b>\r\n\r\n", "a@b", id="folded"),
        pytest.param(b"Message-ID: <>\r\n\r\n", "", id="h58 empty"),
        pytest.param(b"\r\n", "", id="h24 none"),
        pytest.param(b"Message-ID: <\xff@b>\r\n\r\n", "\ufffd@b", id="no ASCII"),
    ],
)
def test_the_identifier_in_a_header(header: bytes, expected: str) -> None:
    assert message_id(header) == expected


def test_chunks_are_ascending_and_without_doubles() -> None:
    assert list(chunks((5, 1, 3, 3, 2), 2)) == [(1, 2), (3, 5)]


@pytest.mark.parametrize(
    ("sizes", "expected"),
    [
        pytest.param((), [], id="none"),
        pytest.param((1, 1, 1, 1), [(1, 2, 3), (4,)], id="by number"),
        pytest.param((6, 5, 4), [(1,), (2, 3)], id="by size"),
        pytest.param((50, 1), [(1,), (2,)], id="a large one alone"),
    ],
)
def test_batches_are_capped_by_number_and_size(sizes: tuple[int, ...], expected: list[tuple[int, ...]]) -> None:
    listed = [Listed(uid, size, WHEN) for uid, size in enumerate(sizes, 1)]
    assert [tuple(mail.uid for mail in batch) for batch in batches(listed, count=3, octets=10)] == expected


@pytest.mark.parametrize(
    ("minimum", "uidnext", "exists", "expected"),
    [
        pytest.param(7, 100, 90, ("7:*",), id="an ordinary folder"),
        pytest.param(7, 0, 10**6, ("7:*",), id="untold end"),
        pytest.param(7, 100_001, 90_000, ("7:50006", "50007:100006"), id="a huge folder"),
        pytest.param(200_000, 100_001, 90_000, (), id="nothing new in a huge folder"),
    ],
)
def test_huge_folders_are_searched_in_parts(minimum: int, uidnext: int, exists: int, expected: tuple[str, ...]) -> None:
    assert search_windows(minimum, uidnext, exists) == expected


def test_pauses_grow_and_stay_bounded() -> None:
    assert [backoff(attempt) for attempt in (0, 1, 2, 3, 8, 9, 10_000)] == [2, 2, 4, 8, 256, 300, 300]


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        (b"7 3:5", ((7, 3), (7, 4), (7, 5))),
        (b"7 3,9", ((7, 3), (7, 9))),
        (b"7 3", ((7, 3),)),
        (b"7 *", ()),
        (b"7 3:", ()),
        (b"x 3", ()),
        (None, ()),
    ],
)
def test_where_several_mails_were_put(code: bytes | None, expected: tuple[tuple[int, int], ...]) -> None:
    assert all_appended([code]) == expected
