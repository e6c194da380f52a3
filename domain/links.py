"""Links in what people type: Thai stands against them without a space, and sentences end right behind them."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Final


class Host(StrEnum):
    """Where a link leads, as far as it matters for how a file is taken from there."""

    SHEET = "sheet"  # Google Sheets and Docs
    FORM = "form"  # Google Forms, which is no file
    DRIVE = "drive"
    ONEDRIVE = "onedrive"  # with SharePoint
    DROPBOX = "dropbox"
    ELSEWHERE = "elsewhere"


# What an address may be written with; anything else, Thai before all, is the sentence going on.
_WRITTEN: Final = r"[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%|]"
_KNOWN: Final = (
    r"(?:(?:drive|docs|sheets|forms)\.google\.com|forms\.gle|1drv\.ms|onedrive\.live\.com"
    r"|[a-z0-9-]+\.sharepoint\.com|(?:www\.)?dropbox\.com)"
)
_LINK: Final = re.compile(rf"https?://{_WRITTEN}+|(?<![\w.@/-]){_KNOWN}/{_WRITTEN}*", re.ASCII | re.IGNORECASE)
_HOST: Final = re.compile(r"(?:https?://)?(?:[^/@]*@)?(?P<host>[^/:?#]+)(?::\d+)?(?P<path>/[^?#]*)?", re.IGNORECASE)
_BEHIND: Final = ".,;:!?'\"*|"
_PAIRS: Final = {")": "(", "]": "["}
_MOST: Final = 20


def find_links(text: str) -> tuple[str, ...]:
    """The addresses in a text as typed, each once, in their order. Nothing is opened or looked up."""
    found = (_without_end(match[0]) for match in _LINK.finditer(text))
    return tuple(dict.fromkeys(link for link in found if _has_host(link)))[:_MOST]


def with_links_as(words: str, text: str) -> str:
    """A text with these words where its links stand: what else it says can be read without what is in addresses."""
    return _LINK.sub(lambda match: words if _has_host(match[0]) else match[0], text)


def host_of(link: str) -> Host:
    """Where a link leads."""
    match = _HOST.match(link)
    host, path = (match["host"].lower(), match["path"] or "") if match else ("", "")
    if host in ("forms.gle", "forms.google.com") or (host == "docs.google.com" and path.startswith("/forms")):
        return Host.FORM
    if host in ("docs.google.com", "sheets.google.com"):
        return Host.SHEET
    if host == "drive.google.com":
        return Host.DRIVE
    if host in ("1drv.ms", "onedrive.live.com") or host.endswith(".sharepoint.com"):
        return Host.ONEDRIVE
    return Host.DROPBOX if host in ("dropbox.com", "www.dropbox.com") else Host.ELSEWHERE


def _without_end(link: str) -> str:
    """Without the stops and brackets of the sentence around it; a bracket that the link has opened is its own."""
    while link and (link[-1] in _BEHIND or link.count(link[-1]) > link.count(_PAIRS.get(link[-1], link[-1]))):
        link = link[:-1]
    return link


def _has_host(link: str) -> bool:
    match = _HOST.match(link)
    return match is not None and "." in match["host"].strip(".")
