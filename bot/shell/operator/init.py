"""`init`: from a few answers to a configuration, keys, stores and folders; what exists is never touched."""

from __future__ import annotations

import json
import os
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from bot import resources
from bot.core.errors import ConfigurationError, OperatorError, TrajectbotError
from bot.shell.imap.mailbox import Mailbox
from bot.shell.ledger.files.database import DATABASE_ERRORS
from bot.shell.ledger.ledger import open_ledger
from bot.shell.operator.authserv import told
from bot.shell.operator.interview import NONE, PASSWORDS, QUESTIONS, SetupQuestion
from bot.shell.round.folders import Folders
from bot.shell.servers.accounts import imap_endpoint
from bot.shell.settings.build import build, checked
from bot.shell.settings.frozen import Settings
from bot.shell.settings.schema import Root
from bot.shell.settings.source import PREFIX, overlay

Ask = Callable[[str, str, bool], str]
"""Question, proposal, whether what is typed stays hidden."""

TIMEZONE = "Europe/Amsterdam"
_LINE = re.compile(r"(?P<key>[a-z_]+) = (?P<value>\"[^\"]*\"|\d+)(?P<blank> *)(?P<comment>#.*)?")


def set_up(file: Path, ask: Ask, environ: Mapping[str, str], now: datetime, *, patient: bool) -> Iterator[str]:
    """Lines that tell what was done and what to do next; `patient` asks again after an impossible answer."""
    file = file.absolute()
    if file.exists() or file.is_symlink():
        raise OperatorError(f"{file} exists already; nothing was changed.", "Edit it, or name another with --config.")
    answers = _interview(ask, environ, patient)
    passwords = _passwords(ask, answers, environ)
    answers["imap.since"] = now.astimezone(ZoneInfo(TIMEZONE)).date().isoformat()
    yield from _make(file, answers, passwords, environ)


def _make(file: Path, answers: dict[str, str], passwords: dict[str, str], environ: Mapping[str, str]) -> Iterator[str]:
    """Everything that may be refused comes before the configuration, which is what says that all this was done."""
    secrets = {section: file.parent / "data" / f"{section}.password" for section in passwords}
    for section, secret in secrets.items():
        answers[f"{section}.password_env"], answers[f"{section}.password_file"] = "", f"data/{secret.name}"
        if secret.exists():
            raise OperatorError(f"{secret} exists already; nothing was changed.", "Move it away, or leave it empty.")
    text = configuration(answers)
    settings = build(file, overlay(tomllib.loads(text), environ), environ)
    _stores(settings)
    for section, secret in secrets.items():
        _new_file(secret, passwords[section] + "\n")
    _new_file(file, text)
    yield f"Written: {file}"
    yield f"The master key is {settings.stores.master_key_file}. Keep a copy elsewhere: without it nothing can be read."
    yield from _folders(settings)
    yield f"Then: trajectbot --config {file} check, and: trajectbot --config {file} run"


def _stores(settings: Settings) -> None:
    """Ledger, keys and master key; those of an earlier time are used when they fit."""
    try:
        open_ledger(settings).close()
    except (*DATABASE_ERRORS, OSError) as error:
        reason = getattr(error, "orig", None) or error
        raise OperatorError(f"The stores cannot be made: {reason}.", "See [database] and [security].") from error


def _interview(ask: Ask, environ: Mapping[str, str], patient: bool) -> dict[str, str]:
    given = {name.upper(): value for name, value in environ.items() if name.upper().startswith(PREFIX)}
    answers: dict[str, str] = {}
    for question in QUESTIONS:
        variable = PREFIX + question.key.replace(".", "__").upper()
        proposal = given.get(variable) or question.proposal(answers)
        words = question.words
        while True:
            answers[question.key] = _stripped(question, ask(words, proposal, False))
            fault = _fault(question, answers)
            if not fault:
                break
            if not patient:
                raise ConfigurationError(fault, "Nothing was changed.")
            words = f"{fault}\n{question.words}"
    return answers


def _stripped(question: SetupQuestion, answer: str) -> str:
    return "" if question.key == "smtp.username" and answer == NONE else answer


def _fault(question: SetupQuestion, answers: Mapping[str, str]) -> str:
    """What the configuration would say of this answer."""
    faults: list[str] = []
    checked(Root, _tables(answers), "", faults)
    return next((fault for fault in faults if fault.startswith(f"{question.key}: ")), "")


def _tables(answers: Mapping[str, str]) -> dict[str, dict[str, str]]:
    tables: dict[str, dict[str, str]] = {}
    for key, value in answers.items():
        section, _, name = key.partition(".")
        tables.setdefault(section, {})[name] = value
    return tables


def _passwords(ask: Ask, answers: Mapping[str, str], environ: Mapping[str, str]) -> dict[str, str]:
    """By section; what the environment holds already is not asked for."""
    found: dict[str, str] = {}
    for password in PASSWORDS:
        if password.variable in environ or not answers[f"{password.section}.username"]:
            continue
        typed = ask(password.words, "", True)
        same = answers["imap.username"] == answers["smtp.username"]
        typed = typed or (found.get("imap", "") if password.section == "smtp" and same else "")
        if typed:
            found[password.section] = typed
    return found


def configuration(answers: Mapping[str, str]) -> str:
    """The example with its comments, the answers in the place of its values."""
    section, lines = "", []
    for line in example().read_text(encoding="utf-8").splitlines():
        if heading := re.match(r"\[+([a-z_.]+)\]+", line):
            section = heading[1]
        match = _LINE.fullmatch(line)
        key = f"{section}.{match['key']}" if match else ""
        lines.append(_filled(match, answers[key]) if match and key in answers else line)
    return "\n".join(lines) + "\n"


def _filled(line: re.Match[str], answer: str) -> str:
    value = json.dumps(answer, ensure_ascii=False) if line["value"].startswith('"') else answer
    left = f"{line['key']} = {value}"
    return f"{left.ljust(line.start('comment') - 1)} {line['comment']}" if line["comment"] else left


def example() -> Path:
    """config.example.toml: in the installed package, or beside it in a checkout."""
    package = Path(resources.__file__).parent
    installed = package / "config.example.toml"
    return installed if installed.is_file() else package.parent / "config.example.toml"


def _new_file(file: Path, text: str) -> None:
    """A file that only its owner reads; one that exists is left as it is."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as out:
            out.write(text)
    except OSError as error:
        raise OperatorError(f"{file} cannot be written: {error.strerror}.", "Choose another folder.") from error


def _folders(settings: Settings) -> Iterator[str]:
    """Made now when the mailbox can be reached; else in the first round."""
    try:
        with Mailbox(imap_endpoint(settings.imap)) as mailbox:
            folders = Folders(mailbox, settings.imap.folder_root)
            folders.ensure_base()
            yield f"The folders are there: {', '.join(folders.base())}."
            sender = told(mailbox, settings)
        yield f"Whom to believe: {sender.words}"
    except TrajectbotError as error:
        yield "The mailbox cannot be used yet; the first round makes its folders."
        yield f"  {error.problem} {error.remedy}".rstrip()
        yield "Then check tells as well whether your mail server says who really sent a mail (trusted_authserv_id)."
