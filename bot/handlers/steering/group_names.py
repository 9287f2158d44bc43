"""The group that a command names: by its key, its label or another word for it, however it is spelt."""

from __future__ import annotations

import re

from bot.core.traject.value import Group, Traject

_BETWEEN = re.compile(r"[\s_:.,;()'\"\u2018\u2019\u201c\u201d-]+")


def group_among(words: tuple[str, ...], traject: Traject) -> tuple[str, tuple[str, ...]]:
    """The group among these words, and the others; the longest name first, so that *niet-artsen* is not *artsen*."""
    for size in range(len(words), 0, -1):
        for at in range(len(words) - size + 1):
            said = _plain(" ".join(words[at : at + size]))
            for group in traject.groups:
                if said and (said in _names(group) or said in _first_words(group, traject)):
                    return group.key, (*words[:at], *words[at + size :])
    return "", words


def _names(group: Group) -> set[str]:
    return {_plain(name) for name in (group.key, group.label_nl, group.label_en, *group.words)}


def _first_words(group: Group, traject: Traject) -> set[str]:
    """The word that only this group's label begins with: *collega's*, *medewerkers*, *doctors*."""
    others = {word for other in traject.groups if other.key != group.key for word in _begins(other)}
    return _begins(group) - others


def _begins(group: Group) -> set[str]:
    return {_plain(label.split()[0]) for label in (group.label_nl, group.label_en) if label.split()}


def _plain(text: str) -> str:
    return _BETWEEN.sub(" ", text.casefold()).strip()
