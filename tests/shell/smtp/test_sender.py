"""Every mail gets one outcome, and nothing goes out too fast or twice without need."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from itertools import pairwise

import pytest
from support.sending import PRACTICE, RAW, outcomes, outgoing, send
from support.servers.smtp import SmtpServer, StartSmtp

from bot.core.errors import OperatorError, TransientError
from bot.shell.settings.security import Security
from bot.shell.smtp.bursts import LINGERS, TOGETHER
from bot.shell.smtp.sender import Delivery, Result, Sender


@pytest.mark.parametrize("sign_in", [False, True], ids=["open", "signed in"])
@pytest.mark.parametrize("security", ["plain", "starttls", "tls"])
def test_mail_arrives_by_every_kind_of_security(start_smtp: StartSmtp, security: Security, sign_in: bool) -> None:
    server = start_smtp(security, sign_in)
    results = send(server.endpoint(), [outgoing(1)])
    assert results == [Result(1, Delivery.SENT, 250, "2.0.0 OK", "2.0.0")]
    [received] = server.received
    assert (received.envelope_from, received.recipient, received.raw) == (PRACTICE, "r1@ziekenhuis.example", RAW)
    assert received.encrypted is (security != "plain")
    assert received.user == (PRACTICE if sign_in else "")


def test_a_password_beyond_ascii_is_sent_as_it_is(start_smtp: StartSmtp) -> None:
    server = start_smtp(sign_in=True)
    with pytest.raises(OperatorError, match="sign-in"):
        send(server.endpoint(password="geheïm€"), [outgoing(1)])
    assert server.received == []


def test_an_access_token_replaces_the_password(start_smtp: StartSmtp) -> None:
    server = start_smtp("starttls", sign_in=True)
    assert outcomes(send(server.endpoint(password="", access_token=lambda: "goed"), [outgoing(1)])) == [
        (1, "sent", 250)
    ]
    assert server.received[0].user == PRACTICE
    with pytest.raises(OperatorError, match="sign-in"):
        send(server.endpoint(password="", access_token=lambda: "verlopen"), [outgoing(1)])


def test_nothing_to_send_means_no_connection(smtp_server: SmtpServer) -> None:
    assert send(smtp_server.endpoint(), []) == []
    assert smtp_server.recorder.greetings == 0


def test_at_most_three_connections_carry_many_mails(smtp_server: SmtpServer) -> None:
    results = send(smtp_server.endpoint(), [outgoing(n) for n in range(30)], connections=8)
    assert [outcome for _, outcome, _ in outcomes(results)] == ["sent"] * 30
    assert len(smtp_server.received) == 30
    assert smtp_server.recorder.greetings <= 3


@pytest.mark.parametrize(
    ("answer", "expected", "status"),
    [
        pytest.param("550 5.1.1 No such user", Delivery.REFUSED, "5.1.1", id="unknown user"),
        pytest.param("451 4.7.1 Greylisted", Delivery.LATER, "4.7.1", id="greylisted"),
        pytest.param("452 Too many", Delivery.LATER, "", id="without an enhanced code"),
        pytest.param("530 5.7.0 Authentication required", Delivery.LATER, "5.7.0", id="wants a sign-in"),
        pytest.param("554 5.7.1 Relay access denied", Delivery.LATER, "5.7.1", id="policy"),
        pytest.param("550 No such user", Delivery.LATER, "", id="words without a status"),
        pytest.param("550 5.0.0 Rejected", Delivery.LATER, "5.0.0", id="a status that says nothing"),
        pytest.param("550 5.4.1 Access denied", Delivery.REFUSED, "5.4.1", id="unknown to microsoft"),
        pytest.param("552 5.2.2 Mailbox full", Delivery.LATER, "5.2.2", id="full"),
    ],
)
def test_h49_a_refused_recipient_is_told_apart_from_the_others(
    smtp_server: SmtpServer, answer: str, expected: Delivery, status: str
) -> None:
    smtp_server.recorder.answers["r2@ziekenhuis.example"] = answer
    results = {r.id: r for r in send(smtp_server.endpoint(), [outgoing(1), outgoing(2), outgoing(3)], connections=1)}
    assert [results[n].outcome for n in (1, 2, 3)] == [Delivery.SENT, expected, Delivery.SENT]
    assert (results[2].code, results[2].status) == (int(answer[:3]), status)
    assert results[2].operator is answer.startswith("530")
    assert {received.recipient for received in smtp_server.received} == {
        "r1@ziekenhuis.example",
        "r3@ziekenhuis.example",
    }


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        pytest.param("554 5.7.1 Looks like spam", Delivery.LATER, id="content refused"),
        pytest.param("550 5.1.1 No such user", Delivery.REFUSED, id="the address after all"),
        pytest.param("451 4.3.0 Disk full", Delivery.LATER, id="server in trouble"),
        pytest.param("421 4.3.2 Shutting down", Delivery.LATER, id="server shuts down"),
    ],
)
def test_an_answer_after_the_content_counts_as_well(smtp_server: SmtpServer, answer: str, expected: Delivery) -> None:
    smtp_server.recorder.data_answers["r1@ziekenhuis.example"] = answer
    results = send(smtp_server.endpoint(), [outgoing(1), outgoing(2)], connections=1)
    assert outcomes(results) == [(1, expected.value, int(answer[:3])), (2, "sent", 250)]


@pytest.mark.parametrize(
    ("answer", "expected", "operator"),
    [
        pytest.param("550 5.7.60 May not send as this sender", Delivery.LATER, True, id="not our address"),
        pytest.param("552 5.3.4 Message too big", Delivery.LATER, False, id="too large"),
        pytest.param("450 4.7.0 Slow down", Delivery.LATER, False, id="throttled"),
    ],
)
def test_a_refused_sender_is_our_trouble_not_the_recipients(
    smtp_server: SmtpServer, answer: str, expected: Delivery, operator: bool
) -> None:
    smtp_server.recorder.sender_answer = answer
    [result] = send(smtp_server.endpoint(), [outgoing(1)])
    assert (result.outcome, result.operator) == (expected, operator)


def test_a_connection_lost_after_the_content_leaves_the_outcome_unknown(smtp_server: SmtpServer) -> None:
    smtp_server.recorder.drop_after_data = 1
    results = send(smtp_server.endpoint(), [outgoing(1), outgoing(2)], connections=1)
    assert outcomes(results) == [(1, "unknown", 0), (2, "sent", 250)]


def test_a_timeout_after_the_content_leaves_the_outcome_unknown(smtp_server: SmtpServer) -> None:
    smtp_server.recorder.delay_seconds = 6.0
    assert outcomes(send(smtp_server.endpoint(timeout_seconds=3), [outgoing(1)])) == [(1, "unknown", 0)]


def test_a_connection_that_died_in_the_pause_is_replaced(smtp_server: SmtpServer) -> None:
    smtp_server.recorder.drop_before_data = 1
    assert outcomes(send(smtp_server.endpoint(), [outgoing(1)])) == [(1, "sent", 250)]
    assert len(smtp_server.received) == 1


def test_a_server_that_always_hangs_up_means_later(smtp_server: SmtpServer) -> None:
    smtp_server.recorder.drop_before_data = 99
    assert outcomes(send(smtp_server.endpoint(), [outgoing(1), outgoing(2)], connections=1)) == [
        (1, "later", 0),
        (2, "later", 0),
    ]


def test_an_unreachable_server_means_later_for_all(smtp_server: SmtpServer) -> None:
    smtp_server.stop()
    results = send(smtp_server.endpoint(port=1), [outgoing(n) for n in range(9)])
    assert outcomes(results) == [(n, "later", 0) for n in range(9)]
    assert "port 1" in results[0].text


def test_the_pace_is_kept_over_calls(smtp_server: SmtpServer) -> None:
    now, pauses = [1000.0], list[float]()

    async def sleep(seconds: float) -> None:
        pauses.append(seconds)
        now[0] += seconds

    sender = Sender(smtp_server.endpoint(), clock=lambda: now[0], sleep=sleep)
    sender.send_all([outgoing(n) for n in range(3)], lambda result: None, connections=1, per_minute=2)
    assert pauses == [60.0]
    now[0] += 15
    sender.send_all([outgoing(4), outgoing(5)], lambda result: None, connections=1, per_minute=2)
    assert pauses == [60.0, 45.0]
    assert len(smtp_server.received) == 5


def test_each_outcome_is_told_before_the_next_mail_goes(smtp_server: SmtpServer) -> None:
    seen: list[tuple[object, int]] = []
    Sender(smtp_server.endpoint()).send_all(
        [outgoing(1), outgoing(2)], lambda r: seen.append((r.id, len(smtp_server.received))), connections=1
    )
    assert seen == [(1, 1), (2, 2)]


def test_an_error_in_the_ledger_stops_sending(smtp_server: SmtpServer) -> None:
    def fail(result: Result) -> None:
        raise TransientError("disk full")

    with pytest.raises(TransientError, match="disk full"):
        Sender(smtp_server.endpoint()).send_all([outgoing(n) for n in range(9)], fail, connections=1)
    assert len(smtp_server.received) == 1


def told_together(server: SmtpServer, count: int, fails_at: int = 0, connections: int = 1) -> list[list[object]]:
    """Which results were told within one, each time; telling fails at one of these times."""
    bursts: list[list[object]] = []

    @contextmanager
    def together() -> Iterator[None]:
        bursts.append([])
        if len(bursts) == fails_at:
            raise TransientError("disk full")
        yield

    Sender(server.endpoint()).send_all(
        [outgoing(n) for n in range(count)], lambda r: bursts[-1].append(r.id), connections, 10_000, together
    )
    return bursts


@pytest.mark.parametrize("connections", [1, 3])
def test_more_and_more_are_told_together(smtp_server: SmtpServer, connections: int) -> None:
    told = told_together(smtp_server, 60, connections=connections)
    sizes = [len(some) for some in told]
    assert (sorted(n for some in told for n in some), sizes[0], max(sizes)) == (list(range(60)), 1, TOGETHER)  # type: ignore[type-var]
    assert all(after <= 2 * before for before, after in pairwise(sizes))


@pytest.mark.parametrize(("fails_at", "went"), [(1, 1), (2, 3), (3, 7)])
def test_when_nothing_can_be_written_little_went_for_nothing(smtp_server: SmtpServer, fails_at: int, went: int) -> None:
    with pytest.raises(TransientError, match="disk full"):
        told_together(smtp_server, 60, fails_at)
    assert len(smtp_server.received) <= went


def test_nobody_waits_long_for_the_rest_of_a_burst(smtp_server: SmtpServer) -> None:
    slow, told = 0.0, list[tuple[object, float]]()

    async def sleep(seconds: float) -> None:
        nonlocal slow
        await asyncio.sleep(10 * LINGERS)
        slow += 1

    sender = Sender(smtp_server.endpoint(), sleep=sleep)
    sender.send_all(
        [outgoing(n) for n in range(4)], lambda r: told.append((r.id, slow)), 1, per_minute=2, together=nullcontext
    )
    assert told[:2] == [(0, 0), (1, 0)], "the second waits for others, and is told before the next minute has come"


def test_what_could_not_be_sent_is_told_after_what_went_before_it(smtp_server: SmtpServer) -> None:
    smtp_server.recorder.answers["r3@ziekenhuis.example"] = "550 5.1.1 No such user"
    told: list[object] = []
    Sender(smtp_server.endpoint()).send_all(
        [outgoing(n) for n in range(6)], lambda r: told.append((r.id, str(r.outcome))), 1, 10_000, nullcontext
    )
    assert told == [(n, "refused" if n == 3 else "sent") for n in range(6)]
