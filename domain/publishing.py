"""What an office makes public of a work: figures by group and by place, for three audiences. No person stands in it.

The manual, work 3, step 4 names the audiences (สำนักงานเขต สถานศึกษา และหน่วยงานอื่น ๆ); work 4, step 3 the last of them.
A page is made once, when somebody publishes it, and kept as it was: what comes in later changes nothing until it is
published anew.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Final


class Audience(StrEnum):
    """For whom a link to the page was made: its openings are counted apart."""

    OFFICE = "office"
    SCHOOLS = "schools"
    AGENCIES = "agencies"


AUDIENCE_WORDS: Final[Mapping[Audience, str]] = {
    Audience.OFFICE: "กลุ่มในสำนักงานเขต",
    Audience.SCHOOLS: "สถานศึกษา",
    Audience.AGENCIES: "หน่วยงานอื่น",
}


class Change(StrEnum):
    """A line of the publication log. A value is kept for ever."""

    PUBLISHED = "published"
    RENEWED = "renewed"  # with the figures of that moment
    CLOSED = "closed"
    OPENED = "opened"  # again, as it was


Value = str | float | None


@dataclass(frozen=True, slots=True)
class Table:
    """Figures under a title: headings, and rows of as many values. None: nothing was reported, which is not zero.

    `share`: the column whose values (per cent, 0 to 100) are drawn as bars too; None for no bars.
    """

    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    share: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A public page. `as_of`: aware, when its figures were read; `facts`: label and value, the most telling first."""

    title: str
    office: str
    period: str
    as_of: datetime
    facts: tuple[tuple[str, str], ...]
    tables: tuple[Table, ...]
    note: str = ""

    def to_json(self) -> dict[str, Any]:
        """As it is kept."""
        return {
            "title": self.title, "office": self.office, "period": self.period, "as_of": self.as_of.isoformat(),
            "facts": [list(fact) for fact in self.facts], "note": self.note,
            "tables": [
                {"title": one.title, "headings": list(one.headings), "rows": [list(row) for row in one.rows],
                 "share": one.share}
                for one in self.tables
            ],
        }  # fmt: skip

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Page:
        """As it was kept."""
        return cls(
            title=kept["title"], office=kept["office"], period=kept["period"],
            as_of=datetime.fromisoformat(kept["as_of"]),
            facts=tuple((label, value) for label, value in kept["facts"]), note=kept["note"],
            tables=tuple(
                Table(one["title"], tuple(one["headings"]), tuple(map(tuple, one["rows"])), one["share"])
                for one in kept["tables"]
            ),
        )  # fmt: skip


def per_cent(part: int, whole: int) -> float | None:
    """So many of so many, with one decimal; None of nothing."""
    return round(part / whole * 100, 1) if whole else None


def names_in(page: Page, names: Sequence[str]) -> list[str]:
    """Which of these names of people stand anywhere in the page: it must not be published with any."""
    words = "\n".join(
        [page.title, page.period, page.note, *(f"{label} {value}" for label, value in page.facts)]
        + [str(value) for table in page.tables for row in (table.headings, *table.rows) for value in row]
    )
    return [name for name in names if name and name in words]
