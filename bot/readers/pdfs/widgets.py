"""AcroForm fields: text, choice, checkbox, radio; a missing /V is read from the widget's /AS."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bot.core.documents import Field, FieldKind

RADIO, PUSH = 1 << 15, 1 << 16
INHERITED = ("/FT", "/V", "/Ff", "/Opt", "/TU")
MOST, DEEP = 5_000, 30


def resolved(value: Any) -> Any:
    """The object behind an indirect reference."""
    return value.get_object() if hasattr(value, "get_object") else value


def fields(tops: Any) -> Iterator[Field]:
    """Every terminal field, in the order of the form; a field that contains itself is visited once."""
    seen: set[int] = set()
    stack: list[tuple[Any, str, dict[str, Any], int]] = [(one, "", {}, 0) for one in reversed(resolved(tops) or [])]
    while stack and len(seen) < MOST:
        reference, above, handed, depth = stack.pop()
        key = getattr(reference, "idnum", None) or id(reference)
        node = resolved(reference)
        if key in seen or depth > DEEP or not isinstance(node, dict):
            continue
        seen.add(key)
        name = ".".join(part for part in (above, _text(node.get("/T"))) if part)
        about = {**handed, **{k: node[k] for k in INHERITED if k in node}}
        kids = list(resolved(node.get("/Kids")) or [])
        if any("/T" in (resolved(kid) or {}) for kid in kids):
            stack += [(kid, name, about, depth + 1) for kid in reversed(kids)]
        else:
            found = _field(name, about, [resolved(kid) for kid in kids] or [node])
            if found is not None:
                yield found


def _field(name: str, about: dict[str, Any], widgets: list[Any]) -> Field | None:
    kind, bits = resolved(about.get("/FT")), int(resolved(about.get("/Ff")) or 0)
    label = _text(about.get("/TU"))
    if kind == "/Tx":
        value = _text(about.get("/V"))
        return Field(name, label, FieldKind.TEXT, value.strip(), filled=bool(value.strip()))
    if kind == "/Ch":
        return _choice(name, label, about)
    if kind == "/Btn" and not bits & PUSH:
        return _button(name, label, about, widgets, bool(bits & RADIO))
    return None


def _choice(name: str, label: str, about: dict[str, Any]) -> Field:
    pairs = [_pair(one) for one in resolved(about.get("/Opt")) or ()]
    value = resolved(about.get("/V"))
    chosen = [_text(one) for one in value] if isinstance(value, list) else [_text(value)]
    shown = ", ".join(dict(pairs).get(one, one) for one in chosen if one.strip())
    return Field(name, label, FieldKind.CHOICE, shown, tuple(text for _, text in pairs), bool(shown))


def _pair(option: Any) -> tuple[str, str]:
    option = resolved(option)
    if isinstance(option, list) and len(option) > 1:
        return _text(option[0]), _text(option[1])
    return _text(option), _text(option)


def _button(name: str, label: str, about: dict[str, Any], widgets: list[Any], radio: bool) -> Field:
    states = [_on_state(one) for one in widgets]
    given = _state(about.get("/V"))
    drawn = next((_state(one.get("/AS")) for one in widgets if _state(one.get("/AS"))), "")
    value = given or drawn
    if not radio and len({one for one in states if one}) < 2:
        return Field(name, label, FieldKind.CHECKBOX, "x" if value else "", filled=bool(value))
    options = [_pair(one)[1] for one in resolved(about.get("/Opt")) or ()]
    named = [options[n] if n < len(options) else one for n, one in enumerate(states)]
    shown = dict(zip(states, named, strict=True)).get(value, value)
    return Field(name, label, FieldKind.RADIO, shown, tuple(named), bool(shown))


def _on_state(widget: Any) -> str:
    looks = resolved((resolved(widget.get("/AP")) or {}).get("/N"))
    return next((str(key)[1:] for key in looks or () if key != "/Off"), "") if isinstance(looks, dict) else ""


def _state(value: Any) -> str:
    text = str(resolved(value) or "")
    return "" if text in ("/Off", "Off") else text.removeprefix("/")


def _text(value: Any) -> str:
    value = resolved(value)
    if value is None:
        return ""
    if hasattr(value, "get_data"):
        return bytes(value.get_data()).decode("utf-8", "replace")
    return str(value).replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
