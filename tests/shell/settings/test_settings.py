"""The configuration: its defaults, its overrides, and every fault told at once."""

from __future__ import annotations

import dataclasses
import re
import tomllib
from collections.abc import Callable
from datetime import time
from pathlib import Path

import pytest

from bot.core.errors import ConfigurationError
from bot.core.traject.rules import Practice, Practitioner, Safeguards, TrajectRules, Window
from bot.shell.servers.accounts import imap_endpoint, smtp_endpoint
from bot.shell.settings.frozen import Settings
from bot.shell.settings.loading import load

EXAMPLE = Path(__file__).parents[3] / "config.example.toml"
LEAST = """
[practice]
name = "Praktijk Voorbeeld"
address = "info@praktijk.example"
[practitioner]
name = "dr. A. de Vries"
address = "a.devries@praktijk.example"
[imap]
host = "imap.praktijk.example"
[smtp]
host = "smtp.praktijk.example"
"""


def settings(folder: Path, text: str, **environ: str) -> Settings:
    path = folder / "config.toml"
    path.write_text(text, encoding="utf-8")
    return load(path, environ)


def faults(folder: Path, text: str, **environ: str) -> list[str]:
    with pytest.raises(ConfigurationError) as caught:
        settings(folder, text, **environ)
    return [line.strip() for line in caught.value.problem.splitlines()[1:]]


def test_the_least_that_must_be_said(tmp_path: Path) -> None:
    found = settings(tmp_path, LEAST)
    assert found.practice == Practice("Praktijk Voorbeeld", "info@praktijk.example")
    assert found.practitioner == Practitioner("dr. A. de Vries", "a.devries@praktijk.example")
    assert found.safeguards == Safeguards()
    assert found.traject_types == (TrajectRules(),)
    assert (found.imap.port, found.imap.security, found.imap.poll_seconds) == (993, "tls", 90)
    assert (found.imap.username, found.imap.folder_root, found.imap.since) == ("info@praktijk.example", "IFMS", "")
    assert (found.smtp.port, found.smtp.security, found.smtp.username) == (587, "starttls", "")
    assert (found.smtp.max_per_minute, found.engine) == (30, "local")


def test_the_example_says_the_defaults(tmp_path: Path) -> None:
    example = load(EXAMPLE, {})
    least = settings(tmp_path, LEAST)
    assert example.traject_types == least.traject_types
    assert example.safeguards == least.safeguards
    assert example.engine == least.engine
    assert example.operator == least.operator == ""
    same = {"name", "address", "host", "username"}
    for section in ("practice", "practitioner", "imap", "smtp"):
        given, default = (dataclasses.asdict(getattr(s, section)) for s in (example, least))
        assert {k: v for k, v in given.items() if k not in same} == {k: v for k, v in default.items() if k not in same}


def test_the_example_has_every_key_with_a_comment() -> None:
    from bot.shell.settings.problems import keys
    from bot.shell.settings.schema import Root

    text = EXAMPLE.read_text(encoding="utf-8")
    bare = re.sub(r"^# (?=[\[a-z_]+[^#\n]*(#|= |\]$))", "", text, flags=re.MULTILINE)
    tables = tomllib.loads(bare)
    for path in keys(Root):
        value = tables
        for part in path.split("."):
            value = value[part][0] if isinstance(value[part], list) and part == "groups" else value[part]
    first = text[: text.index('key = "artsen"')]
    uncommented = [line for line in first.splitlines() if "=" in line and not line.startswith("#") and "#" not in line]
    assert uncommented == []


@pytest.mark.parametrize(
    ("variable", "value", "read"),
    [
        pytest.param("TRAJECTBOT__IMAP__PORT", "1993", lambda s: s.imap.port == 1993, id="number"),
        pytest.param("TRAJECTBOT__PRACTICE__LANGUAGE", "en", lambda s: s.practice.language == "en", id="choice"),
        pytest.param(
            "TRAJECTBOT__TRAJECT__REMINDER_DAYS", "[5, 10]", lambda s: s.rules().reminder_days == (5, 10), id="list"
        ),
        pytest.param(
            "TRAJECTBOT__TRAJECT__DESTRUCTION_COOLING_DAYS",
            "0",
            lambda s: s.rules().destruction_cooling_days == 0,
            id="none",
        ),
        pytest.param(
            "TRAJECTBOT__TRAJECT_TYPES__AIOS__REMINDER_MAX", "2", lambda s: s.rules("aios").reminder_max == 2, id="new"
        ),
        pytest.param("trajectbot__smtp__host", "localhost", lambda s: s.smtp.host == "localhost", id="small letters"),
        pytest.param("TRAJECTBOT_IMAP_PASSWORD", "x", lambda s: s.imap.password.reveal() == "x", id="not an override"),
    ],
)
def test_the_environment_comes_first(
    tmp_path: Path, variable: str, value: str, read: Callable[[Settings], bool]
) -> None:
    assert read(settings(tmp_path, LEAST, **{variable: value}))


