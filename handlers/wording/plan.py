"""What the officer is told about a plan workbook: where to look and what to do, never whose fault it is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from domain.plan import PlanProblem


def plan_problem(problem: PlanProblem) -> str:
    """The sentence for one problem; KeyError for a code without one."""
    return _SENTENCES[problem.code](problem)


def plan_problems(problems: list[PlanProblem], *, at_most: int = 20) -> str:
    """All of them as a numbered list, with a count first and the rest told as a number."""
    lines = [f"แผนนี้มี {len(problems)} จุดที่ต้องแก้ก่อนนำเข้า"]
    lines += [f"{number}. {plan_problem(problem)}" for number, problem in enumerate(problems[:at_most], start=1)]
    if len(problems) > at_most:
        lines.append(f"และอีก {len(problems) - at_most} จุด แก้ชุดแรกแล้วส่งมาใหม่ จะตรวจให้อีกครั้ง")
    return "\n".join(lines)


def not_a_workbook(problem: PlanProblem) -> str:  # noqa: ARG001 - all of these take the problem
    """The file does not open as a table."""
    return "เปิดไฟล์นี้เป็นตารางไม่ได้ ขอให้บันทึกเป็น Excel (.xlsx) โดยไม่ตั้งรหัสผ่าน แล้วส่งมาใหม่"


def sheet_missing(problem: PlanProblem) -> str:
    """A sheet is not there, or has another name."""
    if problem.seen:
        return f"ไม่พบชีต {problem.expected} แต่มีชีต {problem.seen} ถ้าเป็นชีตเดียวกัน ขอให้เปลี่ยนชื่อเป็น {problem.expected}"
    return f"ไม่พบชีต {problem.expected} ขอให้เพิ่มชีตชื่อนี้ ถ้าไม่มีข้อมูลให้ใส่เฉพาะหัวตาราง"


def heading_missing(problem: PlanProblem) -> str:
    """A column's heading is not there, or is written differently."""
    sheet = f"ชีต {problem.sheet}"
    if problem.seen:
        return (
            f"{sheet}: ไม่พบหัวตาราง {problem.expected} แต่มีหัวตาราง {problem.seen} "
            f"ถ้าเป็นคอลัมน์เดียวกัน ขอให้เปลี่ยนเป็น {problem.expected}"
        )
    return f"{sheet}: ไม่พบหัวตาราง {problem.expected} ขอให้เพิ่มคอลัมน์นี้"


def empty(problem: PlanProblem) -> str:
    """Something that must be filled is not."""
    if not problem.cell:
        return f"{_where(problem)}: ยังไม่มี{problem.expected} ขอให้เพิ่มหนึ่งบรรทัด"
    return f"{_where(problem)}: ยังว่างอยู่ ขอให้ใส่{problem.expected}"


def unknown_code(problem: PlanProblem) -> str:
    """A code or name that the sheet it belongs to does not hold."""
    return f"{_where(problem)}: ไม่พบ '{problem.seen}' ในชีต {problem.expected} ขอให้ตรวจตัวสะกด หรือเพิ่มในชีตนั้นก่อน"


def duplicate(problem: PlanProblem) -> str:
    """The same thing stands twice."""
    if not problem.expected:
        return f"{_where(problem)}: หัวตาราง '{problem.seen}' ซ้ำกับอีกคอลัมน์ ขอให้คงไว้เพียงคอลัมน์เดียว"
    return f"{_where(problem)}: '{problem.seen}' ซ้ำกับช่อง {problem.expected} ขอให้คงไว้ที่เดียว หรือแก้ให้ต่างกัน"


def bad_code(problem: PlanProblem) -> str:
    """A code that a blank form could not carry."""
    return (
        f"{_where(problem)}: รหัส '{problem.seen}' ขอให้ใช้เฉพาะตัวอักษรอังกฤษ ตัวเลข จุด ขีดกลาง และขีดล่าง "
        f"เช่น {problem.expected}"
    )


def bad_date(problem: PlanProblem) -> str:
    """A date that cannot be read."""
    return f"{_where(problem)}: อ่านวันที่ '{problem.seen}' ไม่ได้ ขอให้พิมพ์เช่น {problem.expected}"


def bad_number(problem: PlanProblem) -> str:
    """A number that cannot be read, or has another length than it should."""
    return f"{_where(problem)}: อ่านตัวเลข '{problem.seen}' ไม่ได้ ขอให้พิมพ์เช่น {problem.expected}"


def bad_choice(problem: PlanProblem) -> str:
    """A word that is none of those that may stand there."""
    return f"{_where(problem)}: ยังไม่รู้จัก '{problem.seen}' ในช่องนี้ ที่ใช้ได้คือ {problem.expected}"


def date_order(problem: PlanProblem) -> str:
    """A date that lies before the one it should follow."""
    return f"{_where(problem)}: วันที่ '{problem.seen}' มาก่อนวันที่ในช่อง {problem.expected} ขอให้ตรวจลำดับวันอีกครั้ง"


def wrong_year(problem: PlanProblem) -> str:
    """Something of another fiscal year."""
    return f"{_where(problem)}: '{problem.seen}' ไม่อยู่ในปีงบประมาณ {problem.expected} ขอให้ตรวจปีอีกครั้ง"


def _where(problem: PlanProblem) -> str:
    return f"ชีต {problem.sheet} ช่อง {problem.cell}" if problem.cell else f"ชีต {problem.sheet}"


_SENTENCES: Final[dict[str, Callable[[PlanProblem], str]]] = {
    "not_a_workbook": not_a_workbook,
    "sheet_missing": sheet_missing,
    "heading_missing": heading_missing,
    "empty": empty,
    "unknown_code": unknown_code,
    "duplicate": duplicate,
    "bad_code": bad_code,
    "bad_date": bad_date,
    "bad_number": bad_number,
    "bad_choice": bad_choice,
    "date_order": date_order,
    "wrong_year": wrong_year,
}
