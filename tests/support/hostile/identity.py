"""Mails whose sender is not, or not surely, who he seems (docs/hostile.md, A)."""

from __future__ import annotations

from support.hostile.aftermath import Build, Hostile, Scene
from support.stories.practice import INFO, JAN, SHE, parsed

from bot.core.traject.value import Outcome

REVIEW, TRAJECT, LETTERS = "Beoordelen", "traject", "correspondence"
FAIL = "mx.praktijk.example; dmarc=fail header.from=ziekenhuis.example"
HERS = "mx.praktijk.example; dmarc=pass header.from=praktijk.example"
GOOD = "mx.praktijk.example; dmarc=pass header.from=ziekenhuis.example"


def spelled(template: str) -> Build:
    """A form of the victim with its From spelled as `template` says: {name}, {local}, {domain}, {address}."""

    def build(scene: Scene, case: str) -> bytes:
        name, address, _ = scene.victim(case)
        local, _, domain = address.partition("@")
        value = template.format(name=name, local=local, domain=domain, address=address)
        raw = scene.p.write("iemand@elders.example", "Formulier", "Zie bijlage.", scene.form(name=name))
        return raw.replace(b"From: iemand@elders.example", value.encode())

    return build


def declining(template: str) -> Build:
    """A decline without any reference, its From spelled so."""

    def build(scene: Scene, case: str) -> bytes:
        _, address, _ = scene.victim(case)
        raw = scene.p.write("iemand@elders.example", "Feedback", "Helaas lukt het mij niet om mee te doen.")
        return raw.replace(b"From: iemand@elders.example", template.format(address=address).encode())

    return build


def from_victim(**headers: str) -> Build:
    """An ordinary form of the victim with these headers."""

    def build(scene: Scene, case: str) -> bytes:
        name, address, _ = scene.victim(case)
        return scene.p.write(f"{name} <{address}>", "Formulier", "Zie bijlage.", scene.form(), **headers)

    return build


def _two_results(top: str, below: str) -> Build:
    def build(scene: Scene, case: str) -> bytes:
        raw = from_victim(Authentication_Results=below)(scene, case)
        return f"Authentication-Results: {top}\r\n".encode() + raw

    return build


def stranger(sender: str, body: str, *, named: bool = True, answering: bool = False) -> Build:
    """Somebody who is not listed sends a form in which the victim is named, or only writes."""

    def build(scene: Scene, case: str) -> bytes:
        name, address, _ = scene.victim(case)
        files = (scene.form(name=name),) if named else ()
        ours = parsed(scene.opened.started)["Message-ID"] if answering else ""
        subject = f"Re: [{scene.opened.ref}]" if answering else "Formulier"
        text = body.format(name=name, address=address, ref=scene.opened.ref)
        return scene.p.write(sender, subject, text, *files, In_Reply_To=ours)

    return build


def _cased(scene: Scene, case: str) -> bytes:
    name, address, _ = scene.victim(case)
    return scene.p.write(f"{name} <{address.upper()}>", "Formulier", "", scene.form())


def _by_jan(scene: Scene, case: str) -> bytes:
    name, _, _ = scene.victim(case)
    return scene.p.write(f"Jan Bakker <{JAN}>", "Fwd: formulier", "Van een collega.", scene.form(name=name))


def _headers_as_commands(scene: Scene, case: str) -> bytes:
    more = {"X_Command": f"stop {scene.opened.ref}", "X_Traject": scene.opened.ref, "X_Authenticated": "yes"}
    return scene.p.write("iemand@elders.example", "Vraagje", "Hoe gaat het?", **more)


def _command(sender: str, line: str, result: str) -> Build:
    def build(scene: Scene, case: str) -> bytes:
        return scene.p.write(sender, line.format(ref=scene.opened.ref), "", Authentication_Results=result)

    return build


def _unclean(spelling: str, subject: str, text: str) -> Build:
    """A mail with an unclean From that has her address in it; her own server vouches for what it can."""

    def build(scene: Scene, case: str) -> bytes:
        said = (words.format(ref=scene.opened.ref) for words in (subject, text))
        raw = scene.p.write("iemand@elders.example", *said, Authentication_Results=HERS)
        return raw.replace(b"From: iemand@elders.example", spelling.format(she=SHE).encode())

    return build


def _of_her(case: str, spelling: str, text: str = "", subject: str = "stop {ref}") -> Hostile:
    return Hostile(case, _unclean(spelling, subject, text), Outcome.COMMAND, REVIEW)


def _no_identifier(scene: Scene, case: str) -> bytes:
    raw = from_victim()(scene, case)
    lines = [line for line in raw.split(b"\n") if not line.startswith(b"Message-ID:")]
    return b"\n".join(lines)


def _q(case: str, build: Build) -> Hostile:
    return Hostile(case, build, Outcome.DOUBTFUL, REVIEW)


def _taken(case: str, build: Build) -> Hostile:
    return Hostile(case, build, Outcome.FORM, TRAJECT, counted=True, answers=("form-received",))


