"""Nothing goes out unencrypted, no odd address reaches the server, no content becomes a command."""

from __future__ import annotations

import pytest
from support.sending import PRACTICE, RAW, outcomes, outgoing, send
from support.servers.ports import ELSEWHERE, HOST
from support.servers.proxy import Proxy
from support.servers.smtp import SmtpServer, StartSmtp

from bot.core.errors import OperatorError
from bot.shell.settings.security import Security
from bot.shell.smtp.sender import Outgoing, Result, Sender


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        pytest.param({"password": "fout"}, "sign-in", id="wrong password"),
        pytest.param({"ca_file": ""}, "certificate", id="untrusted certificate"),
    ],
)
@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_what_only_the_operator_can_mend_is_raised_and_loses_nothing(
    start_smtp: StartSmtp, security: Security, changes: dict[str, object], words: str
) -> None:
    server = start_smtp(security, sign_in=True)
    results: list[Result] = []
    with pytest.raises(OperatorError, match=words):
        Sender(server.endpoint(**changes)).send_all([outgoing(1), outgoing(2)], results.append)
    assert outcomes(results) == [(1, "later", 0), (2, "later", 0)]
    assert server.received == []


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_the_certificate_of_another_host_is_refused(start_smtp: StartSmtp, security: Security) -> None:
    server = start_smtp(security, sign_in=True)
    with Proxy(HOST, server.port, at=ELSEWHERE) as proxy, pytest.raises(OperatorError, match="certificate"):
        send(server.endpoint(host=ELSEWHERE, port=proxy.port), [outgoing(1)])
    assert server.received == []


def test_h44_stripped_starttls_sends_nothing(start_smtp: StartSmtp) -> None:
    server = start_smtp()
    with pytest.raises(OperatorError, match="STARTTLS"):
        send(server.endpoint(security="starttls"), [outgoing(1)])
    assert server.received == []


def test_h45_clear_text_ahead_of_tls_is_never_taken_for_an_answer(start_smtp: StartSmtp) -> None:
    server = start_smtp("starttls", sign_in=True)

    def inject(line: bytes) -> bytes:
        return line + b"250-injected\r\n250 AUTH PLAIN\r\n" if line.startswith(b"220 Ready") else line

    with Proxy("127.0.0.1", server.port, from_server=inject) as proxy:
        assert outcomes(send(server.endpoint(port=proxy.port), [outgoing(1)])) == [(1, "sent", 250)]
    assert server.received[0].encrypted


@pytest.mark.parametrize(
    ("raw", "arrives"),
    [
        pytest.param(b"Subject: x\n\nbare\nfeeds\n", b"Subject: x\r\n\r\nbare\r\nfeeds\r\n", id="h42 bare LF"),
        pytest.param(b"S: x\r\n\r\na\r\n.\r\nb\r\n", b"S: x\r\n\r\na\r\n.\r\nb\r\n", id="h42 a lonely dot"),
        pytest.param(
            b"S: x\n\na\n.\nMAIL FROM:<x@y>\n", b"S: x\r\n\r\na\r\n.\r\nMAIL FROM:<x@y>\r\n", id="h42 smuggled"
        ),
        pytest.param(b"S: x\r\n\r\na\r.\rb", b"S: x\r\n\r\na\r\n.\r\nb\r\n", id="h42 bare CR"),
        pytest.param(b"S: x\r\n\r\n..a\r\n", b"S: x\r\n\r\n..a\r\n", id="h42 dots at the start"),
        pytest.param("S: x\r\n\r\nZoë\r\n".encode(), "S: x\r\n\r\nZoë\r\n".encode(), id="eight bits"),
    ],
)
def test_the_content_arrives_whole_as_one_mail(smtp_server: SmtpServer, raw: bytes, arrives: bytes) -> None:
    assert outcomes(send(smtp_server.endpoint(), [outgoing(1, raw=raw)])) == [(1, "sent", 250)]
    assert [received.raw for received in smtp_server.received] == [arrives]


@pytest.mark.parametrize(
    "recipient",
    [
        pytest.param("-oQ@ziekenhuis.example", id="h50 an option"),
        pytest.param("a@b> X", id="h50 a second word"),
        pytest.param("a@b.example\r\nRSET", id="h50 a second command"),
        pytest.param("a@b@c.example", id="h50 two at signs"),
        pytest.param("a,b@c.example", id="h50 a list"),
        pytest.param("zonder-apestaart", id="h50 no at sign"),
        pytest.param("", id="h50 empty"),
        pytest.param("a@-oQ.example", id="h50 a domain with a dash"),
        pytest.param("a@b..example", id="h50 empty label"),
        pytest.param("a@" + "x" * 64 + ".example", id="h50 label too long"),
    ],
)
def test_h50_odd_recipients_are_refused_before_the_server_sees_them(smtp_server: SmtpServer, recipient: str) -> None:
    odd = Outgoing(1, PRACTICE, recipient, RAW)
    results = send(smtp_server.endpoint(), [odd, outgoing(2)], connections=1)
    assert outcomes(results) == [(1, "refused", 0), (2, "sent", 250)]
    assert [received.recipient for received in smtp_server.received] == ["r2@ziekenhuis.example"]


@pytest.mark.parametrize(
    ("recipient", "arrives"),
    [
        pytest.param(
            "o'brien+ifms@ziekenhuis.example", "o'brien+ifms@ziekenhuis.example", id="h52 apostrophe and plus"
        ),
        pytest.param("j.bakker@zürich.example", "j.bakker@xn--zrich-kva.example", id="domain beyond ASCII"),
        pytest.param("zoë@ziekenhuis.example", "zoë@ziekenhuis.example", id="local part beyond ASCII"),
    ],
)
def test_unusual_but_good_recipients_are_reached(smtp_server: SmtpServer, recipient: str, arrives: str) -> None:
    assert outcomes(send(smtp_server.endpoint(), [outgoing(1, recipient)])) == [(1, "sent", 250)]
    assert smtp_server.received[0].recipient == arrives


def test_h51_a_servers_words_become_one_printable_line(smtp_server: SmtpServer) -> None:
    smtp_server.recorder.answers["r1@ziekenhuis.example"] = "550-first\x1b[31m\r\n550 second" + "x" * 900
    [result] = send(smtp_server.endpoint(), [outgoing(1)])
    assert result.text.startswith("first [31m second")
    assert result.text.isprintable()
    assert len(result.text) <= 300


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        pytest.param({}, [True, True, True, True], id="all well"),
        pytest.param({"password": "fout"}, [True, True, False], id="wrong password"),
        pytest.param({"ca_file": ""}, [True, False], id="untrusted certificate"),
        pytest.param({"port": 1}, [False], id="nobody there"),
    ],
)
def test_the_probe_says_how_far_it_came(
    start_smtp: StartSmtp, changes: dict[str, object], expected: list[bool]
) -> None:
    server = start_smtp("starttls", sign_in=True)
    proofs = Sender(server.endpoint(**changes)).probe()
    assert [proof.ok for proof in proofs] == expected
    assert all(proof.ok or proof.words for proof in proofs)
    assert server.received == []
