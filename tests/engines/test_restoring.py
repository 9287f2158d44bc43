"""A backup that is put back: what was destroyed since stays destroyed, what was sent is not sent again, nobody hears."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import create_engine
from support.crash import copied, untidy
from support.killing import killed_at
from support.processes import once
from support.servers import smtp
from support.servers.dovecot import Account, Dovecot
from support.servers.dovecot_plugins import RIGHTS, plugins_missing
from support.servers.smtp import Received, SmtpServer
from support.stories.people import DOCTORS, OTHERS, PEERS, fill, scores
from support.stories.practice import JAN, SHE, Practice, at, lent, parsed, practice, text_of
from support.stories.scenes import (
    MORE,
    answers,
    asks_for_destruction,
    begins,
    completes,
    destroys,
    lists,
    opened,
    reminded,
    talks,
)

from bot.core.errors import ConfigurationError, OperatorError
from bot.core.traject.stages import Stage
from bot.engines import restoring
from bot.engines.local import one_round
from bot.shell.ledger import events, trajects
from bot.shell.ledger.files import destructions
from bot.shell.ledger.ledger import look, open_ledger
from bot.shell.ledger.opening import unfinished
from bot.shell.operator.copies.backup import backup
from bot.shell.operator.copies.closing import Lock

DATABASE = '\n[database]\nurl = "{}"\n'
PROOFS = "IFMS/Bewijzen"
ELS = "els@kliniek.example"
STRANGERS = ("x1962@provider.example", "leeg@provider.example")
Scene = Callable[[Practice], None]


def els_begins(p: Practice) -> None:
    p.now = at("2026-12-14 10:00")
    p.command(f"start {ELS} Els Wit")


def els_lists(p: Practice) -> None:
    p.now = at("2026-12-15 10:00")
    rows = "\n".join(f"{name}, {address}, cardioloog" for name, address, _ in PEERS[2:5])
    p.reply(opened(p, ELS).started, f"Els Wit <{ELS}>", f"Hierbij de namen:\n{rows}")


def els_is_answered(p: Practice) -> None:
    """A form by a listed person; one by a stranger, and an empty one by another, which she ties by hand in the next."""
    p.now = at("2026-12-16 10:00")
    form, ref = opened(p, ELS).form, opened(p, ELS).ref
    name, address, _ = PEERS[2]
    p.mail(f"{name} <{address}>", "Feedbackformulier", "Zie bijlage.", ("f.docx", fill(form, scores("Netjes."))))
    p.mail(STRANGERS[0], f"Formulier {ref}", "groet", ("f.docx", fill(form, scores("x"))))
    p.mail(STRANGERS[1], f"Formulier {ref}", "groet", ("f.docx", form))


def she_ties(p: Practice) -> None:
    p.now = at("2026-12-16 12:00")
    ref = opened(p, ELS).ref
    asked = " ".join(text_of(parsed(r)) for r in p.sent("decision-needed", SHE)).replace("\n", "")
    numbers = dict.fromkeys(re.findall(rf"koppel%20(\d+)%20{ref}", asked))
    first, second = sorted(numbers, key=int)
    p.command(f"koppel {first} {ref} {PEERS[3][1]}", f"telt {second} {ref} {PEERS[4][1]}")


STORY: tuple[Scene, ...] = (
    begins, lists, answers, reminded, completes, talks,
    els_begins, els_lists, els_is_answered, she_ties, asks_for_destruction, destroys,
)  # fmt: skip
KEPT = {
    "nothing": None, "early": lists, "before": talks, "begun": els_begins, "asked": asks_for_destruction, "after": destroys,
}  # fmt: skip
"""The backups, each made after the round of a scene."""


@dataclass
class Told:
    """The story told once: the practice after each scene's round, and the backups."""

    dovecot: Dovecot
    folder: Path
    after: dict[Scene, tuple[Practice, list[Received]]] = field(default_factory=dict)
    _copies: int = 0

    def backup(self, name: str) -> Path:
        return self.folder / "kept" / name

    def fork(self, scene: Scene) -> Practice:
        """The practice as it was after this scene's round, the disk of its stores lost."""
        self._copies += 1
        p, received = self.after[scene]
        p.smtp.recorder.received = list(received)
        return copied(p, self.folder / f"copy{self._copies}", self.dovecot.account())


