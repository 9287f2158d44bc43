"""What may go wrong on a line: each fault happens once, at its place, and is over then."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from support.chaos.line import Fault, Link
from support.chaos.pieces import Piece

Act = Callable[[Link], None]


@dataclass
class AtByte(Fault):
    """After so many octets in this direction, on whichever connection; what comes behind them does not pass."""

    way: str
    offset: int
    act: Act
    seen: int = 0
    fired: bool = False

    def up(self, link: Link, piece: Piece) -> None:
        self._pass(link, piece.data, link.to_server, "up")

    def down(self, link: Link, piece: Piece) -> None:
        self._pass(link, piece.data, link.to_client, "down")

    def _pass(self, link: Link, data: bytes, hand: Callable[[bytes], None], way: str) -> None:
        if self.fired or way != self.way or self.seen + len(data) <= self.offset:
            self.seen += len(data) if way == self.way else 0
            hand(data)
            return
        self.fired = True
        hand(data[: self.offset - self.seen])
        self.act(link)


@dataclass
class Says(Fault):
    """Before the first line of the server behind so many octets these words come; then it goes on, or acts."""

    offset: int
    words: bytes
    act: Act | None = None
    seen: int = 0
    fired: bool = False

    def down(self, link: Link, piece: Piece) -> None:
        if not self.fired and piece.starts and self.seen >= self.offset:
            self.fired = True
            link.to_client(self.words)
            if self.act is not None:
                self.act(link)
        self.seen += len(piece.data)
        link.to_client(piece.data)


def verb(line: bytes, smtp: bool) -> str:
    """What is asked: FETCH for `A1 UID FETCH 1 …`, MAIL for `MAIL FROM:<>`; DOT ends a mail, "" is no command."""
    words = line.upper().split()
    if smtp:
        return "DOT" if line == b".\r\n" else words[0].decode("ascii", "replace") if words else ""
    rest = words[2:] if words[1:2] == [b"UID"] else words[1:]
    return rest[0].decode("ascii", "replace") if rest else ""


@dataclass
class OfCommand(Fault):
    """Something about the nth command, or the nth of one verb."""

    number: int
    verb: str = ""
    count: int = 0
    fired: bool = False
    place: str = ""

    def up(self, link: Link, piece: Piece) -> None:
        if piece.starts and piece.line and not self.fired:
            asked = verb(piece.data, link.smtp)
            self.count += asked != "" and self.verb in ("", asked)
            if self.count == self.number:
                self.fired, self.place = True, asked
                self.hit(link, piece)
                return
        link.to_server(piece.data)

    def hit(self, link: Link, piece: Piece) -> None:
        """It is this one."""
        raise NotImplementedError


@dataclass
class Before(OfCommand):
    """The server never hears of it."""

    act: Act = Link.cut

    def hit(self, link: Link, piece: Piece) -> None:
        self.act(link)


@dataclass
class Unanswered(OfCommand):
    """The server does it, and its answer is swallowed."""

    act: Act = Link.cut
    _waiting: Link | None = None

    def hit(self, link: Link, piece: Piece) -> None:
        self._waiting = link
        link.to_server(piece.data)

    def down(self, link: Link, piece: Piece) -> None:
        if link is not self._waiting or piece.data.startswith(b"+") or (link.smtp and piece.data[:3] == b"354"):
            link.to_client(piece.data)
        elif piece.line and piece.ends and (link.smtp or piece.data[:2] not in (b"* ", b"")):
            self.act(link)
            self._waiting = None


@dataclass
class Refused(OfCommand):
    """It is answered by these words (`NO …`, `451 …`), and the server never hears of it."""

    words: bytes = b"NO [UNAVAILABLE] Later"
    act: Act | None = None
    _inside: Link | None = None
    _mail: Link | None = None

    def up(self, link: Link, piece: Piece) -> None:
        if link is self._mail:
            if piece.line:
                self._mail = None
                self._answer(link, piece)
        elif link is self._inside:
            self._inside = None if piece.ends and piece.line else link
        else:
            super().up(link, piece)

    def hit(self, link: Link, piece: Piece) -> None:
        if self.place == "DATA" and self.words[:1] == b".":  # the refusal comes after the mail
            self._mail = link
            link.pieces["up"].data = True  # type: ignore[union-attr]
            link.to_client(b"354 Go on\r\n")
            return
        self._inside = link if not piece.ends and piece.data.endswith(b"+}\r\n") else None
        self._answer(link, piece)

    def _answer(self, link: Link, piece: Piece) -> None:
        words = self.words.removeprefix(b".")
        link.to_client((b"" if link.smtp else piece.data.partition(b" ")[0] + b" ") + words + b"\r\n")
        if self.act is not None:
            self.act(link)


@dataclass
class Meanwhile(OfCommand):
    """Somebody else does something in the mailbox just before it, or before the next that is none of those spared."""

    does: Callable[[], None] = field(default=lambda: None)
    spares: tuple[str, ...] = ()

    def hit(self, link: Link, piece: Piece) -> None:
        if self.place in self.spares:
            self.number, self.fired = self.number + 1, False
        else:
            try:
                self.does()
            except OSError as error:  # of the hand, and not of the line
                raise RuntimeError from error
        link.to_server(piece.data)


@dataclass
class InTurn(Fault):
    """One that leaves the conversation going, and another in what comes after it."""

    first: Fault
    second: Fault
    _turned: bool = False

    @property
    def fired(self) -> bool:  # type: ignore[override]
        return self.first.fired and self.second.fired

    def up(self, link: Link, piece: Piece) -> None:
        self._turned = self._turned or (self.first.fired and piece.starts and piece.line)
        (self.second if self._turned else self.first).up(link, piece)

    def down(self, link: Link, piece: Piece) -> None:
        (self.second if self._turned else self.first).down(link, piece)


@dataclass
class Greylisting(Fault):
    """Every recipient is told to come back, the first time."""

    known: set[bytes] = field(default_factory=set)
    fired: bool = False

    def up(self, link: Link, piece: Piece) -> None:
        if piece.line and verb(piece.data, smtp=True) == "RCPT" and piece.data not in self.known:
            self.known.add(piece.data)
            self.fired = True
            link.to_client(b"451 4.7.1 Greylisted, come back in a minute\r\n")
        else:
            link.to_server(piece.data)


@dataclass
class Without(Fault):
    """A server that lacks some capabilities, all the time; another fault may happen besides."""

    names: tuple[bytes, ...]
    besides: Fault = field(default_factory=Fault)

    @property
    def fired(self) -> bool:  # type: ignore[override]
        return self.besides.fired

    def up(self, link: Link, piece: Piece) -> None:
        self.besides.up(link, piece)

    def down(self, link: Link, piece: Piece) -> None:
        if piece.line and b"CAPABILITY" in piece.data:
            words = piece.data.replace(b"]", b" ] ").split(b" ")
            data = b" ".join(w for w in words if w.strip() not in self.names).replace(b" ] ", b"]")
            piece = Piece(data if data.endswith(b"\r\n") else data + b"\r\n", True, piece.starts, piece.ends)
        self.besides.down(link, piece)


@dataclass
class Counted(Fault):
    """No harm: counts what there is to be harmed; `marks`: where lines begin, and last where it ends."""

    marks: dict[str, list[int]] = field(default_factory=lambda: {"up": [0], "down": [0]})
    verbs: list[str] = field(default_factory=list)

    def up(self, link: Link, piece: Piece) -> None:
        self._count("up", piece)
        if piece.line and piece.starts and (asked := verb(piece.data, link.smtp)):
            self.verbs.append(asked)
        link.to_server(piece.data)

    def down(self, link: Link, piece: Piece) -> None:
        self._count("down", piece)
        link.to_client(piece.data)

    def _count(self, way: str, piece: Piece) -> None:
        marks = self.marks[way]
        if piece.line:
            marks.append(marks[-1] + len(piece.data))
        else:
            marks[-1] += len(piece.data)
