"""A walk over OpenDocument text that keeps what a person sees and notes every form control on its way."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from bot.core.documents import GOES_ON, Addition, Field, Table
from bot.readers.opendocument.text import controls
from bot.readers.shared import result
from bot.readers.shared.limits import Limits
from bot.readers.shared.places import Places, around
from bot.readers.shared.source import damaged, too_large
from bot.readers.shared.xml import Element, attribute, below, children, local

CONTAINERS = ("section", "list", "list-item", "list-header", "index-body", "text-box", "frame", "note-body", "g",
              "table-of-content", "illustration-index", "custom-shape", "rect", "numbered-paragraph")  # fmt: skip
UNSEEN = ("tracked-changes", "ruby-text", "forms", "sequence-decls", "variable-decls",
          "user-field-decls", "note-citation", "title", "desc", "event-listeners", "script")  # fmt: skip
NOTES = ("annotation", "annotation-end")
DRAWN = ("image", "custom-shape", "rect", "line", "polyline", "polygon", "path", "circle", "ellipse", "connector",
         "regular-polygon", "measure", "caption", "object", "object-ole")  # fmt: skip
ROWS = ("table-header-rows", "table-rows", "table-row-group")
DEEP = 60


@dataclass(slots=True)
class OdtWalk:
    """One reading of one document; collects as it goes. `ours` says that our writer made the form.

    `added` are the notes and drawings met on the way, `places` knows where.
    """

    limits: Limits
    ours: bool = False
    fields: list[Field] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    flags: set[str] = field(default_factory=set)
    forms: dict[str, Field] = field(default_factory=dict)
    places: Places = field(default_factory=Places)
    added: list[tuple[str, Addition]] = field(default_factory=list)
    _boxes: list[str] = field(default_factory=list)
    _marks: list[tuple[Element, list[str]]] = field(default_factory=list)
    _depth: int = 0
    _line: str = ""
    _before: str = ""

    def all(self, parts: Iterable[Element]) -> list[str]:
        """The lines of several headers or footers, each text once."""
        return list(dict.fromkeys(line for one in parts for line in self.blocks(one) if line.strip()))

    def blocks(self, container: Element) -> list[str]:
        """The lines of everything that stands one below the other."""
        self._depth += 1
        if self._depth > DEEP:
            raise damaged("It is nested too deeply.")
        lines: list[str] = []
        for one in container:
            lines += self._block(one)
        self._depth -= 1
        return lines

    def _block(self, one: Element) -> list[str]:
        name = local(one)
        if name in ("p", "h"):
            outer, self._boxes = self._boxes, []
            self._line = ""
            text = self._inline(one)
            self._before = result.cell(text) or self._before
            for _, said in self._marks:
                said.append("\n")
            boxes, self._boxes = self._boxes, outer
            return [*text.split("\n"), *boxes]
        if name == "table":
            return self._table(one)
        if name == "tracked-changes":
            self.flags.add("tracked-changes")
        if name == "forms":
            self.forms.update(controls.forms(one))
        if name == "control":
            return [self._placed(one)]
        if name in NOTES:
            return [self._noted(one, name)]
        put = [self._drawn()] if name in DRAWN else []
        return put + self.blocks(one) if name in CONTAINERS else put

    def _inline(self, element: Element) -> str:
        out = self._say(str(element.text or ""))
        for one in element:
            out += self._span(one) + self._say(str(one.tail or ""))
        return out

    def _say(self, text: str) -> str:
        """Text inside a legacy form field is its value, and is shown where the field ends."""
        if self._marks:
            self._marks[-1][1].append(text)
            return ""
        self._line += text
        return text

    def _span(self, one: Element) -> str:
        name = local(one)
        if name in controls.SPACES:
            return self._say(controls.SPACES[name] * controls.count(one))
        if name in ("frame", "text-box", "g", "table", *DRAWN):
            drawn = self._drawn() if name in DRAWN else ""
            self._boxes += self._block(one) if name == "table" else self.blocks(one)
            return drawn
        if name == "note":
            self._boxes += [line for body in children(one, "note-body") for line in self.blocks(body)]
            return ""
        if name == "content-control" or name in controls.INLINE:
            return self._control(one, name)
        if name in NOTES:
            return self._noted(one, name)
        if name in ("fieldmark-start", "fieldmark", "fieldmark-end"):
            return self._mark(one, name)
        if name == "control":
            return self._placed(one)
        if name == "a":
            return controls.with_address(one, self._inline(one))
        return "" if name in UNSEEN else self._inline(one)

    def _control(self, one: Element, name: str) -> str:
        before, self._line = self._line, ""
        text = self._inline(one)
        self._line = before
        if name == "content-control":
            found, said = controls.content_control(one, text, self.ours)
        elif (filled := controls.INLINE[name](one, text)) is not None:
            found, said = filled, filled.value
        else:
            return ""
        self._add(found)
        return self._held(text if said == result.cell(text) else said)

    def _mark(self, one: Element, name: str) -> str:
        if name == "fieldmark-start":
            self._marks.append((one, []))
            return ""
        if name == "fieldmark-end":
            if not self._marks:
                return ""
            one, said = self._marks.pop()
        else:
            said = []
        found = controls.fieldmark(one, "".join(said))
        if found is None:
            return self._say("".join(said))
        self._add(found)
        return self._say(self._held(controls.shown(found)))

    def _placed(self, one: Element) -> str:
        found = self.forms.get(attribute(one, "control"))
        if found is None:
            return ""
        self._add(found)
        return self._held(controls.shown(found))

    def _held(self, text: str) -> str:
        """What stands in the field that was added last."""
        return around(len(self.fields) - 1, [text])[0]

    def _noted(self, one: Element, name: str) -> str:
        """The place of a note's beginning or end."""
        key = attribute(one, "name") or f"note {len(self.added)}"
        if name == "annotation":
            words = "\n".join("".join(map(str, part.itertext())) for part in below(one, "p"))
            self.added.append((key, Addition(result.cell(words))))
        return self.places.at(key)

    def _drawn(self) -> str:
        """The place of a picture or a shape."""
        key = f"drawing {len(self.added)}"
        self.added.append((key, Addition(on_page=not self.ours)))
        return self.places.at(key)

    def _add(self, one: Field) -> None:
        before = result.cell(self._line) or self._before
        self.fields.append(one if one.label else replace(one, label=before.split("\n")[-1].strip(" \t:")[-200:]))
        if len(self.fields) > self.limits.cells:
            raise too_large("More form fields than any form has.")

    def _table(self, table: Element) -> list[str]:
        place = len(self.tables)
        rows = self._rows(table)
        self.tables.insert(place, result.table(rows))
        return ["\t".join(one.replace("\n", " ") for one in row).rstrip("\t") for row in rows]

    def _rows(self, container: Element, reaching: dict[int, int] | None = None) -> list[list[str]]:
        """The rows; `reaching` are the columns into which a cell of a row above reaches, and for how many rows more."""
        rows: list[list[str]] = []
        reaching = {} if reaching is None else reaching
        for one in container:
            if local(one) == "table-row":
                rows.append(self._row(one, reaching))
            elif local(one) in ROWS:
                rows += self._rows(one, reaching)
        if sum(map(len, rows)) > self.limits.cells:
            raise too_large("A table with more cells than any form has.")
        return rows

    def _row(self, row: Element, reaching: dict[int, int]) -> list[str]:
        cells: list[str] = []
        for one in children(row, "table-cell", "covered-table-cell"):
            wide = min(controls.number(attribute(one, "number-columns-repeated"), 1), 100)
            places = range(len(cells), len(cells) + wide)
            if local(one) == "covered-table-cell":
                cells += [GOES_ON if reaching.get(n, 0) > 0 else "" for n in places]
                reaching.update((n, reaching.get(n, 0) - 1) for n in places)
            else:
                cells += ["\n".join(self.blocks(one)).strip()] * wide
                reaching.update((n, controls.number(attribute(one, "number-rows-spanned"), 1) - 1) for n in places)
        if len(cells) > self.limits.columns:
            raise too_large("A table with more columns than any form has.")
        return cells
