"""What a booklet's pages are made of, in the words they bear: Typst and Word draw the same blocks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Look = Literal["text", "plain", "label", "bullet", "centre", "right", "notice", "small"]
Align = Literal["left", "center", "right"]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 (a part, on a new page), 2 or 3. `key`: what links to it."""

    level: int
    text: str
    key: str


@dataclass(frozen=True, slots=True)
class Words:
    """Paragraphs. `label` stands bold before the first of them."""

    lines: tuple[str, ...]
    look: Look = "text"
    label: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its heading and, of A4's 16 cm between the margins, its width."""

    heading: str
    centimetres: float
    align: Align = "left"


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table. Where it has fewer cells than there are columns, the last goes over the rest.

    `strong`: a total or the name of a group of rows.
    """

    cells: tuple[str, ...]
    strong: bool = False

    @property
    def names(self) -> bool:
        """Whether it names the rows below it."""
        return self.strong and len(self.cells) == 1


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose headings stand on every page. `number`: of its caption, as written."""

    number: str
    caption: str
    key: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar: its length and what stands beside it; None: there is no figure, and `text` says why."""

    value: float | None
    text: str


@dataclass(frozen=True, slots=True)
class Chart:
    """Horizontal bars, a group of them for each label; `series` names those of a group, `most` is the axis's end.

    `stacked`: the bars of a group stand one behind the other, as parts of a whole.
    """

    number: str
    caption: str
    key: str
    series: tuple[str, ...]
    most: float
    groups: tuple[tuple[str, tuple[Bar, ...]], ...]
    stacked: bool = False


@dataclass(frozen=True, slots=True)
class Photo:
    """A picture on a page: the hash of its JPEG, its size in cm as it is printed, its pixels, the words below it."""

    sha256: str
    across: float
    down: float
    pixels: tuple[int, int]
    caption: str


@dataclass(frozen=True, slots=True)
class Photos:
    """A page of pictures, `columns` beside each other: two or four on it. `title`: whose they are."""

    title: str
    columns: int
    each: tuple[Photo, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """A list of contents: of headings, tables or pictures."""

    of: Literal["headings", "tables", "charts"]
    title: str


@dataclass(frozen=True, slots=True)
class NewPage:
    """What follows begins a page."""


Block = Heading | Words | Table | Chart | Photos | Listing | NewPage


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover:
    """The first page. `draft`: what marks it as one, "" of a finished booklet."""

    series: str
    title: tuple[str, ...]
    period: str
    section: str
    office: str
    under: tuple[str, ...]
    draft: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """All of a booklet: the cover, the pages numbered ก ข ค, those numbered ๑ ๒ ๓."""

    title: str
    cover: Cover
    front: tuple[Block, ...]
    body: tuple[Block, ...]

    @property
    def to_show(self) -> tuple[str, ...]:
        """Titles of the pages that show somebody what the booklet is like: its contents, the first results."""
        listed = [block.title for block in self.front if isinstance(block, Listing)]
        chapters = [block.text for block in self.body if isinstance(block, Heading) and block.level > 1]
        photos = [block.title for block in self.body if isinstance(block, Photos)]
        return (*listed[:1], *chapters[:1], *photos[:1])

    @property
    def photos(self) -> tuple[Photo, ...]:
        """All pictures in their order."""
        return tuple(photo for block in self.blocks if isinstance(block, Photos) for photo in block.each)

    @property
    def blocks(self) -> tuple[Block, ...]:
        """Everything behind the cover."""
        return (*self.front, *self.body)
