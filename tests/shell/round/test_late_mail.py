"""Mail that comes after a destruction: what names the destroyed traject alone goes unread, all else stays (h104)."""

from __future__ import annotations

import email
import io
import random
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from email import policy
from email.message import EmailMessage
from pathlib import Path

import pytest
from docx import Document as WordDocument
from support.servers import smtp
from support.servers.dovecot import Dovecot
from support.stories.closing import destroy
from support.stories.dialogue import Opened, start
from support.stories.people import PEERS, fill, scores
from support.stories.practice import (
    INFO,
    JAN,
    PASS,
    SHE,
    Practice,
    at,
    enclosures,
    head_of,
    kind_of,
    parsed,
    practice,
    text_of,
)

from bot.core.filing import INBOX as INBOX_CODE
from bot.core.views import DocumentsReminder
from bot.forms.questionnaires import catalogue
from bot.forms.questionnaires.header import FormHeader
from bot.forms.writers import text
from bot.shell.imap.mailbox import Mailbox
from bot.shell.ledger import events, inbound, locations
from bot.shell.ledger.locations import Location

CLOSED_ONLY, BOTH, LIVING_ONLY, QUIET = PEERS[:4]
STRANGER = "vreemde@elders.example"
ELS = "els@kliniek.example"
PEOPLE = {
    "closed": f"{CLOSED_ONLY[0]} <{CLOSED_ONLY[1]}>",
    "both": f"{BOTH[0]} <{BOTH[1]}>",
    "living": f"{LIVING_ONLY[0]} <{LIVING_ONLY[1]}>",
    "specialist": f"Jan Bakker <{JAN}>",
    "stranger": f"Vreemde <{STRANGER}>",
    "she": f"A. de Vries <{SHE}>",
    "practice": f"Praktijk De Vries <{INFO}>",
}
TOLD = {"closed": CLOSED_ONLY[1], "both": BOTH[1], "specialist": JAN}
HEADERS = ("none", "bill", "subject", "answers", "answers-respondent", "answers-destroyed")
FILES = (
    "none",
    "form",
    "blank",
    "zip",
    "properties",
    "scan",
    "enclosed",
    "name",
    "forwarded",
    "typed",
    "short",
    "in a line",
    "invoice",
    "body",
    "both forms",
    "zip in a zip",
    "written oddly",
    "counted",
    "named invoice",
    "scanned invoice",
    "agenda",
    "layout",
)
TOLD_ONLY = ("none", "invoice", "body", "counted", "named invoice", "scanned invoice", "agenda")
"""Files and texts of somebody else's making."""
FOLDERS = ("INBOX", "INBOX", "INBOX", "IFMS/Beoordelen", "IFMS/Geparkeerd", "of the living", "of the closed")


@dataclass(frozen=True)
class Fate:
    """One mail by how it was made up."""

    who: str
    header: str
    file: str
    folder: str
    living: bool

    @property
    def named(self) -> bool:
        return self.header not in ("none", "bill") or self.file not in TOLD_ONLY

    @property
    def goes(self) -> bool:
        """Whether it must be gone, unread."""
        if (
            not self.named
            or self.living
            or self.file == "both forms"
            or self.folder == "of the living"
            or self.who in ("she", "practice")
        ):
            return False
        if self.file in TOLD_ONLY and self.header != "answers-destroyed" and self.who in ("both", "living"):
            return self.who == "both" and self.header != "subject"  # else it may be for the traject that lives
        his = self.who == "specialist" or self.header == "answers-destroyed"
        return not his or self.file in ("form", "zip", "typed", "zip in a zip", "layout")

    @property
    def is_doubtful(self) -> bool:
        """Whether it stays, and she must hear of it."""
        theirs = self.who not in ("she", "practice", "specialist")
        return (
            theirs
            and not (self.named or self.living or self.folder == "of the living")
            and (self.file, self.header) != ("none", "none")
        )


