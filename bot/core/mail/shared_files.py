"""Links to a file that lies elsewhere: the services with which people share files instead of attaching them."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

MAX_LINKS = 50
_URL = re.compile(r"(?i)\bhttps?://[^\s<>\"'\]\)]{3,2000}")
_ANCHOR = re.compile(
    r"(?is)<a\b[^>]{0,2000}?\bhref\s*=\s*[\"']?(https?://[^\s\"'>]{3,2000})[^>]{0,2000}>(.{0,500}?)</a>"
)
_TAG = re.compile(r"<[^>]{0,500}>")
_SHARES = re.compile(
    r"(?:^|[.-])(?:1drv|onedrive|sharepoint|wetransfer|dropbox|surfdrive|filesender|filemail|transfernow|fromsmash|"
    r"sharefile|nextcloud|owncloud|researchdrive|sendspace|mediafire|pcloud|swisstransfer|cryptshare|stackstorage|"
    r"transferxl|files?hare)[.-]|(?:^|\.)(?:we\.tl|drive\.google\.|docs\.google\.|mega\.nz|box\.com|icloud\.com|"
    r"photos\.app\.goo\.gl|db\.tt)|^(?:drive|docs)\.google\b"
)


def links(text: str, html: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The addresses in what somebody wrote, and those behind words of it."""
    found = _URL.findall(text)
    for markup in html:
        for url, shown in _ANCHOR.findall(markup[:500_000]):
            words = " ".join(_TAG.sub(" ", shown).split())
            if words and words in " ".join(text.split()):
                found.append(url)
    return tuple(dict.fromkeys(found))[:MAX_LINKS]


def host(url: str) -> str:
    """Its server, in lower case; "" when there is none."""
    try:
        return (urlsplit(url).hostname or "")[:200]
    except ValueError:
        return ""


def sharing_host(urls: tuple[str, ...]) -> str:
    """The server of the first link that leads to a shared file, "" when none does."""
    hosts = (host(url) for url in urls)
    return next((one for one in hosts if _SHARES.search(one)), "")
