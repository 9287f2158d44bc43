"""Form controls of Word: content controls of every kind and the legacy form fields."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.core.documents import Field, FieldKind
from bot.readers.shared import placeholders
from bot.readers.shared.result import cell
from bot.readers.shared.xml import Element, attribute, child, children

TICKED, OPEN = "☒", "☐"
FRAMES = (
    "docPartObj",
    "docPartList",
    "group",
    "repeatingSection",
    "repeatingSectionItem",
    "picture",
    "equation",
    "bibliography",
    "citation",
    "dataBinding15",
)
TICKED_SYMBOLS = {"F0FE", "F0FD", "F052", "F053", "F0FC", "F0FB", "F054", "F078"}
OPEN_SYMBOLS = {"F0A8", "F06F", "F0A3", "F070", "F071", "F072", "F035"}
OFF = ("0", "false", "off", "none")


def switched_on(element: Element | None) -> bool:
    """A toggle property: present without a value means on."""
    return element is not None and attribute(element, "val", "1").lower() not in OFF


def shown(one: Field) -> str:
    """A control as it stands in the text."""
    if one.kind is FieldKind.CHECKBOX:
        return TICKED if one.value else OPEN
    return one.value


def symbol(sym: Element) -> str:
    """A Wingdings character: boxes keep their meaning, other pictures are dropped."""
    code = attribute(sym, "char").upper()
    return TICKED if code in TICKED_SYMBOLS else OPEN if code in OPEN_SYMBOLS else ""


def is_form(data: Element | None) -> bool:
    """Whether a complex field is a legacy form field."""
    return data is not None


@dataclass(slots=True)
class LegacyField:
    """A field between its begin and its end; only what stands after `separate` is seen by a person."""

    data: Element | None
    label: str
    shown: bool = False
    text: list[str] = field(default_factory=list)
    orders: str = ""


@dataclass(frozen=True, slots=True)
class Prompts:
    """What stands in a file's controls until they are filled in: by name, and whether our writer wrote them."""

    by_name: dict[str, str] = field(default_factory=dict)
    ours: bool = False


def control(sdt: Element, text: str, before: str, prompts: Prompts) -> tuple[Field, str] | None:
    """The content control with `text` inside, and what of that is no prompt; None for frames without an answer."""
    about = child(sdt, "sdtPr")
    if about is None or any(True for _ in children(about, *FRAMES)):
        return None
    name, label = attribute(child(about, "tag"), "val"), attribute(child(about, "alias"), "val")
    name, label = name or label or attribute(child(about, "id"), "val"), label or _short(before)
    box = child(about, "checkbox")
    if box is not None:
        ticked = switched_on(child(box, "checked"))
        return Field(name, label, FieldKind.CHECKBOX, "x" if ticked else "", filled=ticked), TICKED if ticked else OPEN
    shown = cell(text)
    own = prompts.by_name.get(attribute(child(about, "placeholder", "docPart"), "val"), "")
    marked = switched_on(child(about, "showingPlcHdr"))
    value = placeholders.under_mark(shown, own, prompts.ours) if marked else placeholders.typed(shown, own)
    menu = next(children(about, "dropDownList", "comboBox"), None)
    if menu is not None:
        choices = tuple(attribute(i, "displayText") or attribute(i, "value") for i in children(menu, "listItem"))
        value = placeholders.chosen(shown if shown in choices else value, choices, own)
        return Field(name, label, FieldKind.CHOICE, value, choices, bool(value)), value
    kind = FieldKind.DATE if child(about, "date") is not None else FieldKind.TEXT
    return Field(name, label, kind, _iso(about, value), filled=bool(value)), value


def _iso(about: Element, value: str) -> str:
    full = attribute(child(about, "date"), "fullDate")
    return full[:10] if value and full else value


def legacy(data: Element, text: str, before: str) -> Field:
    """A form field of Word 97: FORMCHECKBOX, FORMDROPDOWN or FORMTEXT."""
    name = attribute(child(data, "name"), "val")
    label = attribute(child(data, "helpText"), "val") or attribute(child(data, "statusText"), "val") or _short(before)
    box, menu = child(data, "checkBox"), child(data, "ddList")
    if box is not None:
        checked = child(box, "checked")
        ticked = switched_on(checked if checked is not None else child(box, "default"))
        return Field(name, label, FieldKind.CHECKBOX, "x" if ticked else "", filled=ticked)
    if menu is not None:
        choices = tuple(attribute(i, "val") for i in children(menu, "listEntry"))
        chosen = attribute(child(menu, "result"), "val")
        known = chosen.isascii() and chosen.isdigit() and int(chosen) < len(choices)
        value = choices[int(chosen)] if known else ""
        return Field(name, label, FieldKind.CHOICE, value, choices, bool(value))
    default = attribute(child(data, "textInput", "default"), "val")
    value = placeholders.typed(cell(text.replace("\u2002", " ")), cell(default))
    return Field(name, label, FieldKind.TEXT, value, filled=bool(value))


def _short(before: str) -> str:
    return cell(before).split("\n")[-1].strip(" \t:")[-200:]
