"""LINE's limits and ways to keep them without cutting a Thai cluster. Source: LINE, Messaging API reference."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

TEXT_UNITS = 5000  # UTF-16 units of a text message
ALT_UNITS = 400  # 1,500 today; older pages say 400
BUBBLE_BYTES = 30_000
CARD_TEXT_UNITS = 1000  # ours: one text of a card never fills the bubble alone
QUICK_REPLIES = 13
QUICK_LABEL = 20  # grapheme clusters
BUTTON_LABEL = 40
POSTBACK_DATA = 300
URI = 1000
MESSAGES_A_CALL = 5


def utf16_units(text: str) -> int:
    """Length as LINE counts most texts."""
    return len(text.encode("utf-16-le")) // 2


def clusters(text: str) -> Iterator[str]:
    """Characters as people see them: a base with the vowels and tone marks that stand on it."""
    cluster = ""
    for char in text:
        if cluster and not (unicodedata.category(char) in ("Mn", "Me", "Cf") or char == "ำ"):
            yield cluster
            cluster = ""
        cluster += char
    if cluster:
        yield cluster


def cut_clusters(text: str, most: int) -> str:
    """At most `most` clusters, the last one an ellipsis if something had to go."""
    parts = list(clusters(text))
    return text if len(parts) <= most else "".join(parts[: most - 1]).rstrip() + "…"


def cut_units(text: str, most: int) -> str:
    """At most `most` UTF-16 units, cut between clusters, with an ellipsis if something had to go."""
    if utf16_units(text) <= most:
        return text
    kept, used = [], 1
    for cluster in clusters(text):
        used += utf16_units(cluster)
        if used > most:
            break
        kept.append(cluster)
    return "".join(kept).rstrip() + "…"


def split_units(text: str, most: int) -> list[str]:
    """The whole text in pieces of at most `most` UTF-16 units, broken at line ends where possible."""
    pieces: list[str] = []
    rest = text
    while utf16_units(rest) > most:
        head = cut_units(rest, most)[:-1]
        edge = head.rfind("\n")
        head = head[:edge] if edge > len(head) // 2 else head
        head = head or rest[: most // 2]  # a run of blanks, or of marks on one letter, longer than a piece
        pieces.append(head)
        rest = rest[len(head) :].lstrip("\n")
    return [*pieces, rest]
