"""Passages that the practitioner should see at once: a text in which a patient seems to be named."""

from __future__ import annotations

import re

_PATIENT = (
    r"(?:pati[eë]nt(?:e|en)?|cli[eë]nt(?:e|en)?|patients?|zieke|moeder\s+van|vader\s+van|zoon\s+van|dochter\s+van)"
)
_TITLE = r"(?:(?:mevrouw|meneer|de\s+heer|mevr\.?|mw\.?|dhr\.?|hr\.?|mrs\.?|mr\.?|ms\.?)\s+)"
_PARTICLE = r"(?:(?:van|de|der|den|ten|ter|el|al|het|'t)\s+)*"
_NAME = rf"{_PARTICLE}[A-ZÀ-Þ][\w'’-]+"
_NAMED = re.compile(rf"\b(?i:{_PATIENT})[\s,:(]{{1,3}}(?i:{_TITLE})?(?:[A-Z]\.\s?)*(?P<name>{_NAME})")
_FILE = re.compile(
    r"\b(?i:patiëntnummer|pati[eë]ntnr|bsn|z-nummer)\W{0,3}\d{4,}|\b(?i:geb\.?|geboren)\W{0,3}\d{1,2}[-/]\d"
)


def names_a_patient(text: str) -> bool:
    """Whether a patient seems to be identifiable: a name behind "patiënt", a patient number, a date of birth."""
    return _NAMED.search(text) is not None or _FILE.search(text) is not None
