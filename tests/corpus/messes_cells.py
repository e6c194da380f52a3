"""Messes inside cells that change how a number or a day is written, not what it means (domain.md 4.6, M01-M18)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from domain.thai import thai_digits
from tests.corpus.model import Book, Draft, Line, Slot

NUMBERS = ("int", "money", "pct", "score", "seq")
BUDGET = ("budget_allocated", "budget_spent", "budget_left")
_BUDDHIST = 543
_MONTHS = (
    "มกราคม", "กุมภาพันธ์", "มีนาคม", "เมษายน", "พฤษภาคม", "มิถุนายน", "กรกฎาคม", "สิงหาคม", "กันยายน", "ตุลาคม",
    "พฤศจิกายน", "ธันวาคม",
)  # fmt: skip
_SHORT = ["ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค."]
_UNITS = ("", "หนึ่ง", "สอง", "สาม", "สี่", "ห้า", "หก", "เจ็ด", "แปด", "เก้า")
_PLACES = ((100_000, "แสน"), (10_000, "หมื่น"), (1000, "พัน"), (100, "ร้อย"))


def spelled(number: int) -> str:
    """A number in Thai words, up to 999,999."""
    if number == 0:
        return "ศูนย์"
    told, rest = "", number
    for size, word in _PLACES:
        if rest >= size:
            told += _UNITS[rest // size] + word
            rest %= size
    tens, ones = divmod(rest, 10)
    if tens:
        told += {1: "สิบ", 2: "ยี่สิบ"}.get(tens, _UNITS[tens] + "สิบ")
    if ones:
        told += "เอ็ด" if ones == 1 and told else _UNITS[ones]
    return told


def some(book: Book, *kinds: str, share: float = 0.35) -> Iterator[Slot]:
    """Plain cells with a figure, a share of them; at least one."""
    found = [slot for slot in book.slots(*kinds) if isinstance(slot.raw, int | float)]
    if found:
        yield from book.dice.sample(found, max(1, round(len(found) * share * book.dice.random())))


def written(number: float, *, commas: bool = True) -> str:
    """A number as people write it."""
    if isinstance(number, int) or float(number).is_integer():
        return f"{int(number):,}" if commas else str(int(number))
    return f"{number:,.2f}"


def _each(slots: Iterator[Slot], write: Any) -> bool:
    touched = False
    for slot in list(slots):
        told = write(slot)
        if told is not None:
            slot.write(told)
            touched = True
    return touched


def m01_thai_digits(book: Book) -> bool:
    """๑,๒๔๕."""
    return _each(some(book, "int", "money", "pct", "score"), lambda slot: thai_digits(written(slot.raw)))


def m02_dashes(book: Book) -> bool:
    """A dash: nothing. Only where nothing had to be filled in."""
    dice, touched = book.dice, False
    for slot in book.slots("long", "text", "money"):
        if slot.raw in ("", None) and not isinstance(slot.accept, str) and dice.random() < 0.4:
            slot.write(dice.choice(("-", "–", "—", "ー", ".")))
            touched = True
    for draft in book.drafts:
        for line in draft.lines:
            touched |= _no_budget(book, draft.kind, line.slots)
    return touched


def _budget_in_full(kind: str, slots: dict[str, Slot]) -> bool:
    return kind == "strategy" and all(slots[name].plain and slots[name].raw != "" for name in BUDGET)


def _no_budget(book: Book, kind: str, slots: dict[str, Slot]) -> bool:
    if book.dice.random() > 0.3 or not _budget_in_full(kind, slots):
        return False
    for name in BUDGET:
        slots[name].spoil(book.dice.choice("-–—"), None)
    return True


def m03_none_words(book: Book) -> bool:
    """ไม่มี, N/A: none, not forgotten."""
    dice, touched = book.dice, False
    for slot in book.slots("long"):
        if slot.raw in ("", None) and dice.random() < 0.4:
            slot.spoil(dice.choice(("ไม่มี", "ไม่มีปัญหา", "N/A", "ไม่มีข้อมูล")), "ไม่มี")
            touched = True
    for draft in book.drafts:
        for line in draft.lines:
            if _budget_in_full(draft.kind, line.slots) and dice.random() < 0.15:
                touched = True
                for name in BUDGET:
                    line[name].spoil(dice.choice(("ไม่มี", "ไม่มีข้อมูล", "-")), None)
                    line[name].doubts.append("unreadable_number")
    return touched


def m04_baht(book: Book) -> bool:
    """12,500 บาท."""
    shapes = ("{} บาท", "{}.-", "฿{}", "{} บ.", "{}.00", "{}บาท")
    return _each(some(book, "money"), lambda slot: book.dice.choice(shapes).format(written(slot.raw)))


def m05_classifiers(book: Book) -> bool:
    """1,102 คน."""
    word = {"emes": ("คน",), "project": ("ภาพ", "รูป")}.get(book.kind, ("คน", "แห่ง", "โรง", "โรงเรียน"))
    return _each(some(book, "int"), lambda slot: f"{written(slot.raw)} {book.dice.choice(word)}")


def m06_percent_words(book: Book) -> bool:
    """ร้อยละ 85.50."""
    shapes = ("ร้อยละ {}", "{}%", "{} %", "ร้อยละ{}", "{} เปอร์เซ็นต์")
    return _each(some(book, "pct"), lambda slot: book.dice.choice(shapes).format(f"{slot.raw:.2f}"))


def m07_fractions(book: Book) -> bool:
    """0.8551 drawn as a per cent; sometimes not drawn so, which is to be asked about."""
    touched = False
    for slot in some(book, "pct"):
        part, bare = round(slot.raw / 100, 4), book.dice.random() < 0.2
        slot.write(
            part, "General" if bare else "0.00%" if book.container != "xlsx" else book.dice.choice(("0.00%", "0.0%"))
        )
        slot.slack = 0.006
        if bare and part < 1:
            slot.accept = [part, None]
            slot.doubts += ["unreadable_number", "inconsistent", "not_in_range"]
            for line in (line for draft in book.drafts for line in draft.lines if slot in line.slots.values()):
                for other in (one for one in line.slots.values() if one.kind == "score"):
                    other.doubts.append("inconsistent")
        touched = True
    return touched


def m08_targets(book: Book) -> bool:
    """At least 85, in many words."""
    shapes = {
        ">=": ("{} ขึ้นไป", "ไม่น้อยกว่า {}", "≥{}", "≥ {}", ">= {}", "ไม่ต่ำกว่า {}", "ร้อยละ {} ขึ้นไป", "ตั้งแต่ {} ขึ้นไป"),
        "=": ("เท่ากับ {}", "= {}"),
    }
    slots = [slot for slot in book.slots("target") if slot.truth]
    for slot in slots:
        told = book.dice.choice(shapes[slot.truth["op"]]).format(f"{slot.truth['value']:g}")
        slot.write(thai_digits(told) if book.thai else told)
        if told.startswith("=") and book.container == "xlsx":
            slot.write("เท่ากับ" + told[1:])
    return bool(slots)


def m09_level_words(book: Book) -> bool:
    """ระดับ ๕, ดีมาก."""
    scale = {5: ("ดีมาก", "ดีเยี่ยม"), 4: ("ดี",), 3: ("ปานกลาง", "พอใช้"), 2: (), 1: ()}

    def write(slot: Slot) -> str:
        plain = (f"ระดับ {slot.raw}", f"{slot.raw} คะแนน", f"ระดับ{thai_digits(str(slot.raw))}")
        return str(book.dice.choice((*plain, *scale[slot.raw])))

    return _each(some(book, "score", share=1), write)


def m10_spelled(book: Book) -> bool:
    """สิบห้า, ๑๕ (สิบห้า)."""

    def write(slot: Slot) -> str | None:
        if slot.raw > 99_999:
            return None
        told = spelled(slot.raw)
        return told if book.dice.random() < 0.4 else f"{written(slot.raw)} ({told})"

    return _each(some(book, "int", share=0.2), write)


def m11_thousand_point(book: Book) -> bool:
    """1.102 for 1,102: to be asked about."""
    touched = False
    for slot in some(book, "int") if book.kind != "inspection" else ():  # whose figures need not be whole
        if 1000 <= slot.raw <= 9999 and slot.raw % 10:
            slot.accept = [slot.raw / 1000, None]
            slot.write(f"{slot.raw / 1000:.3f}")
            slot.doubts += ["unreadable_number", "inconsistent"]
            touched = True
            break
    return touched


def m13_texts_and_numbers(book: Book) -> bool:
    """Numbers as text; codes as numbers."""
    dice = book.dice
    touched = _each(some(book, *NUMBERS), lambda slot: written(slot.raw, commas=dice.random() < 0.3))
    for slot in book.slots("code"):
        if dice.random() < 0.5 and book.container in ("xlsx", "xls", "ods"):
            slot.write(int(slot.raw), "0")
            touched = True
    return touched


def _days(book: Book, share: float = 0.6) -> Iterator[Slot]:
    labels = [label.slot for draft in book.drafts for label in draft.labels if label.slot.kind == "date"]
    found = [slot for slot in (*book.slots("date"), *labels) if slot.truth and slot.plain]
    for slot in found:
        if book.dice.random() < share:
            yield slot


def m14_buddhist_excel(book: Book) -> bool:
    """A day of the year 2569, as Excel with English days keeps it."""
    touched = False
    for slot in list(_days(book)):
        day = date.fromisoformat(slot.truth)
        if (day.month, day.day) == (2, 29):
            continue
        slot.write(datetime(day.year + _BUDDHIST, day.month, day.day), "d/m/yyyy")  # noqa: DTZ001  (as in a cell)
        touched = True
    return touched


def m15_short_year_excel(book: Book) -> bool:
    """30/9/69 typed into Excel: 1969; asked about."""
    touched = False
    for slot in list(_days(book)):
        day = date.fromisoformat(slot.truth)
        slot.write(datetime(day.year + _BUDDHIST - 600, day.month, day.day), "d/m/yy")  # noqa: DTZ001  (as in a cell)
        slot.doubts.append("wrong_year")
        touched = True
    return touched


def m16_day_texts(book: Book) -> bool:
    """Days in many ways of writing."""

    def write(slot: Slot) -> str:
        day = date.fromisoformat(slot.truth)
        year, long, short = day.year + _BUDDHIST, _MONTHS[day.month - 1], _SHORT[day.month - 1]
        told = book.dice.choice((
            f"{day.day} {long} {year}", f"{day.day} {short} {year % 100}",
            f"{day.day}{short.replace('.', '')}{year % 100}", f"{day.day:02d}-{day.month:02d}-{year}",
            f"{day.day}.{day.month}.{year % 100}", f"{day.day}/{day.month}/{year}",
            f"วันที่ {day.day} เดือน {long} พ.ศ. {year}", f"{day.day} {long} พ.ศ. {year}",
        ))  # fmt: skip
        return thai_digits(told) if book.thai else told

    return _each(_days(book, 0.9), write)


def m17_christian_years(book: Book) -> bool:
    """2026-09-30 as it is; asked about among Buddhist years."""

    def write(slot: Slot) -> str:
        day = date.fromisoformat(slot.truth)
        slot.doubts.append("wrong_year")
        return book.dice.choice((day.isoformat(), f"{day.day:02d}/{day.month:02d}/{day.year}"))

    return _each(_days(book, 0.4), write)


def m18_ranges(book: Book) -> bool:
    """Start and end in one merged cell."""
    if book.kind != "project" or book.container not in ("xlsx", "xls", "ods", "html"):
        return False
    draft, touched = book.first, False
    fiscal = (date(book.year - _BUDDHIST - 1, 10, 1), date(book.year - _BUDDHIST, 9, 30))
    if not (draft.has("date_start") and draft.has("date_end")):
        return False
    spoiled = {one.line for one in draft.problems}
    for at, line in enumerate(draft.lines):
        start, end = line["date_start"], line["date_end"]
        if at in spoiled or not (start.plain and end.plain) or book.dice.random() < 0.4:
            continue
        told, first, last = _range(book, date.fromisoformat(start.truth), fiscal)
        start.spoil(thai_digits(told) if book.thai else told, first.isoformat())
        end.spoil("", last.isoformat())
        draft.across.append((at, "date_start", "date_end"))
        touched = True
    return touched


def _range(book: Book, day: date, fiscal: tuple[date, date]) -> tuple[str, date, date]:
    year, short = day.year + _BUDDHIST, _SHORT[day.month - 1]
    way = book.dice.choice(("days", "months", "year"))
    if way == "days" and day.day <= 24:
        return f"{day.day}-{day.day + 2} {short} {year % 100}", day, day + timedelta(days=2)
    if way == "months":
        first = day.replace(day=1)
        last = (first + timedelta(days=62)).replace(day=1) - timedelta(days=1)
        ends = f"{_SHORT[last.month - 1]} {(last.year + _BUDDHIST) % 100}"
        return f"{short} {year % 100} – {ends}", first, last
    return book.dice.choice(("ตลอดปีงบประมาณ", "ตลอดปีงบประมาณ")), *fiscal


def _calculable(draft: Draft, line: Line, slot: Slot, formula: str) -> bool:
    """Whether the cell and those the formula asks for hold figures."""
    names = re.findall(r"\[(\w+)\]", formula)
    asked = [line[name].truth for name in names]
    figures = all(map(draft.has, names)) and all(isinstance(one, int | float) for one in (slot.raw, *asked))
    return slot.plain and figures and ("left" in formula or bool(asked[-1]))


def m28_formulas(book: Book) -> bool:
    """Formulas no program has calculated."""
    shapes = {
        "budget_left": (
            "=[budget_allocated]{row}-[budget_spent]{row}",
            "=SUM([budget_allocated]{row}-[budget_spent]{row})",
        ),
        "achieved_pct": ("=[achieved_n]{row}/[population]{row}*100",),
        "result_pct": ("=[result_n]{row}/[target_n]{row}*100",),
        "spent_pct": ("=[budget_spent]{row}/[budget_allocated]{row}*100",),
    }
    touched = False
    for draft in book.drafts:
        for line in draft.lines:
            for name, formulas in shapes.items():
                slot = line.slots.get(name)
                if slot is None or book.dice.random() < 0.5 or not _calculable(draft, line, slot, formulas[0]):
                    continue
                slot.shown = slot.raw
                slot.write(book.dice.choice(formulas), "#,##0" if "left" in name else "#,##0.00")
                slot.slack = 0.006
                slot.doubts.append("missing")
                touched = True
    return touched
