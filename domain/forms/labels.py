"""Labels of a form with what stands beside them: ผู้รายงาน, โทรศัพท์, หน่วยงานผู้รายงาน."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Final, NamedTuple

from rapidfuzz import fuzz, process

from domain.forms.dates import read_date
from domain.forms.definition import FormDefinition
from domain.forms.grid import Raw, Sheet, address
from domain.forms.keys import heading_key
from domain.forms.once import once
from domain.forms.reading_result import Cell
from domain.forms.values import as_text
from domain.thai import arabic

_LABEL_ALIKE: Final = 85.0
_LABEL_FUZZY_FROM: Final = 6  # letters; shorter labels must be exact
_LONGEST_LABEL: Final = 30
_MEMORY: Final = 2_048
_ENDS: Final = r"(?:[:\uff1a]|[.\u2026_]{4,})"
_INLINE: Final = re.compile(rf"(?:^|[/|,;\n]|\s{{2}})\s*([^:\uff1a/|,;\n]{{2,30}}?)\s*{_ENDS}")
_EDGES: Final = " /|,;.\u2026_\n"
_DASHES: Final = "-–—. …_"


class Text(NamedTuple):
    """A cell that is not empty. `plain`: its text with Arabic digits."""

    row: int
    column: int
    text: str
    plain: str
    raw: Raw

    @property
    def address(self) -> str:
        """Where it stands."""
        return address(self.row, self.column)


def texts_of(sheet: Sheet, rows: range) -> Iterator[Text]:
    """The cells of some rows that are not empty, in reading order."""
    for row in rows:
        for column, raw in enumerate(sheet.rows[row]):
            if raw != "" and raw is not None:
                text = as_text(raw)
                yield Text(row, column, text, text if text.isascii() else arabic(text), raw)


class Labels:
    """The labels of a form, ready to be asked."""

    def __init__(self, labels: Mapping[str, Sequence[str]]) -> None:
        self._known = {heading_key(name): field for field, names in labels.items() for name in names}
        words = sorted({name for names in labels.values() for name in names}, key=len, reverse=True)
        spelt = "|".join(re.escape(word) for word in words)
        self._spelt = re.compile(rf"(?<![\u0e01-\u0e4e])({spelt})\s*{_ENDS}") if words else None
        self._met: dict[str, str | None] = {}  # texts already compared

    def field_of(self, text: str) -> str | None:
        """The field whose label a text is, None if it is no label."""
        if not text or len(text) > _LONGEST_LABEL or not self._known:
            return None
        if text not in self._met:
            if len(self._met) >= _MEMORY:
                self._met.clear()
            self._met[text] = self._compared(text)
        return self._met[text]

    def _compared(self, text: str) -> str | None:
        key = heading_key(text)
        if key in self._known:
            return self._known[key]
        if len(key) < _LABEL_FUZZY_FROM:
            return None
        near = process.extractOne(key, self._known.keys(), scorer=fuzz.ratio, score_cutoff=_LABEL_ALIKE)
        return self._known[near[0]] if near else None

    def begins(self, text: str) -> bool:
        """Whether a text is a label, or a label with its value in the same cell."""
        return self.field_of(text) is not None or any(True for _ in self.inside(text))

    def inside(self, text: str) -> Iterator[tuple[str, str]]:
        """Fields and values that stand in one cell: หน่วยงานผู้ตรวจ: สตผ. / หน่วยงานผู้รายงาน: สพป.ศรีธารา เขต ๑."""
        if ":" not in text and "\uff1a" not in text and ".." not in text and "\u2026" not in text and "__" not in text:
            return
        spelt = list(self._spelt.finditer(text)) if self._spelt else []
        found = [
            (match, name) for match in spelt or _INLINE.finditer(text) if (name := self.field_of(match[1].strip()))
        ]
        ends = [*(match.start() for match, _ in found[1:]), len(text)]
        for (match, name), end in zip(found, ends[: len(found)], strict=True):
            yield name, text[match.end() : end].strip(_EDGES)

    def behind(self, text: str) -> tuple[str, str] | None:
        """The field and value of a cell that begins with a label and a space: โทร. 000-000-0095."""
        first, _, rest = text.partition(" ")
        name = self.field_of(first) if rest else None
        return (name, rest.strip()) if name else None


@once
def labels_of(definition: FormDefinition) -> Labels:
    """The labels above and below the form's table."""
    return Labels(definition.labels)


@once
def page_labels_of(definition: FormDefinition) -> Labels:
    """The labels of the form's further sheet."""
    return Labels(definition.page_labels)


def read_labels(sheet: Sheet, texts: Sequence[Text], labels: Labels) -> dict[str, Cell]:
    """Labels and what stands beside them: the next filled cell to the right that is no label, or the cell's rest."""
    meta: dict[str, Cell] = {}
    named = [(found, labels.field_of(found.text)) for found in texts]
    for place, (found, name) in enumerate(named):
        if name is None:
            for inner, value in labels.inside(found.text):
                meta.setdefault(inner, value_of(inner, value, found.address))
        elif name not in meta or not meta[name].text:
            beside, beside_name = named[place + 1] if place + 1 < len(named) else (found, name)
            if beside.row == found.row and beside_name is None and not any(True for _ in labels.inside(beside.text)):
                meta[name] = value_of(name, beside.raw, beside.address)
            else:
                meta[name] = Cell(None, "", address(found.row, found.column + _span(sheet, found)))
    for found, name in named:
        spoken = labels.behind(found.text) if name is None else None
        if spoken and spoken[0] not in meta:
            meta[spoken[0]] = value_of(*spoken, found.address)
    return meta


def _span(sheet: Sheet, found: Text) -> int:
    """How many columns the label takes, so that an empty value has an address."""
    return max((r - c for (t, c), (_, r) in sheet.merges if t == found.row and c == found.column), default=0) + 1


def value_of(name: str, raw: Raw, at: str) -> Cell:
    """A label whose name ends in `date` holds a day, every other one text."""
    text = as_text(raw)
    value: str | date | None = text or None
    if name.endswith("date"):
        value = read_date(raw) or value
    elif text and not text.strip(_DASHES):
        return Cell(None, text, at, nil=True)
    return Cell(value, text, at)
