"""Rows, cells and the letter around them, as people type them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random

from support.random_lists.people import spelled
from support.random_lists.sections import Expected, Plan

_GREETINGS = (
    "Beste mevrouw Haas,", "Geachte mevrouw Haas,", "Dag Marijke,", "Hallo,", "Beste collega,", "Goedemorgen,", "L.S.,",
)  # fmt: skip
_OPENINGS = (
    "Hierbij mijn lijst.", "Hierbij mijn lijst met respondenten.", "Bijgaand de namen.",
    "Zoals gevraagd stuur ik u de namen en e-mailadressen van mijn respondenten.", "Dit is mijn lijst:",
    "Hieronder vindt u de respondenten. Ik heb iedereen ingelicht.", "Zie hieronder.",
    "Sorry dat het zo lang duurde, hier is de lijst.", "",
)  # fmt: skip
_CLOSINGS = (
    "Met vriendelijke groet,",
    "Vriendelijke groet,",
    "Groet,",
    "Met vriendelijke groeten,",
    "Hartelijke groet,",
)


_NOTES = (
    "(is tot 1 december met vakantie)", "Tel. 010-1234567", "sein 1234", "06-12345678", "(weet ervan)", "nog niet gesproken",
    "Let op: werkt alleen op maandag.", "werkt alleen op maandag en dinsdag", "heeft al toegezegd", "Zij is met verlof.",
)  # fmt: skip


_AFTER = (
    "Bij vragen kunt u mijn secretaresse Ria Boonstra bellen (010-1234567).\n", "Ik hoop dat het er genoeg zijn.\n",
    "De overige namen volgen nog.\n", "Dank alvast voor de moeite, ook namens collega Piet de Boer.\n",
    "PS: graag een bevestiging.\n", "Secretariaat: Ria Boonstra, T 010-1234567\n",
)  # fmt: skip


def noted(line: str, random: Random) -> list[str]:
    """A row, and now and then a note about that person below it."""
    return [line, random.choice(_NOTES)] if random.random() < 0.04 else [line]


def row(plan: Plan, random: Random) -> Callable[[Expected], str]:
    """One person on a line; the same form for all, or nearly."""
    forms = (
        "{n}, {a}", "{n} {a}", "{n} - {a}", "{n} ({a})", "{n} <{a}>", "{n}: {a}", "{n}\t{a}", "{a} {n}", "{n}; {a}",
        "{n}      {a}",
    )  # fmt: skip
    with_function = (
        "{n}, {f}, {a}", "{n} ({f}), {a}", "{n} ({f}) {a}", "{n}, {f} - {a}", "{n}, {a}, {f}", "{n} {a} ({f})",
        "{n} - {f} - {a}", "{n} <{a}>, {f}", "{n} ({f}): {a}", "{n} | {f} | {a}", "{n}, {f} <{a}>",
    )  # fmt: skip
    form = random.choice(with_function if plan.functions else forms)
    style = random.choice(("", "", "", "", "comma", "comma-first", "small", "shouted"))
    if style.startswith("comma") and ("{n}, " in form or form.endswith("{n}")):
        style = ""
    return lambda p: form.format(n=spelled(p.who, random, style), a=p.who.address, f=p.who.function)


def compact(plan: Plan, random: Random) -> Callable[[Expected], str]:
    """One of several persons on a line."""
    form = random.choice(
        ("{n} ({a})", "{n} <{a}>", "{n} {a}")
        if not plan.functions
        else ("{n}, {f} ({a})", "{n} ({f}) <{a}>", "{n} <{a}> ({f})", "{n} ({f}, {a})")
    )
    return lambda p: form.format(n=spelled(p.who, random), a=p.who.address, f=p.who.function)


def cells(p: Expected, plan: Plan, random: Random) -> list[str]:
    """Name, function and address as cells."""
    found = [spelled(p.who, random), p.who.address]
    return [found[0], p.who.function, found[1]] if plan.functions else found


def together(some: Sequence[Expected], random: Random) -> str:
    """Two or three names and their addresses on one line."""
    names, mails = [spelled(p.who, random, "first") for p in some], [p.who.address for p in some]
    if len(some) == 1:
        return f"{names[0]} {mails[0]}"
    first, second = random.choice(
        ((" en ", " en "), (" & ", ", "), (" / ", " / "), (" en ", " / "), (", ", ", "), ("; ", "; "), (" en ", "; "))
    )
    form = random.choice(("{n}: {a}", "{n} ({a})", "{n} (respectievelijk {a})", "{n} {a}", "{n}, {a}", "{n} - {a}"))
    return form.format(n=first.join(names), a=second.join(mails))


def table(plan: Plan, random: Random, *, group_column: bool = False) -> list[list[str]]:
    """Rows with a header: a group in every row, once, or as a row of its own."""
    group_column = group_column or random.random() < 0.5
    once = group_column and random.random() < 0.3
    order = ["n", "a", *(["f"] if plan.functions else [])]
    if random.random() < 0.3:
        random.shuffle(order)
    split = random.random() < 0.25
    heads = {"n": random.choice(("Naam", "naam", "Naam respondent", "Name")), "f": random.choice(("Functie", "functie")),
             "a": random.choice(("E-mail", "E-mailadres", "Mail", "email", "Mailadres"))}  # fmt: skip
    names = ["Voornaam", "Tussenvoegsel", "Achternaam"]
    head = [h for c in order for h in (names if c == "n" and split else [heads[c]])]
    rows = [[random.choice(("Groep", "Categorie")), *head] if group_column else head]
    for s in plan.sections:
        text = s.heading.strip(" *#-:") if group_column else s.heading.strip("*#- ")
        if not group_column:
            rows.append([text])
        for n, p in enumerate(s.people):
            who = p.who
            parts = [who.given, who.particle, who.family] if split else [spelled(who, random)]
            row_ = [x for c in order for x in (parts if c == "n" else [who.address if c == "a" else who.function])]
            rows.append([("" if once and n else text), *row_] if group_column else row_)
    return rows


def around(plan: Plan, specialist: tuple[str, str], random: Random) -> tuple[str, str]:
    """What stands before the list and after it."""
    greeting = random.choice(_GREETINGS) + "\n\n" + random.choice(_OPENINGS)
    sign = [random.choice(_CLOSINGS), "", specialist[0]]
    if plan.signed:
        sign.append(random.choice((plan.own[0], plan.own[0].capitalize(), f"{plan.own[0]}, Zuidland Ziekenhuis")))
        if random.random() < 0.4:
            sign += ["T 010-1234567", specialist[1]]
    if random.random() < 0.1:
        sign.insert(0, random.choice(_AFTER))
    if random.random() < 0.15:
        sign += ["", "Dit bericht is vertrouwelijk. Bent u niet de geadresseerde, verwijder het dan."]
    return greeting.strip(), "\n".join(sign)


def shown(plan: Plan) -> str:
    """The plan itself, for a list in a workbook."""
    return "\n".join(
        f"{s.heading}: " + "; ".join(f"{p.who.full} {p.who.address}" for p in s.people) for s in plan.sections
    )
