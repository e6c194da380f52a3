"""An officer puts a work before the director; what the director taps or types is the order, which the officer hears."""

from __future__ import annotations

import urllib.request

from tests.stories.stage import DIRECTOR, EK, OFFICER, Stage, phone_of
from tests.stories.test_strategy_round import at


def proposed(stage: Stage) -> None:
    stage.says(OFFICER, "เสนอ ผอ.")
    stage.presses(OFFICER, "เสนอ")


def test_a_work_is_put_before_the_director_with_its_memo_and_the_cost_said_first(stage: Stage) -> None:
    shown = stage.says(OFFICER, "เสนอ ผอ.")
    assert "ใช้ 1 ข้อความ" in shown
    assert stage.heard(DIRECTOR) == []
    assert "จะแจ้งให้ทราบทันที" in stage.presses(OFFICER, "เสนอ")

    assert "พิจารณาสั่งการ" in stage.heard(DIRECTOR)[-1]
    with urllib.request.urlopen(stage.link(DIRECTOR), timeout=10) as answer:  # noqa: S310 - our own local server
        assert answer.read().startswith(b"%PDF")
    assert "กำลังรอสั่งการ" in stage.says(OFFICER, "เสนอ ผอ."), "twice is once"


def test_a_tap_is_the_order_and_the_officer_and_the_steps_know_it(stage: Stage) -> None:
    proposed(stage)
    assert "เห็นชอบ" in stage.presses(DIRECTOR, "เห็นชอบ")
    assert "ผอ. เห็นชอบ" in stage.heard(OFFICER)[-1]
    assert "✓ 2 " in stage.says(OFFICER, "ขั้นตอน")
    assert "เห็นชอบ" in stage.says(OFFICER, "ผอ. สั่งว่าอย่างไร")


def test_an_order_in_words_is_kept_as_it_was_typed(stage: Stage) -> None:
    proposed(stage)
    assert "ขอข้อความสั่งการ" in stage.presses(DIRECTOR, "สั่งการ")
    assert "บันทึกคำสั่งแล้ว" in stage.says(DIRECTOR, "แจ้งทุกกลุ่มดำเนินการ และส่งก่อนวันที่ 1 เม.ย.")
    assert "แจ้งทุกกลุ่มดำเนินการ และส่งก่อนวันที่ 1 เม.ย." in stage.heard(OFFICER)[-1]


def test_what_is_sent_back_is_no_step_and_may_be_proposed_again(stage: Stage) -> None:
    proposed(stage)
    stage.presses(DIRECTOR, "ส่งคืน")
    stage.says(DIRECTOR, "แก้กำหนดส่งให้เร็วขึ้น")
    assert "ผอ. ส่งคืน" in stage.heard(OFFICER)[-1]
    assert "✓ 2 " not in stage.says(OFFICER, "ขั้นตอน")
    assert "เสนอ ผอ. ตามนี้" in stage.says(OFFICER, "เสนอ ผอ.")


def test_the_director_changes_an_order_within_the_hour_and_not_later(stage: Stage) -> None:
    proposed(stage)
    stage.presses(DIRECTOR, "ทราบ")
    stage.says(DIRECTOR, "เรื่องที่เสนอ ผอ.")
    stage.presses(DIRECTOR, "ดูเรื่องที่ 1")
    assert "เห็นชอบ" in stage.presses(DIRECTOR, "เห็นชอบ")
    stage.travel(at(2026, 11, 23, 13))
    assert "สั่งการไว้แล้ว" in stage.presses(DIRECTOR, "ทราบ")
    with stage.store.reading() as tx:
        (proposal,) = tx.proposals.latest(tx.people.offices()[0].id, most=5)
        assert [order.order for order in proposal.orders] == ["noted", "agreed"], "both are kept"


def test_nobody_else_decides_not_even_an_officer_with_the_directors_button(stage: Stage) -> None:
    proposed(stage)
    for who in (OFFICER, EK):
        stage.line.press(phone_of(who), "decide:1:1", "เห็นชอบ")
    stage.settle()
    with stage.store.reading() as tx:
        assert tx.proposals.latest(tx.people.offices()[0].id, most=5)[0].order is None


def test_an_order_on_paper_is_written_down_as_such(stage: Stage) -> None:
    assert "(สั่งในเอกสาร)" in stage.says(OFFICER, "บันทึกคำสั่ง ผอ. เห็นชอบ มอบกลุ่มนโยบายและแผน")
    shown = stage.says(OFFICER, "เรื่องที่เสนอ ผอ.")
    assert "เห็นชอบ มอบกลุ่มนโยบายและแผน (ในเอกสาร)" in shown
    assert "✓ 2 " in stage.says(OFFICER, "ขั้นตอน")


def test_what_waits_rides_along_with_the_directors_answers_once_a_day(stage: Stage) -> None:
    proposed(stage)
    assert "เสนอเพื่อพิจารณา" not in stage.says(DIRECTOR, "สรุป"), "it was told today"
    stage.travel(at(2026, 11, 24, 10))
    assert "เสนอเพื่อพิจารณา" in stage.says(DIRECTOR, "สรุป")
    assert "เสนอเพื่อพิจารณา" not in stage.says(DIRECTOR, "สรุป")