@dataclass
class Scene:
    """Jan's traject is destroyed, Els's lives."""

    p: Practice
    closed: Opened
    living: Opened
    before: tuple[tuple[str, bytes], ...] = ()
    cases: dict[str, Fate] = field(default_factory=dict)

    def deliver(self, case: str, fate: Fate) -> None:
        self.cases[case] = fate
        subject, more = "Over het formulier", {}
        if fate.header == "subject":
            subject += f" {self.closed.ref}"
        elif fate.header == "bill":
            subject = f"Factuur 2026-11 {self.closed.ref}"
        elif fate.header == "answers":
            more["References"] = str(parsed(self.closed.started)["Message-ID"])
        elif fate.header == "answers-respondent":
            told = next(r for r in self.p.sent("form-received") if r.recipient == CLOSED_ONLY[1])
            more["In_Reply_To"] = str(parsed(told)["Message-ID"])
        elif fate.header == "answers-destroyed":
            more["In_Reply_To"] = str(parsed(self.p.sent("destroyed", JAN)[0])["Message-ID"])
            subject = f"Re: [{self.closed.ref}] Uw gegevens zijn vernietigd"
        if fate.living:
            subject += f" [{self.living.ref}]"
        told = {
            "body": f"Het gaat over {self.closed.ref}.",
            "typed": typed(self.closed.ref),
            "short": f"Kenmerk: {self.closed.ref}\nScore: 4\nToelichting: fijne collega",
            "written oddly": f"Kenmerk: {self.closed.ref.replace('-', ' ')}\nScore: 4\nToelichting: fijne collega",
            "counted": f"Kenmerk: {self.closed.ref}\n1. Ontvangst: 4\n2. Broodjes: 3\n3. Zaal: 5\n4. Koffie: 4",
            "agenda": f"Agenda voor {self.closed.ref}:\n1. Communicatie\n2. Samenwerking\n3. Organisatie: 2 uur",
            "layout": f"Over {self.closed.ref}\n1 = 4\n2 = 3\n3 = 5",
            "in a line": f"Over Jan Bakker ({self.closed.ref}): 1. Medisch handelen 4, zeer deskundig.",
        }
        body = told.get(fate.file, "Zie bijlage.")
        raw = self.p.write(PEOPLE[fate.who], subject, body, *self._files(fate.file), X_Case=case, **more)
        if fate.file == "forwarded":
            raw = forwarding(raw, enclosed(f"Formulier [{self.closed.ref}]"))
        folder = {"of the living": f"IFMS/Trajecten/{self.living.ref} Els Wit", "of the closed": self.closed.folder}
        self.p.account.append(raw, folder=folder.get(fate.folder, fate.folder), when=self.p.now)

    def _files(self, what: str) -> tuple[tuple[str, bytes], ...]:
        ref = self.closed.ref
        makes: dict[str, Callable[[], tuple[str, bytes]]] = {
            "form": lambda: ("f.docx", self._filled()),
            "both forms": lambda: ("alles.zip", zipped(("a.docx", self._filled()), ("b.docx", self._of_the_living()))),
            "blank": lambda: ("f.docx", self.closed.form),
            "zip": lambda: ("alles.zip", zipped(("map/f.docx", self._filled()))),
            "zip in a zip": lambda: ("alles.zip", zipped(("b.zip", zipped(("f.docx", self._filled()))))),
            "named invoice": lambda: (f"Factuur {ref}.docx", letter("Te voldoen: 40 euro.", keywords="")),
            "scanned invoice": lambda: (f"Factuur feedback {ref}.png", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 90),
            "properties": lambda: ("brief.docx", letter("Zoals besproken.", keywords=ref)),
            "scan": lambda: (f"Feedbackformulier {ref}.png", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 90),
            "name": lambda: (f"Feedback {ref}.docx", letter("Zoals besproken.", keywords="")),
            "enclosed": lambda: ("bericht.eml", enclosed(f"Herinnering [{ref}]")),
            "invoice": lambda: (
                "factuur.docx",
                letter(f"Rekening voor het traject {ref}, waarvan de formulieren binnen zijn.", keywords=""),
            ),
        }
        return (makes[what](),) if what in makes else ()

    def _filled(self) -> bytes:
        """Never the very file that counted, however soon it is made after that one."""
        return fill(self.closed.form, scores("Van na de vernietiging."))

    def _of_the_living(self) -> bytes:
        return fill(self.living.form, scores())

    def left(self) -> dict[str, str]:
        """The folder of each of these mails that still lies anywhere."""
        found: dict[str, str] = {}
        for folder in self.p.account.folders():
            for _, raw in self.p.account.mails(folder):
                if case := head_of(raw)["X-Case"]:
                    found[case] = folder
        return found


