"""How people word a change of the list, in Dutch and English: an ordered tuple, the first match wins."""

from __future__ import annotations

import re
from enum import StrEnum


class Action(StrEnum):
    """What is to happen with the list."""

    ADD = "add"
    REMOVE = "remove"
    REPLACE = "replace"
    ADDRESS = "address"
    MOVE = "move"
    RENAME = "rename"


_ASK = (
    r"(?:(?:graag|please|wilt u|wil je|kunt u|kun je|kunnen jullie|zou u|zoudt u|zou je|could you|can you|would you|"
    r"ik wil|ik zou|ik heb|wij hebben|we hebben|wij willen|i would like to|i'd like to|ook|verder|nog|dan|en|"
    r"and|maar|eerst|daarnaast|hierbij|om|"
    r"a\.u\.b\.|aub|svp|s\.v\.p\.)\s+)*"
)
_AT = r"(?P<new>\S*@\S+)"
_LIST = r"(?:de|het|the|mijn|my|deze|uw|onze)?\s*(?:\w+)?(?:lijst|list)(?:\s+van\s+(?:respondenten|namen))?"
_IS = (
    r"(?:is (?:nu|tegenwoordig|voortaan)|is|wordt|moet zijn|zijn|was|becomes|should be|must be|moet worden|moet|luidt)"
)
_MAIL = r"(?:e-?mail\s?-?\s?adres|mail\s?adres|adres|e-?mail|e-?mail address|mail|address)"

