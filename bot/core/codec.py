"""Values to plain JSON and back, by their own type hints: what crosses a process border is never code."""

from __future__ import annotations

import types
from collections.abc import Callable
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from functools import cache
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

T = TypeVar("T")
Plain = Any
Decoder = Callable[[Plain], Any]


class Undecodable(ValueError):  # noqa: N818 - the value's fault, not ours
    """The plain value does not have the shape of the type."""


def to_plain(value: object) -> Plain:
    """Dataclasses as dicts without their defaults, tuples as lists, enums and dates as strings."""
    if value is None or isinstance(value, (bool, int, float)) or type(value) is str:
        return value
    if isinstance(value, tuple):
        return [to_plain(one) for one in value]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if is_dataclass(value) and not isinstance(value, type):
        given = ((name, getattr(value, name), default) for name, default in _defaults(type(value)))
        return {name: to_plain(one) for name, one, default in given if one is not default and one != default}
    raise TypeError(f"no plain form of {type(value).__name__}")


def from_plain(kind: type[T], plain: Plain) -> T:
    """The value of this type; raises Undecodable when the shape is another."""
    try:
        return cast(T, _decoder(cast(Any, kind))(plain))
    except (TypeError, ValueError, KeyError, AttributeError) as error:
        raise Undecodable(f"not a {kind.__name__}: {error}") from error


@cache
def _defaults(kind: type) -> tuple[tuple[str, object], ...]:
    return tuple((one.name, one.default) for one in fields(kind))


@cache
def _decoder(kind: Any) -> Decoder:
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        return _optional(kind)
    if origin is tuple:
        return _tuple(get_args(kind))
    if is_dataclass(kind):
        return _dataclass(cast(type, kind))
    if kind in (datetime, date):
        return cast(Decoder, kind.fromisoformat)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind
    if kind in (str, int, float, bool):
        return _checked((int, float) if kind is float else kind)
    raise TypeError(f"no decoder for {kind}")


def _checked(kind: Any) -> Decoder:
    def decode(plain: Plain) -> Any:
        if isinstance(plain, kind):
            return plain
        raise Undecodable(f"{type(plain).__name__} where {kind} was expected")

    return decode


def _optional(kind: Any) -> Decoder:
    given = [one for one in get_args(kind) if one is not type(None)]
    if len(given) != 1:
        raise TypeError(f"no decoder for {kind}")
    inner = _decoder(given[0])
    return lambda plain: None if plain is None else inner(plain)


def _tuple(inner: tuple[Any, ...]) -> Decoder:
    if len(inner) == 2 and inner[1] is Ellipsis:
        one = _Later(inner[0])
        return lambda plain: tuple(map(one, _list(plain)))
    each = [_Later(kind) for kind in inner]
    return lambda plain: tuple(decode(value) for decode, value in zip(each, _list(plain), strict=True))


def _list(plain: Plain) -> list[Plain]:
    if isinstance(plain, list):
        return plain
    raise Undecodable(f"{type(plain).__name__} where a list was expected")


def _dataclass(kind: type) -> Decoder:
    hints = get_type_hints(kind)
    decoders = {one.name: _Later(hints[one.name]) for one in fields(kind)}
    needed = {one.name for one in fields(kind) if one.default is MISSING and one.default_factory is MISSING}

    def decode(plain: Plain) -> Any:
        if not isinstance(plain, dict) or needed - plain.keys():
            raise Undecodable(f"{kind.__name__} lacks {sorted(needed - set(plain))}")
        return kind(**{name: decoders[name](value) for name, value in plain.items()})

    return decode


class _Later:
    """A decoder found at its first use, so that types may contain themselves."""

    __slots__ = ("kind",)

    def __init__(self, kind: Any) -> None:
        self.kind = kind

    def __call__(self, plain: Plain) -> Any:
        return _decoder(self.kind)(plain)
