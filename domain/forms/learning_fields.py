"""Names of fields for the columns of an unknown form: the office's own where it has such a column already."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from domain.forms.definition import Column, FormDefinition
from domain.forms.grid import letters
from domain.forms.keys import heading_key
from domain.forms.layers import Path

_SHORTEST: Final = 4  # letters of a heading that is known whatever stands above it


@dataclass(frozen=True, slots=True)
class Title:
    """A column's heading: its own words, and those it shares with its neighbours."""

    heading: str
    group: str


def titles_of(paths: Mapping[int, Path]) -> dict[int, Title]:
    """Heading and group of each column: the group is what it shares with another column, the rest is its own."""
    found = {}
    for column, path in paths.items():
        shared = max((_common(path, other) for place, other in paths.items() if place != column), default=0)
        shared = min(shared, len(path) - 1)
        found[column] = Title(" ".join(path[shared:]), " ".join(path[:shared]))
    return found


def _common(one: Path, other: Path) -> int:
    count = 0
    for mine, theirs in zip(one, other, strict=False):
        if mine != theirs:
            break
        count += 1
    return count


class KnownColumns:
    """The columns of the forms an office has already, by their headings."""

    def __init__(self, known: Iterable[FormDefinition]) -> None:
        self._whole: dict[str, Column] = {}
        self._alone: dict[str, Column] = {}
        columns = [column for definition in known for column in definition.columns]
        for column in columns:
            for name in (column.heading, *column.aliases):
                for group in (column.group, *column.group_aliases):
                    self._whole.setdefault(heading_key(f"{group}{name}"), column)
        for column in columns:
            if not column.field.startswith("c_"):
                self._alone.setdefault(heading_key(column.heading), column)

    def find(self, title: Title) -> Column | None:
        """The known column with this heading; under another group only where the heading says enough by itself."""
        found = self._whole.get(heading_key(title.group + title.heading))
        if found is not None and not found.field.startswith("c_"):
            return found
        key = heading_key(title.heading)
        return self._alone.get(key) if len(key) >= _SHORTEST else None


def field_names(titles: Mapping[int, Title], known: KnownColumns) -> dict[int, tuple[str, Column | None]]:
    """For each column its field, and the known column it is named after. A field stands once."""
    taken: set[str] = set()
    found: dict[int, tuple[str, Column | None]] = {}
    for column, title in titles.items():
        named = known.find(title)
        if named is not None and named.field not in taken:
            found[column] = named.field, named
        else:
            found[column] = f"c_{letters(column).lower()}", named
        taken.add(found[column][0])
    return found
