"""Cases at random from a seed: a scene, a place on one of its two lines, and what goes wrong there."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass

from support.chaos.faults import AtByte, Before, Greylisting, InTurn, Meanwhile, OfCommand, Refused, Says, Unanswered
from support.chaos.hands import HANDS, SPARED, home, made_anew, put_back
from support.chaos.line import Link
from support.chaos.told import Disturbance, Told
from support.stories.practice import Practice

Made = Callable[[random.Random, Told, int, Practice], tuple[str, Disturbance]]

_ACTS = (Link.cut, Link.reset, Link.half_close, Link.stall)
_SAID: dict[str, tuple[bytes, Callable[[Link], None] | None]] = {
    "BYE": (b"* BYE Autologout; idle for too long\r\n", Link.cut),
    "BYE without a word more": (b"* BYE [UNAVAILABLE] Server shutting down\r\n", Link.stall),
    "EXPUNGE": (b"* 1 EXPUNGE\r\n", None),
    "EXISTS": (b"* 4711 EXISTS\r\n* 3 RECENT\r\n", None),
    "FETCH": (b"* 1 FETCH (UID 1 FLAGS (\\Seen \\Deleted))\r\n", None),
    "FETCH of no UID": (b"* 2 FETCH (FLAGS (\\Answered))\r\n", None),
    "FETCH of a mail unasked": (b"* 3 FETCH (UID 99 BODY[] {4}\r\nabcd)\r\n", None),
    "OK": (b"* OK [ALERT] The disk is nearly full {3}x\r\n", None),
    "NO": (b"* NO Something is slow\r\n", None),
    "a wrong tag": (b"ZZZZ99 OK Done\r\n", None),
    "a stray +": (b"+ go ahead\r\n", None),
    "garbage": (b"\x00\xff\xfe\x80 (({{ \r\n", None),
    "an empty line": (b"\r\n", None),
    "an endless line": (b"* " + b"x" * 1_200_000, Link.cut),
    "lines without end": (b"* OK x\r\n" * 4_000, Link.cut),
}
_SMTP_SAID: dict[str, tuple[bytes, Callable[[Link], None] | None]] = {
    "garbage": (b"\x00\xff\xfe what\r\n", None),
    "an endless line": (b"250-" + b"x" * 600_000, Link.cut),
    "421": (b"421 4.3.2 Shutting down\r\n", Link.cut),
    "an answer too many": (b"250 2.0.0 OK\r\n", None),
}
_NO = (
    b"NO [UNAVAILABLE] Later", b"NO [SERVERBUG] Internal error", b"NO Something else", b"BAD Error in command",
    b"NO [INUSE] Locked", b"NO [LIMIT] Too many",
)  # fmt: skip
_LATER = (b"451 4.3.0 Try later", b"452 4.3.1 No room", b"450 4.2.1 Busy", b"421 4.3.2 Closing")


def _bytes(where: str, way: str) -> Made:
    def make(r: random.Random, told: Told, scene: int, p: Practice) -> tuple[str, Disturbance]:
        offset, act = _place(r, told.marks[scene][where][way]), r.choice(_ACTS)
        return f"{act.__name__} at byte {offset} {way}", Disturbance(**{where: AtByte(way, offset, act)})

    return make


def _place(r: random.Random, marks: list[int]) -> int:
    """Mostly about the lines, where the conversation turns, and now and then anywhere in a mail."""
    if r.random() < 0.2 or len(marks) < 2:
        return r.randrange(max(1, marks[-1] if marks else 1))
    number = r.randrange(len(marks) - 1)
    return r.randrange(marks[number], max(marks[number] + 1, min(marks[number + 1], marks[number] + 120)))


def _says(where: str, table: dict[str, tuple[bytes, Callable[[Link], None] | None]]) -> Made:
    def make(r: random.Random, told: Told, scene: int, p: Practice) -> tuple[str, Disturbance]:
        offset, name = _place(r, told.marks[scene][where]["down"]), r.choice(list(table))
        return f"{name} at byte {offset}", Disturbance(**{where: Says(offset, *table[name])})

    return make


def _command(where: str, kinds: tuple[type[Before] | type[Unanswered], ...], *, dies: bool) -> Made:
    def make(r: random.Random, told: Told, scene: int, p: Practice) -> tuple[str, Disturbance]:
        verbs = told.verbs[scene][where]
        number, kind, what = 1 + r.randrange(max(1, len(verbs))), r.choice(kinds), Disturbance()
        act = what.dies if dies else r.choice(_ACTS)
        setattr(what, where, kind(number, act=act))
        return f"{'killed' if dies else act.__name__} {kind.__name__} {_verb(verbs, number)} ({number})", what

    return make


def _verb(verbs: list[str], number: int) -> str:
    return verbs[number - 1] if number <= len(verbs) else "?"


def _refused(where: str, answers: tuple[bytes, ...]) -> Made:
    def make(r: random.Random, told: Told, scene: int, p: Practice) -> tuple[str, Disturbance]:
        verbs = told.verbs[scene][where]
        number, words = 1 + r.randrange(max(1, len(verbs))), r.choice(answers)
        if _verb(verbs, number) == "DATA" and r.random() < 0.5:
            words = b"." + words
        act = Link.cut if b"421" in words else None
        fault = Refused(number, words=words, act=act)
        return f"{words.decode()} to {_verb(verbs, number)} ({number})", Disturbance(**{where: fault})

    return make


def _greylisted(r: random.Random, told: Told, scene: int, p: Practice) -> tuple[str, Disturbance]:
    return "greylisting", Disturbance(smtp=Greylisting())


def _killed(r: random.Random, told: Told, scene: int, p: Practice) -> tuple[str, Disturbance]:
    what = Disturbance()
    what.fuse.at = 1 + r.randrange(45)
    return f"killed after change {what.fuse.at}", what


def _made_anew(r: random.Random, told: Told, scene: int, p: Practice) -> tuple[str, Disturbance]:
    """Another UIDVALIDITY in the middle, as after the server's index was lost."""
    folders = [f for f in p.account.folders() if p.account.mails(f)]
    chosen = r.sample(folders, r.randint(1, len(folders))) if folders else []
    number = 1 + r.randrange(len(told.verbs[scene]["imap"]))
    act = Meanwhile(number, does=lambda: made_anew(p.account, *chosen))
    return f"UIDVALIDITY of {len(chosen)} folders before {_verb(told.verbs[scene]['imap'], number)} ({number})", (
        Disturbance(imap=act, renumbers=True)
    )