def test_an_override_that_starts_like_a_list_must_be_one(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="TRAJECTBOT__TRAJECT__REMINDER_DAYS is not JSON"):
        settings(tmp_path, LEAST, TRAJECTBOT__TRAJECT__REMINDER_DAYS="[7, 14")


@pytest.mark.parametrize(
    ("section", "lines", "expected"),
    [
        pytest.param("imap", "prot = 3", "imap.prot: unknown key; did you mean port?", id="nearest key"),
        pytest.param("imap", "max_per_minute = 3", "did you mean smtp.max_per_minute?", id="another table's key"),
        pytest.param("imap", 'password = "x"', "did you mean password_env?", id="a password in the file"),
        pytest.param("imap", "port = 99999", "imap.port: must be at most 65535, and is 99999", id="port"),
        pytest.param("imap", 'port = "x"', 'imap.port: must be a whole number, and is "x"', id="no number"),
        pytest.param("security", "mass_send_limit = true", "mass_send_limit: true must be a whole number", id="truth"),
        pytest.param("imap", 'security = "ssl"', "must be 'tls', 'starttls' or 'plain', and is \"ssl\"", id="choice"),
        pytest.param("imap", 'security = "plain"', 'imap.security: "plain" is for a loopback', id="plain to outside"),
        pytest.param("smtp", 'security = "plain"', 'smtp.security: "plain" is for a loopback', id="plain to outside 2"),
        pytest.param("imap", 'since = "2-11-2026"', 'imap.since: "2-11-2026" is not a day', id="since"),
        pytest.param("imap", 'since = "2026-02-30"', "is not a day of the calendar", id="no such day"),
        pytest.param("imap", 'auth = "xoauth2"', 'imap.auth: "xoauth2" needs a table [imap.oauth]', id="oauth"),
        pytest.param("imap", 'password_env = "A"\npassword_file = "b"', "keep one of them", id="two passwords"),
        pytest.param("imap", 'folder_root = "a\\u0000b"', "cannot be seen", id="control character"),
        pytest.param("imap", "[imap.oauth]\nclient_id = 'x'", "imap.oauth.token_url: is missing", id="half of oauth"),
        pytest.param("practice", 'timezone = "Amsterdam"', "is not a time zone", id="time zone"),
        pytest.param("practice", 'language = "de"', "must be 'nl' or 'en'", id="language"),
        pytest.param("practitioner", 'digest_at = "25:00"', "is not a time of day", id="time of day"),
        pytest.param("practitioner", 'also = ["a@b.example", "x"]', 'practitioner.also[2]: "x" is not', id="address"),
        pytest.param("practitioner", 'also = "a@b.example"', "must be a list between [ and ]", id="no list"),
        pytest.param("operator", 'address = "beheer"', "is not one e-mail address", id="operator"),
        pytest.param("engine", 'kind = "procrastinate"', "needs PostgreSQL", id="workers on sqlite"),
        pytest.param("database", 'url = "mysql://x"', 'database.url: "mysql://x" is not a database', id="database"),
        pytest.param("security", "max_message_mb = 0", "must be at least 1, and is 0", id="no message at all"),
        pytest.param("traject", "reminder_days = [7, 3]", "traject.reminder_days: must go up", id="descending"),
        pytest.param("traject", "reminder_days = []", "traject.reminder_days: must not be empty", id="no days"),
        pytest.param("traject", 'window = "17:00-08:00"', "must begin before it ends", id="window at night"),
        pytest.param("traject", 'window = "08:00"', "is not a pair of times", id="half a window"),
        pytest.param("traject", 'require = ["cv"]', "must be 'self_evaluation' or 'pop'", id="unknown document"),
        pytest.param("traject", 'require = ["pop", "pop"]', "names something twice", id="document twice"),
        pytest.param("traject", "groups = []", "leave it out for the usual three", id="no groups"),
        pytest.param(
            "traject",
            '[[traject.groups]]\nkey="a"\nlabel.nl="A"\n[[traject.groups]]\nkey="a"\nlabel.nl="B"',
            "traject.groups: two groups have the key a",
            id="group twice",
        ),
        pytest.param(
            "traject",
            '[[traject.groups]]\nkey="a"\nlabel.nl="A"\nreturn_minimum = 12\ninvite_advised = 8',
            "traject.groups[1].invite_advised: 8 is less than",
            id="advised too few",
        ),
        pytest.param("traject", '[[traject.groups]]\nkey="A b"\nlabel.nl="A"', "groups[1].key: must look", id="key"),
        pytest.param("traject_types", "aios = 3", "traject_types.aios: must be a table", id="type is no table"),
        pytest.param(
            "traject_types.aios", "remind = 3", "traject_types.aios.remind: unknown key", id="unknown key of a type"
        ),
        pytest.param("traject_types.aios", 'type = "x"', "the name stands in the heading", id="type inside a type"),
        pytest.param("trajct", "x = 1", "trajct: unknown key; did you mean traject?", id="unknown table"),
    ],
)
def test_a_fault_is_told_with_its_key_and_a_hint(tmp_path: Path, section: str, lines: str, expected: str) -> None:
    heading = f"[{section}]\n"
    text = LEAST.replace(heading, heading + lines + "\n") if heading in LEAST and "[imap." not in lines else ""
    [fault] = faults(tmp_path, text or f"{LEAST}{'' if lines.startswith('[') else heading}{lines}\n")
    assert expected in fault


