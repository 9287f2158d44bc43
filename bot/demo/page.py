"""One page to browse the mails by day and by person; it needs nothing but itself."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import groupby
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from bot import resources
from bot.demo.cast import COLLEAGUES, ORDINARY, SHE, SPECIALIST
from bot.demo.world import ZONE, Happening

_DOCUMENTS = {
    "dossier.pdf": "The dossier, as it lay in the traject's folder",
    "statement.pdf": "The statement of participation",
    "certificate.pdf": "The certificate of destruction",
}


def page(links: tuple[tuple[str, Happening], ...], documents: tuple[str, ...]) -> str:
    """The page, as HTML."""
    environment = Environment(
        loader=FileSystemLoader(resources.root() / "demo"), undefined=StrictUndefined, autoescape=True
    )
    mails = [_row(path, event) for path, event in links]
    days = [{"day": day, "mails": list(rows)} for day, rows in groupby(mails, lambda row: row["day"])]
    return environment.get_template("index.html").render(
        title=f"One IFMS traject: {SPECIALIST.name}",
        days=days,
        people=list(_people(links)),
        documents=[(name, words) for name, words in _DOCUMENTS.items() if name in documents],
        came=sum(event.incoming for _, event in links),
        went=sum(not event.incoming for _, event in links),
        content=_embedded({row["number"]: row["content"] for row in mails}),
    )


def _row(path: str, event: Happening) -> dict[str, Any]:
    here = event.at.astimezone(ZONE)
    mail = event.mail
    return {
        "number": event.number,
        "day": f"{here:%A} {here.day} {here:%B %Y}",
        "time": f"{here:%H:%M}",
        "way": "in" if event.incoming else "out",
        "who": event.who,
        "person": _key(event),
        "kind": event.kind,
        "subject": mail.subject,
        "content": {
            "path": path,
            "headers": [[n, v] for n in ("From", "To", "Subject", "Date", "X-Trajectbot") if (v := mail.header(n))],
            "text": mail.text,
            "html": mail.html,
            "files": [file.name for file in mail.files],
        },
    }


def _key(event: Happening) -> str:
    """Whom a mail belongs to, whatever address was used."""
    people = (SHE, SPECIALIST, *COLLEAGUES)
    own = next((p for p in people if event.address in (p.address, getattr(p, "other", ""))), None)
    return own.address if own else ORDINARY if event.kind == ORDINARY else event.address


def _people(links: tuple[tuple[str, Happening], ...]) -> Iterator[tuple[str, str, int]]:
    """Everyone with mail: key, how they are called, how many."""
    keys = [_key(event) for _, event in links]
    titles = {SHE.address: f"{SHE.name}, practitioner", SPECIALIST.address: f"{SPECIALIST.name}, specialist"}
    titles |= {c.address: f"{c.name}, {c.function}" for c in COLLEAGUES} | {ORDINARY: "Her other mail"}
    for key in dict.fromkeys((*titles, *keys)):
        if key in keys:
            yield key, titles.get(key, key), keys.count(key)


def _embedded(data: dict[int, Any]) -> Markup:
    """JSON that cannot end the element it stands in."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e"))  # noqa: S704 - no tag is left
