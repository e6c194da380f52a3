"""The manual's second work from its first step to its last: two agencies ask on one day, each is answered in time."""

from __future__ import annotations

import io
from collections import Counter

import openpyxl
from sqlalchemy import select
from sqlalchemy.orm import Session

from handlers import rounds, tasks_of
from handlers.compiling import summary_data
from reports.summary_sources import Sources
from reports.topic_summary import compile_topics
from storage.schema import Dispatch, Document, Outbox
from tests.stories.stage import ARUNEE, DIRECTOR, EK, NITI, OFFICER, PO, USERS, Stage, phone_of
from tests.stories.test_booklets import fetch, numbers_of, walked
from tests.stories.test_inspection import OPM, filled
from tests.stories.test_strategy_round import at
from tests.stories.test_strategy_whole import on, opened

MOE = "มีหนังสือจาก ผู้ตรวจราชการ ศธ. ที่ ศธ 0207/5 ลงวันที่ 23 พ.ย. ขอข้อมูลเรื่องเด็กตกหล่น, การอ่านออกเขียนได้ ภายใน 4 ธ.ค. เลขรับ 13"


def asked_for(stage: Stage, letter: str) -> None:
    """A letter is taken in and put before the director."""
    stage.says(OFFICER, letter)
    stage.presses(OFFICER, "ยืนยันรับเรื่อง")
    stage.presses(OFFICER, "เสนอ ผอ.")
    stage.presses(OFFICER, "เสนอ")


def hand_in(stage: Stage, who: str, label: str) -> str:
    stage.says(who, "ขอแบบฟอร์ม")
    stage.presses(who, label)
    return stage.sends(who, "ข้อมูล.xlsx", filled(fetch(stage.link(who))))


def accept(stage: Stage) -> None:
    stage.says(OFFICER, "ตรวจงาน")
    assert "ตรวจรับแล้ว" in stage.presses(OFFICER, "ตรวจรับ")


def sent(stage: Stage, words: str) -> str:
    stage.says(OFFICER, words)
    return stage.presses(OFFICER, "ยืนยันบันทึก")


def order_and_give_out(stage: Stage) -> None:
    """Steps 1 and 2: of what one asks for the officer says who prepares it, of the other the director."""
    asked_for(stage, OPM)
    asked_for(stage, MOE)
    assert "เรื่องรอสั่งการ 2 เรื่อง" in stage.says(DIRECTOR, "เรื่องที่เสนอ ผอ.")
    stage.presses(DIRECTOR, "ดูเรื่องที่ 1")
    stage.presses(DIRECTOR, "เห็นชอบ")
    stage.presses(OFFICER, "มอบผู้รับผิดชอบ")
    stage.presses(OFFICER, "ส่งเสริมฯ")
    stage.presses(OFFICER, "ส่งแบบให้ผู้รับผิดชอบ")
    assert "เด็กตกหล่น" in stage.says(DIRECTOR, "เรื่องที่เสนอ ผอ."), "one still waits"
    stage.presses(DIRECTOR, "มอบผู้รับผิดชอบ")
    stage.presses(DIRECTOR, "ส่งเสริมฯ")
    stage.presses(DIRECTOR, "อำนวยการ")
    assert "มอบหมายแล้ว 2 เรื่อง" in stage.presses(DIRECTOR, "ส่งแบบให้ผู้รับผิดชอบ")


def answer_the_first(stage: Stage) -> None:
    """Steps 3 and 4 of what is wanted tomorrow."""
    with on(stage, at(2026, 11, 23, 10)):
        assert "อาหารกลางวัน" in stage.says(PO, "งานของฉัน")
        assert "ได้รับแล้ว" in hand_in(stage, PO, "อาหารกลางวัน (ส่งเสริมฯ)")
        accept(stage)
        assert "ลำดับที่ 1 ปี 2570" in sent(stage, "ส่ง สปน. แล้ว ที่ ศธ 04999/200 วันที่ 23 พ.ย. ทางอีเมล")