def test_all_faults_at_once(tmp_path: Path) -> None:
    text = (
        '[practice]\nadress = "x"\n[imap]\nport = 0\n[traject]\nreminder_days = [2, 1]\n[traject_types.x]\nremind = 1'
    )
    found = faults(tmp_path, text, TRAJECTBOT__FOO__BAR="1")
    for key in ("practice.name", "practice.adress", "practitioner", "imap.host", "imap.port", "smtp", "foo"):
        assert sum(fault.startswith(f"{key}:") for fault in found) == 1, key
    assert sum("reminder_days" in fault for fault in found) == 1
    assert sum("traject_types.x.remind" in fault for fault in found) == 1


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param(b"[practice\n", "is not TOML", id="no toml"),
        pytest.param("[practice]\nname = 'é'".encode("latin-1"), "is not text in UTF-8", id="latin 1"),
        pytest.param(None, "does not exist", id="no file"),
    ],
)
def test_a_file_that_cannot_be_read(tmp_path: Path, content: bytes | None, expected: str) -> None:
    path = tmp_path / "config.toml"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(ConfigurationError, match=expected) as caught:
        load(path, {})
    assert str(path) in caught.value.problem
    assert caught.value.remedy


def test_a_folder_is_no_configuration(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="cannot be read"):
        load(tmp_path, {})


def test_a_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    assert settings(tmp_path, "\ufeff" + LEAST).practice.name == "Praktijk Voorbeeld"


def test_paths_are_counted_from_the_files_folder(tmp_path: Path) -> None:
    found = settings(tmp_path, LEAST + '[security]\nkeystore_url = "sqlite:////var/keys.db"\n')
    assert found.stores.database_url == f"sqlite:///{tmp_path}/data/trajectbot.db"
    assert found.stores.keystore_url == "sqlite:////var/keys.db"
    assert found.stores.master_key_file == tmp_path / "data/master.key"


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        pytest.param("postgresql+psycopg://bot@db.example/keys", "must be a file: a server keeps", id="a server"),
        pytest.param("postgresql://bot@db.example/keys", "must be a file: a server keeps", id="a server, bare"),
        pytest.param("sqlite:///:memory:", "is not a file", id="in memory"),
        pytest.param("mysql://db.example/keys", "is not a file", id="something else"),
        pytest.param("data/keys.db", "is not a file", id="a path"),
    ],
)
def test_keys_live_in_a_file_only(tmp_path: Path, url: str, reason: str) -> None:
    with pytest.raises(ConfigurationError, match=f"security.keystore_url: .*{reason}"):
        settings(tmp_path, LEAST + f'[security]\nkeystore_url = "{url}"\n')


def test_a_systemd_credential_comes_before_the_key_file(tmp_path: Path) -> None:
    credentials = tmp_path / "credentials"
    credentials.mkdir()
    environ = {"CREDENTIALS_DIRECTORY": str(credentials)}
    assert settings(tmp_path, LEAST, **environ).stores.master_key_file == tmp_path / "data/master.key"
    (credentials / "master.key").write_bytes(b"x")
    assert settings(tmp_path, LEAST, **environ).stores.master_key_file == credentials / "master.key"


def test_passwords_are_asked_for_only_when_needed(tmp_path: Path) -> None:
    found = settings(tmp_path, LEAST, TRAJECTBOT_IMAP_PASSWORD="geheim")
    assert found.imap.password.reveal() == "geheim"
    with pytest.raises(ConfigurationError, match="TRAJECTBOT_SMTP_PASSWORD is not set"):
        found.smtp.password.reveal()
    assert "geheim" not in repr(found)