def zipped(*files: tuple[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in files:
            archive.writestr(name, data)
    return out.getvalue()


def letter(text: str, keywords: str) -> bytes:
    word, out = WordDocument(), io.BytesIO()
    word.add_paragraph(text)
    word.core_properties.keywords = keywords
    word.save(out)
    return out.getvalue()


def enclosed(subject: str) -> bytes:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = INFO, CLOSED_ONLY[1], subject
    mail["Date"], mail["Message-ID"] = "Mon, 02 Nov 2026 10:00:00 +0100", "<1@praktijk.example>"
    mail.set_content("Wilt u het formulier invullen?")
    return bytes(mail)


def forwarding(raw: bytes, enclosed: bytes) -> bytes:
    """A mail with another enclosed as such."""
    mail = email.message_from_bytes(raw, policy=policy.default)
    assert isinstance(mail, EmailMessage)
    mail.add_attachment(email.message_from_bytes(enclosed, policy=policy.default))
    return bytes(mail)


def typed(ref: str) -> str:
    """The whole form, answered between its questions."""
    header = FormHeader(ref, "Jan Bakker", "dr. A. de Vries", "Praktijk", INFO, "", ("Artsen",))
    blank = text.write(catalogue.questionnaire(catalogue.FEEDBACK), header, "nl")
    return re.sub(r"(?m)^Score: *$", "Score: 4", blank)


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory, dovecot: Dovecot, certificates: Path) -> Iterator[Scene]:
    server = smtp.start_smtp(certificates)
    with practice(tmp_path_factory.mktemp("late"), dovecot.account(), server) as p:
        closed = start(p, "2026-11-03 10:00")
        p.reply(closed.started, PEOPLE["specialist"], listed(CLOSED_ONLY, BOTH, QUIET))
        p.round("2026-11-03 11:00")
        living = start(p, "2026-11-04 10:00", f"start {ELS} Els Wit")
        p.reply(living.started, f"Els Wit <{ELS}>", listed(BOTH, LIVING_ONLY))
        p.mail(PEOPLE["closed"], "Formulier", "", ("f.docx", fill(closed.form, scores())))
        p.round("2026-11-04 11:00")
        before = tuple((f, raw) for f in p.account.folders() if closed.ref in f for _, raw in p.account.mails(f))
        destroy(p, closed.ref, "2026-11-04 12:00")
        yield Scene(p, closed, living, before)
    server.stop()


def listed(*people: tuple[str, str, str]) -> str:
    return "\n".join(f"{name}, {address}, {function}" for name, address, function in people)


def made_up(seed: int, count: int) -> list[Fate]:
    """Each way of naming the traject and each sender several times, in whatever company."""
    chance = random.Random(seed)
    fates = [
        Fate(chance.choice(list(PEOPLE)), header, file, chance.choice(FOLDERS), chance.random() < 0.2)
        for header in HEADERS
        for file in FILES
    ]
    some = (random.Random(seed + 1).choice(fates) for _ in range(count))
    known = (Fate(who, f.header, f.file, "INBOX", living=False) for f in some for who in ("closed", "both"))
    said = ("short", "in a line", "invoice", "body", "written oddly", "layout", *TOLD_ONLY[3:])
    return [*fates, *known, *(Fate(who, "none", file, "INBOX", living=False) for who in PEOPLE for file in said)]


def test_what_names_the_destroyed_traject_alone_goes_and_nothing_else(scene: Scene) -> None:
    p, before = scene.p, len(scene.p.sent())
    for number, fate in enumerate(made_up(9, 10)):
        scene.deliver(f"c{number}", fate)
    p.now = p.now.replace(hour=15)
    p.round()
    left = scene.left()
    wrong = [(case, f, left.get(case)) for case, f in scene.cases.items() if (case in left) == f.goes]
    assert wrong == []
    with p.app.workshop.book() as book:
        said = sum(e.code == "problem.names-destroyed" for e in events.between(book, 0, 10**9, p.now))
    assert said == sum(f.is_doubtful for f in scene.cases.values()) > 5
    closed = [r.recipient for r in p.sent()[before:] if kind_of(r) == "traject-closed"]
    assert sorted(closed) == sorted({TOLD[f.who] for f in scene.cases.values() if f.goes and f.who in TOLD})
    assert all(len(r.raw.decode().splitlines()) < 120 for r in p.sent("traject-closed"))


def told(p: Practice, address: str) -> int:
    return p.kinds(address).count("traject-closed")


def test_a_sender_is_told_once_and_never_when_another_may_have_written(scene: Scene) -> None:
    p, late = scene.p, f"{QUIET[0]} <{QUIET[1]}>"
    failed = PASS.format(domain="ziekenhuis.example").replace("pass", "fail")
    for subject, more in (
        ("vervalst", {"Authentication_Results": failed}),
        ("machine", {"Auto_Submitted": "auto-replied"}),
    ):
        p.mail(late, f"{subject} {scene.closed.ref}", "", X_Case=subject, **more)
        p.round()
    assert told(p, QUIET[1]) == 0
    for subject in ("eerste", "tweede"):
        p.mail(late, f"{subject} {scene.closed.ref}", "", X_Case=subject)
        p.round()
    assert told(p, QUIET[1]) == 1
    assert not {"vervalst", "machine", "eerste", "tweede"} & set(scene.left())


def test_a_form_that_she_gave_to_a_living_traject_stays_wherever_it_is_dragged(scene: Scene) -> None:
    """A respondent took the form of years ago: by her word it is of the traject that lives."""
    p, case = scene.p, "oud formulier"
    form = ("f.docx", fill(scene.closed.form, scores("Een oud formulier.")))
    raw = p.write(PEOPLE["living"], "Formulier", "Zie bijlage.", form, X_Case=case)
    folder = f"IFMS/Trajecten/{scene.living.ref} Els Wit"
    p.account.append(raw, folder=folder, when=p.now)
    p.round()
    with p.account.connect() as person:
        person.select(f'"{scene.left()[case]}"')
        _, found = person.uid("search", "HEADER", "X-Case", f'"{case}"')
        person.uid("move", found[0].decode(), "INBOX")
    p.round()
    assert scene.left().get(case)
    assert told(p, LIVING_ONLY[1]) == 0


def test_what_waited_for_another_attempt_goes_too_once_the_traject_is_gone(scene: Scene) -> None:
    """It was seen before the destruction, and could not be handled then."""
    p, case = scene.p, "wacht"
    raw = p.write(PEOPLE["stranger"], f"Formulier {scene.closed.ref}", "", X_Case=case)
    p.account.append(raw, folder="INBOX", when=p.now)
    workshop = p.app.workshop
    with Mailbox(p.account.endpoint()) as mailbox:
        state = mailbox.scan("INBOX")
    with workshop.book() as book:
        waiting = inbound.add(book, "not known by its content", p.now, p.now, INBOX_CODE)
        locations.locate(book, Location(waiting, INBOX_CODE, state.uidvalidity, max(state.uids)))
    p.round()
    assert case not in scene.left()
    with workshop.book() as book:
        assert inbound.pending(book, p.now) == ()


def test_each_form_that_we_send_says_whose_it_is_in_any_wrapping(scene: Scene) -> None:
    p, forms = scene.p, enclosures(parsed(scene.closed.started))
    wraps: dict[str, Callable[[str, bytes], tuple[str, bytes]]] = {
        "as it is": lambda name, data: (name, data),
        "without a name": lambda name, data: ("", data),
        "zipped": lambda name, data: ("a.zip", zipped((name, data))),
        "in an enclosed mail": lambda name, data: (
            "a.eml",
            p.write("x@elders.example", "Zie bijlage", "", (name, data)),
        ),
    }
    found = {}
    for name, data in forms.items():
        for how, wrap in wraps.items():
            raw = p.write("x@elders.example", "Zie bijlage", "", wrap(name, data))
            found[(name, how)] = p.app.workshop.sandbox.look_inside(raw).references
    assert {one for one, refs in found.items() if refs != (scene.closed.ref,)} == set()
    assert len(found) >= 4 * 3


@pytest.mark.parametrize("where", ["its folders", "INBOX", "its folders, dated now", "others, dated now"])
def test_a_mailbox_that_is_put_back_brings_nothing_back_and_nobody_is_written_to(scene: Scene, where: str) -> None:
    p, sent = scene.p, len(scene.p.sent())
    form = next(raw for _, raw in scene.before if b"f.docx" in raw)
    there = [(f, raw) for f, raw in scene.before if where != "INBOX"] or [("INBOX", form)]
    assert len(there) == 1 or len(there) > 5
    with p.account.connect() as client:
        for folder in [f for f in p.account.folders() if scene.closed.ref in f]:
            client.delete(f'"{folder}"')
    if where.startswith("others"):
        there = [("INBOX" if b"f.docx" in raw else "Archief", raw) for _, raw in there]
    for folder, raw in there:
        p.account.append(raw, folder=folder, when=p.now if "now" in where else at("2026-11-04 11:30"))
    day = p.now + timedelta(days=3 if p.now.isoweekday() >= 5 else 1)
    p.round(f"{day:%Y-%m-%d} 07:00")
    assert not any(scene.closed.ref in folder for folder in p.account.folders())
    assert not {raw for f in p.account.folders() for _, raw in p.account.mails(f)} & {raw for _, raw in there}
    p.round(f"{day:%Y-%m-%d} 08:00")
    assert {r.recipient for r in p.sent()[sent:]} == {SHE}
    overview = " ".join(text_of(parsed(p.sent("digest", SHE)[-1])).split())
    removed = "kwam nog mail binnen" if where == "INBOX" else f"Opnieuw verwijderd: {len(there)} mails. Er is niemand"
    assert f"traject {scene.closed.ref}, dat is vernietigd" in overview
    assert removed in overview


HERS = (
    ("typed", "none"), ("short", "none"), ("counted", "none"), ("layout", "none"), ("form", "none"), ("zip", "none"),
    ("blank", "none"), ("none", "subject"), ("form", "subject"), ("typed", "answers-destroyed"), ("scan", "none"),
)  # fmt: skip


@pytest.mark.parametrize(("file", "header"), HERS)
def test_a_late_form_of_hers_stays_and_she_is_answered(scene: Scene, file: str, header: str) -> None:
    p, case = scene.p, f"haar {file} {header}"
    before = len(p.sent())
    scene.deliver(case, Fate("she", header, file, "INBOX", living=False))
    p.round()
    assert [(kind_of(r), r.recipient) for r in p.sent()[before:]] == [("command-result", SHE)]
    assert scene.left()[case] == "INBOX"


PLACES = ("INBOX", "Archief", "Prive/Oud", "Verwijderd", "its own")


@pytest.mark.parametrize("seed", range(4))
def test_wherever_its_mails_turn_up_again_all_that_is_certain_goes_and_the_rest_is_told_once(
    scene: Scene, seed: int
) -> None:
    """Seed 0 puts all of them where nobody looks otherwise."""
    p, ref, chance = scene.p, scene.closed.ref, random.Random(seed)
    started = str(parsed(scene.closed.started)["Message-ID"])
    doubtful = p.write(PEOPLE["stranger"], f"Over {ref}", "Ter info.", In_Reply_To=started, X_Case=f"twijfel {seed}")
    p.round()
    where = {"its own": f"IFMS/Trajecten/{ref} Jan Bakker"}
    for _, raw in scene.before:
        place = chance.choice(PLACES) if seed else "Archief"
        when = chance.choice((p.now, at("2026-11-04 11:30")))
        p.account.append(raw, folder=where.get(place, place), when=when)
    p.account.append(doubtful, folder="Archief", when=at("2026-11-04 11:40"))
    sent, at_first = len(p.sent()), p.now
    for _ in range(2):
        p.now += timedelta(days=1)
        p.round()
        p.now += timedelta(minutes=2)
        p.round()
    left = {raw for f in p.account.folders() for _, raw in p.account.mails(f)}
    assert not left & {raw for _, raw in scene.before}
    assert f"twijfel {seed}" in scene.left()
    assert {r.recipient for r in p.sent()[sent:] if kind_of(r) != DocumentsReminder.KIND} <= {SHE}  # which Els is due
    with p.app.workshop.book() as book:
        since = [e for e in events.between(book, 0, 10**9, p.now) if e.at > at_first]
    came = [dict(e.values) for e in since if e.code == "problem.came-back"]
    unread = sum(e.code == "problem.removed-unread" for e in since)
    assert sum(int(one["n"]) for one in came) + unread >= len(scene.before)
    assert sum(int(one["doubt"]) for one in came) == 1
    with p.account.connect() as person:
        person.select("Archief")
        for uid in person.uid("search", "HEADER", "X-Case", '"twijfel"')[1][0].split():
            person.uid("store", uid.decode(), "+FLAGS", "\\Deleted")
        person.expunge()


def test_what_she_wrote_since_then_stays_in_a_folder_that_came_back_and_is_told_once(scene: Scene) -> None:
    p, ref = scene.p, scene.closed.ref
    folder, case = f"IFMS/Trajecten/{ref} Jan Bakker", "van haar"
    (old, *_) = (raw for f, raw in scene.before if "Correspondentie" not in f)
    for raw in (old, p.write(PEOPLE["she"], f"Aantekening {ref}", "Nazien.", X_Case=case)):
        p.account.append(raw, folder=folder, when=p.now)
    p.now += timedelta(days=3 if p.now.isoweekday() >= 5 else 1)
    for _ in range(3):
        p.round()
    assert scene.left()[case] == folder
    with p.app.workshop.book() as book:
        since = events.between(book, 0, 10**9, p.now)
    came = [dict(e.values) for e in since if e.code == "problem.came-back" and e.at >= p.now - timedelta(hours=1)]
    assert came == [{"ref": ref, "n": "1", "stays": "1", "doubt": "0"}]
    with p.account.connect() as person:
        person.delete(f'"{folder}"')
