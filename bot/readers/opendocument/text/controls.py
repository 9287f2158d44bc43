"""Form controls of OpenDocument: content controls, field marks, input fields, drop-downs and form elements."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from bot.core.documents import Field, FieldKind
from bot.readers.shared import placeholders
from bot.readers.shared.result import cell
from bot.readers.shared.xml import Element, attribute, below, children, local

TICKED, OPEN = "☒", "☐"
SPACES = {"s": " ", "tab": "\t", "line-break": "\n"}


def number(told: str, default: int) -> int:
    """A count from an attribute."""
    return int(told) if told.isascii() and told.isdigit() and len(told) < 7 else default


def count(space: Element) -> int:
    """How many spaces text:s stands for."""
    return min(number(attribute(space, "c"), 1), 500) if local(space) == "s" else 1


def shown(one: Field) -> str:
    """A control as it stands in the text."""
    if one.kind in (FieldKind.CHECKBOX, FieldKind.RADIO) and one.value in ("", "x"):
        return TICKED if one.value else OPEN
    return one.value


def with_address(link: Element, text: str) -> str:
    """A link that hides an address shows it."""
    target = attribute(link, "href")
    address = target[7:].partition("?")[0] if target.lower().startswith("mailto:") else ""
    return f"{text} <{address}>" if address and address.lower() not in text.lower() else text


def content_control(one: Element, text: str, ours: bool) -> tuple[Field, str]:
    """LibreOffice's content control (loext), and what of its text is no placeholder."""
    label = attribute(one, "alias")
    name = attribute(one, "tag") or label or attribute(one, "id")
    if attribute(one, "checkbox") == "true":
        box = tick(name, label, attribute(one, "checked") == "true")
        return box, shown(box)
    said, marked = cell(text), attribute(one, "showing-place-holder") == "true"
    value = placeholders.under_mark(said, "", ours) if marked else placeholders.typed(said)
    choices = tuple(attribute(i, "display-text") or attribute(i, "value") for i in children(one, "list-item"))
    if choices or attribute(one, "dropdown") == "true" or attribute(one, "combobox") == "true":
        value = placeholders.chosen(said if said in choices else value, choices)
        return Field(name, label, FieldKind.CHOICE, value, choices, bool(value)), value
    if attribute(one, "date") == "true":
        day = attribute(one, "current-date")[:10]
        return Field(name, label, FieldKind.DATE, day if value and day else value, filled=bool(value)), value
    return Field(name, label, FieldKind.TEXT, value, filled=bool(value)), value


def tick(name: str, label: str, on: bool, kind: FieldKind = FieldKind.CHECKBOX) -> Field:
    """A box that is ticked or not."""
    return Field(name, label, kind, "x" if on else "", filled=on)


def fieldmark(one: Element, text: str) -> Field | None:
    """Word's legacy form fields as LibreOffice keeps them; None for other fields."""
    kind, name = attribute(one, "type").rpartition(".")[2], attribute(one, "name")
    told = {attribute(p, "name"): attribute(p, "value") for p in children(one, "param")}
    if kind == "FORMCHECKBOX":
        return tick(name, "", told.get("Checkbox_Checked", "") == "true")
    if kind == "FORMDROPDOWN":
        choices = tuple(attribute(p, "value") for p in children(one, "param") if "ListEntry" in attribute(p, "name"))
        index = number(told.get("Dropdown_Selected", ""), -1)
        value = choices[index] if 0 <= index < len(choices) else ""
        return Field(name, "", FieldKind.CHOICE, value, choices, bool(value))
    if kind != "FORMTEXT":
        return None
    value = placeholders.typed(cell(text.replace("\u2002", " ")))
    return Field(name, "", FieldKind.TEXT, value, filled=bool(value))


def _input(one: Element, text: str) -> Field:
    label = attribute(one, "description")
    value = placeholders.typed(cell(text), cell(label))
    return Field(attribute(one, "name") or label, label, FieldKind.TEXT, value, filled=bool(value))


def _drop_down(one: Element, text: str) -> Field:
    labels = [i for i in one if local(i) == "label"]
    chosen = next((attribute(i, "value") for i in labels if attribute(i, "current-selected") == "true"), "")
    choices = tuple(attribute(i, "value") for i in labels)
    value = chosen or (cell(text) if cell(text) in choices else "")
    return Field(attribute(one, "name"), attribute(one, "help"), FieldKind.CHOICE, value, choices, bool(value))


def _nothing(one: Element, text: str) -> Field | None:
    return None


INLINE: dict[str, Callable[[Element, str], Field | None]] = {
    "text-input": _input,
    "drop-down": _drop_down,
    "placeholder": _nothing,
}


def forms(root: Element) -> Iterator[tuple[str, Field]]:
    """Form elements by the id with which the text places them."""
    for one in below(root, "checkbox", "radio", "text", "textarea", "listbox", "combobox", "date", "formatted-text"):
        key = attribute(one, "id")
        if key:
            yield key, _form(one)


def _form(one: Element) -> Field:
    name, label, kind = attribute(one, "name"), attribute(one, "label"), local(one)
    if kind == "checkbox":
        return tick(name, label, attribute(one, "current-state", attribute(one, "state")) == "checked")
    if kind == "radio":
        return tick(
            name, label, attribute(one, "current-selected", attribute(one, "selected")) == "true", FieldKind.RADIO
        )
    options = [i for i in one if local(i) in ("option", "item")]
    chosen = next((attribute(i, "label") for i in options if attribute(i, "current-selected") == "true"), "")
    value = chosen or attribute(one, "current-value") or attribute(one, "value")
    value = value or "\n".join("".join(map(str, p.itertext())) for p in children(one, "p"))
    shape = FieldKind.CHOICE if options else FieldKind.DATE if kind == "date" else FieldKind.TEXT
    return Field(name, label, shape, value, tuple(attribute(i, "label") for i in options), bool(value.strip()))
