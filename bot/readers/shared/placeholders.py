"""The words that stand in a form field until it is filled in, and what somebody typed before, behind or among them.

Nothing is dropped because it looks like a prompt: it must be what our own writer wrote, what Word or LibreOffice
writes, or what the field itself calls its placeholder.
"""

from __future__ import annotations

import re

from bot.readers.shared.xml import Element, below, local

OURS = (
    *("typ hier uw antwoord", "type your answer here", "typ hier uw naam", "type your name here"),
    *("typ hier de datum", "type the date here", "kies uw groep", "choose your group"),
)
OUR_CHOICES = ("kies", "choose")
"""What bot/forms/writers/word.py writes, now and in forms that are under way; a test compares."""
NOTHING = "-"
PROGRAMS = (
    *("Klik of tik om tekst in te voeren.", "Klik of tik hier om tekst in te voeren."),
    *("Klik hier als u tekst wilt invoeren.", "Klik hier om tekst in te voeren."),
    *("Klik of tik om een datum in te voeren.", "Klik hier als u een datum wilt invoeren."),
    *("Click or tap here to enter text.", "Click here to enter text.", "Click or tap to enter a date."),
    *("Click here to enter a date.", "Kies een item.", "Choose an item."),
)
_NOUN = (
    r"(?:tekst|naam|functie|datum|toelichting|antwoord|reactie|opmerking(?:en)?|adres|e-mailadres|afdeling|specialisme)"
)
_THING = r"(?:text|name|position|date|explanation|answer|response|comments?|feedback|address|department)"
_PROMPT = re.compile(
    rf"(?:klik|tik)(?: of (?:klik|tik|typ))?(?: hier)? (?:om|als u) (?:een |de |uw )?{_NOUN} "
    r"[a-z ]{0,20}(?:voeren|typen)"
    rf"|(?:typ|tik|vul|schrijf) hier (?:uw|je|de|het|een) {_NOUN}(?: in)?"
    r"|(?:kies|selecteer) een (?:item|datum|optie|antwoord|keuze)"
    rf"|(?:click|tap)(?: or (?:click|tap))?(?: here)? to (?:enter|add|type) (?:an? |your )?{_THING}"
    rf"|(?:type|enter) (?:your )?{_THING}(?: here)?"
    r"|(?:choose|select|pick) an? (?:item|date|option|answer)|(?:klik|tik|typ) hier|(?:click|tap|type) here",
    re.IGNORECASE,
)
_SEVERAL = 3
_GOES_ON = tuple(",;'\"”’)")
_OURS_TAG = re.compile(r"\.(?:score|toelichting)")


def typed(text: str, own: str = "") -> str:
    """What somebody typed into a field; `own` is its placeholder, where the file tells.

    A prompt of several words is taken out wherever it stands, also when something was typed in the middle of it.
    """
    rest = text.strip()
    for prompt in (own.strip(), *OURS, *PROGRAMS):
        rest = _without(rest, prompt)
    return "" if not own and _PROMPT.fullmatch(rest.rstrip(" .…:")) else rest


def under_mark(text: str, own: str, ours: bool) -> str:
    """What somebody typed where the program says that the placeholder is shown; programs forget to take that back.

    In other people's forms only a known placeholder tells; `ours` says that the writer of this form is ours.
    """
    rest = typed(text, own)
    known = ours or bool(own) or rest != text.strip()
    return rest if known and rest != NOTHING else ""


def chosen(text: str, choices: tuple[str, ...], own: str = "") -> str:
    """What was chosen from a list, or typed into it."""
    if text in choices:
        return text
    rest = typed(text, own)
    behind = (rest.removeprefix(prompt).strip() for prompt in OUR_CHOICES if rest.startswith(prompt))
    return next((one for one in behind if not one or one in choices), rest)


def is_ours(properties: tuple[tuple[str, str], ...], root: Element) -> bool:
    """Whether our writer made this form: the file says so, or its fields bear our names."""
    if any(key == "questionnaire" for key, _ in properties):
        return True
    names = (str(value) for one in below(root, "tag", "content-control") for value in one.attrib.values())
    return any(_OURS_TAG.search(name) for name in names)


def by_name(glossary: Element | None) -> dict[str, str]:
    """The placeholders of a Word file by the names under which its controls know them."""
    parts = below(glossary, "docPart") if glossary is not None else ()
    found = {}
    for part in parts:
        name = next((str(value) for one in below(part, "name") for value in one.attrib.values()), "")
        words = ("".join(str(t.text or "") for t in below(p, "t")) for p in below(part, "p"))
        if name and local(part) == "docPart":
            found[name] = "\n".join(words).strip()
    return found


def _without(text: str, prompt: str) -> str:
    if text == prompt:
        return ""
    if len(prompt.split()) < _SEVERAL:
        return text
    before, found, behind = text.partition(prompt)
    if found and before.strip() and behind[:1] in _GOES_ON:
        return text  # it is quoted in a sentence
    if found:
        gap = "\n" if before.endswith("\n") or behind.startswith("\n") else " "
        return f"{before.rstrip()}{gap}{behind.lstrip()}".strip()
    for at in range(len(prompt) - 1, 0, -1):
        if len(text) > len(prompt) and text.startswith(prompt[:at]) and text.endswith(prompt[at:]):
            return text[at : len(text) - len(prompt) + at].strip()
    return text
