"""How a form's blank is laid out around its table, as data: title lines, labels, the row we fill, further sheets.

Lines are templates. {office} is replaced by a fact of the issue; {subject:th} in Thai digits, {subject_no:2} with at
least two. What stands in [brackets] is left out where a fact in it is not known.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Annotated, Final

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from domain.plan import PlanIndicator
from domain.thai import thai_digits

# Facts that may be used: of the form, of what was asked, of the unit, and of what a row is about (an indicator).
FACTS: Final = frozenset(
    {"title", "code", "version", "year", "office", "round", "round_code", "period", "due", "closes", "agency", "policy"}
    | {"subject", "subject_no", "subject_code", "subject_title"}
    | {"unit", "unit_short", "unit_code", "reporter", "district", "cluster", "smis_code", "obec_code6", "moe_code10"}
    | {"row", "no", "name", "count_unit", "target"}
)
SHORT: Final = "_short"
_FACT: Final = re.compile(r"\{(\w+)(?::(th|[1-9]))?\}")
_OPTIONAL: Final = re.compile(r"\[([^\[\]]*)\]")
_BRACE: Final = re.compile(r"[{}\[\]]")
DOTS: Final = "." * 30


def _checked(template: str) -> str:
    unknown = [
        name for name, _ in _FACT.findall(template) if name not in FACTS and name.removesuffix(SHORT) not in FACTS
    ]
    if unknown:
        raise ValueError(f"no fact {', '.join(unknown)}")
    if _BRACE.search(_OPTIONAL.sub(r"\1", _FACT.sub("", template))):
        raise ValueError(f"not a template: {template}")
    return template


Template = Annotated[str, AfterValidator(_checked)]


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Box(_Frozen):
    """A label on a further sheet with room beside it; `table`: headings of a small table below, of `rows` lines."""

    label: str
    text: Template = ""
    lines: int = Field(default=1, ge=1, le=20)
    table: tuple[str, ...] = Field(default=(), max_length=7)
    rows: int = Field(default=3, ge=1, le=30)


class Page(_Frozen):
    """A further sheet: boxes below each other, or places for pictures with their captions ({no}), four a page."""

    name: str = Field(min_length=1, max_length=31)
    title: Template = ""
    boxes: tuple[Box, ...] = ()
    pictures: int = Field(default=0, ge=0, le=24)
    caption: Template = "ภาพที่ {no:th}"
    signed: bool = False  # the form's signatures stand below


class Layout(_Frozen):
    """What stands around a form's table. `labels`: names of the form's labels, up to three a line.

    `row`: field -> template of the cells we fill; a row for each indicator of the subject, one where it has none.
    `short`: fact -> short form -> words by which it is known, for {agency_short}.
    """

    sheet_name: Template = "{subject:th}"
    file_name: Template = "แบบ {code} {subject} {unit_short} {round}"
    titles: tuple[Template, ...] = (
        "{title} ประจำปีงบประมาณ พ.ศ. {year}",
        "{office} {round} ({period})",
        "{subject} {subject_title}",
    )
    left_from: int = 3  # the title lines from this one on stand at the left, in bold
    labels: tuple[Annotated[tuple[str, ...], Field(max_length=3)], ...] = (
        ("unit", "reporter", "phone"),
        ("report_date", "form_version", "due"),
    )
    foot: tuple[str, ...] = ()  # labels below the table, one a line
    row: dict[str, Template] = {}
    least_rows: int = Field(default=1, ge=1, le=50)
    lines: int = Field(default=4, ge=1, le=20)  # of room to write in a row
    total: bool = True  # a row of sums
    signed: bool = True  # the form's signatures stand below the table
    short: dict[str, dict[str, tuple[str, ...]]] = {}
    pages: tuple[Page, ...] = ()


def fill(template: str, facts: Mapping[str, str], *, dots: str = "") -> str:
    """The template with its facts; `dots` stand for a fact that is not known, outside brackets."""
    kept = _OPTIONAL.sub(lambda found: found[1] if _known(found[1], facts) else "", template)
    return _FACT.sub(lambda found: _shown(facts.get(found[1], ""), found[2]) or dots, kept).strip()


def lacks(template: str, facts: Mapping[str, str]) -> bool:
    """Whether a fact outside brackets is not known, so that somebody must write it."""
    return not _known(_OPTIONAL.sub("", template), facts)


def _known(template: str, facts: Mapping[str, str]) -> bool:
    return all(facts.get(name) for name, _ in _FACT.findall(template))


def _shown(value: str, how: str | None) -> str:
    if how == "th":
        return thai_digits(value)
    return value.rjust(int(how), "0") if how and value.isdecimal() else value


def with_short_forms(layout: Layout, facts: Mapping[str, str]) -> dict[str, str]:
    """The facts and the short forms of those that have one."""
    return {**facts, **dict(_short_forms(layout, facts))}


def _short_forms(layout: Layout, facts: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for fact, forms in layout.short.items():
        for short, words in forms.items():
            if any(word in facts.get(fact, "") for word in words):
                yield f"{fact}{SHORT}", short
                break


def items_of(indicators: Iterable[PlanIndicator]) -> tuple[dict[str, str], ...]:
    """The facts of indicators."""
    return tuple({"no": i.no, "name": i.name, "count_unit": i.unit, "target": i.target} for i in indicators)


def rows_to_fill(
    layout: Layout, facts: Mapping[str, str], items: tuple[Mapping[str, str], ...] = ()
) -> tuple[dict[str, str], ...]:
    """The cells we fill, field -> text: a row for each item (an indicator), one of the facts where there are none."""
    filled = []
    for number, item in enumerate(items or ({},), start=1):
        known = {**facts, **item, "row": str(number)}
        cells = {field: text for field, template in layout.row.items() if (text := fill(template, known))}
        filled.append(cells)
    return tuple(filled)
