"""What somebody says of themselves around a colleague's form, over a real mailbox: in whatever way she settles the file,
nobody's form goes that was not meant, and nothing that was said is lost.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from itertools import product

import pytest
from support.stories.dialogue import ALL, Opened, collecting, send_form
from support.stories.people import fill, scores
from support.stories.practice import Practice

from bot.core.traject.value import Outcome, Traject
from bot.core.world import NumberedQuestion
from bot.shell.ledger import questions

SAID = {
    "withdraws": "Ik trek mijn formulier in.",
    "refuses": "Zelf doe ik niet mee.",
    "disowns": "Het eerdere formulier is niet van mij.",
    "gone": "Ik werk hier niet meer.",
    "rights": "Ik wil weten welke gegevens u van mij bewaart (AVG).",
    "else": "Waar worden de formulieren bewaard en door wie gelezen?",
    "grave": "Ik word door hem bedreigd.",
    "": "",
}
WAYS = ("koppel", "telt", "negeer", "to-traject", "to-inbox", "negeer, akkoord")
TIES = ("koppel", "telt", "to-traject")
SENDERS = ("listed", "unproved", "unknown")
Person = tuple[str, str, str]


@dataclass(frozen=True)
class Scene:
    """`sender` passes the form of `bearer` on; had `sender` answered `before`, and does so again `since`?"""

    sender: Person
    bearer: Person
    said: str
    way: str
    who: str
    before: bool
    since: bool


def scenes(seed: int) -> list[Scene]:
    """Each pair of listed people plays one scene; over the seeds each word meets each way."""
    chance = random.Random(seed)
    people = chance.sample(ALL, len(ALL))
    if seed == 0:  # a form that came after the withdrawal stays, however the file is settled
        every = [("withdraws", way, who, True, True) for way in TIES for who in SENDERS]
    else:
        drawn = chance.sample(list(product(SAID, WAYS, SENDERS)), len(ALL) // 2)
        every = [(*one, chance.random() < 0.6, chance.random() < 0.3) for one in drawn]
    return [Scene(people[2 * n], people[2 * n + 1], *one) for n, one in enumerate(every)]


def address_of(scene: Scene) -> str:
    """Whence it is sent: the address that is listed, or one that nobody knows."""
    return scene.sender[1] if scene.who != "unknown" else f"balie.{scene.sender[1]}"


def send(p: Practice, opened: Opened, scene: Scene) -> None:
    whose = scene.bearer[0]
    p.authenticated = scene.who == "listed"
    form = fill(opened.form, {"name": whose} | scores())
    sender = f"{scene.sender[0] if scene.who != 'unknown' else 'Balie'} <{address_of(scene)}>"
    p.mail(
        sender, f"Formulier {opened.ref}", f"Hierbij het formulier van {whose}. {SAID[scene.said]}", ("f.docx", form)
    )
    p.authenticated = True


def state(p: Practice, opened: Opened) -> tuple[Traject, tuple[NumberedQuestion, ...]]:
    with p.app.workshop.book() as book:
        traject = book.traject(opened.ref)
        assert traject is not None
        return traject, questions.open_ones(book, opened.ref)


def of(scene: Scene, asked: tuple[NumberedQuestion, ...]) -> tuple[NumberedQuestion, ...]:
    return tuple(q for q in asked if f"<{address_of(scene)}>" in q.who)


def drag(p: Practice, scene: Scene, folder: str) -> None:
    with p.account.connect() as client:
        client.select('"IFMS/Beoordelen"')
        _, (uids,) = client.uid("SEARCH", "FROM", address_of(scene))
        for uid in uids.decode().split():
            client.uid("MOVE", uid, f'"{folder}"')


def settle(p: Practice, opened: Opened, scene: Scene, number: int) -> None:
    if scene.way in ("koppel", "telt"):
        p.command(f"{scene.way} {number} {opened.ref} {scene.bearer[1]}")
    elif scene.way.startswith("negeer"):
        p.command(f"negeer {number}")
    else:
        drag(p, scene, opened.folder if scene.way == "to-traject" else "INBOX")


def is_told(scene: Scene, first: NumberedQuestion, left: tuple[NumberedQuestion, ...], heard: bool) -> bool:
    """Whether what was said is carried out, asked about, or was named in the question that she put aside."""
    if scene.said == "" or heard:
        return True
    named = {**dict(first.what.values), **{k: v for q in left for k, v in q.what.values}}
    if scene.said == "grave":
        return "grave" in named or any(q.kind == "grave" for q in left)
    if scene.said == "rights":
        return any("avg" in dict(q.what.values) or q.kind == "avg-request" for q in left)
    if scene.said == "else":  # put aside, it lies in her INBOX
        return scene.way not in TIES or "own" in named
    return scene.said in named.values()


@pytest.mark.parametrize("seed", range(6))
def test_what_is_said_around_a_colleague_s_form(practice_run: Practice, seed: int) -> None:
    p = practice_run
    opened = collecting(p)
    played = scenes(seed)
    for scene in played:
        if scene.before:
            send_form(p, opened, scene.sender, "Het eerste.")
    p.round("2026-11-05 10:00")
    for scene in played:
        send(p, opened, scene)
    p.round("2026-11-05 11:00")
    first = {scene: next(q for q in of(scene, state(p, opened)[1]) if q.inbound_id) for scene in played}
    for scene in played:
        if scene.since:
            send_form(p, opened, scene.sender, "Het tweede.")
    p.round("2026-11-05 12:00")
    for scene in played:
        settle(p, opened, scene, first[scene].number)
    p.round("2026-11-05 13:00")
    _, asked = state(p, opened)
    for scene in played:
        if scene.way == "negeer, akkoord":
            for question in of(scene, asked):
                p.command(f"akkoord {question.number}")
    p.round("2026-11-05 14:00")
    traject, left = state(p, opened)
    people = {r.address: r.id for r in traject.respondents}
    for scene in played:
        sender, bearer = people[scene.sender[1]], people[scene.bearer[1]]
        assert (bearer in traject.answered()) is (scene.way in TIES), scene
        known, taken = scene.who != "unknown", scene.way in TIES and scene.who == "listed"
        agreed = scene.way == "negeer, akkoord" and known
        goes = (scene.said == "withdraws" and (taken or (agreed and scene.who == "listed"))) or (
            scene.said == "disowns" and agreed
        )
        assert (sender in traject.answered()) is (scene.since or (scene.before and not goes)), scene
        mine = {v.outcome for v in traject.valid if v.respondent == sender}
        asked_them = bool(p.sent("confirm-withdrawal", scene.sender[1]))
        heard = bool(mine & {Outcome.WITHDRAWN, Outcome.DECLINED, Outcome.TAKEN_BACK, Outcome.BOUNCED}) or asked_them
        assert is_told(scene, first[scene], of(scene, left), heard), (scene, first[scene], of(scene, left))
        others = {v.outcome for v in traject.valid if v.respondent == bearer}
        assert not others & {Outcome.WITHDRAWN, Outcome.DECLINED, Outcome.BOUNCED}, scene
        silent = next(r.silent for r in traject.respondents if r.id == sender)
        assert silent is (scene.said == "rights" and known), scene
