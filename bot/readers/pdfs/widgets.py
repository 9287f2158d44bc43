"""AcroForm fields: text, choice, checkbox, radio; reached from the form or from the pages, valued here or there."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bot.core.documents import Field, FieldKind
from bot.readers.pdfs.layout import Box

RADIO, PUSH = 1 << 15, 1 << 16
INHERITED = ("/FT", "/V", "/RV", "/I", "/Ff", "/Opt", "/TU")
MOST, DEEP, LOOKS = 5_000, 30, 20_000
SHOWS, WORDS = re.compile(rb"T[jJ]\b"), re.compile(rb"\(\s{0,99}[^\s()]|<[0\s]{0,99}[1-9A-Fa-f]")
TAG = re.compile(r"<[^>]{0,500}>")


@dataclass(frozen=True, slots=True)
class Spot:
    """A place on a page; pages count from nought."""

    page: int
    box: Box


@dataclass(frozen=True, slots=True)
class Placed:
    """A field and where its first widget is drawn, if anywhere; `drawn` says that words stand in it without a value."""

    field: Field
    spot: Spot | None = None
    drawn: bool = False


@dataclass(slots=True)
class _Group:
    """A terminal field with its widgets."""

    name: str
    about: dict[str, Any]
    widgets: list[Any] = field(default_factory=list)
    spot: Spot | None = None


def resolved(value: Any) -> Any:
    """The object behind an indirect reference."""
    return value.get_object() if hasattr(value, "get_object") else value


def key_of(reference: Any) -> int:
    """What tells an object from another: its number in the file, or itself."""
    return getattr(reference, "idnum", None) or id(reference)


def listed(value: Any) -> list[Any]:
    """The entries of an array; nothing when it is none."""
    found = resolved(value)
    return list(found) if isinstance(found, list) else []


def fields(tops: Any, on_pages: Sequence[Any], boxes: Mapping[int, Spot]) -> list[Placed]:
    """Every terminal field: those of the form in its order, then the widgets that only a page knows.

    A field that contains itself is visited once. `boxes` tells where each widget is drawn.
    """
    groups, taken = _reached(tops, boxes)
    strays: dict[tuple[int, str], _Group] = {}
    for reference in on_pages:
        node = resolved(reference)
        if key_of(reference) in taken or not isinstance(node, dict) or node.get("/Subtype") != "/Widget":
            continue
        stray = _upwards(reference)
        group = strays.setdefault((stray[0], stray[1].name), stray[1])
        group.widgets.append(node)
        group.spot = group.spot or boxes.get(key_of(reference))
    made = ((group, _field(group)) for group in (*groups, *strays.values()))
    return [Placed(one, group.spot, not one.filled and _drawn(group)) for group, one in made if one is not None]


def _reached(tops: Any, boxes: Mapping[int, Spot]) -> tuple[list[_Group], set[int]]:
    """From the form downwards, and the widgets that the fields found have taken."""
    seen: set[int] = set()
    taken: set[int] = set()
    found: list[_Group] = []
    stack: list[tuple[Any, str, dict[str, Any], int]] = [(one, "", {}, 0) for one in reversed(listed(tops))]
    while stack and len(seen) < MOST:
        reference, above, handed, depth = stack.pop()
        node = resolved(reference)
        if key_of(reference) in seen or depth > DEEP or not isinstance(node, dict):
            continue
        seen.add(key_of(reference))
        name = ".".join(part for part in (above, text_of(node.get("/T"))) if part)
        about = {**handed, **{k: node[k] for k in INHERITED if k in node}}
        kids = listed(node.get("/Kids"))
        if any("/T" in kid for kid in map(resolved, kids) if isinstance(kid, dict)):
            stack += [(kid, name, about, depth + 1) for kid in reversed(kids)]
            continue
        fresh = [kid for kid in kids if key_of(kid) not in seen]
        seen.update(key_of(kid) for kid in fresh)
        taken.update(key_of(one) for one in (*fresh, reference))
        widgets = [one for one in map(resolved, fresh) if isinstance(one, dict)] or [node]
        spots = (boxes.get(key_of(one)) for one in (*fresh, reference))
        found.append(_Group(name, about, widgets, next((spot for spot in spots if spot), None)))
    return found, taken


def _upwards(reference: Any) -> tuple[int, _Group]:
    """The field of a widget that no form names: itself, or the first above it that has a name."""
    names: list[str] = []
    about: dict[str, Any] = {}
    at, own, node = reference, 0, resolved(reference)
    for _ in range(DEEP):
        about = {**{k: node[k] for k in INHERITED if k in node}, **about}
        if "/T" in node:
            own = own or key_of(at)
            names.append(text_of(node["/T"]))
        at = node.get("/Parent")
        node = resolved(at)
        if not isinstance(node, dict):
            break
    return own or key_of(reference), _Group(".".join(one for one in reversed(names) if one), about)


def _field(group: _Group) -> Field | None:
    about = group.about
    for one in group.widgets:  # a value on the kid serves where the parent has none
        about = about | {k: one[k] for k in INHERITED if k in one and not _something(about.get(k))}
    kind, bits = resolved(about.get("/FT")), resolved(about.get("/Ff"))
    bits = int(bits) if isinstance(bits, int | float) else 0
    label = text_of(about.get("/TU"))
    if kind == "/Tx" or (kind is None and "/V" in about):
        value = _texts(about).strip()
        return Field(group.name, label, FieldKind.TEXT, value, filled=bool(value))
    if kind == "/Ch":
        return _choice(group.name, label, about)
    if kind == "/Btn" and not bits & PUSH:
        return _button(group.name, label, about, group.widgets, bool(bits & RADIO))
    return None


def _drawn(group: _Group) -> bool:
    """Whether a widget shows words: some programs write only what it looks like."""
    for one in group.widgets if group.about.get("/FT") in ("/Tx", "/Ch") else ():
        looks = resolved((resolved(one.get("/AP")) or {}).get("/N"))
        data = looks.get_data()[:LOOKS] if hasattr(looks, "get_data") else b""
        if SHOWS.search(data) and WORDS.search(data):
            return True
    return False


def _something(value: Any) -> bool:
    found = resolved(value)
    return bool(found) if isinstance(found, list) else text_of(found).strip() not in ("", "Off")


def _texts(about: dict[str, Any]) -> str:
    """The value, an array of lines, or the words of a value that is only there in a formatted version."""
    value = resolved(about.get("/V"))
    plain = "\n".join(text_of(one) for one in value) if isinstance(value, list) else text_of(value)
    return plain if plain.strip() else unmarked(text_of(about.get("/RV")))


def unmarked(text: str) -> str:
    """The words of a formatted text (XHTML)."""
    return TAG.sub("", re.sub(r"</p>|<br[^>]{0,99}>", "\n", text)).strip()


def _choice(name: str, label: str, about: dict[str, Any]) -> Field:
    pairs = [_pair(one) for one in listed(about.get("/Opt"))]
    value = resolved(about.get("/V"))
    chosen = [text_of(one) for one in value] if isinstance(value, list) else [text_of(value)]
    if not any(one.strip() for one in chosen):
        places = [n for n in map(resolved, listed(about.get("/I"))) if isinstance(n, int)]
        chosen = [pairs[n][0] for n in places if 0 <= n < len(pairs)]
    shown = ", ".join(dict(pairs).get(one, one) for one in chosen if one.strip())
    return Field(name, label, FieldKind.CHOICE, shown, tuple(text for _, text in pairs), bool(shown))


def _pair(option: Any) -> tuple[str, str]:
    option = resolved(option)
    if isinstance(option, list) and len(option) > 1:
        return text_of(option[0]), text_of(option[1])
    return text_of(option), text_of(option)


def _button(name: str, label: str, about: dict[str, Any], widgets: list[Any], radio: bool) -> Field:
    states = [_on_state(one) for one in widgets]
    given = _state(about.get("/V"))
    drawn = next((_state(one.get("/AS")) for one in widgets if _state(one.get("/AS"))), "")
    value = given or drawn
    if not radio and len({one for one in states if one}) < 2:
        return Field(name, label, FieldKind.CHECKBOX, "x" if value else "", filled=bool(value))
    options = [_pair(one)[1] for one in listed(about.get("/Opt"))]
    named = [options[n] if n < len(options) else one for n, one in enumerate(states)]
    shown = dict(zip(states, named, strict=True)).get(value, value)
    return Field(name, label, FieldKind.RADIO, shown, tuple(named), bool(shown))


def _on_state(widget: Any) -> str:
    looks = resolved((resolved(widget.get("/AP")) or {}).get("/N"))
    return next((str(key)[1:] for key in looks or () if key != "/Off"), "") if isinstance(looks, dict) else ""


def _state(value: Any) -> str:
    text = text_of(value)
    return "" if text == "Off" else text.removeprefix("/")


def text_of(value: Any) -> str:
    """A text string, whether the file holds it as a string, a name, a stream or bytes (ISO 32000 7.9.2)."""
    from pypdf.generic import NameObject, create_string_object

    value = resolved(value)
    if value is None:
        return ""
    if hasattr(value, "get_data"):
        value = value.get_data()
    if isinstance(value, bytes):
        value = _decoded(value)
        value = create_string_object(value) if isinstance(value, bytes) else value
    text = str(value).removeprefix("/") if isinstance(value, NameObject) else str(value)
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")


def _decoded(data: bytes) -> bytes | str:
    """Streams of values are often UTF-8 without saying so."""
    try:
        return data if data[:2] in (b"\xfe\xff", b"\xff\xfe") else data.decode("utf-8")
    except UnicodeDecodeError:
        return data
