"""The mailbox misbehaves, or people move mail about while the bot is at work: nothing is lost or done twice (G1, G8)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from support.chaos import hands
from support.crash import Disturbed, Fuse, Killed, copied, crash, recover
from support.servers.dovecot import Account, Dovecot
from support.servers.proxy import Proxy
from support.servers.smtp import SmtpServer
from support.stories.ending import different, ending
from support.stories.people import DOCTORS, OTHERS, PEERS, fill, respondent_sheet, scores
from support.stories.practice import JAN, SHE, Practice, practice
from support.stories.scenes import MORE, SCENES, answers, comes_late, completes, lists, opened

from bot.core.errors import TransientError
from bot.shell.imap.mailbox import Mailbox


@pytest.fixture
def small(tmp_path: Path, account: Account, smtp_server: SmtpServer) -> Iterator[Practice]:
    """A practice with the small rules of the scenes."""
    with practice(tmp_path, account, smtp_server, more=MORE) as running:
        yield running


def until_scene(p: Practice, last: Callable[[Practice], None]) -> None:
    """The story up to and with the mails of this scene; its round is the test's."""
    for scene in SCENES:
        scene(p)
        if scene is last:
            return
        recover(p)


def made_anew(account: Account, *folders: str) -> None:
    """As after a restore of the mail server: the same mails, other UIDs, another UIDVALIDITY."""
    root = account.server.folder / "mail" / account.user
    for folder in folders:
        place = root if folder == "INBOX" else root / f".{folder.replace('/', '.')}"
        for name in ("dovecot-uidlist", "dovecot.index", "dovecot.index.log", "dovecot.index.cache"):
            (place / name).unlink(missing_ok=True)
        (place / "dovecot-uidvalidity").unlink(missing_ok=True)


def validity(account: Account, folder: str) -> int:
    with Mailbox(account.endpoint()) as mailbox:
        return mailbox.scan(folder).uidvalidity


def test_uidvalidity_changes_everywhere(small: Practice) -> None:
    p = small
    until_scene(p, completes)
    recover(p)
    before = ending(p)
    folders = [f for f in p.account.folders() if p.account.mails(f)]
    old = {f: validity(p.account, f) for f in folders}
    made_anew(p.account, *folders)
    assert all(validity(p.account, f) != old[f] for f in folders)
    recover(p)
    assert different(before, ending(p)) == {}


def test_uidvalidity_changes_between_the_outcome_and_the_move(small: Practice) -> None:
    p = small
    until_scene(p, lists)
    recover(p)
    answers(p)

    def dies() -> None:
        raise Killed

    with pytest.raises(Killed):
        disturbed(p, "move", dies)
    made_anew(p.account, "INBOX")
    recover(p)
    assert [len(p.folder("INBOX")), len(p.folder("IFMS/Beoordelen"))] == [1, 1]
    assert sorted(p.kinds())[:3] == ["command-result", "decision-needed", "decline-received"]
    assert len(p.sent("form-received")) == 1


def test_uidvalidity_changes_while_mail_of_a_destroyed_traject_is_expunged(small: Practice) -> None:
    p = small
    until_scene(p, comes_late)

    def dies() -> None:
        raise Killed

    with pytest.raises(Killed):
        disturbed(p, "uid_expunge", dies)
    made_anew(p.account, "INBOX")
    recover(p)
    assert [m["Subject"] for m in p.folder("INBOX")] == ["Supervisie dinsdag", "Supervisie donderdag"]


def disturbed(p: Practice, command: str, act: Callable[[], None], port: int = 0) -> bool:
    """A round during which somebody else acts just before this command; whether it came to its end."""
    with Mailbox(p.account.endpoint(port=port or p.account.server.imap_port)) as mailbox:
        mailbox._connection = Disturbed(mailbox._connection, command, act)  # type: ignore[assignment]
        try:
            p.app.round(mailbox, p.now)
        except TransientError:
            return False
    return True


def elsewhere(p: Practice, folder: str, then: Callable[[Any], None]) -> Callable[[], None]:
    """What she does in another mail program."""

    def act() -> None:
        with p.account.connect() as client:
            client.select(f'"{folder}"')
            then(client)

    return act


def deletes(client: Any) -> None:
    client.uid("STORE", "1:*", "+FLAGS", "\\Deleted")
    client.expunge()


@pytest.mark.parametrize(
    "command",
    [
        pytest.param("fetch", id="between the look and the fetch"),
        pytest.param("move", id="between the outcome and the move"),
    ],
)
def test_mails_deleted_by_her_are_simply_gone(small: Practice, command: str) -> None:
    p = small
    until_scene(p, answers)
    disturbed(p, command, elsewhere(p, "INBOX", deletes))
    recover(p)
    assert p.folder("INBOX") == []
    counted = len(p.sent("form-received"))
    assert counted == (0 if command == "fetch" else 1)
    completes_without_koppel(p)
    assert len(p.sent("form-received")) == counted + 1


def completes_without_koppel(p: Practice) -> None:
    form = ("f.docx", fill(opened(p).form, scores()))
    p.mail(f"{OTHERS[0][0]} <{OTHERS[0][1]}>", "Feedbackformulier", "Zie bijlage.", form)
    recover(p)


