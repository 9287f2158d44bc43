"""How people write of a form and of whose it is: the parts of which the sentences are made."""

from __future__ import annotations

import re

FORM = (
    r"(?:(?<!mijn )(?<!eigen )(?<!my )(?<!own )\b(?i:formulier(?:en)?|vragenlijst(?:en)?|antwoorden|feedback|"
    r"beoordeling|evaluatie|bijlage|bestand|"
    r"forms?|answers|questionnaires?|attachment|dit|deze|this)|"
    r"\b(?i:en|and|ook|hierbij|bijgaand|bijgevoegd|bijgesloten) (?:nog |ook )?(?:dat|die))"
)
WHO = (
    r"(?i:(?:mijn|onze|my|our|de|naaste|directe|collega|colleague|man|vrouw|partner|echtgenoo?te?|husband|wife|dr|drs|"
    r"dhr|heer|mw|mevr|mevrouw|prof|professor|dokter|doctor)\.?,?\s+)*\(?"
    r"(?P<name>[A-ZÀ-ÞĀ-Ž][\w.'’-]*(?:\s+(?:(?:van|de|der|den|het|ten|ter|te|el|al|von)\s+)*(?!I\s)[A-ZÀ-ÞĀ-Ž][\w.'’-]*)*)"
)
_ANY = (
    r"(?:(?i:een|twee|drie|enkele|two|three|mijn|onze|de|uw|andere?|directe|naaste|eerdere|nieuwe|a|an|my|our|the|"
    r"another|one of my|van) +)*"
)
_PEERS = (
    r"collega(?:['’]?s)?|colleagues?|kamergenoten?|kamergenoot|teamgenoten?|teamgenoot|a?n?ios|"
    r"(?:arts-?)?assistent[a-z]*"
)
_STAFF = r"secretaresse|secretary|assistant|nurse|verpleegkundigen?|opvolger|voorganger|leidinggevende"
_AT_HOME = r"(?i:mijn|my) (?i:man|vrouw|partner|echtgenoo?te?|broer|zus|vriend|vriendin|husband|wife|brother|sister)"
_NOT_CALLED = r"(?![\w-])(?!(?:,? +(?i:dr|drs|dhr|mw|mevr|mevrouw|prof|de heer)\.?)*,? +\(?[A-ZÀ-ÞĀ-Ž][a-zß-ÿ'.])"
NOBODY_NAMED = (
    rf"(?:{_ANY}(?:(?:(?i:{_PEERS}|{_STAFF})|(?<!\w){_AT_HOME}){_NOT_CALLED}|"
    r"(?i:iemand anders|een ander|someone else|somebody else)\b))"
)
A_PEER = rf"(?:{_ANY}(?i:{_PEERS})|(?<!\w){_AT_HOME}){_NOT_CALLED}"
"""Nobody's secretary or superior: those ask for the sender's own."""
FOR_ME = re.compile(r"(?i)\b(?:namens|voor|met) mij\b|\b(?:for|with) me\b|\bon my behalf\b")
