"""What follows from a notice of delivery: about the address, the mailbox, us, or nothing that we sent."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from support.caseload import JAN_BAKKER, OURS, USUAL, WORLD
from support.trajects import mails
from support.world import JAN, SmallWorld

from bot.app import decide
from bot.association.case import Word
from bot.association.ladder import associate
from bot.core.decision import Ask, Decision, Note, Place
from bot.core.mail.message import Address, Automatic, Bounce, BounceKind, InboundMail
from bot.core.mail.parse import parse
from bot.core.traject.value import Disposition, Outcome
from bot.handlers import bounce, route
from bot.readers import read

PIET, TO_PIET = "piet@ziekenhuis.example", OURS[0][0]
SPECIALIST, TO_HIM = "jan.bakker@ziekenhuis.example", OURS[3][0]
NOTHING = (Outcome.LEFT_ALONE, (), ())


def notice(address: str, kind: BounceKind, status: str = "", *ids: str, **more: object) -> InboundMail:
    """A delivery report as it was read."""
    whole = InboundMail(
        "key",
        Address("Mail Delivery System", "mailer-daemon@mx.example"),
        subject="Undelivered Mail",
        automatic=Automatic.BOUNCE,
        bounces=(Bounce(address, kind, status),),
        returned_ids=ids,
    )
    return replace(whole, **more)  # type: ignore[arg-type]


def decided(mail: InboundMail, world: SmallWorld = WORLD, word: Word | None = None) -> Decision:
    (case,) = associate(mail, world, USUAL, word)
    handler = route(mail, case, USUAL)
    assert handler.INTENT == bounce.INTENT
    return handler.handle(mail, case, world, USUAL)


def numbered(mail: InboundMail, number: int) -> Decision:
    """Decided as a mail of its own."""
    ctx = replace(USUAL, inbound_id=number + 1)
    (case,) = associate(mail, WORLD, ctx)
    return bounce.handle(mail, case, WORLD, ctx)


@pytest.mark.parametrize("machine", [Automatic.BOUNCE, Automatic.LOOP, Automatic.AUTO_REPLY, Automatic.NO])
@pytest.mark.parametrize("ours", [(), (TO_PIET,)])
def test_a_mail_with_forms_for_two_trajects_has_one_outcome_each(machine: Automatic, ours: tuple[str, ...]) -> None:
    both = parse((Path(__file__).parents[1] / "mail" / "049-form-two-trajects-in-one-mail.eml").read_bytes(), read)
    report = replace(both, automatic=machine, bounces=notice(PIET, BounceKind.PERMANENT).bounces, returned_ids=ours)
    refs = [found.traject.ref if found.traject else "" for found in decide(report, WORLD, USUAL)]
    assert len(refs) == len(set(refs)) > 0


def told(decision: Decision) -> tuple[Outcome, tuple[str, ...], tuple[str, ...]]:
    """Outcome, kinds of mails, questions."""
    asked = tuple(e.kind for e in decision.effects if isinstance(e, Ask))
    return decision.outcome, tuple(m.view.KIND for m in mails(decision.effects)), asked


@pytest.mark.parametrize(
    ("kind", "to_piet", "to_him"),
    [
        pytest.param(
            BounceKind.PERMANENT, (Outcome.BOUNCED, (), ()), (Outcome.BOUNCED, ("undeliverable",), ()), id="address"
        ),
        pytest.param(
            BounceKind.TEMPORARY, (Outcome.BOUNCED, (), ()), (Outcome.BOUNCED, ("undeliverable",), ()), id="late"
        ),
        pytest.param(
            BounceKind.REFUSED,
            (Outcome.BOUNCED, ("technical",), ()),
            (Outcome.BOUNCED, ("technical",), ()),
            id="policy",
        ),
        pytest.param(BounceKind.DELAYED, (Outcome.BOUNCED, (), ()), (Outcome.BOUNCED, (), ()), id="delayed"),
        pytest.param(BounceKind.DELIVERED, (Outcome.IGNORED, (), ()), (Outcome.IGNORED, (), ()), id="relayed"),
    ],
)
def test_four_kinds_of_failure(kind: BounceKind, to_piet: object, to_him: object) -> None:
    piet, him = decided(notice(PIET, kind, "5.0.0", TO_PIET)), decided(notice(SPECIALIST, kind, "5.0.0", TO_HIM))
    assert (told(piet), told(him)) == (to_piet, to_him)
    assert piet.traject is not None
    assert ("piet" in piet.traject.undeliverable()) is (kind is BounceKind.PERMANENT)
    assert any(isinstance(e, Note) for e in piet.effects) is (kind is BounceKind.PERMANENT)


def test_whoever_knows_the_message_id_of_a_mail_makes_one_mail_to_her_of_it() -> None:
    """However often and of whatever address it is reported; that it is late, and then fails, is two things."""
    reports = [
        notice(address, kind, f"5.{n}.1", TO_HIM)
        for n, address in enumerate((SPECIALIST, "elders@x.example", PIET, SPECIALIST))
        for kind in (BounceKind.PERMANENT, BounceKind.TEMPORARY)
    ]
    made = [m for number, one in enumerate(reports) for m in mails(numbered(one, number).effects)]
    assert len(made) == len(reports)
    assert len({m.key for m in made}) == 2


def test_a_full_mailbox_is_tried_once_more_and_then_she_is_asked() -> None:
    before = Disposition(61, Outcome.BOUNCED, USUAL.now, "piet", "temporary:4.2.2")
    again = replace(JAN_BAKKER, valid=(*JAN_BAKKER.valid, before))
    world = replace(WORLD, trajects=(again, *WORLD.trajects[1:]))
    decision = decided(notice(PIET, BounceKind.TEMPORARY, "4.2.2", TO_PIET), world)
    assert told(decision) == (Outcome.DOUBTFUL, (), ("address-late",))
    assert decision.place is Place.REVIEW
    assert decision.traject is not None
    assert "piet" not in decision.traject.undeliverable()


def test_policies_tell_the_operator_once_a_day() -> None:
    keys = {mails(decided(notice(a, BounceKind.REFUSED, "5.7.1", i)).effects)[0].key for i, _, a in OURS[:3]}
    assert len(keys) == 1


def test_the_address_that_we_wrote_to_counts_before_the_others_of_a_report() -> None:
    mail = notice(PIET, BounceKind.DELAYED, "4.4.1", TO_PIET)
    mail = replace(mail, bounces=(Bounce("list@elsewhere.example", BounceKind.PERMANENT, "5.1.1"), *mail.bounces))
    assert decided(mail).detail == "delayed:4.4.1"


@pytest.mark.parametrize(
    ("mail", "expected"),
    [
        pytest.param(
            notice(PIET, BounceKind.PERMANENT, "5.1.1", returned_subjects=(f"[{JAN}] Vragen",)),
            (Outcome.DOUBTFUL, (), ("address-fails",)),
            id="listed-and-our-subject",
        ),
        pytest.param(
            notice(PIET.upper(), BounceKind.REFUSED, "5.7.1", text=f"> Subject: [{JAN}] Vragen"),
            (Outcome.DOUBTFUL, (), ("address-fails",)),
            id="listed-and-our-reference",
        ),
        pytest.param(notice(PIET, BounceKind.PERMANENT, "5.1.1"), NOTHING, id="listed-only"),
        pytest.param(
            notice("x@elders.example", BounceKind.PERMANENT, "", text=f"[{JAN}]"), NOTHING, id="reference-only"
        ),
        pytest.param(notice(PIET, BounceKind.DELAYED, "", text=f"[{JAN}]"), NOTHING, id="only-delayed"),
        pytest.param(notice(PIET, BounceKind.DELIVERED, "", text=f"[{JAN}]"), NOTHING, id="relayed"),
        pytest.param(
            notice(PIET, BounceKind.PERMANENT, "", "forged@elsewhere.example", text=f"[{JAN}]"),
            (Outcome.DOUBTFUL, (), ("address-fails",)),
            id="another-message-id",
        ),
    ],
)
def test_a_notice_without_our_message_id_changes_nothing_by_itself(mail: InboundMail, expected: object) -> None:
    decision = decided(mail)
    assert told(decision) == expected
    if decision.traject is not None:
        assert decision.traject == JAN_BAKKER


def test_her_word_that_the_address_does_not_work_counts_as_a_report() -> None:
    mail = notice(PIET, BounceKind.PERMANENT, "5.1.1", text=f"[{JAN}]")
    (question,) = [e for e in decided(mail).effects if isinstance(e, Ask)]
    assert [(p.command, p.label) for p in question.proposals] == [
        (f"koppel NR {JAN} {PIET}", "button.fails"),
        ("negeer NR", ""),
    ]
    hers = decided(mail, word=Word(JAN, "piet"))
    assert told(hers) == (Outcome.BOUNCED, (), ())
    assert hers.traject is not None
    assert "piet" in hers.traject.undeliverable()
