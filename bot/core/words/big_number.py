"""The BIG number that somebody writes as his own, in a sentence or in his signature."""

from __future__ import annotations

import re

_NUMBER = re.compile(
    r"(?i)\bbig(?:[- ]?(?:registratie|reg|register|registration))?[- ]?(?:nummers?|nrs?|numbers?|no)?\b"
    r"[\s.:=#()]*(?:is|luidt)?[\s:]*(?P<digits>(?:\d[ .-]?){11})(?!\d)"
)


def big_number(text: str) -> str:
    """The only one in these lines that are not quoted, as eleven digits; "" where there is none, or more than one."""
    own = "\n".join(line for line in text.splitlines() if not line.lstrip().startswith(">"))
    found = {re.sub(r"\D", "", match["digits"]) for match in _NUMBER.finditer(own)}
    return found.pop() if len(found) == 1 else ""
