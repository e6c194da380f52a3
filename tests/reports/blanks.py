"""An issue of each form, for the tests of blanks: of the fictional office, for the unit that owes it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache

from domain.forms.identity import Identity
from domain.forms.layout import items_of, rows_to_fill
from domain.forms.reading_result import Value
from domain.plan import PlanIndicator
from reports.blank_form import make_blank
from reports.blank_issue import BlankIssue, facts_of
from tests.reports.samples import ISSUE, form_of

FORMS = ("strategy", "inspection", "emes", "project")
_TOPICS = (
    PlanIndicator(no="1", name="จำนวนเด็กตกหล่นที่ได้รับการติดตามกลับเข้าสู่ระบบการศึกษา", unit="คน", target=""),
    PlanIndicator(no="2", name="ร้อยละของโรงเรียนที่มีระบบดูแลช่วยเหลือนักเรียนครบทุกขั้นตอน", unit="ร้อยละ", target=""),
)
_ISSUES = {
    "inspection": replace(
        ISSUE,
        identity=Identity("IN-2570-MOE-1", "MOE2.1", "PROMOTION", 1),
        round_name="รอบที่ 1",
        subject_no="2.1",
        subject_title="การแก้ปัญหาเด็กตกหล่นและออกกลางคัน",
        unit_name="กลุ่มส่งเสริมการจัดการศึกษา",
        reporter_name="นายปอ ทดสอบธรรม",
        facts={"agency": "ผู้ตรวจราชการกระทรวงศึกษาธิการ เขตตรวจราชการที่ 99", "round_code": "1", "unit_short": "ส่งเสริมฯ"},
    ),
    "emes": replace(
        ISSUE,
        identity=Identity("EM-2570-01", "EM1", "99010012", 1),
        round_name="ครั้งที่ 2",
        subject_no=1,
        subject_title="การอ่านออกเขียนได้ของนักเรียน",
        unit_name="โรงเรียนบ้านใหม่",
        reporter_name="นางรัชนี สมมติผล",
        facts={
            "smis_code": "99010012", "district": "ทุ่งตะวัน", "cluster": "ทุ่งตะวัน", "closes": "๑๕ ธันวาคม ๒๕๖๙",
            "unit_short": "รร.บ้านใหม่",
        },
    ),
    "project": replace(
        ISSUE,
        identity=Identity("PJ-2569-YE", "69-SUP-01", "SUPERVISION", 1),
        fiscal_year_be=2569,
        round_name="รายงานสิ้นปีงบประมาณ",
        period_start=date(2025, 10, 1),
        period_end=date(2026, 9, 30),
        subject_no=7,
        subject_title="โครงการยกระดับการอ่านออกเขียนได้",
        facts={"subject_code": "69-SUP-01", "unit_short": "นิเทศฯ"},
    ),
}  # fmt: skip
_ROW_KEYS = {"strategy": "๓.๑", "inspection": "1", "emes": "1", "project": "1"}
_FIGURES: dict[str, dict[str, Value]] = {
    "strategy": {
        "population": 1245,
        "achieved_n": 1102,
        "achieved_pct": 88.51,
        "score_level": 4,
        "budget_spent": 98500,
    },
    "inspection": {"target_n": 61},
    "emes": {"n_read": 96, "n_write": 96},
    "project": {"budget_allocated": 150000, "budget_spent": 149300},
}


def issue_of(name: str, *, hinted: bool = False) -> BlankIssue:
    """What is printed into one unit's blank of a form; `hinted`: with figures of the round before."""
    issue = _ISSUES.get(name, ISSUE)
    if name != "strategy":
        items = items_of(_TOPICS) if name == "inspection" else ()
        issue = replace(issue, rows=rows_to_fill(form_of(name).layout, facts_of(form_of(name), issue), items))
    return replace(issue, previous={_ROW_KEYS[name]: _FIGURES[name]}) if hinted else issue


@cache
def blank_of(name: str, *, hinted: bool = False) -> bytes:
    """That blank as bytes."""
    return make_blank(form_of(name), issue_of(name, hinted=hinted))