def test_a_password_from_a_file(tmp_path: Path) -> None:
    found = settings(tmp_path, LEAST.replace("[smtp]", '[smtp]\npassword_file = "smtp.password"'))
    with pytest.raises(ConfigurationError, match="cannot be read"):
        found.smtp.password.reveal()
    (tmp_path / "smtp.password").write_text("twee woorden \n", encoding="utf-8")
    assert found.smtp.password.reveal() == "twee woorden "


def test_plain_to_this_machine_is_allowed(tmp_path: Path) -> None:
    for host in ("127.0.0.1", "127.9.9.9", "::1", "localhost", "LOCALHOST"):
        text = LEAST.replace('"imap.praktijk.example"', f'"{host}"\nsecurity = "plain"')
        assert settings(tmp_path, text).imap.security == "plain"


def test_xoauth2_brings_its_token_particulars(tmp_path: Path) -> None:
    text = LEAST.replace(
        "[smtp]", 'auth = "xoauth2"\n[imap.oauth]\ntoken_url = "https://t.example"\nclient_id = "c"\n[smtp]'
    )
    found = settings(tmp_path, text, TRAJECTBOT_IMAP_CLIENT_SECRET="s")
    assert found.imap.oauth is not None
    assert found.imap.oauth.client_secret.reveal() == "s"
    assert found.imap.oauth.scope == "https://outlook.office365.com/.default"


def test_a_traject_type_is_laid_over_the_default(tmp_path: Path) -> None:
    text = (
        LEAST
        + '[traject]\nreminder_max = 4\nwindow = "9:00-12:00"\n[traject_types.aios]\nrequire = []\nopen_on = "list"\n'
        + '[[traject_types.aios.groups]]\nkey = "opleiders"\nlabel.nl = "Opleiders"\ninvite_minimum = 12\nwords = ["opleider"]\n'
    )
    found = settings(tmp_path, text)
    aios = found.rules("aios")
    assert aios is not None
    assert (aios.type, aios.reminder_max, aios.require, aios.open_on) == ("aios", 4, (), "list")
    assert aios.window == Window(time(9), time(12))
    assert [(g.key, g.label("en"), g.invite_advised, g.words) for g in aios.groups] == [
        ("opleiders", "Opleiders", 12, ("opleider",))
    ]
    assert found.rules() == dataclasses.replace(TrajectRules(), reminder_max=4, window=Window(time(9), time(12)))
    assert found.rules("iop") is None


def test_a_table_of_the_defaults_own_name_changes_the_default(tmp_path: Path) -> None:
    found = settings(tmp_path, LEAST + "[traject_types.ifms]\nreminder_max = 2\n")
    assert [r.reminder_max for r in found.traject_types] == [2]


def test_rules_in_a_rush() -> None:
    rules = TrajectRules()
    assert (rules.days(rush=False), rules.repeat_days(rush=False)) == ((7, 14, 21), 7)
    assert (rules.days(rush=True), rules.repeat_days(rush=True)) == ((3, 6, 9), 3)


def test_she_writes_from_more_than_one_address() -> None:
    her = Practitioner("dr. A. de Vries", "A.deVries@praktijk.example", also=("thuis@provider.example",))
    assert her.writes_from("a.devries@PRAKTIJK.example")
    assert her.writes_from("Thuis@provider.example")
    assert not her.writes_from("a.devries@provider.example")


def test_tokens_serve_for_sending_too(tmp_path: Path) -> None:
    table = '[imap.oauth]\ntoken_url = "https://t.example"\nclient_id = "c"\n'
    text = LEAST.replace("[smtp]", f'{table}[smtp]\nauth = "xoauth2"\nusername = "info@praktijk.example"')
    found = settings(tmp_path, text, TRAJECTBOT_IMAP_PASSWORD="x")
    sender, mailbox = smtp_endpoint(found.smtp), imap_endpoint(found.imap)
    assert (sender.username, sender.password, sender.access_token is None) == ("info@praktijk.example", "", False)
    assert (mailbox.password, mailbox.access_token) == ("x", None)
    [fault] = faults(tmp_path, LEAST.replace("[smtp]", '[smtp]\nauth = "xoauth2"'))
    assert "needs a table [imap.oauth]" in fault


def test_the_servers_as_mailbox_and_sender_know_them(tmp_path: Path) -> None:
    found = settings(tmp_path, LEAST.replace("[smtp]", 'ca_file = "ca.pem"\n[smtp]'))
    assert smtp_endpoint(found.smtp).username == ""
    with pytest.raises(ConfigurationError, match="TRAJECTBOT_IMAP_PASSWORD"):
        imap_endpoint(found.imap)
    found = settings(tmp_path, LEAST.replace("[smtp]", 'ca_file = "ca.pem"\n[smtp]'), TRAJECTBOT_IMAP_PASSWORD="x")
    assert imap_endpoint(found.imap).ca_file == str(tmp_path / "ca.pem")
