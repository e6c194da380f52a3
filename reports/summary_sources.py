"""Where every figure of a summary comes from: file, sheet, cell, sender, time, receipt, version, fingerprint."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from domain.thai import clock_time, local, short_date
from reports import styles
from reports.plan_columns import INDICATORS
from reports.sheet import Cell, Paper, Row, Sheet, address, spread
from reports.summary_data import Attached, Blank, Figure, Origin, Received, SummaryData, SummaryLine
from reports.tracing import Traced, traced

NAME: Final = "ที่มาของข้อมูล"
_HEADINGS: Final = (
    ("ชีต", 16), ("ช่อง", 8), ("ข้อมูล", 30), ("ไฟล์ที่ส่ง", 44), ("ชีตในไฟล์", 14), ("ช่องในไฟล์", 22),
    ("ผู้ส่ง", 24), ("ส่งเมื่อ", 20), ("เลขรับ", 14), ("ฉบับที่", 8), ("SHA-256 (ย่อ)", 16),
)  # fmt: skip
_HERE: Final = "คำนวณจากไฟล์สรุปนี้"
_PLAN: Final = "แผนการติดตาม"
_EVIDENCE: Final = "หลักฐานแนบ"
_KINDS: Final = {"image": "รูป", "video": "วิดีโอ", "audio": "เสียง", "document": "เอกสาร", "link": "ลิงก์"}
_HEADING_ROW: Final = 4
_FINGERPRINT: Final = 12
Part = tuple[SummaryLine, Figure, str]  # a line, its figure, the cell of the summary where that stands


@dataclass(frozen=True, slots=True)
class _Trace:
    sheet: str
    cell: str
    what: str
    received: Received | None
    cells: str
    file: str
    file_sheet: str


@dataclass(slots=True)
class Sources:
    """The traces of every figure drawn so far. `figures`: those that stand on cells of units' files, to be walked."""

    _traces: list[_Trace] = field(default_factory=list)
    figures: list[Traced] = field(default_factory=list)

    def taken(self, sheet: str, place: tuple[int, int], what: str, line: SummaryLine, figure: Figure) -> None:
        """A figure at that row and column taken from cells of a unit's files, a trace for each file; none without."""
        self._walkable(sheet, place, what, figure.value, [(line, figure)])
        self.seen(sheet, place, what, line, figure.origins)

    def seen(self, sheet: str, place: tuple[int, int], what: str, line: SummaryLine, cells: Iterable[Origin]) -> None:
        """What is no figure of a unit's file but comes of it: an answer in words, what the checks found."""
        if line.received is None:
            return
        by_source: dict[str, list[str]] = {}
        for origin in cells:
            by_source.setdefault(origin.source, []).append(origin.cell)
        for source, addresses in by_source.items():
            received = line.received.of(source)
            shown = ", ".join(addresses)
            self._traces.append(
                _Trace(sheet, address(*place), what, received, shown, received.file_name, received.sheet)
            )

    def together(self, sheet: str, place: tuple[int, int], what: str, whole: Figure, parts: Sequence[Part]) -> None:
        """A figure computed from those of several lines, each with the cell of the summary where it stands."""
        self._walkable(sheet, place, what, whole.value, [(line, figure) for line, figure, _ in parts])
        self.computed(sheet, place, what, [cell for _, _, cell in parts])

    def computed(self, sheet: str, place: tuple[int, int], what: str, cells: list[str]) -> None:
        """A figure computed from other cells of the summary."""
        if cells:
            self._traces.append(_Trace(sheet, address(*place), what, None, ", ".join(cells), _HERE, sheet))

    def _walkable(
        self, sheet: str, place: tuple[int, int], what: str, value: float | Blank,
        parts: Sequence[tuple[SummaryLine, Figure]],
    ) -> None:  # fmt: skip
        found = traced(f"{sheet} {address(*place)}", what, value, parts)
        if found is not None:
            self.figures.append(found)

    def planned(self, sheet: str, place: tuple[int, int], what: str) -> None:
        """A figure that follows from the plan's indicators."""
        self._traces.append(_Trace(sheet, address(*place), what, None, "", _PLAN, INDICATORS.name))

    def sheet(self, data: SummaryData) -> Sheet:
        """The traces as the last sheet."""
        wide = len(_HEADINGS)
        rows = (
            Row(spread(f"ที่มาของข้อมูลทุกตัวเลข {data.title}", styles.TITLE, wide), height=32),
            Row(spread("ตัวเลขที่คำนวณจากช่องอื่นของไฟล์สรุปนี้ แสดงช่องที่ใช้คำนวณ และไม่มีไฟล์ที่ส่ง", styles.NOTE, wide)),
            Row(),
            Row(tuple(Cell(heading, styles.HEADING) for heading, _ in _HEADINGS), height=30),
            *(Row(_cells(trace)) for trace in self._traces),
            *(Row(_evidence(data, line, one)) for line in data.ordered() for one in line.evidence),
        )
        return Sheet(
            name=NAME,
            widths=tuple(width for _, width in _HEADINGS),
            rows=rows,
            paper=Paper(repeat=(_HEADING_ROW, _HEADING_ROW), footer=f"{data.office_name} {data.code}"),
            freeze=f"A{_HEADING_ROW + 1}",
            filter=f"A{_HEADING_ROW}:{address(max(_HEADING_ROW + 1, len(rows)), wide)}",
            tab=styles.GREY,
        )


def _cells(trace: _Trace) -> tuple[Cell, ...]:
    start = (Cell(trace.sheet, styles.TEXT), Cell(trace.cell, styles.CODE), Cell(trace.what, styles.TEXT))
    where = (
        Cell(trace.file, styles.TEXT),
        Cell(trace.file_sheet, styles.TEXT),
        Cell(trace.cells or None, styles.TEXT),
    )
    received = trace.received
    if received is None:
        return (*start, *where, *[Cell(None, styles.TEXT)] * 5)
    at = local(received.submitted_at)
    return (
        *start,
        *where,
        Cell(received.sender, styles.TEXT),
        Cell(f"{short_date(at.date())} {clock_time(at)}", styles.TEXT),
        Cell(received.receipt_no, styles.CODE),
        Cell(received.version, styles.CENTRED),
        Cell(received.sha256[:_FINGERPRINT], styles.CODE),
    )


def _evidence(data: SummaryData, line: SummaryLine, one: Attached) -> tuple[Cell, ...]:
    """What is kept for a debt besides its file: no figure stands on it, and nobody has to look for it in a chat."""
    at, kind = local(one.at), _KINDS.get(one.kind, one.kind)
    return (
        Cell(_EVIDENCE, styles.TEXT),
        Cell(None, styles.CODE),
        Cell(f"{data.subject_name(line)} {line.unit}", styles.TEXT),
        Cell(f"{kind} {one.name}".strip(), styles.TEXT),
        *[Cell(None, styles.TEXT)] * 2,
        Cell(one.sender, styles.TEXT),
        Cell(f"{short_date(at.date())} {clock_time(at)}", styles.TEXT),
        *[Cell(None, styles.TEXT)] * 2,
        Cell(one.sha256[:_FINGERPRINT] or None, styles.CODE),
    )
