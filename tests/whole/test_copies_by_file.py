"""A file of a form is known wherever it was attached: hers goes, others' is told, another traject's is no proof."""

from __future__ import annotations

import base64
import binascii
import bz2
import email
import gzip
import io
import lzma
import tarfile
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path
from uuid import uuid4

import pypdf
import pytest
from support.servers.dovecot import Account
from support.servers.smtp import SmtpServer
from support.stories.dialogue import Opened, collecting
from support.stories.people import PEERS, bounce_of, fill, scores
from support.stories.practice import INFO, JAN, SHE, Practice, at, enclosures, parsed, practice, text_of

from bot.core.world import Role
from bot.shell.keys import tokens
from bot.shell.keys.store import KeyStore
from bot.shell.keys.tokens import Addressee
from bot.shell.operator.verifying.verify import verified

HER = f"A. de Vries <{SHE}>"
GREETING, STRANGER = b"groet van Piet\n", "iemand@elders.example"


def attached(data: bytes, sender: str = INFO) -> bytes:
    """A new mail with this file, which refers to nothing."""
    mail = EmailMessage(SMTP)
    mail["From"], mail["To"], mail["Subject"], mail["Message-ID"] = (
        sender,
        "x@y.example",
        "Zie bijlage",
        f"<{uuid4().hex}@y.example>",
    )
    mail.set_content("Ter informatie.")
    mail.add_attachment(data, maintype="application", subtype="octet-stream", filename="iets.docx")
    return bytes(mail)


def in_short_lines(data: bytes) -> bytes:
    """The same in base64 with other line ends, as another program writes it."""
    whole = base64.encodebytes(data).decode().replace("\n", "\r\n").encode()
    short = b"\r\n".join(base64.b64encode(data)[at : at + 60] for at in range(0, len(data) * 2, 60))
    return attached(data).replace(whole.strip(), short.strip())


def enclosing(form: bytes, *, known: bool) -> bytes:
    """The form's mail as an attachment, with or without what it was known by."""
    inner = email.message_from_bytes(form, policy=SMTP)
    if not known:
        del inner["Message-ID"], inner["Date"]
    mail = EmailMessage(SMTP)
    mail["From"], mail["To"], mail["Subject"], mail["Message-ID"] = (
        HER,
        "x@y.example",
        "Fwd",
        f"<{uuid4().hex}@y.example>",
    )
    mail.set_content("Kijk even mee.")
    mail.add_attachment(inner)
    return bytes(mail)


@pytest.fixture
def forms(tmp_path: Path, account: Account, smtp_server: SmtpServer) -> tuple[Practice, Opened, list[bytes]]:
    """Two forms are in; with the first came a file of a few bytes. Their mails."""
    with practice(tmp_path, account, smtp_server, more="[traject]\ndestruction_cooling_days = 0\n") as p:
        opened = collecting(p)
        for person, more in ((PEERS[0], (("groet.txt", GREETING),)), (PEERS[1], ())):
            form = ("f.docx", fill(opened.form, scores(f"Netjes, zegt {person[0]}.")))
            p.mail(f"{person[0]} <{person[1]}>", "Feedbackformulier", "Zie bijlage.", form, *more)
        p.round("2026-11-06 10:00")
        found = [raw for _, raw in account.mails(opened.folder) if b"f.docx" in raw]
        assert len(found) == 2
        yield p, opened, found


def docx(form: bytes) -> bytes:
    return enclosures(email.message_from_bytes(form))["f.docx"]


def written(text: str, sender: str, **headers: str) -> bytes:
    """A new mail; header names with `_` for `-`."""
    mail = EmailMessage(SMTP.clone(max_line_length=900))
    headers = {"Message_ID": f"<{uuid4().hex}@y.example>", "Subject": "Los"} | headers
    for name, value in (("From", sender), ("To", "x@y.example"), *headers.items()):
        mail[name.replace("_", "-")] = value
    mail.set_content(text)
    return bytes(mail)


def zipped(name: str, data: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, data)
    return packed.getvalue()


