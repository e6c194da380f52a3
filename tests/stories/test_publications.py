"""An officer makes the figures of E-MES public: what is seen first, three links, told to whom, closed and opened."""

from __future__ import annotations

import io
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

from domain.lifecycle import State
from tests.emes_office import NOT_ON_LINE, SERVED, emes_plan, exported, idle, well
from tests.stories.stage import DIRECTOR, EK, NITI, OFFICER, Stage, actions, phone_of, staged
from tests.stories.test_emes_claims import standing

ROWS = (well("S1", 40), well("S2", 30), idle("S4"), well("S5", 30), well("S6", 20))


@pytest.fixture
def office(tmp_path: Path, template: Path) -> Iterator[Stage]:
    """Four schools of seven have reported, as the office has checked."""
    with staged(tmp_path, template, plan=emes_plan()) as stage:
        stage.sends(OFFICER, "emes.xlsx", exported(ROWS))
        stage.presses(OFFICER, "ยืนยันตามนี้")
        yield stage


def read(link: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(link, timeout=10) as answer:  # noqa: S310 - our own local server
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


def links(stage: Stage) -> list[str]:
    """The three links of the newest card that has them."""
    said = next(said for said in reversed(stage.heard(OFFICER)) if "/p/" in said)
    return [words for words in said.split() if "/p/" in words]


def published(stage: Stage) -> list[str]:
    stage.says(OFFICER, "เผยแพร่ข้อมูล E-MES")
    stage.presses(OFFICER, "เผยแพร่เฉพาะตัวเลข")
    return links(stage)


def test_what_would_be_seen_is_shown_before_anybody_can_see_it(office: Stage) -> None:
    card = office.says(OFFICER, "เผยแพร่ข้อมูล E-MES")
    for words in ("4 จาก 8 หน่วยงาน", "แยกตามอำเภอ", "แยกตามกลุ่มโรงเรียน", "ยังไม่รวมอีก 4 หน่วยงาน", "ยังไม่มีคำสั่ง ผอ."):
        assert words in card, words
    with office.store.reading() as tx:
        assert tx.publications.of_office(1) == []
    assert set(standing(office).values()) == {"pending", "verified"}


def test_the_page_has_the_sums_and_names_neither_schools_nor_people(office: Stage) -> None:
    at_office, schools, agencies = published(office)
    assert len({at_office, schools, agencies}) == 3
    status, page = read(agencies)
    assert status == 200
    assert "4 จาก 8 หน่วยงาน" in page
    assert "<td>120</td>" in page, "the pupils of the four schools: 40, 30, 30, 20"
    hidden = [name for _, name, _ in (*SERVED, *NOT_ON_LINE)] + ["บ้านหนองบัวงาม", "นายธุรการ", "000-000", "99010001"]
    for name in hidden:
        assert name not in page, name
    assert standing(office)["S1"] == State.PUBLISHED
    assert "✓ 4 เผยแพร่" in office.says(OFFICER, "ขั้นตอน")

    book = openpyxl.load_workbook(io.BytesIO(urllib.request.urlopen(f"{agencies}/0", timeout=10).read()))  # noqa: S310
    cells = [
        str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row if cell is not None
    ]
    assert "120" in cells
    assert not any(name in cell for name in hidden for cell in cells)


def test_how_often_it_was_opened_is_seen_and_by_whom_is_not_kept(office: Stage) -> None:
    _, schools, agencies = published(office)
    for link in (schools, schools, agencies, f"{agencies}/0"):
        urllib.request.urlopen(link, timeout=10).read()  # noqa: S310 - our own local server
    seen = office.says(OFFICER, "มีคนเปิดดูหน้าเผยแพร่กี่ครั้ง")
    assert "สถานศึกษา / เปิดหน้า 2 ครั้ง เปิดเอกสาร 0 ครั้ง" in seen
    assert "หน่วยงานอื่น / เปิดหน้า 1 ครั้ง เปิดเอกสาร 1 ครั้ง" in seen
    assert "เผยแพร่ นางสาวรินรดา ทดสอบวัฒนา" in seen


def test_it_is_closed_and_opened_by_a_tap(office: Stage) -> None:
    link, *_ = published(office)
    office.says(OFFICER, "ปิดหน้าเผยแพร่")
    assert "ปิดหน้าเผยแพร่" in office.presses(OFFICER, "ปิดหน้าเผยแพร่")
    assert read(link)[0] == 410
    number = next(str(a["data"]) for b in office.line.messages(phone_of(OFFICER)) for a in actions(b.message)
                  if str(a.get("data", "")).startswith("publishoff"))  # fmt: skip
    office.line.press(phone_of(OFFICER), number, "ปิดหน้าเผยแพร่")
    office.settle()
    assert "ปิดอยู่แล้ว" in office.heard(OFFICER)[-1], "an old button says what stands"
    office.says(OFFICER, "หน้าเผยแพร่")
    office.presses(OFFICER, "เปิดหน้าอีกครั้ง")
    assert read(link)[0] == 200


def test_figures_that_have_changed_since_the_card_are_shown_again(office: Stage) -> None:
    office.says(OFFICER, "เผยแพร่ข้อมูล E-MES")
    with office.store.begin() as tx:
        for debt in tx.work.of_office(1, office.clock.now()):
            debt.state = State.PENDING.value if debt.unit.code == "S6" else debt.state
        tx.commit()
    assert "3 จาก 8 หน่วยงาน" in office.presses(OFFICER, "เผยแพร่เฉพาะตัวเลข")
    with office.store.reading() as tx:
        assert tx.publications.of_office(1) == []


def test_schools_are_told_of_it_with_their_own_link(office: Stage) -> None:
    _, schools, _ = published(office)
    asked = office.presses(OFFICER, "แจ้งทุกโรงเรียน")
    assert schools in asked
    office.presses(OFFICER, "แจ้งรายคน (4 ข้อความ)")
    office.tick()
    assert any(schools in said for said in office.heard(EK))


def test_nobody_else_publishes_or_closes(office: Stage) -> None:
    link, *_ = published(office)
    for who in (EK, NITI, DIRECTOR):
        office.line.press(phone_of(who), "publishoff:1", "ปิดหน้าเผยแพร่")
    office.settle()
    assert read(link)[0] == 200
    assert "/p/" not in office.says(EK, "เผยแพร่ข้อมูล E-MES")
