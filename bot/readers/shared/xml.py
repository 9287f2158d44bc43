"""XML of strangers: no DTD, no entities, nothing fetched."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from lxml import etree

from bot.core.documents import Read
from bot.readers.shared.source import Unreadable, damaged

DOCTYPES = tuple("<!DOCTYPE".encode(encoding) for encoding in ("ascii", "utf-16-le", "utf-16-be"))
XML_ERRORS = (etree.XMLSyntaxError, RecursionError)
Element: TypeAlias = etree._Element


def refuse_dtd(data: bytes) -> None:
    """No honest office file has a DTD; entities that expand or fetch need one."""
    if any(mark in data for mark in DOCTYPES):
        raise Unreadable(Read.DAMAGED, "It has a DTD, which no honest document needs.")


def parse(data: bytes) -> Element:
    """The root element; raises Unreadable or XML_ERRORS."""
    refuse_dtd(data)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_pis=True, recover=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        if error.code == etree.ErrorTypes.ERR_NO_MEMORY:
            raise MemoryError("no memory for the XML") from error
        raise
    if root is None or root.getroottree().docinfo.doctype:
        raise damaged("Its XML is empty or has a DTD.")
    return root


def local(element: Element) -> str:
    """The element's name without its namespace; "" for comments."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: Element | None, name: str, default: str = "") -> str:
    """An attribute by local name, whatever its namespace."""
    if element is None:
        return default
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return default


def child(element: Element | None, *names: str) -> Element | None:
    """The element down a path of local names, the first of each."""
    for name in names:
        if element is None:
            return None
        element = next((one for one in element if local(one) == name), None)
    return element


def children(element: Element, *names: str) -> Iterator[Element]:
    """The children with one of these local names."""
    return (one for one in element if local(one) in names)


def below(element: Element, *names: str) -> Iterator[Element]:
    """All descendants with one of these local names, in document order."""
    return (one for one in element.iter() if local(one) in names)
