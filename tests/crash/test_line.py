"""Whatever happens on the two lines of a round, an hour later all is as it would have been (G1, G2, G8)."""

from __future__ import annotations

import socket
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from support.chaos.cases import FAULTS, tried
from support.chaos.faults import Meanwhile, Refused
from support.chaos.line import Link
from support.chaos.oracle import different, excused
from support.chaos.pieces import Piece
from support.chaos.told import Disturbance, Told
from support.servers.dovecot import Dovecot
from support.servers.smtp import start_smtp
from support.stories.practice import SHE, Practice
from support.stories.scenes import opened

SEEDS = (1,)
"""A case of each kind here; `python -m bench.chaos` tries thousands."""
SCENES = 5


@pytest.fixture(scope="module")
def told(dovecot: Dovecot, certificates: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Told]:
    smtp = start_smtp(certificates)
    with Told(dovecot, tmp_path_factory.mktemp("line")).recorded(smtp, scenes=SCENES) as recorded:
        yield recorded
    smtp.stop()


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("kind", FAULTS)
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_fault_leaves_no_trace(told: Told, kind: str, seed: int) -> None:
    verdict = tried(told, seed, kind)
    assert verdict.wrong == "", str(verdict)


# -- what judges it sees what is planted ---------------------------------------------------------------------------


def _in_folder(p: Practice, act: Callable[[Any], object]) -> None:
    folder = next(f for f in p.account.folders() if opened(p).ref in f)
    with p.account.connect() as client:
        client.select(f'"{folder}"')
        act(client)


def _lost(p: Practice) -> None:
    _in_folder(p, lambda client: (client.store("1", "+FLAGS", r"(\Deleted)"), client.expunge()))


def _flagged(p: Practice) -> None:
    _in_folder(p, lambda client: client.store("1", "+FLAGS", r"(\Deleted)"))


def _twice(p: Practice) -> None:
    _in_folder(p, lambda client: client.copy("1", f'"{opened(p).folder}"'))


def _expunged_by_a_hand(p: Practice) -> None:
    with p.account.connect() as client:
        client.select("INBOX")
        client.expunge()


def _never_came(p: Practice) -> None:
    p.smtp.recorder.received.pop()


def _came_twice(p: Practice) -> None:
    last = p.smtp.received[-1]
    p.smtp.recorder.received.append(replace(last, raw=last.raw.replace(b"Message-ID: <", b"Message-ID: <another.")))


def _came_again(p: Practice) -> None:
    p.smtp.recorder.received.append(p.smtp.received[-1])


def _came_changed(p: Practice) -> None:
    last = p.smtp.received[-1]
    p.smtp.recorder.received.append(replace(last, raw=last.raw + b"more"))


@pytest.mark.parametrize(
    ("plant", "seen"),
    [
        pytest.param(lambda p: None, "", id="nothing"),
        pytest.param(_lost, "folders", id="a filed mail is lost"),
        pytest.param(_twice, "folders", id="a filed mail lies there twice"),
        pytest.param(_flagged, "and lies nowhere", id="a filed mail is flagged"),
        pytest.param(_never_came, "never came", id="a mail never came"),
        pytest.param(_came_twice, "is not on record", id="a mail came under two names"),
        pytest.param(_came_again, "came 2 times", id="a mail came again without a reason"),
        pytest.param(_came_changed, "came in 2 forms", id="a repeat was another mail"),
    ],
)
def test_what_is_planted_is_seen(told: Told, plant: Callable[[Practice], None], seen: str) -> None:
    with told.fork(SCENES - 1) as p:
        told.recovers(p)
        plant(p)
        wrong = told.compared(p, SCENES - 1)
    assert (seen in wrong) if seen else (wrong == ""), wrong


@pytest.mark.parametrize(
    ("plant", "seen"),
    [
        pytest.param(_expunged_by_a_hand, "", id="a hand expunges what was moved"),
        pytest.param(_lost, "folders", id="a filed mail is lost"),
        pytest.param(_flagged, "lies nowhere", id="the only one is flagged"),
    ],
)
def test_what_is_planted_is_seen_without_uidplus(
    told: Told, plant: Callable[[Practice], None], seen: str, tmp_path: Path
) -> None:
    """Where what was moved stays behind, flagged: that may go, the mail may not."""
    smtp = start_smtp(told.folder)
    bare = Told(told.dovecot, tmp_path, (b"MOVE", b"UIDPLUS"))
    with bare.recorded(smtp, scenes=2), bare.fork(1) as p:
        bare.recovers(p)
        plant(p)
        wrong = bare.compared(p, 1)
    smtp.stop()
    assert (seen in wrong) if seen else (wrong == ""), wrong


