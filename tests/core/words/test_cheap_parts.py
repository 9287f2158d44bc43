"""A cheap look before a dear one passes by nothing that the dear one would find."""

import re

import pytest
from support.needed import never_without

from bot.core.mail.machine import secure
from bot.core.mail.reply import footer
from bot.core.words import gone, privacy

PRIVACY = [
    *((pattern, beside) for _, pattern, beside in privacy._REQUESTS),
    *((pattern,) for _, pattern in privacy._BY_RIGHT),
    (privacy._LAW,),
]
GONE = (gone._LEFT, gone._CLOSED, gone._DEAD, gone._LONG_ILL)


@pytest.mark.parametrize("patterns", PRIVACY, ids=lambda found: found[0].pattern[:40])
def test_no_request_under_the_avg_is_passed_by(patterns: tuple[re.Pattern[str], ...]) -> None:
    assert any(never_without(pattern, privacy._ONE_OF) for pattern in patterns)


@pytest.mark.parametrize("pattern", GONE, ids=lambda found: found.pattern[:40])
def test_no_word_that_somebody_is_gone_is_passed_by(pattern: re.Pattern[str]) -> None:
    assert never_without(pattern, gone._ONE_OF)


@pytest.mark.parametrize("pattern", [footer._SENT_FROM, footer._OTHERWISE], ids=["sent from", "otherwise"])
def test_no_line_of_a_telephone_is_passed_by(pattern: re.Pattern[str]) -> None:
    blanks = "\\0*"  # how never_without writes them
    assert never_without(pattern, re.compile(rf"(?i)\A{blanks}(?:{footer.BEGINS})"))


def test_no_notice_of_secure_mail_is_passed_by() -> None:
    assert never_without(secure._NOTICE, secure._ANY_KIND)


@pytest.mark.parametrize(
    ("pattern", "part", "expected"),
    [
        pytest.param(r"\b(?:inzage|kopie)\w*\b", "inzage|kopie", True, id="each way"),
        pytest.param(r"\b(?:inzage|kopie)\w*\b", "inzage", False, id="one way only"),
        pytest.param(r"ver(?:wijder|geet)", "verwijder|vergeet", True, id="in two pieces"),
        pytest.param(r"niet (?:\w+ )?meer", "niet meer", False, id="something may stand between"),
        pytest.param(r"(?:niet )?meer", "niet", False, id="it may be left out"),
        pytest.param(r"(?:nooit )+meer", "nooit", True, id="once or more"),
        pytest.param(r"[mn]iet", "niet", False, id="another letter"),
        pytest.param(r"(?i:AVG)", "avg", False, id="capitals"),
    ],
)
def test_it_is_told_what_a_pattern_cannot_do_without(pattern: str, part: str, expected: bool) -> None:
    assert never_without(re.compile(pattern), re.compile(part)) is expected
