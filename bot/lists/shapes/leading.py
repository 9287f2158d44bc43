"""Headings put where the lines expect them: before a colon, and above their people."""

from __future__ import annotations

import re
from itertools import groupby

from bot.core.list_context import ListContext
from bot.core.people.names import folded
from bot.lists.rows.persons import persons
from bot.lists.words.functions import is_staff
from bot.lists.words.groups import group_of_text, is_heading
from bot.lists.words.senses import is_plural

_MARK = re.compile(r"([^:@<>;,]{2,60}?)\s*(?:->|=>|→|=|\s[-–—]\s)\s*(\S.*@.*)", re.DOTALL)
_INSIDE = re.compile(r"(?<=\S)[;,.]\s+(?:en\s+)?(?=([^\W\d_][^:@;,()]{2,60}):\s)")
_MOST = 4  # words of a heading that stands right before a name


def led(lines: list[str], context: ListContext) -> list[str]:
    """The lines with every heading before a colon, on a line of its own people, or above its block."""
    return _above([_colon(part, context) for line in lines for part in _apart(line, context)], context)


def _apart(line: str, context: ListContext) -> list[str]:
    """`Vakgenoten: X (x@…); artsen: Y (y@…)` as two lines."""
    cuts = [0]
    for cut in _INSIDE.finditer(line) if line.count("@") > 1 else ():
        if "@" in line[cuts[-1] : cut.start()] and _is_group(cut[1], context):
            cuts += [cut.start(), cut.end()]
    return [line[a:b] for a, b in zip(cuts[::2], (*cuts[1::2], len(line)), strict=True)]


def _colon(line: str, context: ListContext) -> str:
    """`Vakgenoten - X <x@…>`, `Vakgenoten = X <x@…>` and `Artsen X <x@…>` with a colon."""
    if "@" not in line:
        return line
    match = _MARK.fullmatch(line.strip())
    if match and _is_group(match[1], context):
        return f"{match[1]}: {match[2]}"
    if ":" in line.partition("@")[0]:
        return line
    tokens = line.split(" ")
    for count in range(min(_MOST, len(tokens) - 2), 0, -1):
        before, after = " ".join(tokens[:count]), " ".join(tokens[count:])
        if (
            before.replace(" ", "").isalpha()
            and tokens[count - 1][1:2].islower()
            and _is_group(before, context)
            and _heads_several(folded(before))
        ):
            named = (
                after[:1].isupper() and not is_heading(tokens[count], context) and bool(persons(after, context)[0].name)
            )
            return f"{before}: {after}" if named else line
    return line


def _is_group(text: str, context: ListContext) -> bool:
    """Whether a text names a group in words that are nobody's function."""
    return is_heading(text, context) and not group_of_text(text, context)[1]


def _above(lines: list[str], context: ListContext) -> list[str]:
    """Blocks that all end with a group, one person each, as blocks that begin with it."""
    runs = [list(run) for _, run in groupby(lines, key=lambda line: bool(line.strip()))]
    blocks = [run for run in runs if any("@" in line for line in run)]
    ends = all(len(b) > 1 and sum("@" in line for line in b) == 1 and _ends(b, context) for b in blocks)
    if len(blocks) < 2 or not ends:
        return lines
    return [line for run in runs for line in ((run[-1], *run[:-1]) if run in blocks else run)]


def _ends(block: list[str], context: ListContext) -> bool:
    first, last = block[0].strip(), block[-1].strip()
    return "@" not in last and is_heading(last, context) and not is_heading(first, context)


def _heads_several(plain: str) -> bool:
    """`Artsen` and `Verpleging`, not `Vakgenoot`: the next line has a word of its own then."""
    return is_plural(plain) or is_staff(plain)
