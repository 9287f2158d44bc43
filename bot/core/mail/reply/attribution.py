"""The lines that introduce a quotation: "Op … schreef …:", Outlook's header block, "Original message"."""

from __future__ import annotations

import re

WRAPPED_LINES = 4
HEADER_LINES = 9
MAX_LINE = 2000
_RULES = ("-", "_", "=", "*")

_VERB = re.compile(
    r"(?i)(?<!\w)(wrote|writes|said|schreef|geschreven|schrieb|geschrieben|a écrit|a ecrit|escribió|escribio|escreveu|"
    r"ha scritto|scrisse|skrev|kirjoitti|napisał|napisała|napisał\(a\)|napsal|написала?|написал\(а\)|пишет|yazdı|"
    r"έγραψε|írta|a scris|写道|さんは書きました)(?!\w)"
)
_START = re.compile(
    r"(?i)(?:[-*_ ]{0,8})(on|op|am|le|el|em|il|in data|den|dne|dnia|w dniu|na|lør\w*|tir\w*|man\w*|ons\w*|tors\w*|"
    r"fre\w*|"
    r"søn\w*|mon\w*|tue\w*|wed\w*|thu\w*|fri\w*|sat\w*|sun\w*|ma|di|wo|do|vr|za|zo|(?:maan|dins|woens|donder|vrij|"
    r"zater|"
    r"zon)dag|lun\w*|mar\w*|mer\w*|jeu\w*|ven\w*|sam\w*|dim\w*|ke|pe|la|su|ti|to|"
    r"пн|вт|ср|чт|пт|сб|вс|\d{1,4})(?!\w)"
)
_ADDRESS = re.compile(r"[^\s<>\"@]+@[^\s<>\"@]+")
_TIME = re.compile(r"\d{1,2}[:.h]\d{2}|\d{1,2}[-/. ]\d{1,2}[-/. ]\d{2,4}|\b(?:19|20)\d\d\b")
_END = re.compile(r"[:：][ *_]*$|-{2,}\s*$|(?i:wrote|schreef|geschreven)\s*$")

_SEPARATOR = re.compile(
    r"(?i)[-_=*\s]{2,}\s*(origine+le?|original|oorspronkelijk|origineel|ursprüngliche|urspruengliche|doorgestuurd|"
    r"forwarded|weitergeleitete|message d'origine|message transféré|message original|messaggio originale|"
    r"mensaje original|"
    r"mensagem original|mensaje reenviado|oprindelig|opprinnelig|ursprungligt|vidarebefordrat|alkuperäinen|"
    r"wiadomość oryginalna|пересылаемое|"
    r"özgün|orijinal|iletilen|yönlendirilen|původní|eredeti|reply|répondre)[^\n]{0,30}?[-_=*\s]{2,}$"
)
_FORWARD = re.compile(
    r"(?i)\s*(begin forwarded message|begin doorgestuurd bericht|anfang der weitergeleiteten (e-mail|nachricht)|"
    r"début du message (réexpédié|transféré)|inicio del mensaje reenviado|doorgestuurd bericht|"
    r"oorspronkelijk bericht|original message)\s*:\s*$"
)
_FORWARDED = re.compile(
    r"(?i)doorgestuurd|forwarded|weitergeleitet|transf[ée]r|réexpédi|reenviado|vidarebefordr|пересыл|iletilen|yönlendir"
)
_RULE = re.compile(r"[ \t]*_{8,}[ \t]*$|[ \t]*={4,}[ \t]*$")
_KINDS = {
    "from": "from|van|von|de|da|fra|från|fran|od|от|от кого|від|lähettäjä|kimden|gönderen|remitente|message du|"
    "feladó|από|de la|发件人|差出人|보낸 사람",
    "date": "date|sent|datum|verzonden|verstuurd|gesendet|envoyé|envoye|envoyé le|inviato|data|fecha|enviado|"
    "enviado el|enviada em|sendt|skickat|dato|wysłano|дата|отправлено|надіслано|lähetetty|gönderildi|gönderilme tarihi|"
    "gönderim tarihi|tarih|küldve|elküldve|odesláno|odoslané|poslano|στάλθηκε|ημερομηνία|trimis|发送时间|日期|送信日時|"
    "보낸 날짜",
    "to": "to|aan|an|à|a|pour|para|per|till|til|do|кому|vastaanottaja|kime|alıcı|címzett|komu|pro|prima|προς|către|"
    "收件人|宛先|받는 사람",
    "cc": "cc|kopie|copie à|copia|kopia|kopi|cci|bilgi|másolatot kap|копия|копія|抄送|참조",
    "subject": "subject|onderwerp|betreff|objet|sujet|oggetto|asunto|assunto|emne|ämne|temat|тема|aihe|konu|tárgy|"
    "předmět|predmet|θέμα|subiect|主题|件名|제목",
}
_HEADER = re.compile(
    r"(?i)[\s*_|]{0,8}(?:" + "|".join(f"(?P<{kind}>{names})" for kind, names in _KINDS.items()) + r")[*_ ]{0,3}[:：]"
)
_ARROWS = re.compile(r"[ \t]{0,3}>>>[ \t]+(?P<who>[^>\s].*?)[ \t]*>>>[ \t]*")
_PIECES = re.compile(r"(?<=\S) (?=(?:Objet|Subject|Onderwerp) ?:)")


