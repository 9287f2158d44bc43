"""How people word a change of the list, in Dutch and English: an ordered tuple, the first match wins."""

from __future__ import annotations

import re
from enum import StrEnum

from bot.lists.words.askings import (
    AMONG,
    ASK,
    AT,
    BELONGS,
    GOES,
    GROUP,
    IS,
    LIST,
    MAIL,
    MAY,
    OLD,
    PLACE,
    QUITS,
    WRONG,
    YOU,
)


class Action(StrEnum):
    """What is to happen with the list."""

    ADD = "add"
    REMOVE = "remove"
    REPLACE = "replace"
    ADDRESS = "address"
    MOVE = "move"
    RENAME = "rename"


_WORDINGS = (
    (
        Action.ADDRESS,
        rf"(?:het|the)?\s*(?:\w+\s+)?{MAIL}\s+(?:van|of|voor)\s+(?P<old>.+?)\s+{WRONG}\s*[,;:–-]?\s*(?:maar\s+)?"
        rf"(?:het|dit|dat|it)?\s*(?:\w+\s+)?(?:{MAIL}\s+)?{IS}?:?\s*{AT}.*",
    ),
    (
        Action.ADDRESS,
        rf"(?:het|dit|dat|it|the)\s*(?:(?:juiste|goede|correcte|nieuwe|right|correct|new)\s+)?(?:{MAIL}\s+)?"
        rf"{IS}:?\s+{AT}",
    ),
    (Action.ADDRESS, rf"(?:het|dit|dat|it)\s+(?:moet|should)\s+(?:be\s+)?{AT}(?:\s+zijn)?"),
    (Action.ADDRESS, rf"{PLACE}\s+(?:\w+\s+)?{MAIL}\s+{IS}:?\s+{AT}"),
    (Action.ADDRESS, rf"(?:adreswijziging|ander adres|correctie)\s*:?\s+(?P<old>[^@:]+?)\s*[,:]?\s+{AT}"),
    (Action.ADDRESS, rf"(?P<old>[^@:]+?)\s*:\s*{AT}\s+is\s+(?:het|the)\s+(?:\w+\s+)?{MAIL}"),
    (
        Action.REPLACE,
        rf"(?:in|neem in|komt in|vraag in)\s+{PLACE}\s+(?:plaats|place)\s*(?:,|komt|komen|graag|"
        rf"wil ik|vraag ik|neem ik|i ask)?"
        r"\s*:?\s+(?P<new>.+)",
    ),
    (Action.REPLACE, rf"(?P<new>.+@.+?),?\s+komt\s+in\s+{PLACE}\s+plaats"),
    (
        Action.ADDRESS,
        rf"(?:het|the|'t)?\s*(?:\w+\s+){{0,2}}?{MAIL}\s+(?:van|of|for|voor)\s+(?P<old>.+?)\s*(?::|"
        rf"\s{IS})\s*{AT}.*",
    ),
    (Action.ADDRESS, rf"(?:een\s+)?(?:nieuw|nieuwe|new|juist|juiste)\s+{MAIL}\s+(?P<old>[^@:]+?)\s*:\s*{AT}"),
    (
        Action.ADDRESS,
        rf"(?:(?:het\s+)?(?:\w+\s+)?(?:{MAIL}\s+)?van\s+)?(?P<old>[^@:]+?)\s*[:,]\s*\S+@\S+\s+is\s+{OLD}\s*[,;]?\s*"
        rf"(?:en\s+|het\s+)*(?:nieuwe?|juiste?|goede|new)\s*(?:{MAIL}\s+)?(?:{IS}|:)\s*{AT}",
    ),
    (
        Action.ADDRESS,
        rf"(?P<old>\S+@\S+)\s+is\s+{OLD}\s*[,;]?\s*(?:en\s+|het\s+)*(?:nieuwe?|juiste?|goede|new)\s*"
        rf"(?:{MAIL}\s+)?(?:{IS}|:)\s*{AT}",
    ),
    (
        Action.ADDRESS,
        rf"(?P<old>\S+@\S+)\s+(?:bestaat|werkt|klopt|is|geldt)\s+niet(?:\s+meer)?(?:\s+\w+){{0,2}}\s*[,;:]\s*"
        rf"(?:(?:maar|gebruik|het|nieuw|wel|dat|juist)\s+)*(?:{IS}\s*)?:?\s*{AT}",
    ),
    (
        Action.ADDRESS,
        rf"bij\s+(?P<old>[^@]+?)\s+(?:is|klopt|staat)\s+(?:het\s+)?{MAIL}\s+(?:fout|verkeerd|niet|onjuist)\s*[:,;]\s*"
        rf"(?:(?:het|dat|dit)\s+)?(?:{IS}\s+)?{AT}",
    ),
    (Action.ADDRESS, rf"(?P<old>[^@]+?)(?:'s|s|\s+z'n|\s+d'r)\s+(?:\w+\s+)?{MAIL}\s+{IS}\s+{AT}.*"),
    (
        Action.ADDRESS,
        rf"(?P<old>[^@]+?)\s+(?:heeft|has)\s+(?:nu\s+)?(?:als|een|a|the|as)?\s*(?:\w+\s+)?{MAIL}:?\s*{AT}.*",
    ),
    (
        Action.ADDRESS,
        rf"(?P<old>[^@]+?)\s+(?:is\s+(?:\w+\s+)?(?:te bereiken|bereikbaar)|can (?:\w+\s+)?be reached)\s+"
        rf"(?:op|via|at|onder)\s+{AT}.*",
    ),
    (Action.ADDRESS, rf"(?P<old>[^@]+?)\s+(?:gebruikt|mailt)\s+(?:\w+\s+)?{AT}"),
    (
        Action.ADDRESS,
        rf"{ASK}(?:mail|bereik|schrijf|e-mail)\s+(?P<old>[^@]+?)\s+(?:(?:voortaan|liever|beter|nu|please)\s+)*"
        rf"(?:op|via|naar|at)\s+(?:{MAIL}\s+)?{AT}",
    ),
    (Action.ADDRESS, rf"(?P<old>\S+@\S+?),?\s+(?:{IS}|->|=>|→)\s+{AT}.*"),
    (Action.ADDRESS, rf"{AT}\s+is\s+(?:het|the)\s+(?:\w+\s+)?{MAIL}\s+(?:van|of)\s+(?P<old>.+)"),
    (
        Action.REPLACE,
        rf"{ASK}(?:vervang|vervangen|wissel|ruil|replace|swap)\s*:?\s+(?P<old>.+?)\s+(?:door|voor|in voor|with|by|"
        r"for)\s+(?P<new>.+)",
    ),
    (
        Action.REPLACE,
        rf"{ASK}(?P<old>.+?)\s+(?:graag\s+)?(?:om\s?wisselen|vervangen|wordt vervangen|is vervangen|replaced|"
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
        rf"not)\s+{AMONG}?\s*{GROUP}"
        rf"(?P<beside>[^@:,]+?),?\s+(?:maar|but)\s+(?:wel\s+)?{AMONG}?\s*{GROUP}(?P<new>[^@:]+)",
    ),
    (
        Action.MOVE,
        rf"(?P<old>[^@:]+?)\s+staa[tn]\s+(?:\w+\s+){{0,2}}?{AMONG}\s+{GROUP}(?P<beside>[^@:,]+?),?\s+"
        rf"(?:maar|en|en dat|dat|but)\s+{BELONGS}(?:zijn\s+)?{AMONG}?\s*{GROUP}(?P<new>[^@:]+?)(?:\s+(?:zijn|"
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
        rf"(?P<old>[^@:]+?)\s+(?:is\s+[^@:,]+?\s+en\s+)?{BELONGS}{AMONG}\s+{GROUP}(?P<new>[^@:]+?)"
        r"(?:\s+(?:te staan|geplaatst worden|verplaatst worden|worden gezet|worden verplaatst|gezet worden|"
        r"horen|staan|zetten|"
        r"plaatsen|verplaatsen))?",
    ),
    (
        Action.MOVE,
        rf"{ASK}(?:kan|mag|moet|kunnen|mogen|moeten|can)\s+(?P<old>[^@:]+?)\s+{AMONG}\s+{GROUP}(?P<new>[^@:]+)",
    ),
    (
        Action.MOVE,
        rf"{ASK}(?:verplaats|zet|plaats|schuif|move|put)\s+(?P<old>[^@:]+?)\s+{AMONG}\s+{GROUP}(?P<new>[^@:]+)",
    ),
    (
        Action.MOVE,
        rf"{ASK}(?:verplaats|zet|plaats|schuif|move|put)\s+(?P<old>[^@:]+?)(?:\s+(?:van|uit|"
        rf"from)\s+{GROUP}(?P<beside>[^@:,]+?))"
        rf"\s+{AMONG}\s+{GROUP}(?P<new>[^@:]+)",
    ),
    (
        Action.MOVE,
        rf"{ASK}(?P<old>[^@:]+?)\s+{AMONG}\s+{GROUP}(?P<new>[^@:]+?)\s+(?:zetten|plaatsen|indelen|"
        rf"verplaatsen|overzetten)",
    ),
    (
        Action.MOVE,
        rf"{ASK}(?P<old>[^@:]+?)\s+(?:graag\s+)?(?:(?:verplaatsen|over\s?zetten|zetten)\s+{AMONG}|"
        rf"naar)\s+{GROUP}(?P<new>[^@:]+)",
    ),
    (Action.MOVE, r"(?P<old>[^@:]+?)\s+(?:is|zijn)\s+(?:een\s+|a\s+)?(?P<new>[^@:]+)"),
    (
        Action.REMOVE,
        rf"{ASK}(?P<old>[^@]+?)\s+{MAY}\s+(?:er\s+)?{YOU}(?:er\s+)?{GOES}(?:\s+(?:uit|van|from|off)\s+{LIST})?",
    ),
    (Action.REMOVE, rf"{ASK}{MAY}\s+(?P<old>[^@]+?)\s+(?:er\s+)?{GOES}"),
    (Action.REMOVE, rf"{ASK}(?P<old>[^@]+?)\s+{QUITS}"),
    (
        Action.REMOVE,
        rf"{ASK}(?:verwijder|verwijderen|schrap|schrappen|remove|delete|wis|drop)\s*:?\s+(?P<old>.+?)(?:\s+(?:uit|"
        rf"van|from|off)\s+{LIST})?(?:\s+af)?",
    ),
    (
        Action.REMOVE,
        rf"{ASK}(?:haal|take|laat|gooi|streep|strike|leave)\s+(?P<old>.+?)\s+(?:(?:van|"
        rf"uit)\s+{LIST}(?:\s+(?:af|uit))?|"
        rf"er\s?af|er\s?uit|weg|door|vallen|vervallen|out|off(?:\s+{LIST})?)",
    ),
    (
        Action.REMOVE,
        rf"{ASK}(?P<old>[^@]+?)\s+(?:graag\s+)?(?:verwijderen|schrappen|(?:van|uit)\s+{LIST}\s+(?:willen\s+|"
        rf"laten\s+)*halen|er\s?af\s?(?:halen|gooien|strepen)|"
        rf"er\s?uit\s?halen|er\s?af|er\s?uit)(?:\s+(?:uit|van|from|off)\s+{LIST})?",
    ),
    (
        Action.REMOVE,
        rf"{ASK}(?:te\s+(?:verwijderen|schrappen)|verwijderen|schrappen|afmelden|afmelding|weg|er\s?af|"
        rf"er\s?uit|vervalt|vervallen)"
        r"\s*:\s*(?P<old>.+)",
    ),
    (Action.ADD, rf"{ASK}voeg\s+(?:(?P<beside>.*?)\s+)??toe\s*(?:(?:aan|bij)\s+[^:@]*)?:\s*(?P<new>.*)"),
    (Action.ADD, rf"{ASK}voeg\s+(?P<new>.+?)\s+toe\b(?P<beside>.*)"),
    (Action.ADD, rf"{ASK}voeg\s+toe\s+(?P<new>.+)"),
    (
        Action.ADD,
        rf"{ASK}(?:toevoegen|toe te voegen|erbij|aanvulling(?:en)?|aanvullend|extra|nieuw|vergeten|addition(?:s)?|add|"
        r"also add)\b(?P<beside>[^:@]*?):\s*(?P<new>.*)",
    ),
    (
        Action.ADD,
        r"(?P<beside>[^:@]*\b(?:erbij|er\s(?:nog\s)?(?:[\w-]+\s){0,6}bij|extra|toevoegen|aanvull\w*|vergeten|"
        r"bijgekomen)"
        r"\b[^:@]*):\s*(?P<new>.+)",
    ),
    (Action.ADD, rf"{ASK}(?P<new>.+@.+?)\s+(?:graag\s+)?(?:toevoegen|erbij)\b(?P<beside>.*)"),
    (
        Action.ADD,
        rf"{ASK}(?P<new>[^@:]+?)\s+(?:vragen|benaderen|uitnodigen|toevoegen|opnemen)\s*[(:,]\s*(?P<at>\S+@[^\s)]+)\)?",
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
        rf"{ASK}(?:neem|zet|plaats|nodig)\s+(?P<new>.+@\S+)(?P<beside>\s+(?:nog\s+|ook\s+|er\s+)*(?:op|erbij|"
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
    (Action.ADD, rf"{ASK}add\s+(?P<new>.+?)(?P<beside>,?\s+(?:to|as)\s+[^@]+)?"),
    (
        Action.ADD,
        r"(?P<loose>)(?P<beside>[^@]*?)\s(?:is|wordt|zijn|worden|are|komt|komen|kan|will be)\s+(?:nog\s+|ook\s+|"
        r"also\s+)*"
        r"(?P<new>.+@.+)",
    ),
)
WORDINGS = tuple((action, re.compile(pattern, re.IGNORECASE | re.DOTALL)) for action, pattern in _WORDINGS)
