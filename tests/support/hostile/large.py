"""Files that are made to take all memory, and large ones that are honest: what each is, and how it should end."""

from __future__ import annotations

import io
import random
import struct
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass

from support.office_files import docx, odf, paragraph, run, xlsx, zipped

MB = 1_000_000


@dataclass(frozen=True, slots=True)
class Large:
    """`honest` ones must be read."""

    name: str
    make: Callable[[], bytes]
    honest: bool = False


def words(size: int, seed: int = 1) -> str:
    """Text of about so many signs that packs some five times, as people's does."""
    rng = random.Random(seed)
    known = ["".join(rng.choices("abcdefghijklmnoprstuvwz", k=rng.randint(2, 11))) for _ in range(4000)]
    return " ".join(rng.choices(known, k=size // 7))


def hollow_paragraphs() -> bytes:
    return docx("<w:p/>" * 2_500_000)


def much_text_in_word() -> bytes:
    text = words(50 * MB)
    return docx("".join(paragraph(run(text[at : at + 2000])) for at in range(0, len(text), 2000)))


def many_attributes() -> bytes:
    return docx("".join(f'<w:p w:a{n}="1" w:b{n}="2"/>' for n in range(500_000)))


def deep_word() -> bytes:
    return docx("<w:sdt><w:sdtContent>" * 100_000 + "</w:sdtContent></w:sdt>" * 100_000)


def wide_table() -> bytes:
    row = "<w:tr>" + "<w:tc><w:p><w:r><w:t>1</w:t></w:r></w:p></w:tc>" * 60 + "</w:tr>"
    return docx("<w:tbl>" + row * 12_000 + "</w:tbl>")


def _sheet(rows: int, columns: int, value: Callable[[int, int], str]) -> bytes:
    body = "".join(
        f'<row r="{r}">' + "".join(value(r, c) for c in range(columns)) + "</row>" for r in range(1, rows + 1)
    )
    return xlsx(body)


def million_cells() -> bytes:
    return _sheet(20_000, 50, lambda r, c: f"<c><v>{r * c % 977}</v></c>")


def million_words() -> bytes:
    return _sheet(20_000, 50, lambda r, c: f'<c t="inlineStr"><is><t>woord {r * 7919 % 9973} {c}</t></is></c>')


def large_cells() -> bytes:
    text = words(30_000)
    return _sheet(60, 50, lambda r, c: f'<c t="inlineStr"><is><t>{text[r:]}{c}</t></is></c>')


def repeated_cells() -> bytes:
    cell = '<table:table-cell table:number-columns-repeated="1000"><text:p>x</text:p></table:table-cell>'
    row = f'<table:table-row table:number-rows-repeated="1000000">{cell}</table:table-row>'
    return odf("spreadsheet", f'<table:table table:name="a">{row}</table:table>')


def million_rows_of_ods() -> bytes:
    row = "<table:table-row>" + "<table:table-cell><text:p>1</text:p></table:table-cell>" * 10 + "</table:table-row>"
    return odf("spreadsheet", '<table:table table:name="a">' + row * 60_000 + "</table:table>")


def much_text_in_odt() -> bytes:
    text = words(40 * MB)
    return odf("text", "".join(f"<text:p>{text[at : at + 500]}</text:p>" for at in range(0, len(text), 500)))


def zip_of_zeros() -> bytes:
    return zipped({f"{n}.txt": bytes(60 * MB) for n in range(3)})


def zip_of_words() -> bytes:
    text = words(9 * MB).encode()
    return zipped({f"{n}.txt": text for n in range(4)})


def zip_in_zip() -> bytes:
    inner = zipped({"a.txt": words(18 * MB).encode()})
    return zipped({"een.zip": inner, "twee.zip": inner})


def _pdf(objects: list[bytes]) -> bytes:
    out, places = io.BytesIO(), []
    out.write(b"%PDF-1.7\n")
    for number, body in enumerate(objects, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.write(b"".join(b"%010d 00000 n \n" % place for place in places))
    out.write(b"trailer <</Size %d /Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start))
    return out.getvalue()


def _stream(head: bytes, data: bytes, level: int = 6) -> bytes:
    packed = zlib.compress(data, level)
    return b"<<%s /Filter /FlateDecode /Length %d>>\nstream\n%s\nendstream" % (head, len(packed), packed)


def _pages(content: bytes, count: int, resources: bytes = b"", more: tuple[bytes, ...] = ()) -> bytes:
    kids = b" ".join(b"%d 0 R" % (4 + n) for n in range(count))
    page = b"<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 3 0 R /Resources <<%s>>>>" % resources
    head = [b"<</Type /Catalog /Pages 2 0 R>>", b"<</Type /Pages /Count %d /Kids [%s]>>" % (count, kids)]
    return _pdf([*head, _stream(b"", content), *[page] * count, *more])


FONT = b"/Font <</F <</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>>>"


def huge_picture() -> bytes:
    about = b"/Type /XObject /Subtype /Image /Width 30000 /Height 30000 /ColorSpace /DeviceRGB /BitsPerComponent 8"
    picture = _stream(about, bytes(400 * MB), 1)
    return _pages(b"q 595 0 0 842 0 0 cm /I Do Q", 1, b"/XObject <</I 5 0 R>>", (picture,))


def text_on_one_page() -> bytes:
    text = words(8 * MB)
    shown = b"\n".join(
        b"1 0 0 1 %d %d Tm (%s) Tj" % (at % 500, at // 500 % 840, text[at : at + 60].encode())
        for at in range(0, len(text), 60)
    )
    return _pages(b"BT /F 8 Tf " + shown + b" ET", 1, FONT)


def many_full_pages() -> bytes:
    text = words(20_000)
    shown = b" ".join(b"(%s) Tj T*" % text[at : at + 80].encode() for at in range(0, len(text), 80))
    return _pages(b"BT /F 4 Tf 4 TL 20 830 Td " + shown + b" ET", 3000, FONT)


def many_lines() -> bytes:
    shown = b"".join(b"%d %d m %d %d l S\n" % (n % 595, n % 842, n % 577, n % 811) for n in range(1_500_000))
    return _pages(shown, 1)


def grid_of_lines() -> bytes:
    across = b"".join(b"0 %.2f m 595 %.2f l S\n" % (n / 4, n / 4) for n in range(3300))
    down = b"".join(b"%.2f 0 m %.2f 842 l S\n" % (n / 4, n / 4) for n in range(2300))
    return _pages(across + down, 20)


def many_fields() -> bytes:
    count = 60_000
    kids = b" ".join(b"%d 0 R" % (5 + n) for n in range(count))
    field = b"<</Type /Annot /Subtype /Widget /FT /Tx /T (v%d) /V (%s) /Rect [0 0 9 9] /P 3 0 R>>"
    return _pdf(
        [
            b"<</Type /Catalog /Pages 2 0 R /AcroForm <</Fields [%s]>>>>" % kids,
            b"<</Type /Pages /Count 1 /Kids [3 0 R]>>",
            b"<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Annots [%s] /Contents 4 0 R>>" % kids,
            _stream(b"", b""),
            *(field % (n, b"waarde" * 20) for n in range(count)),
        ]
    )


def object_streams() -> bytes:
    return _pages(
        b"BT ET", 1, FONT, tuple(_stream(b"/Type /ObjStm /N 1 /First 4", bytes(50 * MB), 9) for _ in range(2))
    )


def large_text() -> bytes:
    return words(38 * MB).encode()


def large_csv() -> bytes:
    return ("Naam;E-mail;Functie\n" + "P. de Vries;p@z.example;arts\n" * 1_200_000).encode()


def one_line_of_commas() -> bytes:
    return b"a," * (15 * MB)


def deep_page() -> bytes:
    return b"<html><body>" + b"<div>" * 1_500_000


def wide_page() -> bytes:
    return b"<html><body><table>" + b"<tr>" + b"<td>x</td>" * 2_500_000


def large_rtf() -> bytes:
    return b"{\\rtf1\\ansi " + b"\\par " + words(38 * MB).encode() + b"}"


def deep_rtf() -> bytes:
    return b"{\\rtf1\\ansi " + b"{\\b " * 4_000_000


def large_picture() -> bytes:
    rows = zlib.compress(bytes(300 * MB), 1)

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 30_000, 30_000, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def noise() -> bytes:
    return random.Random(2).randbytes(28 * MB)


def mail_in_mails() -> bytes:
    raw = b"Subject: diep\n\ntekst\n"
    for _ in range(400):
        raw = b"Subject: x\nContent-Type: message/rfc822\n\n" + raw
    return raw + b"w" * 30 * MB


def many_parts() -> bytes:
    part = b"--b\nContent-Type: text/plain; name=a.txt\nContent-Disposition: attachment; filename=a.txt\n\nDag\n"
    return b"Subject: delen\nContent-Type: multipart/mixed; boundary=b\n\n" + part * 250_000


# -- honest ones ---------------------------------------------------------------------------------------------------


def scan() -> bytes:
    """Five pages of a copying machine at 200 dots an inch."""
    about = b"/Type /XObject /Subtype /Image /Width 1654 /Height 2339 /ColorSpace /DeviceGray /BitsPerComponent 8"
    rng = random.Random(3)
    grey = b"".join(rng.randbytes(400) + bytes([255]) * 1254 for _ in range(2339))
    return _pages(b"q 595 0 0 842 0 0 cm /I Do Q", 5, b"/XObject <</I 9 0 R>>", (_stream(about, grey),))


def list_of_300() -> bytes:
    def value(r: int, c: int) -> str:
        said = (f"P. de Vries {r}", f"p{r}@z.example", "cardioloog", "vakgenoten")[c]
        return f'<c t="inlineStr"><is><t>{said}</t></is></c>'

    return _sheet(300, 4, value)


def word_with_pictures() -> bytes:
    photo = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + random.Random(4).randbytes(3 * MB)
    return docx(paragraph(run("Communicatie: 4")), {f"word/media/image{n}.jpeg": photo for n in range(4)})


def zip_of_forms() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for n in range(20):
            archive.writestr(f"formulier{n}.docx", docx(paragraph(run(f"Communicatie: {n}"))))
    return out.getvalue()


LARGE = (
    Large("leeg.docx", hollow_paragraphs),
    Large("tekst.docx", much_text_in_word),
    Large("namen.docx", many_attributes),
    Large("diep.docx", deep_word),
    Large("tabel.docx", wide_table),
    Large("miljoen.xlsx", million_cells),
    Large("woorden.xlsx", million_words),
    Large("lang.xlsx", large_cells),
    Large("herhaald.ods", repeated_cells),
    Large("rijen.ods", million_rows_of_ods),
    Large("tekst.odt", much_text_in_odt),
    Large("nullen.zip", zip_of_zeros),
    Large("woorden.zip", zip_of_words),
    Large("zip.zip", zip_in_zip),
    Large("foto.pdf", huge_picture),
    Large("tekst.pdf", text_on_one_page),
    Large("bladen.pdf", many_full_pages),
    Large("lijnen.pdf", many_lines),
    Large("ruit.pdf", grid_of_lines),
    Large("velden.pdf", many_fields),
    Large("objecten.pdf", object_streams),
    Large("tekst.txt", large_text),
    Large("lijst.csv", large_csv),
    Large("kommas.csv", one_line_of_commas),
    Large("diep.html", deep_page),
    Large("breed.html", wide_page),
    Large("tekst.rtf", large_rtf),
    Large("diep.rtf", deep_rtf),
    Large("foto.png", large_picture),
    Large("ruis.bin", noise),
    Large("mails.eml", mail_in_mails),
    Large("delen.eml", many_parts),
    Large("scan.pdf", scan, honest=True),
    Large("lijst.xlsx", list_of_300, honest=True),
    Large("fotos.docx", word_with_pictures, honest=True),
    Large("formulieren.zip", zip_of_forms, honest=True),
)
