"""The words that may stand in an answer about the re-registration without changing what it says."""

from __future__ import annotations

import re

from bot.core.people.name_words import words
from bot.core.words.moments.written_dates import MONTHS, WEEKDAYS

NAMED = re.compile(r"\b(?:big-)?(?:her|re)-?registr\w*|\bgeher-?registreerd\b|\b(?:mijn|my) registrat(?:ie|ion)\b")
"""The re-registration itself."""
BEFORE_IT = re.compile(
    r"^(?:(?:ja|yes|hierbij|bij deze|graag|goed nieuws|good news|het is gelukt)[,: ]+)*"
    r"(?:ik (?:kan|wil|laat|meld|bericht|mag|deel)|(?:hierbij|graag) (?:laat|meld|bericht|deel) ik|"
    r"i(?:'m| am) (?:glad|happy|pleased) to|i can)"
    r"(?: (?:u|je|jullie|hierbij|graag|even|melden|weten|laten|berichten|meedelen|mededelen|mee|report|confirm|say|"
    r"tell|you))*(?:,? (?:dat|that))? "
)
"""What introduces it."""

LETS_GO = re.compile(
    r"[,;]?\s*(?:\b(?:en|dus|and|so) )*\b(?:u|jullie|je) (?:kunt?|mogen|mag) (?:nu |dus )?(?:de |alle |mijn )?"
    r"(?:formulieren|ze|alles|gegevens) (?:nu )?(?:vernietigen|weggooien|wissen)|"
    r"[,;]?\s*(?:\b(?:and|so) )*\byou (?:can|may) (?:now )?destroy (?:the |all )?(?:forms|them|everything)"
)
"""That the forms may be destroyed is what follows from it."""

THANKS_FOR = re.compile(
    r"\b(?:voor|for) (?:alles|everything|(?:uw|jullie|je|de|alle|het|your|the|all)"
    r"(?: (?:goede|fijne|prettige|nuttige|"
    r"snelle|good|kind))? (?:hulp|begeleiding|gesprek|moeite|samenwerking|zorg|navraag|"
    r"informatie|belangstelling|vraag|help|"
    r"conversation|support|concern))\b"
)
YES = words("ja jazeker jawel zeker inderdaad klopt yes yep yeah indeed correct")
DONE = words(
    "gelukt geslaagd geherregistreerd geher-registreerd rond afgerond goedgekeurd gehonoreerd toegekend"
    " verleend verlengd voltooid gerealiseerd geregeld klaar gereed gebeurd orde elkaar succeeded successful"
    " completed complete approved granted done renewed extended finished finalised finalized reregistered re-"
    " registered"
)
GRANTED = words("goedgekeurd gehonoreerd toegekend approved granted")
ASKED_FOR = words("aanvraag procedure application")
"""What was asked for is done only when it is granted."""
ONLY_OF_IT = words("binnen ontvangen gekregen ontving kreeg received obtained")
"""Said of it only where it is named: a letter is received, too."""
WITH_YES = words(
    "hoor dat die dit het hij is heeft heb ben zijn de mijn al reeds inmiddels nu net zojuist dank bedankt"
    " dankjewel dankuwel u je wel hartelijk met en vriendelijke groet groeten mvg it has have been i am the my"
    " this that already now just thanks thank you herregistratie her-registratie big-herregistratie registratie"
    " re-registration reregistration registration"
)
ABOUT_IT = words(
    "een onze deze ik we wij mij me was werd hebben ondertussen onlangs recent eindelijk gelukkig officieel"
    " definitief helemaal volledig geheel alles allemaal keurig netjes goed mooi ook weer er van voor op per"
    " door bij sinds tot t m a succesvol medisch specialist arts register rgs knmg big commissie in aanvraag"
    " procedure were recently finally officially fully completely all of for by with until till through from as"
    " application again specialist doctor it's i'm i've successfully"
)
PAST = words(
    "vorige vorig afgelopen gisteren eergisteren vandaag vanochtend vanmorgen vanmiddag geleden laatst last"
    " yesterday today ago sinds since"
)
SPANS = words(
    "week weken maand maanden jaar jaren dag dagen weeks month months year years day days voorjaar najaar zomer"
    " winter einde end spring summer autumn paar enkele few"
) | frozenset(" ".join(WEEKDAYS).split())
"""Past only where a word says so."""
TIME = (
    SPANS
    | words("begin eind medio half early late een één twee drie vier vijf zes one two three four five six")
    | frozenset(" ".join(MONTHS).split())
)
LATER = words(
    "nee neen no nope niet nog pas geen even bezig lopende behandeling steeds altijd bijna duurt loopt verwacht"
    " verwachten verwachting hoop hopelijk waarschijnlijk vermoedelijk mogelijk denk weet meer niets maar"
    " aangevraagd ingediend opgestuurd ingestuurd verstuurd ingeleverd stukken papieren alles beslissing besluit"
    " uitslag bericht bevestiging reactie antwoord volgt volgen komt komen eraan aan wacht wachten over na naar"
    " rond ongeveer circa moet zal gaat ga wordt worden lukken kan zou helaas volgend volgende komend komende"
    " kwartaal dan uiterlijk wel ik beurt daarna tegen laat later melden hoort horen van nieuws zodra not yet"
    " only until expected expect expecting next pending in progress still busy working almost nearly waiting"
    " will follow be but hope probably due decision on until before submitted applied we unfortunately is"
)