def in_word(name: str, data: bytes) -> bytes:
    """Within another document."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(name, data)
    return made.getvalue()


def packed(ending: str, data: bytes, name: str = "f.docx") -> bytes:
    """In an archive that is no zip."""
    if ending in ("tar", "tgz"):
        out, member = io.BytesIO(), tarfile.TarInfo(name)
        member.size = len(data)
        with tarfile.open(fileobj=out, mode="w:gz" if ending == "tgz" else "w") as archive:
            archive.addfile(member, io.BytesIO(data))
        return out.getvalue()
    return {"gz": gzip.compress, "bz2": bz2.compress, "xz": lzma.compress}[ending](data)


def mbox(*mails: bytes) -> bytes:
    """Two mails as a program exports a folder: the first is none of a traject."""
    texts = (written("Niets.", STRANGER), mails[-1])
    return b"".join(b"From x@y.example Mon Nov  9 10:00:00 2026\r\n" + one.strip() + b"\r\n\r\n" for one in texts)


def uuencoded(data: bytes) -> str:
    lines = (binascii.b2a_uu(data[at : at + 45]).decode() for at in range(0, len(data), 45))
    return f"Zie onder.\n\nbegin 644 f.docx\n{''.join(lines)}`\nend\n"


def linked(data: bytes, beside: str = "") -> bytes:
    """The file is the address of a link."""
    page = f'<p>Zie <a href="data:application/octet-stream;base64,{base64.b64encode(data).decode()}">dit</a></p>'
    mail = email.message_from_bytes(written(beside or "x", HER), policy=SMTP)
    if beside:
        mail.add_alternative(page, subtype="html")
    else:
        mail.set_content(page, subtype="html")
    return bytes(mail)


def header(raw: bytes, name: str) -> str:
    return str(email.message_from_bytes(raw)[name])


def of_kind(kind: str, body: bytes, name: str = "") -> bytes:
    """A mail of hers that is this one part."""
    called = f'; name="{name}"' if name else ""
    head = (
        f"From: {HER}\r\nTo: x@y.example\r\nSubject: Zie\r\nMessage-ID: <{uuid4().hex}@y.example>\r\n"
        f"MIME-Version: 1.0\r\nContent-Type: {kind}{called}\r\n\r\n"
    )
    return head.encode() + body


def page(data: bytes, around: str = '<img src="data:image/jpeg;base64,{}">') -> bytes:
    mail = email.message_from_bytes(written("x", HER), policy=SMTP)
    mail.set_content(f"<p>Kijk</p>{around.format(base64.b64encode(data).decode())}", subtype="html")
    return bytes(mail)


def calendar(data: bytes) -> bytes:
    """Folded as programs do, so that the first line has only a few letters of the file."""
    line = f"ATTACH;FMTTYPE=application/octet-stream;ENCODING=BASE64;VALUE=BINARY:{base64.b64encode(data).decode()}"
    folded = "\r\n ".join([line[:75], *(line[at : at + 74] for at in range(75, len(line), 74))])
    event = f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1\r\n{folded}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    return of_kind("text/calendar; method=REQUEST", event.encode())


def portfolio(data: bytes, name: str = "f.docx") -> bytes:
    writer = pypdf.PdfWriter()
    writer.add_blank_page(100, 100)
    writer.add_attachment(name, data)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def kept_by_apple(mail: bytes) -> bytes:
    return b"%d     \n%s<?xml version='1.0'?><plist version='1.0'><dict/></plist>\n" % (len(mail), mail)


def receipt(identifier: str) -> bytes:
    told = (
        f"--o\r\nContent-Type: text/plain\r\n\r\nGelezen.\r\n--o\r\nContent-Type: message/disposition-notification\r\n\r\n"
        f"Final-Recipient: rfc822;{INFO}\r\nOriginal-Message-ID: {identifier}\r\nDisposition: displayed\r\n\r\n--o--\r\n"
    )
    return of_kind('multipart/report; report-type=disposition-notification; boundary="o"', told.encode())


@dataclass(frozen=True)
class Told:
    """What a mail may be made of: a form, a blank one, a mail of ours to its sender, and the other traject."""

    form: bytes
    blank: bytes
    ours: bytes
    ref: str
    other: str
    others: bytes
    keys: KeyStore

    def overview(self, *refs: str) -> bytes:
        """A mail of ours to her that is about no traject in particular, and names some."""
        token = tokens.make(self.keys, Addressee("", Role.PRACTITIONER, "", SHE), "praktijk.example")
        return written(f"Van Piet Jansen: {', '.join(refs)}", INFO, Message_ID=f"<{token}>")

    @property
    def piet(self) -> str:
        return header(self.form, "From")

    @property
    def id(self) -> str:
        return header(self.form, "Message-ID")

    def without_id(self) -> bytes:
        bare = email.message_from_bytes(self.form, policy=SMTP)
        del bare["Message-ID"]
        return bytes(bare)

    def unseen(self) -> bytes:
        return attached(self.blank, self.piet)

    def returned(self) -> bytes:
        return enclosing(self.ours, known=True).replace(HER.encode(), b"MAILER-DAEMON@elders.example")

    def returned_as(self, kind: str) -> bytes:
        """By its headers alone."""
        return bounce_of(email.message_from_bytes(self.ours), "x@y.example").replace(
            b"text/rfc822-headers", kind.encode()
        )

    @property
    def head(self) -> bytes:
        return self.ours.partition(b"\r\n\r\n")[0] + b"\r\n"


GOES: dict[str, Callable[[Told], bytes]] = {
    "Verzonden": lambda t: attached(docx(t.form)),
    "Archief": lambda t: in_short_lines(docx(t.form)),
    "Doorgestuurd": lambda t: enclosing(t.form, known=True),
    "Doorgestuurd zonder kop": lambda t: enclosing(t.form, known=False),
    "Van haar eigen adres": lambda t: attached(docx(t.form), HER),
    "Als bestand": lambda t: attached(t.form).replace(b"iets.docx", b"bericht.eml"),
    "Ingepakt": lambda t: attached(zipped("f.docx", docx(t.form))),
    **{ending: lambda t, e=ending: attached(packed(e, docx(t.form))) for ending in ("tgz", "tar", "gz", "bz2", "xz")},
    "Bericht in een tgz": lambda t: attached(packed("tgz", t.form, "f.eml")),
    "Mailbox in een bestand": lambda t: attached(mbox(t.blank, t.form)),
    "In letters": lambda t: written(uuencoded(docx(t.form)), HER),
    "In een link": lambda t: linked(docx(t.form)),
    "In een link naast tekst": lambda t: linked(docx(t.form), beside="Zie de pagina."),
    "In een plaatje": lambda t: page(docx(t.form)),
    "In een stijl": lambda t: page(docx(t.form), "<p style=\"background:url('data:;base64,{}')\">x</p>"),
    "In een bijgevoegde pagina": lambda t: attached(
        f"<img src='data:;base64,{base64.b64encode(docx(t.form)).decode()}'>".encode()
    ),
    "In kale letters": lambda t: written(base64.encodebytes(docx(t.form)).decode() + "Groet", HER),
    "In een export": lambda t: attached(b'{"f":"%s"}' % base64.b64encode(docx(t.form)).replace(b"/", b"\\/")),
    "In een agenda": lambda t: calendar(docx(t.form)),
    "In een PDF": lambda t: attached(portfolio(docx(t.form))),
    "Bericht in een PDF": lambda t: attached(portfolio(t.form, "bericht.eml")),
    "Bewaard door Apple": lambda t: attached(kept_by_apple(t.form)).replace(b"iets.docx", b"12.emlx"),
    "In een Word": lambda t: attached(in_word("word/embeddings/oleObject1.bin", docx(t.form))),
    "Vreemd gecodeerd": lambda t: in_short_lines(docx(t.form)).replace(b": base64", b": BASE64 (zo)"),
    "Leesbevestiging": lambda t: receipt(t.id),
    "Zonder haken": lambda t: written("Dank.", HER, In_Reply_To=t.id.strip("<>")),
    "Ingepakt bericht": lambda t: attached(zipped("f.eml", t.form)),
    "Doorgestuurd door Thunderbird": lambda t: written("Kijk mee.", HER, X_Forwarded_Message_Id=t.id),
    "Zonder nummer": Told.without_id,
    "Zonder bijlage": lambda t: written("Bijlage verwijderd.", t.piet, Message_ID=t.id),
    "Met voettekst": lambda t: written("Zie bijlage.\nDisclaimer.", t.piet, Message_ID=t.id),
    "Antwoord op ons": lambda t: written("Nog iets.", t.piet, In_Reply_To=header(t.ours, "Message-ID")),
    "Overzicht": lambda t: t.overview(t.ref),
    "Haar antwoord": lambda t: written("Dank.", HER, In_Reply_To=t.id),
    "Haar draad erover": lambda t: written("Dank.", HER, References=f"{t.id} <x@y.example>", Subject=f"Re: {t.ref}"),
}
LISTED: dict[str, Callable[[Told], bytes]] = {
    "Van een ander": lambda t: attached(docx(t.form), STRANGER),
    "Leeg formulier": lambda t: attached(t.blank),
    "Ongewenst": Told.unseen,
    "Aantekening": lambda t: written(f"Gesprek {t.ref}: sterk in communicatie.", HER),
    "Onderwerp": lambda t: written("Los.", HER, Subject=f"Over {t.ref}"),
    "Teruggestuurd": Told.returned,
    "Koppen teruggestuurd": lambda t: t.returned_as("text/rfc822-headers"),
    "Koppen als tekst": lambda t: t.returned_as("text/plain"),
    "Koppen als bestand": lambda t: attached(t.head, STRANGER).replace(b"iets.docx", b"koppen.txt"),
    "Nummer van een ander": lambda t: written("Anders.", STRANGER, Message_ID=t.id),
    "Haar draad": lambda t: written("Dank.", HER, References=f"<x@y.example> {t.id}"),
    "Verder in de draad": lambda t: written("Borrel.", HER, In_Reply_To="<los@y.example>", References=t.id),
}
SHARED: dict[str, Callable[[Told], bytes]] = {
    "Antwoord aan de ander": lambda t: written(
        "Dank.", HER, In_Reply_To=header(t.others, "Message-ID"), References=t.id
    ),
    "Kenmerk van de ander": lambda t: written("Dank.", HER, In_Reply_To=t.id, Subject=f"Re: [{t.other}]"),
    "Overzicht van beide": lambda t: t.overview(t.ref, t.other),
    "Beide kenmerken": lambda t: written(f"{t.ref} en {t.other}", HER),
    "Formulier en de ander": lambda t: attached(docx(t.form)).replace(b"Zie bijlage", f"Over {t.other}".encode()),
}
STAYS: dict[str, Callable[[Told], bytes]] = {
    "Even groot": lambda t: attached(bytes(reversed(docx(t.form)))),
    "Groet": lambda t: attached(GREETING),
    "Van de ander": lambda t: written("Dank.", HER, In_Reply_To=header(t.others, "Message-ID")),
    "Overzicht van de ander": lambda t: t.overview(t.other),
    "Gewoon": lambda t: written("Niets bijzonders.", HER),
}


def locked(data: bytes) -> bytes:
    """A zip that says that it needs a password."""
    made = bytearray(zipped("f.docx", data))
    made[6] |= 1
    made[made.rfind(b"PK\1\2") + 8] |= 1
    return bytes(made)


UNOPENED: dict[str, Callable[[Told], bytes]] = {
    "Op slot": lambda t: attached(locked(docx(t.form))),
    "Zeven": lambda t: attached(b"7z\xbc\xaf\x27\x1c" + docx(t.form)),
    "Rar": lambda t: attached(b"Rar!\x1a\x07\x00" + docx(t.form)),
    "Outlook": lambda t: attached(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)),
    "Afgekapt": lambda t: attached(docx(t.form)[: len(docx(t.form)) // 2]),
    "Afgekapt archief": lambda t: attached(packed("tgz", docx(t.form))[:-200]),
    "Versleuteld bestand": lambda t: attached(b"\x30\x80" + bytes(300)),
    "Versleutelde mail": lambda t: encrypted(),
    "Als letters versleuteld": lambda t: attached(
        b"-----BEGIN PGP MESSAGE-----\n\nhQEMA\n=abcd\n-----END PGP MESSAGE-----\n"
    ),
    "Half bericht": lambda t: of_kind('message/partial; id="abc"; number=2; total=2', t.form[len(t.form) // 2 :]),
    "Slot in een archief": lambda t: attached(packed("tgz", locked(docx(t.form)), "f.zip"), STRANGER),
    "Bom": lambda t: attached(gzip.compress(bytes(90_000_000))),
}
CLEAR: dict[str, Callable[[Told], bytes]] = {
    "Van de ander op slot": lambda t: written_to(t.others, locked(docx(t.form))),
    "Film": lambda t: attached(b"\0\0\0\x18ftypmp42" + bytes(100)),
    "Open": lambda t: attached(packed("tgz", b"Los van alles.", "a.txt")),
}


def encrypted() -> bytes:
    mail = email.message_from_bytes(written("x", HER), policy=SMTP)
    mail.set_content(b"\x30\x80" + bytes(300), "application", "pkcs7-mime", filename="smime.p7m")
    return bytes(mail)


def written_to(parent: bytes, data: bytes) -> bytes:
    """An answer to this mail with a file."""
    mail = email.message_from_bytes(attached(data, HER), policy=SMTP)
    mail["In-Reply-To"] = header(parent, "Message-ID")
    return bytes(mail)


def test_what_cannot_be_opened_is_told_and_nothing_is_claimed_of_it(
    forms: tuple[Practice, Opened, list[bytes]],
) -> None:
    """Before she confirms, on the certificate, and by a search afterwards."""
    p, opened, (first, _) = forms
    p.command("start els@kliniek.example Els Wit")
    p.round("2026-11-06 12:00")
    other = next(f for f in p.account.folders() if f.endswith("Els Wit"))
    (_, others), *_ = p.account.mails(f"{other}/Correspondentie")
    told = Told(first, opened.form, b"", opened.ref, "", others, p.app.workshop.ledger.keys)
    placed = {name: make(told) for name, make in (UNOPENED | CLEAR).items()}
    placed |= {"Van vroeger": placed["Op slot"]}
    for name, raw in placed.items():
        with p.account.connect() as client:
            client.create(f'"{name}"')
        p.account.append(raw, folder=name, when=at("2026-01-05 10:00") if name == "Van vroeger" else p.now)
    p.command(f"vernietig {opened.ref}")
    p.round("2026-11-09 10:00")
    asked = p.sent("destruction-confirm", SHE)[-1]
    _, _, rest = text_of(parsed(asked)).partition("niet kunnen openen")
    assert {name for name in placed if f"- {name}: 1 mail" in rest} == set(UNOPENED)
    p.reply(asked, HER, "ja")
    p.round("2026-11-09 10:10")
    assert all(raw in (m for _, m in p.account.mails(name)) for name, raw in placed.items())
    certificate = p.sent("destroyed-certificate", SHE)[-1]
    words = " ".join(text_of(parsed(certificate)).split())
    assert f"{len(UNOPENED)} mails bevatten iets dat niet te openen is" in words
    assert "Bij de controle achteraf is niets meer gevonden" not in words
    (_, proof) = enclosures(parsed(certificate)).values()
    assert f"Met iets erin dat niet te openen is: {len(UNOPENED)} mails." in proof.decode()
    assert "Bij de controle achteraf is niets meer aangetroffen" not in proof.decode()
    assert {name for name in placed if f"\n- {name}: 1\n" in proof.decode()} == set(UNOPENED)
    p.app.workshop.ledger.close()
    looked = [one for one in verified(p.settings, opened.ref, p.now) if one.store == "account"]
    assert {one.place for one in looked if one.unopened} == set(UNOPENED)
    assert not [one.place for one in looked if one.found]


def test_every_kind_of_copy_goes_or_is_named_and_nothing_else(forms: tuple[Practice, Opened, list[bytes]]) -> None:
    """What is told before, what is on the certificate, and what a search finds afterwards agree."""
    p, opened, (first, second) = forms
    p.command("start els@kliniek.example Els Wit")
    p.round("2026-11-06 12:00")
    other = next(f for f in p.account.folders() if f.endswith("Els Wit"))
    (_, others), *_ = p.account.mails(f"{other}/Correspondentie")
    ours = next(m.raw for m in p.sent("form-received") if m.recipient in header(first, "From"))
    told = Told(first, opened.form, ours, opened.ref, other.split("/")[-1][:7], others, p.app.workshop.ledger.keys)
    groups = (GOES, LISTED, SHARED, STAYS)
    placed = {name: make(told) for group in groups for name, make in group.items()}
    placed["Ook elders"] = attached(docx(second))
    for name, raw in placed.items():
        with p.account.connect() as client:
            client.create(f'"{name}"')
        p.account.append(raw, folder=name, when=p.now)
    p.command(f"vernietig {opened.ref}")
    p.round("2026-11-09 10:00")
    asked = p.sent("destruction-confirm", SHE)[-1]
    goes, _, rest = text_of(parsed(asked)).partition("lopend traject")
    shared, _, rest = rest.partition("noemt het traject")
    doubtful, _, unopened = rest.partition("niet kunnen openen")
    named = [{name for name in placed if f"- {name}: 1 mail" in part} for part in (goes, doubtful, shared, unopened)]
    assert named == [{*GOES, "Ook elders"}, set(LISTED), set(SHARED), {"Even groot"}]
    p.reply(asked, HER, "ja")
    p.round("2026-11-09 10:10")
    left = {name for name in placed if any(raw == placed[name] for _, raw in p.account.mails(name))}
    assert left == set(placed) - {*GOES, "Ook elders"}
    certificate = p.sent("destroyed-certificate", SHE)[-1]
    assert f"{len(LISTED) + len(SHARED)} mails" in " ".join(text_of(parsed(certificate)).split())
    assert "kon nog niet worden verwijderd" not in " ".join(text_of(parsed(p.sent("destroyed", JAN)[-1])).split())
    (_, words) = enclosures(parsed(certificate)).values()
    assert {name for name in placed if f"{name}: 1" in words.decode()} == left - set(STAYS) | {"Even groot"}
    p.app.workshop.ledger.close()
    looked = [one for one in verified(p.settings, opened.ref, p.now) if one.store == "account"]
    assert {one.place for one in looked if one.found} <= set(LISTED)
    assert {one.place for one in looked if one.stays} <= set(SHARED)
