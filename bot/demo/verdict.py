"""The demo checks its own story: what had to happen, and what must not have happened."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time
from pathlib import Path

from bot.demo.answers import CANARY
from bot.demo.cast import COLLEAGUES, SHE, SPECIALIST, Way
from bot.demo.story import Story
from bot.demo.world import ZONE, Happening, Outside
from bot.demo.writing import AttachedFile, ReadMail

_BACK = date(2026, 11, 23)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    good: bool
    words: str


def verdict(world: Outside, story: Story, kept: dict[str, bytes], stage: str, folder: Path) -> tuple[Finding, ...]:
    """Everything that the story promises; `kept` are the documents that were seen, `folder` is the bot's own."""
    return (
        *_happened(world.events),
        *_documents(kept),
        *confidential(world.events, kept),
        *considerate(world.events),
        *_gone(world, stage, folder),
        *_hers(world, story),
        *(Finding(False, f"a round had trouble: {trouble}") for trouble in world.troubles),
    )


def _happened(events: list[Happening]) -> Iterator[Finding]:
    expected = (
        ("intake-received", "the enquiry was answered"),
        ("traject-started", "her tap on “start” started the traject"),
        ("list-received", "the list was read"),
        ("form-received", "forms were received"),
        ("decline-received", "a refusal was respected"),
        ("respondent-reminder", "reminders went out"),
        ("more-respondents-needed", "a bounce led to a question about the address"),
        ("document-received", "self-evaluation and plan were received"),
        ("decision-needed", "a letter that was not understood was put before her"),
        ("ready", "the traject became ready"),
        ("appointment", "he chose a moment, and both were invited"),
        ("appointment-reminder", "he was reminded of the conversation"),
        ("statement", "the statement of participation was sent"),
        ("reregistration-question", "half a year later he was asked about his re-registration"),
        ("destruction-reminder", "she was reminded of the destruction"),
        ("destroyed-certificate", "the destruction was certified"),
        ("destroyed", "he was told of the destruction"),
    )
    sent = {e.kind for e in events if not e.incoming}
    yield from (Finding(kind in sent, words) for kind, words in expected)
    answering = [c for c in COLLEAGUES if c.way not in (Way.SILENT, Way.DECLINE)]
    thanked = {e.address for e in events if e.kind == "form-received"}
    missing = [c.name for c in answering if not {c.address, c.other} & thanked]
    yield Finding(not missing, f"each of {len(answering)} who answered was thanked{_list(missing)}")


def _documents(kept: dict[str, bytes]) -> Iterator[Finding]:
    for name in ("dossier.pdf", "statement.pdf", "certificate.pdf"):
        yield Finding(kept.get(name, b"").startswith(b"%PDF"), f"{name} is there")


def confidential(events: list[Happening], kept: dict[str, bytes]) -> Iterator[Finding]:
    forms = [e for e in events if e.incoming and e.kind == "form" and CANARY in _everything(e.mail)]
    quoted = _everything_in("dossier.pdf", kept.get("dossier.pdf", b"")).count(CANARY)
    yield Finding(quoted >= len(forms) > 0, f"the dossier quotes each of {len(forms)} forms")
    leaks = [e for e in events if not e.incoming and e.address != SHE.address and CANARY in _everything(e.mail)]
    told = f"no word of {len(forms)} forms stands in any mail to him or to a respondent"
    yield Finding(bool(forms) and not leaks, told + _list([f"{e.kind} to {e.who}" for e in leaks]))
    named = [e for e in events if e.address == SPECIALIST.address and not e.incoming and e.kind == "progress"]
    who = [c.name for c in COLLEAGUES for e in named if c.name in e.mail.text]
    yield Finding(not who, f"he never hears who answered{_list(who)}")


def considerate(events: list[Happening]) -> Iterator[Finding]:
    reminders = [e for e in events if e.kind == "respondent-reminder"]
    local = [e.at.astimezone(ZONE) for e in reminders]
    odd = [at for at in local if at.weekday() > 4 or not time(8, 30) <= at.time() < time(17, 30)]
    yield Finding(not odd, f"{len(reminders)} reminders, all of them in office hours")
    away = {c.address for c in COLLEAGUES if c.way is Way.AWAY}
    after = [e for e in reminders if e.address in away][1:]
    waited = bool(after) and all(e.at.astimezone(ZONE).date() >= _BACK for e in after)
    yield Finding(waited, "who was away was left alone until back")
    declined = {e.address: e.at for e in events if e.kind == "decline-received"}
    pressed = [e.who for e in reminders if e.address in declined and e.at > declined[e.address]]
    yield Finding(not pressed, f"who declined heard no more of it{_list(pressed)}")


def _gone(world: Outside, stage: str, folder: Path) -> Iterator[Finding]:
    yield Finding(stage == "destroyed", f"the ledger says: {stage or 'nothing'}")
    left = [name for name in world.folders() if "T-" in name]
    yield Finding(not left, f"the traject's folders are gone{_list(left)}")
    traces = [f.name for f in folder.rglob("*") if f.is_file() and _holds(f.read_bytes())]
    yield Finding(not traces, f"no file of the bot holds a form, or a colleague's address{_list(traces)}")


def _holds(data: bytes) -> bool:
    return CANARY.encode() in data or any(c.address.encode() in data for c in COLLEAGUES)


def _hers(world: Outside, story: Story) -> Iterator[Finding]:
    marks = (b"\\Seen", b"\\Flagged")
    found = [(raw, sorted(f for f in flags if f != b"\\Recent")) for raw, flags in world.mails("INBOX").values()]
    expected = [(e.mail.raw, [marks[n - 1]] if n in (1, 2) else []) for n, e in enumerate(story.ordinary)]
    untouched = all(mail in found for mail in expected)
    words = f"her {len(expected)} other mails lie in INBOX as they came: unmoved, unflagged, unanswered"
    answered = {e.address for e in story.ordinary} & {e.address for e in world.events if not e.incoming}
    yield Finding(untouched and not answered and len(expected) >= 5, words)
    others = [ReadMail(raw).subject for raw, _ in found if raw not in [e.mail.raw for e in story.ordinary]]
    yield Finding(not others, f"and nothing else is left there{_list(others)}")


def _everything(mail: ReadMail) -> str:
    """Headers, texts, and what stands in the attachments."""
    head = mail.raw.partition(b"\r\n\r\n")[0].decode("ascii", "replace")
    return "\n".join((head, mail.text, mail.html, *(_everything_in(f.name, f.data) for f in mail.files)))


def _everything_in(name: str, data: bytes) -> str:
    if name.endswith(".pdf") and data:
        from pypdf import PdfReader

        return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)
    if name.endswith((".docx", ".xlsx")):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return "\n".join(archive.read(part).decode("utf-8", "replace") for part in archive.namelist())
    return data.decode("utf-8", "replace")


def dossier_in(world: Outside) -> tuple[str, bytes]:
    """The dossier and the folder where it lies, both empty while there is none."""
    for folder in world.folders():
        if "/T-" in folder and not folder.endswith("Correspondentie"):
            files = (f for raw, _ in world.mails(folder).values() for f in ReadMail(raw).files)
            return folder, next((f.data for f in files if _is_dossier(f)), b"")
    return "", b""


def _is_dossier(file: AttachedFile) -> bool:
    return file.name.endswith(".pdf") and "ossier" in file.name


def _list(names: list[str]) -> str:
    return f" — except {', '.join(dict.fromkeys(names))}" if names else ""
