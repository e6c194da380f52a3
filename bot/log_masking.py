"""What no log may show: LINE's ids of people and groups, tokens, passwords, national IDs, and rows of our tables.

PostgreSQL tells in its errors what a statement was given ("Failing row contains (...)"); that too may be somebody's
words.
"""

from __future__ import annotations

import re
from typing import Final

from domain.privacy import mask

_RULES: Final = (
    (re.compile(r"(?<![0-9A-Za-z])([UCR][0-9a-f]{4})[0-9a-f]{28}(?![0-9A-Za-z])"), r"\1…"),
    (re.compile(r"(?i)\b(bearer\s+)[\w.~+/=-]{8,}"), r"\1…"),
    (
        re.compile(r"(?i)((?:reply|access|quote|channel|id)_?-?(?:token|secret)[\"']?\s*[:=]\s*[\"']?)[^\s\"',)}&]+"),
        r"\1…",
    ),
    (re.compile(r"(?<![\w+/])eyJ[\w-]+\.[\w-]+\.[\w-]+"), "…"),
    (re.compile(r"(?<![A-Za-z0-9+/])[A-Za-z0-9+/]{100,}={0,2}"), "…"),
    (re.compile(r"(?<![0-9A-Za-z])[0-9a-f]{32}(?![0-9A-Za-z])"), "…"),  # a reply token; hashes of files are longer
    (re.compile(r"(/f/)[\w.~-]{16,}"), r"\1…"),
    (re.compile(r"(\w://[^\s:/@]+:)[^\s@/]+@"), r"\1…@"),
    (re.compile(r"(Failing row contains \()[^\n]*"), r"\1…)"),
    (
        re.compile(r"(Key \([^\n]*?\)=\()[^\n]*?(\) (?:already exists|is not present|is still referenced|conflicts))"),
        r"\1…\2",
    ),
    (re.compile(r"(parameter \$\d+(?: of [^=\n]*)? = )'[^\n]*"), r"\1…"),
)


def hidden(text: str) -> str:
    """The text as a log may show it; of LINE's ids the first four digits stay, enough to follow one through a log."""
    for words, instead in _RULES:
        text = words.sub(instead, text)
    return mask(text).text