def answer_the_second(stage: Stage) -> None:
    """The same of two topics of two groups, one of which is reminded and has something to mend."""
    with on(stage, at(2026, 12, 1, 10)):
        assert "อีก 3 วันทำการ" in stage.heard(EK)[-1]
        assert "ได้รับแล้ว" in hand_in(stage, PO, "ประเด็นนโยบาย 1 (ส่งเสริมฯ)")
    with on(stage, at(2026, 12, 2, 10)):
        assert "ได้รับแล้ว" in hand_in(stage, EK, "ประเด็นนโยบาย 2 (อำนวยการ)")
        accept(stage)
        stage.presses(OFFICER, "ส่งกลับแก้ไข")
        stage.says(OFFICER, "ตัวเลขไม่ตรงกับไฟล์แนบ")
        stage.presses(OFFICER, "ส่งกลับแก้ไข")
    with on(stage, at(2026, 12, 3, 10)):
        assert "ฉบับที่ 2" in hand_in(stage, EK, "ประเด็นนโยบาย 2 (อำนวยการ)")
        accept(stage)
        assert "ส่งแล้ว 100%" in stage.says(OFFICER, "รวมข้อมูลตรวจราชการ ศธ.")
        names = openpyxl.load_workbook(io.BytesIO(fetch(stage.link(OFFICER)))).sheetnames
        assert names[:2] == ["เรื่อง๑ เด็กตกหล่น", "เรื่อง๒ การอ่านออกเขียนได้"]
    with on(stage, at(2026, 12, 4, 10)):
        done = sent(stage, "ส่ง ผู้ตรวจ ศธ. แล้ว ที่ ศธ 04999/215 วันที่ 4 ธ.ค. ทางระบบ แนบไฟล์รวม 2 เรื่อง")
        assert "ทันกำหนด" in done


def test_the_work_is_done_from_its_first_step_to_its_last(stage: Stage) -> None:
    order_and_give_out(stage)
    answer_the_first(stage)
    answer_the_second(stage)
    sent(stage, "ลงทะเบียนคุม ส่ง สปน. เรื่องน้ำดื่มสะอาด ที่ ศธ 04999/216 วันนี้ นำส่ง")
    stage.says(OFFICER, "ขีดฆ่าแถวที่ 2 ของ สปน. เพราะพิมพ์เรื่องผิด")
    stage.presses(OFFICER, "ยืนยันขีดฆ่า")
    sent(stage, "ลงทะเบียนคุม ส่ง สปน. เรื่องนมโรงเรียน ที่ ศธ 04999/217 วันนี้ นำส่ง")
    register = stage.says(OFFICER, "ทะเบียนคุม")
    for words in ("ศธ 04999/200", "ศธ 04999/215", "ศธ 04999/217"):
        assert words in register
    for agency in ("สปน.", "ศธ."):
        shown = stage.says(OFFICER, f"ขั้นตอนงานตรวจราชการ {agency}")
        assert all(f"✓ {step} " in shown for step in "1234"), shown

    with Session(stage.store.engine) as session, stage.store.reading() as tx:
        rows = session.scalars(select(Dispatch).order_by(Dispatch.agency_id, Dispatch.no)).all()
        kept = {(one.agency.code, one.no, one.letter_no, one.is_struck) for one in rows}
        assert kept == {
            ("OPM", 1, "ศธ 04999/200", False), ("OPM", 2, "ศธ 04999/216", True), ("OPM", 3, "ศธ 04999/217", False),
            ("MOE", 1, "ศธ 04999/215", False),
        }  # fmt: skip
        made = Counter(
            (one.kind, opened(one.name, tx.files.read(one.sha256)))
            for one in session.scalars(select(Document).order_by(Document.id))
            if one.kind != "sent"
        )
        assert made == {("memo", ".pdf"): 2, ("blank", ".xlsx"): 4, ("summary", ".xlsx"): 1, ("register", ".xlsx"): 1}

    heard = {who: len(stage.heard(who)) for who in (ARUNEE, DIRECTOR, EK, NITI, PO)}
    with on(stage, at(2027, 1, 4, 10)):
        assert {who: len(stage.heard(who)) for who in heard} == heard, "nobody hears any more of it"
    with Session(stage.store.engine) as session:
        pushed = session.execute(select(Outbox.chat, Outbox.status).where(Outbox.way == "push")).all()
    assert {status for _, status in pushed} == {"sent"}
    names = {user: code for code, user in USERS.items()}
    assert Counter(names[chat] for chat, _ in pushed) == {EK: 6, PO: 3, OFFICER: 11, DIRECTOR: 2}


def test_every_number_of_the_agencys_workbook_leads_back_to_the_cell_it_came_from(stage: Stage) -> None:
    order_and_give_out(stage)
    answer_the_first(stage)
    answer_the_second(stage)
    with stage.store.reading() as tx:
        context = stage.app.worker.dispatcher.make_context(tx, stage.clock.now())
        officer = tx.people.by_line(phone_of(OFFICER))
        assert officer is not None
        context = context.as_person(officer)
        work = next(one for one in tx.work.open_requirements(officer.office_id, stage.clock.now()) if "MOE" in one.code)
        asked = rounds.Asked(work, tx.work.of_requirement(work.id), None)
        data = summary_data(asked, tasks_of.tasks(context, asked.obligations), context)
        sources = Sources()
        topics = compile_topics(data, sources)[:2]
        found = walked(sources.figures, data, tx)
    assert found.wrong == ()
    traced = {one.where for one in sources.figures}
    shown = {where for sheet in topics for where in numbers_of(sheet, 3, 7)}
    assert len(shown) == 6, "three numbers of each topic"
    assert shown <= traced
