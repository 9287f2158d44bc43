"""A form that is poured from a mould is the form that would have been written for that header alone."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable
from dataclasses import replace

import pytest
from lxml import etree

from bot.forms.questionnaires.catalogue import questionnaire
from bot.forms.questionnaires.header import MARK, FormHeader
from bot.forms.writers import word
from bot.forms.writers.moulds import mould

Header = Callable[..., FormHeader]
_PIECES = (
    "dr. ", "van ", "Bakker", "é", "ß", "ﬁ", "<b>", "&amp;", "&", '"', "'", "{reference}", "{specialist}", "x",
    "X", "\ufdd0", "x\ufdd0name\ufdd1", "\ufdd1", "\x07", "\U0001f600", "]]>", " ", "Ünal", ". ", "name",
)  # fmt: skip


def _parts(file: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(file)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _same(one: bytes, other: bytes) -> bool:
    return etree.tostring(etree.fromstring(one), method="c14n") == etree.tostring(
        etree.fromstring(other), method="c14n"
    )


def _any_header(chance: random.Random, header: Header) -> FormHeader:
    def words() -> str:
        return "".join(chance.choices(_PIECES, k=chance.randrange(1, 6))).strip()

    given = {"specialist": words(), "practice": words(), "practitioner": words()}
    given |= {"name": chance.choice(("", words())), "group": chance.choice(("", words()))}
    return replace(header(chance.choice(("nl", "en"))), reference=f"T-{chance.randrange(10**5):05}", **given)


@pytest.mark.parametrize("key", ["ifms360", "selfevaluation", "pop"])
@pytest.mark.parametrize("seed", range(40))
def test_poured_is_written(key: str, seed: int, header: Header) -> None:
    given, asked = _any_header(random.Random(f"{key}{seed}"), header), questionnaire(key)
    plain = io.BytesIO()
    word._Form(asked, given.printable(), "nl").document.save(plain)
    alone, poured = _parts(plain.getvalue()), _parts(word.write(asked, given, "nl"))
    assert alone.keys() == poured.keys()
    assert [
        name for name, data in alone.items() if name.endswith(("xml", "rels")) and not _same(data, poured[name])
    ] == []
    assert [name for name, data in alone.items() if not name.endswith(("xml", "rels")) and data != poured[name]] == []


def test_a_mould_knows_nobody(header: Header) -> None:
    """What is kept for the next form holds no name and no reference."""
    given = replace(header("nl"), reference="T-7KQFK", specialist="dr. Zonderling", name="Piet Nergens", group="artsen")
    made = io.BytesIO()
    word._Form(questionnaire("ifms360"), given.marked(), "nl").document.save(made)
    kept = mould(made.getvalue())
    everything = b"".join([*_parts(kept.rest).values(), *(data for _, data in kept.parts)]).decode("utf-8", "ignore")
    assert not [word for word in ("7KQFK", "Zonderling", "Nergens") if word in everything]
    assert {mark[2] for mark in MARK.finditer(everything)} == {"reference", "specialist", "name", "group"}
