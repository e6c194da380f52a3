"""What is printed into one unit's blank, and the facts its lines are made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from domain.forms.definition import FormDefinition
from domain.forms.identity import Identity
from domain.forms.layout import with_short_forms
from domain.forms.reading_result import Value
from domain.thai import long_date, thai_digits

HINT: Final = (
    "หมายเหตุ ช่องสีเหลืองต้องกรอก ช่องสีขาวกรอกเท่าที่มี ช่องสีเทาอ่อนพิมพ์หรือคำนวณไว้ให้แล้ว ถ้าไม่มีข้อมูลให้พิมพ์ - และถ้าเป็นศูนย์จริงให้พิมพ์ 0 "
    "หากต้องการแทรกแถวย่อย ให้เลือก ตรวจทาน > ยกเลิกการป้องกันแผ่นงาน (ไม่มีรหัสผ่าน)"
)
PREVIOUS_HINT: Final = " ตัวเลขสีเทาเอียงคือผลของรอบก่อน พิมพ์ทับได้เลย"


@dataclass(frozen=True, slots=True, kw_only=True)
class BlankIssue:
    """What is printed into one unit's blank. `reporter_name` may stay empty; `due_text` is shown as given.

    `rows`: the cells we fill, by field, in the order of the rows. `previous`: the figures of the round before, by what
    stands in the row's key field, then by field. `facts`: what else is known (see `domain.forms.layout.FACTS`).
    """

    identity: Identity
    office_name: str
    fiscal_year_be: int
    round_name: str
    period_start: date
    period_end: date
    subject_no: int | str
    subject_title: str
    unit_name: str
    rows: tuple[Mapping[str, str | float], ...] = ()
    previous: Mapping[str, Mapping[str, Value]] = field(default_factory=dict)
    facts: Mapping[str, str] = field(default_factory=dict)
    reporter_name: str = ""
    due_text: str = ""
    hint: str = HINT

    def with_rows(
        self, rows: tuple[Mapping[str, str | float], ...], previous: Mapping[str, Mapping[str, Value]]
    ) -> BlankIssue:
        """The same with these rows, and what stood in them in the round before."""
        return replace(self, rows=rows, previous=previous)


def facts_of(definition: FormDefinition, issue: BlankIssue) -> dict[str, str]:
    """Every fact that a line of the blank may name."""
    number = str(issue.subject_no)
    known = {
        "title": definition.title,
        "code": definition.code,
        "version": str(definition.version),
        "year": str(issue.fiscal_year_be),
        "office": issue.office_name,
        "round": issue.round_name,
        "period": f"{long_date(issue.period_start)} – {long_date(issue.period_end)}",
        "subject": f"{definition.subject_word} {number}".strip(),
        "subject_no": number,
        "subject_title": issue.subject_title,
        "unit": issue.unit_name,
        "reporter": issue.reporter_name,
        "due": issue.due_text,
        "form_version": thai_digits(f"แบบ {definition.code} v{definition.version}"),
    }
    return with_short_forms(definition.layout, {**known, **issue.facts})
