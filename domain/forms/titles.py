"""What stands above a table: the form's title, fiscal year, round, subject, and the labels with their values."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple

from rapidfuzz import fuzz, process

from domain.forms.dates import read_date
from domain.forms.definition import FormDefinition
from domain.forms.grid import Raw, Sheet, address
from domain.forms.headings import heading_key
from domain.forms.once import once
from domain.forms.reading_result import Cell
from domain.forms.values import as_text, clean
from domain.thai import BUDDHIST_OFFSET, arabic

_ALIKE: Final = 88.0
_LABEL_ALIKE: Final = 85.0
_LABEL_FUZZY_FROM: Final = 6  # letters; shorter labels must be exact
_LONGEST_LABEL: Final = 30
_MEMORY: Final = 2_048
_CENTURY: Final = 2500
_SHORT_YEAR: Final = 100
_BUDDHIST: Final = range(2500, 2700)
_CHRISTIAN: Final = range(2000, 2200)

_BUDGET_YEAR: Final = re.compile(
    r"ปี\s*งบ[\u0e01-\u0e4e]{0,12}\s*(?:ประจำ\S*\s*)?(?:พ\.?\s?ศ\.?)?\s*([0-9]{4}|[0-9]{2})(?![0-9])"
)
_ANY_YEAR: Final = re.compile(r"ปี\s*(?:พ\.?\s?ศ\.?)?\s*([0-9]{4}|[0-9]{2})(?![0-9])|พ\.?\s?ศ\.?\s*([0-9]{4})(?![0-9])")
_MONTHS_ROUND: Final = re.compile(
    r"(?:รอบ|ระยะ|งวด|^|\()\s*(?:ที่)?\s*\(?\s*(6|9|12|หก|เก้า|สิบสอง)\s*เดือน|(?<![0-9])(6|9|12)\s*เดือน\s*(?:แรก|หลัง|\(|$)"
)
_PERIOD: Final = re.compile(
    r"(?:ตุลาคม|ต\.?ค\.?).{0,24}?(?:(มีนาคม|มี\.?ค\.?)|(มิถุนายน|มิ\.?ย\.?)|(กันยายน|ก\.?ย\.?))\s*(?:พ\.?ศ\.?)?\s*([0-9]{4}|[0-9]{2})(?![0-9])"
)
_NUMBERED_ROUND: Final = re.compile(r"(?:รอบ|ครั้ง|งวด)\s*(?:ที่)?\s*([0-9]{1,2})(?![0-9])")
_QUARTER: Final = re.compile(r"ไตรมาส\s*(?:ที่)?\s*([234])(?![0-9])")
_MONTHS: Final = {"หก": "6", "เก้า": "9", "สิบสอง": "12"}
_INLINE: Final = re.compile(r"([^:\uff1a]{2,30})[:\uff1a]\s*(.+)", re.DOTALL)
_YEAR_IN_NAME: Final = re.compile(r"(?<![0-9])(25[5-9][0-9])(?![0-9])")


class Stated(NamedTuple):
    """Something a form says of itself, and where."""

    value: str
    address: str


@dataclass(frozen=True, slots=True)
class Heading:
    """All that stands above a table."""

    title: str
    is_title: bool  # the title is this form's
    fiscal_year_be: int | None
    round: str | None
    subject_no: int | None
    meta: Mapping[str, Cell]
    places: Mapping[str, str]  # title, year, round, subject -> address


class _Known(NamedTuple):
    titles: tuple[str, ...]
    subject: re.Pattern[str] | None
    stem: str
    labels: dict[str, str]
    shortest: int  # of the titles
    met: dict[str, str | None]  # texts already compared with the labels


@once
def _known(definition: FormDefinition) -> _Known:
    stem = definition.subject_word.removesuffix("ที่").replace("\u0e4c", "")
    subject = (
        re.compile(rf"{re.escape(stem)}[\u0e34\u0e4c]*\s*(?:ข้อ)?\s*(?:ที่)?\s*([0-9]{{1,2}})(?![0-9]|[.,][0-9])")
        if stem
        else None
    )
    titles = tuple(heading_key(title) for title in (definition.title, *definition.title_aliases))
    labels = {heading_key(name): field for field, names in definition.labels.items() for name in names}
    return _Known(titles, subject, heading_key(stem), labels, min(map(len, titles)), {})


class _Text(NamedTuple):
    row: int
    column: int
    text: str
    plain: str  # the text with Arabic digits
    raw: Raw


def _texts(sheet: Sheet, rows: range) -> Iterator[_Text]:
    for row in rows:
        for column, raw in enumerate(sheet.rows[row]):
            if raw != "" and raw is not None:
                text = as_text(raw)
                yield _Text(row, column, text, arabic(text), raw)


def read_heading(sheet: Sheet, definition: FormDefinition, first: int) -> Heading:
    """All that stands above row `first` (from 0), where the table's headings begin."""
    known = _known(definition)
    texts = list(_texts(sheet, range(min(first, len(sheet.rows)))))
    title, is_title = _title(texts, known)
    year = _year(texts, title)
    round_ = _first(texts, _round_of)
    subject = _subject(texts, known, clean(sheet.name))
    stated = {
        "title": title and Stated(title.text, address(title.row, title.column)),
        "year": year,
        "round": round_,
        "subject": subject,
    }
    return Heading(
        title=title.text if title else "",
        is_title=is_title,
        fiscal_year_be=int(year.value) if year else _year_in(clean(sheet.name)),
        round=round_.value if round_ else None,
        subject_no=int(subject.value) if subject else None,
        meta=_meta(sheet, texts, known),
        places={name: found.address for name, found in stated.items() if found and found.address},
    )


