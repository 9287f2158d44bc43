"""Addresses that reach nobody: he is asked once for each, at once and together, and never by a key that tells who."""

from __future__ import annotations

from dataclasses import replace

import pytest
from support.trajects import REF, Change, called, came, combined, context, local, mails, people, traject

from bot.core.due.reminders import due_reminders
from bot.core.due.tick import with_sent
from bot.core.traject.stages import Stage
from bot.core.traject.value import GONE, Outcome, Traject
from bot.core.views import MoreRespondentsNeeded

KIND = MoreRespondentsNeeded.KIND
TUESDAY = "2026-11-10 12:00"


def failed(*ids: str, at: str = TUESDAY, detail: str = "permanent:5.1.1") -> Change:
    return combined(*(came(Outcome.BOUNCED, r, at, detail) for r in ids))


def asked(before: Traject, at: str = TUESDAY) -> tuple[tuple[str, ...], tuple[str, ...], str]:
    """Addresses, domains and key of the one mail to him."""
    found = [m for m in mails(due_reminders(before, context(at), lambda t, r: "")) if m.view.KIND == KIND]
    assert len(found) <= 1
    views = [(m.view, m.key) for m in found if isinstance(m.view, MoreRespondentsNeeded)]
    return next(((v.undeliverable, v.domains, key) for v, key in views), ((), (), ""))


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        pytest.param(failed("r1")(traject()), ("c1@ziekenhuis.example",), id="failed"),
        pytest.param(came(Outcome.DOUBTFUL, "r1", TUESDAY, GONE)(traject()), ("c1@ziekenhuis.example",), id="gone"),
        pytest.param(came(Outcome.DOUBTFUL, "r1", TUESDAY)(traject()), (), id="only-doubtful"),
        pytest.param(failed("r1", detail="temporary:4.2.2")(traject()), (), id="full"),
        pytest.param(failed("r1", detail="permanent:5.1.1:answer")(traject()), (), id="a-mail-that-answered"),
        pytest.param(came(Outcome.DOUBTFUL, "r1", TUESDAY, "gone:answer")(traject()), (), id="gone-says-an-answer"),
        pytest.param(failed("r1", detail="refused:5.7.1")(traject()), (), id="refused"),
        pytest.param(replace(failed("r1")(traject()), approved=True), (), id="she-decided-that-it-is-enough"),
        pytest.param(replace(failed("r1")(traject()), stage=Stage.READY), (), id="ready"),
        pytest.param(
            replace(failed("r1")(traject()), respondents=people(5, listed="2026-11-10 13:00")), (), id="another-address"
        ),
    ],
)
def test_he_is_asked_at_once_for_the_right_address(before: Traject, expected: tuple[str, ...]) -> None:
    assert asked(before)[0] == expected


def test_seven_in_one_round_are_one_mail_and_nobody_is_asked_about_twice() -> None:
    before = failed("r1", "r2", "r3")(traject())
    addresses, _, key = asked(before)
    assert addresses == tuple(f"c{n}@ziekenhuis.example" for n in (1, 2, 3))
    assert "@" not in key
    after = with_sent(before, due_reminders(before, context(TUESDAY), lambda t, r: ""), local(TUESDAY))
    assert asked(after) == ((), (), "")
    later = failed("r4", at="2026-11-10 12:00")(after)
    assert asked(later)[0] == ("c4@ziekenhuis.example",)
    assert asked(later)[2] != key


def test_several_of_one_domain_are_one_question_that_names_it() -> None:
    staff = tuple(replace(r, address=r.address.replace("ziekenhuis", "zeikenhuis")) for r in people(3))
    before = replace(traject(), respondents=(*staff, *people(2, start=4)))
    assert asked(failed("r1", "r2", "r4")(before))[1] == ("zeikenhuis.example",)
    assert asked(failed("r1")(before))[1] == ()


def test_an_address_and_names_that_are_due_together_are_one_mail() -> None:
    walk = called(
        came(Outcome.DECLINED, "r5", "2026-11-10 11:00")(traject()),
        local(TUESDAY),
        local("2026-11-17 00:00"),
        {local("2026-11-15 20:00"): failed("r1", at="2026-11-15 20:00")},
    )
    mine = [(at, m.view) for at, e in walk.said for m in mails((e,)) if m.view.KIND == KIND]
    assert [at for at, _ in mine] == [local("2026-11-16 08:30")]
    assert isinstance(mine[0][1], MoreRespondentsNeeded)
    assert (bool(mine[0][1].groups), mine[0][1].undeliverable) == (True, ("c1@ziekenhuis.example",))


def test_at_night_it_waits_for_the_window() -> None:
    walk = called(failed("r1", at="2026-11-10 22:00")(traject()), local("2026-11-10 22:00"), local("2026-11-12 00:00"))
    assert [at for at, key in walk.mails if "right-address" in key] == ["2026-11-11 08:30"]
    assert [key for _, key in walk.mails if "right-address" in key] == ["right-address/1/1"]
    assert REF not in "".join(key for _, key in walk.mails)


def test_a_domain_where_most_people_are_reached_is_not_blamed() -> None:
    assert asked(failed("r1", "r2")(traject()))[1] == ()


def test_what_is_said_of_a_domain_does_not_tell_who_answered_from_it() -> None:
    staff = tuple(replace(r, address=r.address.replace("ziekenhuis", "zeikenhuis")) for r in people(3))
    silent = replace(traject(), respondents=(*staff, *people(2, start=4)))
    answered = came(Outcome.FORM, "r3", TUESDAY)(silent)
    assert asked(failed("r1", "r2")(answered)) == asked(failed("r1", "r2")(silent))
