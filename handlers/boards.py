"""The dashboard: which page an address asks for, and its overview and lists."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from domain.glance import Glance, most_wanting, tally
from domain.plan import UnitKind
from domain.thai import local
from handlers import board_pages
from handlers.board_desk import Desk
from handlers.board_pages import Wanted
from reports.board import debt, matrix, own, requirement, search
from reports.board.views import Cell, Choice, Column, Filter, MatrixView, OwnView, Row
from storage.boards import Narrowed

if TYPE_CHECKING:
    from storage.boards import Asked, Debt

_LONGEST: Final = 9  # digits of an id in an address
_KINDS: Final = {kind: place for place, kind in enumerate((UnitKind.OFFICE, UnitKind.GROUP, UnitKind.CLUSTER))}
_EVERY: Final = "all"  # years


@dataclass(frozen=True, slots=True)
class Shown:
    """A page. `about`: what the audit trail calls it."""

    about: str
    html: str


def open_page(desk: Desk, asked: Mapping[str, str]) -> Shown | Wanted | None:
    """The page, or the file, that an address asks for by its fields; None where there is nothing for who looks."""
    for field, find in _PAGES.items():
        if field in asked:
            return find(desk, asked)
    here = asked.get("view", "all" if desk.sight.everything or not desk.sight.own else "own")
    if here == "own" and desk.sight.own:
        return Shown("own", own.render(own_view(desk)))
    return Shown("board", matrix.render(matrix_view(desk, asked)))


def _file(desk: Desk, asked: Mapping[str, str]) -> Wanted | None:
    return board_pages.file_of(desk, _number(asked["file"]), _number(asked.get("debt", "")))


def _evidence(desk: Desk, asked: Mapping[str, str]) -> Wanted | None:
    return board_pages.evidence_of(desk, _number(asked["evidence"]), _number(asked.get("debt", "")))


def _debt(desk: Desk, asked: Mapping[str, str]) -> Shown | None:
    view = board_pages.debt_view(desk, _number(asked["debt"]))
    return Shown(f"debt:{view.line.debt}", debt.render(view)) if view else None


def _requirement(desk: Desk, asked: Mapping[str, str]) -> Shown | None:
    view = board_pages.requirement_view(desk, _number(asked["requirement"]), _number(asked.get("unit", "")))
    return Shown(f"requirement:{view.code}", requirement.render(view)) if view else None


def _search(desk: Desk, asked: Mapping[str, str]) -> Shown:
    return Shown("search", search.render(board_pages.search_view(desk, asked["search"])))


def _unit(desk: Desk, asked: Mapping[str, str]) -> Shown | None:
    unit_id = _number(asked["unit"])
    view = unit_view(desk, unit_id)
    return Shown(f"unit:{desk.places[unit_id].code}", own.render(view)) if view else None


# A field of an address and what it opens; the first that is there counts.
_PAGES: Final[Mapping[str, Callable[[Desk, Mapping[str, str]], Shown | Wanted | None]]] = MappingProxyType(
    {
        "file": _file,
        "evidence": _evidence,
        "debt": _debt,
        "requirement": _requirement,
        "search": _search,
        "unit": _unit,
    }
)


def own_view(desk: Desk) -> OwnView:
    """What one's own units owe or answer for, what wants most first."""
    sight = replace(desk.sight, everything=False, clusters=frozenset())
    found = desk.lines(desk.tx.boards.debts(sight, desk.now))
    lines = tuple(replace(one, shared=one.unit_id not in sight.own) for one in found)
    frame = desk.frame("own")
    name = ", ".join(desk.places[unit].name for unit in sorted(sight.own) if unit in desk.places)
    return OwnView(
        frame=frame, title=name, place="", tally=tally(one.glance for one in lines), lines=lines, mine=bool(sight.own)
    )


def unit_view(desk: Desk, unit_id: int) -> OwnView | None:
    """What one unit owes; None where nothing of it is seen."""
    debts = desk.tx.boards.debts(desk.sight, desk.now, Narrowed(unit=unit_id))
    place = desk.places.get(unit_id)
    if place is None or not debts:
        return None
    lines = desk.lines(debts)
    return OwnView(
        frame=desk.frame(),
        title=place.name,
        place=desk.where(place),
        tally=tally(one.glance for one in lines),
        lines=lines,
        mine=unit_id in desk.sight.own,
    )