def _title(texts: list[_Text], known: _Known) -> tuple[_Text | None, bool]:
    """The cell most like the form's title; the first cell where none is like it."""
    best, score = None, 0.0
    for found in texts:
        key = heading_key(found.text)
        if len(key) * 2 < known.shortest:
            continue
        if any(title in key for title in known.titles):
            return found, known.stem in key
        likeness = _like(key, known.titles)
        if likeness > score:
            best, score = found, likeness
    if best is None:
        return (texts[0] if texts else None), False
    return best, score >= _ALIKE and known.stem in heading_key(best.text)


def _like(key: str, titles: tuple[str, ...]) -> float:
    return max((fuzz.partial_ratio(title, key) for title in titles), default=0.0)


def full_year(digits: str) -> int | None:
    """A Buddhist year from two or four digits of either era; None for a number that is no such year."""
    year = int(digits)
    if year < _SHORT_YEAR:
        return _CENTURY + year
    if year in _CHRISTIAN:
        return year + BUDDHIST_OFFSET
    return year if year in _BUDDHIST else None


def _year(texts: list[_Text], title: _Text | None) -> Stated | None:
    """The fiscal year: where ปีงบประมาณ is said, the title first; else any year the title says."""
    ordered = ([title] if title else []) + texts
    return _first(ordered, _budget_year_of) or _first(ordered, _any_year_of) or _first(texts, _period_year_of)


def _budget_year_of(text: str) -> str | None:
    found = _BUDGET_YEAR.search(text)
    year = full_year(found[1]) if found else None
    return str(year) if year else None


def _any_year_of(text: str) -> str | None:
    found = _ANY_YEAR.search(text)
    year = full_year(found[1] or found[2]) if found else None
    return str(year) if year else None


def _period_year_of(text: str) -> str | None:
    """1 ตุลาคม 2569 - 31 มีนาคม 2570: the fiscal year is that of its last day."""
    found = _PERIOD.search(text)
    year = full_year(found[4]) if found else None
    return str(year) if year else None


def _year_in(name: str) -> int | None:
    found = _YEAR_IN_NAME.search(arabic(name))
    return int(found[1]) if found else None


