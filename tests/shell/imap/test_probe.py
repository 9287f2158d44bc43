"""`check` tries the very folders that a round uses, on servers of every kind, and leaves nothing behind."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from support.servers.dovecot import Account, Dovecot, dovecot_missing
from support.servers.proxy import Proxy, without
from support.small_mails import WHEN, small_mail, subjects

from bot.shell.imap.mailbox import Mailbox
from bot.shell.imap.probe import probe
from bot.shell.operator.check import TRIAL
from bot.shell.round.folders import Folders
from bot.shell.servers.endpoints import Proof

LAZY = """
namespace expunged {{
  separator = {separator}
  prefix = {prefix}Verwijderd{separator}
  location = maildir:{d}/mail/%n/expunged
}}
protocol imap {{
  mail_plugins = $mail_plugins lazy_expunge
}}
plugin {{
  lazy_expunge = WHERE
}}
"""
RIGHTS = """
protocol imap {{
  mail_plugins = $mail_plugins acl imap_acl
}}
plugin {{
  acl = vfile:{d}/rights
}}
"""


def tried(mailbox: Mailbox, root: str = "IFMS") -> list[Proof]:
    return list(probe(mailbox, Folders(mailbox, root).trial(TRIAL)))


def verdict(proofs: list[Proof]) -> str:
    return "".join("+" if proof.ok else "-" for proof in proofs)


@pytest.fixture(
    params=[("/", ""), (".", "INBOX."), ("/", "INBOX/"), (".", ""), ("^", "Mijn^")],
    ids=["slash", "INBOX dot", "INBOX slash", "dot", "another delimiter and another prefix"],
)
def any_account(request: pytest.FixtureRequest, dovecot: Dovecot, dotted_dovecot: Dovecot) -> Iterator[Account]:
    """A mailbox on a server with this delimiter and this prefix."""
    known = {("/", ""): dovecot, (".", "INBOX."): dotted_dovecot}
    server = known.get(request.param) or Dovecot(*request.param).start()
    yield server.account()
    if server not in (dovecot, dotted_dovecot):
        server.stop()


def test_the_probe_proves_all_and_leaves_nothing(any_account: Account) -> None:
    any_account.append(small_mail("een"))
    before = any_account.folders()
    with Mailbox(any_account.endpoint()) as mailbox:
        proofs = tried(mailbox, "Praktijk/IFMS")
        name = mailbox.folder_name(("Praktijk", "IFMS", "Trajecten", TRIAL))
        assert verdict(proofs) == "++++++"
        assert proofs[0].words == name
        assert name.startswith(mailbox.prefix)
        assert tried(mailbox, "Praktijk/IFMS") == proofs
    assert any_account.folders() == before
    assert subjects(any_account.mails()) == ["een"]


def test_what_was_there_stays(any_account: Account) -> None:
    with Mailbox(any_account.endpoint()) as mailbox:
        Folders(mailbox, "IFMS").ensure_base()
        kept = mailbox.folder_name(("IFMS", "Trajecten", "T-7KQFK P. Jansen"))
        mailbox.append(kept, small_mail("een"), WHEN, seen=False)
        before = any_account.folders()
        assert verdict(tried(mailbox)) == "++++++"
        assert len(mailbox.scan(kept).uids) == 1
    assert any_account.folders() == before


def test_what_a_killed_check_left_is_no_obstacle(any_account: Account) -> None:
    with Mailbox(any_account.endpoint()) as mailbox:
        for name in Folders(mailbox, "IFMS").trial(TRIAL)[0]:
            mailbox.append(name, small_mail("oud"), WHEN, seen=False)
        assert verdict(tried(mailbox)) == "++++++"
        assert not [name for name in mailbox.every_folder() if "controle" in name]


@pytest.mark.parametrize(
    ("lacking", "expected", "words"),
    [
        pytest.param(("MOVE",), "++++++", "", id="no MOVE"),
        pytest.param(("UIDPLUS",), "++++++", "", id="no UIDPLUS"),
        pytest.param(("MOVE", "UIDPLUS"), "++----", "MOVE or UIDPLUS", id="neither"),
        pytest.param(("NAMESPACE",), "++++++", "", id="no NAMESPACE"),
    ],
)
def test_what_a_server_lacks(
    dovecot: Dovecot, account: Account, lacking: tuple[str, ...], expected: str, words: str
) -> None:
    with (
        Proxy(dovecot.host, dovecot.imap_port, from_server=without(*lacking)) as proxy,
        Mailbox(account.endpoint(port=proxy.port)) as mailbox,
    ):
        proofs = tried(mailbox)
    assert verdict(proofs) == expected
    assert words in "".join(proof.words for proof in proofs)
    assert account.folders() == ["INBOX"]


def test_a_server_that_takes_no_letters_beyond_ascii_gets_plain_names(dovecot: Dovecot, account: Account) -> None:
    def refuse(line: bytes) -> bytes:
        return line.replace(b"CREATE", b"XCREATE") if b"CREATE" in line and b"Zo&" in line else line

    with (
        Proxy(dovecot.host, dovecot.imap_port, from_client=refuse) as proxy,
        Mailbox(account.endpoint(port=proxy.port)) as mailbox,
    ):
        proofs = tried(mailbox)
    assert verdict(proofs) == "++++++"
    assert "as IFMS/Trajecten/Trajectbot-controle Zoe Co," in proofs[0].words
    assert account.folders() == ["INBOX"]


@pytest.mark.parametrize("separator", ["/", "."])
@pytest.mark.parametrize("target", ["Verwijderd{0}", "Weg"], ids=["a namespace", "a folder"])
def test_it_says_where_removed_mail_goes(separator: str, target: str) -> None:
    if reason := dovecot_missing():
        pytest.skip(reason)
    prefix = "INBOX." if separator == "." else ""
    lazy = LAZY.replace("WHERE", prefix + target.format(separator))
    server = Dovecot(separator, prefix, lazy).start()
    try:
        account = server.account()
        with Mailbox(account.endpoint()) as mailbox:
            proofs = tried(mailbox)
            assert verdict(proofs) == "++++-+"
            assert prefix + target.format(separator).rstrip(separator) in proofs[4].words
            assert "what is destroyed would go on existing there" in proofs[4].words
            for folder in set(mailbox.every_folder()):
                assert mailbox.scan(folder, with_deleted=True).uids == ()
    finally:
        server.stop()


@pytest.mark.parametrize(
    ("rights", "expected"),
    [
        pytest.param("lrwstipekxa", "++++++", id="all"),
        pytest.param("lrwstipek", "+++++-", id="may not delete a folder"),
        pytest.param("lrws", "------", id="may only read"),
        pytest.param("lrwstipkx", "++----", id="may not expunge"),
    ],
)
def test_what_is_not_allowed_is_told(rights: str, expected: str) -> None:
    if reason := dovecot_missing():
        pytest.skip(reason)
    server = Dovecot("/", "", RIGHTS).start()
    try:
        (server.folder / "rights").write_text(f"* owner {rights}\n")
        (server.folder / "rights").chmod(0o644)
        with Mailbox(server.account().endpoint()) as mailbox:
            proofs = tried(mailbox)
    finally:
        server.stop()
    assert verdict(proofs) == expected
    assert all(proof.words for proof in proofs if not proof.ok)
