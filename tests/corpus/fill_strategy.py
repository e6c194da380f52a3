"""กย.๑ as a group fills it."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any

from tests.corpus import district
from tests.corpus.filling import count, day, digits, label, level_of, money, percent, sheet, some, words
from tests.corpus.model import Book, Draft, Line, Slot, Title
from tests.corpus.words import ROUNDS, TITLES, YEARS

ENDS = {"6m": (3, 31), "9m": (6, 30), "12m": (9, 30)}


def strategy(dice: Random, thai: bool, year: int = 2570) -> Book:
    """A form of one strategy of one of its owners."""
    which = dice.choice(district.STRATEGIES)
    owner = dice.choice(which.owners)
    round_ = dice.choice(("6m", "6m", "9m", "12m"))
    draft = strategy_sheet(dice, thai, which, owner, (year, round_))
    return Book(
        kind="strategy", dice=dice, year=year, round=round_, subject={"strategy_no": which.no}, drafts=[draft],
        thai=thai, unit=district.unit_told(owner), unit_state="known",
        expected={"indicators": [[one.no, one.name] for one in which.indicators]},
    )  # fmt: skip


def strategy_sheet(dice: Random, thai: bool, which: district.Strategy, owner: str, when: tuple[int, str]) -> Draft:
    """The sheet."""
    year, round_ = when
    told = ROUNDS["strategy"][round_][0].format(before=year - 1, year=year)
    titles = [
        Title(digits(TITLES["strategy"][0].format(year=YEARS[0].format(year)), thai), ("title", "year")),
        Title(digits(f"{district.OFFICE_NAMES[0]} {told}", thai), ("round",)),
        Title(digits(f"กลยุทธ์ที่ {which.no} {which.name}", thai), ("subject",)),
    ]
    lines = []
    for one in which.indicators:
        lines.append(_line(dice, thai, one))
        if dice.random() < 0.2:
            lines += [_sub_line(dice, thai, one.no, at, one.unit) for at in range(1, dice.choice((2, 3)))]
    month, last = ENDS[round_]
    reported = date(year - 543, month, last) + timedelta(days=dice.randint(1, 20))
    reporter, head = district.REPORTERS[owner]
    labels = [
        label("unit", "กลุ่มภารกิจ", district.GROUPS[owner].name),
        label("reporter", "ผู้รายงาน", reporter, "person"),
        label("phone", "โทรศัพท์", digits(f"000-000-00{dice.randint(10, 99)}", thai), "phone"),
        label("report_date", "วันที่รายงาน", _thai_day(day(reported), thai)),
        label("form_version", "ฉบับที่", digits("แบบ กย.1 v1", thai)),
    ]
    return sheet(
        "strategy", digits(f"กลยุทธ์ที่ {which.no}", thai), titles, lines, labels=labels,
        totals=("budget_allocated", "budget_spent", "budget_left"), signs=(reporter, head),
    )  # fmt: skip


def _thai_day(slot: Slot, thai: bool) -> Slot:
    slot.raw = digits(slot.raw, thai)
    return slot


def _figures(dice: Random) -> dict[str, Slot]:
    whole = dice.choice((dice.randint(12, 90), dice.randint(100, 1900)))
    part = round(whole * dice.uniform(0.5, 1.0))
    rate = percent(part, whole)
    level = level_of(rate.raw)
    return {"population": count(whole), "achieved_n": count(part), "achieved_pct": rate,
            "score_level": Slot(level, level, "score", "0")}  # fmt: skip


def _line(dice: Random, thai: bool, one: district.Indicator) -> Line:
    op, value = one.target
    figures = _figures(dice)
    allocated = dice.randint(20, 600) * 500
    spent = allocated if dice.random() < 0.15 else round(allocated * dice.uniform(0.4, 0.99), -1)
    slots: dict[str, Any] = {
        "indicator_no": words("no", digits(one.no, thai)),
        "indicator_name": words("text", digits(one.name, thai)),
        "unit": words("text", one.unit),
        "target": Slot(digits(_target(dice, op, value), thai), {"op": op, "value": value}, "target"),
        **figures,
        "budget_allocated": money(allocated),
        "budget_spent": money(int(spent)),
        "budget_left": money(allocated - int(spent)),
        "actions": some(dice, thai, district.DONE, 1),
        "problems": some(dice, thai, district.TROUBLE),
        "suggestions": some(dice, thai, district.ADVICE),
        "evidence": some(dice, thai, district.PROOF, 1, "text"),
        "note": words("text", digits("ข้อมูล ณ วันสิ้นรอบ", thai) if dice.random() < 0.15 else None),
    }
    return Line(slots)


def _target(dice: Random, op: str, value: float) -> str:
    if op == "=":
        return f"เท่ากับ {value:g}"
    return dice.choice((f"{value:g} ขึ้นไป", f"ไม่น้อยกว่า {value:g}", f">= {value:g}"))


def _sub_line(dice: Random, thai: bool, no: str, at: int, unit: str) -> Line:
    kinds = {"target": "target", "budget_allocated": "money", "budget_spent": "money", "budget_left": "money",
             "actions": "long", "problems": "long", "suggestions": "long", "note": "text"}  # fmt: skip
    name = dice.choice(("ระดับประถมศึกษา", "โรงเรียนขนาดเล็ก", "อำเภอทุ่งตะวัน", "โรงเรียนขยายโอกาส"))
    slots = {field: Slot("", None, kind) for field, kind in kinds.items()}
    first = Slot("", None, "no", accept="*")
    return Line({
        "indicator_no": first, "indicator_name": words("text", digits(f"{no}.{at} {name}", thai)),
        "unit": words("text", unit), **_figures(dice), **slots,
        "evidence": some(dice, thai, district.PROOF, 1, "text"),
    }, main=False)  # fmt: skip