def told(
    dovecot: Dovecot, certificates: Path, folder: Path, story: tuple[Scene, ...], more: str = MORE
) -> Iterator[Told]:
    server: SmtpServer = smtp.start_smtp(certificates)
    found = Told(dovecot, folder)
    (home := folder / "practice").mkdir()
    with practice(home, dovecot.account(), server, more=more) as p:
        p.round()
        _kept(p, found, None)
        for scene in story:
            scene(p)
            p.round()
            _kept(p, found, scene)
            found.after[scene] = copied(p, folder / scene.__name__, dovecot.account()), list(server.received)
        yield found
    server.stop()


def _kept(p: Practice, found: Told, after: Scene | None) -> None:
    for name in (name for name, scene in KEPT.items() if scene is after):
        list(backup(p.settings, found.backup(name), p.now))


@pytest.fixture(scope="module")
def story(dovecot: Dovecot, certificates: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Told]:
    yield from told(dovecot, certificates, tmp_path_factory.mktemp("restoring"), STORY)


def restore(p: Practice, copy: Path) -> list[str]:
    return restoring.restore(p.settings, copy, None, Lock(), p.now, opens=lent)


def starts(p: Practice) -> str:
    """A round as `once` makes it; what went wrong in it."""
    return one_round(p.settings, p.now, opens=lent).trouble


