"""The dashboard as people open it: from the chat, in the phone's browser, down to a file, without any script."""

from __future__ import annotations

import urllib3

from domain.audit import Noted
from tests.chromium import NARROW, NEEDS_CHROMIUM, opened
from tests.stories.stage import DIRECTOR, EK, NITI, OFFICER, PO, STRANGER, Stage, actions, filled, phone_of
from tests.stories.test_strategy_round import at, blank

BUTTON = "ดูทุกงานในแดชบอร์ด"


def dashboard(stage: Stage, who: str) -> str:
    """The link somebody is given for asking."""
    assert "เป็นลิงก์เฉพาะตัว" in stage.says(who, "แดชบอร์ด")
    link = stage.link(who)
    assert "/d/" in link
    return link


def read(url: str) -> str:
    answer = urllib3.request("GET", url, timeout=10, redirect=False)
    assert answer.status == 200
    return answer.data.decode()


def test_everybody_opens_what_is_theirs_by_one_word(stage: Stage) -> None:
    stage.sends(EK, "ส่งงาน.xlsx", filled(blank(stage, EK)))

    whole, own, shared = (read(dashboard(stage, who)) for who in (OFFICER, EK, NITI))

    assert "กลุ่มส่งเสริมการจัดการศึกษา" in whole
    assert "รอตรวจ" in whole
    assert "กลุ่มส่งเสริมการจัดการศึกษา" not in own
    assert "เจ้าหน้าที่เขตกำลังตรวจ" in own
    assert "ร่วมกับกลุ่มอำนวยการ" in shared
    assert "แดชบอร์ด" not in stage.says(STRANGER, "แดชบอร์ด")
    assert "แชตส่วนตัว" in stage.says(OFFICER, "บอท แดชบอร์ด", group=True)


def test_a_summary_leads_to_all_works(stage: Stage) -> None:
    stage.says(DIRECTOR, "สรุป")

    newest = reversed(stage.line.messages(phone_of(DIRECTOR)))
    url = next(str(a["uri"]) for b in newest for a in actions(b.message) if a["label"] == BUTTON)
    assert "ภาพรวมการส่งงาน" in read(url)


def test_who_leaves_sees_nothing_by_the_link_they_had(stage: Stage) -> None:
    link = dashboard(stage, PO)
    assert "แบบติดตามกลยุทธ์" in read(link)

    with stage.store.begin() as tx:
        po = tx.people.by_line(phone_of(PO))
        assert po is not None
        tx.people.leave(po, [m.unit_id for m in po.memberships])
        tx.commit()

    assert urllib3.request("GET", link, timeout=10).status == 404


class TestInABrowser:
    pytestmark = NEEDS_CHROMIUM

    def test_from_the_table_down_to_the_file_without_a_script(self, stage: Stage) -> None:
        stage.travel(at(2027, 3, 30))
        data = filled(blank(stage, EK), achieved=230)  # to be mended
        stage.sends(EK, "ส่งงาน.xlsx", data)
        link = dashboard(stage, OFFICER)

        with opened(NARROW["width"], NARROW["height"], 10, java_script_enabled=False) as page:
            page.goto(link)
            page.locator("summary").click()
            page.get_by_label("สถานะ").select_option(label="ขอให้แก้ไข")
            page.get_by_role("button", name="แสดง").click()
            assert page.get_by_text("กลุ่มส่งเสริมการจัดการศึกษา").count() == 0
            page.get_by_role("link", name="แบบติดตามกลยุทธ์").click()
            page.get_by_role("link", name="กลุ่มอำนวยการ").click()
            assert page.get_by_text("ST-2570-R6/0001").is_visible()
            with page.expect_download() as coming:
                page.get_by_role("link", name="ดาวน์โหลด ส่งงาน.xlsx").click()
            assert coming.value.path().read_bytes() == data
            assert coming.value.suggested_filename == "ส่งงาน.xlsx"

            page.get_by_role("link", name="ค้นหา").click()
            page.get_by_label("ชื่อหน่วยงาน").fill("R6/0001")
            page.get_by_role("button", name="ค้นหา").click()
            page.get_by_role("link", name="ST-2570-R6/0001").click()
            assert page.get_by_text("ขอให้แก้ไข ช่อง").first.is_visible()

        with stage.store.reading() as tx:
            office = tx.people.offices()[0].id
            lines = [(line.deed, line.about.partition(":")[0]) for line, _ in tx.audit.trail(office)]
        looks = [about for deed, about in lines if deed in (Noted.OPEN_PAGE, Noted.OPEN_FILE)]
        assert looks == ["blank", "board", "requirement", "debt", "sent", "search"]
