"""Pieces of the wordings of a change: who is asked, what goes, comes or moves, in Dutch and English."""

from __future__ import annotations

ASK = (
    r"(?:(?:graag|please|wilt u|wil je|kunt u|kun je|kunnen jullie|zou u|zoudt u|zou je|could you|can you|would you|"
    r"ik wil|ik zou|ik heb|wij hebben|we hebben|wij willen|i would like to|i'd like to|ook|verder|nog|dan|en|"
    r"and|maar|eerst|daarnaast|hierbij|om|"
    r"a\.u\.b\.|aub|svp|s\.v\.p\.)\s+)*"
)
AT = r"(?P<new>\S*@\S+)"
LIST = r"(?:de|het|the|mijn|my|deze|uw|onze)?\s*(?:\w+)?(?:lijst|list)(?:\s+van\s+(?:respondenten|namen))?"
IS = r"(?:is (?:nu|tegenwoordig|voortaan)|is|wordt|moet zijn|zijn|was|becomes|should be|must be|moet worden|moet|luidt)"
MAIL = r"(?:e-?mail\s?-?\s?adres|mail\s?adres|adres|e-?mail|e-?mail address|mail|address)"

WRONG = (
    r"(?:klopt niet|klopt niet meer|is (?:niet (?:goed|juist|correct)|fout|onjuist|verkeerd|verouderd|"
    r"veranderd|gewijzigd)|"
    r"(?:is|was) (?:wrong|not (?:right|correct)|outdated))"
)
OLD = r"(?:oud|verouderd|het oude|niet meer (?:juist|geldig|in gebruik)|fout|onjuist|vervallen|old|wrong)"
PLACE = r"(?:zijn|haar|hun|diens|his|her|their)"
MAY = r"(?:kunt|kun|kan|kunnen|mag|mogen|moet|moeten|wilt|wil|zou|graag|can|may|should|must)"
YOU = r"(?:(?:u|je|jullie|je zelf)\s+)?(?:(?:van mij|wat mij betreft|rustig|gerust|zeker|meteen|ook|dus|wel)\s+)*"
GOES = (
    r"(?:schrappen|verwijderen|weglaten|weghalen|weg\s?doen|doorhalen|doorstrepen|wegstrepen|laten vervallen|vervallen|"
    r"(?:er\s?)?(?:af|uit|tussenuit)(?:\s?(?:halen|laten|gooien|hebben|strepen))?|eruit\s?halen|eraf\s?halen|"
    r"weg|uithalen|go|"
    r"be removed|be deleted|"
    r"(?:geschrapt|verwijderd|weggehaald|gehaald|weggelaten|doorgestreept)(?:\s+worden)?|"
    r"worden\s+(?:geschrapt|verwijderd|weggehaald|weggelaten)|"
    rf"(?:van|uit|off|from)\s+{LIST}(?:\s+(?:af|uit|halen|af\s?halen|gehaald|verwijderen|schrappen|verwijderd|"
    rf"geschrapt|"
    r"strepen|worden\s+(?:verwijderd|gehaald|geschrapt)))?(?:\s+worden)?|come off(?:\s+the list)?|"
    r"be taken off(?:\s+the list)?)"
)
QUITS = (
    r"(?:vervalt|vervallen|valt af|vallen af|valt uit|vallen uit|haakt af|haken af|trekt zich terug|trekken zich terug|"
    r"(?:is|zijn) (?:afgevallen|uitgevallen|afgehaakt|vervallen|uit dienst)|(?:heeft|"
    r"hebben) (?:zich teruggetrokken|afgezegd)|"
    r"(?:doet|doen)\s+(?:er\s+|hier\s+)?(?:\w+\s+)?niet(?:\s+meer)?(?:\s+aan)?\s+mee|"
    r"(?:wil|willen|kan|kunnen|gaat|gaan|zal|zullen)\s+(?:er\s+|hier\s+)?niet(?:\s+meer)?\s+(?:aan\s+)?"
    r"(?:mee\s?doen|meewerken|deelnemen)|"
    r"(?:hoeft|hoeven)\s+niet(?:\s+meer)?\s+(?:mee te doen|gevraagd te worden|op de lijst(?:\s+te staan)?)|"
    r"(?:werkt|werken)\s+(?:(?:hier|daar|bij ons|in ons ziekenhuis)\s+)?niet meer(?:\s+(?:hier|daar|bij ons|"
    r"in ons ziekenhuis))?|"
    r"(?:is|zijn)\s+(?:(?:hier|bij ons)\s+)?niet meer (?:werkzaam|in dienst)(?:\s+(?:hier|bij ons))?|"
    r"(?:heeft\s+aangegeven|geeft\s+aan|laat\s+weten|liet\s+weten|heeft\s+laten\s+weten|zegt|zei|meldt)(?:\s+dat\s+"
    r"(?:hij|zij|ze))?\s+niet\s+(?:meer\s+)?(?:mee\s+te\s+(?:willen\s+)?doen|mee\s?doet|mee\s+(?:wil|kan)\s+doen|"
    r"(?:wil|kan)\s+mee\s?doen)|"
    r"no longer works? (?:here|with us)|(?:is|are) (?:not|no longer) (?:taking part|participating)|"
    r"(?:will not|won't|does not|doesn't|do not|don't|cannot|can't) (?:take part|participate|join)|"
    r"(?:has|have) (?:withdrawn|dropped out)|drops? out)"
)
GROUP = r"(?:de|het|the)?\s*"
BELONGS = (
    r"(?:hoort|horen|moet|moeten|valt|vallen|mag|mogen|kan|kunnen|gaat|belongs?|should|must|can|may)\s+"
    r"(?:eigenlijk\s+|ook\s+|dus\s+|u\s+|be\s+|go\s+|move\s+|be moved\s+|thuis\s+|verplaatst worden\s+)*"
)
AMONG = r"(?:bij|onder|in|naar|thuis bij|with|among|to)"
