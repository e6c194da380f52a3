"""The manual's third work from its first step to its last, in the sample district, by those of it who have phones."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import urllib3
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.demo.cast import IDS
from bot.demo.district import EMES_LIST, whole
from domain.plan import Plan, UnitKind
from storage.schema import Circular, Document, Outbox, Publication, ReportList
from tests.emes_office import exported, well
from tests.stories.stage import PHOTO, Stage, actions, staged
from tests.stories.test_emes_claims import standing
from tests.stories.test_publications import read
from tests.stories.test_strategy_round import at
from tests.stories.test_strategy_whole import on, opened

OFFICER, DIRECTOR = IDS["PLN-6W2E"], IDS["DIR-2M8H"]
BUA, THUNG, BUENG = IDS["SCH-4D9M"], IDS["SCH-3J7T"], IDS["SCH-9P6B"]  # บ้านหนองบัวงาม, บ้านทุ่งตะวัน, ชุมชนบึงบัวหลวง
PHONES = {code: user for code, user in IDS.items() if user in {OFFICER, DIRECTOR, BUA, THUNG, BUENG}}


def plan_of(work: str) -> Plan:
    """The plan of the sample district, of which one work alone is asked for."""
    plan = whole()
    return replace(plan, requirements=tuple(one for one in plan.requirements if one.work == work))


@pytest.fixture
def district(tmp_path: Path, template: Path) -> Iterator[Stage]:
    with staged(tmp_path, template, plan=plan_of("emes"), phones=PHONES, start=at(2026, 11, 30)) as stage:
        yield stage


def announce(stage: Stage) -> None:
    """Step 1: every school is told; those without LINE are to be telephoned."""
    with on(stage, at(2026, 12, 1, 10)):
        assert "ขอความอนุเคราะห์" in stage.heard(BUA)[-1]
        assert "ทำแล้ว 0 จาก 5 ขั้นตอน" in stage.says(OFFICER, "ขั้นตอน")
        card = stage.presses(OFFICER, "1 แจ้งโรงเรียน")
        assert "12 โรงเรียน และ สพท." in card
        assert "9 แห่ง: อนุบาลศรีธารา" in card
        assert "บันทึกขั้นตอนที่ 1 แล้ว" in stage.presses(OFFICER, "แจ้งรายคน (3 ข้อความ)")
        stage.tick()
        for who in (BUA, THUNG, BUENG):
            assert "เข้ารายงานที่ http://210.1.20.54" in stage.heard(who)[-1]
            stage.presses(who, "รับทราบ")


def claim(stage: Stage) -> None:
    """Schools say so, one with a screenshot; whoever has not is reminded, and nobody else."""
    with on(stage, at(2026, 12, 3, 10)):
        assert "บันทึกว่ารายงานใน E-MES แล้ว" in stage.says(BUA, "รายงาน emes แล้วค่ะ")
        stage.line.send_photos(BUA, [PHOTO])
        stage.settle()
        assert "เก็บเป็นหลักฐานแล้ว" in stage.heard(BUA)[-1]
        stage.says(THUNG, "กรอก E-MES เรียบร้อยแล้วครับ")
    heard = {who: len(stage.heard(who)) for who in (BUA, THUNG, BUENG)}
    with on(stage, at(2026, 12, 14, 10)):
        assert {who: len(stage.heard(who)) - heard[who] for who in heard} == {BUA: 0, THUNG: 0, BUENG: 3}
        assert "วันนี้ครบกำหนดส่ง" in stage.heard(BUENG)[-1]
        assert "รายงานใน E-MES แล้วกดปุ่มด้านล่าง" in stage.heard(BUENG)[-1], "no file is asked for"
        stage.presses(BUENG, "รายงานใน E-MES แล้ว")
        stage.says(OFFICER, "รายงาน E-MES แล้ว")


def verify(stage: Stage) -> None:
    """Steps 2 and 2.1: the list as the demo has it, what is wrong is mended, and the list of the next day."""
    card = stage.sends(OFFICER, EMES_LIST.name, EMES_LIST.read_bytes())
    for words in ("ตรงกับที่แจ้ง 2 แห่ง", "ยังไม่ได้แจ้งในไลน์ 5 แห่ง", "ต้องแก้ไข 1 แห่ง", "ยังไม่รายงาน 4 แห่ง"):
        assert words in card
    stage.presses(OFFICER, "ยืนยันตามนี้")
    before = len(stage.heard(BUA))
    stage.travel(at(2026, 12, 14, 10).replace(minute=2))
    assert "ด้านการเขียน 116 ไม่เท่ากับด้านการอ่าน 118" in "".join(stage.heard(BUA)[before:])
    with on(stage, at(2026, 12, 15, 10)):
        stage.presses(BUA, "แก้ไขใน E-MES แล้ว")
        schools = [one for one in whole().units if one.kind is UnitKind.SCHOOL]
        known = [(one.code, one.name, one.district, one.smis_code) for one in schools]
        lines = [well(code, 30 + number) for number, (code, *_) in enumerate(known)]
        card = stage.sends(OFFICER, "emes 15 ธ.ค..xlsx", exported(lines, schools=known))
        assert "ตรวจสอบไว้ก่อนแล้ว ยังตรงกัน 7 แห่ง" in card
        assert "ตรวจสอบแล้ว 5 แห่ง" in stage.presses(OFFICER, "ยืนยันตามนี้")
        stage.says(OFFICER, "ตรวจงาน")
        assert "ตรวจรับแล้ว" in stage.presses(OFFICER, "ตรวจรับ"), "what the office itself reports is in no list"
        stage.says(OFFICER, "สพฐ. ตรวจ E-MES แล้ววันนี้")
        assert "ทำแล้ว 3 จาก 5 ขั้นตอน" in steps_done(stage)


def steps_done(stage: Stage) -> str:
    return stage.says(OFFICER, "ขั้นตอน").split(" / ")[0]


def sum_up_and_publish(stage: Stage) -> None:
    """Steps 3 and 4."""
    with on(stage, at(2026, 12, 21, 10)):
        stage.says(OFFICER, "ขั้นตอน")
        assert "ส่งแล้ว 100%" in stage.presses(OFFICER, "3 สรุปข้อมูล")
        names = {".xlsx": "เปิดไฟล์สรุป Excel", ".pdf": "เปิดรายงาน PDF"}
        for ending, label in names.items():
            (link,) = (a["uri"] for a in actions(stage.line.messages(OFFICER)[-1].message) if a["label"] == label)
            assert opened(f"a{ending}", urllib3.request("GET", str(link), timeout=10).data)
        stage.says(OFFICER, "ขั้นตอน")
        assert "12 จาก 12 หน่วยงาน" in stage.presses(OFFICER, "4 เผยแพร่")
        stage.presses(OFFICER, "เผยแพร่เฉพาะตัวเลข")
        links = [words for words in stage.heard(OFFICER)[-1].split() if "/p/" in words]
        total = str(sum(30 + number for number in range(12)))
        for link in links:
            status, page = read(link)
            assert (status, f"<td>{total}</td>" in page) == (200, True)
        stage.presses(OFFICER, "แจ้งทุกโรงเรียน")
        stage.presses(OFFICER, "แจ้งรายคน (3 ข้อความ)")
        stage.tick()
        for who in (BUA, THUNG, BUENG):
            assert links[1] in stage.heard(who)[-1]
            stage.presses(who, "รับทราบ")


def test_the_work_is_done_from_its_first_step_to_its_last(district: Stage) -> None:
    announce(district)
    claim(district)
    verify(district)
    sum_up_and_publish(district)
    assert "ทำแล้ว 5 จาก 5 ขั้นตอน" in steps_done(district)
    assert set(standing(district).values()) == {"published"}

    with Session(district.store.engine) as session, district.store.reading() as tx:
        lists = session.scalars(select(ReportList).order_by(ReportList.id)).all()
        assert [(one.status, one.counts.get("wrong", 0)) for one in lists] == [("confirmed", 1), ("confirmed", 0)]
        (page,) = session.scalars(select(Publication)).unique().all()
        assert len(page.links) == 3
        told = tx.circulars.tallies([one.id for one in session.scalars(select(Circular))])
        assert [(one.answered, one.people) for one in told.values()] == [(3, 13), (3, 12)]
        made = Counter(
            (one.kind, opened(one.name, tx.files.read(one.sha256)))
            for one in session.scalars(select(Document).order_by(Document.id))
            if one.kind != "sent"
        )
        assert made == {("summary", ".xlsx"): 1, ("summary", ".pdf"): 1}

    with on(district, at(2026, 12, 22, 10)):
        assert "ควรโทรศัพท์ 9 คน" in district.heard(OFFICER)[-1], "who could not be told in writing"
    heard = {who: len(district.heard(who)) for who in PHONES.values()}
    for day in (8, 9, 13):  # the morning's list names them for two weeks
        district.travel(at(2027, 1, day, 10))
    assert {who: len(district.heard(who)) for who in heard} == heard, "nobody hears any more of it"
    with Session(district.store.engine) as session:
        pushed = session.execute(select(Outbox.chat, Outbox.status).where(Outbox.way == "push")).all()
    assert {status for _, status in pushed} == {"sent"}
    names = {user: code for code, user in PHONES.items()}
    assert Counter(names[chat] for chat, _ in pushed) == {"PLN-6W2E": 11, "SCH-3J7T": 3, "SCH-4D9M": 6, "SCH-9P6B": 6}
