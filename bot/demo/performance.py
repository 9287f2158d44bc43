"""One performance: the clock goes on, people act, the bot makes its rounds, and everything is looked at afterwards."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from datetime import datetime

from bot.core.errors import TrajectbotError
from bot.demo.archive import Ending
from bot.demo.stage import Theatre, stage
from bot.demo.timeline import Timeline
from bot.demo.verdict import Finding, dossier_in, verdict
from bot.demo.world import Happening, day_of, local

CURTAIN = local("2027-10-01 00:00")
_COUNTED = frozenset({"form-received", "list-received", "correction-received"})
_DOCUMENTS = {"statement": "statement.pdf", "destroyed-certificate": "certificate.pdf"}


@dataclass(frozen=True, slots=True)
class Performed:
    """What is left of it."""

    outcome: Ending
    findings: tuple[Finding, ...]


def perform(timeline: Timeline, until: datetime = CURTAIN) -> Performed:
    """From the first mail until he hears that all is destroyed, at most until this moment."""
    with stage() as here:
        return _Performance(here, timeline).played(until)


@dataclass
class _Performance:
    """What goes on between the stage and who watches."""

    here: Theatre
    timeline: Timeline
    kept: dict[str, bytes] = field(default_factory=dict)
    counted: bool = False

    def played(self, until: datetime) -> Performed:
        """All of it."""
        world = self.here.world
        try:
            while self._one_moment(until):
                continue
        except TrajectbotError as error:
            world.troubles.append(f"{type(error).__name__}: {error}")
        state = self.here.state(world.now)
        last = str(state[0]["stage"]) if state else ""
        findings = verdict(world, self.here.story, self.kept, last, self.here.folder)
        return Performed(Ending(tuple(world.events), dict(sorted(self.kept.items())), state), findings)

    def _one_moment(self, until: datetime) -> bool:
        """What people do next and what the bot makes of it; whether it goes on after that."""
        world = self.here.world
        before = day_of(world.now)
        if world.moments(until, self.here.due) is None:
            return False
        if day_of(world.now) != before:
            self._bars()
        sent = world.round()
        self.timeline.show(world.news())
        for event in sent:
            self.here.story.told(event)
            self._keep(event)
        self.counted = self.counted or any(event.kind in _COUNTED for event in sent)
        return all(event.kind != "destroyed" for event in sent)

    def _bars(self) -> None:
        """At the end of a day on which something was counted."""
        if self.counted:
            self.timeline.bars(self.here.counts())
            self.counted = False

    def _keep(self, event: Happening) -> None:
        """The documents that are made on the way; the dossier is read where she reads it."""
        if event.kind in _DOCUMENTS:
            pdf = next((file.data for file in event.mail.files if file.name.endswith(".pdf")), b"")
            self.kept[_DOCUMENTS[event.kind]] = pdf
        if event.kind == "ready":
            folder, self.kept["dossier.pdf"] = dossier_in(self.here.world)
            self.timeline.note(f"the dossier, {_pages(self.kept['dossier.pdf'])} pages, lies in {folder}")


def _pages(pdf: bytes) -> int:
    from pypdf import PdfReader

    return len(PdfReader(io.BytesIO(pdf)).pages) if pdf else 0
