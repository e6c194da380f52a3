"""The walk of the README, done by hand in Chromium on the real demo."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.config import load_config
from bot.demo.cast import GROUP, IDS, STRANGER
from bot.demo.show import Demo, start_demo
from tests.stories.stage import filled, text_of

pytest.importorskip("playwright.sync_api", reason="no browser driver: playwright is not installed")
from tests.chromium import NEEDS_CHROMIUM
from tests.stories.browser import Visitor, chromium

pytestmark = NEEDS_CHROMIUM

OFFICER, OWNER = IDS["PLN-6W2E"], IDS["GEN-7Q4K"]
OTHERS = {code: IDS[code] for code in ("PRO-9W6C", "SUP-5M3J", "FIN-2Y6P")}


@pytest.fixture
def demo(tmp_path: Path) -> Iterator[Demo]:
    demo = start_demo(load_config(), var=tmp_path)
    yield demo
    demo.stop()


def test_a_visitor_walks_through_a_round(demo: Demo) -> None:
    with chromium(1280, 900) as page:
        visitor = Visitor(page, demo.address)

        visitor.takes(OFFICER)
        visitor.says("ใครยังไม่ส่ง")
        visitor.hears("ยังไม่ส่ง 4 จาก 4 รายการ")
        visitor.looks("01-four-have-not-sent")

        visitor.takes(OWNER)
        visitor.hears("ขอความอนุเคราะห์จัดทำรายงาน")
        visitor.taps("ขอแบบฟอร์ม")
        visitor.hears("ดาวน์โหลดแบบฟอร์ม")
        visitor.looks("02-the-blank-behind-a-link")
        blank = visitor.saves("ดาวน์โหลดแบบฟอร์ม")

        visitor.attaches("ส่งงานค่ะ.xlsx", filled(blank, achieved=230))
        visitor.hears("ช่อง F8")
        visitor.looks("03-cells-to-mend")
        visitor.attaches("ส่งงานค่ะ (แก้ไข).xlsx", filled(blank))
        visitor.hears("ได้รับแล้ว")
        visitor.hears("ST-2570-R6/0002")
        visitor.looks("04-the-receipt")

        visitor.takes(OFFICER)
        visitor.says("ใครยังไม่ส่ง")
        visitor.hears("ยังไม่ส่ง 3 จาก 4 รายการ")
        visitor.looks("05-three-are-left")
        visitor.says("สรุป")
        visitor.hears("สรุป ส่งแล้ว 25%")
        visitor.looks("06-the-summary")
        assert visitor.saves("เปิดไฟล์สรุป Excel").startswith(b"PK")

        heard = len(demo.line.messages(OWNER))
        page.get_by_test_id("bookmark-3").click()
        for user in OTHERS.values():
            visitor.takes(user)
            visitor.hears("ศ. 2 เม.ย. 70 (อีก 3 วันทำการ)")
        visitor.looks("07-three-working-days-before")
        assert demo.app.worker.wait_idle(10)
        later = [text_of(bubble) for bubble in demo.line.messages(OWNER)[heard:]]
        assert any("69-GEN-01" in said for said in later), "the projects of the year before were left undone"
        assert not any("กลยุทธ์ที่" in said for said in later), "what was sent is not asked for"
        assert visitor.troubles == []


def test_a_stranger_is_let_in_and_moved_out_again(demo: Demo) -> None:
    with chromium(1280, 900) as page:
        visitor = Visitor(page, demo.address)

        visitor.takes(STRANGER.user_id)
        visitor.says("สมใจ ตัวอย่างดี ธุรการ รร.บ้านใหม่")
        visitor.hears("ก่อนเริ่มใช้งาน")
        visitor.looks("30-the-notice")
        visitor.taps("ยินยอมและเริ่มใช้งาน")
        visitor.hears("หมายถึงโรงเรียนใด")
        visitor.looks("31-two-schools-of-one-name")
        visitor.taps("2. บ้านใหม่ (ประชานุเคราะห์) อ.เขาหินแก้ว")
        visitor.hears("ส่งคำขอลงทะเบียนแล้ว")

        visitor.takes(OFFICER)
        visitor.says("อนุมัติคนที่รอ")
        visitor.hears("สมใจ ตัวอย่างดี")
        visitor.looks("32-somebody-waits")
        visitor.taps("อนุมัติ")
        visitor.hears("อนุมัติแล้ว")

        visitor.takes(STRANGER.user_id)
        visitor.hears("ลงทะเบียนเรียบร้อย")
        visitor.says("งานของฉัน")
        visitor.hears("ไม่มีงานที่ต้องส่ง")
        visitor.looks("33-let-in")

        visitor.takes(OFFICER)
        visitor.says("ขอคิวอาร์ลงทะเบียน รร.วัดธารทอง")
        visitor.hears("ใบเชิญลงทะเบียน")
        assert visitor.saves("เปิดใบเชิญ PDF").startswith(b"%PDF")
        visitor.says("ย้ายออก สมใจ ตัวอย่างดี")
        visitor.hears("สิ้นสุดสิทธิ์ใช่ไหม")
        visitor.taps("สิ้นสุดสิทธิ์")
        visitor.hears("ไม่มีผู้รับผิดชอบในไลน์")
        visitor.looks("34-a-school-without-anybody")

        visitor.takes(STRANGER.user_id)
        visitor.says("งานของฉัน")
        visitor.hears("ยังไม่ได้ลงทะเบียน")
        assert visitor.troubles == []


def test_a_visitor_with_a_small_phone_registers_and_asks_in_a_group(demo: Demo) -> None:
    with chromium(390, 844) as page:
        visitor = Visitor(page, demo.address)
        visitor.looks("20-narrow-list")
        assert not visitor.overflows()

        visitor.takes(STRANGER.user_id)
        page.get_by_test_id("banner-button").click()
        visitor.hears("ยินยอมและเริ่มใช้งาน")
        visitor.says("ลงทะเบียน SCH-2A7K")
        visitor.hears("ก่อนเริ่มใช้งาน")
        visitor.taps("ยินยอมและเริ่มใช้งาน")
        visitor.hears("ลงทะเบียนเรียบร้อย")
        visitor.says("งานของฉัน")
        visitor.hears("ไม่มีงานที่ต้องส่ง")
        visitor.looks("21-narrow-registered")
        assert not visitor.overflows()

        page.get_by_role("button", name="กลับไปรายชื่อ").click()
        page.get_by_test_id(f"group-{GROUP.group_id}").click()
        visitor.says("บอท ใครยังไม่ส่ง")
        visitor.hears("เหลือ 4 รายการ")
        visitor.looks("22-narrow-group")
        assert not visitor.overflows()
        assert visitor.troubles == []
