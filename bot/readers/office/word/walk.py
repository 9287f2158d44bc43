"""A walk over WordprocessingML that keeps what a person sees and notes every form control on its way."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from bot.core.documents import GOES_ON, Field, Table
from bot.core.mail.markup import links
from bot.readers.office.word import controls, rows
from bot.readers.shared import result
from bot.readers.shared.limits import Limits
from bot.readers.shared.places import Places, around
from bot.readers.shared.source import damaged, too_large
from bot.readers.shared.xml import Element, attribute, child, children, local

THROUGH = ("ins", "moveTo", "smartTag", "customXml", "hyperlink", "fldSimple", "dir", "bdo", "sdtContent", "rt", "ruby")
GONE = ("del", "moveFrom")
BREAKS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
UNSEEN = ("vanish", *rows.STRIKES)
MATH = ("oMath", "oMathPara")
COMMENTED = ("commentRangeStart", "commentRangeEnd")
DEEP = 60


@dataclass(slots=True)
class DocxWalk:
    """One reading of one document; collects as it goes. `added` is what keeps its place, as comments do by their id."""

    limits: Limits
    prompts: controls.Prompts = field(default_factory=controls.Prompts)
    fields: list[Field] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    flags: set[str] = field(default_factory=set)
    links: dict[str, str] = field(default_factory=dict)
    seen_picture: bool = False
    places: Places = field(default_factory=Places)
    added: set[Element] = field(default_factory=set)
    _open: list[controls.LegacyField] = field(default_factory=list)
    _boxes: list[str] = field(default_factory=list)
    _before: str = ""
    _depth: int = 0

    def story(self, root: Element) -> list[str]:
        """The lines of a body, header, footer or notes part."""
        self._open.clear()
        self._before = ""
        return [
            line
            for part in (children(root, "body") if local(root) == "document" else [root])
            for line in self.blocks(part)
        ]

    def blocks(self, container: Element) -> list[str]:
        """The lines of everything that stands one below the other in a container."""
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
        if name == "p":
            return self._paragraph(one)
        if name == "tbl":
            return self._table(one)
        if name == "sdt":
            return self._control(one, self.blocks)
        if name == "AlternateContent":
            return [line for branch in _branch(one) for line in self.blocks(branch)]
        if name in GONE:
            self.flags.add("tracked-changes")
            return []
        if name in COMMENTED:
            return [self.places.at(attribute(one, "id"))]
        return self.blocks(one) if name in (*THROUGH, "footnote", "endnote", "txbxContent") else []

    def _paragraph(self, paragraph: Element) -> list[str]:
        outer, self._boxes = self._boxes, []
        before, self._before = self._before, ""
        text = self._inline(paragraph, before)
        boxes, self._boxes = self._boxes, outer
        self._before = text if result.clean(text) else before
        if self._open and self._open[-1].shown:
            self._say("\n")
        return [*text.split("\n"), *boxes]

    def _inline(self, container: Element, before: str = "") -> str:
        said = ""
        for one in container:
            said += self._span(one, said or before)
        return said

    def _span(self, one: Element, before: str) -> str:
        return (self.places.at(one) if one in self.added else "") + self._spanned(one, local(one), before)

    def _spanned(self, one: Element, name: str, before: str) -> str:
        if name == "r":
            return self._run(one, before)
        if name == "sdt":
            return "\n".join(self._control(one, lambda part: [self._inline(part, before)], before))
        if name == "hyperlink":
            return links.linked(self._inline(one, before), self.links.get(attribute(one, "id"), ""))
        if name == "fldSimple":
            return links.linked(self._inline(one, before), links.ordered(attribute(one, "instr")))
        if name in THROUGH:
            return self._inline(one, before)
        if name in MATH:
            return "".join(str(t.text or "") for t in one.iter() if local(t) == "t")
        if name == "AlternateContent":
            return "".join(self._inline(branch, before) for branch in _branch(one))
        if name in COMMENTED:
            return self.places.at(attribute(one, "id"))
        if name in GONE:
            self.flags.add("tracked-changes")
        return ""

    def _run(self, run: Element, before: str) -> str:
        if any(controls.switched_on(child(run, "rPr", one)) for one in UNSEEN) or child(run, "rPr", "del") is not None:
            return ""
        return "".join(self._piece(one, before) for one in run)

    def _piece(self, one: Element, before: str) -> str:
        name = local(one)
        if name == "t":
            return self._say(str(one.text or ""))
        if name in BREAKS:
            return self._say(BREAKS[name])
        if name == "sym":
            return self._say(controls.symbol(one))
        if name == "fldChar":
            return self._mark(one, before)
        if name == "instrText" and self._open:
            self._open[-1].orders += str(one.text or "")
        if name == "AlternateContent":
            return "".join(self._piece(inner, before) for branch in _branch(one) for inner in branch)
        if name in ("drawing", "pict", "object"):
            self._box(one)
        if name == "commentReference":
            return self.places.at(attribute(one, "id"))
        return self.places.at(one) if one in self.added else ""

    def _say(self, text: str) -> str:
        """Text counts where a person sees it: not in the instructions of a field."""
        if not all(one.shown for one in self._open):
            return ""
        for one in self._open:
            one.text.append(text)
        return "" if any(controls.is_form(one.data) for one in self._open) else text

    def _mark(self, mark: Element, before: str) -> str:
        kind = attribute(mark, "fldCharType")
        if kind == "begin":
            self._open.append(controls.LegacyField(child(mark, "ffData"), before.strip()))
        elif kind == "separate" and self._open:
            self._open[-1].shown = True
        elif kind == "end" and self._open:
            done = self._open.pop()
            if done.data is not None:
                value = controls.legacy(done.data, "".join(done.text), done.label)
                self._add(value)
                return self._say(self._held([controls.shown(value)])[0])
            return self._say(links.unseen("".join(done.text), links.ordered(done.orders)))
        return ""

    def _box(self, drawing: Element) -> None:
        for one in drawing:
            if local(one) == "AlternateContent":
                for branch in _branch(one):
                    self._box(branch)
            elif local(one) == "txbxContent":
                self._boxes += self.blocks(one)
            else:
                self._box(one)

    def _control(self, sdt: Element, inside: Callable[[Element], list[str]], before: str = "") -> list[str]:
        start = len(self.fields)
        content = child(sdt, "sdtContent")
        lines: list[str] = inside(content) if content is not None else []
        text = "\n".join(lines)
        found = controls.control(sdt, text, (before or self._before).strip(), self.prompts)
        if found is None or len(self.fields) > start:
            return lines
        one, said = found
        self._add(one)
        return self._held(lines if said == result.cell(text) else said.split("\n"))

    def _held(self, lines: list[str]) -> list[str]:
        """What stands in the field that was added last."""
        return around(len(self.fields) - 1, lines)

    def _add(self, one: Field) -> None:
        self.fields.append(one)
        if len(self.fields) > self.limits.cells:
            raise too_large("More form fields than any form has.")

    def _table(self, table: Element) -> list[str]:
        place = len(self.tables)
        found = self._rows(table)
        if sum(map(len, found)) > self.limits.cells or max(map(len, found), default=0) > self.limits.columns:
            raise too_large("A table with more cells than any form has.")
        self.tables.insert(place, result.table(found))
        return ["\t".join(one.replace("\n", " ") for one in row).rstrip("\t") for row in found]

    def _rows(self, container: Element) -> list[list[str]]:
        found: list[list[str]] = []
        for one in container:
            if local(one) == "tr" and child(one, "trPr", "del") is None:
                cells = [""] * _number(child(one, "trPr", "gridBefore"), 0) + self._cells(one)
                if not rows.is_struck(one, [result.clean(cell) for cell in cells]):
                    found.append(cells)
                elif rows.begins_merged(one):
                    found.append([])  # what goes on below has lost its name
            elif local(one) == "tr":
                self.flags.add("tracked-changes")
                found += [[]] if rows.begins_merged(one) else []
            elif local(one) in (*THROUGH, "sdt"):
                found += self._rows(one)
        return found

    def _cells(self, container: Element) -> list[str]:
        cells: list[str] = []
        for one in container:
            if local(one) == "tc":
                cells += self._cell(one)
            elif local(one) == "sdt":
                cells += self._control(one, self._cells)
            elif local(one) in THROUGH:
                cells += self._cells(one)
        return cells

    def _cell(self, one: Element) -> list[str]:
        text = "\n".join(self.blocks(one)).strip()
        merged = child(one, "tcPr", "vMerge")
        going_on = merged is not None and attribute(merged, "val", "continue") == "continue"
        self._before = text if result.clean(text) else self._before
        return [GOES_ON if going_on else text, *[""] * (_number(child(one, "tcPr", "gridSpan"), 1) - 1)]


def _number(element: Element | None, default: int) -> int:
    value = attribute(element, "val")
    return min(int(value), 1_000) if value.isascii() and value.isdigit() else default


def _branch(alternate: Element) -> list[Element]:
    """One branch of mc:AlternateContent: both say the same for different programs."""
    return [*children(alternate, "Choice"), *children(alternate, "Fallback")][:1]
