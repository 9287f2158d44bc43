"""How people write that a form which they send is another's, and how they write round their own: made at random."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

_FORM_NL = ("het formulier", "dit formulier", "de vragenlijst", "de ingevulde vragenlijst", "het ingevulde formulier")
_FORM_EN = ("the form", "this form", "the questionnaire", "the completed form")
_SEND_NL = ("te versturen", "op te sturen", "aan u door te sturen", "naar u te mailen", "in te leveren", "te sturen")
_SEND_EN = ("to send", "to forward", "to pass on", "to mail to you", "to hand in")
_BEGINS = ("", "Goedemiddag,\n\n", "Geachte dokter De Vries,\n\n", "L.S.,\n\n", "Beste,\n")
_ENDS = ("", "\n\nMet vriendelijke groet,\nPiet de Vries", "\n\nGroet, Piet", "\n\nMvg,\nP. de Vries, internist")

NAMED = (
    "Ingevuld door {who}.",
    "Dit is ingevuld door {who}.",
    "{Form}, door {who} ingevuld.",
    "Hierbij {form} dat {who} heeft ingevuld.",
    "{who} vulde dit in.",
    "Bijgaand {form}, opgesteld door {who}.",
    "Hierbij {form} dat {who} mij gaf om {send}.",
    "{who} gaf mij {form} om {send}.",
    "{who} heeft mij gevraagd {form} {send}.",
    "{who} vroeg mij dit {send}.",
    "Op verzoek van {who} stuur ik u {form}.",
    "In opdracht van {who} stuur ik {form} mee.",
    "Ik stuur {form} voor {who} mee.",
    "Hierbij {form} voor {who}, die in het buitenland zit.",
    "Ik kreeg {form} van {who} om {send}.",
    "Hierbij {form} dat ik van {who} kreeg.",
    "Hierbij {form} dat ik van {who} heb gekregen, want daar werkt de mail niet.",
    "{Form} van {who}.",
    "Filled in by {who}.",
    "Here is {enform}, completed by {who}.",
    "{who} asked me {ensend} {enform}.",
    "Please find attached {enform} that {who} gave me.",
    "{who} gave me {enform} {ensend} to you.",
    "I am sending {enform} for {who}.",
    "At the request of {who} I send you {enform}.",
    "{who} filled in this form.",
)
"""Of `who` by name."""
UNNAMED = (
    "Ingevuld door {peer}.",
    "{Form}, door {peer} ingevuld.",
    "Hierbij {form} dat {peer} mij gaf om {send}.",
    "{Peer} vroeg mij dit {send}.",
    "Op verzoek van {peer} stuur ik u {form}.",
    "Ik stuur {form} voor {peer} mee.",
    "Hierbij {form} van {peer}.",
    "My colleague asked me {ensend} you this.",
    "My husband asked me {ensend} {enform}.",
    "Attached is {enform} that my colleague filled in.",
    "Wil jij {form} voor mij doorsturen naar de praktijk?",
    "Could you please forward this form for me?",
    "I'm forwarding this for a colleague.",
)
"""Of somebody who has no name there."""
OWN = (
    "Hierbij mijn formulier.",
    "Hierbij {form} over Jan Bakker.",
    "Hierbij {form} voor dr. Bakker.",
    "Ik heb {form} ingevuld op verzoek van Jan Bakker.",
    "Jan Bakker vroeg mij {form} {send}.",
    "Op verzoek van Jan Bakker stuur ik u {form}.",
    "{who} wees mij op {form}, hierbij ingevuld.",
    "Dank aan {who} voor het toesturen van {form}.",
    "Hierbij {form}. {who} dank ik voor de hulp bij het openen.",
    "Namens het team veel succes.",
    "Namens de afdeling bedankt voor de moeite.",
    "Hierbij {form}; ik heb het samen met {who} ingevuld.",
    "{who} vroeg mij {form} in te vullen. Bij dezen.",
    "Ik kreeg {form} van {who}, hierbij ingevuld.",
    "Ik kreeg {form} van {who}. Ik heb het meteen ingevuld.",
    "Bijgaand mijn formulier. {who} stuurt het volgende week.",
    "Hierbij {form}. Vorig jaar is het ingevuld door {who}.",
    "Hierbij {form}. Het kan ook door {who} worden ingevuld.",
    "Hierbij {form}. Kunt u ook een formulier sturen voor {who}?",
    "Ingevuld door Piet de Vries.",
    "Hierbij {form}, ingevuld door mij.",
    "Mijn secretaresse vroeg mij dit {send}.",
    "Kunt u dit formulier doorsturen naar mevrouw De Vries?",
    "{Peer} vroeg mij {form} in te vullen.",
    "Voor {who} was het ook een druk jaar.",
    "Zie bijlage. {who} en ik werken veel met hem.",
    "Hierbij {form}. Doe de groeten aan {who}.",
    "Here is {enform}, filled in by me.",
    "Jan Bakker asked me {ensend} you {enform}.",
    "{who} told me about {enform}, here is mine.",
    "Attached is my form. Thanks to {who} for the reminder.",
    "I filled in {enform} that {who} gave me.",
)
"""Counts for its sender."""
_PEERS = ("mijn collega", "een collega", "mijn kamergenoot", "mijn man", "onze arts-assistent")
_TITLES = ("", "", "collega ", "dr. ", "mijn collega ")
LISTED = ("Kees Smit", "Maartje van den Berg", "Hans Mulder", "Anna Peters", "Fatma Yıldız", "Ria de Boer")


@dataclass(frozen=True, slots=True)
class Letter:
    """What is written, and who is named."""

    text: str
    who: str


def letters(ways: tuple[str, ...], seed: int, each: int = 6) -> Iterator[Letter]:
    """Some of each way, by Piet de Vries, with a greeting and a farewell."""
    dice = Random(seed)
    for way in ways:
        for _ in range(each):
            who, form, peer = dice.choice(LISTED), dice.choice(_FORM_NL), dice.choice(_PEERS)
            said = way.format(
                who=(dice.choice(_TITLES) if not way.startswith("{who}") else "") + who,
                form=form,
                Form=form[0].upper() + form[1:],
                peer=peer,
                Peer=peer[0].upper() + peer[1:],
                send=dice.choice(_SEND_NL),
                enform=dice.choice(_FORM_EN),
                ensend=dice.choice(_SEND_EN),
            )
            yield Letter(dice.choice(_BEGINS) + said + dice.choice(_ENDS), who)


SIGNED = (
    "Zie bijlage.\n\nMet vriendelijke groet,\n{who}",
    "Zie bijlage.\n\nMet vriendelijke groet,\n\n{who}\ninternist",
    "Bijgaand het formulier.\n\nGroet, {who}",
    "Hierbij.\n\n{who}, cardioloog\nafdeling cardiologie",
    "Please find attached.\n\nKind regards,\n{who}",
)
"""By another of the list."""
SIGNED_BY_BOTH = (
    "Zie bijlage.\n\nMet vriendelijke groet,\nPiet de Vries\n\nMaatschap interne geneeskunde\n{who}",
    "Zie bijlage.\n\nGroet, Piet\n\n{who}\nP. de Vries",
    "Ik werk samen met:\n{who}\n\nGroet,\nPiet",
    "Zie bijlage.\n\nAnja Bos, secretaresse van P. de Vries",
    "Zie bijlage.\n\nJan Bakker",
    "{who} belde mij hierover.\n\nPiet de Vries",
    "Zie bijlage.\n\nPiet\n\nOp 3 nov 2026 om 10:00 schreef {who} <kees@ziekenhuis.example>:\n\nVul jij het in?\n\n"
    "Groet,\n{who}",
)
