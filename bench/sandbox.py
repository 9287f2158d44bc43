"""Reading mails in the warm sandbox against reading them in this process."""

from __future__ import annotations

from email.message import EmailMessage

from measuring import fastest, ordinary, ratio, size

# isort: split
from support.stories.people import respondent_sheet

from bot.core.mail.parse import parse
from bot.readers import read
from bot.shell.sandbox.parent import Allowance, Sandbox

PEOPLE = tuple((f"Collega Nummer{n}", f"c{n}@ziekenhuis.example", "cardioloog") for n in range(25))


def with_list(number: int) -> bytes:
    """A mail with a small workbook."""
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = f"e{number}@elders.example", "info@praktijk.example", f"Lijst {number}"
    mail.set_content("Bijgaand de lijst.\n")
    sheet = respondent_sheet(*PEOPLE)
    mail.add_attachment(sheet, maintype="application", subtype="octet-stream", filename="lijst.xlsx")
    return mail.as_bytes()


def measure(what: str, mails: list[bytes], sandbox: Sandbox) -> None:
    def within() -> None:
        for raw in mails:
            sandbox.read_mail(raw)

    def directly() -> None:
        for raw in mails:
            parse(raw, lambda data, name: read(data, name))

    within()  # warm: the child has imported what it needs
    directly()
    inside, outside = fastest(within, directly)
    ratio(f"{what}: the sandbox takes, against reading in this process", inside / outside)
    ratio(f"{what}: overhead of the sandbox", 1000 * (inside - outside) / len(mails), "ms per mail")


def main() -> None:
    count = size(300, "how many mails of each kind")
    with Sandbox(allowance=Allowance(jobs=100_000)) as sandbox:
        measure("text of 3 KB", [ordinary(number) for number in range(count)], sandbox)
        measure("text with a workbook", [with_list(0)] * count, sandbox)


if __name__ == "__main__":
    main()