CATALOGUE = (
    _q("h01-dmarc-fails", from_victim(Authentication_Results=FAIL)),
    _taken("h02-no-results-of-ours", from_victim(Authentication_Results="")),
    _taken("h02-results-of-another-host", from_victim(Authentication_Results="mx.evil.example; dmarc=fail")),
    _q("h03-forged-pass-below-ours", _two_results(FAIL, GOOD)),
    _q("h03-other-host-on-top", _two_results("mx.evil.example; dmarc=pass", FAIL)),
    _q("h04-two-from", spelled("From: {name} <{address}>\r\nFrom: Iemand <iemand@elders.example>")),
    _q("h04-two-from-known-last", spelled("From: Iemand <iemand@elders.example>\r\nFrom: {name} <{address}>")),
    _q("h05-blank-before-colon", spelled("From : {name} <{address}>")),
    _q("h06-bracket-in-comment", spelled("From: {local}(<{address}>")),
    _q("h06-two-at-signs", spelled("From: {local}@elders.example@{domain}")),
    _q("h06-address-before-the-address", spelled("From: {address} <iemand@elders.example>")),
    _q("h06-address-after-the-address", spelled("From: {name} <{address}> <iemand@elders.example>")),
    _q("h07-several-addresses", spelled("From: {name} <{address}>, Iemand <iemand@elders.example>")),
    _q("h07-group", spelled("From: Collegas: {name} <{address}>;")),
    _q("h04-two-from-without-reference", declining("From: {address}\r\nFrom: iemand@elders.example")),
    _q("h07-several-without-reference", declining("From: {address}, iemand@elders.example")),
    _q("h08-encoded-word-in-address", spelled("From: {name} <=?UTF-8?Q?{local}?=@{domain}>")),
    _q("h09-name-is-an-address", spelled('From: "{address}" <iemand@elders.example>')),
    _q("h10-homograph", spelled("From: {name} <w\N{CYRILLIC SMALL LETTER DZZE}.{local}@{domain}>")),
    _q("h10-cyrillic-domain", spelled("From: {name} <{local}@zi\N{CYRILLIC SMALL LETTER IE}kenhuis.example>")),
    _q("h10-a-label", spelled("From: {name} <{local}@xn--zikenhuis-9jg.example>")),
    _q("h11-wide-letters", spelled("From: {name} <\N{FULLWIDTH LATIN SMALL LETTER W}.{local}@{domain}>")),
    _taken("h12-other-case", _cased),
    _q("h12-plus-tag", spelled("From: {name} <{local}+ifms@{domain}>")),
    _taken("h13-reply-to", from_victim(Reply_To="Dief <dief@elders.example>")),
    _taken("h14-other-sender", from_victim(Sender="lijst@elders.example", Resent_From="dief@elders.example")),
    _q("h15-claimed-in-the-body", stranger("Iemand Anders <iemand@elders.example>", "Van: {name} <{address}>\n")),
    _q("h16-our-token-unknown-sender", stranger("{0} <dief@elders.example>", "Bijgaand.", answering=True)),
    _q("h17-answers-us-unknown-sender", stranger("dief@elders.example", "Akkoord.", named=False, answering=True)),
    Hostile("h19-through-the-specialist", _by_jan, Outcome.DOUBTFUL, REVIEW),
    Hostile("h20-headers-as-commands", _headers_as_commands, Outcome.LEFT_ALONE, "INBOX"),
    _q("h21-secretary", stranger("Secretariaat Cardiologie <secretariaat@ziekenhuis.example>", "Namens {name}.")),
    _q("h21-secretary-without-a-name", stranger("secretariaat@ziekenhuis.example", "Namens de dokter.\n\nEls Vink\n")),
    _q("h21-secretary-declines", stranger("Els Vink <e.vink@ziekenhuis.example>",
                                          "Collega {name} doet helaas niet mee aan {ref}.", named=False)),
    _taken("h24-no-message-id", _no_identifier),
    Hostile("h01-forged-command", _command(SHE, "stop {ref}", FAIL), Outcome.COMMAND, REVIEW),
    _of_her("h04-command-of-two-from", "From: {she}\r\nFrom: Iemand <iemand@elders.example>"),
    _of_her("h04-command-of-two-from-hers-last", "From: Iemand <iemand@elders.example>\r\nFrom: {she}"),
    _of_her("h05-command-with-a-blank-before-the-colon", "From : {she}"),
    _of_her("h06-command-with-her-address-before-the-address", "From: {she} <iemand@elders.example>"),
    _of_her("h07-command-of-several", "From: Iemand <iemand@elders.example>, {she}"),
    _of_her("h07-command-of-a-group", "From: Artsen: {she};"),
    _of_her("h08-command-with-an-encoded-address", "From: =?UTF-8?Q?{she}?="),
    _of_her("h04-yes-of-two-from", "From: {she}\r\nFrom: iemand@elders.example", "ja", "{ref}"),
    Hostile("h04-small-talk-of-two-from", _unclean("From: {she}\r\nFrom: iemand@elders.example", "Nieuwsbrief", "Hoi"),
            Outcome.LEFT_ALONE, "INBOX"),
    Hostile("h02-command-unauthenticated", _command(SHE, "pauzeer {ref}", ""), Outcome.COMMAND, LETTERS),
    Hostile("h31-from-the-practice-itself", _command(INFO, "stop {ref}", ""), Outcome.LEFT_ALONE, "INBOX"),
)  # fmt: skip
