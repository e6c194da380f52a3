"""What stands above a table: the form's title, fiscal year, round, subject, and the labels with their values."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final, NamedTuple

from rapidfuzz import fuzz

from domain.forms.dates import full_year
from domain.forms.definition import FormDefinition
from domain.forms.grid import Sheet
from domain.forms.headings import NO_MEANING, Header, index_of
from domain.forms.keys import clean, heading_key
from domain.forms.labels import Text, labels_of, read_labels, texts_of
from domain.forms.once import once
from domain.forms.periods import period_year_of, round_of
from domain.forms.reading_result import Cell
from domain.forms.sayings import Stated, read_sayings, read_subject
from domain.thai import arabic

_ALIKE: Final = 88.0
_ERA: Final = r"\(?\s*(?:[พค]\.?\s?ศ\.?)?\s*"
_BUDGET_YEAR: Final = re.compile(
    rf"ปี\s*งบ[\u0e01-\u0e4e]{{0,12}}\s*(?:ประจ\S*\s*)?{_ERA}([0-9]{{4}}|[0-9]{{2}})(?![0-9])"
)
_ANY_YEAR: Final = re.compile(rf"ปี\s*{_ERA}([0-9]{{4}}|[0-9]{{2}})(?![0-9])|พ\.?\s?ศ\.?\s*([0-9]{{4}})(?![0-9])")
_BARE_YEAR: Final = re.compile(r"(?<![0-9])(25[5-9][0-9])(?![0-9])")


@dataclass(frozen=True, slots=True)
class Heading:
    """All that stands above a table."""

    title: str
    is_title: bool  # the title is this form's
    fiscal_year_be: int | None
    round: str | None
    subject: str | None
    meta: Mapping[str, Cell]
    places: Mapping[str, str]  # title, year, round, subject and the form's own sayings -> address
    said: Mapping[str, str]  # the form's own sayings


class _Known(NamedTuple):
    titles: tuple[str, ...]
    words: tuple[str, ...]
    shortest: int  # of the titles


@once
def _known(definition: FormDefinition) -> _Known:
    titles = tuple(heading_key(title) for title in (definition.title, *definition.title_aliases))
    words = definition.title_words or (definition.subject_word.removesuffix("ที่").replace("\u0e4c", ""),)
    return _Known(titles, tuple(heading_key(word) for word in words), min(map(len, titles)))


def read_heading(sheet: Sheet, definition: FormDefinition, header: Header) -> Heading:
    """All that stands above the table's headings, or in their first row beside the names of groups."""
    texts = list(texts_of(sheet, range(header.rows[0])))
    if len(header.rows) > 1:
        texts += _beside_groups(sheet, definition, header)
    name = clean(sheet.name)
    title, is_title = _title(texts, _known(definition))
    meta = read_labels(sheet, texts, labels_of(definition))
    year = _year(texts, title)
    round_ = _first(texts, partial(round_of, rounds=definition.rounds), name)
    subject = read_subject(texts, definition, name)
    sayings = read_sayings(texts, title, meta, definition, name)
    stated = {
        "title": Stated(title.text, title.address) if title else None,
        "year": year,
        "round": round_,
        "subject": subject,
        **sayings,
    }
    return Heading(
        title=title.text if title else "",
        is_title=is_title,
        fiscal_year_be=int(year.value) if year else _year_in(name),
        round=round_.value if round_ else None,
        subject=subject.value if subject else None,
        meta=meta,
        places={what: found.address for what, found in stated.items() if found and found.address},
        said={what: found.value for what, found in sayings.items()},
    )


def _beside_groups(sheet: Sheet, definition: FormDefinition, header: Header) -> list[Text]:
    """What stands in the upper heading row and heads no column: the office's name, with the round."""
    index, upper = index_of(definition), header.rows[0]
    odd = {
        column
        for column, raw in enumerate(sheet.rows[upper])
        if raw
        and isinstance(raw, str)
        and header.headings.get(column) != raw.strip()
        and index.meaning(raw) == NO_MEANING
    }
    return [text for text in texts_of(sheet, range(upper, upper + 1)) if text.column in odd] if odd else []


def _title(texts: Sequence[Text], known: _Known) -> tuple[Text | None, bool]:
    """The cell most like the form's title; the first cell where none is like it."""
    best, score = None, 0.0
    for found in texts:
        key = heading_key(found.text)
        if len(key) * 2 < known.shortest:
            continue
        if any(title in key for title in known.titles) and _worded(key, known):
            return found, True
        likeness = _like(key, known.titles)
        if likeness > score:
            best, score = found, likeness
    if best is None:
        return (texts[0] if texts else None), False
    return best, score >= _ALIKE and _worded(heading_key(best.text), known)


def _worded(key: str, known: _Known) -> bool:
    return any(word in key for word in known.words)


def _like(key: str, titles: tuple[str, ...]) -> float:
    return max((fuzz.partial_ratio(title, key) for title in titles), default=0.0)


def _year(texts: Sequence[Text], title: Text | None) -> Stated | None:
    """The fiscal year: where ปีงบประมาณ is said, the title first; else any year the title says."""
    own = [title] if title else []
    ordered = [*own, *texts]
    return (
        _first(ordered, _budget_year_of)
        or _first(ordered, _any_year_of)
        or _first(own, _bare_year_of)
        or _first(texts, _period_year_of)
    )


def _spelt(digits: str | None) -> str | None:
    year = full_year(digits) if digits else None
    return str(year) if year else None


def _budget_year_of(text: str) -> str | None:
    found = _BUDGET_YEAR.search(text)
    return _spelt(found[1]) if found else None


def _any_year_of(text: str) -> str | None:
    found = _ANY_YEAR.search(text)
    return _spelt(found[1] or found[2]) if found else None


def _bare_year_of(text: str) -> str | None:
    found = _BARE_YEAR.search(text)
    return found[1] if found else None


def _period_year_of(text: str) -> str | None:
    return _spelt(period_year_of(text))


def _year_in(name: str) -> int | None:
    found = _BARE_YEAR.search(arabic(name))
    return int(found[1]) if found else None


def _first(texts: Sequence[Text], read: Callable[[str], str | None], sheet_name: str = "") -> Stated | None:
    for found in texts:
        value = read(found.plain)
        if value:
            return Stated(value, found.address)
    value = read(arabic(sheet_name)) if sheet_name else None
    return Stated(value, "") if value else None
