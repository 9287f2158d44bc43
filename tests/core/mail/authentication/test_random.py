"""Headers made up at random with known truth: who vouched for whom, whatever was put in between, above and below."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

import pytest

from bot.core.documents import Document
from bot.core.mail.authentication.verdict import authenticated, failed, unproved
from bot.core.mail.parse import parse

OURS, DOMAIN = "mx.praktijk.example", "ziekenhuis.example"
ALIGNED = (DOMAIN, f"mail.{DOMAIN}", DOMAIN.upper())
STRANGE = ("evil.example", f"evil{DOMAIN}", "example", f"{DOMAIN}.evil.example", f"xn--{DOMAIN}")
COMMENTS = (
    "(p=NONE sp=NONE)", "(sender IP is 192.0.2.1)", f"(a (nested; dmarc=pass header.from={DOMAIN}) one)", "()",
    '(of "a) b"@evil.example)', '(of "b; dmarc=pass"@evil.example)', "(a \\) b)",
)  # fmt: skip
CROOKED = COMMENTS[4]
"""Read by the letter of the RFC it ends early: where it stands nobody passes."""


@dataclass
class Field:
    """One header field on its way, and what is true of it."""

    rng: random.Random
    crooked: bool = False
    verdicts: list[tuple[str, str, bool]] = field(default_factory=list)

    def blank(self, least: str = "") -> str:
        """Blanks, folds and comments, wherever they may stand."""
        roll = self.rng.random()
        if roll < 0.85:
            return least
        if roll < 0.92:
            return self.rng.choice((" ", "\t", "\r\n ", "\r\n\t "))
        return f" {self.rng.choice(COMMENTS)} "

    def quoted(self, text: str) -> str:
        return f'"{text}"' if self.rng.random() < 0.15 else text

    def pair(self, name: str, value: str) -> str:
        kind, _, prop = name.partition(".")
        return f"{kind}{self.blank()}.{self.blank()}{prop}{self.blank()}={self.blank()}{value}"

    def statement(self, method: str, result: str, aligned: bool) -> str:
        """One result; a local part that a stranger chose may say anything."""
        self.verdicts.append((method, result, aligned))
        domain = self.rng.choice(ALIGNED if aligned else STRANGE)
        local = self.rng.choice(("p", "", f'"{DOMAIN}"', f'"x; dmarc=pass header.from={DOMAIN}"', f'"p@{DOMAIN} "'))
        told = {
            "dmarc": lambda: self.pair("header.from", DOMAIN if aligned else "evil.example"),
            "dkim": lambda: self.rng.choice(
                (self.pair("header.d", self.quoted(domain)), self.pair("header.i", f"{local}@{domain}"))
            ),
            "spf": lambda: self.pair("smtp.mailfrom", f"{local or 'p'}@{domain}"),
        }[method]()
        noise = ["header.s=s1", f'reason="smtp.mailfrom={DOMAIN} header.d={DOMAIN}"', "action=none", 'header.b="a;b(c"']
        words = [told, *self.rng.sample(noise, self.rng.randrange(3))]
        self.rng.shuffle(words)
        return f"{method}{self.blank()}={self.blank()}{self.quoted(result)} {' '.join(words)}"

    def value(self, server: str) -> str:
        told = []
        for _ in range(self.rng.randrange(5)):
            method = self.rng.choice(("dmarc", "dkim", "dkim", "spf"))
            result = self.rng.choice(("pass", "pass", "fail", "none", "softfail", "bestguesspass", "passed"))
            told.append(self.statement(method, result, self.rng.random() < 0.5))
        name = f"{self.blank()}{self.quoted(server)}{self.rng.choice(('', ' 1'))}{self.blank()}"
        value = ";".join((name, *(f"{self.blank(' ')}{one}" for one in told or ("none",))))
        self.crooked = CROOKED in value
        return value


def truth(own: Field) -> tuple[bool, bool, bool]:
    """Authenticated, failed, unproved."""
    failed_here = any(method == "dmarc" and result == "fail" for method, result, _ in own.verdicts)
    passed = any(result == "pass" and aligned for _, result, aligned in own.verdicts)
    fine = passed and not failed_here and not own.crooked
    spf_failed = any(method == "spf" and result in ("fail", "softfail") for method, result, _ in own.verdicts)
    signed = any(method == "dkim" and result == "pass" for method, result, _ in own.verdicts) and not own.crooked
    return fine, failed_here, not fine and (spf_failed or signed)


@pytest.mark.parametrize("seed", range(8))
def test_only_what_our_server_says_counts(seed: int) -> None:
    rng = random.Random(f"authentication {seed}")
    passed = 0
    for case in range(60):
        own = Field(rng)
        lines = [f"Authentication-Results:{own.value(OURS)}"]
        others = ("evil.example", f"evil.{OURS}", f"{OURS}.evil.example", "mx.pr\u0430ktijk.example", f"{OURS}\0")
        above = [Field(rng) for _ in range(rng.randrange(3))]
        lines = [*(f"Authentication-Results: {one.value(rng.choice(others))}" for one in above), *lines]
        lines.insert(rng.randrange(len(lines) + 1), f"ARC-Authentication-Results: i=1; {Field(rng).value(OURS)}")
        lines += [f"Authentication-Results: {Field(rng).value(OURS)}" for _ in range(rng.randrange(3))]
        raw = "\r\n".join((*lines, f"From: p@{DOMAIN}", "Subject: x", "", "Dag", ""))
        mail = parse(raw.encode(), lambda data, name: Document("text"))
        told = (authenticated(mail, OURS), failed(mail, OURS), unproved(mail, OURS))
        if own.crooked or any(one.crooked for one in above):  # then a failure may be all that is sure
            assert told[0] <= truth(own)[0], (seed, case, raw)
        else:
            assert told == truth(own), (seed, case, raw)
        passed += told[0]
    assert passed
