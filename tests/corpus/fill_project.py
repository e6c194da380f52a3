"""คก.๑: the sheet สรุป that is compiled, and the project's own sheets beside it."""

from __future__ import annotations

from datetime import timedelta
from random import Random
from typing import Any

from tests.corpus import district
from tests.corpus.filling import count, day, digits, label, money, percent, sheet, some, within, words
from tests.corpus.model import Book, Draft, Line, Slot, Title
from tests.corpus.words import ROUNDS, STATES, TITLES, YEARS


def project(dice: Random, thai: bool, year: int = 2570) -> Book:
    """The projects of a group, or one of them."""
    one = dice.choice(district.PROJECTS)
    theirs = [other for other in district.PROJECTS if other.group == one.group]
    picked = theirs if dice.random() < 0.5 else [one]
    round_ = dice.choice(("ye", "ye", "q1", "q2"))
    codes = [f"{year % 100}-{each.code}" for each in picked]
    return Book(
        kind="project", dice=dice, year=year, round=round_, thai=thai,
        drafts=[project_sheet(dice, thai, picked, (year, round_))],
        subject={"project_code": codes[0]} if len(codes) == 1 else {"project_codes": codes},
        unit=district.unit_told(one.group), unit_state="known",
    )  # fmt: skip


def own_pages(book: Book) -> list[Draft]:
    """The project's own report beside the sheet that is compiled."""
    line = book.first.lines[0]
    told = (
        ("1 ชื่อโครงการ", line["project_name"].truth), ("2 กลุ่มภารกิจ/ผู้รับผิดชอบ", line["group"].truth),
        ("3 สนองกลยุทธ์/ตัวชี้วัด", line["strategy_no"].truth), ("4 หลักการและเหตุผล", district.STORY[1]),
        ("5 วัตถุประสงค์", district.OUTCOME[1]), ("8 งบประมาณ", "ค่าตอบแทน / ค่าใช้สอย / ค่าวัสดุ"),
        ("10 ผลการดำเนินงาน", "บรรลุ"), ("12 ปัญหา อุปสรรค", district.TROUBLE[0]), ("13 ข้อเสนอแนะ", district.ADVICE[0]),
    )  # fmt: skip
    labels = [label("", digits(name, book.thai), text) for name, text in told]
    captions = [f"ภาพที่ {at} กิจกรรมในโครงการ" for at in range(1, 5)]
    return [Draft("pages", "รายงาน", [], [], [], labels), Draft("pages", "ภาพกิจกรรม", [], [], [], above=captions)]


def project_sheet(dice: Random, thai: bool, picked: list[district.Project], when: tuple[int, str]) -> Draft:
    """The sheet สรุป."""
    year, round_ = when
    titles = [
        Title(digits(TITLES["project"][0].format(year=YEARS[0].format(year)), thai), ("title", "year")),
        Title(digits(f"{district.OFFICE_NAMES[0]} {ROUNDS['project'][round_][0]}", thai), ("round",)),
    ]
    lines = [_line(dice, thai, at, (one, year, round_)) for at, one in enumerate(picked, start=1)]
    draft = sheet("project", "สรุป", titles, lines, signs=district.REPORTERS[picked[0].group])
    draft.tight = dice.random() < 0.6
    return draft


def _line(dice: Random, thai: bool, at: int, what: tuple[district.Project, int, str]) -> Line:
    one, year, round_ = what
    started = within(dice, year, 10, 60)
    last = 75 if round_ == "q1" else 160 if round_ == "q2" else 330
    ended = started + timedelta(days=dice.randint(3, max(5, last - 60)))
    status = dice.choice(("แล้วเสร็จ", "แล้วเสร็จ", "อยู่ระหว่างดำเนินการ" if round_ != "ye" else "แล้วเสร็จ"))
    written = status if dice.random() < 0.7 else dice.choice(STATES["project"][status])
    budget = dice.choice(tuple(STATES["budget_type"]))
    typed = budget if dice.random() < 0.7 else dice.choice(STATES["budget_type"][budget])
    slots: dict[str, Any] = {
        "seq": Slot(at, at, "seq", "0"),
        "project_code": Slot(f"{year % 100}-{one.code}", f"{year % 100}-{one.code}", "id"),
        "project_name": words("text", digits(one.name, thai)),
        "group": words("text", district.GROUPS[one.group].name),
        "owner": words("person", district.REPORTERS[one.group][0]),
        "strategy_no": words("no", digits(one.strategy, thai)),
        "budget_type": Slot(typed, budget, "budget_type", accept=[typed]),
        **_money(dice, budget == "ไม่ใช้งบ"),
        "date_start": day(started),
        "date_end": day(ended),
        "output_qty": some(dice, thai, district.OUTPUT, 1, "text"),
        "outcome_qual": some(dice, thai, district.OUTCOME, 0.9),
        "status": Slot(written, status, "status", accept=[written]),
        "problems": some(dice, thai, district.TROUBLE),
        "photo_count": count(dice.randint(4, 24)),
    }
    slots["photo_count"].doubts.append("missing")
    for name in ("date_start", "date_end"):
        slots[name].raw = digits(slots[name].raw, thai)
    return Line(slots)


def _money(dice: Random, free: bool) -> dict[str, Slot]:
    if free:
        rate = Slot("", None, "pct", accept=[0])
        return {"budget_allocated": money(0), "budget_spent": money(0), "budget_left": money(0), "spent_pct": rate}
    allocated = dice.randint(40, 500) * 500
    spent = allocated if dice.random() < 0.15 else int(round(allocated * dice.uniform(0.4, 0.99), -1))
    return {"budget_allocated": money(allocated), "budget_spent": money(spent), "budget_left": money(allocated - spent),
            "spent_pct": percent(spent, allocated)}  # fmt: skip
