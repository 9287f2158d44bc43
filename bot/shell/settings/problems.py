"""What is wrong with a configuration, a line each: the key, the reason and a hint."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from typing import Any, get_args

from pydantic import BaseModel, ValidationError

Location = tuple[int | str, ...]

REASONS: Mapping[str, str] = {
    "missing": "is missing; config.example.toml shows it",
    "greater_than_equal": "must be at least {ge}, and is {value}",
    "less_than_equal": "must be at most {le}, and is {value}",
    "int_type": "must be a whole number, and is {value}",
    "int_parsing": "must be a whole number, and is {value}",
    "int_from_float": "must be a whole number, and is {value}",
    "bool_type": "must be true or false, and is {value}",
    "bool_parsing": "must be true or false, and is {value}",
    "string_type": "must be text between quotes, and is {value}",
    "string_too_short": "must not be empty",
    "too_short": "must not be empty",
    "string_pattern_mismatch": "must look like {pattern}, and is {value}",
    "literal_error": "must be {expected}, and is {value}",
    "tuple_type": "must be a list between [ and ], and is {value}",
    "dict_type": "must be a table of its own, and is {value}",
    "model_type": "must be a table of its own, and is {value}",
    "value_error": "{error}",
}


def problems(error: ValidationError, schema: type[BaseModel], under: str = "") -> tuple[str, ...]:
    """A line for every fault that pydantic found; `under` is put before each key."""
    known = tuple(keys(schema))
    return tuple(line(fault["loc"], fault["type"], fault, known, under) for fault in error.errors(include_url=False))


def line(location: Location, kind: str, fault: Mapping[str, Any], known: tuple[str, ...], under: str) -> str:
    """One fault in words; what is not in the table is left to pydantic's own words."""
    path = dotted(location, under)
    if kind == "extra_forbidden":
        return f"{path}: unknown key; {hint(plain(location), known)}"
    template = REASONS.get(kind)
    if template is None:
        return f"{path}: {fault['msg'][:1].lower()}{fault['msg'][1:]}"
    reason = template.format(value=shown(fault["input"]), **fault.get("ctx", {}))
    if kind == "value_error" and not isinstance(fault["input"], dict | list):
        reason = f"{shown(fault['input'])} {reason}"
    return f"{path}: {reason}" if path else reason


def dotted(location: Location, under: str) -> str:
    """The key as one would name it: imap.port, traject.groups[2].key."""
    parts = [f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in location]
    return (under + "".join(parts)).lstrip(".")


def plain(location: Location) -> str:
    """The key without the numbers of list entries."""
    return ".".join(part for part in location if isinstance(part, str))


def hint(path: str, known: tuple[str, ...]) -> str:
    """The nearest key of the same table, else the table where this key belongs, else all keys of the table."""
    table, _, key = path.rpartition(".")
    siblings = [k.rpartition(".")[2] for k in known if k.rpartition(".")[0] == table]
    if near := difflib.get_close_matches(key.lower(), siblings, n=1):
        return f"did you mean {near[0]}?"
    if elsewhere := [k for k in known if k.rpartition(".")[2] == key]:
        return f"did you mean {elsewhere[0]}?"
    return f"here may stand: {', '.join(siblings)}"


def keys(schema: type[BaseModel], under: str = "") -> Iterator[str]:
    """Every key that a schema knows, with dots, those inside lists and optional tables too."""
    for name, info in schema.model_fields.items():
        yield f"{under}{name}"
        for inner in models(info.annotation):
            yield from keys(inner, f"{under}{name}.")


def models(annotation: Any) -> Iterator[type[BaseModel]]:
    """The schemas inside an annotation such as tuple[GroupSection, ...] | None."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from models(part)


def shown(value: Any) -> str:
    """A value as it stood in the file, shortened."""
    if isinstance(value, bool):
        return str(value).lower()
    text = f'"{value}"' if isinstance(value, str) else str(value)
    return text if len(text) <= 60 else f"{text[:57]}…"
