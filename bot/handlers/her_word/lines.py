"""The lines of a mail of hers that are to be carried out."""

from __future__ import annotations

import re

from bot.core.mail.message import InboundMail
from bot.handlers.commands import afwezig, command_of, lijst, verb_of
from bot.handlers.her_word.refusal import REPLY
from bot.handlers.steering.desk import numbers_first, split

_BACK = re.compile(
    r"(?i)^\W*(?:ik ben (?:er )?(?:weer|terug)(?: (?:terug|er|aanwezig|bereikbaar))*|(?:ik ben )?(?:weer (?:terug|"
    r"aanwezig|bereikbaar)|niet (?:(?:meer|langer) )?afwezig|terug van (?:vakantie|verlof|weggeweest|reis))|"
    r"afwezig niet meer|(?:i am |i['’]m )?back(?: again)?|(?:i am |i['’]m )?no longer (?:away|absent))\W*$"
)
"""She is back before the day that she named."""
_ITEM = re.compile(r"(?:[-•*–—·‣▪◦o]|\(?\d{1,2}[.)])\s+")
_GREETING = re.compile(r"(?i)(?:beste|geachte|hoi|hallo|hi|hello|dag|dear|goede\w+)\b[\w .]{0,30}[,!]?$")


def lines_of(mail: InboundMail) -> tuple[str, ...]:
    """The lines to be carried out: a command in the subject stands for itself, unless it answers a mail of ours."""
    subject = _as_command(REPLY.sub("", mail.subject).strip("> "))
    body = tuple(_as_command(line.strip().lstrip("> ").strip()) for line in mail.new_text.splitlines())
    body = tuple(line for line in body if line and not _GREETING.match(line))
    answers = bool(mail.in_reply_to or REPLY.match(mail.subject))  # then the subject is ours: "Overzicht van maandag"
    own = bool(command_of(subject)) and not (answers and body)
    if any(command_of(line) is lijst for line in ((subject, *body) if own else body)):  # the others are the list
        body = tuple(line for line in body if command_of(line))
    if own:
        return (subject, *(line for line in body if line != subject))
    return body or _marked(mail) or ((subject,) if subject and not mail.in_reply_to else ())


def _as_command(line: str) -> str:
    """The line, or the command that it says in other words, or as an item of a list."""
    item = _ITEM.match(line)
    if item is not None and command_of(line[item.end() :]) and not command_of(line):
        line = line[item.end() :]
    return f"{afwezig.WORDS[0]} {afwezig.OVER}" if _BACK.match(line) else line


def heading(mail: InboundMail) -> str:
    """The command in the subject, where that is one of the lines; "" where there is none."""
    subject = _as_command(REPLY.sub("", mail.subject).strip("> "))
    return subject if command_of(subject) and lines_of(mail)[:1] == (subject,) else ""


def _marked(mail: InboundMail) -> tuple[str, ...]:
    """A program put `>` before what she typed: taken when the mail answers nothing, so that it is no quotation."""
    if mail.in_reply_to or mail.references:
        return ()
    lines = (line[1:].strip() for line in mail.text.splitlines() if line.startswith(">"))
    return tuple(line for line in lines if command_of(line))


def each_number(line: str) -> tuple[str, ...]:
    """A line for each question that it names: `negeer 12 en 13` is two."""
    command = command_of(line)
    if command is None or "NR" not in command.USAGE:
        return (line,)
    words, verb = split(line), verb_of(line, command)
    numbers, rest = numbers_first(words[verb:])
    if words[verb:][: len(numbers)] == numbers and len(numbers) < 2:
        return (line,)  # as she wrote it
    return tuple(" ".join((*words[:verb], number, *rest)) for number in numbers)


def holds_list(mail: InboundMail, lines: tuple[str, ...]) -> bool:
    """Whether a list is typed below the line that says so."""
    typed = (line for line in mail.new_text.splitlines() if line.strip() and not command_of(line.strip()))
    return any(command_of(line) is lijst for line in lines) and any("@" in line for line in typed)
