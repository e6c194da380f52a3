"""The workbook a director prints: overview, indicators, what is awaited, and where every figure comes from."""

from __future__ import annotations

from reports.sheet import Sheet
from reports.summary_data import Attached, Received, SummaryData, SummaryLine
from reports.summary_missing import missing
from reports.summary_overview import overview
from reports.summary_rows import indicator_rows
from reports.summary_sources import Sources

__all__ = ["Attached", "Received", "SummaryData", "SummaryLine", "compile_summary"]


def compile_summary(data: SummaryData) -> list[Sheet]:
    """The four sheets; the same data gives the same sheets."""
    sources = Sources()
    figures = [overview(data, sources), indicator_rows(data, sources)]
    return [*figures, missing(data), sources.sheet(data)]
