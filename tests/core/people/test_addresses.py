"""Addresses are checked strictly, compared exactly and mended as a proposal only."""

import random

import pytest

from bot.core.people.addresses import AddressError, check, is_valid, key, look_alike, typo_proposal, without_tag

LATIN = {"a": "аα", "c": "сϲ", "d": "ԁ", "e": "еє", "g": "ɡ", "h": "һ", "i": "іι", "j": "ј", "k": "κ", "o": "оο", "p": "рρ",
         "q": "ԛ", "s": "ѕſ", "t": "τ", "u": "υ", "v": "ν", "w": "ԝ", "x": "хχ", "y": "у"}  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        pytest.param("P.deVries@Ziekenhuis.EXAMPLE", "P.deVries@ziekenhuis.example", id="local part keeps its case"),
        pytest.param("j@x.test", "j@x.test", id="test domain"),
        pytest.param("o'b%s@x.nl", "o'b%s@x.nl", id="h52 odd but right"),
        pytest.param("jan@münchen.example", "jan@xn--mnchen-3ya.example", id="h10 A-label"),
    ],
)
def test_right_addresses_pass(typed: str, kept: str) -> None:
    assert check(typed) == kept


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param("-oQ@x.nl", id="h50 option"),
        pytest.param("a@b> X", id="h50 bracket"),
        pytest.param('"a"@x.nl', id="h50 quotes"),
        pytest.param("a@x.nl\r\nBcc: b@x.nl", id="h36 line break"),
        pytest.param("a@x.nl\n", id="h36 trailing line break"),
        pytest.param("jané@x.nl", id="h11 local part beyond ASCII"),
        pytest.param("a@b@c.nl", id="h06 two at signs"),
        pytest.param("j@x.local", id="local"),
        pytest.param("j@localhost", id="localhost"),
        pytest.param("j@test", id="no dot"),
        pytest.param("a@[127.0.0.1]", id="address literal"),
        pytest.param("a..b@x.nl", id="two dots"),
        pytest.param("", id="nothing"),
    ],
)
def test_wrong_addresses_are_refused(typed: str) -> None:
    assert not is_valid(typed)
    with pytest.raises(AddressError):
        check(typed)


@pytest.mark.parametrize(
    ("one", "two", "same"),
    [
        pytest.param("Jan@X.nl", "jan@x.NL", True, id="h12 case"),
        pytest.param("jan@münchen.example", "jan@xn--mnchen-3ya.example", True, id="h10 one A-label"),
        pytest.param("jan@x.nl", "jan+ifms@x.nl", False, id="h12 a tag is another key"),
        pytest.param("jan@аpple.example", "jan@apple.example", False, id="h10 homograph"),
        pytest.param("jan@MÜNCHEN.example", "jan@xn--mnchen-3ya.example", True, id="h10 capitals"),
        pytest.param("j\u00e9@x.nl", "je\u0301@x.nl", True, id="h11 composed or not"),
        pytest.param("a@boßche.example", "a@bossche.example", False, id="h10 sharp s"),
        pytest.param("a@boſſche.example", "a@bossche.example", False, id="h10 long s in the domain"),
        pytest.param("devrieſ@x.nl", "devries@x.nl", False, id="h11 long s"),
        pytest.param("\u212aok@x.nl", "kok@x.nl", False, id="h11 the sign of kelvin"),
        pytest.param("ﬁn@x.nl", "fin@x.nl", False, id="h11 a ligature"),
    ],
)
def test_keys_compare(one: str, two: str, same: bool) -> None:
    assert (key(one) == key(two)) is same


@pytest.mark.parametrize(
    "typed",
    ["a.devries@boßche.example", "a.devrieſ@bossche.example", "a.devries@boſſche.example", "а.devries@bossche.example",
     "a.dеvriеs@bossche.example", "a.devries@bossсhe.example", "a․devries@bossche.example"],
)  # fmt: skip
def test_what_looks_like_an_address_is_another(typed: str) -> None:
    known = "a.devries@bossche.example"
    assert key(typed) != key(known)
    assert look_alike(typed) == known


@pytest.mark.parametrize("seed", range(200))
def test_no_letter_swapped_for_a_look_alike_is_the_same_address(seed: int) -> None:
    chosen = random.Random(seed)
    known = "".join(chosen.choices("abcdeghijklmnopqrtuvwxy", k=8)) + "@ziekenhuis.example"
    at = chosen.choice([n for n, letter in enumerate(known) if LATIN.get(letter)])
    typed = known[:at] + chosen.choice(LATIN[known[at]]) + known[at + 1 :]
    assert key(typed) != key(known)
    assert look_alike(typed) == known


@pytest.mark.parametrize("seed", range(100))
def test_the_capitals_of_ascii_are_small_letters_and_no_others_are(seed: int) -> None:
    chosen = random.Random(seed)
    typed = "".join(chosen.choices("abyzABYZ0_.'+" + ("éÉÅßſıİ\u212a" if seed % 2 else ""), k=12))
    assert key(f"{typed}@x.nl") == "".join(c.lower() if c.isascii() else c for c in typed) + "@x.nl"


def test_an_ascii_address_looks_like_no_other() -> None:
    assert look_alike("jan@ziekenhuis.example") == ""


def test_a_tag_can_be_taken_off() -> None:
    assert without_tag("jan+ifms@x.nl") == "jan@x.nl"
    assert without_tag("+@x.nl") == "+@x.nl"


@pytest.mark.parametrize(
    ("typed", "proposal"),
    [
        pytest.param("p@ziekenhius.nl", "p@ziekenhuis.nl", id="two letters swapped"),
        pytest.param("p@zeikenhuis.nl", "p@ziekenhuis.nl", id="two others"),
        pytest.param("p@ziekenhuis.n", "p@ziekenhuis.nl", id="ending"),
        pytest.param("p@ziekenhuis", "p@ziekenhuis.nl", id="no ending"),
        pytest.param("p@ziekenhuis,nl", "p@ziekenhuis.nl", id="comma"),
        pytest.param("p @ ziekenhuis.nl", "p@ziekenhuis.nl", id="spaces"),
        pytest.param("p(at)ziekenhuis.nl", "p@ziekenhuis.nl", id="(at)"),
        pytest.param("p@@ziekenhuis.nl", "p@ziekenhuis.nl", id="twice @"),
        pytest.param("p.devriesziekenhuis.nl", "p.devries@ziekenhuis.nl", id="no @"),
        pytest.param("p@gmial.com", "p@gmail.com", id="provider"),
        pytest.param("p@ziekenhuis.nl", "", id="right already"),
        pytest.param("p@umc.example", "", id="short names differ by a letter"),
        pytest.param("p@ziekenhuis2.nl", "", id="a digit is no slip"),
        pytest.param("p@ziekenhuis.be", "", id="another country"),
    ],
)
def test_typing_errors_get_a_proposal(typed: str, proposal: str) -> None:
    assert typo_proposal(typed, ("ziekenhuis.nl", "amc.example")) == proposal
