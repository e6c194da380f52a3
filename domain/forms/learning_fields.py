"""Names of fields for the columns of an unknown form: the office's own where it has such a column already."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Final, NamedTuple

from domain.forms.choices import Choices
from domain.forms.definition import Column, FormDefinition, Kind
from domain.forms.grid import Raw, letters
from domain.forms.keys import heading_key
from domain.forms.layers import Path
from domain.forms.learning_kinds import kind_told
from domain.forms.values import as_text
from domain.thai import arabic

_SHORTEST: Final = 4  # letters of a heading that is known whatever stands above it
_SEVERAL: Final = 3  # headings in common: then it is hardly by chance
_UNNAMED: Final = "c_"  # how fields begin that are named after their place
# The known kind, and what the words may say instead: texts of any length; numbers where whole ones are expected.
_AGREEING: Final = frozenset(
    {(Kind.TEXT, Kind.LONG_TEXT), (Kind.LONG_TEXT, Kind.TEXT), (Kind.NUMBER, Kind.INTEGER), (Kind.TEXT, Kind.CODE)}
)


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


class Alike(NamedTuple):
    """A column of the office's own forms for one of an unknown form.

    `exact`: its own heading, under the same group, and not merely another word for it. `shared`: how many headings its
    form has in common with the unknown one.
    """

    column: Column
    exact: bool
    shared: int


class KnownColumns:
    """The columns of the forms an office has already, by their headings; of two forms the liker one's."""

    def __init__(self, titles: Mapping[int, Title], known: Iterable[FormDefinition]) -> None:
        self._exact: dict[str, Alike] = {}
        self._other: dict[str, Alike] = {}
        self._alone: dict[str, Alike] = {}
        for shared, form in _likest_first(titles, known):
            for column in form.columns:
                if not column.field.startswith(_UNNAMED):
                    self._add(column, shared)

    def _add(self, column: Column, shared: int) -> None:
        for group in (column.group, *column.group_aliases):
            self._exact.setdefault(heading_key(group + column.heading), Alike(column, exact=True, shared=shared))
            for name in column.aliases:
                self._other.setdefault(heading_key(group + name), Alike(column, exact=False, shared=shared))
        self._alone.setdefault(heading_key(column.heading), Alike(column, exact=False, shared=shared))

    def find(self, title: Title) -> Alike | None:
        """The known column with this heading; under another group only where the heading says enough by itself."""
        whole, key = heading_key(title.group + title.heading), heading_key(title.heading)
        found = self._exact.get(whole) or self._other.get(whole)
        return found or (self._alone.get(key) if len(key) >= _SHORTEST else None)


def is_safe(title: Title, alike: Alike, samples: Sequence[Raw]) -> bool:
    """Whether a column may be taken for the office's own.

    One with words of its own would send back every other answer: it must be of a form that shares several headings,
    under the very heading, and read whatever is printed. Another wording must not say that it holds something else.
    """
    column, texts = alike.column, [text for raw in samples if (text := as_text(raw))]
    if column.kind is Kind.CHOICE:
        words = Choices(column.choices)
        return alike.exact and alike.shared >= _SEVERAL and all(words.read(text) is not None for text in texts)
    if alike.exact:
        return True
    if column.digits and any(len(arabic(text)) != column.digits for text in texts):
        return False
    told = kind_told(title.heading, title.group, printed=bool(texts))
    return told in {None, column.kind} or (column.kind, told) in _AGREEING


def _likest_first(titles: Mapping[int, Title], known: Iterable[FormDefinition]) -> list[tuple[int, FormDefinition]]:
    """Forms by how many of the headings they share: what two forms have in common is named as in the likest."""
    wanted = {heading_key(title.heading) for title in titles.values()}
    shared = [(len(wanted & {heading_key(column.heading) for column in form.columns}), form) for form in known]
    return sorted(shared, key=itemgetter(0), reverse=True)


def field_names(
    titles: Mapping[int, Title], known: KnownColumns, samples: Callable[[int], Sequence[Raw]]
) -> dict[int, tuple[str, Alike | None]]:
    """For each column its field, and the known column it is safely taken for. A field stands once.

    `samples`: what stands in a column of the blank, by its place, also to show how to fill it in.
    """
    taken: set[str] = set()
    found: dict[int, tuple[str, Alike | None]] = {}
    for column, title in titles.items():
        alike = known.find(title)
        if alike is not None and not is_safe(title, alike, samples(column)):
            alike = None
        named = alike is not None and alike.column.field not in taken
        field = alike.column.field if alike is not None and named else f"{_UNNAMED}{letters(column).lower()}"
        found[column] = field, alike
        taken.add(field)
    return found
