"""The commands that buttons carry, as she would type them; `NR` becomes the question's number when it is asked."""

from __future__ import annotations

import re
from collections.abc import Iterable

from bot.core.views.parts import Proposal

NUMBER = "NR"
_PLACE = re.compile(rf"(?<!\S){NUMBER}(?!\S)")
"""Where it stands by itself: the letters may occur in a reference, too."""


def tie(ref: str, whose: str = "", label: str = "", number: str = NUMBER) -> Proposal:
    """This mail belongs to this traject, and to this person or group."""
    return Proposal(f"koppel {number} {ref} {whose}".strip(), label)


def count(ref: str = "", whose: str = "", number: str = NUMBER, about: str = "") -> Proposal:
    """This mail counts as a form, whatever is in it; `about` names the specialist, where it may be another's."""
    return Proposal(" ".join(word for word in ("telt", number, ref, whose) if word), about)


def counts(offer: Proposal) -> bool:
    """Whether this button counts a mail as a form."""
    return offer.command.startswith(count().command.split()[0])


def fails(ref: str, address: str, number: str = NUMBER) -> Proposal:
    """The notice is right: mail to this address reaches nobody."""
    return Proposal(f"koppel {number} {ref} {address}", "button.fails")


def his_address(ref: str, address: str) -> Proposal:
    """The specialist is written to there from now on."""
    return Proposal(f"adres {ref} {address}", "button.his-address")


def still_there(ref: str, name: str, address: str, group: str) -> Proposal:
    """Somebody of whom it was said that they left is listed anew."""
    return Proposal(f"respondent {ref} + {name}, {address}, {group}", "button.still-there")


def new_address(ref: str, name: str, address: str, group: str) -> Proposal:
    """Somebody whose address fails is written to at this one."""
    return Proposal(f"respondent {ref} + {name}, {address}, {group}", "button.new-address")


def no_mail_to(address: str) -> Proposal:
    """Nobody who reads there is written to any more."""
    return Proposal(f"stuur-niet {address}", "button.no-mail")


def dismiss(number: str = NUMBER) -> Proposal:
    """This needs no decision."""
    return Proposal(f"negeer {number}")


def dismiss_several(numbers: Iterable[int]) -> Proposal:
    """None of these needs a decision."""
    return Proposal(f"negeer {', '.join(map(str, numbers))}")


def wait(number: str = NUMBER) -> Proposal:
    """Nothing is decided yet; what comes in still counts."""
    return Proposal(f"negeer {number}", "button.wait")


def take_out(number: str = NUMBER) -> Proposal:
    """The form that this question is about no longer counts."""
    return Proposal(f"akkoord {number}", "button.take-out")


def no_longer_counts(number: str = NUMBER) -> Proposal:
    """The form that this question is about was not that person's."""
    return Proposal(f"akkoord {number}", "button.no-longer-counts")


def noted(number: str = NUMBER) -> Proposal:
    """What this question says of a person holds."""
    return Proposal(f"akkoord {number}", "button.noted")


def counts_again(number: str = NUMBER) -> Proposal:
    """The form that this question is about was that person's after all."""
    return Proposal(f"akkoord {number}", "button.counts-again")


def start(address: str, name: str, *options: str) -> Proposal:
    """This enquiry becomes a traject."""
    return Proposal(" ".join(word for word in ("start", address, name, *options) if word))


def send() -> Proposal:
    """What is held may go."""
    return Proposal("verstuur")


def status(ref: str) -> Proposal:
    """How do things stand?"""
    return Proposal(f"status {ref}")


def lower(ref: str, group: str, minimum: int) -> Proposal:
    """So many forms of this group will do."""
    return Proposal(f"minimum {ref} {group} {minimum}")


def enough(ref: str) -> Proposal:
    """Begin, although a group is short."""
    return Proposal(f"akkoord {ref}", "button.enough")


def more_names(ref: str, group: str) -> Proposal:
    """The specialist is asked for more names in this group, now."""
    return Proposal(f"meer namen {ref} {group}", "button.more-names")


def held(ref: str) -> Proposal:
    """The conversation has been held; she adds the date."""
    return Proposal(f"gesprek {ref} ")


def held_on(ref: str, day: str) -> Proposal:
    """The conversation was held that day (ISO)."""
    return Proposal(f"gesprek {ref} {day}", "button.gesprek")


def appointment(ref: str, said: str, label: str = "") -> Proposal:
    """The conversation is at this moment, on the practice's clock (`2026-12-10 14:00`)."""
    return Proposal(f"afspraak {ref} {said}", label)


def no_longer(ref: str) -> Proposal:
    """The appointment is called off."""
    return Proposal(f"afspraak {ref} vervalt", "button.no-longer")


def reregistered(ref: str) -> Proposal:
    """The re-registration has succeeded."""
    return Proposal(f"seintje {ref}")


def report(ref: str) -> Proposal:
    """Her report goes to the specialist; she attaches it."""
    return Proposal(f"verslag {ref}")


def signed(ref: str) -> Proposal:
    """The statement, which she attaches signed, goes to the specialist."""
    return Proposal(f"verklaring {ref}")


def destroy(ref: str) -> Proposal:
    """Destroy everything of this traject."""
    return Proposal(f"vernietig {ref}")


def access(ref: str, address: str = "") -> Proposal:
    """An overview of what is kept of the specialist, or of the respondent with this address."""
    return Proposal(f"inzage {ref} {address}".strip())


def numbered(proposals: Iterable[Proposal], number: int) -> tuple[Proposal, ...]:
    """The buttons of the question with this number."""
    return tuple(Proposal(_PLACE.sub(str(number), p.command, count=1), p.label) for p in proposals)
