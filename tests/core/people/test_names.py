"""Dutch names are read, written properly and compared."""

import random

import pytest

from bot.core.people.names import Likeness, formal, parse, same_person, tidy


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        pytest.param("PIET DE VRIES", "Piet de Vries", id="shouted"),
        pytest.param("piet de vries", "Piet de Vries", id="whispered"),
        pytest.param("van den berg, m.", "M. van den Berg", id="surname first, whispered"),
        pytest.param("Berg, M. van den", "M. van den Berg", id="infix behind"),
        pytest.param("BERG, M. VAN DEN", "M. van den Berg", id="infix behind, shouted"),
        pytest.param("Van den Berg, M.", "M. van den Berg", id="the infix loses its capital"),
        pytest.param("Vries,Piet de", "Piet de Vries", id="no space after the comma"),
        pytest.param("Vries P. de", "P. de Vries", id="no comma at all"),
        pytest.param("Bakker J.", "J. Bakker", id="initials behind"),
        pytest.param("BAKKER Jan", "Jan Bakker", id="surname in capitals first"),
        pytest.param("EL AMRANI Samira", "Samira el Amrani", id="surname of two words first"),
        pytest.param("el Amrani, S.", "S. el Amrani", id="el"),
        pytest.param("ijsbrand jansen", "IJsbrand Jansen", id="ij"),
        pytest.param("P. 'T HART", "P. 't Hart", id="apostrophe t"),
        pytest.param("’t hart, p.", "P. 't Hart", id="curly apostrophe"),
        pytest.param("'s-gravesande, w.", "W. 's-Gravesande", id="apostrophe s"),
        pytest.param("O'BRIEN, S.", "S. O'Brien", id="O'Brien"),
        pytest.param("HEDY D'ANCONA", "Hedy d'Ancona", id="d'Ancona"),
        pytest.param("JAN-WILLEM VAN 'T HOF", "Jan-Willem van 't Hof", id="double first name"),
        pytest.param("ANNA JANSEN-DE BOER", "Anna Jansen-de Boer", id="married name"),
        pytest.param("Jansen - de Boer, A.", "A. Jansen-de Boer", id="spaces about the hyphen"),
        pytest.param("Fatma Yıldız", "Fatma Yıldız", id="diacritics stay"),
        pytest.param("ZOË ÇELİK", "Zoë Çelik", id="dotted capital"),
        pytest.param("PJ de Vries", "P.J. de Vries", id="initials without dots"),
        pytest.param("P.J.de Vries", "P.J. de Vries", id="glued"),
        pytest.param("th. van dijk", "Th. van Dijk", id="Th."),
        pytest.param("Prof. dr. A.B. Jansen", "prof. dr. A.B. Jansen", id="titles"),
        pytest.param("Vries, dr. P. de", "dr. P. de Vries", id="title behind the comma"),
        pytest.param("mw. drs. K. Smit", "drs. K. Smit", id="form of address goes"),
        pytest.param("de heer Bakker", "Bakker", id="de heer"),
        pytest.param("Jan Bakker, MD PhD", "Jan Bakker", id="letters behind"),
        pytest.param("Piet De Vries", "Piet De Vries", id="mixed case was meant"),
        pytest.param("Thành Lê", "Thành Lê", id="a last word is no infix"),
        pytest.param("D. de Wit", "D. de Wit", id="D. in front is an initial"),
        pytest.param("{{ 7*7 }}", "{{ 7*7 }}", id="h40 template stays literal"),
        pytest.param("<b>X</b> [a](b)", "<b>X</b> [a](b)", id="h41 markup stays literal"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_a_name_is_written_properly(typed: str, written: str) -> None:
    assert tidy(typed) == written
    assert tidy(tidy(typed)) == tidy(typed)


def test_a_name_has_parts() -> None:
    name = parse("van den Berg-'t Hart, dr. M.A.")
    assert (name.titles, name.given, name.particle, name.family) == (("dr.",), ("M.A.",), "van den", "Berg-'t Hart")


@pytest.mark.parametrize(
    ("one", "two", "expected"),
    [
        pytest.param("Vries, P. de", "P. de Vries", Likeness.SAME, id="order"),
        pytest.param("Piet de Vries", "Vries Piet de", Likeness.SAME, id="order without comma"),
        pytest.param("Fatma Yildiz", "Fatma Yıldız", Likeness.SAME, id="diacritics"),
        pytest.param("dr. Jan Bakker", "JAN BAKKER", Likeness.SAME, id="title and capitals"),
        pytest.param("P. de Vries", "Piet de Vries", Likeness.LIKELY, id="initial and first name"),
        pytest.param("P.J. de Vries", "P. de Vries", Likeness.LIKELY, id="fewer initials"),
        pytest.param("A. Jansen-de Boer", "A. de Boer", Likeness.LIKELY, id="maiden name"),
        pytest.param("A. Jansen-de Boer", "Anna Jansen", Likeness.LIKELY, id="married name"),
        pytest.param("Bakker", "Jan Bakker", Likeness.LIKELY, id="surname only"),
        pytest.param("Jan Bakker", "Jan Bakkers", Likeness.LIKELY, id="a slip"),
        pytest.param("Piet de Vries", "Pieter de Vries", Likeness.LIKELY, id="short first name"),
        pytest.param("P. de Vries", "P.J. van der Meer", Likeness.DIFFERENT, id="the trap of WRatio"),
        pytest.param("Jan Bakker", "Piet Bakker", Likeness.DIFFERENT, id="two of one family"),
        pytest.param("J. Bakker", "P. Bakker", Likeness.DIFFERENT, id="other initial"),
        pytest.param("", "Jan Bakker", Likeness.DIFFERENT, id="nobody"),
    ],
)
def test_two_spellings_are_compared(one: str, two: str, expected: Likeness) -> None:
    assert same_person(one, two) is expected
    assert same_person(two, one) is expected


@pytest.mark.parametrize("seed", range(20))
def test_many_spellings_of_many_names_are_told_apart(seed: int) -> None:
    chosen = random.Random(seed)
    firsts = ("Anna", "Bram", "Chris", "Dorien", "Erik", "Fatma", "Guus", "Hilde", "Ivo", "Jasmijn")
    families = ("Bakker", "de Vries", "van den Berg", "Yıldız", "'t Hart", "Jansen-de Boer", "O'Brien", "Molenaar")
    for _ in range(60):
        first, other = chosen.sample(firsts, 2)
        family, another = chosen.sample(families, 2)
        *_, last = family.split()
        infix = family.removesuffix(last).strip()
        told = [f"{first} {family}", f"{last}, {first} {infix}".strip(), f"dr. {first} {family}", f"{family}, {first}"]
        one, two = chosen.sample(told, 2)
        assert same_person(one, two) is Likeness.SAME
        assert same_person(f"{first[0]}. {family}", one) is Likeness.LIKELY
        assert same_person(two, f"{other} {family}") is Likeness.DIFFERENT
        assert same_person(one, f"{first} {another}") is Likeness.DIFFERENT


@pytest.mark.parametrize(
    ("name", "language", "expected"),
    [
        pytest.param("dr. Jan Bakker", "nl", "dr. Bakker", id="title"),
        pytest.param("dr. J. van den Berg", "nl", "dr. Van den Berg", id="infix with a capital after a title"),
        pytest.param("prof. dr. P. 't Hart", "nl", "prof. dr. 't Hart", id="but not 't"),
        pytest.param("dr. J. van den Berg", "en", "dr. van den Berg", id="English keeps it"),
        pytest.param("Jan Bakker", "nl", "Jan Bakker", id="no title"),
    ],
)
def test_a_letter_greets(name: str, language: str, expected: str) -> None:
    assert formal(name, language) == expected
