"""From checked tables to the frozen values that are handed down."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from bot.core.errors import ConfigurationError
from bot.core.traject.rules import Practice, Practitioner, Safeguards, TrajectRules
from bot.shell.settings.frozen import Imap, Oauth, Secret, Settings, Smtp, Stores
from bot.shell.settings.pictures import picture
from bot.shell.settings.problems import problems
from bot.shell.settings.schema import Root, SecuritySection, TrajectSection
from bot.shell.settings.servers import ImapSection, OauthSection, ServerSection, SmtpSection

Schema = TypeVar("Schema", bound=BaseModel)


def build(path: Path, tables: Mapping[str, Any], environ: Mapping[str, str]) -> Settings:
    """All settings; ConfigurationError with a line for everything that is wrong."""
    faults: list[str] = []
    root = checked(Root, tables, "", faults)
    types = traject_types(tables, root, faults)
    practice, practitioner = people(root, path.parent, faults)
    if root is None or practice is None or practitioner is None or faults:
        things = "one thing is" if len(faults) == 1 else f"{len(faults)} things are"
        raise ConfigurationError("\n  ".join((f"{path}: {things} wrong.", *faults)))
    return Settings(
        file=path,
        practice=practice,
        practitioner=practitioner,
        imap=imap(root.imap, root.practice.address, path.parent, environ),
        smtp=smtp(root.smtp, root.imap, path.parent, environ),
        stores=stores(root.database.url, root.security, path.parent, environ),
        engine=root.engine.kind,
        operator=root.operator.address,
        safeguards=Safeguards(
            trusted_authserv_id=root.security.trusted_authserv_id,
            max_message_mb=root.security.max_message_mb,
            max_automatic_mails_per_address_per_day=root.security.max_automatic_mails_per_address_per_day,
            mass_send_limit=root.security.mass_send_limit,
        ),
        traject_types=tuple(rules(section) for section in types),
    )


def people(root: Root | None, home: Path, faults: list[str]) -> tuple[Practice | None, Practitioner | None]:
    """The practice and who leads it, their pictures read; None where the tables are wrong."""
    if root is None:
        return None, None
    logo = picture("practice.logo_file", root.practice.logo_file, home, faults)
    signature = picture("practitioner.signature_file", root.practitioner.signature_file, home, faults)
    hers, its = dict(root.practitioner), dict(root.practice)
    del hers["signature_file"], its["logo_file"]
    return Practice(**its, logo=logo), Practitioner(**hers, signature=signature)


def checked(schema: type[Schema], table: Any, under: str, faults: list[str]) -> Schema | None:
    """The table as its schema, or None with its faults added to the list."""
    try:
        return schema.model_validate(table)
    except ValidationError as error:
        faults.extend(problems(error, schema, under))
        return None


def traject_types(tables: Mapping[str, Any], root: Root | None, faults: list[str]) -> tuple[TrajectSection, ...]:
    """The default type first; a table with the default's own name is laid over the default."""
    found = {root.traject.type: root.traject} if root else {}
    # Beside a faulty file each type is still checked, but by itself, so that no fault is told twice.
    base = tables.get("traject", {}) if root else {}
    for name, override in table_of_tables(tables.get("traject_types")):
        where = f"traject_types.{name}"
        if "type" in override:
            faults.append(f"{where}.type: the name stands in the heading; leave this key out")
        elif section := checked(TrajectSection, {**base, **override, "type": name}, where, faults):
            found[name] = section
    return tuple(found.values())


def table_of_tables(value: Any) -> tuple[tuple[str, Mapping[str, Any]], ...]:
    """The tables inside a table; what is none has been refused by the schema."""
    if not isinstance(value, Mapping):
        return ()
    return tuple((name, table) for name, table in value.items() if isinstance(table, Mapping))


def rules(section: TrajectSection) -> TrajectRules:
    """The section's values as the core's rules."""
    return TrajectRules(**{**dict(section), "groups": section.asked()})


def imap(section: ImapSection, address: str, home: Path, environ: Mapping[str, str]) -> Imap:
    """The watched mailbox; without a user name the practice's address signs in."""
    return Imap(
        host=section.host,
        port=section.port,
        security=section.security,
        ca_file=home / section.ca_file if section.ca_file else None,
        username=section.username or address,
        password=password("imap", section, home, environ),
        oauth=oauth(section.auth, section.oauth, home, environ),
        poll_seconds=section.poll_seconds,
        folder_root=section.folder_root,
        since=section.since,
    )


def oauth(auth: str, table: OauthSection | None, home: Path, environ: Mapping[str, str]) -> Oauth | None:
    """The token's particulars where sign-in is by token."""
    if table is None or auth != "xoauth2":
        return None
    secret = Secret("imap.oauth.client_secret", table.client_secret_env, environ=environ)
    ca_file = home / table.ca_file if table.ca_file else None
    return Oauth(table.token_url, table.client_id, secret, table.scope, ca_file)


def smtp(section: SmtpSection, mailbox: ImapSection, home: Path, environ: Mapping[str, str]) -> Smtp:
    """The server that takes our mail; its tokens come from where the mailbox's come from."""
    return Smtp(
        host=section.host,
        port=section.port,
        security=section.security,
        ca_file=home / section.ca_file if section.ca_file else None,
        username=section.username,
        password=password("smtp", section, home, environ),
        oauth=oauth(section.auth, mailbox.oauth, home, environ),
        max_per_minute=section.max_per_minute,
    )


def password(table: str, section: ServerSection, home: Path, environ: Mapping[str, str]) -> Secret:
    """Where the password will be found."""
    file = home / section.password_file if section.password_file else None
    variable = section.password_env or f"TRAJECTBOT_{table.upper()}_PASSWORD"
    return Secret(f"{table}.password", variable, file, environ)


def stores(database_url: str, section: SecuritySection, home: Path, environ: Mapping[str, str]) -> Stores:
    """Databases and master key; a systemd credential with the key file's name comes first."""
    key = home / section.master_key_file
    credential = Path(environ.get("CREDENTIALS_DIRECTORY", ""), key.name)
    return Stores(
        database_url=beside(home, database_url),
        keystore_url=beside(home, section.keystore_url),
        master_key_file=credential if environ.get("CREDENTIALS_DIRECTORY") and credential.is_file() else key,
    )


def beside(home: Path, url: str) -> str:
    """A SQLite address with its path counted from the configuration file's folder."""
    driver, separator, rest = url.partition(":///")
    if not driver.startswith("sqlite") or rest.startswith(":memory:"):
        return url
    return f"{driver}{separator}{home / rest}"
