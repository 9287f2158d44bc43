"""The ledger's tables (docs/data-model.md). A column ending in _c is ciphertext, in _h a keyed hash."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    UniqueConstraint,
    false,
    text,
)

from bot.shell.ledger.files.columns import Instant, Ref

metadata = MetaData()
Id = Integer

meta = Table("meta", metadata, Column("name", String(40), primary_key=True), Column("value", String, nullable=False))

traject = Table(
    "traject",
    metadata,
    Column("ref", Ref, primary_key=True),
    Column("type", String(40), nullable=False),
    Column("language", String(2), nullable=False),
    Column("rush", Boolean, nullable=False),
    Column("stage", String(20), nullable=False, index=True),
    Column("stage_since", Instant, nullable=False),
    Column("resume", String(20)),
    Column("opened_at", Instant, nullable=False),
    Column("next_due_at", Instant, index=True),
    Column("approved", Boolean, nullable=False),
    Column("waived", String, nullable=False),
    Column("minimums", String, nullable=False),
    Column("paused_until", Date),
    Column("conversation_before", Date),
    Column("held_on", Date),
    Column("reregistered_on", Date),
    Column("ask_again_on", Date),
    Column("destroy_at", Instant),
    Column("destroy_confirmed_at", Instant),
    Column("destroyed_at", Instant),
    Column("employed", Boolean, nullable=False, default=False, server_default=false()),
    Column("registered_until", Date),
    Column("no_followups", Boolean, nullable=False, default=False, server_default=false()),
    Column("told", String, nullable=False, default="", server_default=""),
    Column("name_c", LargeBinary),
    Column("address_c", LargeBinary),
    Column("hold_c", LargeBinary),
    Column("planning", String),
    Column("big_c", LargeBinary),
)

respondent = Table(
    "respondent",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("ref", Ref, nullable=False, index=True),
    Column("grp", String(40), nullable=False),
    Column("position", Integer, nullable=False),
    Column("listed_at", Instant, nullable=False),
    Column("silent", Boolean, nullable=False),
    Column("removed", Boolean, nullable=False),
    Column("by_her", Boolean, nullable=False, default=False, server_default=false()),
    Column("name_c", LargeBinary, nullable=False),
    Column("function_c", LargeBinary, nullable=False),
)

contact = Table(
    "contact",
    metadata,
    Column("ref", Ref, primary_key=True),
    Column("role", String(12), primary_key=True),
    Column("respondent", String(16), primary_key=True),
    Column("address_h", String(64), primary_key=True, index=True),
    Column("address_c", LargeBinary),
    Column("main", Boolean, nullable=False),
)

tombstone = Table(
    "tombstone",
    metadata,
    Column("ref", Ref, primary_key=True),
    Column("address_h", String(64), primary_key=True, index=True),
    Column("role", String(12), nullable=False),
    Column("buried_at", Instant, nullable=False),
)

inbound = Table(
    "inbound",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=True),
    Column("content_h", String(64), nullable=False, index=True),
    Column("received_at", Instant, nullable=False),
    Column("seen_at", Instant, nullable=False),
    Column("state", String(10), nullable=False, index=True),
    Column("attempts", Integer, nullable=False, default=0),
    Column("next_try_at", Instant),
    Column("place", String(12), nullable=False, index=True),
    Column("problem", String(80), nullable=False, default=""),
    Column("word_ref", String(7), nullable=False, default=""),
    Column("word_respondent", String(16), nullable=False, default=""),
    Column("word_group", String(40), nullable=False, default=""),
    Column("word_counts", Boolean, nullable=False, default=False, server_default=false()),
    Column("said_h", String(64), nullable=False, default="", server_default="", index=True),
    Column("files_h", String(64), nullable=False, default="", server_default="", index=True),
    Column("sender_h", String(64), nullable=False, default="", server_default="", index=True),
    sqlite_autoincrement=True,
)

location = Table(
    "location",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=True),
    Column("inbound", Integer, nullable=False, index=True),
    Column("folder", String(12), nullable=False),
    Column("uidvalidity", Integer, nullable=False),
    Column("uid", Integer, nullable=False),
    Column("gone_at", Instant),
    Column("copy", Boolean, nullable=False, default=False),
    UniqueConstraint("folder", "uidvalidity", "uid", name="one_mail_a_uid"),
)

disposition = Table(
    "disposition",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=True),
    Column("inbound", Integer, nullable=False, index=True),
    Column("ref", Ref, nullable=False, index=True),
    Column("outcome", String(20), nullable=False),
    Column("respondent", String(16), nullable=False),
    Column("detail", String(80), nullable=False),
    Column("at", Instant, nullable=False),
    Column("part", Integer, nullable=False, default=0, server_default=text("0")),
    sqlite_autoincrement=True,
)

question = Table(
    "question",
    metadata,
    Column("number", Id, primary_key=True, autoincrement=True),
    Column("kind", String(40), nullable=False),
    Column("ref", Ref, nullable=False, index=True),
    Column("inbound", Integer),
    Column("key", String(80), nullable=False),
    Column("opened_at", Instant, nullable=False),
    Column("closed_at", Instant),
    Column("under", String(8), nullable=False),
    Column("shown_c", LargeBinary),
    Index(
        "one_open_question",
        "key",
        unique=True,
        sqlite_where=text("closed_at IS NULL"),
        postgresql_where=text("closed_at IS NULL"),
    ),
    sqlite_autoincrement=True,
)

outbox = Table(
    "outbox",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=True),
    Column("key", String(120), nullable=False, unique=True),
    Column("ref", Ref, nullable=False, index=True),
    Column("kind", String(40), nullable=False),
    Column("role", String(12), nullable=False),
    Column("respondent", String(16), nullable=False),
    Column("step", Integer, nullable=False),
    Column("message_id", String(200), nullable=False, unique=True),
    Column("recipient_h", String(64), nullable=False, index=True),
    Column("created_at", Instant, nullable=False),
    Column("not_before", Instant, nullable=False),
    Column("answers", Boolean, nullable=False),
    Column("state", String(10), nullable=False, index=True),
    Column("attempts", Integer, nullable=False),
    Column("next_try_at", Instant),
    Column("sent_at", Instant),
    Column("code", String(80), nullable=False),
    Column("under", String(8), nullable=False),
    Column("mail_c", LargeBinary),
    sqlite_autoincrement=True,
)

event = Table(
    "event",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=True),
    Column("at", Instant, nullable=False, index=True),
    Column("ref", Ref, nullable=False),
    Column("code", String(40), nullable=False),
    Column("detail", String, nullable=False),
    Column("hash", String(64), nullable=False, server_default=""),
    sqlite_autoincrement=True,
)

job = Table(
    "job",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=True),
    Column("key", String(120), nullable=False, unique=True),
    Column("ref", Ref, nullable=False, index=True),
    Column("kind", String(20), nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("done_at", Instant),
    Column("attempts", Integer, nullable=False),
    Column("plan_c", LargeBinary),
    sqlite_autoincrement=True,
)

confirmation = Table(
    "confirmation",
    metadata,
    Column("token_h", String(64), primary_key=True),
    Column("ref", Ref, nullable=False),
    Column("message_id", String(200), nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("expires_at", Instant, nullable=False),
    Column("used_at", Instant),
    Column("lines_c", LargeBinary),
)

digest = Table(
    "digest",
    metadata,
    Column("nominal", Instant, primary_key=True),
    Column("made_at", Instant, nullable=False),
    Column("mailed", Boolean, nullable=False),
)
