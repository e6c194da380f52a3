"""The figures of a round on levels: of each unit, of groups of units, and of the round before."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, NamedTuple

from domain.forms.definition import Levels
from reports.summary_data import Blank, Figure, How, SummaryData, SummaryLine, sum_of, total

UNKNOWN_SIZE: Final = "ไม่ทราบขนาด"
ELSEWHERE: Final = "ไม่ระบุ"


class LevelFigures(NamedTuple):
    """How many there are, how many on each level, and what part of all that is, in per cent."""

    whole: Figure
    levels: tuple[Figure, ...]
    shares: tuple[Figure, ...]

    def level(self, n: int) -> Figure:
        """How many are on a level; nothing where no unit has told any."""
        return self.levels[n] if self.levels else Figure(Blank.NOT_RECEIVED)

    def share(self, n: int) -> Figure:
        """The same in per cent."""
        return self.shares[n] if self.shares else Figure(Blank.NOT_RECEIVED)


@dataclass(frozen=True, slots=True)
class Entry:
    """A unit: its debt, its figures if they were verified, and those of the round before with the file they stand in.

    `place`: among all units, from 0; `size`: by its whole of this round, else of the one before.
    """

    place: int
    line: SummaryLine
    now: LevelFigures | None
    before: LevelFigures | None
    earlier: SummaryLine | None
    size: str


@dataclass(frozen=True, slots=True)
class Group:
    """Units of one district, cluster or size. `asked`: how many are to report; `kept`: those whose figures count."""

    name: str
    asked: int
    kept: tuple[Entry, ...]
    together: LevelFigures


@dataclass(frozen=True, slots=True)
class Information:
    """A round as information. `names`: of its levels, the best first; `entries` by district, cluster and name."""

    data: SummaryData
    levels: Levels
    names: tuple[str, ...]
    entries: tuple[Entry, ...]

    @property
    def asked(self) -> tuple[Entry, ...]:
        """The units that are to report."""
        return tuple(entry for entry in self.entries if not entry.line.excused)

    @property
    def kept(self) -> tuple[Entry, ...]:
        """Those whose figures count."""
        return tuple(entry for entry in self.entries if entry.now is not None)

    @property
    def pairs(self) -> tuple[Entry, ...]:
        """Those of which the round before is known too."""
        return tuple(entry for entry in self.kept if entry.before is not None)

    @property
    def everybody(self) -> Group:
        """All of them as one group."""
        return Group("รวม", len(self.asked), self.kept, self.together)

    @property
    def together(self) -> LevelFigures:
        """All whose figures count."""
        return together([entry.now for entry in self.kept if entry.now is not None])

    def pairs_before(self) -> LevelFigures:
        """The round before, of those that both rounds have."""
        return together([entry.before for entry in self.pairs if entry.before is not None])

    def pairs_now(self) -> LevelFigures:
        """This round, of those that both rounds have."""
        return together([entry.now for entry in self.pairs if entry.now is not None])

    def by_district(self) -> tuple[Group, ...]:
        """By อำเภอ."""
        return self._grouped(lambda entry: entry.line.district or ELSEWHERE)

    def by_cluster(self) -> tuple[Group, ...]:
        """By กลุ่มโรงเรียน."""
        return self._grouped(lambda entry: entry.line.cluster or ELSEWHERE)

    def by_size(self) -> tuple[Group, ...]:
        """By size, the smallest first."""
        order = {size.name: place for place, size in enumerate(self.levels.sizes)}
        found = self._grouped(lambda entry: entry.size)
        return tuple(sorted(found, key=lambda group: order.get(group.name, len(order))))

    def _grouped(self, key: Callable[[Entry], str]) -> tuple[Group, ...]:
        groups: dict[str, list[Entry]] = {}
        for entry in self.asked:
            groups.setdefault(key(entry), []).append(entry)
        return tuple(_group(name, members) for name, members in sorted(groups.items()))


def inform(data: SummaryData) -> Information:
    """The round as information; ValueError where its form says nothing of levels."""
    levels = data.definition.information
    if levels is None:
        raise ValueError(f"{data.definition.code} has no levels")
    entries = tuple(_entry(place, line, levels) for place, line in enumerate(sorted(data.lines, key=_order)))
    names = tuple(data.definition.column(field).heading for field in levels.levels)
    return Information(data, levels, names, entries)


def together(parts: Sequence[LevelFigures]) -> LevelFigures:
    """The figures of several units added up. A dash adds nothing to a level that others have."""
    whole = sum_of([one.whole for one in parts])
    count = range(len(parts[0].levels)) if parts else range(0)
    levels = tuple(_filled(sum_of([one.levels[n] for one in parts]), whole) for n in count)
    return LevelFigures(whole, levels, tuple(_share(whole, one) for one in levels))


def difference(was: Figure, is_now: Figure) -> Figure:
    """What a figure has changed by; why there is none, where one of the two is missing."""
    if was.number is None or is_now.number is None:
        return Figure(was.value if was.number is None else is_now.value)
    return Figure(is_now.number - was.number)


def traceable(entries: Iterable[Entry], pick: Callable[[LevelFigures], Figure]) -> list[tuple[SummaryLine, Figure]]:
    """Of units whose figures count, what a sum stands on: a dash is no part of it."""
    found = ((entry.line, pick(entry.now)) for entry in entries if entry.now is not None)
    return [(line, figure) for line, figure in found if figure.number is not None]


def _order(line: SummaryLine) -> tuple[str, str, str]:
    return line.district, line.cluster, line.unit


def _entry(place: int, line: SummaryLine, levels: Levels) -> Entry:
    now = _figures(line, levels) if line.accepted and line.received is not None else None
    earlier = replace(line, received=line.before) if line.before is not None else None
    before = _figures(earlier, levels) if earlier is not None else None
    return Entry(place, line, now, before, earlier, _size(now or before, levels))


def _figures(line: SummaryLine, levels: Levels) -> LevelFigures:
    whole = total(line, levels.whole)
    each = tuple(total(line, name) for name in levels.levels)
    return LevelFigures(whole, each, tuple(_share(whole, one) for one in each))


def _share(whole: Figure, part: Figure) -> Figure:
    """What part of all is on a level, in per cent."""
    if whole.number is None:
        return Figure(whole.value)
    against = part.cells if part.number is not None else ()
    if not whole.number:
        return Figure(Blank.NO_DATA, whole.cells, How.SHARE, against)
    return Figure((part.number or 0) / whole.number * 100, whole.cells, How.SHARE, against)


def _filled(level: Figure, whole: Figure) -> Figure:
    """Nobody on a level of which all units have a dash."""
    return Figure(0.0) if level.number is None and whole.number is not None else level


def _size(figures: LevelFigures | None, levels: Levels) -> str:
    count = figures.whole.number if figures is not None else None
    if count is None:
        return UNKNOWN_SIZE
    return next((size.name for size in levels.sizes if size.most is None or count <= size.most), UNKNOWN_SIZE)


def _group(name: str, members: Sequence[Entry]) -> Group:
    kept = tuple(entry for entry in members if entry.now is not None)
    return Group(name, len(members), kept, together([entry.now for entry in kept if entry.now is not None]))


AXES: Final[Mapping[str, Callable[[Information], tuple[Group, ...]]]] = {
    "อำเภอ": Information.by_district,
    "กลุ่มโรงเรียน": Information.by_cluster,
    "ขนาดโรงเรียน": Information.by_size,
}
