"""A file of hers goes to the specialist: what the job is called, and how the mail that holds it is named in a line that
waits for her confirmation.
"""

from __future__ import annotations

import re

from bot.core.decision import Work
from bot.core.people.name_words import words
from bot.core.traject.value import Traject

PASS_ON = "pass-on"  # noqa: S105 - the name of a job
REPORT, STATEMENT = "report", "statement"
TOLD_BY_JOB = frozenset({"command.statement"})
"""What only the job finds out: she hears it once, from that (whether a statement is signed)."""
PASSES = words(
    "doorsturen stuur sturen verstuur versturen opsturen door naar aan de het een hem haar specialist in bij als zie"
    " deze bijlage bijgevoegd hierbij attached pass on to van gesprek ifms-gesprek getekend getekende ondertekend"
    " ondertekende"
)
"""What is said around a file that is to be passed on."""
_FROM = re.compile(r" #(\d{1,10})(?: \[([^\]]*)\])?$")
_LONGEST_NAME, _MOST_NAMES = 80, 5


Parts = tuple[tuple[str, tuple[int, ...]], ...]
"""Of each kind the places that its files have among those of one mail."""


def passed_on(traject: Traject, kind: str, inbound_id: int, parts: Parts = ()) -> Work:
    """The files of this mail go to him as a mail of this kind, once; where it holds `parts`, those of this kind."""
    own = "+".join(map(str, dict(parts).get(kind, ())))
    return Work(PASS_ON, "/".join((traject.ref, PASS_ON, kind, str(inbound_id), *((own,) if own else ()))))


def taken_along(key: str) -> tuple[str, int, tuple[int, ...]]:
    """Of such a job: the kind, the mail, and the places of the files that go; none where all do."""
    _, _, kind, number, *own = key.split("/")
    return kind, int(number), tuple(int(n) for one in own for n in one.split("+"))


def key_of(ref: str, kind: str, inbound_id: int) -> str:
    """The key of the mail to him that takes these files along."""
    return f"{ref}/{kind}/in/{inbound_id}"


def overtaken(traject: Traject, kind: str, inbound_id: int) -> bool:
    """Whether files that she sent after these went to him meanwhile."""
    beginning = key_of(traject.ref, kind, 0)[:-1]
    numbers = (s.key.removeprefix(beginning) for s in traject.sent if s.kind == kind and s.key.startswith(beginning))
    return any(number.isdecimal() and int(number) > inbound_id for number in numbers)


def with_mail(line: str, inbound_id: int, files: tuple[str, ...] = ()) -> str:
    """The line as it waits, with what these files are called: the reply that confirms it has none."""
    if _FROM.search(line):
        return line
    told = "; ".join(re.sub(r"[\[\];\s\x00-\x1f]+", " ", name).strip()[:_LONGEST_NAME] for name in files[:_MOST_NAMES])
    return f"{line} #{inbound_id}" + (f" [{told}]" if told else "")


def without_mail(line: str) -> tuple[str, int]:
    """The line as she wrote it, and the mail that came with it; 0 for none."""
    found = _FROM.search(line)
    return (line[: found.start()], int(found[1])) if found else (line, 0)


def files_with(lines: tuple[str, ...]) -> tuple[str, ...]:
    """What the files are called that came with these lines as they wait."""
    found = (m[2] or "" for line in lines if (m := _FROM.search(line)))
    return tuple(dict.fromkeys(name for told in found for name in told.split("; ") if name))
