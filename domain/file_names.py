"""Names of files as strangers chose them: made harmless where they come in, made short where they are shown."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

KEPT: Final = 255  # letters of a name that are kept
SHOWN: Final = 80  # letters of a name that are shown in a chat
NAMELESS: Final = "file"
_LONGEST_ENDING: Final = 8
_SPACES: Final = frozenset({"Zs", "Zl", "Zp"})
_JOINER: Final = "\u200d"  # holds the parts of one emoji together
# Controls, marks that turn the direction of writing or cannot be seen, halves of letters, letters of nobody.
_UNSEEN: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
_PATH: Final = re.compile(r"[/\\]")
_MARK: Final = r"[\u0300-\u036f\u0483-\u0489\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u20d0-\u20f0]"  # above, below, through
_TOWER: Final = re.compile(f"({_MARK}{{4}}){_MARK}+")


def harmless(name: str) -> str:
    """The name in one line, without path, controls, or marks that show it other than it is; never empty."""
    plain = "".join(map(_letter, _PATH.sub("_", name[: 8 * KEPT])))
    plain = _TOWER.sub(r"\1", " ".join(plain.split()))
    return _fitted(plain, KEPT) or NAMELESS


def shown(name: str) -> str:
    """The name as people may read it in a chat: harmless, and the middle left out of a long one."""
    return _fitted(harmless(name), SHOWN)


def _letter(letter: str) -> str:
    kind = unicodedata.category(letter)
    if kind in _SPACES or letter in "\t\r\n":
        return " "
    return "" if kind in _UNSEEN and letter != _JOINER else letter


def _fitted(name: str, most: int) -> str:
    """At most so many letters, with the beginning and the end: the ending says what kind of file it is."""
    if len(name) <= most:
        return name
    stem, dot, ending = name.rpartition(".")
    tail = dot + ending if stem and len(ending) <= _LONGEST_ENDING else ""
    end = name[len(name) - len(tail) - most // 4 :]
    return f"{name[: most - len(end) - 1].rstrip()}…{end.lstrip()}"
