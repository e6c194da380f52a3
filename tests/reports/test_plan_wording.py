"""Every mistake in a plan has a sentence that says where it is and what to do."""

from __future__ import annotations

import re

import pytest

from domain.plan import PlanProblem
from handlers.wording.plan import plan_problem, plan_problems

CODES = tuple(re.findall(r"[a-z_]{5,}", (PlanProblem.__doc__ or "").split("Codes: ")[1].split(". `seen`")[0]))


def test_a_bad_date_says_where_what_and_how() -> None:
    problem = PlanProblem(sheet="งานที่ต้องส่ง", cell="G4", code="bad_date", seen="32 เม.ย. 70", expected="2 เม.ย. 2570")

    assert plan_problem(problem) == ("ชีต งานที่ต้องส่ง ช่อง G4: อ่านวันที่ '32 เม.ย. 70' ไม่ได้ ขอให้พิมพ์เช่น 2 เม.ย. 2570")


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("cell", ["B7", ""])
@pytest.mark.parametrize("words", ["ก", ""])
def test_every_code_has_a_thai_sentence_without_blame(code: str, cell: str, words: str) -> None:
    sentence = plan_problem(PlanProblem(sheet="หน่วยงาน", cell=cell, code=code, seen=words, expected=words))

    assert len(sentence) > 20
    assert not re.search(r"[A-Za-z_]{4,}|ผิด|None", sentence.replace("Excel", "").replace("xlsx", ""))


@pytest.mark.parametrize(
    "code", [code for code in CODES if code not in {"not_a_workbook", "sheet_missing", "heading_missing"}]
)
def test_what_is_about_a_cell_names_it(code: str) -> None:
    sentence = plan_problem(PlanProblem(sheet="บุคลากร", cell="C12", code=code, seen="ก", expected="ข"))

    assert sentence.startswith("ชีต บุคลากร ช่อง C12: ")


def test_many_are_numbered_and_the_rest_counted() -> None:
    problems = [PlanProblem(sheet="บุคลากร", cell=f"B{row}", code="empty", expected="ชื่อ-สกุล") for row in range(4, 30)]

    lines = plan_problems(problems, at_most=3).splitlines()

    assert lines[0] == "แผนนี้มี 26 จุดที่ต้องแก้ก่อนนำเข้า"
    assert lines[1] == "1. ชีต บุคลากร ช่อง B4: ยังว่างอยู่ ขอให้ใส่ชื่อ-สกุล"
    assert lines[-1].startswith("และอีก 23 จุด")
    assert len(lines) == 5


def test_few_are_told_in_full() -> None:
    assert len(plan_problems([PlanProblem(sheet="", cell="", code="not_a_workbook")]).splitlines()) == 2
