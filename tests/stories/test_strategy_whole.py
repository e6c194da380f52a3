"""The manual's first work from its first step to its last: what the office does, drafts, keeps and is told of."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import docx
import openpyxl
import pypdfium2
import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.plan import Plan
from storage.schema import Circular, CommitteeOrder, Dispatch, Document, Meeting, Outbox, Requirement, Visit
from tests.plans import small_plan
from tests.stories.stage import ARUNEE, DIRECTOR, EK, NITI, OFFICER, PO, USERS, Stage, filled, staged
from tests.stories.test_booklets import fetch
from tests.stories.test_policies import analysed, load
from tests.stories.test_strategy_round import at

MORNING = timedelta(hours=2, minutes=5)  # in UTC: the hour of the day's reminders in Bangkok
TEAM = (EK, ARUNEE, NITI, PO)


def plan() -> Plan:
    """The small plan with its policy, and the day by which สพฐ. wants the forms."""
    usual = analysed(small_plan())
    (asked,) = usual.requirements
    return replace(usual, requirements=(replace(asked, external_due_at=at(2027, 4, 19, 16)),))


@pytest.fixture
def office(tmp_path: Path, template: Path) -> Iterator[Stage]:
    with staged(tmp_path, template) as stage:
        yield stage


@contextmanager
def on(stage: Stage, moment: datetime, *, days: int = 1) -> Iterator[None]:
    """Then: every morning in between passes first. `days`: where nothing is due for months, one of so many."""
    while stage.clock.now() < moment:
        now = stage.clock.now()
        midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
        stage.clock.travel_to(min(moment, midnight + timedelta(days=days) + MORNING))
        stage.tick()
    yield


def a_quiet_winter(stage: Stage) -> None:
    """Nothing is due before April: a week at a time."""
    with on(stage, at(2027, 2, 22, 10), days=7):
        pass


def hand_in(stage: Stage, who: str, achieved: int) -> str:
    stage.says(who, "ขอแบบฟอร์ม")
    return stage.sends(who, "งาน.xlsx", filled(fetch(stage.link(who)), achieved=achieved))


def appointed(stage: Stage, number: str) -> None:
    """The draft of an order was signed on paper; its number is entered, and its members are told."""
    stage.presses(OFFICER, "ทำเอกสารคำสั่ง")
    stage.says(OFFICER, number)
    stage.presses(OFFICER, "บันทึก")
    stage.presses(OFFICER, "แจ้งผู้มีชื่อ")


def steps_done(stage: Stage) -> str:
    return stage.says(OFFICER, "ขั้นตอน").split(" / ")[0]


def analyse_propose_and_appoint(stage: Stage) -> None:
    """Steps 1 to 2.2."""
    assert "บันทึกขั้นตอน 1" in load(stage, plan())
    with on(stage, at(2026, 11, 24, 10)):
        stage.says(OFFICER, "เสนอ ผอ.")
        stage.presses(OFFICER, "เสนอ")
        stage.presses(DIRECTOR, "เห็นชอบ")
        assert "เห็นชอบ" in stage.heard(OFFICER)[-1]
    with on(stage, at(2026, 11, 27, 10)):
        stage.says(OFFICER, "ร่างคำสั่งผู้รับผิดชอบกลยุทธ์")
        appointed(stage, "คำสั่งที่ 101/2569 ลงวันที่ 26 พ.ย. 69")
    with on(stage, at(2026, 11, 27, 11)):
        for who in (ARUNEE, EK):
            stage.presses(who, "รับทราบ")
        assert "ยังไม่รับทราบ 2 คน" in stage.says(OFFICER, "ใครยังไม่รับทราบ")
    with on(stage, at(2026, 12, 3, 11)):
        assert "ขอความกรุณากดรับทราบอีกครั้งหนึ่ง" in stage.heard(NITI)[-1], "who has not said so is asked again"
        for who in (NITI, PO):
            stage.presses(who, "รับทราบ")
        assert "รับทราบครบทุกคนแล้ว" in stage.says(OFFICER, "ใครยังไม่รับทราบ")
        assert "ทำแล้ว 6 จาก 15 ขั้นตอน" in steps_done(stage)


def collect_and_review(stage: Stage) -> None:
    """Steps 2.3 and 2.4: the forms come in, one of them twice."""
    a_quiet_winter(stage)
    with on(stage, at(2027, 3, 15, 10)):
        assert "ได้รับแล้ว" in hand_in(stage, PO, 180)
    with on(stage, at(2027, 3, 31, 10)):
        assert "ได้รับแล้ว" in hand_in(stage, EK, 180)
        stage.says(OFFICER, "ตรวจงาน")
        stage.presses(OFFICER, "ตรวจรับ")
        stage.presses(OFFICER, "ส่งกลับแก้ไข")
        assert "(กำหนดเดิม)" in stage.says(OFFICER, "แนบคำสั่งแต่งตั้งด้วย ภายใน 2 เม.ย.")
        stage.presses(OFFICER, "ส่งกลับแก้ไข")
    with on(stage, at(2027, 4, 1, 10)):
        assert "แนบคำสั่งแต่งตั้งด้วย" in stage.heard(EK)[-1]
        assert "ฉบับที่ 2" in hand_in(stage, EK, 190)
        stage.says(OFFICER, "ตรวจรับทั้งหมด")
        stage.presses(OFFICER, "ยืนยันตรวจรับ")
        assert set(stage.states().values()) == {"accepted"}


def screen(stage: Stage) -> None:
    """Steps 3 to 3.3: a committee is appointed, meets, and wants one form mended."""
    stage.says(OFFICER, "ร่างคำสั่งกลั่นกรอง")
    stage.says(OFFICER, "เปลี่ยนประธานเป็นนางอรุณี")
    stage.says(OFFICER, "เพิ่มนายนิติ")
    appointed(stage, "คำสั่งที่ 35/2570 ลงวันที่ 1 เม.ย. 70")
    shown = stage.says(OFFICER, "นัดประชุมกรรมการกลั่นกรอง 8 เมย 70 เก้าโมงครึ่ง ห้องประชุม 1")
    assert "เชิญ 3 คน" in shown
    assert "โทรศัพท์" not in shown, "everybody is on LINE, and who calls it knows of it"
    stage.presses(OFFICER, "ส่งคำเชิญ")
    with on(stage, at(2027, 4, 2, 10)):
        stage.presses(ARUNEE, "รับทราบ")
        stage.presses(ARUNEE, "เข้าร่วมได้")
        stage.presses(NITI, "ไม่สะดวก")
        stage.says(NITI, "นายเอก สมมติชน เจ้าพนักงาน")
        stage.says(NITI, "รับทราบ")
        stage.says(ARUNEE, "กลั่นกรอง")
        stage.presses(ARUNEE, "เห็นว่าผ่าน")
        stage.presses(ARUNEE, "ควรแก้ไข")
        stage.says(ARUNEE, "ปัญหาอุปสรรคยังไม่ครบ")
    with on(stage, at(2027, 4, 8, 13)):
        assert "เตือนนัดประชุม" in stage.heard(ARUNEE)[-1]
        assert not any("เตือนนัดประชุม" in said for said in stage.heard(NITI)), "who sends somebody else is let be"
        stage.says(OFFICER, "มติผ่าน กลยุทธ์ 2")
        stage.presses(OFFICER, "มติ: ผ่าน")
        stage.says(OFFICER, "มติให้แก้ไข กลยุทธ์ 1 ภายใน 12 เม.ย. เพราะปัญหาอุปสรรคยังไม่ครบ")
        stage.presses(OFFICER, "มติ: ให้แก้ไข")
        stage.says(OFFICER, "บันทึกการประชุม")
        stage.says(OFFICER, "เริ่ม 9.40 น. เลิก 12.00 น.")
        stage.presses(OFFICER, "มาครบทุกคน")
        assert "ร่างรายงานการประชุม" in stage.presses(OFFICER, "ร่างรายงานการประชุม")
    with on(stage, at(2027, 4, 12, 10)):
        assert "วันนี้ครบกำหนดส่ง" in stage.heard(EK)[-1], "the fix is owed by a day of its own"
        assert "ได้รับแล้ว" in hand_in(stage, EK, 185)
        stage.says(OFFICER, "ตรวจรับ กลยุทธ์ 1")
        stage.says(OFFICER, "มติผ่าน กลยุทธ์ 1")
        stage.presses(OFFICER, "มติ: ผ่าน")
        assert set(stage.states().values()) == {"screened"}
        assert "2 จาก 2 กลยุทธ์" in stage.says(OFFICER, "ทำรูปเล่ม เอกสารลำดับที่ ๕/๒๕๗๐")


def be_visited(stage: Stage) -> None:
    """Steps 4 to 4.2."""
    with on(stage, at(2027, 4, 16, 10)):
        stage.says(OFFICER, "สพฐ จะมาตรวจ 28 เม.ย. เตรียมผู้นำเสนอแต่ละกลยุทธ์ด้วย")
        assert "บันทึกขั้นตอนที่ 4 และ 4.2 แล้ว" in stage.presses(OFFICER, "แจ้งผู้นำเสนอ")
        stage.says(OFFICER, "ร่างคำสั่งรับการตรวจติดตาม")
        stage.says(OFFICER, "คณะที่ 1 เพิ่มนายปอ")
        appointed(stage, "คำสั่งที่ 41/2570 ลงวันที่ 16 เม.ย. 70")
    with on(stage, at(2027, 4, 16, 11)):
        for who in (ARUNEE, PO):
            stage.says(who, "เรื่องที่ต้องรับทราบ")
            stage.presses(who, "รับทราบทั้งหมด")
        stage.presses(EK, "รับทราบ")


def send_up_and_tell(stage: Stage) -> None:
    """Steps 5 and 6."""
    with on(stage, at(2027, 4, 19, 10)):
        stage.says(OFFICER, "ส่ง สพฐ. แล้ว ที่ ศธ 04999/321 วันที่ 19 เม.ย. ทางระบบ แนบรูปเล่ม 2 เล่ม")
        assert "ขั้นตอนที่ 5 ตามคู่มือ บันทึกแล้ว" in stage.presses(OFFICER, "ยืนยันบันทึก")
        assert "ทันกำหนด 1" in stage.says(OFFICER, "ทะเบียนคุม")
    with on(stage, at(2027, 4, 27, 10)):
        assert "กลยุทธ์ที่ 1 เวลา 09.30-10.00 น." in stage.heard(ARUNEE)[-1], "who presents is reminded the day before"
        assert "ยังไม่พร้อม" in stage.heard(OFFICER)[-1]
    with on(stage, at(2027, 5, 10, 10)):
        stage.says(OFFICER, "แจ้งผลประเมินระดับดีเยี่ยม คะแนน 4.62 ให้ทุกกลุ่มทราบ")
        stage.presses(OFFICER, "แจ้งรายคน (4 ข้อความ)")
    with on(stage, at(2027, 5, 10, 11)):
        for who in TEAM:
            assert "ระดับดีเยี่ยม คะแนน 4.62" in stage.heard(who)[-1]
            stage.presses(who, "รับทราบ")


def opened(name: str, data: bytes) -> str:
    """A word for what the file is, once it was opened as that."""
    match Path(name).suffix:
        case ".pdf":
            assert len(pypdfium2.PdfDocument(data)) > 0
        case ".docx":
            assert docx.Document(io.BytesIO(data)).element.body is not None
        case ".xlsx":
            assert openpyxl.load_workbook(io.BytesIO(data), read_only=True).worksheets
        case ".ics":
            assert data.startswith(b"BEGIN:VCALENDAR")
        case ".png":
            assert data.startswith(b"\x89PNG")
        case ".jpg":
            assert data.startswith(b"\xff\xd8")
        case other:
            raise AssertionError(other)
    return Path(name).suffix


def test_the_work_is_done_from_its_first_step_to_its_last(office: Stage) -> None:
    analyse_propose_and_appoint(office)
    collect_and_review(office)
    screen(office)
    be_visited(office)
    send_up_and_tell(office)
    assert "ทำแล้ว 15 จาก 15 ขั้นตอน" in steps_done(office)

    with Session(office.store.engine) as session, office.store.reading() as tx:
        orders = session.scalars(select(CommitteeOrder).order_by(CommitteeOrder.id)).all()
        assert [(one.number, one.year_be) for one in orders] == [(101, 2569), (35, 2570), (41, 2570)]
        (row,) = session.scalars(select(Dispatch)).all()
        assert (row.agency.code, row.no, row.letter_no, row.note) == ("OBEC", 1, "ศธ 04999/321", "แนบรูปเล่ม 2 เล่ม")
        assert [debt.before for debt in row.debts] == ["screened", "screened"]
        assert len(session.scalars(select(Meeting)).all()) == len(session.scalars(select(Visit)).all()) == 1
        told = tx.circulars.tallies([one.id for one in session.scalars(select(Circular))])
        assert [(one.answered, one.people) for one in told.values()] == [(4, 4), (3, 3), (2, 2), (2, 2), (3, 3), (4, 4)]
        made = Counter(
            (one.kind, opened(one.name, tx.files.read(one.sha256)))
            for one in session.scalars(select(Document).order_by(Document.id))
            if one.kind not in {"sent", "booklet page"}
        )
        assert set(made) == {
            ("memo", ".pdf"), ("order", ".docx"), ("order", ".pdf"), ("blank", ".xlsx"), ("appointment", ".ics"),
            ("minutes", ".docx"), ("minutes", ".pdf"), ("booklet", ".docx"), ("booklet", ".pdf"), ("register", ".xlsx"),
        }  # fmt: skip
        asked = session.scalars(select(Requirement)).one()
        assert set(tx.steps.of(asked.id)) == {"1", "2", "2.1", "2.2", "3", "3.1", "3.2", "4", "4.1", "4.2", "5", "6"}

    heard = {who: len(office.heard(who)) for who in USERS}
    with on(office, at(2027, 6, 30, 10), days=3):
        assert {who: len(office.heard(who)) for who in USERS} == heard, "nobody hears any more of it"
    with Session(office.store.engine) as session:
        pushed = session.execute(select(Outbox.chat, Outbox.status).where(Outbox.way == "push")).all()
    assert {status for _, status in pushed} == {"sent"}
    names = {user: code for code, user in USERS.items()}
    assert Counter(names[chat] for chat, _ in pushed) == {EK: 9, ARUNEE: 7, NITI: 5, PO: 6, OFFICER: 18, DIRECTOR: 1}