ANSWER = ("command-result", "T1", SHE, "0")


def _end(state: str, came: int, stage: str = "destroyed") -> dict[str, Any]:
    mails = Counter({("command-result", SHE): 3 + came})
    return {"trajects": {"T1": (stage,)}, "outbox": Counter([(*ANSWER, state)]), "mails": mails}


@pytest.mark.parametrize(
    ("calm", "seen", "alike"),
    [
        pytest.param(_end("cancelled", 0), _end("filed", 1), True, id="left before the destruction"),
        pytest.param(_end("cancelled", 0), _end("left", 1), True, id="left, and its copy was not filed"),
        pytest.param(_end("cancelled", 0), _end("filed", 2), False, id="left twice"),
        pytest.param(_end("cancelled", 0), _end("filed", 0), False, id="said to have left"),
        pytest.param(_end("cancelled", 0), _end("cancelled", 1), False, id="left and is not on record"),
        pytest.param(_end("filed", 1), _end("cancelled", 0), False, id="an answer was lost"),
        pytest.param(_end("cancelled", 0, "held"), _end("filed", 1, "held"), False, id="nothing was destroyed"),
        pytest.param(_end("cancelled", 0), _end("filed", 1, "held"), False, id="not destroyed"),
    ],
)
def test_an_answer_may_leave_before_a_destruction(calm: dict[str, Any], seen: dict[str, Any], alike: bool) -> None:
    assert (different(calm, excused(calm, seen)) == {}) is alike


def test_a_hand_that_fails_is_heard(told: Told) -> None:
    def fails() -> None:
        raise FileNotFoundError

    with told.fork(0) as p, pytest.raises(RuntimeError):
        told.disturbed(p, Disturbance(imap=Meanwhile(1, does=fails)))


PUT_BACK: dict[str, Any] = {"outbox": Counter(), "mails": Counter(), "events": Counter([("", "expunged-unread")])}


@pytest.mark.parametrize(
    ("lies", "events", "alike"),
    [
        pytest.param(["<m1>", "dossier her"], 1, True, id="all of it"),
        pytest.param(["<m1>"], 2, True, id="a copy of ours was undone, a late mail came back"),
        pytest.param(["dossier her"], 1, False, id="a mail is lost"),
        pytest.param(["<m1>", "<m1>", "dossier her"], 1, False, id="a mail lies there twice"),
        pytest.param(["<m1>", "dossier her", "dossier her"], 1, False, id="a copy of ours twice"),
        pytest.param(["<m1>", "dossier her"], 0, False, id="nothing was said of it"),
        pytest.param(["<m1>", "dossier her"], 3, False, id="it was said too often"),
    ],
)
def test_a_mailbox_that_was_put_back_lacks_our_copies(lies: list[str], events: int, alike: bool) -> None:
    calm = PUT_BACK | {"folders": {"T1": ["<m1>", "dossier her"]}}
    seen = PUT_BACK | {"folders": {"T1": lies}, "events": Counter({("", "expunged-unread"): events})}
    found = excused(calm, seen, renumbered=True, put_back=True)
    assert (different(calm, found) == {}) is alike


def test_a_fault_is_of_one_connection() -> None:
    ends = [socket.socketpair() for _ in range(4)]
    one, other = (Link(ends[n][0], ends[n + 1][0], smtp=True) for n in (0, 2))
    fault = Refused(1, verb="DATA", words=b".451 4.3.0 Try later")
    fault.up(one, Piece(b"DATA\r\n"))
    fault.up(other, Piece(b"MAIL FROM:<info@praktijk.example>\r\n"))
    fault.up(one, Piece(b".\r\n"))
    assert ends[3][1].recv(99) == b"MAIL FROM:<info@praktijk.example>\r\n"
    assert ends[0][1].recv(99) == b"354 Go on\r\n451 4.3.0 Try later\r\n"
    for end in ends:
        for one_end in end:
            one_end.close()
