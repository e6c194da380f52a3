"""What a form says of itself besides its year and round: the number of its subject, its policy, its agency."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from rapidfuzz import fuzz

from domain.forms.definition import FormDefinition, Saying
from domain.forms.keys import heading_key
from domain.forms.labels import Text
from domain.forms.once import once
from domain.forms.reading_result import Cell
from domain.thai import arabic

_LONG_WORD: Final = 6  # letters of a word that is known wherever it stands; a shorter one must stand alone
_FUZZY_WORD: Final = 10
_ALIKE: Final = 88.0
_BEGINS_WITH_NUMBER: Final = re.compile(
    r"([\u0e01-\u0e4e ]{4,30}?)\s*([0-9]{1,2}(?:\.[0-9]{1,2})*)(?![0-9]|[.,/][0-9])"
)
_LETTER: Final = "[\u0e01-\u0e4ea-zA-Z]"


class Stated(NamedTuple):
    """Something a form says of itself, and where ("": by the sheet's name)."""

    value: str
    address: str


def number_pattern(words: Iterable[str], dots: int = 0, *, alone: bool = False) -> re.Pattern[str] | None:
    """A number behind one of the words: กลยุทธ์ที่ ๓, ประเด็นนโยบาย ๒.๑. `alone`: the word is no word's end."""
    stems = sorted(
        {word.removesuffix("ที่").replace("\u0e4c", "").strip() for word in words if word}, key=len, reverse=True
    )
    if not stems:
        return None
    said = "|".join(re.escape(stem) for stem in stems)
    before = f"(?<!{_LETTER})" if alone else ""
    return re.compile(
        rf"{before}(?:{said})[\u0e34\u0e4c]*\s*(?:ข้อ)?\s*(?:ที่)?\s*[:(]?\s*"
        rf"([0-9]{{1,2}}(?:\.[0-9]{{1,2}}){{0,{dots}}})(?![0-9]|[.,][0-9]|/[0-9])"
    )


@once
def _subject_pattern(definition: FormDefinition) -> re.Pattern[str] | None:
    return number_pattern((definition.subject_word, *definition.subject_aliases), definition.subject_dots)


@once
def _patterns(definition: FormDefinition) -> dict[str, re.Pattern[str] | None]:
    return {name: number_pattern(said.before, alone=True) for name, said in definition.says.items()}


def read_subject(texts: Sequence[Text], definition: FormDefinition, sheet_name: str) -> Stated | None:
    """The subject's number: the cell that begins with it, any cell that says it, the sheet's name.

    None of a form whose rows each say what they are about.
    """
    if definition.subject_field:
        return None
    return _number(texts, _subject_pattern(definition), sheet_name) or _misspelt(texts, definition)


def _misspelt(texts: Sequence[Text], definition: FormDefinition) -> Stated | None:
    """The number behind a word that is nearly the subject's, at the beginning of a cell."""
    words = [heading_key(word) for word in (definition.subject_word, *definition.subject_aliases)]
    for found in texts:
        match = _BEGINS_WITH_NUMBER.match(found.plain)
        key = heading_key(match[1]) if match else ""
        near = any(len(word) >= _LONG_WORD and fuzz.ratio(word, key) >= _ALIKE for word in words)
        if match and near and match[2].count(".") <= definition.subject_dots:
            return Stated(_bare(match[2]), found.address)
    return None


def _number(texts: Sequence[Text], pattern: re.Pattern[str] | None, sheet_name: str) -> Stated | None:
    if pattern is None:
        return None
    said = [(found, pattern.search(found.plain)) for found in texts]
    hits = sorted((match.start(), place) for place, (_, match) in enumerate(said) if match)
    if hits:
        found, match = said[hits[0][1]]
        assert match is not None
        return Stated(_bare(match[1]), found.address)
    match = pattern.search(arabic(sheet_name))
    return Stated(_bare(match[1]), "") if match else None


def _bare(number: str) -> str:
    return ".".join(str(int(part)) for part in number.split("."))


def read_sayings(
    texts: Sequence[Text], title: Text | None, meta: dict[str, Cell], definition: FormDefinition, sheet_name: str
) -> dict[str, Stated]:
    """Everything else the form says of itself, as its definition lists it."""
    found: dict[str, Stated] = {}
    for name, saying in definition.says.items():
        stated = _number(texts, _patterns(definition)[name], "")
        if stated is None and saying.words:
            cell = meta.get(saying.label)
            places = [(cell.text, cell.address)] if cell and cell.text else []
            places += [(one.text, one.address) for one in ([title] if title else []) + list(texts)]
            stated = _word([*places, (sheet_name, "")], saying)
        if stated:
            found[name] = stated
    return found


def _word(places: Sequence[tuple[str, str]], saying: Saying) -> Stated | None:
    for text, at in places:
        if code := code_in(text, saying):
            return Stated(code, at)
    for text, at in places:
        key = heading_key(text)
        for code, words in saying.words.items():
            if any(len(w) >= _FUZZY_WORD and len(key) >= len(w) and fuzz.partial_ratio(w, key) >= _ALIKE
                   for w in map(heading_key, words)):  # fmt: skip
                return Stated(code, at)
    return None


def code_in(text: str, saying: Saying) -> str | None:
    """The code whose word stands in a text, the longest word winning."""
    key = heading_key(text)
    hits = [
        (len(heading_key(word)), code)
        for code, words in saying.words.items()
        for word in (code, *words)
        if _stands_in(word, text, key)
    ]
    return max(hits, key=lambda hit: hit[0])[1] if hits else None


def _stands_in(word: str, text: str, key: str) -> bool:
    own = heading_key(word)
    if len(own) >= _LONG_WORD:
        return own in key
    spelt = r"\.?\s?".join(re.escape(letter) for letter in word.replace(".", ""))
    return re.search(rf"(?<!{_LETTER}){spelt}(?!{_LETTER})", text) is not None
