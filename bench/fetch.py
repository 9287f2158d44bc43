"""Fetching mails from a real Dovecot: in chunks, as the bot does, against one by one."""

from __future__ import annotations

from measuring import fastest, ordinary, ratio, size

# isort: split
from support.servers.dovecot import Dovecot, dovecot_missing

from bot.shell.imap.mailbox import Mailbox

LIMIT = 40_000_000


def main() -> None:
    if reason := dovecot_missing():
        raise SystemExit(reason)
    count = size(400, "how many mails of 3 KB")
    server = Dovecot().start()
    try:
        account = server.account()
        account.append(*(ordinary(number) for number in range(count)))
        with Mailbox(account.endpoint()) as mailbox:
            measure(mailbox, count)
    finally:
        server.stop()


def measure(mailbox: Mailbox, count: int) -> None:
    uids = mailbox.scan("INBOX").uids

    def in_chunks() -> None:
        if sum(1 for _ in mailbox.fetch("INBOX", uids, LIMIT)) != count:
            raise SystemExit("mails are missing")

    def one_by_one() -> None:
        for uid in uids:
            list(mailbox.fetch("INBOX", (uid,), LIMIT))

    chunks, single = fastest(in_chunks, one_by_one)
    ratio("fetching one by one takes, against in chunks", single / chunks)
    known = fastest(lambda: mailbox.scan("INBOX"))[0]
    ratio("a look at a folder without news costs, of fetching it", 100 * known / chunks, "%")


if __name__ == "__main__":
    main()