def introduction(lines: list[str], at: int) -> int:
    """How many lines at `at` introduce a quotation; 0 for an ordinary line."""
    line = lines[at]
    if len(line) > MAX_LINE:
        return 0
    if _FORWARD.match(line):
        return 1
    if line.lstrip()[:1] in _RULES and (found := _divider(lines, at)):
        return found
    return _header_block(lines, at) or _attribution(lines, at)


def between_arrows(lines: list[str], at: int) -> int:
    """How many lines at `at` are GroupWise's ">>> Name <address> date time >>>"; what stands below it has no marks."""
    if not lines[at].lstrip().startswith(">>>"):
        return 0
    joined = ""
    for n, line in enumerate(lines[at : at + WRAPPED_LINES - 1]):
        joined = f"{joined} {line.strip()}".strip()
        found = _ARROWS.fullmatch(joined[:MAX_LINE])
        if found is not None:
            return n + 1 if _TIME.search(found["who"]) or _ADDRESS.search(found["who"]) else 0
    return 0


def candidates(lines: list[str]) -> list[bool]:
    """Where an introduction can begin at all: most lines are ordinary, and the patterns are dear."""
    ends = [_may_end(line) for line in lines] + [False] * WRAPPED_LINES
    return [
        ":" in line or line.lstrip()[:1] in _RULES or ends[at + 1] or ends[at + 2] or ends[at + 3] or ends[at]
        for at, line in enumerate(lines)
    ]


def _divider(lines: list[str], at: int) -> int:
    """ "-----Original message-----", or the bare line that Outlook draws above its header block."""
    line = lines[at]
    if _SEPARATOR.match(line):
        return 1
    below = _RULE.match(line) and any(_header_block(lines, at + n) for n in (1, 2))
    return 1 if below else 0


def _header_block(lines: list[str], at: int) -> int:
    """The lines of a quoted header: sender and at least two other fields, close together."""
    if at >= len(lines) or _HEADER.match(lines[at][:MAX_LINE]) is None:
        return 0
    kinds: dict[str, int] = {}
    for n, line in enumerate(line[:MAX_LINE] for line in lines[at : at + HEADER_LINES]):
        for piece in _PIECES.split(line) if line.count(":") > 1 else (line,):
            header = _HEADER.match(piece)
            if header is not None and header.lastgroup:
                kinds[header.lastgroup] = n
    return max(kinds.values()) + 1 if "from" in kinds and len(kinds) >= 3 else 0


def sender_in_header(lines: list[str], at: int) -> str:
    """Who sent it, as the quoted header at `at` says; "" where none begins there."""
    for line in lines[at : at + _header_block(lines, at)]:
        header = _HEADER.match(line[:MAX_LINE])
        if header is not None and header.lastgroup == "from":
            return line[header.end() : MAX_LINE].strip(" *_|\t")
    return ""


def says_forwarded(line: str) -> bool:
    """Whether it is a line like "---------- Forwarded message ----------"."""
    told = line[:MAX_LINE]
    return bool(_FORWARDED.search(told) and (_SEPARATOR.match(told) or _FORWARD.match(told)))


def _attribution(lines: list[str], at: int) -> int:
    """ "On … wrote:", also when it is wrapped, in whatever language the writer's program speaks."""
    window = lines[at : at + WRAPPED_LINES]
    started, joined = bool(_START.match(lines[at])), ""
    for n, line in enumerate(window):
        if n and (not started or not line.strip() or (line.lstrip().startswith(">") and not _is_tail(line))):
            return 0
        joined = f"{joined} {line.strip()}".strip()
        if len(joined) > 400:
            return 0
        if _may_end(line) and _is_attribution(joined, started):
            return n + 1
    return 0


def _may_end(line: str) -> bool:
    """A cheap look before the dear ones: most lines are ordinary."""
    end = line.rstrip(" *_")
    return end.endswith((":", "：", "--", "wrote", "schreef", "geschreven"))


def _is_tail(line: str) -> bool:
    """The ">:" that a wrapped address leaves behind."""
    return bool(re.match(r"\s*>\s*(?:\w+\s*){0,3}[:：]\s*$", line))


def _is_attribution(joined: str, started: bool) -> bool:
    addressed = "@" in joined and bool(_ADDRESS.search(joined))
    dated = bool(_TIME.search(joined))
    if joined.lower().endswith(("wrote", "schreef", "geschreven")):
        verb = _VERB.search(joined) if started and dated and addressed else None
        return verb is not None and verb.end() == len(joined)
    if dated and addressed and started:
        return True
    return (dated or addressed) and bool(_VERB.search(joined))
