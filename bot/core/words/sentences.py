"""A short text made comparable: without greeting, politeness and punctuation, split into sentences."""

from __future__ import annotations

import re
from functools import lru_cache

MAX_TEXT = 20_000  # characters: what comes after is no answer that somebody typed
_GREETING = re.compile(
    r"(?i)^\s*(?:(?:beste|geachte|hallo|hoi|hi|hello|hey|dear|dag|goede(?:morgen|middag|navond)|good (?:morning|"
    r"afternoon)|"
    r"l\.?s\.?|lieve|liebe[r]?|bonjour)\b[^.!?\n]{0,60}?(?:,|$))\s*"
)
_POLITE = re.compile(
    r"(?i)\b(?:hartelijk|heel erg|zeer)?\s*(?:be)?dank(?:t|en)?(?: u| je| jullie)?(?: wel)?(?: voor (?:uw|je|het|"
    r"de) [\w-]+)?\b|"
    r"\b(?:alvast|helaas|sorry|excuses|mijn excuses|graag|s\.?v\.?p\.?|a\.?u\.?b\.?|alstublieft|hoor|please|thanks?|"
    r"thank you|"
    r"unfortunately|kindly|mvg|groet(?:en|jes)?|gr)\b"
)
_ABBREVIATION = re.compile(
    r"(?i)\b(?:n\.v\.t|s\.v\.p|a\.u\.b|o\.a|i\.v\.m|m\.b\.t|t\.a\.v|dr|drs|prof|mw|mevr|dhr|bijv|evt|nr|ca)\."
)


_SENTENCE = re.compile(r"(?:[^.!?\n]|\.(?=\w))+[.!?]*")
_WORD = re.compile(r"\w")
_NO_WORD = re.compile(r"[^\w'/ -]")


def sentences(text: str) -> tuple[str, ...]:
    """In lower case, without the greeting; the mark at the end stays."""
    return _sentences(text[:MAX_TEXT])


@lru_cache(maxsize=2)
def _sentences(text: str) -> tuple[str, ...]:
    """One mail is asked for its sentences by each phrase that it may hold."""
    return tuple(said.lower() for said in as_written(text))


def as_written(text: str) -> tuple[str, ...]:
    """The same sentences with their capitals: a name shows by them."""
    body = "\n".join(_GREETING.sub("", line) for line in text.replace("’", "'").split("\n"))
    body = _ABBREVIATION.sub(lambda m: m[0].replace(".", ""), body)
    found = (" ".join(s.split()) for s in _SENTENCE.findall(body[:MAX_TEXT]))
    return tuple(s for s in found if _WORD.search(s))


def core(text: str) -> str:
    """What is left of the words when greeting, politeness and punctuation are gone."""
    return _core(text[:MAX_TEXT])


@lru_cache(maxsize=2)
def _core(text: str) -> str:
    joined = _POLITE.sub(" ", " ".join(sentences(text)))
    return " ".join(_NO_WORD.sub(" ", joined).split())
