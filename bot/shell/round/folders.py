"""The practice's folders: short codes in the ledger, names on the server, which may hold a specialist's name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from bot.core import filing
from bot.core.filing import INBOX, PARKED, REVIEW, correspondence, ref_of
from bot.core.traject import reference
from bot.shell.imap.errors import NotAllowedError, RefusedError
from bot.shell.imap.mailbox import Mailbox
from bot.shell.imap.names import plain


class Folders:
    """The names on the server of the codes of bot.core.filing."""

    def __init__(self, mailbox: Mailbox, root: str) -> None:
        self._mailbox = mailbox
        self._root = tuple(part for part in root.split("/") if part)
        self._names = {
            INBOX: "INBOX",
            REVIEW: self._name("Beoordelen"),
            PARKED: self._name("Geparkeerd"),
        }
        self._trajects = self._name("Trajecten")
        self._there: set[str] = set()
        self._twins: dict[str, tuple[str, ...]] = {}
        self._adopted: dict[str, dict[str, str]] = {}
        self._looked = False

    def _name(self, *parts: str) -> str:
        return self._mailbox.folder_name((*self._root, *parts))

    @property
    def root(self) -> str:
        """Under what all of them lie but INBOX."""
        return self._name()

    def seen(self) -> dict[str, str]:
        """The same as of the last look, with what was made since: one look a round is enough."""
        return dict(self._names) if self._looked else self.look()

    def look(self) -> dict[str, str]:
        """All folders that exist, by code; those she renamed are known by the reference they begin with."""
        delimiter = self._mailbox.delimiter or "/"
        found, several = self._ours(), defaultdict[str, list[str]](list)
        below = self._mailbox.folders(self._name())
        self._there = {"INBOX", *below}
        for name in sorted(n for n in below if n.startswith(self._trajects + delimiter)):
            rest = name[len(self._trajects) :].strip(delimiter).split(delimiter)
            ref = reference.normalised(rest[0][:7]) if rest and rest[0] else None
            if ref and len(rest) == 1:
                found[ref] = name
                several[ref].append(name)
            elif ref:
                found[filing.within(ref, tuple(rest[1:]), found)] = name
        self._adopted = {ref: names for ref, names in self._adopted.items() if ref not in found}
        for names in self._adopted.values():
            found |= names
            self._there.update(names.values())
        self._names, self._looked = found, True
        self._twins = {ref: tuple(names) for ref, names in several.items() if len(names) > 1}
        return dict(found)

    def _ours(self) -> dict[str, str]:
        return {code: name for code, name in self._names.items() if not filing.made_by_her(code)}

    def known(self) -> tuple[str, ...]:
        """The codes of those that were there at the last look, or were made since."""
        return tuple(code for code, name in self._names.items() if name in self._there)

    @property
    def twins(self) -> dict[str, tuple[str, ...]]:
        """The trajects that have more than one folder as of the last look: she renamed one while another was made."""
        return dict(self._twins)

    def choose(self, ref: str, name: str) -> None:
        """This is the traject's folder, of several that bear its reference."""
        self._names[ref] = name
        self._names.pop(correspondence(ref), None)

    @property
    def adopted(self) -> frozenset[str]:
        """The trajects of which a folder goes on under a name that does not tell them."""
        return frozenset(self._adopted)

    def may_be_renamed(self, name: str) -> bool:
        """Whether a folder lies where she may have put one by giving it another name: beside ours, or above; what
        lies below a folder of hers (Trash may be one) was put away.
        """
        mark = self._mailbox.delimiter
        if mark is None:
            return True
        above, _, _ = name.rpartition(mark)
        return not above or above == self._trajects or self._trajects.startswith(above + mark)

    def adopt(self, ref: str, name: str, everything: Collection[str]) -> None:
        """This is the traject's folder, whatever it is called; those within it, too."""
        delimiter = self._mailbox.delimiter or "/"
        names = {ref: name}
        for below in sorted(n for n in everything if n.startswith(name + delimiter)):
            names[filing.within(ref, tuple(below[len(name) + 1 :].split(delimiter)), names)] = below
        self._adopted[ref] = names
        self._names.pop(correspondence(ref), None)
        self._names |= self._adopted[ref]
        self._there.update(self._adopted[ref].values())

    @property
    def proofs(self) -> str:
        """Where the certificates of destruction lie; nothing in it is ever removed."""
        return self._name("Bewijzen")

    def base(self) -> tuple[str, ...]:
        """The names of the folders that are there from the first day."""
        return self._names[REVIEW], self._names[PARKED], self._trajects, self.proofs

    def ensure_base(self) -> None:
        """Makes them."""
        self.look()
        for name in self.base():
            self.ensure(name)

    def exists(self, name: str) -> bool:
        """Whether a folder was there at the last look, or was made since: one look a round is enough."""
        return name in self._there

    def ensure(self, name: str) -> None:
        """Makes the folder when it is not there."""
        if name not in self._there:
            self._mailbox.ensure(name)
            self._there.add(name)

    def standing(self, code: str) -> str:
        """The same code, but of a folder that she made and that is no longer there the one of ours it lay in."""
        return code if code in self._names or not filing.made_by_her(code) else filing.above(code)

    def name(self, code: str, title: str = "") -> str:
        """The server's name of a folder; a traject's is made up with the specialist's name when it is new."""
        code = self.standing(code)
        if code in self._names:
            return self._names[code]
        ref, _, sub = code.partition("/")
        if ref not in self._names:
            self._names[ref] = self._name("Trajecten", f"{ref} {title}".strip())
        if not sub:
            return self._names[ref]
        parts = self._names[ref] + (self._mailbox.delimiter or "/") + "Correspondentie"
        if self._mailbox.delimiter is None:
            parts = self._names[ref]
        self._names[code] = parts
        return parts

    def shown(self, code: str) -> str:
        """A folder as it is told to an operator: a traject's by its reference, for its name holds the specialist's."""
        if not ref_of(code):
            return self.name(code)
        shown = ref_of(code) + ("/Correspondentie" if filing.is_correspondence(code) else "")
        return f"{shown}/…" if filing.made_by_her(code) else shown

    def made(self, code: str, title: str = "") -> str:
        """The server's name of a folder that is there from now on.

        A name that the server refuses for a new traject is tried in ASCII, then as the bare reference; not when the
        server says that it refuses for the moment.
        """
        ref, _, sub = code.partition("/")
        if sub:
            self.made(ref, title)
        wanted = self.name(code, title)
        others = () if sub or wanted in self._there or not reference.normalised(ref) else self._plainer(ref, title)
        for name in dict.fromkeys((wanted, *others)):
            try:
                self.ensure(name)
            except (RefusedError, NotAllowedError) as error:
                passes = isinstance(error, RefusedError) and error.passes
                if passes or name == (wanted, *others)[-1]:
                    raise
                continue
            if name != wanted:
                self._names[code] = name
                self._names.pop(correspondence(ref), None)
            return name
        return wanted

    def _plainer(self, ref: str, title: str) -> tuple[str, ...]:
        return self._name("Trajecten", plain(f"{ref} {title}")), self._name("Trajecten", ref)

    def trial(self, title: str) -> tuple[tuple[str, str], ...]:
        """Names for a trial: a traject's folder and the one within it, without a reference; then the plainer ones."""
        named = (self._name("Trajecten", title), self._name("Trajecten", plain(title)))
        below = self._mailbox.delimiter or "-"
        return tuple((name, f"{name}{below}Correspondentie") for name in dict.fromkeys(named))

    def forget(self, ref: str) -> None:
        """A traject's folders are gone."""
        for code in [code for code in self._names if ref_of(code) == ref]:
            self._there.discard(self._names.pop(code))
