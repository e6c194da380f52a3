"""The figures of a line of a summary, and of several lines together: the one place where they are worked out.

The summary workbook and the booklet both show these.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reports.summary_data import (
    Blank,
    Figure,
    SummaryData,
    SummaryLine,
    left,
    mean,
    reported,
    share,
    sum_of,
    total,
)


@dataclass(frozen=True, slots=True)
class LineFigures:
    """How many indicators are reported, their mean score, and the budget: of one line, or of several together."""

    reported: Figure
    score: Figure
    allocated: Figure
    spent: Figure
    left: Figure
    share: Figure


def figures_of(data: SummaryData, line: SummaryLine) -> LineFigures:
    """The figures of one line."""
    allocated, spent = total(line, "budget_allocated"), total(line, "budget_spent")
    return LineFigures(
        reported(data, line),
        mean(line, "score_level"),
        allocated,
        spent,
        left(allocated, spent),
        share(allocated, spent),
    )


def figures_together(each: Sequence[LineFigures]) -> LineFigures:
    """The figures of several lines, of each of which they are added up; the mean is that of all their indicators.

    What is left and its share are those of the lines that told both what they got and what they spent.
    """
    scores = [(one.score.number, one.score.cells) for one in each if one.score.number is not None]
    weight = sum(len(cells) for _, cells in scores)
    score = (
        Figure(sum(value * len(cells) for value, cells in scores) / weight) if weight else Figure(Blank.NOT_RECEIVED)
    )
    both = [one for one in each if one.left.number is not None]
    return LineFigures(
        sum_of([one.reported for one in each]),
        score,
        sum_of([one.allocated for one in each]),
        sum_of([one.spent for one in each]),
        sum_of([one.left for one in both]),
        share(sum_of([one.allocated for one in both]), sum_of([one.spent for one in both])),
    )
