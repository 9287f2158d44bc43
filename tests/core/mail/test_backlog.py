"""A backlog is worked through hers first, then by traject, the newest first; what hangs together keeps its order."""

from __future__ import annotations

import random

import pytest

from bot.core.mail.backlog import Backlog, Glance, glance

HERS = "a.devries@praktijk.example"


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        pytest.param(
            b"From: Piet <P.Bos@Kliniek.example>\r\nSubject: Re: [T-7KQFK] formulier\r\nIn-Reply-To: <a.b@x>\r\n\r\n",
            Glance("p.bos@kliniek.example", ("T-7KQFK",), ("a.b@x",)),
            id="ordinary",
        ),
        pytest.param(
            b"References: <1@x>\r\n <2@x>\r\nfrom:\r\n p@x.example\r\nSUBJECT: =?utf-8?q?T-7KQFK?=\r\n",
            Glance("p@x.example", ("T-7KQFK",), ("1@x", "2@x")),
            id="folded, encoded, in capitals",
        ),
        pytest.param(b"", Glance(), id="nothing"),
        pytest.param(b"From: \xff\xfe<\r\nSubject: \x00" + b"<" * 4000, Glance(), id="rubbish"),
    ],
)
def test_a_heading_is_read(raw: bytes, expected: Glance) -> None:
    assert glance(raw) == expected


def test_hers_then_the_newest_trajects_then_the_rest() -> None:
    backlog = Backlog({HERS}, ("T-NEW", "T-OLD"))
    for uid, sender, refs in (
        (1, "x@x.example", ()),
        (2, "p@old.example", ("T-OLD",)),
        (3, "p@new.example", ("T-NEW",)),
        (4, HERS, ("T-OLD",)),
        (5, "", ()),
        (6, "p@new.example", ("T-NEW",)),
        (7, HERS, ()),
    ):
        backlog.add(uid, sender, refs)
    assert backlog.tiers() == ((4, 7), (3, 6, 2), (1, 5))


@pytest.mark.parametrize("seed", range(60))
def test_whoever_writes_about_whatever_their_mails_keep_their_order(seed: int) -> None:
    chance = random.Random(seed)
    newest = tuple(f"T-{n}" for n in range(chance.choice((1, 3, 12))))
    senders = (HERS, "", *(f"s{n}@x.example" for n in range(chance.choice((2, 20)))))
    mails = []
    for uid in range(1, chance.choice((5, 80))):
        refs = chance.sample(newest, k=min(len(newest), chance.choice((0, 0, 1, 1, 2))))
        mails.append((uid, chance.choice(senders), tuple(refs)))
    backlog = Backlog({HERS}, newest)
    for mail in mails:
        backlog.add(*mail)
    hers, theirs, rest = backlog.tiers()
    assert sorted((*hers, *theirs, *rest)) == [uid for uid, _, _ in mails]
    assert list(hers) == [uid for uid, sender, _ in mails if sender == HERS]
    place = {uid: n for n, uid in enumerate((*theirs, *rest))}
    others = [mail for mail in mails if mail[1] != HERS]
    for sender in set(senders) - {"", HERS}:
        own = [place[uid] for uid, who, _ in others if who == sender]
        assert own == sorted(own)
    for ref in newest:
        own = [place[uid] for uid, _, refs in others if ref in refs]
        assert own == sorted(own)
    first = next((ref for ref in newest if any(ref in refs for _, _, refs in others)), "")
    if first and theirs:
        of_newest = [uid for uid, _, refs in others if first in refs]
        assert place[of_newest[0]] < min((place[u] for u in rest), default=len(place))
    assert all(uid in theirs for uid, _, refs in others if refs)
