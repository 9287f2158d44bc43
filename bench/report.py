"""A dossier of 15, 60 and 200 forms, of invented answers: how long it takes, and how that grows."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial

from measuring import ratio, seconds, size

# isort: split
from support.stories.people import scores

from bot.core.filled import Answer, FilledForm
from bot.forms.questionnaires import catalogue
from bot.reports.dossier import DossierData, DossierForm, GroupAsked, dossier

_DAY = date(2026, 11, 24)
_REFS = ("T-2M9QZ", "T-4KQFK", "T-8PQRS")
_GROUPS = ("vakgenoten", "artsen", "niet_artsen")
_WORDS = (
    "Zij luistert goed, ook als het druk is. In de overdracht mis ik soms wat er nog moet gebeuren.",
    "Legt uit waarom, en vraagt wat een ander ervan vindt.",
    "Mag vaker zeggen dat iets niet kan; nu blijft het liggen tot de volgende dienst en moet een ander het oplossen, "
    "wat in het weekend niemand past.",
)


def form(number: int) -> DossierForm:
    answers = tuple(Answer(key, value) for key, value in scores(_WORDS[number % len(_WORDS)]).items())
    filled = FilledForm(catalogue.FEEDBACK, answers)
    received = _DAY - timedelta(days=1 + number % 14)
    return DossierForm(number, f"Collega {number}", _GROUPS[number % 3], received, filled)


def data(count: int, reference: str = "T-7KQFK") -> DossierData:
    groups = tuple(GroupAsked(key, key.replace("_", "-"), asked=count, received=count // 3) for key in _GROUPS)
    forms = tuple(form(number) for number in range(1, count + 1))
    return DossierData(reference, "dr. Jan Bakker", "Praktijk Voorbeeld", "dr. A. de Vries", _DAY, groups, forms)


def main() -> None:
    most = size(200, "how many forms at most")
    counts = sorted({max(1, most * 15 // 200), max(1, most * 60 // 200), most})
    dossier(data(1))  # the typesetter and its fonts are there once a process
    taken = [min(seconds(partial(dossier, data(count, ref))) for ref in _REFS) for count in counts]  # none made before
    for count, took in zip(counts, taken, strict=True):
        ratio(f"a dossier of {count} forms", took, "s")
    ratio("a form, in the largest against the smallest", (taken[-1] / counts[-1]) / (taken[0] / counts[0]))


if __name__ == "__main__":
    main()
