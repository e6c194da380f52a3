"""ส่งไฟล์ไม่ได้: what is possible here, by name, and after it the next file is taken as any other."""

from __future__ import annotations

import pytest

from tests.stories.stage import EK, STRANGER, Stage, filled
from tests.stories.test_strategy_round import blank


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("ส่งไฟล์ไม่ได้ค่ะ", "LINE บนคอมพิวเตอร์"),
        ("รูปไม่ขึ้น", "เลือก รูปภาพ"),
        ("ไฟล์ใหญ่เกินไป ส่งไม่ได้", "20 MB"),
        ("เปิดไฟล์ไม่ได้ค่ะ", "ลิงก์ใช้ได้ 72 ชั่วโมง"),
        ("เข้า emes ไม่ได้ค่ะ", "ไม่ส่งรหัสผ่านในไลน์"),
    ],
)
def test_each_trouble_has_its_own_way_out_and_the_work_at_hand(stage: Stage, said: str, told: str) -> None:
    answer = stage.says(EK, said)

    assert told in answer
    assert "กลยุทธ์ที่ 1" in answer
    assert "นางสาวรินรดา ทดสอบวัฒนา" in answer, "who of the office may be asked"


def test_what_became_of_the_last_file_is_said_and_the_next_one_is_taken(stage: Stage) -> None:
    data = blank(stage, EK)
    stage.sends(EK, "แบบ.xlsx", b"PK\x03\x04 cut off")
    assert "“แบบ.xlsx” ถึงเมื่อ 09.00 น. เปิดอ่านไฟล์ไม่ได้" in stage.says(EK, "ส่งไฟล์ไม่ได้")

    assert "ST-2570-R6/0001" in stage.sends(EK, "a.xlsx", filled(data))
    assert "งานที่ค้าง" not in stage.says(EK, "ส่งไฟล์ไม่ได้")


def test_in_a_group_only_the_ways_are_told_and_strangers_register_first(stage: Stage) -> None:
    said = stage.says(EK, "บอท ส่งไฟล์ไม่ได้", group=True)
    assert "LINE บนคอมพิวเตอร์" in said
    assert "กลยุทธ์" not in said
    assert "20 MB" not in stage.says(STRANGER, "ส่งไฟล์ไม่ได้")
