"""Files that come after others: what they change, what they leave out, what is taken back, and why they were taken."""

from __future__ import annotations

import io
from collections.abc import Collection
from dataclasses import replace
from datetime import date

import openpyxl
import urllib3

from tests.plans import small_plan
from tests.stories.stage import DIRECTOR, EK, NITI, OFFICER, PO, USERS, Stage, filled
from tests.stories.test_strategy_round import at, blank, fetch

FIRST_ROW, TYPED = 8, range(5, 17)


def only(data: bytes, *kept: int) -> bytes:
    """The form with nothing typed in its rows but in these (0 is the first); what is printed stays."""
    return changed(data, {(row, column): None for row in {0, 1} - set(kept) for column in TYPED})


def changed(data: bytes, cells: dict[tuple[int, int], object]) -> bytes:
    """The form with other values at (row, column); row 0 is the first."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    sheet = book.active
    assert sheet is not None
    for (row, column), value in cells.items():
        sheet.cell(FIRST_ROW + row, column).value = value  # type: ignore[assignment]
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def versions(stage: Stage, obligation_id: int = 1) -> list[tuple[int, bool, bool, bool]]:
    """Of each version: number, clean, stands, withdrawn."""
    with stage.store.reading() as tx:
        return [
            (s.version, s.clean, s.stands, s.withdrawn_at is not None)
            for s in tx.submissions.of_obligation(obligation_id)
        ]


def accept(stage: Stage) -> None:
    with stage.store.begin() as tx:
        debt = tx.work.obligation(1)
        assert debt is not None
        debt.state = "accepted"
        tx.commit()


def words_of(data: bytes, sheet: str) -> list[list[str]]:
    rows = openpyxl.load_workbook(io.BytesIO(data))[sheet].iter_rows()
    return [[str(cell.value) for cell in row if cell.value is not None] for row in rows]


def test_a_second_version_tells_what_changed(stage: Stage) -> None:
    form = filled(blank(stage, EK))
    assert "จากฉบับก่อนหน้า" not in stage.sends(EK, "a.xlsx", form)

    answer = stage.sends(EK, "b.xlsx", changed(form, {(0, 12): "อบรม", (0, 13): "ฝนตก", (1, 12): "นิเทศ"}))

    assert "เปลี่ยน 3 ช่อง จากฉบับก่อนหน้า" in answer
    assert "ประชุม → อบรม" in answer
    assert "(ว่าง) → ฝนตก" in answer


def test_many_changes_are_counted_after_the_first_five(stage: Stage) -> None:
    form = filled(blank(stage, EK))
    stage.sends(EK, "a.xlsx", form)

    answer = stage.sends(
        EK, "b.xlsx", changed(form, {(row, column): "อื่น" for row in (0, 1) for column in range(12, 16)})
    )

    assert "เปลี่ยน 8 ช่อง" in answer
    assert answer.count(" → ") == 5
    assert "และอีก 3 รายการ" in answer


def test_the_same_figures_typed_otherwise_are_no_change(stage: Stage) -> None:
    form = filled(blank(stage, EK))
    stage.sends(EK, "a.xlsx", form)

    assert "ไม่มีช่องที่เปลี่ยน" in stage.sends(EK, "b.xlsx", changed(form, {(0, 5): "๒๐๐", (1, 12): " ประชุม "}))


def test_only_the_missing_part_is_owed_and_the_rest_is_taken_over(stage: Stage) -> None:
    form = filled(blank(stage, EK))

    first = stage.sends(EK, "a.xlsx", changed(form, {(1, column): None for column in range(1, 17)}))
    assert "ไม่พบตัวชี้วัด ๑.๒" in first
    assert "ส่งเฉพาะข้อที่ขาดได้" in first
    assert stage.states()["ST1"] == "returned"

    second = stage.sends(EK, "b.xlsx", only(form, 1))

    assert "ได้รับแล้ว" in second
    assert "ใช้ข้อมูลเดิมของ ๑.๑ จากฉบับที่ 1" in second
    assert "เพิ่ม 1 แถว" in second
    assert stage.states()["ST1"] == "submitted"
    assert versions(stage) == [(1, False, False, False), (2, True, True, False)]


def test_what_the_new_file_brings_wins_even_when_it_is_wrong(stage: Stage) -> None:
    form = filled(blank(stage, EK))
    stage.sends(EK, "a.xlsx", only(form, 0))

    answer = stage.sends(EK, "b.xlsx", changed(form, {(0, 6): 230, (0, 7): 115}))

    assert "ใช้ข้อมูลเดิม" not in answer
    assert "ขอให้แก้ไข" in answer


def test_a_row_with_an_error_is_never_taken_over(stage: Stage) -> None:
    form = filled(blank(stage, EK))
    stage.sends(EK, "a.xlsx", changed(form, {(0, 6): 230, (0, 7): 115}))

    answer = stage.sends(EK, "b.xlsx", only(form, 1))

    assert "ใช้ข้อมูลเดิม" not in answer
    assert stage.states()["ST1"] == "returned"


def test_a_figure_taken_over_is_traced_to_the_file_it_came_in(stage: Stage) -> None:
    form = filled(blank(stage, EK))
    stage.sends(EK, "a.xlsx", only(form, 0))
    stage.sends(EK, "b.xlsx", only(form, 1))
    stage.says(DIRECTOR, "สรุป")

    traces = [row for row in words_of(fetch(stage, DIRECTOR), "ที่มาของข้อมูล") if len(row) > 3]

    taken = {(row[2], row[3]) for row in traces if row[0] == "รายตัวชี้วัด" and row[1].startswith("E")}
    assert {("๑.๑ จำนวนทั้งหมด", "a.xlsx"), ("๑.๒ จำนวนทั้งหมด", "b.xlsx")} <= taken
    sums = {row[3] for row in traces if row[2].startswith("ได้รับจัดสรร") and row[3].endswith(".xlsx")}
    assert sums == {"a.xlsx", "b.xlsx"}


def test_rows_of_a_file_that_is_taken_back_are_missing_again(stage: Stage) -> None:
    form = filled(blank(stage, EK))
    stage.sends(EK, "a.xlsx", only(form, 0))
    stage.sends(EK, "b.xlsx", only(form, 1))
    first = next(b.message_id for b in stage.line.messages(USERS[EK]) if b.message["type"] == "file")

    stage.line.unsend(USERS[EK], first)
    stage.settle()

    assert stage.states()["ST1"] == "returned"
    with stage.store.reading() as tx:
        _, second = tx.submissions.of_obligation(1)
        assert [row["cells"]["indicator_no"]["t"] for row in second.rows] == ["๑.๒"]
        assert second.findings[-1]["seen"].startswith("๑.๑")


def test_a_file_is_withdrawn_by_its_button_after_one_question(stage: Stage) -> None:
    form = filled(blank(stage, EK))
    stage.sends(EK, "a.xlsx", form)
    stage.sends(EK, "b.xlsx", changed(form, {(0, 12): "อบรม"}))

    asked = stage.presses(EK, "ถอนฉบับนี้")
    assert "ST-2570-R6/0002" in asked
    assert versions(stage)[1] == (2, True, True, False)
    assert "ไม่ได้ถอน" in stage.presses(EK, "ไม่ถอน")
    answer = stage.presses(EK, "ใช่ ถอนเลย")

    assert "ฉบับก่อนหน้ายังใช้อยู่" in answer
    assert versions(stage) == [(1, True, True, False), (2, True, False, True)]
    assert "ไม่ใช่ฉบับล่าสุด" in stage.presses(EK, "ใช่ ถอนเลย")
    assert "ST-2570-R6/0003" in stage.sends(EK, "b.xlsx", changed(form, {(0, 12): "อบรม"}))


def test_a_colleague_of_the_unit_withdraws_by_words_and_the_debt_is_open_again(stage: Stage) -> None:
    stage.sends(EK, "a.xlsx", filled(blank(stage, EK)))

    assert "ใช่ไหม" in stage.says(NITI, "ขอถอนงานค่ะ")
    assert "ยังรอไฟล์ใหม่" in stage.presses(NITI, "ใช่ ถอนเลย")
    assert stage.states()["ST1"] == "pending"
    assert "ไม่มีงานที่ถอนได้" in stage.says(NITI, "ขอถอนงานค่ะ")


def test_others_cannot_withdraw_it_but_an_officer_can(stage: Stage) -> None:
    stage.sends(EK, "a.xlsx", filled(blank(stage, EK)))

    assert "ไม่พบเลขรับ" in stage.says(PO, "ขอถอน ST-2570-R6/0001")
    stage.line.press(USERS[PO], "withdraw:1:1:1", "ใช่")
    stage.settle()
    assert stage.states()["ST1"] == "submitted"
    assert "ST-2570-R6/0001" in stage.says(OFFICER, "ขอถอน st-2570-r6/๐๐๐๑")
    assert "ถอนเลขรับ ST-2570-R6/0001 แล้ว" in stage.presses(OFFICER, "ใช่ ถอนเลย")
    assert stage.states()["ST1"] == "pending"


def test_accepted_work_is_not_withdrawn(stage: Stage) -> None:
    stage.sends(EK, "a.xlsx", filled(blank(stage, EK)))
    stage.presses(EK, "ถอนฉบับนี้")
    accept(stage)

    assert "ถอนไม่ได้" in stage.presses(EK, "ใช่ ถอนเลย")
    assert versions(stage) == [(1, True, True, False)]


def test_which_is_withdrawn_is_asked_when_it_could_be_several(stage: Stage) -> None:
    for code, obligation in ((EK, 1), (PO, 2)):
        stage.line.press(USERS[OFFICER], f"form:{obligation}", "ขอแบบฟอร์ม")
        stage.settle()
        stage.sends(OFFICER, f"{code}.xlsx", filled(fetch(stage, OFFICER)))

    assert "ถอนงานไหน" in stage.says(OFFICER, "ขอถอนงาน")
    assert "ST-2570-R6/0001" in stage.says(OFFICER, "ขอถอนงานกลยุทธ์ 1")


def test_nothing_to_report_is_recorded_after_one_question_and_ends_the_reminders(stage: Stage) -> None:
    asked = stage.says(PO, "ไม่มีข้อมูลค่ะ")
    assert "รายงานเป็นศูนย์" in asked
    assert stage.states()["ST2"] == "pending"
    assert "ยังรอไฟล์" in stage.presses(PO, "ไม่ใช่ ยังไม่บันทึก")
    assert "บันทึกรายงานเป็นศูนย์แล้ว" in stage.presses(PO, "ใช่ บันทึกว่าไม่มี")

    assert stage.states()["ST2"] == "nil"
    assert "รายงานเป็นศูนย์" in stage.says(OFFICER, "ใครส่งแล้วบ้าง")
    assert "รายงานเป็นศูนย์" in stage.says(DIRECTOR, "สรุป")
    before = len(stage.heard(PO))
    stage.travel(at(2027, 3, 30))
    assert len(stage.heard(PO)) == before


def test_a_file_after_a_nil_report_takes_its_place(stage: Stage) -> None:
    form = filled(blank(stage, PO))
    stage.says(PO, "รายงานเป็นศูนย์")
    stage.presses(PO, "ใช่ บันทึกว่าไม่มี")

    assert "ได้รับแล้ว" in stage.sends(PO, "a.xlsx", form)
    assert stage.states()["ST2"] == "submitted"


def test_a_nil_report_is_taken_back_and_what_came_before_counts_again(stage: Stage) -> None:
    faulty = filled(blank(stage, PO), achieved=230)
    stage.sends(PO, "a.xlsx", faulty)
    stage.says(PO, "ไม่มีข้อมูล")
    stage.presses(PO, "ใช่ บันทึกว่าไม่มี")
    assert versions(stage, 2) == [(1, False, False, False)]

    stage.presses(PO, "ยกเลิกรายงานเป็นศูนย์")
    assert "ฉบับก่อนหน้ายังรอการแก้ไข" in stage.presses(PO, "ใช่ ถอนเลย")

    assert stage.states()["ST2"] == "returned"
    assert versions(stage, 2) == [(1, False, True, False)]


def test_the_very_file_from_before_a_nil_report_says_something_new(stage: Stage) -> None:
    faulty = filled(blank(stage, PO), achieved=230)
    stage.sends(PO, "a.xlsx", faulty)
    stage.says(PO, "ไม่มีข้อมูล")
    stage.presses(PO, "ใช่ บันทึกว่าไม่มี")

    assert "ขอให้แก้ไข" in stage.sends(PO, "a.xlsx", faulty)
    assert stage.states()["ST2"] == "returned"


def test_what_has_come_in_needs_no_nil_report(stage: Stage) -> None:
    stage.sends(PO, "a.xlsx", filled(blank(stage, PO)))

    assert "ไม่มีงานของท่านที่ค้างส่ง" in stage.says(PO, "ไม่มีข้อมูล")
    stage.line.press(USERS[PO], "nil:2:1", "ใช่")
    stage.settle()
    assert stage.states()["ST2"] == "submitted"


def test_why_reads_back_the_reasons_of_the_last_file_and_of_any_receipt_to_those_it_concerns(stage: Stage) -> None:
    assert "ยังไม่พบไฟล์" in stage.says(EK, "ทำไม")
    stage.sends(EK, "ส่งงาน.xlsx", filled(blank(stage, EK)))

    told = stage.says(EK, "ทำไมคะ")
    assert "ST-2570-R6/0001" in told
    assert "รหัสของแบบฟอร์ม" in told
    assert told == stage.says(OFFICER, "ทำไม ST-2570-R6/๐๐๐๑")
    assert "ไม่พบเลขรับ" in stage.says(PO, "ทำไม ST-2570-R6/0001")


def test_why_a_file_was_not_taken(stage: Stage) -> None:
    stage.sends(EK, "อื่น.xlsx", filled(blank(stage, PO)))

    assert "เป็นของหน่วยงานอื่น" in stage.says(EK, "ทำไมไม่รับไฟล์")


def test_the_marked_copy_is_behind_the_receipts_button_until_the_file_is_withdrawn(stage: Stage) -> None:
    stage.sends(EK, "งาน.xlsx", filled(blank(stage, EK), achieved=230))
    url = stage.link(EK)

    book = openpyxl.load_workbook(io.BytesIO(fetch(stage, EK)))
    sheet = book.active
    assert sheet is not None
    assert "มากกว่า" in str(sheet.cell(FIRST_ROW, 6).comment)
    stage.presses(EK, "ถอนฉบับนี้")
    stage.presses(EK, "ใช่ ถอนเลย")
    assert urllib3.request("GET", url, timeout=5).status == 404


def test_a_clean_receipt_makes_no_marked_copy(stage: Stage) -> None:
    stage.sends(EK, "a.xlsx", filled(blank(stage, EK)))

    with stage.store.reading() as tx:
        kinds: Collection[str] = [d.kind for n in range(1, 9) if (d := tx.files.document(n)) is not None]
    assert "marked" not in kinds


def test_figures_are_compared_with_the_round_before(stage: Stage) -> None:
    plan = small_plan()
    (asked,) = plan.requirements
    later = replace(
        asked, code="ST-2570-R9", round="9m", round_name="รอบ ๙ เดือน", period_end=date(2027, 6, 30), title="รอบ ๙ เดือน"
    )
    with stage.store.begin() as tx:
        tx.plans.load(replace(plan, requirements=(asked, later)), {"strategy": 1})
        tx.commit()
    answer = ""
    for number in (1, 3):
        stage.line.press(USERS[EK], f"form:{number}", "ขอแบบฟอร์ม")
        stage.settle()
        form = filled(fetch(stage, EK))
        answer = stage.sends(
            EK,
            f"{number}.xlsx",
            changed(form, {(0, 5): 300, (0, 7): 60, (0, 9): 80_000, (0, 10): 80_000, (0, 11): 0, (0, 8): 2})
            if number == 3
            else form,
        )

    assert "จำนวนทั้งหมด 300 ต่างจากรอบก่อน (200) เกินร้อยละ ๓๐" in answer
    assert "ได้รับจัดสรร 80,000 น้อยกว่าที่รายงานว่าใช้ไปแล้วในรอบก่อนของปีเดียวกัน (90,000)" in answer
    assert "ได้รับแล้ว" in answer


def test_a_group_is_told_the_number_and_the_sender_what_changed(stage: Stage) -> None:
    form = filled(blank(stage, EK))
    stage.sends(EK, "a.xlsx", form)

    heard = stage.sends(EK, "b.xlsx", changed(form, {(0, 12): "อบรม"}), group=True)

    assert "อบรม" not in heard
    assert "ประชุม → อบรม" in stage.heard(EK)[-1]