def _hand(r: random.Random, told: Told, scene: int, p: Practice) -> tuple[str, Disturbance]:
    """Somebody else works in the mailbox between two commands of the round."""
    does, verbs = r.choice(HANDS), told.verbs[scene]["imap"]
    number, seed = 1 + r.randrange(len(verbs)), r.random()
    act = Meanwhile(number, does=lambda: does(p.account, random.Random(seed)), spares=SPARED.get(does, ()))
    return f"{does.__name__} before {_verb(verbs, number)} ({number})", Disturbance(imap=act)


def _put_back(r: random.Random, told: Told, scene: int, p: Practice) -> tuple[str, Disturbance]:
    """An administrator puts back the mailbox as it was before the round, in the middle of it."""
    verbs, validity = told.verbs[scene]["imap"], r.random() < 0.5
    number, old = 1 + r.randrange(len(verbs)), home(told.before[scene][0].account)
    act = Meanwhile(number, does=lambda: put_back(p.account, old, validity=validity))
    words = "another UIDVALIDITY" if validity else "the same UIDVALIDITY"
    return f"put back with {words} before {_verb(verbs, number)} ({number})", Disturbance(
        imap=act, renumbers=True, puts_back=True
    )


def _full(r: random.Random, told: Told, scene: int, p: Practice) -> tuple[str, Disturbance]:
    """Over quota, for one APPEND, COPY or MOVE."""
    verbs = told.verbs[scene]["imap"]
    adding = [n for n, v in enumerate(verbs, 1) if v in ("APPEND", "COPY", "MOVE")] or [1]
    number = r.choice(adding)
    return f"OVERQUOTA to {_verb(verbs, number)} ({number})", (
        Disturbance(imap=Refused(number, words=b"NO [OVERQUOTA] Quota exceeded"))
    )


def _hangs(r: random.Random, told: Told, scene: int, p: Practice) -> tuple[str, Disturbance]:
    """The server takes the mail, and is silent then."""
    dots = [n for n, v in enumerate(told.verbs[scene]["smtp"], 1) if v == "DOT"] or [1]
    number = r.choice(dots)
    return f"silence behind a mail that was taken ({number})", Disturbance(smtp=Unanswered(number, act=Link.stall))


