"""Office files made by hand, so that every byte of them is known."""

from __future__ import annotations

import io
import itertools
import struct
import zipfile

RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    f'xmlns:r="{OFFICE}" xmlns:v="urn:schemas-microsoft-com:vml"'
)
SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def zipped(parts: dict[str, str | bytes]) -> bytes:
    """A zip with these files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def _types(part: str, kind: str) -> str:
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/{part}" ContentType="{kind}"/></Types>'
    )


def relations(*found: tuple[str, str, str, bool]) -> str:
    """A .rels part of (id, type, target, external)."""
    rows = (
        f'<Relationship Id="{key}" Type="{OFFICE}/{kind}" Target="{target}"{" TargetMode=" + chr(34) + "External" + chr(34) if out else ""}/>'
        for key, kind, target, out in found
    )
    return f'<Relationships xmlns="{RELATIONS}">{"".join(rows)}</Relationships>'


def docx(body: str, more: dict[str, str | bytes] | None = None, kind: str = "wordprocessingml.document.main") -> bytes:
    """A Word document with this body."""
    return zipped(
        {
            "[Content_Types].xml": _types(
                "word/document.xml", f"application/vnd.openxmlformats-officedocument.{kind}+xml"
            ),
            "_rels/.rels": relations(("rId1", "officeDocument", "word/document.xml", False)),
            "word/document.xml": f"<w:document {WORD}><w:body>{body}</w:body></w:document>",
            **(more or {}),
        }
    )


def xlsx(rows: str, more: dict[str, str | bytes] | None = None) -> bytes:
    """A workbook with one sheet of these rows."""
    return zipped(
        {
            "[Content_Types].xml": _types(
                "xl/workbook.xml", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
            ),
            "_rels/.rels": relations(("rId1", "officeDocument", "xl/workbook.xml", False)),
            "xl/workbook.xml": f'<workbook xmlns="{SHEET}" xmlns:r="{OFFICE}"><sheets><sheet name="A" sheetId="1" r:id="rId1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": relations(("rId1", "worksheet", "worksheets/sheet1.xml", False)),
            "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{SHEET}"><sheetData>{rows}</sheetData></worksheet>',
            **(more or {}),
        }
    )


def odf(kind: str, body: str, more: dict[str, str | bytes] | None = None, styles: str = "") -> bytes:
    """An OpenDocument package; `kind` is "text" or "spreadsheet", `styles` are its automatic ones."""
    spaces = " ".join(
        f'xmlns:{one}="urn:oasis:names:tc:opendocument:xmlns:{one}:1.0"'
        for one in ("office", "text", "table", "draw", "form", "style")
    )
    spaces += ' xmlns:xlink="http://www.w3.org/1999/xlink"'
    styles = f"<office:automatic-styles>{styles}</office:automatic-styles>" if styles else ""
    content = f"<office:document-content {spaces}>{styles}<office:body><office:{kind}>{body}</office:{kind}></office:body></office:document-content>"
    return zipped({"mimetype": f"application/vnd.oasis.opendocument.{kind}", "content.xml": content, **(more or {})})


def paragraph(*runs: str) -> str:
    """A Word paragraph."""
    return f"<w:p>{''.join(runs)}</w:p>"


def run(text: str) -> str:
    """A Word run."""
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def control(tag: str, alias: str, inner: str, kind: str = "<w:text/>") -> str:
    """A Word content control."""
    about = f'<w:alias w:val="{alias}"/><w:tag w:val="{tag}"/>{kind}'
    return f"<w:sdt><w:sdtPr>{about}</w:sdtPr><w:sdtContent>{inner}</w:sdtContent></w:sdt>"


def form_field(data: str, shown: str = "") -> str:
    """A legacy form field of Word."""
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData>{data}</w:ffData></w:fldChar></w:r><w:r><w:instrText> FORMTEXT </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{shown}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def compound(streams: dict[str, bytes]) -> bytes:
    """An OLE compound file; every stream is padded with NUL to a whole number of sectors of at least 4,096 bytes."""
    entries: list[tuple[str, int, dict[str, int]]] = [("Root Entry", 5, {})]
    places: dict[str, int] = {"": 0}
    for path in streams:
        for depth in range(1, path.count("/") + 2):
            part = "/".join(path.split("/")[:depth])
            if part not in places:
                places[part] = len(entries)
                entries[places[part.rpartition("/")[0]]][2][part.rpartition("/")[2]] = len(entries)
                entries.append((part.rpartition("/")[2], 2 if part in streams else 1, {}))
    padded = {places[path]: data.ljust(max(4096, -(-len(data) // 512) * 512), b"\0") for path, data in streams.items()}
    directory = -(-len(entries) // 4)
    fat = [0xFFFFFFFD] + [n + 2 for n in range(directory - 1)] + [0xFFFFFFFE]
    starts: dict[int, int] = {}
    for at, data in padded.items():
        starts[at] = len(fat)
        count = len(data) // 512
        fat += [len(fat) + n + 1 for n in range(count - 1)] + [0xFFFFFFFE]
    after: dict[int, int] = {}
    for _, _, inside in entries:
        ordered = [inside[name] for name in sorted(inside, key=lambda one: (len(one), one.upper()))]
        after.update(itertools.pairwise(ordered))
    raw = b""
    for at, (name, kind, inside) in enumerate(entries):
        first = inside[min(inside, key=lambda one: (len(one), one.upper()))] if inside else 0xFFFFFFFF
        start, size = starts.get(at, 0xFFFFFFFE if at == 0 else 0), len(padded.get(at, b""))
        encoded = name.encode("utf-16-le")
        raw += encoded.ljust(64, b"\0") + struct.pack(
            "<HBBIII", len(encoded) + 2, kind, 1, 0xFFFFFFFF, after.get(at, 0xFFFFFFFF), first
        )
        raw += bytes(36) + struct.pack("<IQ", start, size)
    header = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + bytes(16)
        + struct.pack("<HHHHH6xIIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0, 0)
    )
    header += b"\xff" * (512 - len(header))
    table = struct.pack(f"<{len(fat)}I", *fat).ljust(512, b"\xff")
    return header + table + raw.ljust(directory * 512, b"\0") + b"".join(padded.values())
