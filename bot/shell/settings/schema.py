"""What config.toml may hold (docs/contract.md, Configuration): every key with its default and its limits."""

from __future__ import annotations

from datetime import time
from typing import Annotated, Any, Literal

from pydantic import Field, ValidationInfo, field_validator

from bot.core.traject.rules import DEFAULT_GROUPS, Window
from bot.core.traject.value import DEFAULT_TYPE, Group
from bot.shell.settings.kinds import (
    Address,
    AddressOrNone,
    BigNumber,
    Clock,
    Colour,
    Count,
    DatabaseUrl,
    DayList,
    Days,
    Documents,
    FileUrl,
    Hours,
    Key,
    Name,
    Text,
    Timezone,
    Whole,
)
from bot.shell.settings.servers import ImapSection, Section, SmtpSection


class PracticeSection(Section):
    """[practice]"""

    name: Name
    address: Address
    timezone: Timezone = "Europe/Amsterdam"
    language: Literal["nl", "en"] = "nl"
    price_normal: Text = "€ 485"
    price_rush: Text = "€ 550"
    good_friday_is_holiday: bool = True
    phone: Text = ""
    where: Text = ""
    place: Text = ""
    colour: Colour = "#1f4e5f"
    logo_file: Text = ""


class PractitionerSection(Section):
    """[practitioner]"""

    name: Name
    address: Address
    also: tuple[Address, ...] = ()
    digest_at: Clock = time(7, 30)
    big_number: BigNumber = ""
    signature_file: Text = ""


class DatabaseSection(Section):
    """[database]"""

    url: DatabaseUrl = "sqlite:///data/trajectbot.db"


class EngineSection(Section):
    """[engine]"""

    kind: Literal["local", "procrastinate"] = "local"


class OperatorSection(Section):
    """[operator]"""

    address: AddressOrNone = ""


class SecuritySection(Section):
    """[security]"""

    master_key_file: Name = "data/master.key"
    keystore_url: FileUrl = "sqlite:///data/keys.db"
    trusted_authserv_id: Text = ""
    max_message_mb: Annotated[Whole, Field(ge=1, le=1000)] = 40
    max_automatic_mails_per_address_per_day: Count = 6
    mass_send_limit: Count = 200


class LabelSection(Section):
    """label.nl and label.en of a group"""

    nl: Name
    en: Text = ""


class GroupSection(Section):
    """[[traject.groups]]; what a list is advised to name is never less than what is needed."""

    key: Key
    label: LabelSection
    invite_minimum: Count = 5
    return_minimum: Count = 5
    invite_advised: Count | None = None
    report_floor: Annotated[Whole, Field(ge=2, le=100)] = 4
    words: tuple[Name, ...] = ()
    functions: tuple[Name, ...] = ()

    @field_validator("invite_advised")
    @classmethod
    def _can_be_reached(cls, value: int, info: ValidationInfo) -> int:
        needed = max(info.data.get("invite_minimum", 0), info.data.get("return_minimum", 0))
        if value < needed:
            raise ValueError(f"is less than invite_minimum or return_minimum; make it at least {needed}")
        return value

    def group(self) -> Group:
        """The value that the core works with."""
        advised = self.invite_advised or max(10, self.invite_minimum, self.return_minimum)
        return Group(
            key=self.key,
            label_nl=self.label.nl,
            label_en=self.label.en or self.label.nl,
            invite_minimum=self.invite_minimum,
            invite_advised=advised,
            return_minimum=self.return_minimum,
            report_floor=self.report_floor,
            words=self.words,
            functions=self.functions,
        )


class TrajectSection(Section):
    """[traject], and [traject_types.NAME] laid over it"""

    type: Key = DEFAULT_TYPE
    open_on: Literal["practitioner", "list"] = "practitioner"
    invitations: Literal["specialist", "bot"] = "specialist"
    reminder_days: DayList = (7, 14, 21)
    reminder_days_rush: DayList = (3, 6, 9)
    reminder_repeat_days: Days = 7
    reminder_repeat_days_rush: Days = 3
    reminder_max: Annotated[Whole, Field(ge=0, le=100)] = 6
    window: Hours = Window()
    require: Documents = ("self_evaluation", "pop")
    destruction_ask_after_days: Annotated[Whole, Field(ge=0, le=36_500)] = 180
    destruction_repeat_days: Days = 30
    destruction_cooling_days: Annotated[Whole, Field(ge=0, le=365)] = 2
    max_retention_days: Days = 1825
    groups: tuple[GroupSection, ...] | None = None

    @field_validator("groups")
    @classmethod
    def _groups_differ(cls, value: tuple[GroupSection, ...]) -> tuple[GroupSection, ...]:
        keys = [group.key for group in value]
        if not keys:
            raise ValueError("must not be empty; leave it out for the usual three")
        if twice := sorted({key for key in keys if keys.count(key) > 1}):
            raise ValueError(f"two groups have the key {twice[0]}; give each its own")
        return value

    def asked(self) -> tuple[Group, ...]:
        """The groups of this type, the usual three when none are given."""
        return DEFAULT_GROUPS if self.groups is None else tuple(section.group() for section in self.groups)


class Root(Section):
    """The whole file; [traject_types.NAME] is checked once it has been laid over [traject]."""

    practice: PracticeSection
    practitioner: PractitionerSection
    imap: ImapSection
    smtp: SmtpSection
    database: DatabaseSection = DatabaseSection()
    engine: EngineSection = EngineSection()
    operator: OperatorSection = OperatorSection()
    security: SecuritySection = SecuritySection()
    traject: TrajectSection = TrajectSection()
    traject_types: dict[Key, dict[str, Any]] = Field(default={})

    @field_validator("smtp")
    @classmethod
    def _has_oauth(cls, value: SmtpSection, info: ValidationInfo) -> SmtpSection:
        imap = info.data.get("imap")
        if value.auth == "xoauth2" and imap and imap.oauth is None:
            raise ValueError('auth = "xoauth2" needs a table [imap.oauth] with token_url and client_id')
        if value.auth == "xoauth2" and not value.username:
            raise ValueError('auth = "xoauth2" needs a username')
        return value

    @field_validator("security")
    @classmethod
    def _keys_apart(cls, value: SecuritySection, info: ValidationInfo) -> SecuritySection:
        database = info.data.get("database", DatabaseSection())
        if value.keystore_url == database.url:
            raise ValueError("keystore_url is the database itself: the keys lie in a file of their own")
        return value

    @field_validator("engine")
    @classmethod
    def _has_its_database(cls, value: EngineSection, info: ValidationInfo) -> EngineSection:
        database = info.data.get("database", DatabaseSection())
        if value.kind == "procrastinate" and not database.url.startswith("postgresql"):
            raise ValueError('kind = "procrastinate" needs PostgreSQL: set database.url to postgresql+psycopg://…')
        return value