def test_a_mail_dragged_away_between_outcome_and_move_follows_her_hand(small: Practice) -> None:
    p = small
    until_scene(p, answers)
    p.account.append(b"Subject: x\r\n\r\n", folder="Priv")

    def drags(client: Any) -> None:
        client.uid("MOVE", "1:*", "Priv")

    disturbed(p, "move", elsewhere(p, "INBOX", drags))
    recover(p)
    assert len(p.account.mails("Priv")) == 5
    assert len(p.sent("form-received")) == 1
    assert p.folder(f"{opened(p).folder}")[1:] == []


def test_a_deleted_traject_folder_stops_nothing(small: Practice) -> None:
    p = small
    until_scene(p, completes)
    with p.account.connect() as client:
        for folder in (f"{opened(p).folder}/Correspondentie", opened(p).folder):
            client.delete(f'"{folder}"')
    recover(p)
    assert len(p.sent("ready", SHE)) == 1
    kinds = [m["X-Trajectbot"] for m in p.folder(opened(p).folder)]
    assert kinds.count("dossier") == 1


def test_deleted_folders_of_the_practice_come_back(small: Practice) -> None:
    p = small
    until_scene(p, completes)
    with p.account.connect() as client:
        client.delete("IFMS/Beoordelen")
        client.delete("IFMS/Geparkeerd")
    recover(p)
    assert "IFMS/Beoordelen" in p.account.folders()
    assert len(p.sent("form-received", OTHERS[0][1])) == 1


COMMANDS = ("fetch", "move", "append", "create_folder")


@pytest.mark.parametrize("command", COMMANDS)
def test_the_connection_breaks_in_the_middle(small: Practice, command: str, dovecot: Dovecot, tmp_path: Path) -> None:
    """Kicked out before each of the commands: the next connection takes up where the last one was, within the round
    where mails are asked for by their UIDs.
    """
    p = small
    until_scene(p, completes if command != "create_folder" else SCENES[0])
    calm = copied(p, tmp_path / "calm", dovecot.account())
    received = list(p.smtp.received)
    recover(calm)
    wanted = ending(calm)
    p.smtp.recorder.received = received
    with Proxy(dovecot.host, dovecot.imap_port) as line:
        p.app.workshop.ledger.close()
        assert disturbed(p, command, line.cut, line.port) is (command in ("fetch", "move"))
    recover(p)
    assert different(wanted, ending(p)) == {}


def test_a_copy_for_a_second_traject_is_no_drag(small: Practice, tmp_path: Path, dovecot: Dovecot) -> None:
    """A mail with forms for two trajects: its copy survives a crash, and folders made anew, as what it is."""
    p = small
    until_scene(p, lists)
    recover(p)
    other = "p.smit@elders.example"
    p.command(f"start {other} Piet Smit")
    recover(p)
    second = opened(p, other)
    p.reply(second.started, f"Piet Smit <{other}>", "De lijst.", ("lijst.xlsx", respondent_sheet(PEERS[0], DOCTORS[0])))
    recover(p)
    first = opened(p, JAN)
    files = [("a.docx", fill(first.form, scores("a"))), ("b.docx", fill(second.form, scores("b")))]
    p.mail(f"{PEERS[0][0]} <{PEERS[0][1]}>", "Twee formulieren", "Zie bijlagen.", *files)
    fork = copied(p, tmp_path / "calm", dovecot.account())
    received, count = list(p.smtp.received), Fuse()
    crash(fork, count)
    recover(fork)
    wanted = ending(fork)
    assert wanted["jobs"][("copy", "T2", True)] + wanted["jobs"][("copy", "T1", True)] == 1
    at = count.steps.index("imap append") + 1  # the copy; what is filed in Correspondentie comes after it
    p.smtp.recorder.received = list(received)
    q = copied(p, tmp_path / "cut", dovecot.account())
    assert crash(q, Fuse(at))
    recover(q)
    assert different(wanted, ending(q)) == {}
    p.smtp.recorder.received = list(received)
    recover(p)
    made_anew(p.account, *(f for f in p.account.folders() if "T-" in f))
    recover(p)
    assert different(wanted, ending(p)) == {}


@pytest.mark.parametrize("validity", [False, True], ids=["same-uidvalidity", "other-uidvalidity"])
def test_a_mailbox_that_is_put_back_from_a_copy_takes_nothing_back(
    small: Practice, tmp_path: Path, validity: bool
) -> None:
    """What had been handled since is filed once more, what came since is handled, whatever UID it gets."""
    p = small
    until_scene(p, lists)
    recover(p)
    answers(p)
    old = hands.copied(p.account, tmp_path / "old")
    recover(p)
    before, sent = ending(p), len(p.sent())
    for number in range(3):
        p.mail("Wie Dan Ook <wie@elders.example>", f"Nieuwsbrief {number}", "Lees meer.")
    recover(p)
    hands.put_back(p.account, old, validity=validity)
    for number in range(2):
        p.mail("Wie Dan Ook <wie@elders.example>", f"Andere brief {number}", "Lees meer.")
    p.command("status")
    recover(p)
    recover(p)
    assert p.kinds()[sent:] == ["command-result"]
    after = ending(p)
    for what in ("trajects", "stages", "questions"):
        assert after[what] == before[what], what
    letters = sorted(s for m in p.folder("INBOX") if "brief" in (s := str(m["Subject"])))
    assert letters == ["Andere brief 0", "Andere brief 1"]
    for name in (opened(p).folder, "IFMS/Beoordelen"):
        assert (
            after["folders"][name.replace(opened(p).ref, "T1")] == before["folders"][name.replace(opened(p).ref, "T1")]
        )