def _two(r: random.Random, told: Told, scene: int, p: Practice) -> tuple[str, Disturbance]:
    """Something about the mailbox that the round survives, and something about sending."""
    one, first = r.choice((_refused("imap", _NO), _made_anew, _hand, _full))(r, told, scene, p)
    other, second = r.choice((
        _bytes("smtp", "down"), _bytes("smtp", "up"), _says("smtp", _SMTP_SAID), _refused("smtp", _LATER), _hangs, _greylisted,
    ))(r, told, scene, p)  # fmt: skip
    return f"{one}; {other}", Disturbance(imap=first.imap, smtp=second.smtp, renumbers=first.renumbers)


def _two_of_mailbox(r: random.Random, told: Told, scene: int, p: Practice) -> tuple[str, Disturbance]:
    """Something that the round survives, and anything about a command behind it."""
    survived = (_refused("imap", _NO), _made_anew, _hand, _full)
    broken = (_command("imap", (Before, Unanswered), dies=True), _command("imap", (Before, Unanswered), dies=False))
    drawn = [r.choice((*survived, *broken))(r, told, scene, p) for _ in range(4)]
    one, first = r.choice(survived)(r, told, scene, p)
    before = first.imap.number if isinstance(first.imap, OfCommand) else 0
    for other, second in drawn:
        if isinstance(second.imap, OfCommand) and (second.imap.number > before or second is drawn[-1][1]):
            second.imap.number = max(1, second.imap.number - before)
            second.imap = InTurn(first.imap, second.imap)
            second.renumbers = second.renumbers or first.renumbers
            return f"{one}; {other}", second
    return one, first


def _again(r: random.Random, told: Told, scene: int, p: Practice) -> tuple[str, Disturbance]:
    """A round is broken, and the one that makes up for it as well."""
    dies = (
        _command("imap", (Before, Unanswered), dies=True),
        _command("smtp", (Before, Unanswered), dies=True),
        _killed,
    )
    breaks = (_command("imap", (Before, Unanswered), dies=False), _refused("imap", _NO), _made_anew, _hand, _hangs)
    one, first = r.choice((*dies, *breaks))(r, told, scene, p)
    other, first.then = r.choice((*dies, *breaks))(r, told, scene, p)
    first.renumbers = first.renumbers or first.then.renumbers
    return f"{one}; then {other}", first


FAULTS: dict[str, Made] = {
    "mailbox: broken at a byte from the server": _bytes("imap", "down"),
    "mailbox: broken at a byte to the server": _bytes("imap", "up"),
    "mailbox: broken about a command": _command("imap", (Before, Unanswered), dies=False),
    "mailbox: the server says something else": _says("imap", _SAID),
    "mailbox: a command is refused once": _refused("imap", _NO),
    "mailbox: other UIDs in the middle": _made_anew,
    "mailbox: a hand between two commands": _hand,
    "mailbox: put back in the middle": _put_back,
    "mailbox: no room for a moment": _full,
    "sending: broken at a byte from the server": _bytes("smtp", "down"),
    "sending: broken at a byte to the server": _bytes("smtp", "up"),
    "sending: broken about a command": _command("smtp", (Before, Unanswered), dies=False),
    "sending: the server says something else": _says("smtp", _SMTP_SAID),
    "sending: later (4xx) to a command": _refused("smtp", _LATER),
    "sending: greylisting": _greylisted,
    "sending: silence behind a mail that was taken": _hangs,
    "two: about the mailbox and about sending": _two,
    "two: about the mailbox, in one round": _two_of_mailbox,
    "two: in a round and in the next": _again,
    "killed about a command to the mailbox": _command("imap", (Before, Unanswered), dies=True),
    "killed about a command to the server that sends": _command("smtp", (Before, Unanswered), dies=True),
    "killed after a change": _killed,
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of a case; `wrong` is "" when everything held."""

    seed: int
    scene: int
    kind: str
    what: str
    fired: bool
    wrong: str

    def __str__(self) -> str:
        return f"seed {self.seed}: scene {self.scene}, {self.kind}: {self.what}: {self.wrong}"


def tried(told: Told, seed: int, kind: str = "") -> Verdict:
    """One case: the fault, an hour of rounds after it, and the oracle; the same for a seed and its kind, for good."""
    r = random.Random(seed)
    kind = kind or random.Random(f"kind {seed}").choice(list(FAULTS))
    scene = r.randrange(len(told.before))
    with told.fork(scene) as p:
        what, disturbance = FAULTS[kind](r, told, scene, p)
        told.disturbed(p, disturbance)
        if disturbance.then is not None:
            told.disturbed(p, disturbance.then)
        wrong = told.judged(p, scene, disturbance)
    return Verdict(seed, scene, kind, what, disturbance.fired, wrong)
