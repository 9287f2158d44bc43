"""A file is known wherever it was typed: in base64 of whatever width, uuencoded, or in an address of a page."""

from __future__ import annotations

import base64
import binascii
import html
import json
import random
from collections.abc import Callable
from hashlib import sha256
from urllib.parse import quote

import pytest

from bot.association.leaves import Leaf, known_by, leaves
from bot.core.mail.markup.typed_files import linked_files, typed_files

WORDS = ("Groet", "Zie onder", "", "bestand:", "END", "Piet", "<p>Dag</p>", "naam = 4", "a+b/c")


def lines(data: bytes, chance: random.Random, fold: str = "") -> str:
    width = chance.choice((60, 64, 72, 76, 998))
    letters = base64.b64encode(data).decode()
    first = chance.randint(1, width)
    rest = (letters[at : at + width] for at in range(first, len(letters), width))
    return f"{chance.choice((chr(13), '')) + chr(10) + fold}".join([letters[:first], *rest])


def bare(data: bytes, chance: random.Random) -> str:
    return lines(data, chance)


def quoted(data: bytes, chance: random.Random) -> str:
    return "> " + lines(data, chance, "> ")


def property_of_a_card(data: bytes, chance: random.Random) -> str:
    return f"BEGIN:VCARD\nFN:Piet\nPHOTO;ENCODING=b;TYPE=JPEG:{lines(data, chance, ' ')}\nEND:VCARD"


def member_of_json(data: bytes, chance: random.Random) -> str:
    return json.dumps({"naam": "f", "data": lines(data, chance)}).replace("/", chance.choice(("/", "\\/")))


def in_a_page(data: bytes, chance: random.Random) -> str:
    around = (
        '<img src="{}">',
        "<img width=3 src={} alt=x>",
        "<object data='{}'></object>",
        '<embed src=" {}">',
        "<style>p{{background:url({})}}</style>",
        '<td style="background:url(&quot;{}&quot;)">',
        '<svg><image xlink:href="{}"/></svg>',
        "![x]({})",
    )
    letters = base64.b64encode(data).decode()
    inside = chance.choice((letters, quote(letters, safe=""), html.escape(letters).replace("+", "&#43;")))
    kind = chance.choice(("image/jpeg", "application/pdf;name=f.pdf", "", "text/plain;charset=utf-8"))
    address = f"{chance.choice(('data', 'DATA'))}:{kind};{chance.choice(('base64', 'BASE64'))},{inside}"
    return chance.choice(around).format(address)


def percent_encoded(data: bytes, chance: random.Random) -> str:
    return f'<a download href="data:application/octet-stream,{quote(data, safe="")}">x</a>'


def uu(data: bytes, chance: random.Random) -> str:
    told = "".join(binascii.b2a_uu(data[at : at + 45]).decode() for at in range(0, len(data), 45))
    plain = f"begin 644 f.docx\n{told}`\nend\n"
    return chance.choice((plain, f"<body><pre>{html.escape(plain)}</pre></body>"))


def broken_by_a_page(data: bytes, chance: random.Random) -> str:
    letters = base64.b64encode(data).decode()
    return "<div>" + "<br>\n".join(letters[at : at + 76] for at in range(0, len(letters), 76)) + "</div>"


WAYS = (bare, quoted, property_of_a_card, member_of_json, in_a_page, percent_encoded, uu, broken_by_a_page)


@pytest.mark.parametrize("way", WAYS, ids=lambda way: str(way.__name__))
def test_a_file_is_known_however_it_was_typed(way: Callable[[bytes, random.Random], str]) -> None:
    chance = random.Random(way.__name__)
    for _ in range(40):
        data = chance.randbytes(chance.randint(1000, 5000))
        before, after = chance.choice(WORDS), chance.choice(WORDS)
        told = f"{before}\n{way(data, chance)}\n{after}\nDag\n"
        assert data in [file.data for file in typed_files(told)]
        raw = f"From: a@b.example\nContent-Type: text/plain; charset=utf-8\n\n{told}".encode()
        assert known_by(data)[0].digest in {leaf.digest for leaf in leaves(raw).files}


@pytest.mark.parametrize(
    "told",
    [
        "Beste Piet,\nHierbij de gegevens: https://example.nl/" + "a1" * 600,
        "De data: zie onder, en dan verder.",
        "<p>data:</p>" * 50,
        "woord\n" * 5000,
        "A" * 39 + "\n" + "B" * 39,
    ],
)
def test_ordinary_text_holds_none_that_a_mail_is_known_by(told: str) -> None:
    raw = f"From: a@b.example\nContent-Type: text/plain\n\n{told}".encode()
    assert [leaf for leaf in leaves(raw).files if not leaf.decorates] == []


def test_fonts_and_styles_are_no_files_of_a_page_unless_one_may_click_on_them() -> None:
    font = "data:font/woff2;base64,d09GMgABAAAAA"
    page = f"<style>@font-face{{src:url({font})}}</style><img src='data:image/gif;base64,R0lGODlh'>"
    assert [file.kind for file in linked_files(page)] == ["image/gif"]
    assert [file.kind for file in linked_files(f'{page}<a class=x href="{font}">x</a>')] == ["image/gif", "font/woff2"]


def test_a_known_text_is_known_as_it_lies_and_as_a_mail_gives_it() -> None:
    data = b"Een verslag.\r\n" * 100
    lying, given = known_by(data)
    assert lying == Leaf(sha256(data).hexdigest(), 1400)
    assert given.digest == sha256(data.replace(b"\r\n", b"\n").strip()).hexdigest()
    assert known_by(b"kort") == ()