def lost(p: Practice, *, the_list_too: bool = False) -> None:
    """The disk of the stores is gone; the master key was kept elsewhere."""
    data = p.settings.stores.master_key_file.parent
    for file in data.iterdir():
        if file != p.settings.stores.master_key_file and (the_list_too or not file.name.endswith(".destroyed")):
            shutil.rmtree(file) if file.is_dir() else file.unlink()
    if p.settings.stores.database_url.startswith("postgresql"):
        engine = create_engine(p.settings.stores.database_url, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.exec_driver_sql("DROP SCHEMA public CASCADE")
            connection.exec_driver_sql("CREATE SCHEMA public")
        engine.dispose()


def stage(p: Practice, ref: str) -> tuple[str | None, bool]:
    """Of a traject, and whether its key is there."""
    ledger = open_ledger(p.settings)
    try:
        with ledger.book() as book:
            return trajects.stage_of(book, ref), book.keys.get(ref) is not None
    finally:
        ledger.close()


def received(p: Practice, ref: str) -> tuple[list[str], list[str], list[str]]:
    """Who is listed, whose forms count, and the kinds of the open questions."""
    ledger = open_ledger(p.settings)
    try:
        with ledger.book() as book:
            traject = book.traject(ref)
            assert traject is not None
            answered = [traject.respondent(one) for one in traject.answered()]
            listed = sorted(r.address for r in traject.respondents)
            return listed, sorted(r.address for r in answered if r), [q.kind for q in book.questions(ref)]
    finally:
        ledger.close()


def since(p: Practice, sent: int) -> list[str]:
    """The kinds of what went out, her digest apart: it comes with the day."""
    return [kind for kind in p.kinds()[sent:] if kind != "digest"]


@pytest.mark.parametrize("name", ["early", "before", "asked", "after"])
def test_whatever_copy_is_put_back_a_destroyed_traject_stays_destroyed(story: Told, name: str) -> None:
    p = story.fork(destroys)
    ref, sent = opened(p, JAN).ref, len(p.sent())
    lost(p, the_list_too=name in ("before", "after"))
    said = restore(p, story.backup(name))
    assert (f"Destroyed again: {ref}." in said) is (name != "after")
    assert starts(p) == ""
    assert stage(p, ref) == (Stage.DESTROYED, False)
    assert ref in destructions.recorded(p.settings).at
    assert set(since(p, sent)) <= {"restored"}
    assert {r.recipient for r in p.sent()[sent:]} <= {SHE}
    assert [folder for folder in p.account.folders() if ref in folder] == []


def test_on_a_server_too_and_after_a_kill_in_the_middle(
    dovecot: Dovecot, certificates: Path, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    url = request.getfixturevalue("postgres").database()
    scenes = (begins, lists, talks, asks_for_destruction, destroys)
    for found in told(dovecot, certificates, tmp_path, scenes, MORE + DATABASE.format(url)):
        p = found.fork(destroys)
        ref, sent = opened(p, JAN).ref, len(p.sent())
        lost(p)
        with untidy():
            steps = killed_at(45, lambda: restore(p, found.backup("early")))  # noqa: B023
        assert len(steps) >= 45
        assert_nothing_starts(p)
        restore(p, found.backup("early"))
        assert starts(p) == ""
        assert stage(p, ref) == (Stage.DESTROYED, False)
        assert since(p, sent) == ["restored"]


def with_old_mail(story: Told) -> Practice:
    """After the destruction; of the mailbox, too, a part was put back from an old copy."""
    p, (old, _) = story.fork(destroys), story.after[talks]
    for folder in (f for f in old.account.folders() if opened(p, JAN).ref in f):
        for number, (_, raw) in enumerate(old.account.mails(folder)):
            p.account.append(raw, folder=folder if number else "Prullenbak", when=p.now)
    return p


def assert_nothing_starts(p: Practice) -> None:
    """Neither to work nor to look; the sentence tells what to do."""
    sent = len(p.sent())
    for opens in (starts, lambda one: look(one.settings), lambda one: open_ledger(one.settings)):
        with pytest.raises(ConfigurationError, match="begun and is not finished") as refused:
            opens(p)
        assert "trajectbot restore DIR" in refused.value.remedy
    assert p.kinds()[sent:] == []


def test_wherever_it_is_killed_nothing_starts_until_the_same_again_ends_it(story: Told) -> None:
    p = with_old_mail(story)
    jan, els = opened(p, JAN).ref, opened(p, ELS).ref
    lost(p)
    steps = killed_at(10**9, lambda: restore(p, story.backup("begun")))
    wanted, mails = received(p, els), len(p.sent())
    mailbox = [number for number, kind in enumerate(steps, 1) if kind.startswith("imap")]
    refused = 0
    for step in sorted({2, mailbox[0], mailbox[-1], len(steps), *range(40, len(steps), len(steps) // 3)}):
        p = with_old_mail(story)
        lost(p)
        with untidy():
            killed_at(step, lambda: restore(p, story.backup("begun")))  # noqa: B023
        if unfinished.is_begun(p.settings.stores):
            refused += 1
            assert_nothing_starts(p)
        if unfinished.is_begun(p.settings.stores) or not Path(p.settings.stores.database_url[10:]).exists():
            restore(p, story.backup("begun"))
        assert received(p, els) == wanted, (step, steps[step - 1])
        assert stage(p, jan) == (Stage.DESTROYED, False), (step, steps[step - 1])
        assert starts(p) == ""
        assert [f for f in p.account.folders() if jan in f or (f == "Prullenbak" and p.account.mails(f))] == []
        assert since(p, mails) == ["restored"], (step, steps[step - 1])
    assert refused > 4


def test_what_happened_since_counts_again_and_nobody_is_written_to(story: Told) -> None:
    p = story.fork(she_ties)
    ref = opened(p, ELS).ref
    before = received(p, ref)
    assert (len(before[1]), before[2]) == (3, []), "one by himself, and the two that she tied by hand"
    sent, late = len(p.sent()), p.write("Eva <eva@kliniek.example>", "Vraag")
    lost(p)
    said = restore(p, story.backup("begun"))
    assert "Of these the practitioner had said whose they are: 2." in said
    assert p.kinds()[sent:] == []
    assert received(p, ref) == before
    p.account.append(late, when=p.now)
    assert starts(p) == ""
    assert {r.recipient for r in p.sent()[sent:]} == {SHE}
    assert since(p, sent) == ["restored"]
    words = text_of(parsed(p.sent("restored")[-1]))
    assert "Correspondentie" in words
    assert "telt" in words
    sent = len(p.sent())
    p.now = p.now.replace(day=p.now.day + 1)
    assert starts(p) == ""
    assert since(p, sent) == []
    assert received(p, ref) == before


def test_what_she_took_back_or_somebody_else_made_up_is_no_word_of_hers(story: Told) -> None:
    """The form was dragged out of the folder since; and a mail of ours was changed."""
    p = story.fork(she_ties)
    ref, folder = opened(p, ELS).ref, next(f for f in p.account.folders() if f.endswith("Els Wit"))
    with p.account.connect() as person:
        person.select(f'"{folder}"')
        (numbers,) = person.search(None, "FROM", STRANGERS[0])[1]
        assert person.copy(numbers.decode(), "INBOX")[0] == "OK"
        person.store(numbers.decode(), "+FLAGS", r"(\Deleted)")
        person.expunge()
        person.select(f'"{folder}/Correspondentie"')
        (numbers,) = person.search(None, "HEADER", "X-Trajectbot-Tied", "counts")[1]
        (answer,) = person.fetch(numbers.decode(), "(BODY.PEEK[])")[1][0][1:]
        assert answer.count(b"X-Trajectbot-Tied") == 2
        person.store(numbers.decode(), "+FLAGS", r"(\Deleted)")
        person.expunge()
    p.account.append(answer.replace(b" counts ", b" - "), folder=f"{folder}/Correspondentie", when=p.now)
    lost(p)
    restore(p, story.backup("begun"))
    assert received(p, ref)[1] == [PEERS[2][1]]


def test_an_old_copy_put_back_by_hand_destroys_again_at_the_start(story: Told) -> None:
    old, p = story.fork(talks), story.fork(destroys)
    ref, sent = opened(p, JAN).ref, len(p.sent())
    data = p.settings.stores.master_key_file.parent
    for file in old.settings.stores.master_key_file.parent.iterdir():
        if file.is_file():
            shutil.copy(file, data / file.name)
    with p.account.connect() as person:  # what tells that it is an old copy; then only the destruction is known
        for folder in p.account.folders():
            if "Els Wit" in folder:
                person.delete(f'"{folder}"')
    assert starts(p) == ""
    assert stage(p, ref) == (Stage.DESTROYED, False)
    assert since(p, sent) == []


def test_a_copy_that_is_none_for_this_installation_touches_nothing(story: Told, tmp_path: Path) -> None:
    p = story.fork(begins)
    copy = tmp_path / "copy"
    list(backup(p.settings, copy, p.now))
    with pytest.raises(ConfigurationError, match="living installation"):
        restore(p, copy)
    with pytest.raises(ConfigurationError, match="no backup in"):
        restore(p, tmp_path)
    lost(p)
    master = p.settings.stores.master_key_file
    key = master.read_bytes()
    there = sorted(master.parent.iterdir())
    for changed, said in ((b"", "is empty"), (b"QUJD" * 10 + b"QUI=", "wrong length|another installation")):
        master.write_bytes(changed)
        with pytest.raises(ConfigurationError, match=said):
            restore(p, copy)
    master.unlink()
    with pytest.raises(ConfigurationError, match="is missing"):
        restore(p, copy)
    master.write_bytes(key)
    elsewhere = shutil.move(next(copy.glob("keys-*")), tmp_path / "elsewhere")
    with pytest.raises(ConfigurationError, match="keys of this backup are not there"):
        restore(p, copy)
    assert sorted(master.parent.iterdir()) == there
    shutil.move(elsewhere, copy / f"keys-{next(copy.glob('data-*')).name[5:]}")
    unfinished.begin(p.settings.stores, "x")
    assert once(p)[0] == 2
    restoring.restore(p.settings, copy, None, Lock(), p.now)
    assert once(p)[0] == 0
    ledger = open_ledger(p.settings)
    with ledger.book() as book:
        assert events.chain(book).broken == 0
    ledger.close()


def test_a_traject_that_was_opened_since_is_lost_and_she_hears_which(story: Told) -> None:
    p = story.fork(answers)
    ref, sent = opened(p, JAN).ref, len(p.sent())
    lost(p)
    restore(p, story.backup("nothing"))
    assert starts(p) == ""
    assert stage(p, ref) == (None, False)
    assert {r.recipient for r in p.sent()[sent:]} == {SHE}
    assert ref in text_of(parsed(p.sent("restored")[0]))
    assert since(p, sent) == ["restored"]
    mails = len(p.folder(f"IFMS/Trajecten/{ref}.*/Correspondentie"))
    assert mails > 2, "all of it still lies there"


def test_what_waited_in_the_copy_and_went_then_is_not_sent_again(
    tmp_path: Path, account: Account, smtp_server: SmtpServer
) -> None:
    (home := tmp_path / "practice").mkdir()
    with practice(home, account, smtp_server, more=MORE) as p:
        p.smtp.recorder.sender_answer = "421 4.3.2 Not now"
        begins(p)
        p.round()
        list(backup(p.settings, tmp_path / "old", p.now))
        assert p.kinds() == []
        p.smtp.recorder.sender_answer = ""
        p.round("2026-11-03 13:00")
        for scene in (lists, answers):
            scene(p)
            p.round()
        sent = p.kinds()
        assert {"traject-started", "command-result", "list-received"} <= set(sent)
        p.app.workshop.ledger.close()
        lost(p)
        restore(p, tmp_path / "old")
        assert starts(p) == ""
        assert [kind for kind in since(p, len(sent)) if kind != "restored"] == []


def test_a_folder_that_may_not_be_read_ends_no_restore(certificates: Path, tmp_path: Path) -> None:
    """It may tell of a destruction, or of what was sent: nothing starts until it was read."""
    if reason := plugins_missing():
        pytest.skip(reason)
    server = Dovecot(more=RIGHTS).start()
    try:
        scenes = (begins, lists, talks, asks_for_destruction, destroys)
        for found in told(server, certificates, tmp_path, scenes):
            for closed in ("IFMS/Beoordelen", PROOFS):
                p = found.fork(destroys)
                ref, sent = opened(p, JAN).ref, len(p.sent())
                rights = server.folder / "mail" / p.account.user / f".{closed.replace('/', '.')}" / "dovecot-acl"
                rights.write_text("owner l\n")
                rights.chmod(0o644)
                lost(p, the_list_too=True)
                with pytest.raises(OperatorError, match="is not finished") as refused:
                    restore(p, found.backup("early"))
                assert closed in refused.value.problem
                assert "same command again" in refused.value.remedy
                assert_nothing_starts(p)
                rights.unlink()
                restore(p, found.backup("early"))
                assert starts(p) == ""
                assert stage(p, ref) == (Stage.DESTROYED, False)
                assert since(p, sent) == ["restored"]
            sent = len(p.sent())
            rights.write_text("owner l\n")
            p.now += timedelta(hours=1)
            starts(p)
            assert since(p, sent) == ["technical"], "a living installation is told, and goes on"
    finally:
        server.stop()


def plans(p: Practice) -> None:
    p.now = at("2027-06-10 13:00")
    p.reply(p.sent("destruction-confirm", SHE)[-1], f"A. de Vries <{SHE}>", "ja")


def thinks_better(p: Practice) -> None:
    p.now = at("2027-06-11 13:00")
    p.command(f"toch niet {opened(p, JAN).ref}")


def holds(p: Practice) -> None:
    p.now = at("2027-06-11 13:00")
    p.command(f"vasthouden {opened(p, JAN).ref} klacht")


def nothing_since(p: Practice) -> None:
    p.now = at("2027-06-11 13:00")


@pytest.mark.parametrize("since_then", [thinks_better, holds, nothing_since])
def test_no_plan_of_an_older_copy_is_carried_out(
    dovecot: Dovecot, certificates: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, since_then: Scene
) -> None:
    monkeypatch.setitem(KEPT, "planned", plans)
    scenes, more = (begins, lists, talks, asks_for_destruction, plans, since_then), MORE.replace("days = 0", "days = 2")
    for found in told(dovecot, certificates, tmp_path, scenes, more):
        p = found.fork(since_then)
        ref, sent = opened(p, JAN).ref, len(p.sent())
        lost(p)
        said = restore(p, found.backup("planned"))
        assert f"Was planned to be destroyed, and is not any more: {ref}; she is told." in said
        p.now = at("2027-07-01 10:00")
        assert starts(p) == ""
        assert stage(p, ref) == (Stage.HELD, True)
        assert since(p, sent)[:1] == ["restored"]
        assert ref in text_of(parsed(p.sent("restored")[-1]))


def all_write(p: Practice) -> None:
    """Whatever the bot answers, at once or when a job is done: forms taken back, refusals, questions, corrections."""
    p.now = at("2026-11-10 10:00")
    for number, said in enumerate(
        (
            "Ik trek mijn formulier in.", "Ik trek mijn formulier in en doe niet meer mee.", "Helaas lukt het mij niet om mee te doen.",
            "Wie leest mijn antwoorden?", "Ik stuur het volgende week.",
        )
    ):  # fmt: skip
        name, address, _ = PEERS[number]
        p.mail(f"{name} <{address}>", "Formulier", said)
    form, (name, address, _) = opened(p, JAN).form, PEERS[5]
    p.mail(f"{name} <{address}>", "Formulier", "", ("f.docx", form))
    p.mail(f"Jan Bakker <{JAN}>", "Lijst", "Voeg toe: Kees Groen, k.groen@kliniek.example, internist")
    p.mail(f"Jan Bakker <{JAN}>", "Vraag", "Hoe staat het ervoor?")


def test_nothing_that_was_answered_then_is_answered_again(
    dovecot: Dovecot, certificates: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(KEPT, "answered", answers)
    for found in told(dovecot, certificates, tmp_path, (begins, lists, answers, all_write)):
        p = found.fork(all_write)
        assert {"withdrawn", "decline-received", "correction-received"} <= set(p.kinds())
        sent = len(p.sent())
        before, ref = p.kinds().count("withdrawn"), opened(p, JAN).ref
        counted = received(p, ref)
        lost(p)
        restore(p, found.backup("answered"))
        assert p.sent()[sent:] == []
        for moment in ("2026-11-10 10:30", "2026-11-10 13:00"):
            p.now = at(moment)
            assert starts(p) == ""
        assert {r.recipient for r in p.sent()[sent:]} == {SHE}
        assert since(p, sent)[:1] == ["restored"]
        assert p.kinds().count("withdrawn") == before > 0
        assert received(p, ref) == counted


def two_more_answer(p: Practice) -> None:
    p.now = at("2026-11-10 10:00")
    form = opened(p, JAN).form
    for (name, address, _), body in zip((DOCTORS[0], OTHERS[0]), ("Kernwoord", "Zie bijlage."), strict=True):
        p.mail(f"{name} <{address}>", "Formulier", body, ("f.docx", fill(form, scores(name))))


def test_a_mail_that_the_server_withholds_ends_no_restore(
    dovecot: Dovecot, certificates: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(KEPT, "answered", answers)
    for found in told(dovecot, certificates, tmp_path, (begins, lists, answers, two_more_answer)):
        p = found.fork(two_more_answer)
        ref = opened(p, JAN).ref
        counted = len(answered(p, ref))
        box = p.account.server.folder / "mail" / p.account.user
        [damaged] = [f for d in ("cur", "new") for f in box.rglob(f"{d}/*") if b"Kernwoord" in f.read_bytes()]
        damaged.write_bytes(damaged.read_bytes()[:60])
        lost(p)
        said = restore(p, found.backup("answered"))
        assert "Mails that the server does not hand over, and that count for nothing now: 1." in said
        assert len(answered(p, ref)) == counted - 1
        starts(p)
        words = " ".join(text_of(parsed(p.sent("restored")[-1])).split())
        assert "kan de mailserver niet geven" in words
        assert f"in de map IFMS/Trajecten/{ref} Jan Bakker" in words


def answered(p: Practice, ref: str) -> frozenset[str]:
    ledger = open_ledger(p.settings)
    with ledger.book() as book:
        traject = book.traject(ref)
    ledger.close()
    assert traject is not None
    return traject.answered()
