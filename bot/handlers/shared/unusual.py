"""A list so long, or of people so far from the specialist, that she sees it before anybody on it is written to."""

from __future__ import annotations

from collections import Counter

from bot.core.context import Context
from bot.core.people.addresses import PROVIDERS, domain_of
from bot.core.traject.value import Respondent, Traject
from bot.core.views import Phrase

A_GROUP = 40
"""More names in a group than this, however many mails they came in, are asked about; and again at each multiple."""
_TOGETHER = 3
"""So many at one domain have to do with each other: they work at one place."""
_OF_A_COUNTRY = 2
"""The letters of a country's domain (ISO 3166): those of another country are far off, however many work there."""
_NEAR = ("nl", "be", "eu")
FAR, STRAYS = 10, 25
"""So many new addresses that are far off (a free provider, another country) and more than half of all, or so many that
have nothing to do with anybody and more than three quarters. Ordinary lists have general practitioners, each at a
domain of the own country, and some private addresses among colleagues of one or two hospitals.
"""


def unusual(before: Traject, after: Traject, ctx: Context) -> Phrase | None:
    """What she is asked about the names that are to come on the list; None for an ordinary list."""
    there = {r.id for r in _present(before)}
    new = [r for r in _present(after) if r.id not in there]
    sizes = Counter(r.group for r in _present(before))
    for group, size in Counter(r.group for r in _present(after)).items():
        if size > A_GROUP and (size - 1) // A_GROUP > max(0, sizes[group] - 1) // A_GROUP:
            label = next((g.label(ctx.practice.language) for g in after.groups if g.key == group), "")
            return Phrase("large-group", (("n", str(len(new))), ("size", str(size)), ("label", label)))
    if _is_far_fetched([r.address for r in new if r.address], after, ctx):
        return Phrase("far-fetched-list", (("n", str(len(new))),))
    return None


def _present(traject: Traject) -> list[Respondent]:
    return [r for r in traject.respondents if not r.removed]


def _is_far_fetched(addresses: list[str], traject: Traject, ctx: Context) -> bool:
    own = domain_of(traject.specialist.address)
    home = {_country(domain) for domain in (own, domain_of(ctx.practice.address), *_NEAR)}
    colleagues = Counter(_place(domain_of(r.address)) for r in _present(traject) if r.address)

    def is_near(domain: str) -> bool:
        return own not in PROVIDERS and domain not in PROVIDERS and _place(domain) == _place(own)

    def is_together(domain: str) -> bool:
        return domain not in PROVIDERS and colleagues[_place(domain)] >= _TOGETHER

    def is_abroad(domain: str) -> bool:
        country = _country(domain)
        return country not in home and (len(country) == _OF_A_COUNTRY or not is_together(domain))

    others = [d for d in map(domain_of, addresses) if not is_near(d)]
    strays = [d for d in others if not is_together(d)]
    far = [d for d in others if d in PROVIDERS or is_abroad(d)]
    return (len(far) >= FAR and 2 * len(far) > len(addresses)) or (
        len(strays) >= STRAYS and 4 * len(strays) > 3 * len(addresses)
    )


def _place(domain: str) -> str:
    """The last two labels: it need not be exact, since nothing is believed because of it."""
    return ".".join(domain.split(".")[-2:])


def _country(domain: str) -> str:
    return domain.rpartition(".")[2]
