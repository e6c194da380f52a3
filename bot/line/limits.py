"""LINE's limits and how it counts. Source: LINE, Messaging API reference, and "Character counting in a text".

Most texts are counted in UTF-16 code units; labels and what a button types or shows in extended grapheme clusters
(Unicode TR 29), where a Thai vowel or tone mark, ำ included, belongs to the letter it stands on.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from wcwidth import iter_graphemes

MESSAGES_A_CALL = 5
TEXT_UNITS = 5000
MENTIONS = 20  # in a message
PLACEHOLDER = r"[0-9A-Za-z_]{1,20}"  # the names of what is put into a text
ALT_UNITS = 1500
BUBBLE_BYTES = 30_000  # LINE says 30 KB
QUICK_REPLIES = 13
QUICK_LABEL = 20  # grapheme clusters
BUTTON_LABEL = 40  # grapheme clusters
POSTBACK_DATA = 300  # UTF-16 units
SAID = 300  # grapheme clusters of what a button types or shows as the person's words
URI = 1000  # newer SDKs let 10,000 pass; the reference does not
URI_SCHEMES = frozenset({"http", "https", "line", "tel"})


def utf16_units(text: str) -> int:
    """Length as LINE counts most texts."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def clusters(text: str) -> Iterator[str]:
    """Characters as people see them: a base with the vowels and tone marks that stand on it, a whole emoji."""
    return iter_graphemes(text)


def graphemes(text: str) -> int:
    """Length as LINE counts labels and what a button says."""
    return sum(1 for _ in iter_graphemes(text))


def json_bytes(thing: Any) -> int:
    """Size of JSON at its widest, with everything but ASCII escaped: LINE does not say which form it measures."""
    return len(json.dumps(thing))


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
