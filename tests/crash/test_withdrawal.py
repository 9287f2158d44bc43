"""A form that is taken back is removed everywhere and told once, whichever change the process is killed after."""

from __future__ import annotations

from pathlib import Path

from support.crash import Fuse, copied, crash, recover
from support.servers.dovecot import Dovecot
from support.stories.dialogue import collecting, send_form
from support.stories.ending import different, ending
from support.stories.people import PEERS
from support.stories.practice import Practice

NAME, ADDRESS, _ = PEERS[0]


def test_a_kill_at_any_change_leaves_nothing_of_it(practice_run: Practice, dovecot: Dovecot, tmp_path: Path) -> None:
    p = practice_run
    opened = collecting(p)
    send_form(p, opened, PEERS[0], "Een uitgesproken kanarie-oordeel.")
    p.round("2026-11-05 10:00")
    with p.account.connect() as client:
        client.create("Archief")
        client.select(f'"{opened.folder}"')
        client.uid("COPY", "1:*", "Archief")
    p.mail(f"{NAME} <{ADDRESS}>", "Formulier", "Ik trek mijn formulier in.")
    received = list(p.smtp.received)
    before = copied(p, tmp_path / "before", dovecot.account())
    undisturbed = Fuse()
    assert not crash(p, undisturbed)
    recover(p)
    after, steps = ending(p), undisturbed.steps
    assert p.kinds(ADDRESS) == ["form-received", "withdrawn"]
    removals = [n for n, step in enumerate(steps, 1) if step == "imap uid_expunge"]
    assert len(removals) > 1
    for at in range(removals[0] - 1, removals[-1] + 2):
        before.smtp.recorder.received = list(received)
        again = copied(before, tmp_path / f"copy{at}", dovecot.account())
        assert crash(again, Fuse(at))
        recover(again)
        assert different(after, ending(again)) == {}, f"after change {at}, {steps[at - 1]}"