def matrix_view(desk: Desk, asked: Mapping[str, str]) -> MatrixView:
    """Units by requirements, narrowed as the address says; without a year in it, those of the latest."""
    filters = _filters(desk, asked)
    chosen = {one.name: one.chosen for one in filters}
    narrowed = Narrowed(
        year=_number(chosen.get("year", "")) or None,
        work=chosen.get("work", ""),
        round=chosen.get("round", ""),
        cluster=_number(chosen.get("cluster", "")) or None,
        district=chosen.get("district", ""),
    )
    seen = [(one, desk.glance(one)) for one in desk.tx.boards.debts(desk.sight, desk.now, narrowed)]
    if chosen["state"]:
        seen = [(one, glance) for one, glance in seen if glance == chosen["state"]]
    columns = _columns(desk, seen)
    return MatrixView(
        frame=desk.frame("all"),
        tally=tally(glance for _, glance in seen),
        filters=filters,
        columns=columns,
        rows=_rows(desk, seen, [one.id for one in columns]),
    )


def _columns(desk: Desk, seen: Iterable[tuple[Debt, Glance]]) -> tuple[Column, ...]:
    by_requirement: dict[int, list[Glance]] = defaultdict(list)
    for one, glance in seen:
        by_requirement[one.requirement_id].append(glance)
    return tuple(
        Column(asked.id, asked.title, local(asked.due_at).date(), tally(by_requirement[asked.id]))
        for asked in desk.asked.values()
        if asked.id in by_requirement
    )


def _rows(desk: Desk, seen: Iterable[tuple[Debt, Glance]], columns: list[int]) -> tuple[Row, ...]:
    by_unit: dict[int, dict[int, list[tuple[Debt, Glance]]]] = defaultdict(lambda: defaultdict(list))
    for one, glance in seen:
        by_unit[one.unit_id][one.requirement_id].append((one, glance))
    rows = []
    for unit_id in sorted(by_unit, key=lambda unit: _order(desk, unit)):
        place, owed = desk.places[unit_id], by_unit[unit_id]
        cells = tuple(_cell(desk, owed[column]) if column in owed else None for column in columns)
        glances = [glance for debts in owed.values() for _, glance in debts]
        rows.append(Row(unit_id, place.name, desk.where(place), tally(glances), cells))
    return tuple(rows)


def _cell(desk: Desk, debts: list[tuple[Debt, Glance]]) -> Cell:
    glance = most_wanting(glance for _, glance in debts)
    days = min(desk.days_left(one.due_at) for one, its in debts if its is glance)
    sent = tally(its for _, its in debts).sent
    only = debts[0][0]
    return Cell(glance, sent, len(debts), days, only.id if len(debts) == 1 else 0, only.readable)


def _order(desk: Desk, unit_id: int) -> tuple[int, str, int]:
    """Groups as the office lists them, then the schools of each cluster together."""
    place = desk.places[unit_id]
    kind = _KINDS.get(UnitKind(place.kind), len(_KINDS))
    return (kind, desk.where(place), unit_id)


def _filters(desk: Desk, asked: Mapping[str, str]) -> tuple[Filter, ...]:
    every, places = list(desk.asked.values()), desk.places.values()
    years = sorted({one.year for one in every}, reverse=True)
    works = {one.work: _title(desk, one) for one in every}
    clusters = [
        p for p in places if p.kind == UnitKind.CLUSTER and (desk.sight.everything or p.id in desk.sight.clusters)
    ]
    districts = sorted({p.district for p in places if p.district}) if desk.sight.everything else []
    latest = str(years[0]) if years else ""
    return (
        _filter("year", [(str(year), f"{year}") for year in years], asked.get("year", latest), every=_EVERY),
        _filter("work", works.items(), asked.get("work", "")),
        _filter(
            "round", [(name, name) for name in dict.fromkeys(one.round_name for one in every)], asked.get("round", "")
        ),
        _filter("district", [(name, name) for name in districts], asked.get("district", "")),
        _filter("cluster", [(str(p.id), p.name) for p in clusters], asked.get("cluster", "")),
        _filter("state", [(glance.value, glance.value) for glance in Glance], asked.get("state", "")),
    )


def _filter(name: str, values: Iterable[tuple[str, str]], chosen: str, *, every: str = "") -> Filter:
    """A filter; what is none of its values chooses all."""
    choices = (Choice(every, ""), *(Choice(value, text) for value, text in values))
    return Filter(name, choices, chosen if any(one.value == chosen for one in choices) else every)


def _title(desk: Desk, asked: Asked) -> str:
    work = desk.works.get(asked.work)
    return work.title if work else asked.work


def _number(text: str) -> int:
    """An id in an address; 0, which nobody has, for what is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _LONGEST else 0
