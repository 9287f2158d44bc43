"""What crosses the border to a child comes back as it was."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.codec import Undecodable, from_plain, to_plain
from bot.core.documents import Document, Field, FieldKind, Read, Table
from bot.core.mail.message import Address, Attachment, Automatic, Bounce, BounceKind, InboundMail

WORDS = st.text(max_size=20)
FIELDS = st.builds(
    Field, WORDS, WORDS, st.sampled_from(FieldKind), WORDS, st.lists(WORDS, max_size=3).map(tuple), st.booleans()
)
TABLES = st.builds(Table, st.lists(st.lists(WORDS, max_size=3).map(tuple), max_size=3).map(tuple), WORDS)
LEAVES = st.builds(
    Document,
    WORDS,
    st.sampled_from(Read),
    WORDS,
    st.lists(TABLES, max_size=2).map(tuple),
    st.lists(FIELDS, max_size=2).map(tuple),
)
DOCUMENTS = st.builds(
    lambda d, p: Document(d.format, parts=p), LEAVES, st.lists(st.tuples(WORDS, LEAVES), max_size=2).map(tuple)
)
MAILS = st.builds(
    InboundMail,
    content_key=WORDS,
    sender=st.none() | st.builds(Address, WORDS, WORDS),
    date=st.none() | st.datetimes(timezones=st.just(UTC)),
    until=st.none() | st.dates(),
    automatic=st.sampled_from(Automatic),
    bounces=st.lists(st.builds(Bounce, WORDS, st.sampled_from(BounceKind), WORDS), max_size=2).map(tuple),
    attachments=st.lists(
        st.builds(Attachment, WORDS, WORDS, st.integers(0, 9), DOCUMENTS, st.booleans()), max_size=2
    ).map(tuple),
)


@given(MAILS)
def test_mail_comes_back_as_it_was(mail: InboundMail) -> None:
    assert from_plain(InboundMail, json.loads(json.dumps(to_plain(mail)))) == mail


def test_defaults_are_not_written() -> None:
    assert to_plain(Document("txt")) == {"format": "txt"}


def test_lone_surrogates_survive() -> None:
    assert from_plain(Document, json.loads(json.dumps(to_plain(Document("\udc80"))))).format == "\udc80"


@pytest.mark.parametrize(
    ("kind", "plain"),
    [
        pytest.param(Document, {}, id="missing"),
        pytest.param(Document, {"format": 1}, id="wrong type"),
        pytest.param(Document, {"format": "x", "evil": 1}, id="unknown name"),
        pytest.param(Document, {"format": "x", "read": "no"}, id="no such member"),
        pytest.param(Document, {"format": "x", "tables": "abc"}, id="string for a list"),
        pytest.param(Document, [], id="list for a dict"),
        pytest.param(InboundMail, {"content_key": "x", "date": "yesterday"}, id="no date"),
    ],
)
def test_other_shapes_are_refused(kind: type, plain: object) -> None:
    with pytest.raises(Undecodable):
        from_plain(kind, plain)


@pytest.mark.parametrize("value", [{1}, b"x", object()], ids=["set", "bytes", "object"])
def test_only_values_are_written(value: object) -> None:
    with pytest.raises(TypeError):
        to_plain(value)


def test_dates() -> None:
    moment = datetime(2026, 11, 2, 9, 10, tzinfo=UTC)
    assert to_plain((moment, date(2026, 11, 2))) == ["2026-11-02T09:10:00+00:00", "2026-11-02"]