def _round_of(text: str) -> str | None:
    if found := _MONTHS_ROUND.search(text):
        months = found[1] or found[2]
        return f"{_MONTHS.get(months, months)}m"
    if found := _QUARTER.search(text):
        return f"{int(found[1]) * 3}m"
    if found := _PERIOD.search(text):
        return "6m" if found[1] else "9m" if found[2] else "12m"
    found = _NUMBERED_ROUND.search(text)
    return found[1] if found else None


def _first(texts: list[_Text], read: Callable[[str], str | None]) -> Stated | None:
    for found in texts:
        value = read(found.plain)
        if value:
            return Stated(value, address(found.row, found.column))
    return None


def _subject(texts: list[_Text], known: _Known, sheet_name: str) -> Stated | None:
    """The subject's number: the cell that begins with it, any cell that says it, the sheet's name."""
    if known.subject is None:
        return None
    said = [(found, known.subject.search(found.plain)) for found in texts]
    hits = sorted((match.start(), place) for place, (_, match) in enumerate(said) if match)
    if hits:
        found, match = said[hits[0][1]]
        assert match is not None
        return Stated(match[1], address(found.row, found.column))
    match = known.subject.search(arabic(sheet_name))
    return Stated(match[1], "") if match else None


def _label_of(text: str, known: _Known) -> str | None:
    if len(text) > _LONGEST_LABEL:
        return None
    if text not in known.met:
        if len(known.met) >= _MEMORY:
            known.met.clear()
        known.met[text] = _compared(text, known)
    return known.met[text]


def _compared(text: str, known: _Known) -> str | None:
    key = heading_key(text)
    if key in known.labels:
        return known.labels[key]
    if len(key) < _LABEL_FUZZY_FROM:
        return None
    near = process.extractOne(key, known.labels.keys(), scorer=fuzz.ratio, score_cutoff=_LABEL_ALIKE)
    return known.labels[near[0]] if near else None


def _meta(sheet: Sheet, texts: list[_Text], known: _Known) -> dict[str, Cell]:
    """Labels and what stands beside them: the next filled cell to the right that is no label, or after a colon."""
    meta: dict[str, Cell] = {}
    labels = [(found, _label_of(found.text, known)) for found in texts]
    for place, (found, name) in enumerate(labels):
        if name is None:
            _inline(found, known, meta)
        elif name not in meta or not meta[name].text:
            beside, beside_name = labels[place + 1] if place + 1 < len(labels) else (found, name)
            if beside.row == found.row and beside_name is None and not _holds_label(beside.text, known):
                meta[name] = _meta_cell(name, beside.raw, beside.row, beside.column)
            else:
                column = found.column + _span(sheet, found)
                meta[name] = Cell(None, "", address(found.row, column))
    return meta


def _span(sheet: Sheet, found: _Text) -> int:
    """How many columns the label takes, so that an empty value has an address."""
    return max((r - c for (t, c), (_, r) in sheet.merges if t == found.row and c == found.column), default=0) + 1


def _holds_label(text: str, known: _Known) -> bool:
    inline = _INLINE.fullmatch(text)
    return inline is not None and _label_of(inline[1].strip(), known) is not None


def _inline(found: _Text, known: _Known, meta: dict[str, Cell]) -> None:
    """กลุ่มภารกิจ: กลุ่มอำนวยการ, in one cell."""
    inline = _INLINE.fullmatch(found.text)
    name = _label_of(inline[1].strip(), known) if inline else None
    if inline and name and name not in meta:
        meta[name] = _meta_cell(name, inline[2].strip(), found.row, found.column)


def _meta_cell(name: str, raw: Raw, row: int, column: int) -> Cell:
    """A label whose name ends in `date` holds a day, every other one text."""
    text = as_text(raw)
    value: str | date | None = text or None
    if name.endswith("date"):
        value = read_date(raw) or value
    elif text and not text.strip("-–—. …_"):
        return Cell(None, text, address(row, column), nil=True)
    return Cell(value, text, address(row, column))
