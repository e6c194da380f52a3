"""Writing a booklet block by block: numbers its tables and pictures, and notes of each figure where it comes from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from domain.forms.definition import Kind
from reports.booklet.blocks import Block, Chart, Column, Heading, Look, Photo, Photos, Row, Table, Words
from reports.official.writing import Writing
from reports.summary_data import Blank, Figure, Pictured, SummaryLine
from reports.tracing import Traced, traced

_ON_A_PAGE, _FEW = 4, 2  # pictures
_SMALL: Final = (7.6, 7.6)  # cm of a picture, four to a page
_LARGE: Final = (15.2, 8.9)
_WHOLE: Final = frozenset({Kind.INTEGER, Kind.SCORE})


@dataclass(frozen=True, slots=True)
class Known:
    """A figure that comes of no unit's file: of the plan, of the register of units, of where debts stand."""

    where: str
    what: str
    value: str
    source: str


@dataclass(slots=True)
class Draft:
    """The blocks so far, and the figures in them."""

    writing: Writing = field(default_factory=Writing)
    blocks: list[Block] = field(default_factory=list)
    figures: list[Traced] = field(default_factory=list)
    known: list[Known] = field(default_factory=list)
    _tables: int = 0
    _charts: int = 0
    _headings: int = 0

    def heading(self, level: int, text: str) -> None:
        """A heading."""
        self._headings += 1
        self.blocks.append(Heading(level, self.writing.line(text), f"h{self._headings}"))

    def words(self, *texts: str, look: Look = "text", label: str = "") -> None:
        """Paragraphs of what was typed or is ours; nothing where they say nothing."""
        lines = tuple(line for text in texts for line in self.writing.paragraphs(text))
        if lines or label:
            self.blocks.append(Words(lines, look, self.writing.line(label)))

    def next_table(self) -> str:
        """What the table to come is called."""
        return f"ตารางที่ {self.writing.number(self._tables + 1)}"

    def table(self, caption: str, columns: Sequence[Column], rows: Iterable[Row]) -> None:
        """A table; its cells are written as they are."""
        self._tables += 1
        number = self.writing.number(self._tables)
        self.blocks.append(Table(number, self.writing.line(caption), f"t{self._tables}", tuple(columns), tuple(rows)))

    def next_chart(self) -> str:
        """What the picture to come is called."""
        return f"ภาพที่ {self.writing.number(self._charts + 1)}"

    def chart(self, caption: str, drawn: Chart) -> None:
        """A picture; its number and caption are set here."""
        self._charts += 1
        number = self.writing.number(self._charts)
        self.blocks.append(replace(drawn, number=number, caption=self.writing.line(caption), key=f"c{self._charts}"))

    def photos(self, title: str, pictures: Sequence[Pictured], otherwise: str) -> None:
        """Pages of pictures, four on each; on one for which one or two are left, these are large.

        `otherwise`: what stands below a picture without words of its own.
        """
        for first in range(0, len(pictures), _ON_A_PAGE):
            some = pictures[first : first + _ON_A_PAGE]
            columns, room = (1, _LARGE) if len(some) <= _FEW else (2, _SMALL)
            each = tuple(self._photo(one, room, otherwise) for one in some)
            self.blocks.append(Photos(self.writing.line(title), columns, each))

    def _photo(self, one: Pictured, room: tuple[float, float], otherwise: str) -> Photo:
        across, down = one.wide or 1, one.tall or 1
        scale = min(room[0] / across, room[1] / down)
        caption = self.writing.line(one.caption or otherwise)
        return Photo(one.sha256, round(across * scale, 3), round(down * scale, 3), (across, down), caption)

    def figure(
        self, where: str, what: str, figure: Figure, parts: Sequence[tuple[SummaryLine, Figure]], *, whole: bool = False
    ) -> str:
        """A figure as it is written, noted with the cells that it and those it is made of stand on.

        `whole`: a count, which has no decimals.
        """
        found = traced(where, what, figure.value, parts)
        if found is not None:
            self.figures.append(found)
        return self.written(figure.value, whole=whole)

    def told(self, where: str, what: str, value: int, source: str) -> str:
        """A count that comes of no file, noted with what it comes of."""
        written = self.writing.amount(value, 0)
        self.known.append(Known(where, what, written, source))
        return written

    def written(self, value: float | Blank, *, whole: bool = False) -> str:
        """A figure, or the word that tells why there is none."""
        if isinstance(value, Blank):
            return value.value
        return self.writing.amount(value, 0 if whole and float(value).is_integer() else 2)


def is_whole(kind: Kind) -> bool:
    """Whether figures of that kind have no decimals."""
    return kind in _WHOLE