_WRONG = (
    r"(?:klopt niet|klopt niet meer|is (?:niet (?:goed|juist|correct)|fout|onjuist|verkeerd|verouderd|"
    r"veranderd|gewijzigd)|"
    r"(?:is|was) (?:wrong|not (?:right|correct)|outdated))"
)
_OLD = r"(?:oud|verouderd|het oude|niet meer (?:juist|geldig|in gebruik)|fout|onjuist|vervallen|old|wrong)"
_PLACE = r"(?:zijn|haar|hun|diens|his|her|their)"
_MAY = r"(?:kunt|kun|kan|kunnen|mag|mogen|moet|moeten|wilt|wil|zou|graag|can|may|should|must)"
_YOU = r"(?:(?:u|je|jullie|je zelf)\s+)?(?:(?:van mij|wat mij betreft|rustig|gerust|zeker|meteen|ook|dus|wel)\s+)*"
_GOES = (
    r"(?:schrappen|verwijderen|weglaten|weghalen|weg\s?doen|doorhalen|doorstrepen|wegstrepen|laten vervallen|vervallen|"
    r"(?:er\s?)?(?:af|uit|tussenuit)(?:\s?(?:halen|laten|gooien|hebben|strepen))?|eruit\s?halen|eraf\s?halen|"
    r"weg|uithalen|go|"
    r"be removed|be deleted|"
    r"(?:geschrapt|verwijderd|weggehaald|gehaald|weggelaten|doorgestreept)(?:\s+worden)?|"
    r"worden\s+(?:geschrapt|verwijderd|weggehaald|weggelaten)|"
    rf"(?:van|uit|off|from)\s+{_LIST}(?:\s+(?:af|uit|halen|af\s?halen|gehaald|verwijderen|schrappen|verwijderd|"
    rf"geschrapt|"
    r"strepen|worden\s+(?:verwijderd|gehaald|geschrapt)))?(?:\s+worden)?|come off(?:\s+the list)?|"
    r"be taken off(?:\s+the list)?)"
)
_QUITS = (
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
_GROUP = r"(?:de|het|the)?\s*"
_BELONGS = (
    r"(?:hoort|horen|moet|moeten|valt|vallen|mag|mogen|kan|kunnen|gaat|belongs?|should|must|can|may)\s+"
    r"(?:eigenlijk\s+|ook\s+|dus\s+|u\s+|be\s+|go\s+|move\s+|be moved\s+|thuis\s+|verplaatst worden\s+)*"
)
_AMONG = r"(?:bij|onder|in|naar|thuis bij|with|among|to)"

_WORDINGS = (
    (
        Action.ADDRESS,
        rf"(?:het|the)?\s*(?:\w+\s+)?{_MAIL}\s+(?:van|of|voor)\s+(?P<old>.+?)\s+{_WRONG}\s*[,;:–-]?\s*(?:maar\s+)?"
        rf"(?:het|dit|dat|it)?\s*(?:\w+\s+)?(?:{_MAIL}\s+)?{_IS}?:?\s*{_AT}.*",
    ),
    (
        Action.ADDRESS,
        rf"(?:het|dit|dat|it|the)\s*(?:(?:juiste|goede|correcte|nieuwe|right|correct|new)\s+)?(?:{_MAIL}\s+)?"
        rf"{_IS}:?\s+{_AT}",
    ),
    (Action.ADDRESS, rf"(?:het|dit|dat|it)\s+(?:moet|should)\s+(?:be\s+)?{_AT}(?:\s+zijn)?"),
    (Action.ADDRESS, rf"{_PLACE}\s+(?:\w+\s+)?{_MAIL}\s+{_IS}:?\s+{_AT}"),
    (Action.ADDRESS, rf"(?:adreswijziging|ander adres|correctie)\s*:?\s+(?P<old>[^@:]+?)\s*[,:]?\s+{_AT}"),
    (Action.ADDRESS, rf"(?P<old>[^@:]+?)\s*:\s*{_AT}\s+is\s+(?:het|the)\s+(?:\w+\s+)?{_MAIL}"),
    (
        Action.REPLACE,
        rf"(?:in|neem in|komt in|vraag in)\s+{_PLACE}\s+(?:plaats|place)\s*(?:,|komt|komen|graag|"
        rf"wil ik|vraag ik|neem ik|i ask)?"
        r"\s*:?\s+(?P<new>.+)",
    ),
    (Action.REPLACE, rf"(?P<new>.+@.+?),?\s+komt\s+in\s+{_PLACE}\s+plaats"),
    (
        Action.ADDRESS,
        rf"(?:het|the|'t)?\s*(?:\w+\s+){{0,2}}?{_MAIL}\s+(?:van|of|for|voor)\s+(?P<old>.+?)\s*(?::|"
        rf"\s{_IS})\s*{_AT}.*",
    ),
    (Action.ADDRESS, rf"(?:een\s+)?(?:nieuw|nieuwe|new|juist|juiste)\s+{_MAIL}\s+(?P<old>[^@:]+?)\s*:\s*{_AT}"),
    (
        Action.ADDRESS,
        rf"(?:(?:het\s+)?(?:\w+\s+)?(?:{_MAIL}\s+)?van\s+)?(?P<old>[^@:]+?)\s*[:,]\s*\S+@\S+\s+is\s+{_OLD}\s*[,;]?\s*"
        rf"(?:en\s+|het\s+)*(?:nieuwe?|juiste?|goede|new)\s*(?:{_MAIL}\s+)?(?:{_IS}|:)\s*{_AT}",
    ),
    (
        Action.ADDRESS,
        rf"(?P<old>\S+@\S+)\s+is\s+{_OLD}\s*[,;]?\s*(?:en\s+|het\s+)*(?:nieuwe?|juiste?|goede|new)\s*"
        rf"(?:{_MAIL}\s+)?(?:{_IS}|:)\s*{_AT}",
    ),
    (
        Action.ADDRESS,
        rf"(?P<old>\S+@\S+)\s+(?:bestaat|werkt|klopt|is|geldt)\s+niet(?:\s+meer)?(?:\s+\w+){{0,2}}\s*[,;:]\s*"
        rf"(?:(?:maar|gebruik|het|nieuw|wel|dat|juist)\s+)*(?:{_IS}\s*)?:?\s*{_AT}",
    ),
    (
        Action.ADDRESS,
        rf"bij\s+(?P<old>[^@]+?)\s+(?:is|klopt|staat)\s+(?:het\s+)?{_MAIL}\s+(?:fout|verkeerd|niet|onjuist)\s*[:,;]\s*"
        rf"(?:(?:het|dat|dit)\s+)?(?:{_IS}\s+)?{_AT}",
    ),
    (Action.ADDRESS, rf"(?P<old>[^@]+?)(?:'s|s|\s+z'n|\s+d'r)\s+(?:\w+\s+)?{_MAIL}\s+{_IS}\s+{_AT}.*"),
    (
        Action.ADDRESS,
        rf"(?P<old>[^@]+?)\s+(?:heeft|has)\s+(?:nu\s+)?(?:als|een|a|the|as)?\s*(?:\w+\s+)?{_MAIL}:?\s*{_AT}.*",
    ),
    (
        Action.ADDRESS,
        rf"(?P<old>[^@]+?)\s+(?:is\s+(?:\w+\s+)?(?:te bereiken|bereikbaar)|can (?:\w+\s+)?be reached)\s+"
        rf"(?:op|via|at|onder)\s+{_AT}.*",
    ),
    (Action.ADDRESS, rf"(?P<old>[^@]+?)\s+(?:gebruikt|mailt)\s+(?:\w+\s+)?{_AT}"),
    (
        Action.ADDRESS,
        rf"{_ASK}(?:mail|bereik|schrijf|e-mail)\s+(?P<old>[^@]+?)\s+(?:(?:voortaan|liever|beter|nu|please)\s+)*"
        rf"(?:op|via|naar|at)\s+(?:{_MAIL}\s+)?{_AT}",
    ),
    (Action.ADDRESS, rf"(?P<old>\S+@\S+?),?\s+(?:{_IS}|->|=>|→)\s+{_AT}.*"),
    (Action.ADDRESS, rf"{_AT}\s+is\s+(?:het|the)\s+(?:\w+\s+)?{_MAIL}\s+(?:van|of)\s+(?P<old>.+)"),
    (
        Action.REPLACE,
        rf"{_ASK}(?:vervang|vervangen|wissel|ruil|replace|swap)\s*:?\s+(?P<old>.+?)\s+(?:door|voor|in voor|with|by|"
        r"for)\s+(?P<new>.+)",
    ),
    (
        Action.REPLACE,
        rf"{_ASK}(?P<old>.+?)\s+(?:graag\s+)?(?:om\s?wisselen|vervangen|wordt vervangen|is vervangen|replaced|"
        rf"is replaced)\s+"
        r"(?:door|voor|by|with)\s+(?P<new>.+)",
    ),
    (
        Action.REPLACE,
        r"(?:in (?:de )?plaats van|inplaats van|i\.p\.v\.|ipv|instead of)\s+(?P<old>[^@]+?)\s*(?:,|\s(?:komt|"
        r"graag|liever|wil ik|"
        r"vraag ik|neem|i would like|please))\s*(?P<new>.+)",
    ),
    (
        Action.REPLACE,
        r"(?P<new>.+@.+?),?\s+(?:komt\s+)?(?:in (?:de )?plaats van|inplaats van|i\.p\.v\.|ipv|"
        r"instead of)\s+(?P<old>.+)",
    ),
    (Action.REPLACE, r"(?P<loose>)(?P<old>[^@]+?)\s*(?:-+>|=>|→|\swordt\s)\s*(?P<new>.+@.+)"),
    (Action.REPLACE, r"(?P<new>.+@\S+)\s+neemt\s+(?:de|zijn|haar)\s+plaats\s+in\s+van\s+(?P<old>.+)"),
    (Action.REPLACE, r"(?P<new>.+@.+?),?\s+(?:vervangt|replaces)\s+(?P<old>.+)"),
    (
        Action.MOVE,
        rf"(?P<old>[^@:]+?)\s+(?:hoort|horen|moet|moeten|valt|is|zijn|belongs?)\s+(?:niet|geen|"
        rf"not)\s+{_AMONG}?\s*{_GROUP}"
        rf"(?P<beside>[^@:,]+?),?\s+(?:maar|but)\s+(?:wel\s+)?{_AMONG}?\s*{_GROUP}(?P<new>[^@:]+)",
    ),
    (
        Action.MOVE,
        rf"(?P<old>[^@:]+?)\s+staa[tn]\s+(?:\w+\s+){{0,2}}?{_AMONG}\s+{_GROUP}(?P<beside>[^@:,]+?),?\s+"
        rf"(?:maar|en|en dat|dat|but)\s+{_BELONGS}(?:zijn\s+)?{_AMONG}?\s*{_GROUP}(?P<new>[^@:]+?)(?:\s+(?:zijn|"
        rf"staan|horen))?",
    ),
    (
        Action.RENAME,
        r"(?:het is|het moet zijn|de naam is|ik bedoel(?:de)?|it is|the name is)?\s*(?:niet|not)\s+"
        r"(?P<old>[^@,]+?),?\s+"
        r"(?:maar|but)\s+(?P<new>.+)",
    ),
    (
        Action.RENAME,
        r"(?:er staat|u heeft|u schrijft|u schreef|er stond)\s+(?P<old>[^@,]+?),?\s+(?:maar\s+)?(?:dat|het|dit|"
        r"zij|hij)\s+"
        r"(?:moet|is|heet|wordt)\s+(?P<new>[^@,]+?)(?:\s+zijn)?",
    ),
    (Action.RENAME, r"(?P<old>[^@,]+?)\s+moet\s+(?P<new>[^@,]+?)\s+(?:zijn|heten|worden)"),
    (
        Action.RENAME,
        r"(?:de (?:achter|voor)?naam van|the (?:sur)?name of)\s+(?P<old>[^@]+?)\s+(?:is|moet zijn|"
        r"wordt|should be)\s+(?P<new>[^@]+)",
    ),
    (
        Action.RENAME,
        r"(?P<old>[^@]+?)\s+(?:(?:is\s+(?:getrouwd|gescheiden),?\s+en\s+)?heet|moet heten|moet zijn|is called|"
        r"should be)\s+(?:(?:eigenlijk|nu|voluit|tegenwoordig|voortaan|now)\s+)*"
        r"(?P<new>[^@]+)",
    ),
    (
        Action.MOVE,
        rf"(?P<old>[^@:]+?)\s+(?:is\s+[^@:,]+?\s+en\s+)?{_BELONGS}{_AMONG}\s+{_GROUP}(?P<new>[^@:]+?)"
        r"(?:\s+(?:te staan|geplaatst worden|verplaatst worden|worden gezet|worden verplaatst|gezet worden|"
        r"horen|staan|zetten|"
        r"plaatsen|verplaatsen))?",
    ),
    (
        Action.MOVE,
        rf"{_ASK}(?:kan|mag|moet|kunnen|mogen|moeten|can)\s+(?P<old>[^@:]+?)\s+{_AMONG}\s+{_GROUP}(?P<new>[^@:]+)",
    ),
    (
        Action.MOVE,
        rf"{_ASK}(?:verplaats|zet|plaats|schuif|move|put)\s+(?P<old>[^@:]+?)\s+{_AMONG}\s+{_GROUP}(?P<new>[^@:]+)",
    ),
    (
        Action.MOVE,
        rf"{_ASK}(?:verplaats|zet|plaats|schuif|move|put)\s+(?P<old>[^@:]+?)(?:\s+(?:van|uit|"
        rf"from)\s+{_GROUP}(?P<beside>[^@:,]+?))"
        rf"\s+{_AMONG}\s+{_GROUP}(?P<new>[^@:]+)",
    ),
    (
        Action.MOVE,
        rf"{_ASK}(?P<old>[^@:]+?)\s+{_AMONG}\s+{_GROUP}(?P<new>[^@:]+?)\s+(?:zetten|plaatsen|indelen|"
        rf"verplaatsen|overzetten)",
    ),
    (
        Action.MOVE,
        rf"{_ASK}(?P<old>[^@:]+?)\s+(?:graag\s+)?(?:(?:verplaatsen|over\s?zetten|zetten)\s+{_AMONG}|"
        rf"naar)\s+{_GROUP}(?P<new>[^@:]+)",
    ),
    (Action.MOVE, r"(?P<old>[^@:]+?)\s+(?:is|zijn)\s+(?:een\s+|a\s+)?(?P<new>[^@:]+)"),
    (
        Action.REMOVE,
        rf"{_ASK}(?P<old>[^@]+?)\s+{_MAY}\s+(?:er\s+)?{_YOU}(?:er\s+)?{_GOES}(?:\s+(?:uit|van|from|off)\s+{_LIST})?",
    ),
    (Action.REMOVE, rf"{_ASK}{_MAY}\s+(?P<old>[^@]+?)\s+(?:er\s+)?{_GOES}"),
    (Action.REMOVE, rf"{_ASK}(?P<old>[^@]+?)\s+{_QUITS}"),
    (
        Action.REMOVE,
        rf"{_ASK}(?:verwijder|verwijderen|schrap|schrappen|remove|delete|wis|drop)\s*:?\s+(?P<old>.+?)(?:\s+(?:uit|"
        rf"van|from|off)\s+{_LIST})?(?:\s+af)?",
    ),
    (
        Action.REMOVE,
        rf"{_ASK}(?:haal|take|laat|gooi|streep|strike|leave)\s+(?P<old>.+?)\s+(?:(?:van|"
        rf"uit)\s+{_LIST}(?:\s+(?:af|uit))?|"
        rf"er\s?af|er\s?uit|weg|door|vallen|vervallen|out|off(?:\s+{_LIST})?)",
    ),
    (
        Action.REMOVE,
        rf"{_ASK}(?P<old>[^@]+?)\s+(?:graag\s+)?(?:verwijderen|schrappen|(?:van|uit)\s+{_LIST}\s+(?:willen\s+|"
        rf"laten\s+)*halen|er\s?af\s?(?:halen|gooien|strepen)|"
        rf"er\s?uit\s?halen|er\s?af|er\s?uit)(?:\s+(?:uit|van|from|off)\s+{_LIST})?",
    ),
    (
        Action.REMOVE,
        rf"{_ASK}(?:te\s+(?:verwijderen|schrappen)|verwijderen|schrappen|afmelden|afmelding|weg|er\s?af|"
        rf"er\s?uit|vervalt|vervallen)"
        r"\s*:\s*(?P<old>.+)",
    ),
    (Action.ADD, rf"{_ASK}voeg\s+(?:(?P<beside>.*?)\s+)??toe\s*(?:(?:aan|bij)\s+[^:@]*)?:\s*(?P<new>.*)"),
    (Action.ADD, rf"{_ASK}voeg\s+(?P<new>.+?)\s+toe\b(?P<beside>.*)"),
    (Action.ADD, rf"{_ASK}voeg\s+toe\s+(?P<new>.+)"),
    (
        Action.ADD,
        rf"{_ASK}(?:toevoegen|toe te voegen|erbij|aanvulling(?:en)?|aanvullend|extra|nieuw|vergeten|addition(?:s)?|add|"
        r"also add)\b(?P<beside>[^:@]*?):\s*(?P<new>.*)",
    ),
    (
        Action.ADD,
        r"(?P<beside>[^:@]*\b(?:erbij|er\s(?:nog\s)?(?:[\w-]+\s){0,6}bij|extra|toevoegen|aanvull\w*|vergeten|"
        r"bijgekomen)"
        r"\b[^:@]*):\s*(?P<new>.+)",
    ),
    (Action.ADD, rf"{_ASK}(?P<new>.+@.+?)\s+(?:graag\s+)?(?:toevoegen|erbij)\b(?P<beside>.*)"),
    (
        Action.ADD,
        rf"{_ASK}(?P<new>[^@:]+?)\s+(?:vragen|benaderen|uitnodigen|toevoegen|opnemen)\s*[(:,]\s*(?P<at>\S+@[^\s)]+)\)?",
    ),
    (
        Action.ADD,
        r"(?P<new>[^@:,]+?)\s+(?:(?:wil|kan|gaat|doet|mag)\s+)?(?:(?:ook|nog|er|graag)\s+)*(?:meedoen|mee|erbij|"
        r"bij)\s*[,:(]\s*"
        r"(?P<at>[^:]*@[^)]+)\)?",
    ),
    (
        Action.ADD,
        r"(?P<new>.+@\S+)\s+(?:kan|mag|moet|gaat|doet|komt|kunnen|mogen|moeten|doen|can|may|should)\s+(?:er\s+|"
        r"nog\s+|ook\s+)*"
        r"(?:bij|erbij|mee|op de lijst|toegevoegd worden|worden toegevoegd|be added)(?P<beside>.*)",
    ),
    (
        Action.ADD,
        rf"{_ASK}(?:neem|zet|plaats|nodig)\s+(?P<new>.+@\S+)(?P<beside>\s+(?:nog\s+|ook\s+|er\s+)*(?:op|erbij|"
        rf"bij|onder|uit)\b.*)",
    ),
    (
        Action.ADD,
        r"(?:ik\s+)?(?:was|ben|had|heb|vergat)\s+(?:ik\s+)?(?P<new>.+@\S+)\s+(?:nog\s+)?vergeten(?P<beside>.*)",
    ),
    (
        Action.ADD,
        r"(?P<loose>)(?P<beside>(?:bij|onder|voor)\s+[^@:,]+?)\s+(?:graag|nog|ook|moet|kan|komt|"
        r"mag)(?:\s+(?:graag|nog|ook|erbij|nog))*"
        r"\s+(?P<new>.+@.+)",
    ),
    (
        Action.ADD,
        r"(?:verder|ook|daarnaast|bovendien|tevens|inmiddels|also|further)?,?\s*(?:heb ik|ik heb|"
        r"hebben wij|i (?:have )?)\s*"
        r"(?:nog|ook|verder|also|daarnaast)*\s*(?:nog|ook|also)?\s*(?:gevraagd|benaderd|uitgenodigd|"
        r"aangeschreven|asked|invited)"
        r"(?P<beside>[^:@]*?):?\s+(?P<new>.+)",
    ),
    (
        Action.ADD,
        r"(?:verder|ook|daarnaast|bovendien|tevens|inmiddels)?,?\s*(?:heb ik|ik heb)\s+(?:nog\s+|"
        r"ook\s+|verder\s+)*(?P<new>.+?)\s+"
        r"(?:gevraagd|benaderd|uitgenodigd|aangeschreven)(?P<beside>.*)",
    ),
    (Action.ADD, rf"{_ASK}add\s+(?P<new>.+?)(?P<beside>,?\s+(?:to|as)\s+[^@]+)?"),
    (
        Action.ADD,
        r"(?P<loose>)(?P<beside>[^@]*?)\s(?:is|wordt|zijn|worden|are|komt|komen|kan|will be)\s+(?:nog\s+|ook\s+|"
        r"also\s+)*"
        r"(?P<new>.+@.+)",
    ),
)
WORDINGS = tuple((action, re.compile(pattern, re.IGNORECASE | re.DOTALL)) for action, pattern in _WORDINGS)
