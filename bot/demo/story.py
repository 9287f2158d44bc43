"""What the invented people do, and when: they act on the mails that reach them, like people do."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

from bot.demo import answers, filling, writing
from bot.demo.cast import COLLEAGUES, ORDINARY, SHE, SPECIALIST, Colleague, Player, Way
from bot.demo.world import Happening, Outside, local
from bot.demo.writing import AttachedFile, ReadMail

START = local("2026-11-02 07:00")
ENQUIRY = local("2026-11-02 09:10")
CONVERSATION = local("2026-12-14 16:00")
_ASKED = (
    "Goedemorgen,\n\nVolgend jaar moet ik mij herregistreren als cardioloog en daarvoor heb ik een IFMS-traject nodig. "
    "Kunnen wij daarover bellen? Ik ben bereikbaar na 16 uur.\n\nMet vriendelijke groet,\nWillem Terpstra, cardioloog\n"
    "Ziekenhuis Zuiderduin\n"
)


class Story:
    """Plans the first steps; everything else follows from what arrives."""

    def __init__(self, world: Outside) -> None:
        self.world = world
        self.ref = ""
        self.ordinary: list[Happening] = []
        self.handed_out: ReadMail | None = None
        self._reminded: dict[str, int] = {}
        self._tied: set[str] = set()
        for when, name, address, subject, text in answers.ordinary():
            world.plan(local(when), partial(self._ordinary, Player(name, address), subject, text))
        world.plan(ENQUIRY, self._enquire)

    def told(self, event: Happening) -> None:
        """A mail of the bot has reached somebody; most people do nothing."""
        react = _REACTIONS.get(event.kind)
        if react is not None:
            react(self, event)

    def _later(self, act: Callable[[], None], *, hours: float = 0, at: str = "") -> None:
        """After some hours, or at this time of the next working day."""
        moment = self.world.now + timedelta(hours=hours)
        if at:
            moment = datetime.combine(moment.date() + timedelta(days=1), local(f"2026-01-01 {at}").timetz())
        while moment.weekday() > 4:
            moment += timedelta(days=1)
        self.world.plan(moment, act)

    # -- her other mail --------------------------------------------------------------------------------------------

    def _ordinary(self, sender: Player, subject: str, text: str) -> None:
        mail = writing.letter(sender, self.world.now, subject, text)
        self.ordinary.append(self.world.deliver(mail, sender, ORDINARY, f"her other mail: {subject}"))
        if len(self.ordinary) in (2, 3):
            flag = (b"\\Seen", b"\\Flagged")[len(self.ordinary) - 2]
            self.world.flag("INBOX", self.ordinary[-1].mail.raw, flag)

    # -- the specialist --------------------------------------------------------------------------------------------

    def _enquire(self) -> None:
        mail = writing.letter(SPECIALIST, self.world.now, "Herregistratie en IFMS", _ASKED)
        self.world.deliver(mail, SPECIALIST, "enquiry", "asks for an IFMS traject")

    def _his(self, to: ReadMail, kind: str, note: str, body: str, *files: AttachedFile) -> None:
        mail = writing.reply(to, SPECIALIST, self.world.now, f"{body}\n\nWillem Terpstra", *files)
        self.world.deliver(mail, SPECIALIST, kind, note)

    def started(self, event: Happening) -> None:
        """He has the forms: he hands them out, sends his list, and later his documents."""
        self.handed_out = event.mail
        self.ref = event.mail.subject.partition("[")[2].partition("]")[0]
        self._later(partial(self._list, event.mail), at="12:40")
        for colleague in COLLEAGUES:
            if colleague.day:
                self.world.plan(local(colleague.day), partial(self._on_paper, colleague))
        self.world.plan(local("2026-11-20 17:30"), partial(self._self_evaluation, event.mail))
        self.world.plan(local("2026-11-27 16:10"), partial(self._plan, event.mail))

    def _list(self, to: ReadMail) -> None:
        """The empty list that he was sent, filled in."""
        empty = to.file(".xlsx")
        labels = dict(zip(dict.fromkeys(c.group for c in COLLEAGUES), filling.groups_offered(empty.data), strict=True))
        rows = ((c.name, c.address, c.function, labels[c.group]) for c in COLLEAGUES)
        full = AttachedFile(empty.name, filling.filled_list(empty.data, rows))
        body = "Hierbij mijn lijst. Iedereen heeft het formulier van mij gekregen."
        self._his(to, "list", f"sends his list of {len(COLLEAGUES)} colleagues (.xlsx)", body, full)

    def _self_evaluation(self, asked: ReadMail) -> None:
        form = asked.file(".docx", "Zelfevaluatie")
        full = AttachedFile(form.name, filling.filled_form(form.data, answers.self_evaluation()))
        self._his(asked, "document", "sends his self-evaluation", "Bijgaand mijn zelfevaluatie.", full)

    def _plan(self, asked: ReadMail) -> None:
        form = asked.file(".docx", "POP")
        full = AttachedFile(form.name, filling.filled_form(form.data, answers.plan()))
        self._his(asked, "document", "sends his development plan (POP)", "En hierbij mijn POP, in concept.", full)

    def more_needed(self, event: Happening) -> None:
        """An address does not work: he looks it up."""
        for c in COLLEAGUES:
            if c.way is Way.BOUNCE and c.address in event.mail.text:
                body = f"Excuus, een typefout. Het juiste adres van {c.name} is {c.other}."
                self._later(
                    partial(self._his, event.mail, "correction", f"mends the address of {c.name}", body), hours=6
                )

    def offered(self, event: Happening) -> None:
        """He chooses a moment for the conversation, in words."""
        self._later(partial(self._his, event.mail, "choice", "chooses the first moment", "De eerste graag."), hours=2)

    def reregistered(self, event: Happening) -> None:
        """Half a year later he is asked whether his re-registration has succeeded."""
        answer = partial(self._his, event.mail, "answer", "answers: yes, it came last week", "Ja, vorige week binnen.")
        self._later(answer, at="10:20")

    # -- respondents -----------------------------------------------------------------------------------------------

    def _on_paper(self, c: Colleague) -> None:
        """Answers on the form that the specialist handed out, or does not want to."""
        assert self.handed_out is not None
        if c.way is Way.DECLINE:
            body = f"Nee, liever niet, ik werk te kort met hem samen.\n\n{c.name}\n"
            subject = f"[{self.ref}] feedback Willem Terpstra"
            self.world.deliver(writing.letter(c, self.world.now, subject, body), c, "decline", "would rather not")
            return
        form = self.handed_out.file(".docx", "eedback")
        said = answers.answers(c)
        facts = {} if c.way is Way.PUZZLE else {"uw_naam": c.name, "datum": f"{self.world.now:%d-%m-%Y}"}
        full = AttachedFile(form.name, filling.filled_form(form.data, answers.labelled(said, **facts)))
        sender, subject, body = c, "Feedbackformulier", f"Hierbij mijn formulier.\n\n{c.name}\n"
        if c.way is Way.PRIVATE:
            sender = Player(c.name, c.other)  # type: ignore[assignment]
        if c.way is Way.PUZZLE:
            sender, subject, body = Player("", c.other), "scan", "zie bijlage\n"  # type: ignore[assignment]
            full = AttachedFile("document(3).docx", full.data)
        mail = writing.letter(sender, self.world.now, subject, body, full)
        self.world.deliver(mail, sender, "form", c.way.value)

    def reminded(self, event: Happening) -> None:
        """What the reminder does to each of them."""
        c = next((c for c in COLLEAGUES if event.address in (c.address, c.other)), None)
        if c is None:
            return
        self._reminded[c.name] = turn = self._reminded.get(c.name, 0) + 1
        if c.way is Way.BOUNCE and event.address == c.address:
            self._later(partial(self._bounce, c, event.mail), hours=0.05)
        elif c.way is Way.AWAY and turn == 1:
            self._later(partial(self._away, c, event.mail), hours=0.02)
        elif c.way is Way.BOUNCE or turn == c.after:
            self._later(partial(self._between, c, event.mail), hours=c.hours)

    def _bounce(self, c: Colleague, mail: ReadMail) -> None:
        server = Player("Mail Delivery System", f"mailer-daemon@mx.{c.address.partition('@')[2]}")
        self.world.deliver(
            writing.bounce(mail, c.address, self.world.now), server, "bounce", f"{c.address}: user unknown"
        )

    def _away(self, c: Colleague, mail: ReadMail) -> None:
        answer = writing.out_of_office(mail, c, self.world.now, "20 november 2026")
        self.world.deliver(answer, c, "out of office", "is away until 20 November")

    def _between(self, c: Colleague, mail: ReadMail) -> None:
        body = filling.answered_between(mail.text, answers.answers(c), below=len(c.name) % 2 == 0)
        whole = f"{writing.introduction(self.world.now)}\n{body}\n"
        self.world.deliver(writing.threaded(mail, c, self.world.now, whole), c, "form", Way.BODY.value)

    # -- the practitioner ------------------------------------------------------------------------------------------

    def _hers(self, subject: str, note: str, body: str = "") -> None:
        mail = writing.letter(SHE, self.world.now, subject, body)
        self.world.deliver(mail, SHE, "command", note)

    def digest(self, event: Happening) -> None:
        """She starts who has enquired, and decides what is asked."""
        for command in event.mail.commands:
            verb, *words = command.split()
            if verb == "start" and words[-1] != "spoed":
                self._later(partial(self._hers, command, f"taps “start”: {command}"), hours=3.75)
            elif verb == "koppel" and words[0] not in self._tied:
                self._tied.add(words[0])
                puzzled = next(c for c in COLLEAGUES if c.way is Way.PUZZLE)
                whole = command if len(words) > 2 else f"{command} {puzzled.address}"
                self._later(partial(self._hers, whole, f"decides: {whole}"), hours=1)

    def ready(self, event: Happening) -> None:
        """She reads the dossier, offers two moments, holds the conversation, and says so in the evening."""
        other = CONVERSATION + timedelta(days=1, hours=-6)
        offer = f"plan {self.ref} {CONVERSATION:%Y-%m-%d %H:%M}; {other:%Y-%m-%d %H:%M}"
        self._later(partial(self._hers, offer, "offers two moments for the conversation"), hours=1)
        done = partial(
            self._hers, f"gesprek {self.ref} {CONVERSATION:%Y-%m-%d}", "held the conversation this afternoon"
        )
        self.world.plan(CONVERSATION + timedelta(hours=2.5), done)

    def may_be_destroyed(self, event: Happening) -> None:
        """The re-registration is done: she gives the order that the mail offers."""
        for order in event.mail.commands:
            if order.startswith("vernietig"):
                self._later(partial(self._hers, order, f"orders: {order}"), hours=2)

    def confirm(self, event: Happening) -> None:
        """She is asked once more, and confirms by reply."""
        self._later(partial(self._yes, event.mail), hours=0.1)

    def _yes(self, to: ReadMail) -> None:
        self.world.deliver(writing.reply(to, SHE, self.world.now, "ja"), SHE, "confirmation", "confirms: ja")


_REACTIONS: dict[str, Callable[[Story, Happening], None]] = {
    "traject-started": Story.started,
    "more-respondents-needed": Story.more_needed,
    "respondent-reminder": Story.reminded,
    "date-options": Story.offered,
    "reregistration-question": Story.reregistered,
    "digest": Story.digest,
    "ready": Story.ready,
    "destruction-reminder": Story.may_be_destroyed,
    "destruction-confirm": Story.confirm,
}
