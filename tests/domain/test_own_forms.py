"""Words about forms of the office's own: by when, for whom, and what must not be taken for teaching."""

from __future__ import annotations

from datetime import date

import pytest

from domain.own_forms import id_in, key_of
from domain.periods import period_of
from domain.phrases.own_forms import all_of_a_kind, due_day, names_apart
from domain.phrases.understanding import Intent, understand
from domain.plan import UnitKind

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("29 ม.ค. 70", date(2027, 1, 29)),
        ("ภายใน 15/12/69 ค่ะ", date(2026, 12, 15)),
        ("๑๕ ธันวาคม", date(2026, 12, 15)),
        ("29 ม.ค.", date(2027, 1, 29)),
        ("15/11", date(2027, 11, 15)),
        ("พรุ่งนี้ครับ", date(2026, 11, 24)),
        ("สิ้นเดือน", date(2026, 11, 30)),
        ("สิ้นเดือนหน้า", date(2026, 12, 31)),
        ("กำหนดส่งวันที่ 2 เม.ย. 70", date(2027, 4, 2)),
        ("กลุ่มอำนวยการ", None),
        ("32 ม.ค. 70", None),
        ("", None),
    ],
)
def test_a_day_is_read_as_people_type_it(text: str, day: date | None) -> None:
    assert due_day(text, TODAY) == day


def test_a_list_of_names_is_taken_apart() -> None:
    assert names_apart("อำนวยการ, นิเทศ และ รร.บ้านใหม่\nวัดธารทองค่ะ") == ["อำนวยการ", "นิเทศ", "รร.บ้านใหม่", "วัดธารทอง"]


@pytest.mark.parametrize(
    ("text", "kind"), [("ทุกกลุ่ม", UnitKind.GROUP), ("ทุก รร.", None), ("ทุกโรงเรียนค่ะ", UnitKind.SCHOOL), ("กลุ่มนิเทศ", None)]
)
def test_all_of_a_kind(text: str, kind: UnitKind | None) -> None:
    assert all_of_a_kind(text) is kind


@pytest.mark.parametrize(
    "text", ["ไม่ใช้ไฟล์นี้เป็นแบบ", "อย่าเอาไฟล์นี้เป็นแบบ", "ใช้ไฟล์นี้เป็นแบบได้ไหม", "ขอแบบฟอร์ม", "ใช้แบบไหน", "อันนี้ไฟล์แก้แล้ว ใช้อันนี้แทน"]
)
def test_what_is_no_order_to_learn(text: str) -> None:
    assert understand(text).unasked is not Intent.USE_AS_FORM


def test_a_round_covers_its_days() -> None:
    assert period_of(2570, "6m") == (date(2026, 10, 1), date(2027, 3, 31))
    assert period_of(2570, "3m") == (date(2026, 10, 1), date(2026, 12, 31))
    assert period_of(2570, "2") == (date(2026, 10, 1), date(2027, 9, 30))


def test_a_learnt_form_has_a_key_of_its_own() -> None:
    assert id_in(key_of(12)) == 12
    assert id_in("strategy") is None
