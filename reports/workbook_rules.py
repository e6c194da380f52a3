"""What may be typed into cells, and looks that follow from what stands in them, as Excel's rules."""

from __future__ import annotations

from typing import Final, Literal

from openpyxl.formatting.rule import DataBar, FormatObject, Rule
from openpyxl.styles import Font, PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from reports.sheet import Allow, Bars, Entry, Shade, Sheet

_PROMPT_TITLE_LIMIT: Final = 32
_PROMPT_LIMIT: Final = 255
_Operator = Literal["between", "greaterThanOrEqual", "equal"]


def add_rules(page: Worksheet, sheet: Sheet) -> None:
    """Give the page the sheet's entry rules, bars and shades; of shades the first that is true counts."""
    for entry in sheet.entries:
        page.data_validations.append(_validation(entry))
    for bars in sheet.bars:
        page.conditional_formatting.add(bars.cells, _bar(bars))
    for shade in sheet.shades:
        page.conditional_formatting.add(shade.cells, _shade(shade))


def _bar(bars: Bars) -> Rule:
    ends = [FormatObject(type="num", val=0), FormatObject(type="num", val=bars.maximum)]
    return Rule(type="dataBar", dataBar=DataBar(cfvo=ends, color=f"FF{bars.color}"))


def _shade(shade: Shade) -> Rule:
    look = DifferentialStyle(
        font=Font(color=f"FF{shade.color}" if shade.color else None, italic=shade.italic or None),
        fill=PatternFill(bgColor=f"FF{shade.fill}") if shade.fill else None,
    )
    return Rule(type="expression", dxf=look, formula=[shade.rule])


def _validation(entry: Entry) -> DataValidation:
    first, second, operator = _limits(entry)
    rule = DataValidation(
        type=entry.allow.value,
        operator=operator,
        formula1=first,
        formula2=second,
        allow_blank=True,
        sqref=entry.cells,
        errorStyle="stop" if entry.strict else "warning",
        showInputMessage=bool(entry.prompt),
        showErrorMessage=True,
        promptTitle=entry.prompt_title[:_PROMPT_TITLE_LIMIT] or None,
        prompt=entry.prompt[:_PROMPT_LIMIT] or None,
        errorTitle=entry.error_title[:_PROMPT_TITLE_LIMIT] or None,
        error=entry.error[:_PROMPT_LIMIT] or None,
    )
    rule.showDropDown = False  # the file format has it the wrong way round: False shows the arrow
    return rule


def _limits(entry: Entry) -> tuple[str | None, str | None, _Operator | None]:
    if entry.allow is Allow.CHOICE:
        if isinstance(entry.choices, str):
            return entry.choices, None, None
        words = ",".join(entry.choices).replace('"', '""')
        return f'"{words}"', None, None
    if entry.allow is Allow.RULE:
        return entry.rule, None, None
    if entry.allow is Allow.LENGTH:
        return f"{entry.minimum or 0:g}", None, "equal"
    if entry.maximum is None:
        return f"{entry.minimum or 0:g}", None, "greaterThanOrEqual"
    return f"{entry.minimum or 0:g}", f"{entry.maximum:g}", "between"
