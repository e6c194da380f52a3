"""The form of the configuration and one unit's issue of it, for the tests of documents."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

import yaml

from domain.forms.definition import FormDefinition
from domain.forms.identity import Identity
from domain.forms.layout import items_of, rows_to_fill
from domain.plan import PlanIndicator
from reports.blank_issue import BlankIssue

INDICATORS = (
    PlanIndicator(no="๓.๑", name="ร้อยละของนักเรียน ป.๑ ที่อ่านออกเขียนได้", unit="ร้อยละ", target="ร้อยละ ๘๕ ขึ้นไป"),
    PlanIndicator(no="๓.๒", name="ค่าเฉลี่ยผลการทดสอบ NT ป.๓ เพิ่มขึ้น", unit="คะแนน", target="๑ ขึ้นไป"),
    PlanIndicator(no="๓.๓", name="จำนวนครูที่ได้รับการพัฒนาการจัดการเรียนรู้เชิงรุก", unit="คน", target="๔๐๐ ขึ้นไป"),
)


@cache
def form_of(name: str) -> FormDefinition:
    """A form of config.yaml."""
    settings = yaml.safe_load((Path(__file__).parents[2] / "config.yaml").read_text(encoding="utf-8"))
    return FormDefinition.model_validate(settings["forms"][name])


def strategy_form() -> FormDefinition:
    """The strategy form of config.yaml."""
    return form_of("strategy")


ISSUE = BlankIssue(
    identity=Identity("ST-2570-R6", "ST3", "SUPERVISION", 1),
    office_name="สำนักงานเขตพื้นที่การศึกษาประถมศึกษาศรีธารา เขต 1",
    fiscal_year_be=2570,
    round_name="รอบ ๖ เดือน",
    period_start=date(2026, 10, 1),
    period_end=date(2027, 3, 31),
    subject_no=3,
    subject_title="ยกระดับคุณภาพการศึกษา",
    unit_name="กลุ่มนิเทศ ติดตาม และประเมินผลการจัดการศึกษา",
    rows=rows_to_fill(strategy_form().layout, {}, items_of(INDICATORS)),
    reporter_name="นางสาวฝน ตัวอย่างรัตน์",
    due_text="ภายใน ๒ เมษายน ๒๕๗๐ เวลา ๑๖.๓๐ น.",
)
