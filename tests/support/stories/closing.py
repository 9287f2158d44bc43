"""The last moves of a traject: she has it destroyed, and waits until that was done."""

from __future__ import annotations

from datetime import timedelta

from support.stories.practice import SHE, Practice, kind_of, parsed

DAYS = 10


def destroy(p: Practice, ref: str, when: str = "") -> None:
    """Asked for and confirmed; rounds on the days after it, until her certificate is there."""
    p.command(f"vernietig {ref}")
    p.round(when)
    p.reply(p.sent("destruction-confirm", SHE)[-1], f"A. de Vries <{SHE}>", "ja")
    for day in range(DAYS):
        p.now += timedelta(hours=1) if day == 0 else timedelta(days=1)
        with_it = [r for r in p.sent("destroyed-certificate", SHE) if ref in str(parsed(r)["Subject"])]
        if with_it or (p.round() and _certified(p, ref)):
            return
    raise AssertionError(f"{ref} was not destroyed; the last mails: {p.kinds(SHE)[-5:]}")


def _certified(p: Practice, ref: str) -> bool:
    return any(ref in str(parsed(r)["Subject"]) for r in p.sent() if kind_of(r) == "destroyed-certificate")
