"""Whoever asks gets the blank of what their unit owes, whatever work it is of, with what the office knows in it."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import unquote

import openpyxl
import pytest
import urllib3
from openpyxl.worksheet.worksheet import Worksheet

from domain.plan import Plan
from tests.plans import DUE, small_plan, with_a_school_list
from tests.stories.stage import EK, OFFICER, USERS, Stage, filled, staged


def _plan(work: str, code: str, title: str) -> Plan:
    """The small plan with one more thing that is asked for: of the group of ONE-1111, by another form."""
    plan = small_plan()
    subject = replace(plan.subjects[0], code=code, kind=work, no=7, title=title, owners=("GENERAL",), indicators=())
    asked = replace(
        plan.requirements[0], code="X-2570-1", work=work, form=work, subjects=(code,), round="1", round_name="รอบที่ 1",
        agency="ผู้ตรวจราชการกระทรวงศึกษาธิการ", external_due_at=DUE + timedelta(days=3),
    )  # fmt: skip
    return replace(plan, subjects=(*plan.subjects, subject), requirements=(*plan.requirements, asked))


def _obligation(stage: Stage, requirement: str, subject: str) -> int:
    with stage.store.reading() as tx:
        office = tx.people.offices()[0]
        (found,) = [
            one.id for one in tx.work.of_office(office.id, stage.clock.now())
            if (one.requirement.code, one.subject.code) == (requirement, subject)
        ]  # fmt: skip
    return found


def _fetched(stage: Stage, who: str, requirement: str, subject: str) -> tuple[str, bytes]:
    """The name of the file, and the file, that somebody gets who taps on its button."""
    stage.line.press(USERS[who], f"form:{_obligation(stage, requirement, subject)}", "ขอแบบฟอร์ม")
    stage.settle()
    answer = urllib3.request("GET", stage.link(who), timeout=5)
    assert answer.status == 200
    return unquote(answer.headers["Content-Disposition"]), bytes(answer.data)


def _sheet(data: bytes) -> Worksheet:
    return openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]


@pytest.mark.parametrize(
    ("work", "code", "called", "cells"),
    [
        ("inspection", "MOE-2.1", "แบบ ตร.๑ ประเด็นนโยบาย 2.1 อำนวยการ รอบที่ 1.xlsx",
         {"A4": "ประเด็นนโยบาย ๒.๑ เรื่องใหม่"}),
        (
            "project",
            "70-GEN-01",
            "แบบ คก.๑ 70-GEN-01 อำนวยการ รอบที่ 1.xlsx",
            {"B5": "70-GEN-01", "C5": "เรื่องใหม่", "D5": "กลุ่มอำนวยการ", "E5": "นายเอก สมมติชน"},
        ),
    ],
)  # fmt: skip
def test_a_group_gets_the_blank_of_its_topic_or_project(
    tmp_path: Path, template: Path, work: str, code: str, called: str, cells: dict[str, str]
) -> None:
    with staged(tmp_path, template, plan=_plan(work, code, "เรื่องใหม่")) as stage:
        name, data = _fetched(stage, EK, "X-2570-1", code)

        assert called in name
        sheet = _sheet(data)
        assert {cell: sheet[cell].value for cell in cells} == cells
        assert f"X-2570-1|{code}|GENERAL|v1" in "".join(str(cell.value) for cell in sheet[1])


def test_a_school_finds_itself_in_its_blank(tmp_path: Path, template: Path) -> None:
    plan = with_a_school_list(small_plan(), "S2")
    asked = replace(plan.requirements[-1], work="emes", form="emes", external_due_at=DUE)
    with staged(tmp_path, template, plan=replace(plan, requirements=(*plan.requirements[:-1], asked))) as stage:
        name, data = _fetched(stage, OFFICER, "EM-2570-01", "EM1")

        assert "แบบ มส.๑ รายการที่ 1 โรงเรียนบ้านใหม่.xlsx" in name
        sheet = _sheet(data)
        assert [sheet.cell(5, column).value for column in range(1, 5)] == [1, "99010002", "โรงเรียนบ้านใหม่", "ทุ่งตะวัน"]
        assert sheet["A2"].value == "รายการที่ ๑ การอ่านออกเขียนได้ ครั้งที่ ๒ (ปิดระบบ ๒ เมษายน ๒๕๗๐)"
        assert not sheet["N5"].value, "the officer who asks for it is not who reports"


def test_the_next_round_shows_what_was_sent_in_the_round_before(tmp_path: Path, template: Path) -> None:
    plan = small_plan()
    (earlier,) = plan.requirements
    later = replace(
        earlier, code="ST-2570-R9", round="9m", round_name="รอบ ๙ เดือน", period_end=date(2027, 6, 30),
        due_at=DUE + timedelta(days=90),
    )  # fmt: skip
    with staged(tmp_path, template, plan=replace(plan, requirements=(earlier, later))) as stage:
        assert _sheet(_fetched(stage, EK, "ST-2570-R9", "ST1")[1])["E8"].value is None
        stage.sends(EK, "a.xlsx", filled(_fetched(stage, EK, "ST-2570-R6", "ST1")[1], achieved=180))

        _, data = _fetched(stage, EK, "ST-2570-R9", "ST1")

        sheet = _sheet(data)
        assert [sheet[cell].value for cell in ("E8", "F8", "I8", "F9")] == [
            "รอบก่อน 200", "รอบก่อน 180", "รอบก่อน 100,000", "รอบก่อน 180",
        ]  # fmt: skip
        assert _sheet(_fetched(stage, EK, "ST-2570-R6", "ST1")[1])["E8"].value is None, "it comes before"
        assert "ได้รับแล้ว" in stage.sends(EK, "b.xlsx", filled(data, achieved=190)), "the hints are typed over"
