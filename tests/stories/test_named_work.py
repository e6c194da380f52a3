"""Who names a work means that one: nothing is asked, settled or handed out for another."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.emes_office import emes_plan
from tests.stories.stage import EK, OFFICER, Stage, filled, staged
from tests.stories.test_strategy_round import blank

WISHES = (
    "ไม่มี{work}ค่ะ",
    "ขอแบบฟอร์ม{work}",
    "ขอเลื่อนส่ง{work}ถึงวันศุกร์หน้า",
    "กำลังทำ{work}อยู่ค่ะ เดี๋ยวส่งวันศุกร์",
    "ส่ง{work}ค่ะ",
    "งาน{work}ของฉันส่งวันไหน",
)


@pytest.mark.parametrize("wish", WISHES)
@pytest.mark.parametrize(
    ("said", "called"), [("โครงการ", "รายงานโครงการ"), ("อีเมส", "E-MES"), ("กลยุทธ์ที่ 2", "กลยุทธ์ที่ 2")]
)
def test_what_is_not_asked_of_somebody_is_said_and_what_is_owed_beside_it(
    stage: Stage, wish: str, said: str, called: str
) -> None:
    answer = stage.says(EK, wish.format(work=said))

    assert f"ไม่มี {called} ที่หน่วยงานของท่านต้องส่ง" in answer
    assert "งานที่ค้างส่ง" in answer
    assert "กลยุทธ์ที่ 1" in answer


@pytest.mark.parametrize("wish", WISHES)
def test_what_is_asked_of_somebody_is_found_by_its_name(stage: Stage, wish: str) -> None:
    answer = stage.says(EK, wish.format(work="กลยุทธ์ที่ 1"))

    assert "กลยุทธ์ที่ 1" in answer
    assert "ที่หน่วยงานของท่านต้องส่ง" not in answer


@pytest.mark.parametrize("wish", [WISHES[0], WISHES[2], WISHES[3]])
def test_what_is_in_needs_nothing_more(stage: Stage, wish: str) -> None:
    stage.sends(EK, "a.xlsx", filled(blank(stage, EK)))

    answer = stage.says(EK, wish.format(work="กลยุทธ์ที่ 1"))
    assert "ส่งแล้ว รอตรวจ" in answer


def test_a_claim_of_what_was_never_asked_is_not_taken_for_complete(stage: Stage) -> None:
    assert "ไม่มี E-MES ที่หน่วยงานของท่านต้องส่ง" in stage.says(EK, "รายงาน emes แล้วค่ะ")

    stage.sends(EK, "a.xlsx", filled(blank(stage, EK)))
    assert "ได้รับครบแล้ว" in stage.says(EK, "ส่งแล้วค่ะ")
    assert "ไม่มี E-MES ที่หน่วยงานของท่านต้องส่ง" in stage.says(EK, "รายงาน emes แล้วค่ะ")


@pytest.fixture
def office(tmp_path: Path, template: Path) -> Iterator[Stage]:
    with staged(tmp_path, template, plan=emes_plan()) as stage:
        yield stage


def test_a_strategy_said_to_be_sent_claims_no_report(office: Stage) -> None:
    answer = office.says(EK, "ส่งแบบกลยุทธ์แล้วค่ะ")

    assert "ไม่มี แบบติดตามกลยุทธ์ ที่หน่วยงานของท่านต้องส่ง" in answer
    assert "บันทึกว่ารายงาน" not in answer


def test_somebody_of_whom_nothing_was_asked_hears_that(stage: Stage) -> None:
    assert "ตอนนี้ไม่มีงานที่ต้องส่ง" in stage.says(OFFICER, "ส่งแล้วค่ะ")
